"""One paragraph as a reader hands it over, before anything is recognised in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assembler.checks.agreement.structure import Span

Role = Literal["body", "title", "toc", "header", "footer", "footnote", "comment"]


LONGEST = 4_000
"""Characters of one passage: no drafter writes a longer paragraph, and a hostile one costs time in its square."""
_RUN = re.compile(r"([^\w\s])\1{299,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or paragraph of a cell; what a source cannot know keeps its default."""

    text: str
    """With a typed number, without an automatic one; white space single."""
    label: str = ""
    """The automatic number as Word shows it; "•" or the like for bullets."""
    bullet: bool = False
    level: int = 0
    """Of the automatic list: 0 for the outermost."""
    heading: int = 0
    """Rank that the style gives, 1–9; 0 = ordinary text."""
    role: Role = "body"
    aside: str = ""
    """Place of what is no body, in Dutch: "voetnoot 3"."""
    strong: bool = False
    """All of it bold, or larger than the text around it."""
    new_page: bool = False
    """The first on its page because the page was broken there."""
    table: int = -1
    """Count of the table it stands in; -1 = none."""
    row: int = 0
    column: int = 0
    columns: int = 1
    """How many columns the cell is wide."""
    header_row: bool = False
    recovered: bool = False
    """The table is a guess from lines of text."""
    spans: tuple[Span, ...] = ()
    verbatim: str = ""
    pages: tuple[int, ...] = ()

    @property
    def in_table(self) -> bool:
        return self.table >= 0

    @property
    def is_aside(self) -> bool:
        return self.role not in {"body", "title"}


def without_long_runs(text: str) -> str:
    """The same with no sign more than 300 times in a row."""
    return _RUN.sub(lambda match: match[0][:300], text)


def bounded(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The same passages, those of more than LONGEST characters in pieces that end at a space."""
    for one in passages:
        if len(one.text) <= LONGEST:
            yield one
            continue
        text = without_long_runs(one.text)
        start = 0
        while start < len(text):
            end = start + LONGEST
            if end < len(text):
                end = text.rfind(" ", start, end) + 1 or end
            yield replace(one, text=text[start:end].strip(), label="" if start else one.label, spans=(), verbatim="")
            start = end
