"""One total told in two places: in a sentence, and in the table, list or bijlage that it speaks of."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assembler.checks.agreement import Agreement, Block, Kind, Table, sentences
from assembler.checks.finding import Severity
from assembler.checks.text.columns import TOTAL, columns_of, read_cell
from assembler.checks.text.money import Amount, amounts_in, in_euro
from assembler.checks.text.rule import Example, Remark, Rule

CODE = "text.amount-conflict"
OPENS = re.compile(r"(?i):\s*$|\bvolgende\s+(?:tabel|verdeling|schema|overzicht)|\bonderstaand|\bhieronder\b")
OF_ALL = re.compile(
    r"(?i)\b(?:gezamenlijk|samen|tezamen|totaal|totale|begroot op|bedragen|bedraagt|bijdrage|budget|bestaande uit"
    r"|verdeeld|gedekt|onderverdeeld|opgebouwd)\b"
)
PARTLY = re.compile(r"(?i)\bwaarvan\b|\bper\s+(?!kalenderjaar\b)\w+|\bjaarlijks|%|\bmeer dan\b|\bboven\b|\binclusief\b")
STATED = re.compile(
    r"(?i)\b(?:in totaal|totaal|gezamenlijk|samen|tezamen|begroot op)\b(?:\s+(?:op|van|een|bedrag|budget|ten hoogste"
    r"|maximaal|onderzoeksbudget|\w+budget))*\s*$"
)
UNIT = re.compile(r"(?:\bx|×|\*|\bin)\s*$")
"""In front of the unit of a table: "x € 1.000"."""
TAKES = re.compile(r"(?i)\b(?:draagt|dragen|betaalt|betalen|brengt|levert|legt)\b")
ANNEX = re.compile(r"(?i)\bbijlage\s+(?P<number>\d{1,2}|[IVX]{1,4}|[A-Z])\b")
SCALES = (100, 1, 100_000)
"""A table in euros, in cents, or in thousands against the cents of a sentence, over the hundredths of a cell."""
SIGNIFICANT = 3
"""Figures before the last zeros: € 480.000 and € 840.000 stand beside each other by chance."""
LARGE = 100_000
"""Cents: under € 1.000 two amounts look alike by chance."""


def opened(agreement: Agreement) -> Iterator[Remark]:
    """ "bijdragen van samen € 400.000, verdeeld volgens deze tabel:" above a table with another total."""
    for table in agreement.tables:
        block = _opening(agreement, table)
        if block is None or not OPENS.search(block.text) or PARTLY.search(block.text):
            continue
        amounts = [one for one in amounts_in(block.text) if one.cents and not UNIT.search(block.text[: one.start])]
        if len(amounts) == 1 and OF_ALL.search(block.text):
            yield from _held_against(block, amounts[0], [table], "de tabel eronder")


def _opening(agreement: Agreement, table: Table) -> Block | None:
    """The block directly above a table."""
    first = min((index for row in table.rows for cell in row for index in cell.blocks), default=0)
    for block in reversed(agreement.blocks[max(0, first - 2) : first]):
        if block.text:
            return block if block.kind is not Kind.CELL and block.part == table.part else None
    return None


def of_bijlage(agreement: Agreement) -> Iterator[Remark]:
    """ "de vergoeding die in bijlage 3 staat, in totaal € 684.000" and a bijlage 3 with another total."""
    by_number = {part.number: part.index for part in agreement.parts if part.number and not part.is_main}
    for block in agreement.main:
        for sentence in sentences(block.text):
            named = ANNEX.findall(sentence.text)
            amounts = [one for one in amounts_in(sentence.text) if one.cents]
            if len(named) != 1 or len(amounts) != 1 or named[0] not in by_number:
                continue
            tables = [table for table in agreement.tables if table.part == by_number[named[0]]]
            if len(tables) == 1 and STATED.search(sentence.text[: amounts[0].start]):
                yield from _held_against(block, amounts[0], tables, f"bijlage {named[0]}", sentence.text)


def _held_against(
    block: Block, amount: Amount, tables: Sequence[Table], where: str, sentence: str = ""
) -> Iterator[Remark]:
    totals = [total.value for table in tables for column in columns_of(table) for total in column.totals]
    cells = {value for table in tables for row in table.texts() for text in row if (value := read_cell(text))}
    stated = amount.cents or 0
    if not totals or any(stated * 100 == abs(value) * scale for value in cells for scale in SCALES):
        return
    near = max(map(abs, totals))
    if not any(0.2 < stated * 100 / (near * scale or 1) < 5 for scale in SCALES):
        return
    message = f"De zin noemt {in_euro(stated)}, maar {where} heeft als totaal {in_euro(near).removeprefix('€ ')}."
    remedy = "Ga na welk bedrag klopt en maak zin en tabel gelijk."
    yield Remark(CODE, Severity.WARNING, block, message, remedy, sentence)


def shared_out(agreement: Agreement) -> Iterator[Remark]:
    """ "een budget van samen € 360.000. A draagt € 150.000 bij, B € 90.000 en C € 120.000"."""
    for block in agreement.main:
        if block.kind is Kind.CELL or len(amounts_in(block.text)) < 3:
            continue
        told = sentences(block.text)
        for one, following in itertools.pairwise(told):
            stated = [amount for amount in amounts_in(one.text) if amount.cents]
            terms = [amount.cents or 0 for amount in amounts_in(following.text)]
            if len(stated) != 1 or len(terms) < 2 or not TAKES.search(following.text):
                continue
            loose = PARTLY.search(one.text) or PARTLY.search(following.text) or "btw" in following.text.lower()
            if loose or not re.search(r"(?i)\b(?:samen|gezamenlijk|totaal|tezamen)\b", one.text):
                continue
            if sum(terms) != stated[0].cents:
                message = (
                    f"Samen zou het {in_euro(stated[0].cents or 0)} zijn, maar de bedragen in de volgende zin tellen op"
                    f" tot {in_euro(sum(terms))}."
                )
                remedy = "Reken de bedragen na en maak delen en totaal gelijk."
                yield Remark("text.sum-mismatch", Severity.WARNING, block, message, remedy, following.text)


def swapped(agreement: Agreement) -> Iterator[Remark]:
    """€ 45.200.000 once, € 42.500.000 everywhere else: two figures changed places. A bijlage has figures of its own."""
    found = [(one.cents or 0, block) for block in agreement.running for one in amounts_in(block.text) if one.cents]
    counted = Counter(cents for cents, _ in found)
    counted.update(value for table in agreement.tables for row in table.texts() for value in _bare_cells(row))
    for cents, block in found:
        if counted[cents] != 1 or cents < LARGE or block.kind is Kind.CELL:
            continue
        near = {other for other, there in found if agreement.same_numbering(there.part, block.part)}
        twin = next((other for other in _swaps(cents) if counted[other] > 1 and other in near), None)
        if twin is not None:
            message = (
                f"{in_euro(cents)} staat er eenmaal, en {in_euro(twin)} {counted[twin]} keer; zijn cijfers verwisseld?"
            )
            yield Remark(CODE, Severity.WARNING, block, message, "Ga na welk bedrag klopt.")


def _bare_cells(row: Sequence[str]) -> Iterator[int]:
    """Numbers in cells without a euro sign."""
    for text in row:
        value = None if "€" in text else read_cell(text)
        if value:
            yield abs(value)


def _swaps(cents: int) -> Iterator[int]:
    """The number with two neighbouring figures swapped, neither of them a zero."""
    digits = str(cents)
    if len(digits.rstrip("0")) < SIGNIFICANT:
        return
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        if one != other and "0" not in (one, other):
            yield int(digits[:at] + other + one + digits[at + 2 :])


def shares(agreement: Agreement) -> Iterator[Remark]:
    """Percentages above a stated total of 100% that do not make it."""
    for table in agreement.tables:
        rows = table.texts()
        for number in range(1, max((len(row) for row in rows), default=0)):
            cells = [(row, row[number].strip()) for row in rows if number < len(row) and row[number].strip()]
            shown = [(row, _share(text)) for row, text in cells if _share(text) is not None]
            if len(shown) < 3 or shown[-1][1] != 100 or not TOTAL.search(" ".join(shown[-1][0][:number])):
                continue
            outcome = sum(value or 0 for _, value in shown[:-1])
            if any(TOTAL.search(" ".join(row[:number])) for row, _ in shown[:-1]):
                continue
            if abs(outcome - 100) > max(0.5, 0.5 * (len(shown) - 1) if len(shown) > 4 else 1.0):
                first = next(index for index in table.rows[0][0].blocks or (0,))
                message = (
                    f"De percentages in de tabel tellen op tot {f'{outcome:g}'.replace('.', ',')}%, niet tot 100%."
                )
                yield Remark(
                    "text.sum-mismatch", Severity.WARNING, agreement.blocks[first], message,
                    "Reken de percentages na.", " | ".join(text for _, text in cells),
                )  # fmt: skip


def _share(text: str) -> float | None:
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%", text.strip())
    return float(match[1].replace(",", ".")) if match else None


RULES: tuple[Rule, ...] = (opened, of_bijlage, shared_out, swapped, shares)
EXAMPLES: Mapping[str, Example] = {
    CODE: Example(
        "Artikel 1 Geld\nDe kosten zijn € 612.500. De gemeente betaalt die € 612.500 vooraf.\nArtikel 2 Zekerheid\nDe"
        " zekerheid is € 621.500.",
        "Artikel 1 Geld\nDe kosten zijn € 612.500. De gemeente betaalt die € 612.500 vooraf.\nArtikel 2 Zekerheid\nDe"
        " zekerheid is € 612.500.",
    ),
    "text.sum-mismatch": Example(
        "Artikel 1 Geld\nPartijen stellen samen € 360.000 beschikbaar. De gemeente draagt € 150.000 bij, de provincie"
        " € 80.000 en het waterschap € 120.000.",
        "Artikel 1 Geld\nPartijen stellen samen € 360.000 beschikbaar. De gemeente draagt € 150.000 bij, de provincie"
        " € 90.000 en het waterschap € 120.000.",
    ),
}
