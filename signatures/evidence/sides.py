"""Two files page by page: their text, their drawing instructions, and what they look like outside given boxes."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from signatures.packs import Rect

_DPI = 72
_TOLERANCE = 48
"""Steps of grey, of 255, that edges of letters may differ between two drawings of one page."""
_MOST_PIXELS = 25_000_000


@dataclass(frozen=True)
class Difference:
    """How one page differs."""

    page: int
    """From 0."""
    text: bool = False
    """The issued text does not stand there unbroken."""
    added: bool = False
    """The issued text stands there, with more around it."""
    picture: bool = False

    @property
    def matters(self) -> bool:
        return self.text or self.added or self.picture


class Sides:
    """An issued and a returned file, side by side."""

    def __init__(self, issued: bytes, returned: bytes) -> None:
        self._issued = _opened(issued)
        self._returned = _opened(returned)

    @property
    def counts(self) -> tuple[int, int]:
        """Pages of the issued and of the returned file."""
        return len(self._issued), len(self._returned)

    def alike(self) -> int:
        """How many pages carry the same text."""
        return sum(_text(self._issued[n]) == _text(self._returned[n]) for n in range(min(self.counts)))

    def compare(self, page: int, boxes: Sequence[Rect]) -> Difference:
        """How a page differs outside these boxes."""
        one, other = self._issued[page], self._returned[page]
        before, after = _text(one), _text(other)
        return Difference(page, before not in after, before != after, _differs(drawn(one, boxes), drawn(other, boxes)))

    def together(self, page: int) -> bytes:
        """Both pages in one picture, the issued one at the left. PNG."""
        one, other = drawn(self._issued[page], ()), drawn(self._returned[page], ())
        sheet = Image.new("RGB", (one.width + other.width + 8, max(one.height, other.height)), "#888888")
        sheet.paste(one, (0, 0))
        sheet.paste(other, (one.width + 8, 0))
        return as_png(sheet)


def crop(data: bytes, page: int, rect: Rect, dpi: int = 200) -> bytes:
    """What a rectangle of a page looks like, with a margin of a few points. PNG."""
    document = _opened(data)
    sheet = document[page]
    _, height = sheet.get_size()
    scale = dpi / 72
    picture = sheet.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    left, bottom, right, top = rect
    box = (left - 6, height - top - 6, right + 6, height - bottom + 6)
    return as_png(picture.crop(tuple(round(value * scale) for value in box)))


def drawn(page: pypdfium2.PdfPage, boxes: Sequence[Rect], dpi: int = _DPI) -> Image.Image:
    """A page as it looks, with the boxes covered."""
    width, height = page.get_size()
    scale = min(dpi / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    brush = ImageDraw.Draw(picture)
    for left, bottom, right, top in boxes:
        corners = (left - 2, height - top - 2, right + 2, height - bottom + 2)
        brush.rectangle([value * scale for value in corners], fill="white")
    return picture


def as_png(picture: Image.Image) -> bytes:
    """The picture as a file."""
    sink = io.BytesIO()
    picture.save(sink, "PNG", optimize=False)
    return sink.getvalue()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return document


def _text(page: pypdfium2.PdfPage) -> str:
    """The letters of a page in their order, spaces aside; text of annotations, such as a signature, is not in it."""
    return re.sub(r"\s+", "", page.get_textpage().get_text_range())


def _differs(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return True
    extremes = ImageChops.difference(one.convert("L"), other.convert("L")).getextrema()
    most = extremes[1]
    return isinstance(most, (int, float)) and most > _TOLERANCE
