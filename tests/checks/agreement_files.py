"""The agreements of this folder as text, as lines that a page broke, as Word and as PDF."""

from __future__ import annotations

import io
import re
import textwrap
from functools import cache
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assembler.checks.agreement import Agreement, from_text
from assembler.checks.agreement.reading import read

FOLDER = Path(__file__).with_name("agreements")
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
FORMS = ("text", "broken text", "Word", "Word with automatic numbers", "PDF")


def text_of(name: str) -> str:
    """The agreement as it is kept: a paragraph a line."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@cache
def agreement(name: str, form: str) -> Agreement:
    """The agreement read from one of its forms."""
    text = text_of(name)
    if form == "text":
        return from_text(text)
    if form == "broken text":
        return from_text(broken(text))
    return read(pdf_of(name) if form == "PDF" else word_of(text, automatic=form != "Word"), name)


def broken(text: str, width: int = 88) -> str:
    """Lines of at most ``width`` characters, with empty lines between paragraphs only."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    made = []
    for paragraph in paragraphs:
        is_row = "|" in paragraph or "\t" in paragraph
        lines = (
            [paragraph] if is_row else textwrap.wrap(paragraph, width, break_on_hyphens=False, break_long_words=False)
        )
        made += lines if is_row else [*lines, ""]
    return "\n".join(made)


@cache
def pdf_of(name: str) -> bytes:
    """The Word form as PDF, by the embedded engine."""
    from assembler.pages import convert

    return convert(word_of(text_of(name), automatic=False), engine="embedded")


def word_of(text: str, automatic: bool) -> bytes:
    """A Word file with headings and tables; with ``automatic``, numbers of artikelen and leden are computed by Word."""
    document = docx.Document()
    _define_lists(document)
    is_bare = not ARTIKEL.search(text)
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if "|" in line or "\t" in line:
            rows.append(line)
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if line.strip():
            _add_paragraph(document, line.strip(), automatic, is_bare)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document, rows: list[str]) -> None:
    cells = [[cell.strip() for cell in re.split(r"\||\t", row)] for row in rows]
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, value in zip(row.cells, texts, strict=True):
            cell.text = value


ARTIKEL = re.compile(r"(?im)^(artikel|art\.|§) ?\d+\S*(?: [–-])?\s*")


def _add_paragraph(document, line: str, automatic: bool, is_bare: bool) -> None:
    heading = re.match(r"(?i)(artikel|art\.|§) ?\d+", line) and len(line) < 60
    numbered = ARTIKEL.match(line) if automatic and heading else None
    paragraph = document.add_paragraph(line[numbered.end() :] if numbered else line, "Heading 2" if heading else None)
    if numbered:
        _number(paragraph, 0)
    elif automatic and re.match(r"\d+\. [A-Z]\w+$", line):
        paragraph.clear().add_run(line.split(" ", 1)[1])
        _number(paragraph, 0, 78)
    elif automatic and (lid := re.match(r"(\d+)\.(\d+)\.? ", line)):
        paragraph.clear().add_run(line[lid.end() :])
        _number(paragraph, 1, 78 if is_bare else 77)
    if re.match(r"(?i)bijlage \w+(?:[:.]| [A-Z]{4})", line) and len(line) < 60:
        paragraph.paragraph_format.page_break_before = not re.match(r"Bijlage \d: ", line)


def _number(paragraph, level: int, number: int = 77) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def _define_lists(document) -> None:
    """Lists in which artikelen and their leden count together."""
    part = document.part.numbering_part.element
    for number, shown in ((77, ("Artikel %1", "%1.%2")), (78, ("%1.", "%1.%2"))):
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{one}"/></w:lvl>'
            for at, one in enumerate(shown)
        )
        part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
