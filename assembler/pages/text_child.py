"""The child that reads the text of a PDF, which may be hostile. Run as a program, with limits; imports little.

Standard input is the PDF. Standard output is one JSON value: a word that says why it cannot be read, or
``{"pages": n, "lines": [[page, text, left, right, top, bottom, size, bold, [[left, right, text], …]], …]}``
with measures in points from the top left of the page, and the pieces of a line where wide gaps divide it.
"""

import contextlib
import ctypes
import itertools
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

PASSWORD = 4
WIDE = 1.1
"""A gap of so many times the size of the letters divides a line."""
LABEL = re.compile(
    r"(?:[\dA-Za-z]{1,3}[.):]|\d{1,3}(?:\.\d{1,3})+[.):]?|\(?[\dA-Za-z]{1,3}\)|[-–—•·▪●○◦o]|\uf0b7|(?i:artikel|art\.)\s\S{1,6})$"
)
"""What stands before a wide gap without being a cell: the number of a paragraph."""
BREAK = re.compile("(\r\n|\r|\n)|(?<=[\ufffe\uffff])")
"""Line ends; and the hyphens at the end of a line, behind which PDFium leaves the line end out."""
BOLD = 600
HYPHENS = str.maketrans("\ufffe\uffff", "--")


def main() -> None:
    """Read standard input, write standard output."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    data = sys.stdin.buffer.read()
    json.dump(read(data, int(sys.argv[3])), sys.stdout)


def limit(memory: int, seconds: int) -> None:
    """Address space in bytes and processor time in seconds, where the system knows them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def read(data: bytes, most_pages: int) -> dict[str, Any] | str:
    """The lines of a PDF, or a word: encrypted, damaged, empty, large."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return "encrypted" if pdfium.FPDF_GetLastError() == PASSWORD else "damaged"
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        return "empty"
    if count > most_pages:
        return "large"
    return {"pages": count, "lines": [line for index in range(count) for line in page_lines(document, index)]}


def page_lines(document: Any, index: int) -> Iterator[list[Any]]:
    """The lines of one page."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return
    text = pdfium.FPDFText_LoadPage(page)
    if text:
        yield from Page(text, pdfium.FPDF_GetPageHeightF(page), index + 1).lines()
        pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)


class Page:
    """The text of one page with its measures."""

    def __init__(self, text: Any, height: float, number: int) -> None:
        self._text, self._height, self._number = text, height, number
        self._box = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(one) for one in self._box]

    def lines(self) -> Iterator[list[Any]]:
        """The lines in the order in which they are drawn."""
        shown, where = self._shown()
        start = 0
        for raw in BREAK.split(shown):
            if raw is None:
                continue
            end = start + len(raw)
            if raw.strip():
                yield self._line(raw, range(start, end), where)
            start = end

    def _shown(self) -> tuple[str, list[int] | None]:
        """The text of the page; for each sign its index, where that is not its place in the text."""
        count = pdfium.FPDFText_CountChars(self._text)
        room = (ctypes.c_ushort * (count + 1))()
        got = max(pdfium.FPDFText_GetText(self._text, 0, count, room) - 1, 0)
        shown = bytes(room)[: 2 * got].decode("utf-16-le", "replace")
        if len(shown) == count:
            return shown, None
        return shown, [pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, place) for place in range(len(shown))]

    def _line(self, raw: str, places: range, where: list[int] | None) -> list[Any]:
        at = list(places) if where is None else [where[place] for place in places]
        solid = [place for place, sign in enumerate(raw) if not sign.isspace()]
        first, last = at[solid[0]], at[solid[-1]]
        left, _, bottom, top = self._measure(first)
        right = self._measure(last)[1]
        size = round(pdfium.FPDFText_GetFontSize(self._text, first), 1) or 10.0
        size = size if size > 3 else max(top - bottom, 6.0)
        bold = (
            pdfium.FPDFText_GetFontWeight(self._text, last) >= BOLD
            and pdfium.FPDFText_GetFontWeight(self._text, first) >= BOLD
        )
        raw = raw.translate(HYPHENS)
        pieces = list(self._pieces(raw, at, solid, size))
        clean = raw.rstrip("\r\n")
        base = self._height - self._baseline(first, bottom)
        return [
            self._number,
            clean,
            round(left, 1),
            round(right, 1),
            round(base - size, 1),
            round(base, 1),
            size,
            bold,
            pieces,
        ]

    def _measure(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top of one sign."""
        pdfium.FPDFText_GetCharBox(self._text, index, *self._refs)
        left, right, bottom, top = (one.value for one in self._box)
        return left, right, bottom, top

    def _baseline(self, index: int, otherwise: float) -> float:
        """Where the letters of a line stand on, from the bottom of the page."""
        known = pdfium.FPDFText_GetCharOrigin(self._text, index, self._refs[0], self._refs[1])
        return self._box[1].value if known else otherwise

    def _pieces(self, raw: str, at: list[int], solid: list[int], size: float) -> Iterator[list[Any]]:
        """Stretches between wide gaps; none when nothing divides the line."""
        cuts = [(before, after) for before, after in itertools.pairwise(solid) if after - before > 1]
        wide = [(before, after) for before, after in cuts if self._gap(at[before], at[after]) > WIDE * size]
        starts = [solid[0]]
        ends: list[int] = []
        for before, after in wide:
            if not LABEL.match(raw[starts[-1] : before + 1]):
                ends.append(before)
                starts.append(after)
        if ends:
            for start, end in zip(starts, [*ends, solid[-1]], strict=True):
                left, right = self._measure(at[start])[0], self._measure(at[end])[1]
                yield [round(left, 1), round(right, 1), raw[start : end + 1]]

    def _gap(self, before: int, after: int) -> float:
        return self._measure(after)[0] - self._measure(before)[1]


if __name__ == "__main__":
    main()
