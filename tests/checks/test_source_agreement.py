"""Every class of mistake that the provinces signed in 2024 is found, in each form of their agreement.

The text is not ours, so it is not in this repository: name the file in TEKENKLAAR_SOURCE_TEXT to run these tests.
"""

from __future__ import annotations

import io
import os
import re
from functools import cache
from pathlib import Path

import docx
import pytest

from assembler.checks.agreement import Agreement, Block, Kind, from_text
from assembler.checks.agreement.reading import read
from assembler.checks.text import check_text
from assembler.pages.engine import engine_named

SOURCE = os.environ.get("TEKENKLAAR_SOURCE_TEXT", "")
pytestmark = pytest.mark.skipif(not SOURCE, reason="TEKENKLAAR_SOURCE_TEXT names no file")

CLASSES = {
    "begroting lines that do not add up": "text.sum-mismatch",
    "a malformed amount": "text.amount-malformed",
    "two values for one amount": "text.amount-conflict",
    "a reference to an artikel about something else": "text.reference-wrong-article",
    "a jump in the numbering": "text.numbering-gap",
    "two styles of number, two names for a bijlage": "text.annex-naming",
    "placeholders": "text.placeholder",
    "terms without a definition": "text.term-undefined",
    "terms that nobody uses": "text.term-unused",
    "terms defined twice": "text.term-duplicate",
    "terms out of order": "text.term-order",
    "capitals that come and go": "text.term-drift",
    "one body under several names": "text.body-names",
    "signature pages in another order": "text.party-order",
    "signature pages without name, function, place and date": "text.signature-page-incomplete",
    "a partij without a seat": "text.seat-missing",
    "a lapsed legal basis": "text.legal-basis-lapsed",
    "a mandaat that was never granted": "text.power-not-granted",
    "a volmacht that cites bijlagen it does not carry": "text.power-annex-missing",
    "a volmacht for one year used in the next": "text.power-year",
    "dates on a weekend": "text.date-weekend",
    "a start told in several ways": "text.date-conflict",
}


@cache
def source() -> Agreement:
    return from_text(Path(SOURCE).read_text(encoding="utf-8"))


@cache
def found(form: str) -> frozenset[str]:
    """The codes of all findings."""
    agreement = source() if form == "text" else read(word() if form == "Word" else pdf(), form)
    return frozenset(finding.code for finding in check_text(agreement))


@cache
def word() -> bytes:
    """The same agreement as a Word file."""
    document, tables = docx.Document(), {table.rows[0][0].blocks[0]: table for table in source().tables}
    for block in source().running:
        if block.index in tables:
            _add_table(document, tables[block.index].texts())
        elif block.kind is not Kind.CELL:
            _add_paragraph(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_paragraph(document, block: Block) -> None:
    added = document.add_paragraph(
        f"{block.label} {block.text}".strip(), "Heading 2" if block.kind is Kind.ARTIKEL else None
    )
    added.paragraph_format.page_break_before = bool(re.match(r"ONDERTEKENING|Bijlage \w+$", added.text))


def _add_table(document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    for made, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, texts, strict=False):
            cell.text = text


@cache
def pdf() -> bytes:
    """The same as a PDF, straight from the engine: the text gate would ask for fonts with other signs."""
    made = engine_named("embedded").convert_batch([word()])[0]
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("form", ["text", "Word", "PDF"])
@pytest.mark.parametrize("code", CLASSES.values(), ids=list(CLASSES))
def test_a_class_of_mistake_is_found(code: str, form: str) -> None:
    assert code in found(form)
