"""Plain text read as an agreement: one paragraph a line, or lines that were broken where the page ended."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from assembler.checks.agreement.building import build
from assembler.checks.agreement.lines import Line, passages_of, without_running_heads
from assembler.checks.agreement.passage import Passage
from assembler.checks.agreement.structure import Agreement
from assembler.checks.agreement.text_tables import with_tables

SIGNS = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": None, "\ufeff": None, "\u2011": "-", "\u2028": "\n"}
)
BREAKS = re.compile(r"\r\n?|\u0085|\u2029|\v")


def from_text(text: str) -> Agreement:
    """The agreement in a text. A form feed starts a page; markdown signs in front of headings are left out."""
    lines = list(_lines(BREAKS.sub("\n", text).translate(SIGNS)))
    pages = lines[-1].page if lines else 0
    lines, heads = without_running_heads(lines) if pages > 1 or len(lines) > 50 else (lines, [])
    asides = [_aside(role, head, page) for role, head, page in heads]
    return build("text", [*passages_of(with_tables(lines)), *asides], pages if pages > 1 else 0)


def _aside(role: str, text: str, page: int) -> Passage:
    name = "koptekst" if role == "header" else "voettekst"
    return Passage(text, role="header" if role == "header" else "footer", aside=name, pages=(page,))


def _lines(text: str) -> Iterator[Line]:
    usual = _usual_gap(text)
    for page, sheet in enumerate(text.split("\f"), 1):
        blank, first = 0, page > 1
        for raw in sheet.split("\n"):
            line = raw.rstrip()
            if not line.strip():
                blank += 1
                continue
            strong = bool(re.match(r"#{1,6}\s|\*\*.+\*\*$", line.strip()))
            clean = re.sub(r"^#{1,6}\s+|\*\*", "", line.strip())
            left = len(line) - len(line.lstrip())
            yield Line(clean, left, len(line), (blank + 1) / usual, page, strong=strong, new_page=first)
            blank, first = 0, False


def _usual_gap(text: str) -> int:
    """2 when nearly every line is followed by an empty one, else 1."""
    lines = [bool(line.strip()) for line in text.split("\n")]
    pairs = [after for line, after in itertools.pairwise(lines) if line]
    return 2 if len(pairs) >= 20 and pairs.count(False) > 0.7 * len(pairs) else 1
