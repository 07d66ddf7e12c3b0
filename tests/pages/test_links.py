"""Links: the contents and the references of a document can be clicked, in the document and in its pack."""

import io
from functools import cache

import pikepdf
import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from papers import ENGINES, MOMENT, made, part

from assembler.pages import PackPlan, build_pack, build_shared, check_pack, convert
from assembler.pages.pdf_text import pages_of
from assembler.pages.tags import elements

ARTICLES = [f"Artikel{number}Verplichtingen" for number in range(1, 7)]


@cache
def pack(engine: str) -> bytes:
    """Letter, agreement, the agreement again (so that its names occur twice), volmacht."""
    twice = [part(engine, "Overeenkomst", label) for label in ("SOK-", "B1-")]
    shared = build_shared(twice, title="Gedeeld", moment=MOMENT)
    letter, mandate = part(engine, "Brief", "AB-"), part(engine, "Volmacht", "VM-")
    return build_pack(PackPlan("Pakket", shared, (letter,), MOMENT, (mandate,)))


def headings(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, from 0, on which the articles stand, those that list them left out."""
    texts = [page.replace(" ", "").replace("\n", "") for page in pages_of(pdf)]
    listing = [number for number, text in enumerate(texts) if all(article in text for article in ARTICLES)]
    return [
        next(number for number, text in enumerate(texts) if number > contents and article in text)
        for contents in listing
        for article in ARTICLES
    ]


def links(pdf: pikepdf.Pdf) -> list[int]:
    """Where the links of all pages go, from the top of each page down, a link of several pieces once."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", []):
            found[number, -round(float(link.Rect[3]) / 4)] = numbers[link.Dest[0].objgen]
    return [found[place] for place in sorted(found)]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_line_of_the_contents_goes_to_its_article(engine: str) -> None:
    with pikepdf.open(io.BytesIO(made(engine)["Overeenkomst"])) as pdf:
        assert links(pdf)[:6] == headings(pdf)


@pytest.mark.parametrize("engine", ENGINES)
def test_in_a_pack_every_line_of_the_contents_goes_to_the_article_of_its_own_part(engine: str) -> None:
    with pikepdf.open(io.BytesIO(pack(engine))) as pdf:
        wanted = headings(pdf)
        assert len(wanted) == 12 and len(set(wanted)) >= 6
        goes = links(pdf)
        assert [place for place in goes if place in wanted][:12] == wanted


@pytest.mark.component("libreoffice")
def test_in_a_tagged_pack_every_link_says_where_it_goes() -> None:
    with pikepdf.open(io.BytesIO(pack("libreoffice"))) as pdf:
        said = [str(link.get("/Contents", "")) for page in pdf.pages for link in page.obj.get("/Annots", [])]
    assert sum(words.startswith("Artikel 6 Verplichtingen") for words in said) == 2 and all(said)


@pytest.mark.component("libreoffice")
def test_a_tagged_pack_with_links_is_valid_pdfa_3b_and_its_links_are_in_the_tags() -> None:
    data = pack("libreoffice")
    check_pack("pakket", data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = {link.objgen for page in pdf.pages for link in page.obj.get("/Annots", [])}
        tagged = [node for node in elements(pdf.Root.StructTreeRoot) if node.get("/Type") == "/OBJR"]
        assert len(links) >= 12 and {node.Obj.objgen for node in tagged} == links
        assert all(node.Obj.objgen in {link.objgen for link in node.Pg.Annots} for node in tagged)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_link_of_the_web_stays_a_link(engine: str) -> None:
    document = Document()
    paragraph = document.add_paragraph("Zie ")
    target = paragraph.part.relate_to("https://voorbeeld.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    link.append(paragraph.add_run("voorbeeld.example")._r)
    paragraph._p.append(link)
    sink = io.BytesIO()
    document.save(sink)
    with pikepdf.open(io.BytesIO(convert(sink.getvalue(), engine, title="Brief", moment=MOMENT))) as pdf:
        actions = [link.get("/A", {}) for link in pdf.pages[0].obj.get("/Annots", [])]
    assert [str(action.get("/URI")) for action in actions] == ["https://voorbeeld.example/"]
