"""Tables from the cells that the readers found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assembler.checks.agreement.passage import Passage
from assembler.checks.agreement.structure import ASIDE, Block, Cell, Table

AMOUNT = re.compile(r"(?:€|\bEUR\b|\beuro\b)\s*-?[\d.,]+|-?\d{1,3}(?:\.\d{3})+(?:,\d{2}|,-)?|-?\d+,\d{2}\b|\d+%")


def tables_of(passages: Sequence[Passage], blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Every table, in order."""
    members: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(passages):
        if one.in_table:
            members[one.table].append(index)
    return tuple(_table(order, passages, blocks, indexes) for order, indexes in enumerate(members.values()))


def _table(order: int, passages: Sequence[Passage], blocks: Sequence[Block], indexes: list[int]) -> Table:
    rows: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index in indexes:
        rows[passages[index].row][passages[index].column].append(index)
    width = max(passages[index].column + passages[index].columns for index in indexes)
    made = tuple(_row(passages, blocks, cells, width) for _, cells in sorted(rows.items()))
    first = indexes[0]
    headers = _header_rows(made, [passages[min(cells[min(cells)])].header_row for _, cells in sorted(rows.items())])
    return Table(
        order,
        blocks[first].part,
        blocks[first].place,
        made,
        headers,
        _caption(blocks, first),
        passages[first].recovered,
    )


def _row(
    passages: Sequence[Passage], blocks: Sequence[Block], cells: dict[int, list[int]], width: int
) -> tuple[Cell, ...]:
    """The cells of one row; what is not there is an empty cell without blocks."""
    found: list[Cell] = []
    column = 0
    while column < width:
        found.append(_cell(passages, blocks, cells[column]) if column in cells else Cell("", ()))
        column += found[-1].columns
    return tuple(found)


def _cell(passages: Sequence[Passage], blocks: Sequence[Block], indexes: list[int]) -> Cell:
    texts = [f"{blocks[index].label} {blocks[index].text}".strip() for index in indexes]
    return Cell("\n".join(filter(None, texts)), tuple(indexes), passages[indexes[0]].columns)


def _header_rows(rows: Sequence[Sequence[Cell]], stated: Sequence[bool]) -> int:
    """As stated, else one when the first row has words only and a row below it has an amount."""
    count = next((index for index, is_header in enumerate(stated) if not is_header), len(stated))
    if count or len(rows) < 2:
        return count
    head = [cell.text for cell in rows[0]]
    if any(AMOUNT.search(text) for text in head) or not any(head):
        return 0
    if len(head) > 1 and not head[1].strip() and len(head) <= 2:
        return 0
    return int(any(AMOUNT.search(cell.text) for row in rows[1:] for cell in row[1:]) or (all(head) and len(head) > 1))


def _caption(blocks: Sequence[Block], first: int) -> str:
    for above in range(first - 1, max(-1, first - 3), -1):
        block = blocks[above]
        if block.kind in ASIDE or not block.text:
            continue
        return block.text if len(block.text) <= 150 and block.part == blocks[first].part else ""
    return ""
