"""One paragraph as a reader hands it over, before anything is recognised in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assembler.checks.agreement.structure import Span

Role = Literal["body", "title", "toc", "header", "footer", "footnote", "comment"]


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
