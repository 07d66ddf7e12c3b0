"""Tables of a PDF: pieces of lines that stand under each other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from assembler.checks.agreement.lines import Line
from assembler.checks.agreement.tables import AMOUNT

NEAR = 4.0
"""Points; edges that differ less are aligned."""
_Cells = dict[int, list[tuple["Row", "Cut"]]]
"""Column → the pieces in it."""
MOST_RETRIED = 40
"""A longer run of rows that is no table is not looked at again from its second row on."""
MOST_SINGLE = 6
"""Lines in one column only, between two that divide."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a row."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height of a page."""

    page: int
    base: float
    size: float
    bold: bool
    cuts: tuple[Cut, ...]

    @property
    def left(self) -> float:
        return self.cuts[0].left

    @property
    def right(self) -> float:
        return self.cuts[-1].right

    @property
    def text(self) -> str:
        return " ".join(cut.text.strip() for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that form one table."""

    start: int
    stop: int
    columns: tuple[tuple[float, float], ...]


def regions_of(rows: Sequence[Row]) -> list[Region]:
    """The tables in these rows, in order; linear in their number."""
    found: list[Region] = []
    index = 0
    while index < len(rows):
        stop = _end(rows, index) if len(rows[index].cuts) > 1 else index
        region = _region(rows, index, stop)
        if region is None:
            index = stop if stop - index > MOST_RETRIED else index + 1
        else:
            found.append(region)
            index = region.stop
    return found


def _region(rows: Sequence[Row], start: int, stop: int) -> Region | None:
    divided = [row for row in rows[start:stop] if len(row.cuts) > 1]
    if len(divided) < 2 or not _is_aligned(divided):
        return None
    columns = _columns(divided)
    return Region(start, stop, columns) if len(columns) > 1 else None


def _end(rows: Sequence[Row], start: int) -> int:
    """Where the rows end that divide, with those between and directly below that continue a cell."""
    last, lefts, index = start, {round(cut.left) for cut in rows[start].cuts}, start + 1
    while index < len(rows) and index - last <= MOST_SINGLE:
        row, before = rows[index], rows[index - 1]
        if row.page == before.page and row.base - before.base > 4.5 * max(row.size, before.size):
            break
        if row.page != before.page and len(row.cuts) == 1:
            break
        if len(row.cuts) > 1:
            last = index
            lefts |= {round(cut.left) for cut in row.cuts}
        elif not any(abs(row.left - left) <= NEAR for left in lefts) or (
            row.right - row.left > 330 and row.left - min(lefts) <= NEAR
        ):
            break
        index += 1
    return _with_continuations(rows, last, lefts) + 1


def _with_continuations(rows: Sequence[Row], last: int, lefts: set[int]) -> int:
    """Rows below the last that divides, in another column than the first: the rest of its cells."""
    first = min(lefts)
    while last + 1 < len(rows):
        row, before = rows[last + 1], rows[last]
        close = row.page == before.page and row.base - before.base <= 1.6 * row.size
        if (
            not close
            or len(row.cuts) > 1
            or row.left - first <= 12
            or not any(abs(row.left - x) <= NEAR for x in lefts)
        ):
            break
        last += 1
    return last


def _is_aligned(divided: Sequence[Row]) -> bool:
    """Whether a left or right edge of what is not the first column returns in at least half of the rows."""
    for side in ("left", "right"):
        edges: dict[int, int] = {}
        for row in divided:
            for edge in {round(getattr(cut, side) / NEAR) for cut in row.cuts[1:]}:
                edges[edge] = edges.get(edge, 0) + 1
        best = max(edges[edge] + max(edges.get(edge - 1, 0), edges.get(edge + 1, 0)) for edge in edges)
        if best >= 2 and best >= 0.5 * len(divided):
            return True
    return False


