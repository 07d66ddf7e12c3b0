"""Agreements with tables, made as Word files and read again."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document

from assembler.checks.agreement import Agreement
from assembler.checks.agreement.word_reader import from_word

Rows = Sequence[Sequence[str]]


def rows(text: str) -> list[list[str]]:
    """Lines with bars between the cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def tabled(*tables: Rows, caption: str = "Begroting", before: Sequence[str] = ()) -> Agreement:
    """The agreement in a Word file with these paragraphs and tables."""
    document = Document()
    for text in before:
        document.add_paragraph(text)
    for cells in tables:
        document.add_paragraph(caption)
        table = document.add_table(len(cells), max(map(len, cells)))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return from_word(stream.getvalue())
