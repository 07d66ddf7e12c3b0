"""Pages as they were issued, found by their codes and drawn in the way in which a returned sheet lies."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from signatures.evidence.affine import Affine
from signatures.evidence.page_codes import Corners, SheetCode, code_in
from signatures.facts import SlotId
from signatures.packs import DocumentInPack, PackFacts

_TOP_DPI = 200
_MOST_OPEN = 6
_MOST_FRAMES = 40
"""Drawn pages kept; at 150 dpi each takes two megabytes."""

Box = tuple[float, float, float, float]
"""Left, upper, right, lower in points from the upper left corner of the page as shown."""


@dataclass(frozen=True)
class IssuedPage:
    """One page of one issued document, and the signature fields that the packs together have on it."""

    document: DocumentInPack
    packs: tuple[PackFacts, ...]
    """All packs that hold the document, in the order given."""
    number: int
    """From 0, within the document."""

    @property
    def fields(self) -> tuple[tuple[SlotId, tuple[float, float, float, float]], ...]:
        """(slot, rectangle from the lower left corner) of every line on this page, of whichever partij."""
        found: dict[SlotId, tuple[float, float, float, float]] = {}
        for pack, document in _holding(self.packs, self.document.uitgifte):
            for line in pack.fields:
                if line.page - document.first_page == self.number and line.slot.uitgifte == document.uitgifte:
                    found.setdefault(line.slot, line.rect)
        return tuple(sorted(found.items()))


def _holding(packs: Sequence[PackFacts], uitgifte: str) -> Iterator[tuple[PackFacts, DocumentInPack]]:
    for pack in packs:
        for document in pack.documents:
            if document.uitgifte == uitgifte:
                yield pack, document


class Register:
    """Which issued document a page code means."""

    def __init__(self, packs: Sequence[PackFacts]) -> None:
        self._texts: dict[tuple[str, str, str, int], tuple[DocumentInPack, list[PackFacts]]] = {}
        for pack in packs:
            for document in pack.documents:
                key = document.code, document.version, document.text_hash, document.pages
                self._texts.setdefault(key, (document, []))[1].append(pack)

    def page(self, code: SheetCode) -> IssuedPage | None:
        """The page that a code means; None where no such text was issued."""
        found = self._texts.get((code.document, code.version, code.digest, code.pages))
        return IssuedPage(found[0], tuple(found[1]), code.page - 1) if found else None

    def versions(self, code: str) -> tuple[DocumentInPack, ...]:
        """The texts issued under a document code, latest first."""
        texts = [
            (max(pack.issued_at for pack in packs), doc) for doc, packs in self._texts.values() if doc.code == code
        ]
        return tuple(doc for _, doc in sorted(texts, key=lambda each: each[0], reverse=True) if doc.code == code)


@dataclass
class _Memory:
    """What is kept between two sheets: the same page of an agreement comes back from every partij."""

    corners: dict[tuple[float, float], Corners | None] = field(default_factory=dict)
    """Where the page code stands, by the size of the page."""
    frames: dict[tuple["Drawing", float, int], Image.Image] = field(default_factory=dict)
    """The pages drawn last, by page, scale and how much finer they were drawn."""


class _Opened:
    """One pack, and its pages that have been asked for."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.pages: dict[int, Drawing] = {}


class Drawings:
    """Draws issued pages; keeps a few packs open. Close it."""

    def __init__(self) -> None:
        self._open: dict[str, _Opened] = {}
        self._memory = _Memory()

    def close(self) -> None:
        for opened in self._open.values():
            opened.pdf.close()
        self._open.clear()
        self._memory = _Memory()

    def sheet(self, page: IssuedPage) -> "Drawing | None":
        """The page ready to be drawn; None where no pack that holds it has its bytes at hand."""
        for pack, document in _holding(page.packs, page.document.uitgifte):
            if pack.loader is not None:
                opened, number = self._pack(pack), document.first_page + page.number
                if number not in opened.pages:
                    opened.pages[number] = Drawing(opened.pdf[number], self._memory)
                return opened.pages[number]
        return None

    def _pack(self, pack: PackFacts) -> _Opened:
        """The pack, opened; the one not asked for the longest makes room."""
        opened = self._open.pop(pack.sha256, None)
        if opened is None:
            while len(self._open) >= _MOST_OPEN:
                self._open.pop(next(iter(self._open))).pdf.close()
            opened = _Opened(pypdfium2.PdfDocument(pack.load()))
        self._open[pack.sha256] = opened
        return opened


class Drawing:
    """One issued page."""

    def __init__(self, page: Any, memory: _Memory) -> None:
        self._page = page
        self.size: tuple[float, float] = page.get_size()
        """Width and height in points, as shown."""
        self._memory = memory

    @property
    def corners(self) -> Corners | None:
        """Where the page code stands, in points from the upper left; the same on all pages of a size."""
        if self.size not in self._memory.corners:
            self._memory.corners[self.size] = self._find()
        return self._memory.corners[self.size]

    def _find(self) -> Corners | None:
        scale = _TOP_DPI / 72
        width, height = (round(side * scale) for side in self.size)
        found = code_in(self.draw(Affine(scale, 0, 0, scale, 0, 0), (width, height)))
        if found is None:
            return None
        a, b, c, d = ((x / scale, y / scale) for x, y in found)
        return a, b, c, d

    def draw(self, matrix: Affine, size: tuple[int, int]) -> Image.Image:
        """The page in grey on white, points mapped to pixels by ``matrix``."""
        width, height = size
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmapWithMatrix(
                bitmap,
                self._page.raw,
                pdfium.FS_MATRIX(*matrix),
                pdfium.FS_RECTF(0, 0, width, height),
                pdfium.FPDF_GRAYSCALE,
            )
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return Image.frombuffer("L", size, data, "raw", "L", stride, 1)

    def frame(self, scale: float, zoom: int) -> Image.Image:
        """The page upright at so many pixels a point; drawn ``zoom`` times as fine, for letters between pixels."""
        key, frames = (self, scale, zoom), self._memory.frames
        if key not in frames:
            width, height = (zoom * round(side * scale) for side in self.size)
            while len(frames) >= _MOST_FRAMES:
                del frames[next(iter(frames))]
            fine = zoom * scale
            frames[key] = self.draw(Affine(fine, 0, 0, fine, 0, 0), (width, height)).reduce(zoom)
        return frames[key]

    @cached_property
    def glyphs(self) -> list[Box]:
        """Where each printed letter, digit and mark stands, spaces too."""
        text = self._page.get_textpage()
        sides = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = sides
        pointers = [ctypes.byref(side) for side in sides]
        height, found = self.size[1], []
        for index in range(text.count_chars()):
            if pdfium.FPDFText_GetCharBox(text.raw, index, *pointers):
                found.append((left.value, height - top.value, right.value, height - bottom.value))
        return found

    def text_in(self, box: Box) -> str:
        """The issued words in a box, on one line."""
        left, upper, right, lower = box
        height = self.size[1]
        text = self._page.get_textpage().get_text_bounded(left, height - lower, right, height - upper)
        return " ".join(str(text).split())
