"""Columns of numbers in tables: which cells are lines, which are totals, and what could explain a total.

Real tables have subtotals, totals on top, several totals, btw lines and differences. A total is explained when any
reading that people use gives it; only then is a table without explanation worth a remark.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from assembler.checks.agreement import Table
from assembler.checks.text.money import NUMBER, amounts_in, read_number

TOTAL = re.compile(
    r"(?i)(?:\b|sub|eind)(?:totaal|totalen|totale|total|saldo|resultaat)\b|\bopgeteld\b|\bgezamenlijk bedrag\b"
)
OUTSIDE = re.compile(r"(?i)\bin[- ](?:kind|natura)\b|\bwaarvan\b|\bpenvoerderschap\b|\bp\.?m\.?\b|\bbtw\b")
BTW = re.compile(r"(?i)\bbtw\b|\bb\.t\.w\b")
NOTHING = re.compile(r"(?i)\W*(?:p\.?\s?m\.?|n\.?v\.?t\.?|nihil|geen|nvt|memorie|n\.?t\.?b\.?)?\W*$")
RATE = re.compile(
    r"(?i)\btarief|\bprijs\b|\bper (?:uur|stuk|m2|m²|eenheid|dag|maand|inwoner|jaar)\b|%|\bpercentage"
    r"|\bjaar(?:tal)?$|^nr\.?$|^nummer$"
    r"|\bdatum\b|\bartikel\b|\bcode\b|\bkostenplaats\b|\bindex|\bcumulatief"
)


SINCE = "regels sinds het vorige totaal"


class What(Enum):
    """What a cell holds in a column of numbers."""

    LINE = 1
    TOTAL = 2
    OPEN = 3
    """Words, or a number that cannot be read: the sum may lack something."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell."""

    row: int
    label: str
    what: What
    value: int
    """Hundredths; 0 when open."""
    money: bool


@dataclass(frozen=True)
class Column:
    """The cells of one column that hold something, top down."""

    table: Table
    number: int
    head: str
    entries: tuple[Entry, ...]

    @cached_property
    def lines(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.what is What.LINE)

    @cached_property
    def totals(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.what is What.TOTAL)

    @cached_property
    def step(self) -> int:
        """The smallest unit used, in hundredths: 1 when there are cents that count, else 100."""
        return 1 if any(entry.value % 100 for entry in self.entries) else 100


def columns_of(table: Table) -> Iterator[Column]:
    """The columns in which a total can be looked at."""
    rows = table.texts()
    width = max((len(row) for row in rows), default=0)
    headers = table.header_rows or int(_is_header(rows))
    for number in range(1, width):
        head = " ".join(row[number] for row in rows[:headers] if number < len(row))
        entries = tuple(
            entry
            for index, row in enumerate(rows[headers:], headers)
            if number < len(row) and (entry := _entry(index, row, number)) is not None
        )
        column = Column(table, number, head, entries)
        if column.lines and not RATE.search(head) and not _are_years(column, rows):
            yield column


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """A first row of words and years, "2024 (x € 1.000)", which no reader took for a heading."""
    cells = [text for text in rows[0][1:] if text.strip()] if rows else []
    return bool(cells) and all(read_cell(text) is None or re.fullmatch(r"(?:19|20)\d{2}", text) for text in cells)


def _entry(index: int, row: Sequence[str], number: int) -> Entry | None:
    text = row[number].strip()
    label = " ".join(cell for cell in row[:number] if not NUMBER.match(cell.strip()) and not amounts_in(cell))[:120]
    found = read_cell(text)
    is_total = bool(TOTAL.search(label))
    if found is None:
        return None if NOTHING.match(text) else Entry(index, label, What.OPEN, 0, False)
    return Entry(index, label, What.TOTAL if is_total else What.LINE, found, "€" in text)


