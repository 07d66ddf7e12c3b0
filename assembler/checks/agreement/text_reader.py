"""Plain text read as an agreement: one paragraph a line, or lines that were broken where the page ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.checks.agreement.building import build
from assembler.checks.agreement.lines import Line, passages_of, without_running_heads
from assembler.checks.agreement.passage import Passage, without_long_runs
from assembler.checks.agreement.structure import Agreement
from assembler.checks.agreement.text_tables import with_tables

SIGNS = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": None, "\ufeff": None, "\u2011": "-", "\u2028": "\n"}
)
WINDOW = 40
"""Lines; how far apart they stand may change from one bijlage to the next."""
NEAR = 8
"""Lines above and below that tell whether spaces at the end mean something."""
MARKED = re.compile(r"#{1,6}\s*\S|\*\*.+\*\*$")
BREAKS = re.compile(r"\r\n?|\u0085|\u2029|\v")


def from_text(text: str) -> Agreement:
    """The agreement in a text. A form feed starts a page; markdown signs in front of headings are left out."""
    text = without_long_runs(BREAKS.sub("\n", text).translate(SIGNS))
    if re.search(r"(?m)^#{1,6}\s*\S", text):
        text = re.sub(r"(?<![*\w])\*([^*\n]{1,80})\*(?![*\w])", r"\1", text)
    lines = list(_lines(text))
    pages = lines[-1].page if lines else 0
    lines, heads = without_running_heads(lines) if pages > 1 or len(lines) > 50 else (lines, [])
    asides = [aside(role, head, page) for role, head, page in heads]
    return build("text", [*passages_of(with_tables(lines)), *asides], pages if pages > 1 else 0)


def aside(role: str, text: str, page: int) -> Passage:
    """A header or footer that was taken out of the lines."""
    name = "koptekst" if role == "header" else "voettekst"
    return Passage(text, role="header" if role == "header" else "footer", aside=name, pages=(page,))


def _lines(text: str) -> Iterator[Line]:
    sheets = text.split("\f")
    shown = [line for sheet in sheets for line in sheet.split("\n") if line.strip()]
    gaps, ends = _usual_gaps(sheets), _ends(shown)
    count = 0
    for page, sheet in enumerate(sheets, 1 if len(sheets) > 1 else 0):
        blank, first = 0, page > 1
        for raw in sheet.split("\n"):
            if raw.strip():
                gap = (blank + 1) / gaps[count // WINDOW]
                yield _line(raw.rstrip(), gap, page, first, ends[count])
                blank, first, count = 0, False, count + 1
            else:
                blank += 1


def _line(raw: str, gap: float, page: int, first: bool, ends: bool | None) -> Line:
    text = raw.strip()
    strong = bool(MARKED.match(text))
    clean = re.sub(r"^#{1,6}\s*|\*\*", "", text) if strong else text
    return Line(clean, len(raw) - len(raw.lstrip()), len(raw), gap, page, strong=strong, new_page=first, ends=ends)


def _ends(lines: list[str]) -> list[bool | None]:
    """Word leaves one space behind a line that goes on and two behind a paragraph; heeded where both are common."""
    two = [line.endswith("  ") for line in lines]
    one = [line.endswith(" ") and not double for line, double in zip(lines, two, strict=True)]
    found: list[bool | None] = []
    for index, double in enumerate(two):
        near = slice(max(0, index - NEAR), index + NEAR + 1)
        size = len(two[near])
        heeded = size > NEAR and sum(two[near]) >= 0.3 * size and sum(two[near]) + sum(one[near]) >= 0.8 * size
        found.append(double if heeded and sum(one[near]) else None)
    return found


def _usual_gaps(sheets: list[str]) -> list[int]:
    """Per stretch of lines: 2 where nearly every line is followed by an empty one, else 1."""
    gaps: list[int] = []
    for sheet in sheets:
        blank = 0
        for line in sheet.split("\n"):
            if line.strip():
                gaps.append(blank + 1)
                blank = 0
            else:
                blank += 1
    stretches = [gaps[start : start + WINDOW] for start in range(0, len(gaps), WINDOW)]
    return [2 if len(some) >= 10 and some.count(1) < 0.3 * len(some) else 1 for some in stretches] or [1]
