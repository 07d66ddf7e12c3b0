"""Real Word files and real PDFs for the specifications of the pages, and ways to change them."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache

import pikepdf
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from assembler.pages import Part, Text, convert_all, document_code, engine_named

MOMENT = date(2024, 2, 1)
ENGINES = ["embedded", pytest.param("libreoffice", marks=pytest.mark.component("libreoffice"))]
_SENTENCE = "De partijen verstrekken elkaar de gegevens die voor de uitvoering nodig zijn, waaronder € 75.000,00. "


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruct(paragraph: Paragraph, instruction: str) -> None:
    _mark(paragraph, "begin")
    words = OxmlElement("w:instrText")
    words.text = instruction
    paragraph.add_run()._r.append(words)
    _mark(paragraph, "separate")


def _bookmark(paragraph: Paragraph, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_Toc{number:06d}")
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


@cache
def word(title: str = "Overeenkomst", articles: int = 6, font: str = "Cambria", contents: bool = True) -> bytes:
    """A Word file with a table of contents that still lacks its page numbers, headings and a footer."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.bottom_margin, section.footer_distance = Mm(35), Mm(23)
    for style in document.styles:
        fonts = style.element.find(f".//{qn('w:rFonts')}")
        if fonts is not None:
            fonts.attrib.clear()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = font, Pt(11)
    document.core_properties.title = title
    document.add_paragraph(title, style="Title")
    if contents:
        table = document.add_paragraph()
        _instruct(table, 'TOC \\o "1-1" \\h')
        table.add_run("nog leeg")
        _mark(table, "end")
        document.add_page_break()
    for number in range(1, articles + 1):
        heading = document.add_paragraph(f"Artikel {number} Verplichtingen", style="Heading 1")
        _bookmark(heading, number)
        for lid in range(1, 6):
            document.add_paragraph(f"{number}.{lid} {_SENTENCE * 3}")
    footer = section.footer.paragraphs[0]
    footer.add_run("Bladzijde ")
    _instruct(footer, "PAGE")
    footer.add_run("1")
    _mark(footer, "end")
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


@cache
def made(engine: str) -> dict[str, bytes]:
    """The finished PDFs of three documents with one engine."""
    titles = {"Overeenkomst": 6, "Brief": 1, "Volmacht": 3}
    texts = [Text(word(title, count), title) for title, count in titles.items()]
    return dict(zip(titles, convert_all(texts, engine, moment=MOMENT), strict=True))


def part(engine: str, title: str, label: str, *, to_sign: bool = False) -> Part:
    """One part of a pack."""
    code = document_code("PTB-2024-01", title)
    return Part(title, made(engine)[title], code, label, to_sign=to_sign, engine=engine_named(engine).version)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object], **how: object) -> bytes:
    """A PDF with a change made in it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        sink = io.BytesIO()
        pdf.save(sink, **how)
    return sink.getvalue()
