"""Signature blocks: one page per partij, one line per capacity, never parted from the name under which they stand."""

from collections.abc import Callable, Mapping

from lxml import etree

from assembler.documents.reading import Reading
from assembler.documents.text import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Paperwork = Mapping[str, bytes]
Body = Callable[[bytes], etree._Element]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def tables(root: etree._Element) -> list[etree._Element]:
    return [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Ondertekeningstabel"]


def lines(root: etree._Element) -> list[str]:
    return [name for mark in root.iter(f"{W}bookmarkStart") if (name := mark.get(f"{W}name")).startswith("handtekening")]


def test_the_agreement_has_a_page_per_partij_in_preamble_order(agreement: list[str]) -> None:
    pages = [line.removeprefix("Ondertekeningspagina ") for line in agreement if line.startswith("Ondertekeningspagina ")]
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
            assert {"Naam", "Functie", "Plaats", "Datum"} < set(labels), key
            assert labels[-1] == "Handtekening", key


def test_a_block_stays_whole_and_with_its_heading(tekenklaar: Paperwork, body: Body) -> None:
    for key in ("samenwerkingsovereenkomst", "verlenging", "volmacht-utrecht"):
        docx = tekenklaar[key]
        styles = Reading(docx).styles
        for table in tables(body(docx)):
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr")), key
            assert all(_keeps(paragraph, styles) for paragraph in table.iter(f"{W}p")), key
            assert _keeps(table.getprevious(), styles), key


def _keeps(paragraph: etree._Element, styles: object) -> bool:
    """Whether Word keeps the paragraph on the page of the next one."""
    chain = [paragraph.find(f"{W}pPr")] + _style_chain(style_of(paragraph), styles)
    for properties in chain:
        keep = properties.find(f"{W}keepNext") if properties is not None else None
        if keep is not None:
            return keep.get(f"{W}val") not in ("0", "false")
    return False


def _style_chain(style: str, styles: object) -> list[etree._Element]:
    found = []
    nodes = {node.get(f"{W}styleId"): node for node in styles.root.iter(f"{W}style")}  # type: ignore[attr-defined]
    while style in nodes:
        found.append(nodes[style].find(f"{W}pPr"))
        based = nodes[style].find(f"{W}basedOn")
        style = based.get(f"{W}val") if based is not None else ""
    return found


def test_each_signature_page_starts_on_a_new_page(tekenklaar: Paperwork, body: Body) -> None:
    pages = [p for p in body(tekenklaar["verlenging"]).iter(f"{W}p") if style_of(p) == "Ondertekeningstitel"]
    assert len(pages) == 4
    styles = Reading(tekenklaar["verlenging"]).styles
    assert all(any(c is not None and c.find(f"{W}pageBreakBefore") is not None for c in _style_chain("Ondertekeningstitel", styles)) for _ in pages)
