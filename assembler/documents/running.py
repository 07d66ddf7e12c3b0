"""One fill: the chunks that come out, the steps between them, and what was met on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2.runtime import Undefined

from assembler.documents.cells import fitted_grid
from assembler.documents.language import MOST_ROUNDS, LimitError
from assembler.documents.pictures import Pictures
from assembler.documents.printing import (
    Site,
    UnprintableError,
    as_paragraph,
    as_run,
    in_attribute,
    in_text,
    is_markup,
    markup,
    open_points,
    plain_text,
)
from assembler.documents.tags import Tag

MOST_OUTPUT = 512 * 1024 * 1024
"""Limit on one filled part, in bytes."""
_PARAGRAPH_ENDS = (b"</w:p>", b"<w:p/>")
_LONGEST_NAME = 40
"""Word's limit on the length of a bookmark's name."""


@dataclass
class Counters:
    """The first free numbers in a template, for what a loop repeats."""

    drawing: int = 1
    bookmark: int = 1
    number: int = 1
    names: frozenset[str] = frozenset()
    """All bookmark names in the template."""


@dataclass
class Run:
    """The state of one fill. The generated code appends to `out` and calls the methods named in its steps."""

    tags: Sequence[Tag]
    sites: Mapping[int, Site]
    counters: Counters
    note: Callable[[int, UnprintableError], None] | None = None
    """In the collecting run: takes down a value that cannot be printed, instead of raising."""
    out: list[bytes] = field(default_factory=list)
    open: list[tuple[int, str]] = field(default_factory=list)
    """(tag number, description) of every open point printed."""
    pictures: Pictures = field(default_factory=Pictures)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    """(list, round) → number of the restarted list."""
    rounds: dict[int, int] = field(default_factory=dict)
    _marks: list[int] = field(default_factory=list)
    _total: int = 0
    _bytes: int = 0
    _drawings: int = 0
    _bookmarks: dict[tuple[str, int], bytes] = field(default_factory=dict)

    # --- values ---

    def value(self, value: Any, number: int) -> bytes:
        """`value` as it is printed at tag `number`."""
        if value.__class__ is int:
            tag = self.tags[number]
            if not tag.level:
                return b"%d" % value
        try:
            return self._printed(value, self.tags[number]).encode()
        except UnprintableError as why:
            if self.note is None:
                raise
            self.note(number, why)
            return b""

    def _printed(self, value: Any, tag: Tag) -> str:
        if isinstance(value, Undefined):
            return str(value)
        site = self.sites.get(tag.number) or Site("", -1)
        if type(value).__name__ == "InlineImage" and is_markup(value) and tag.level in ("", "r") and not tag.attribute:
            drawing = f"<w:r>{self.pictures.drawing(value, tag.part, self.drawing())}</w:r>"
            return drawing if tag.level else f'</w:t></w:r>{drawing}<w:r>{site.run}<w:t xml:space="preserve">'
        if is_markup(value):
            if tag.attribute:
                raise UnprintableError("opgemaakte tekst kan hier niet worden ingevoegd", "geef gewone tekst")
            return markup(value, tag.level, site)
        text = plain_text(value)
        if "\ue000" in text:
            self.open += [(tag.number, what) for what in open_points(text)]
        return _laid_out(text, tag, site)

    # --- loops ---

    def round_up(self, count: int, size: int) -> None:
        """Count the rounds of a loop that begins, and the literal text that they may add."""
        self._total += count
        self._bytes += count * size
        if self._total > MOST_ROUNDS or self._bytes > MOST_OUTPUT:
            raise LimitError("de lussen in dit sjabloon maken het document te groot")

    def tick(self, loop: int) -> None:
        """A round of `loop` begins."""
        self.rounds[loop] = self.rounds.get(loop, 0) + 1

    # --- what must be unique ---

    def drawing(self) -> bytes:
        """A fresh number for a drawing."""
        self._drawings += 1
        return b"%d" % (self.counters.drawing + self._drawings)

    def bookmark_id(self, old: str, loop: int) -> bytes:
        """The number of a bookmark in this round of `loop`."""
        round_ = self.rounds.get(loop, 1)
        if round_ == 1:
            return old.encode()
        key = (f"{loop} {old}", round_)
        if key not in self._bookmarks:
            self._bookmarks[key] = b"%d" % (self.counters.bookmark + len(self._bookmarks) + 1)
        return self._bookmarks[key]

    def bookmark_name(self, name: str, loop: int) -> bytes:
        """The name of a bookmark in this round of `loop`: as written in the first, with the round behind it later."""
        round_ = self.rounds.get(loop, 1)
        if round_ == 1:
            return name.encode()
        end = f"_{round_}"
        fresh = name[: _LONGEST_NAME - len(end)] + end
        while fresh in self.counters.names:
            end = "_" + end
            fresh = name[: _LONGEST_NAME - len(end)] + end
        return fresh.encode()

    def number(self, old: str, loop: int) -> bytes:
        """The number of a list in this round of `loop`; a new one from the second round on."""
        round_ = self.rounds.get(loop, 1)
        if round_ == 1:
            return old.encode()
        key = (old, round_)
        if key not in self.numbers:
            self.numbers[key] = self.counters.number + len(self.numbers) + 1
        return b"%d" % self.numbers[key]

    # --- what Word wants to stand there ---

    def begin(self) -> None:
        """Something begins that its end wants to look back on."""
        self._marks.append(len(self.out))

    def cell(self) -> None:
        """A cell ends: it must end in a paragraph."""
        since = self.out[self._marks.pop() :]
        last = next((chunk for chunk in reversed(since) if chunk), b"")
        if not last.endswith(_PARAGRAPH_ENDS):
            self.out.append(b"<w:p/>")

    def block(self) -> None:
        """A header, note or text box ends: it must hold a paragraph or a table."""
        mark = self._marks.pop()
        if not any(b"<w:p" in chunk or b"<w:tbl" in chunk for chunk in self.out[mark:]):
            self.out.append(b"<w:p/>")

    def table(self) -> None:
        """A table ends: without a row it goes."""
        mark = self._marks.pop()
        if not any(b"<w:tr>" in chunk or b"<w:tr " in chunk for chunk in self.out[mark:]):
            del self.out[mark:]

    def grid(self) -> None:
        """A table ends whose number of columns depends on the values: fit its grid to its rows."""
        mark = self._marks.pop()
        self.out[mark:] = [_fit_grid(b"".join(self.out[mark:]).decode()).encode()]


def _laid_out(text: str, tag: Tag, site: Site) -> str:
    if tag.attribute:
        return in_attribute(text)
    if tag.level == "r":
        return as_run(text, site)
    if tag.level == "p":
        return as_paragraph(text, site)
    if tag.level:
        raise UnprintableError("een tekst kan geen rij of cel zijn", "gebruik {{ }} in een cel")
    return in_text(text, site)


_GRID = re.compile(r"<w:tblGrid>(.*?)</w:tblGrid>", re.DOTALL)
_CELLS = re.compile(r'<(/?)w:(tbl|tr|tc)(?=[ >])|<w:gridSpan w:val="(\d+)"')


def _fit_grid(xml: str) -> str:
    grid = _GRID.match(xml)
    if not grid:
        return xml
    columns = [int(float(width or 0)) for width in re.findall(r'<w:gridCol(?: w:w="([\d.]+)")?', grid.group(1))]
    fitted = fitted_grid(columns, _rows(xml[grid.end() :]))
    row = "".join(f'<w:gridCol w:w="{width}"/>' for width in fitted)
    return f"<w:tblGrid>{row}</w:tblGrid>" + xml[grid.end() :]


def _rows(xml: str) -> list[list[int]]:
    """Per row of the table itself, not of tables in it, the spans of its cells."""
    rows: list[list[int]] = []
    depth = 0
    for slash, name, span in _CELLS.findall(xml):
        if name == "tbl":
            depth += -1 if slash else 1
        elif depth == 0 and name == "tr" and not slash:
            rows.append([])
        elif depth == 0 and name == "tc" and not slash and rows:
            rows[-1].append(1)
        elif depth == 0 and span and rows and rows[-1]:
            rows[-1][-1] = int(span)
    return rows
