"""The lines of a PDF with their place on the page, read in a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assembler.pages.errors import PagesError

MOST_BYTES = 100 * 1024**2
MOST_PAGES = 2000
MEMORY = 900 * 1024**2
"""Bytes of address space for the child."""
SECONDS = 50
_SCRIPT = Path(__file__).with_name("text_child.py")


class PdfUnreadableError(PagesError):
    """The text of a PDF cannot be read; ``reason`` is a word: encrypted, damaged, empty, large or late."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{SENTENCES[reason]}.")


SENTENCES = {
    "encrypted": "de PDF is met een wachtwoord beveiligd; sla hem zonder wachtwoord op en probeer het opnieuw",
    "damaged": "de PDF is beschadigd of geen PDF; maak hem opnieuw uit het oorspronkelijke document",
    "empty": "de PDF heeft geen bladzijden; maak hem opnieuw uit het oorspronkelijke document",
    "large": f"de PDF is te groot (ten hoogste {MOST_PAGES} bladzijden en {MOST_BYTES // 1024**2} MB); splits hem",
    "late": "het lezen van de PDF duurt te lang of vraagt te veel geheugen; druk hem af naar een nieuwe PDF",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line between wide gaps, in points from the left of the page."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; measures in points from the top left of its page."""

    page: int
    """1-based."""
    text: str
    left: float
    right: float
    top: float
    base: float
    size: float
    """Of the letters."""
    bold: bool
    pieces: tuple[Piece, ...]
    """Two or more where wide gaps divide the line, else none."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF."""

    pages: int
    lines: tuple[TextLine, ...]


def read_lines(pdf: bytes, seconds: float = SECONDS) -> PdfText:
    """Every line of a PDF, page by page in the order in which they are drawn. Raises PdfUnreadableError."""
    if len(pdf) > MOST_BYTES:
        raise PdfUnreadableError("large")
    answer = _asked(pdf, seconds)
    if isinstance(answer, str):
        raise PdfUnreadableError(answer if answer in SENTENCES else "damaged")
    return PdfText(answer["pages"], tuple(_line(*line) for line in answer["lines"]))


def _asked(pdf: bytes, seconds: float) -> Any:
    command = [sys.executable, "-I", str(_SCRIPT), str(MEMORY), str(round(seconds)), str(MOST_PAGES)]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise PdfUnreadableError("late") from None
    if done.returncode != 0:
        raise PdfUnreadableError("late" if done.returncode in {-9, -24} or b"MemoryError" in done.stderr else "damaged")
    return json.loads(done.stdout)


def _line(*values: Any) -> TextLine:
    page, text, left, right, top, base, size, bold, pieces = values
    cut = tuple(Piece(*piece) for piece in pieces)
    return TextLine(page, text, left, right, top, base, size, bold, cut)
