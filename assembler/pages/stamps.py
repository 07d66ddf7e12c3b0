"""Words across every page: CONCEPT on a draft, leesexemplaar on a copy for reading."""

import math

import pikepdf

from assembler.pages.drawing import Pen, Sheet

_MM = 72 / 25.4


def stamp_concept(pdf: pikepdf.Pdf) -> None:
    """Large pale letters under the text of each page, from the lower left to the upper right."""
    pen = Pen(pdf)
    for page in pdf.pages:
        pen.under(page, _diagonal(pen, Sheet.of(page), "CONCEPT"))


def stamp_reading_copy(pdf: pikepdf.Pdf, word: str = "leesexemplaar") -> None:
    """A framed word at the top of each page, over what is there."""
    pen = Pen(pdf)
    for page in pdf.pages:
        pen.over(page, _label(pen, Sheet.of(page), word))


def _diagonal(pen: Pen, sheet: Sheet, word: str) -> str:
    angle = math.atan2(sheet.height, sheet.width)
    length = 0.72 * math.hypot(sheet.width, sheet.height)
    size = length / pen.face.width(word, 1)
    across, along = math.cos(angle), math.sin(angle)
    drop = 0.33 * size
    x = sheet.width / 2 - across * length / 2 + along * drop
    y = sheet.height / 2 - along * length / 2 - across * drop
    tilt = f"{across:.5f} {along:.5f} {-along:.5f} {across:.5f}"
    return f"0.92 g\n{pen.text(word, x, y, size, tilt)}"


def _label(pen: Pen, sheet: Sheet, word: str) -> str:
    size = 9.0
    width = pen.face.width(word, size)
    x, y = sheet.width - width - 12 * _MM, sheet.height - 8 * _MM
    box = f"{x - 4:.2f} {y - 3.5:.2f} {width + 8:.2f} {size + 4:.2f} re"
    return f"1 g {box} f\n0.6 0 0 RG 0.6 w {box} S\n0.6 0 0 rg\n{pen.text(word, x, y, size)}"
