"""Two files page by page: their text, their drawing instructions, and what they look like outside given boxes."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from signatures.evidence.pairing import likeness, paired
from signatures.packs import Rect

_DPI = 72
_TOLERANCE = 48
"""Steps of grey, of 255, that edges of letters may differ between two drawings of one page."""
_MOST_PIXELS = 25_000_000


@dataclass(frozen=True)
class Difference:
    """How one page differs."""

    page: int
    """From 0, in the issued file."""
    text: bool = False
    """The issued text does not stand there unbroken."""
    added: bool = False
    """The issued text stands there, with more around it."""
    picture: bool = False

    @property
    def matters(self) -> bool:
        return self.text or self.added or self.picture


class Sides:
    """An issued file beside a returned one, of which some pages may be missing or more than were issued."""

    def __init__(self, issued: bytes, returned: "Returned") -> None:
        self._issued = _opened(issued)
        self._returned = returned
        self._texts = tuple(_text(page) for page in self._issued)
        self._pairs = paired(self._texts, returned.texts)

    @property
    def alike(self) -> int:
        """How many issued pages have one beside them that says mostly the same."""
        others = ((text, other) for text, other in zip(self._texts, self._pairs, strict=True) if other is not None)
        return sum(likeness(text, self._returned.texts[other]) >= 0.5 for text, other in others)

    @property
    def count(self) -> int:
        """Pages of the issued file."""
        return len(self._texts)

    @property
    def missing(self) -> tuple[int, ...]:
        """Issued pages, from 0, for which no returned page stands."""
        return tuple(page for page, other in enumerate(self._pairs) if other is None)

    @property
    def foreign(self) -> tuple[int, ...]:
        """Returned pages, from 0, that stand for no issued page."""
        return tuple(other for other in range(len(self._returned.texts)) if other not in self._pairs)

    def place(self, page: int) -> int | None:
        """The returned page that stands for an issued one."""
        return self._pairs[page]

    def compare(self, page: int, boxes: Sequence[Rect]) -> Difference:
        """How a page differs outside these boxes; as another text where none stands for it."""
        if (other := self._pairs[page]) is None:
            return Difference(page, text=True)
        before, after = self._texts[page], self._returned.texts[other]
        looks = _differs(drawn(self._issued[page], boxes), drawn(self._returned.pdf[other], boxes))
        return Difference(page, before not in after, before != after, looks)

    def together(self, page: int) -> bytes:
        """Both pages in one picture, the issued one at the left, or that alone. PNG."""
        one = drawn(self._issued[page], ())
        if (place := self._pairs[page]) is None:
            return as_png(one)
        other = drawn(self._returned.pdf[place], ())
        sheet = Image.new("RGB", (one.width + other.width + 8, max(one.height, other.height)), "#888888")
        sheet.paste(one, (0, 0))
        sheet.paste(other, (one.width + 8, 0))
        return as_png(sheet)


class Returned:
    """A returned file, read once however many packs it is laid beside."""

    def __init__(self, data: bytes) -> None:
        self.pdf = _opened(data)
        self.texts = tuple(_text(page) for page in self.pdf)
        """What each page says."""


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
