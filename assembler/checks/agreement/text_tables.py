"""Tables in plain text: cells between tabs or bars, or short lines with amounts under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assembler.checks.agreement.lines import Line

CUT = re.compile(r"\s*\|\s*|\t+| {3,}")
AMOUNT = (
    r"(?:±\s*|circa\s+)?(?:€|EUR|euro)\s*-?\d[\d.,]*(?:,?[-–—]+)?|-?\d{1,3}(?:\.\d{3})+(?:,\d{2}"
    r"|,[-–—])?(?:\s*euro)?|-?\d+,\d{2}\b"
)
AMOUNT_CELL = re.compile(rf"(?:{AMOUNT})(?:\s*/\s*(?:{AMOUNT})?)?")
NO_LABEL = re.compile(r"(?i)\b(?:is|zijn|bedraagt|bedragen|betaalt|van|met|wordt|à)\s*$")
MOST_SIGNS = 70
"""A line of a table without its own separators is not longer."""
MOST_BETWEEN = 6
"""Lines without an amount between two with one."""
LETTERED = re.compile(r"\(?[a-z][.)]\s.*[;.]$")
"""An item of a list, that ends as a part of a sentence does."""
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
    """A label of a few words with an amount behind it."""
    if LETTERED.match(line.text):
        return False
    found = AMOUNT_CELL.search(line.text) if _is_short(line) else None
    if found is None:
        return False
    label = line.text[: found.start()]
    return "€" not in label and len(label.split()) <= 6 and not NO_LABEL.search(label)


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


@dataclass
class _Entry:
    """One row of a table: label, amount and what stands behind it."""

    line: Line
    cells: list[str]


def _amount_cells(lines: Sequence[Line], table: int) -> Iterator[Line]:
    header = not _is_row(lines[0])
    entries = _entries(lines[1:] if header else lines)
    if header:
        first, _, rest = lines[0].text.partition(" ")
        entries.insert(0, _Entry(lines[0], [first, rest]))
    for row, entry in enumerate(entries):
        for column, text in enumerate(entry.cells):
            if text or column == 0:
                is_header = header and row == 0
                yield replace(entry.line, text=text, table=table, row=row, column=column, header_row=is_header)


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """Lines without an amount belong to the label of the next row, or to what stands behind the last amount."""
    found: list[_Entry] = []
    waiting: list[Line] = []
    for line in lines:
        amount = AMOUNT_CELL.search(line.text) if _is_row(line) else None
        if amount is None:
            if found and not waiting and line.text[:1].islower():
                found[-1].cells[2] = f"{found[-1].cells[2]} {line.text}".strip()
            else:
                waiting.append(line)
            continue
        if len(waiting) > 1 and found and not found[-1].cells[2] and any(one.cells[2] for one in found):
            found[-1].cells[2] = waiting.pop(0).text
        if waiting and TOTAL.match(line.text):
            found.append(_unpriced(waiting))
            waiting = []
        label = " ".join([*(one.text for one in waiting), line.text[: amount.start()].strip()]).strip()
        found.append(_Entry(line, [label, amount.group().strip(), line.text[amount.end() :].strip()]))
        waiting = []
    return [*found, _unpriced(waiting)] if waiting else found


def _unpriced(lines: Sequence[Line]) -> _Entry:
    return _Entry(lines[0], [" ".join(one.text for one in lines), "", ""])
