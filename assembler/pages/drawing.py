"""Drawing on a finished page: upright as the reader sees it, marked as not part of the text."""

from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Page

from assembler.pages.lettering import Face, face

FONT = "/TKStempel"


@dataclass(frozen=True)
class Sheet:
    """A page as the reader holds it: width and height in points after rotation."""

    width: float
    height: float
    matrix: str
    """From the reader's coordinates to those of the page."""

    @classmethod
    def of(cls, page: Page) -> "Sheet":
        """The visible sheet of a page."""
        left, bottom, right, top = (float(edge) for edge in page.cropbox)
        wide, high = right - left, top - bottom
        turn = int(page.obj.get(Name.Rotate, 0)) % 360
        matrices = {
            0: (wide, high, f"1 0 0 1 {left:g} {bottom:g}"),
            90: (high, wide, f"0 1 -1 0 {right:g} {bottom:g}"),
            180: (wide, high, f"-1 0 0 -1 {right:g} {top:g}"),
            270: (high, wide, f"0 -1 1 0 {left:g} {top:g}"),
        }
        return cls(*matrices.get(turn, matrices[0]))


class Pen:
    """Puts drawings on the pages of one PDF, with one copy of the stamp font."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self.face: Face = face()
        self._font = self.face.embed(pdf)
        self._isolated: set[tuple[int, int]] = set()

    def over(self, page: Page, drawing: str) -> None:
        """Draw on top of what is there. Coordinates: points from the lower left corner of the sheet."""
        self._isolate(page)
        page.contents_add(self._stream(page, drawing))

    def under(self, page: Page, drawing: str) -> None:
        """Draw below what is there."""
        self._isolate(page)
        page.contents_add(self._stream(page, drawing), prepend=True)

    def text(self, text: str, x: float, y: float, size: float, tilt: str = "1 0 0 1") -> str:
        """Operators that set ``text`` with its left end at (x, y), ``size`` in points."""
        return f"BT {FONT} {size:g} Tf {tilt} {x:.2f} {y:.2f} Tm {self.face.encode(text)} Tj ET"

    def _isolate(self, page: Page) -> None:
        """Wrap the content of the engine, so that what it leaves behind does not move our drawing."""
        if page.obj.objgen not in self._isolated:
            self._isolated.add(page.obj.objgen)
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q")
            self._share_font(page)

    def _share_font(self, page: Page) -> None:
        """Add our font to resources of the page's own: pages of one file may share them."""
        own = Dictionary(dict(page.resources.items()))
        fonts = own.get(Name.Font)
        own[Name.Font] = Dictionary(dict(fonts.items()) if isinstance(fonts, Dictionary) else {})
        own[Name.Font][FONT] = self._font
        page.obj[Name.Resources] = own

    def _stream(self, page: Page, drawing: str) -> pikepdf.Stream:
        matrix = Sheet.of(page).matrix
        marked = f"/Artifact <</Type /Pagination>> BDC\nq {matrix} cm\n{drawing}\nQ\nEMC\n"
        return self._pdf.make_stream(marked.encode("ascii"))
