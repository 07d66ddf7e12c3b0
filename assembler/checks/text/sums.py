"""Totals against what they add up, in tables and in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assembler.checks.agreement import Agreement, Block, Kind, Table, sentences
from assembler.checks.finding import Severity
from assembler.checks.text.columns import (
    SINCE,
    TOTAL,
    Column,
    Entry,
    What,
    columns_of,
    explanations,
    is_close,
    read_cell,
    runs,
)
from assembler.checks.text.money import Amount, amounts_in, in_euro
from assembler.checks.text.rule import Example, Remark, Rule

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
MOST_QUESTIONS = 2
REMEDY = "Reken de bedragen na en maak regels en totaal gelijk."
TOTAL_BEFORE = re.compile(
    r"(?i)(?:\bin totaal|\btotaal(?:bedrag|budget)?|\btotale\s+\w+(?:\s\w+)?|\bgezamenlijk(?:e\s\w+)?|\btezamen"
    r"|\bsamen|\bopgeteld)"
    r"\s*(?:(?:van|ad|zijnde|is|bedraagt|bedragen|op|een|bedrag|ten bedrage|maximaal|hiervoor|derhalve|dus|:|,|=)\s*)*$"
)
PARTS = re.compile(
    r"(?i)\b(?:te weten|bestaande uit|namelijk|als volgt|verdeeld|onderverdeeld|opgebouwd|samengesteld|zijnde"
    r"|gespecificeerd)\b"
)
LOOSE = re.compile(
    r"(?i)\b(?:waarvan|maximaal|ten hoogste|per (?:jaar|uur|maand|stuk|partij|provincie|gemeente|inwoner"
    r"|deelnemer)|jaarlijks|btw"
    r"|tussen|procent|elk|ieder|afgerond|circa|ongeveer|minus|verminder)|%"
)


def in_tables(agreement: Agreement) -> Iterator[Remark]:
    """A total that no reading of its column gives; one question about a table that is not understood."""
    for table in agreement.tables:
        columns = [column for column in columns_of(table) if column.totals]
        rows = sorted({total.row for column in columns for total in column.totals})
        remarks = [remark for row in rows for remark in _row_of_totals(agreement, table, row, columns)]
        questions = [remark for remark in remarks if remark.severity is INFO]
        yield from remarks if len(questions) <= MOST_QUESTIONS else [
            *questions[:1], *(remark for remark in remarks if remark.severity is not INFO)
        ]  # fmt: skip


def _row_of_totals(agreement: Agreement, table: Table, row: int, columns: Sequence[Column]) -> Iterator[Remark]:
    stated = [(column, total) for column in columns for total in column.totals if total.row == row and total.value]
    wrong = [(column, total) for column, total in stated if not _is_explained(column, total)]
    understood = len(wrong) < len(stated)
    for column, total in wrong:
        lines, outcome, terms = _nearest(column, total)
        lacks_total = any(entry.what is What.OPEN and TOTAL.search(entry.label) for entry in column.entries)
        if not terms or lacks_total or (terms < 2 and not understood):
            continue
        severity = _severity(column, total, understood, alone=len(stated) == 1)
        block = agreement.blocks[_block_of(table, total.row, column.number)]
        yield Remark(
            "text.sum-mismatch",
            severity,
            block,
            _message(column, total, lines, outcome, severity),
            REMEDY,
            _shown(table, row),
        )


def _is_explained(column: Column, total: Entry) -> bool:
    if _is_read(column, total):
        return True
    lines = [outcome for name, outcome, terms in explanations(column, total) if name == SINCE and terms > 1]
    repeated = any(other is not total and abs(other.value) == abs(total.value) for other in column.totals)
    if repeated and not lines:
        return True
    return len(column.totals) > 1 and not lines and runs(column, total)


def _is_read(column: Column, total: Entry) -> bool:
    """Whether one of the usual readings gives this total, or twice it: a subtotal that is not called one."""
    return any(
        is_close(outcome, times * total.value, terms, column.step)
        for _, outcome, terms in explanations(column, total)
        for times in (1, 2)
        if times == 1 or terms > 3
    )


def _nearest(column: Column, total: Entry) -> tuple[str, int, int]:
    """The plain reading: the lines since the total before, or below when there are none above."""
    readings = {name: (name, outcome, terms) for name, outcome, terms in explanations(column, total)}
    for name in (SINCE, "alle regels", "regels eronder", "alle totalen"):
        if name in readings:
            return readings[name]
    return ("", 0, 0)


def _severity(column: Column, total: Entry, understood: bool, alone: bool) -> Severity:
    """An error in a plain column, or where the other columns of the row do add up; else a question.

    A total fifty times its lines is in another unit.
    """
    if not 0.02 < abs(total.value / (sum(entry.value for entry in column.lines) or total.value)) < 50:
        return INFO
    is_open = any(entry.what is What.OPEN for entry in column.entries)
    at_an_end = total in (column.entries[0], column.entries[-1])
    money = all(entry.money for entry in column.lines)
    if len(column.totals) == 1 and at_an_end and not is_open and (alone or understood):
        return ERROR if money or not column.table.recovered else WARNING
    others = [other for other in column.totals if other is not total]
    if (money or not column.table.recovered) and (
        understood or (not is_open and any(_is_read(column, one) for one in others))
    ):
        return WARNING
    return INFO


def _message(column: Column, total: Entry, lines: str, outcome: int, severity: Severity) -> str:
    told = in_euro if any(entry.money for entry in column.entries) else lambda value: in_euro(value).replace("€ ", "")
    apart = told(abs(total.value - outcome))
    heading = f" in de kolom “{column.head}”" if column.head.strip() else ""
    doubt = "; controleer" if severity is INFO else ""
    return (
        f"Als totaal staat er{heading} {told(total.value)}, maar de {_what(lines)} tellen op tot"
        f" {told(outcome)} (verschil {apart}){doubt}."
    )


def _what(lines: str) -> str:
    return {"alle totalen": "totalen erboven", "regels eronder": "regels eronder"}.get(lines, "regels")


def _block_of(table: Table, row: int, column: int) -> int:
    at = 0
    for cell in table.rows[row]:
        if at <= column < at + cell.columns and cell.blocks:
            return cell.blocks[0]
        at += cell.columns
    return table.rows[row][0].blocks[0]


def _shown(table: Table, row: int) -> str:
    return " | ".join(cell.text for cell in table.rows[row] if cell.text)[:300]


def across(agreement: Agreement) -> Iterator[Remark]:
    """A column "Totaal" that adds up the others in most rows, but not in this one."""
    for table in agreement.tables:
        rows = table.texts()
        if len(rows) - table.header_rows < 3 or not table.header_rows:
            continue
        head = rows[table.header_rows - 1]
        for number in (index for index, text in enumerate(head) if index > 1 and TOTAL.search(text)):
            yield from _across(agreement, table, number)


def _across(agreement: Agreement, table: Table, number: int) -> Iterator[Remark]:
    right, wrong = 0, []
    for index, row in enumerate(table.texts()[table.header_rows :], table.header_rows):
        if number >= len(row):
            continue
        terms = [value for text in row[1:number] if (value := read_cell(text)) is not None]
        stated = read_cell(row[number])
        if stated is None or len(terms) < 2:
            continue
        step = 1 if re.search(r",\d", row[number]) else 100
        if is_close(sum(terms), stated, len(terms), step):
            right += 1
        else:
            wrong.append((index, stated, sum(terms)))
    if right < 2 or len(wrong) * 2 > right:
        return
    for index, stated, outcome in wrong:
        block = agreement.blocks[_block_of(table, index, number)]
        message = (
            f"Als totaal van de rij staat er {in_euro(stated)}, maar de bedragen ervoor tellen op tot"
            f" {in_euro(outcome)}."
        )
        yield Remark("text.sum-mismatch", WARNING, block, message, REMEDY, _shown(table, index))


def products(agreement: Agreement) -> Iterator[Remark]:
    """Aantal × prijs = bedrag in most rows, but not in this one."""
    for table in agreement.tables:
        grid = [[read_cell(text) for text in row] for row in table.texts()]
        width = max((len(row) for row in grid), default=0)
        for third in range(3, min(width, 8)):
            right, wrong = _products(grid, third)
            if right >= 2 and len(wrong) * 2 <= right:
                for index, outcome in wrong:
                    block = agreement.blocks[_block_of(table, index, third)]
                    message = f"Het bedrag is niet aantal maal prijs: dat is {in_euro(outcome)}."
                    yield Remark("text.sum-mismatch", WARNING, block, message, REMEDY, _shown(table, index))


def _products(grid: Sequence[Sequence[int | None]], third: int) -> tuple[int, list[tuple[int, int]]]:
    right, wrong = 0, []
    for index, row in enumerate(grid):
        if third >= len(row):
            continue
        count, price, amount = row[third - 2 : third + 1]
        if count and price and amount and count != 100:
            outcome = round(count * price / 100)
            if abs(outcome - amount) <= 100:
                right += 1
            else:
                wrong.append((index, outcome))
    return right, wrong


def in_sentences(agreement: Agreement) -> Iterator[Remark]:
    """ "€ 75.000, € 50.000 en € 40.000, in totaal € 165.000"."""
    for block in agreement.running:
        if block.kind is Kind.CELL or len(amounts_in(block.text)) < 3:
            continue
        for sentence in sentences(block.text):
            yield from _sentence(block, sentence.text)


def _sentence(block: Block, sentence: str) -> Iterator[Remark]:
    amounts = [one for one in amounts_in(sentence) if one.cents is not None and one.wrong is None]
    total = next((one for one in amounts if TOTAL_BEFORE.search(sentence[: one.start])), None)
    if total is None or len(amounts) < 3:
        return
    terms = _terms(sentence, amounts, total)
    outcome = sum(one.cents or 0 for one in terms)
    stated = total.cents or 0
    if len(terms) < 2 or outcome in {stated, 0} or round(outcome * 1.21) == stated:
        return
    severity = INFO if LOOSE.search(sentence) else ERROR if PARTS.search(sentence) else WARNING
    doubt = "; controleer" if severity is INFO else ""
    message = f"De zin noemt als totaal {in_euro(stated)}, maar de bedragen tellen op tot {in_euro(outcome)}{doubt}."
    yield Remark("text.sum-mismatch", severity, block, message, REMEDY, sentence)


def _terms(sentence: str, amounts: Sequence[Amount], total: Amount) -> list[Amount]:
    """What the total adds up: what follows it behind "te weten", else what stands before it."""
    after = [one for one in amounts if one.start > total.start]
    if len(after) >= 2 and PARTS.search(sentence[total.end : after[0].start] + sentence[: total.start]):
        return after
    return [one for one in amounts if one.start < total.start]


def in_lists(agreement: Agreement) -> Iterator[Remark]:
    """ "in totaal € 165.000, te weten:" followed by items with one amount each."""
    running = agreement.running
    for index, block in enumerate(running):
        amounts = amounts_in(block.text)
        if (
            not block.text.endswith(":")
            or len(amounts) != 1
            or not (
                re.search(r"(?i)total?\w*|gezamenlijk", block.text) or re.search(r"(?i)bestaande uit:$", block.text)
            )
        ):
            continue
        items = []
        for item in running[index + 1 :]:
            if item.kind not in {Kind.ONDERDEEL, Kind.ITEM, Kind.PARAGRAPH} or len(amounts_in(item.text)) != 1:
                break
            items.append(amounts_in(item.text)[0].cents or 0)
        stated = amounts[0].cents or 0
        if len(items) >= 2 and sum(items) != stated and not LOOSE.search(block.text.replace("maximaal", "")):
            message = (
                f"Genoemd is {in_euro(stated)}, maar de bedragen in de opsomming tellen op tot {in_euro(sum(items))}."
            )
            yield Remark("text.sum-mismatch", WARNING, block, message, REMEDY)


RULES: tuple[Rule, ...] = (in_tables, across, products, in_sentences, in_lists)
EXAMPLES: Mapping[str, Example] = {
    "text.sum-mismatch": Example(
        "De gemeenten dragen € 75.000, € 50.000 en € 40.000 bij, in totaal € 185.000.",
        "De gemeenten dragen € 75.000, € 50.000 en € 40.000 bij, in totaal € 165.000.",
    ),
}
