"""Tables in plain text: cells between tabs or bars, or short lines with amounts under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assembler.checks.agreement.lines import Line

CUT = re.compile(r"\s*\|\s*|\t+| {3,}")
AMOUNT = r"(?:±\s*|circa\s+)?(?:€|EUR|euro)\s*-?\d[\d.,]*(?:,?[-–—]+)?|-?\d{1,3}(?:\.\d{3})+(?:,\d{2}|,[-–—])?(?:\s*euro)?|-?\d+,\d{2}\b"
AMOUNT_LINE = re.compile(
    rf"(?P<label>[^€\d]*?(?:\b(?:19|20)\d\d\b)?[^€]*?)\s*(?P<amount>(?:{AMOUNT})(?:\s*/\s*(?:{AMOUNT})?)?)\s*(?P<rest>.*)$"
)
MOST_SIGNS = 70
"""A line of a table without its own separators is not longer."""
MOST_BETWEEN = 6
"""Lines without an amount between two with one."""
TOTAL = re.compile(r"(?i)(?:sub)?totaal\b|saldo\b|som\b")


def with_tables(lines: Sequence[Line], first: int = 0) -> list[Line]:
    """The same lines, those of tables cut into cells; tables are counted from ``first`` on."""
    found: list[Line] = []
    table, index = first, 0
    while index < len(lines):
        stop = _separated(lines, index)
        cells = list(_separated_cells(lines[index:stop], table)) if stop else []
        if not stop:
            stop = _amounts(lines, index)
            cells = list(_amount_cells(list(_whole_cells(lines[index:stop])), table)) if stop else []
        if stop:
            found.extend(cells)
            table, index = table + 1, stop
        else:
            found.append(lines[index])
            index += 1
    return found


def _whole_cells(lines: Sequence[Line]) -> Iterator[Line]:
    """Short lines of one cell as one line, where the file says that a line goes on."""
    held: Line | None = None
    for line in lines:
        if held is None:
            held = line
        elif held.ends is False and len(held.text) + len(line.text) < 60 and held.page == line.page:
            glue = "" if held.text.endswith("-") else " "
            held = replace(line, text=f"{held.text}{glue}{line.text}", gap=held.gap, left=held.left)
        else:
            yield held
            held = line
    if held is not None:
        yield held


def _separated(lines: Sequence[Line], start: int) -> int:
    """End of the lines from here on that have as many cells; 0 when there are fewer than two."""
    stop, width = start, 0
    while stop < len(lines) and not lines[stop].in_table:
        cells = _pieces(lines[stop].text)
        if len(cells) < 2 or (stop > start and abs(len(cells) - width) > 1) or not _could_be_cells(cells):
            break
        width = max(width, len(cells))
        stop += 1
    return stop if stop - start >= 2 else 0


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in CUT.split(text.strip().strip("|"))]


def _could_be_cells(cells: Sequence[str]) -> bool:
    return not re.fullmatch(r"(?:[Aa]rtikel\s+)?[\dA-Za-z]{1,2}(?:\.\d+)*[.):]?|[-•o]", cells[0]) or len(cells) > 2


def _separated_cells(lines: Sequence[Line], table: int) -> Iterator[Line]:
    row = 0
    for line in lines:
        if re.fullmatch(r"[\s|:=-]+", line.text):
            continue
        for column, text in enumerate(_pieces(line.text)):
            yield replace(line, text=text, table=table, row=row, column=column)
        row += 1


def _amounts(lines: Sequence[Line], start: int) -> int:
    """End of a run of short lines from here on in which two or more have an amount; 0 when there is none."""
    if not _is_row(lines[start]) and not _is_heading_of(lines, start):
        return 0
    last, found, between, index = start, 0, 0, start
    while index < len(lines) and _is_short(lines[index]):
        if _is_row(lines[index]):
            last, found, between = index, found + 1, 0
        else:
            between += 1
            if between > MOST_BETWEEN:
                break
        index += 1
    if found < 2:
        return 0
    while last + 1 < len(lines) and lines[last + 1].text[:1].islower() and _is_short(lines[last + 1]):
        last += 1
    return last + 1


def _is_short(line: Line) -> bool:
    text = line.text
    return not line.in_table and (
        len(text) <= MOST_SIGNS and not re.search(r"[a-z]{2,}[.;:]$", text) and not re.match(r"(?i)artikel\s+\d", text)
    )


def _is_row(line: Line) -> bool:
    match = AMOUNT_LINE.match(line.text)
    if match is None or not _is_short(line):
        return False
    return len(match["label"].split()) <= 6 and not re.search(
        r"(?i)\b(?:is|zijn|bedraagt|bedragen|betaalt|van|met|wordt|à)\s*$", match["label"]
    )


def _is_heading_of(lines: Sequence[Line], start: int) -> bool:
    """One line of headings directly above the first row."""
    if start + 1 >= len(lines) or not _is_short(lines[start]) or not lines[start].text:
        return False
    text = lines[start].text
    return (
        _is_row(lines[start + 1])
        and 2 <= len(text.split()) <= 8
        and text[:1].isupper()
        and not text.endswith((",", "."))
    )


def _amount_cells(lines: Sequence[Line], table: int) -> Iterator[Line]:
    row = -1
    header = not _is_row(lines[0])
    pending: list[Line] = []
    third = last_has_no_third = False
    for line in lines[1:] if header else lines:
        match = AMOUNT_LINE.match(line.text) if _is_row(line) else None
        if match is None:
            if row >= 0 and not pending and line.text[:1].islower():
                yield replace(line, table=table, row=row + int(header), column=2)
            else:
                pending.append(line)
            continue
        if pending and TOTAL.match(line.text):
            row += 1
            yield from _label(pending, table, row + int(header))
            pending = []
        if len(pending) > 1 and third and last_has_no_third:
            yield replace(pending.pop(0), table=table, row=row + int(header), column=2)
        row += 1
        at = row + int(header)
        last_has_no_third, third = not match["rest"], third or bool(match["rest"])
        label = " ".join([*(one.text for one in pending), match["label"]]).strip()
        pending = []
        if row == 0 and header:
            yield from _header(lines[0], table)
        yield replace(line, text=label, table=table, row=at, column=0)
        yield replace(line, text=match["amount"], table=table, row=at, column=1)
        if match["rest"]:
            yield replace(line, text=match["rest"], table=table, row=at, column=2)
    yield from _label(pending, table, row + 1 + int(header))


def _header(line: Line, table: int) -> Iterator[Line]:
    first, _, rest = line.text.partition(" ")
    yield replace(line, text=first, table=table, row=0, column=0, header_row=True)
    yield replace(line, text=rest, table=table, row=0, column=1, header_row=True)


def _label(pending: Sequence[Line], table: int, row: int) -> Iterator[Line]:
    if pending:
        yield replace(pending[0], text=" ".join(one.text for one in pending), table=table, row=row, column=0)
