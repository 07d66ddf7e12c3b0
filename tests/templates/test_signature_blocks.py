"""Signature blocks: one page per partij, one line per capacity, never parted from the name under which they stand."""

from collections.abc import Callable, Mapping

from lxml import etree

from assembler.documents.reading import Reading
from assembler.documents.text import text_of
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import PPR, toggle

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Paperwork = Mapping[str, bytes]
Body = Callable[[bytes], etree._Element]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def tables(root: etree._Element) -> list[etree._Element]:
    return [
        table
        for table in root.iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Ondertekeningstabel"
    ]


def lines(root: etree._Element) -> list[str]:
    return [
        name for mark in root.iter(f"{W}bookmarkStart") if (name := mark.get(f"{W}name")).startswith("handtekening")
    ]


def test_the_agreement_has_a_page_per_partij_in_preamble_order(agreement: list[str]) -> None:
    pages = [
        line.removeprefix("Ondertekeningspagina ") for line in agreement if line.startswith("Ondertekeningspagina ")
    ]
    assert pages == ["provincie Flevoland", "provincie Utrecht", "provincie Noord-Holland", "provincie Zuid-Holland"]


def test_every_capacity_has_its_own_line_with_a_name_of_its_own(tekenklaar: Paperwork, body: Body) -> None:
    found = lines(body(tekenklaar["samenwerkingsovereenkomst"]))
    assert len(found) == len(set(found)) == 5


def test_a_volmacht_has_three_lines_two_for_the_board_and_one_for_the_head(tekenklaar: Paperwork, body: Body) -> None:
    docx = tekenklaar["volmacht-flevoland"]
    assert len(set(lines(body(docx)))) == 3
    text = text_of(docx)
    assert text.count("Functie\ncommissaris van de Koning") == 2
    assert text.count("Functie\nprovinciesecretaris") == 1
    assert "op grond van artikel 176 van de Provinciewet" in text


def test_the_penvoerder_grants_no_volmacht(tekenklaar: Paperwork) -> None:
    assert {key for key in tekenklaar if key.startswith("volmacht")} == {
        "volmacht-flevoland",
        "volmacht-utrecht",
        "volmacht-zuid-holland",
    }


def test_each_block_names_person_function_place_and_date(tekenklaar: Paperwork, body: Body) -> None:
    for key in ("samenwerkingsovereenkomst", "verlenging", "volmacht-utrecht"):
        for table in tables(body(tekenklaar[key])):
            labels = ["".join(row[1].itertext()) for row in table.iter(f"{W}tr")]
            assert {"Naam", "Functie"} < set(labels), key
            assert {"Plaats", "Datum"} < set(labels) or "Plaats en datum" in labels, key
            assert labels[-1] == "Handtekening", key


def test_a_block_stays_whole_and_with_its_heading(tekenklaar: Paperwork, body: Body) -> None:
    for key in ("samenwerkingsovereenkomst", "verlenging", "volmacht-utrecht"):
        docx = tekenklaar[key]
        styles = Reading(docx).styles
        for table in tables(body(docx)):
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr")), key
            assert all(_keeps(paragraph, styles) for paragraph in table.iter(f"{W}p")), key
            assert _keeps(table.getprevious(), styles), key


def _keeps(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether Word keeps the paragraph on the page of the next one."""
    chain = [paragraph, *(style for _, style in styles.chain(style_of(paragraph)))]
    stated = (toggle(node.find(PPR), "keepNext") for node in chain)
    return next((keep for keep in stated if keep is not None), False)


def test_each_signature_page_starts_on_a_new_page(tekenklaar: Paperwork, body: Body) -> None:
    pages = [p for p in body(tekenklaar["verlenging"]).iter(f"{W}p") if style_of(p) == "Ondertekeningstitel"]
    assert len(pages) == 4
    style = Reading(tekenklaar["verlenging"]).styles.get("Ondertekeningstitel")
    assert toggle(style.find(PPR), "pageBreakBefore")