def _columns(divided: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """Left and right of each column, from the rows with the most pieces; rows with fewer widen them."""
    most = max(len(row.cuts) for row in divided)
    columns = _merged(cut for row in divided if len(row.cuts) == most for cut in row.cuts)
    if len(columns) < 2:
        columns = tuple((cut.left, cut.right) for cut in next(row for row in divided if len(row.cuts) == most).cuts)
    return columns


def _merged(cuts: Iterator[Cut]) -> tuple[tuple[float, float], ...]:
    found: list[tuple[float, float]] = []
    for left, right in sorted((cut.left, cut.right) for cut in cuts):
        if found and left < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return tuple(found)


def cells_of(rows: Sequence[Row], region: Region, table: int) -> Iterator[Line]:
    """The cells of a table, row by row and column by column, each line of a cell by itself."""
    for number, members in enumerate(_logical_rows(rows[region.start : region.stop], region)):
        for column in sorted(members):
            for row, cut in members[column]:
                yield Line(
                    " ".join(cut.text.split()), cut.left, cut.right, 1.0, row.page, row.size, row.bold,
                    table=table, row=number, column=column,
                )  # fmt: skip


def _logical_rows(rows: Sequence[Row], region: Region) -> list[_Cells]:
    found: list[_Cells] = []
    usual, apart = _usual_distance(rows), _row_distance(rows)
    for index, row in enumerate(rows):
        placed = [(_column(cut, region), cut) for cut in row.cuts]
        before = rows[index - 1] if index else None
        if before is not None and apart and before.page == row.page:
            opens = row.base - before.base >= apart
        else:
            opens = not found or _opens_row(placed, found[-1], row, before, usual)
        if opens:
            found.append({})
        for column, cut in placed:
            found[-1].setdefault(column, []).append((row, cut))
    return [row for index, row in enumerate(found) if index == 0 or _texts(row) != _texts(found[0])]


def _texts(row: _Cells) -> list[str]:
    """To find the headings that are repeated on the next page."""
    return [cut.text for column in sorted(row) for _, cut in row[column]]


def _row_distance(rows: Sequence[Row]) -> float:
    """From which distance on a new row begins, where rows stand clearly further apart than lines of a cell; else 0."""
    pairs = [(one, other) for one, other in itertools.pairwise(rows) if one.page == other.page]
    steps = sorted((other.base - one.base) / max(one.size, other.size) for one, other in pairs)
    if len(steps) < 3 or steps[0] > 1.45:
        return 0.0
    jumps = [(after - before, before, after) for before, after in itertools.pairwise(steps)]
    jump, low, high = max(jumps)
    tight = sum(step <= low for step in steps)
    size = median(row.size for row in rows)
    return (low + high) / 2 * size if jump >= 0.12 and low <= 1.5 and tight >= 2 else 0.0


def _usual_distance(rows: Sequence[Row]) -> float:
    steps = [
        after.base - before.base
        for before, after in itertools.pairwise(rows)
        if len(after.cuts) > 1 and len(before.cuts) > 1 and after.page == before.page
    ]
    return median(steps) if steps else 0.0


def _column(cut: Cut, region: Region) -> int:
    """The column that a piece overlaps most."""
    overlaps = [min(cut.right, right) - max(cut.left, left) for left, right in region.columns]
    return overlaps.index(max(overlaps))


def _opens_row(placed: Sequence[tuple[int, Cut]], current: _Cells, row: Row, before: Row | None, usual: float) -> bool:
    """Whether a line opens a row, where distances do not tell."""
    first = next((cut for column, cut in placed if column == 0), None)
    if first is None:
        return any(
            AMOUNT.search(cut.text) and column in current and AMOUNT.search(current[column][-1][1].text)
            for column, cut in placed
        )
    held = current.get(0, [])
    if len(placed) > 1 or not held:
        return bool(held) or len(current) > 0
    if held[-1][1].text.rstrip().endswith("-") or first.text[:1].islower() or re.match(r"[(&+]", first.text):
        return False
    close = before is not None and before.page == row.page and usual and row.base - before.base < 0.85 * usual
    return not close
