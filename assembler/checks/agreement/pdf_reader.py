"""A PDF read as an agreement."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from assembler.checks.agreement.building import build
from assembler.checks.agreement.lines import Line, passages_of, without_running_heads
from assembler.checks.agreement.pdf_tables import Cut, Row, cells_of, regions_of
from assembler.checks.agreement.structure import Agreement
from assembler.checks.agreement.text_reader import SIGNS, aside
from assembler.checks.agreement.text_tables import with_tables
from assembler.pages.text_lines import PdfText, TextLine

LARGEST = 60.0
"""Points; larger letters are a watermark."""


def of_pdf_text(text: PdfText) -> Agreement:
    """The agreement in the lines of a PDF."""
    rows = [row for page in _pages(text.lines) for row in page]
    body = _body_size(rows)
    kept, heads = without_running_heads([_line(row, body, 1.0) for row in rows])
    alive = {id(line.origin) for line in kept}
    rows = [row for row in rows if id(row) in alive]
    lines = list(_with_tables(rows, body))
    asides = [aside(role, head, page) for role, head, page in heads]
    pages = frozenset(line.page for line in text.lines)
    unread = tuple(page for page in range(1, text.pages + 1) if page not in pages)
    return build("pdf", [*passages_of(lines), *asides], text.pages, unread_pages=unread)


def _pages(lines: Sequence[TextLine]) -> Iterator[list[Row]]:
    page: list[TextLine] = []
    for line in lines:
        if page and line.page != page[-1].page:
            yield _rows(page)
            page = []
        if line.size < LARGEST:
            page.append(line)
    if page:
        yield _rows(page)


def _rows(lines: Sequence[TextLine]) -> list[Row]:
    """The lines of one page from top to bottom, what stands at one height together; columns of text one by one."""
    single = [_row([line]) for line in lines]
    if _has_text_columns(single):
        return single
    found: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda one: (round(one.base, 0), one.left)):
        if found and abs(found[-1][-1].base - line.base) <= 0.3 * max(line.size, 6) and _beside(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [_row(sorted(group, key=lambda one: one.left)) for group in found]


def _beside(group: Sequence[TextLine], line: TextLine) -> bool:
    return all(line.left >= one.right - 2 or line.right <= one.left + 2 for one in group)


def _row(group: Sequence[TextLine]) -> Row:
    cuts: list[Cut] = []
    for line in group:
        pieces = line.pieces or (line,)
        for piece in pieces:
            near = cuts and piece.left - cuts[-1].right <= 1.1 * line.size
            text = piece.text.translate(SIGNS).strip()
            if near:
                cuts[-1] = Cut(cuts[-1].left, piece.right, f"{cuts[-1].text} {text}")
            else:
                cuts.append(Cut(piece.left, piece.right, text))
    first = group[0]
    return Row(first.page, first.base, first.size, all(line.bold for line in group), tuple(cuts))


def _has_text_columns(rows: Sequence[Row]) -> bool:
    """Whether a page is set in two columns of running text, which are read one after the other."""
    wide = [row for row in rows if len(row.cuts) == 1 and 120 < row.right - row.left < 280]
    lefts = sorted(row.left for row in wide)
    if len(wide) < 20 or len(wide) < 0.6 * len(rows):
        return False
    middle = (lefts[0] + max(row.right for row in wide)) / 2
    right = sum(left >= middle - 20 for left in lefts)
    return 0.25 * len(wide) <= right <= 0.75 * len(wide)


def _body_size(rows: Sequence[Row]) -> float:
    """The size in which most is set."""
    signs: dict[float, int] = {}
    for row in rows:
        signs[row.size] = signs.get(row.size, 0) + len(row.text)
    return max(signs, key=lambda size: signs[size], default=10.0)


def _with_tables(rows: Sequence[Row], body: float) -> Iterator[Line]:
    usual = _usual_distance(rows)
    regions = {region.start: region for region in regions_of(rows)}
    lines: list[Line] = []
    index = 0
    early = _pages_after_a_break(rows)
    for count, region in enumerate(regions.values()):
        while index < region.start:
            lines.append(_spaced(rows, index, usual, body, early))
            index += 1
        lines += cells_of(rows, region, count)
        index = region.stop
    lines += [_spaced(rows, at, usual, body, early) for at in range(index, len(rows))]
    yield from with_tables(lines, len(regions))


def _pages_after_a_break(rows: Sequence[Row]) -> frozenset[int]:
    """Pages that follow one whose text ends well above the bottom: there the page was broken on purpose."""
    last = {row.page: row.base for row in rows}
    bottom = max(last.values(), default=0.0)
    return frozenset(page + 1 for page, base in last.items() if base < 0.85 * bottom)


def _usual_distance(rows: Sequence[Row]) -> float:
    """Distance between lines of one paragraph, in sizes of their letters."""
    steps = [
        (after.base - before.base) / after.size
        for before, after in itertools.pairwise(rows)
        if after.page == before.page
        and after.size == before.size
        and 0.9 < (after.base - before.base) / after.size < 2.6
    ]
    return _lower_mode(steps) if steps else 1.2


def _lower_mode(steps: Sequence[float]) -> float:
    """The distance that occurs most, from a quarter of the steps on the smaller one."""
    counts: dict[float, int] = {}
    for step in steps:
        counts[round(step, 1)] = counts.get(round(step, 1), 0) + 1
    common = [step for step, count in counts.items() if count >= 0.2 * len(steps)]
    return min(common) if common else median(steps)


def _spaced(rows: Sequence[Row], index: int, usual: float, body: float, early: frozenset[int]) -> Line:
    row = rows[index]
    before = rows[index - 1] if index else None
    if before is None or before.page != row.page:
        return replace(_line(row, body, 1.0), new_page=row.page in early)
    return _line(row, body, (row.base - before.base) / (usual * max(row.size, 1)))


def _line(row: Row, body: float, gap: float) -> Line:
    strong = row.bold or row.size > 1.04 * body
    return Line(row.text, row.left, row.right, gap, row.page, row.size, strong, origin=row)
