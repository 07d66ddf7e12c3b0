"""Numbers stated on the paragraph for engines that do not follow styles as Word does."""

import io
import zipfile

import pytest

from assembler.documents.normalise import normalise
from assembler.documents.text import text_of


def main(docx):
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


def style(name, inside, based_on=""):
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    head = f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
    return f"{head}<w:pPr>{inside}</w:pPr></w:style>"


def test_a_number_that_a_style_inherits_is_stated_on_the_paragraph_with_the_indent_of_the_style(paper):
    styles = style("Hoofd", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles += style("Lid", '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:ind w:left="500"/>', "Hoofd")
    docx = paper.build(paper.par("A", "Hoofd") + paper.par("B", "Lid"), styles=styles)
    xml = main(normalise(docx))
    assert '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:ind w:left="500"/>' in xml
    assert text_of(normalise(docx)) == text_of(docx) == "Artikel 1\tA\n1.1\tB"


def test_two_lists_that_count_as_one_become_one(paper):
    docx = paper.build(
        paper.item("a", 0, 1) + paper.item("b", 0, 2),
        numbering=paper.abstract(*paper.levels) + paper.num(1) + paper.num(2),
    )
    xml = main(normalise(docx))
    assert xml.count('<w:numId w:val="1"/>') == 2 and text_of(normalise(docx)) == text_of(docx)


@pytest.mark.parametrize("name", ["Kop1", "Kop2"])
def test_a_style_that_says_all_is_left_alone(paper, name):
    docx = paper.build(paper.par("a", name))
    assert normalise(docx) is docx
