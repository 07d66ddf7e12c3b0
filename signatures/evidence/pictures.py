"""Pictures for the person who decides: a cutting as PNG, and two of them side by side."""

import io

from PIL import Image

_GAP = 8


def png(picture: Image.Image) -> bytes:
    """The bytes of a PNG; same picture, same bytes."""
    sink = io.BytesIO()
    picture.convert("L").save(sink, "PNG")
    return sink.getvalue()


def beside(first: Image.Image, second: Image.Image, across: bool = False) -> Image.Image:
    """Two pictures one under the other, or side by side, with a dark bar between them."""
    if across:
        size = first.width + _GAP + second.width, max(first.height, second.height)
        place = first.width + _GAP, 0
    else:
        size = max(first.width, second.width), first.height + _GAP + second.height
        place = 0, first.height + _GAP
    both = Image.new("L", size, 96)
    both.paste(first, (0, 0))
    both.paste(second, place)
    return both