def read_cell(text: str) -> int | None:
    """The number of a cell in hundredths; None for words, percentages, doubt and nothing."""
    if "%" in text or not any(sign.isdigit() for sign in text):
        return None
    amounts = amounts_in(text)
    if len(amounts) == 1 and not re.search(r"\d", text[: amounts[0].start] + text[amounts[0].end :]):
        cents = amounts[0].cents if amounts[0].wrong is None else None
        return -abs(cents) if cents and re.match(r"\(.*\)$", text) else cents
    match = NUMBER.match(text)
    if amounts or match is None:
        return None
    cents, wrong = read_number(match["digits"], scaled=True)
    negative = text.startswith(("-", "–", "−", "(")) or re.match(r"€\s?[-–−]", text)
    return None if wrong or cents is None else -cents if negative else cents


def _are_years(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    texts = [rows[entry.row][column.number].strip() for entry in column.lines]
    return all(re.fullmatch(r"(?:19|20)\d{2}", text) for text in texts)


def explanations(column: Column, total: Entry) -> Iterator[tuple[str, int, int]]:
    """How this total may have come about: a name for the reading, its outcome, the number of terms."""
    taxed = BTW.search(f"{total.label} {column.head} {column.table.caption}")
    return (one for one in _readings(column, total) if taxed or not one[0].endswith("btw"))


def _readings(column: Column, total: Entry) -> Iterator[tuple[str, int, int]]:
    at = column.entries.index(total)
    before, after = column.entries[:at], column.entries[at + 1 :]
    last = max((index for index, entry in enumerate(before) if entry.what is What.TOTAL), default=-1)
    lines = [entry for entry in before if entry.what is What.LINE]
    totals = [entry for entry in before if entry.what is What.TOTAL]
    since = [entry for entry in before[last + 1 :] if entry.what is What.LINE]
    following = next((index for index, entry in enumerate(after) if entry.what is What.TOTAL), len(after))
    below = [entry for entry in after[:following] if entry.what is What.LINE]
    yield from _sums("alle regels", lines)
    yield from _sums(SINCE, since)
    yield from _sums("alle totalen", totals if len(totals) > 1 else ())
    yield from _sums("vorig totaal en regels daarna", [*totals[-1:], *since])
    yield from _sums("totalen en regels daarna", [*totals, *since])
    if column.entries[0].what is What.TOTAL:
        yield from _sums("regels eronder", below)
        yield from _sums("alle regels eronder", [entry for entry in after if entry.what is What.LINE])
        yield from _sums("totalen eronder", [entry for entry in after if entry.what is What.TOTAL])
    for one, other in itertools.pairwise(totals):
        yield "verschil", one.value - other.value, 2
        yield "verschil", other.value - one.value, 2
    if totals and since:
        yield "verschil", totals[-1].value - sum(entry.value for entry in since), len(since) + 1


def _sums(name: str, entries: Sequence[Entry]) -> Iterator[tuple[str, int, int]]:
    if not entries:
        return
    yield name, sum(entry.value for entry in entries), len(entries)
    kept = [entry for entry in entries if not OUTSIDE.search(entry.label)]
    if kept and len(kept) < len(entries):
        yield f"{name}, zonder wat apart telt", sum(entry.value for entry in kept), len(kept)
    if any(BTW.search(entry.label) for entry in entries):
        return
    whole = sum(entry.value for entry in entries)
    yield f"{name}, met 21% btw", round(whole * 1.21), len(entries)
    yield f"{name}, met 9% btw", round(whole * 1.09), len(entries)


def runs(column: Column, total: Entry) -> bool:
    """Whether some run of cells under each other gives the total: a reading for tables with parts of their own."""
    values = [entry.value for entry in column.entries if entry is not total]
    seen, running = {0}, 0
    for value in values:
        running += value
        if running - total.value in seen:
            return True
        seen.add(running)
    return False


def is_close(outcome: int, total: int, terms: int, step: int) -> bool:
    """Equal but for rounding: half a unit a term."""
    return (
        abs(outcome - total) * 2 <= terms * step
        if step == 100 and terms > 2
        else abs(outcome - total) <= (terms if step == 1 else 0)
    )
