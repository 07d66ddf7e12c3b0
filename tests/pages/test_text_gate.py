"""The text gate: no word or sign of a Word file may be missing from its PDF."""

import io
import subprocess
import sys
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assembler.pages.pdf_text import pages_of
from assembler.pages.text_gate import TextLossError, find_losses, require_whole_text

DXPDF = "import dxpdf, sys; sys.stdout.buffer.write(dxpdf.convert(sys.stdin.buffer.read()))"
SENTENCE = "De penvoerder betaalt € 1.250,50 aan de efficiënte Partij, zie artikel 6.1 en bijlage 3."


def word(*texts: str, header: str = "Samenwerkingsovereenkomst Platform", rows: int = 0, breaks: bool = False) -> bytes:
    paper = docx.Document()
    section = paper.sections[0]
    section.header.paragraphs[0].text = header
    footer = section.footer.paragraphs[0]
    footer.add_run("Pagina ")
    footer._p.append(_live("PAGE"))
    footer.add_run(" van ")
    footer._p.append(_live("NUMPAGES"))
    for text in texts:
        paper.add_paragraph(text).paragraph_format.page_break_before = breaks
    for _ in range(rows):
        cells = (paper.tables[0] if paper.tables else paper.add_table(0, 5)).add_row().cells
        for cell in cells:
            cell.text = "aansprakelijkheidsverzekeringsovereenkomst 5"
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _live(code: str) -> object:
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def embedded(data: bytes) -> bytes:
    return subprocess.run([sys.executable, "-c", DXPDF], input=data, capture_output=True, check=True, timeout=60).stdout


def lost(data: bytes, pages: list[str]) -> list[str]:
    return [one for loss in find_losses(data, pages) for one in loss.words]


FULL = ["Samenwerkingsovereenkomst Platform\n" + SENTENCE + "\n☐ akkoord 5\nPagina 1 van 1"]
TEXTS = (SENTENCE, "☐ akkoord 5")


@pytest.mark.parametrize(
    ("gone", "named"),
    [("betaalt", "betaalt"), ("50 aan", "1.250,50"), ("☐", "☐"),
     (" 5\n", "5"), ("€", "€"), ("bijlage 3", "bijlage"), ("Platform", "Platform")],
)  # fmt: skip
def test_one_lost_word_digit_or_box_is_found(gone, named):
    assert named in lost(word(*TEXTS), [FULL[0].replace(gone, "\n", 1)])


def test_a_lost_page_number_in_the_text_is_not_made_good_by_the_footer():
    assert lost(word("artikel 1", header="Kop"), ["Kop\nartikel\nPagina 1 van 1"]) == ["1"]


def test_a_word_lost_in_the_text_is_not_made_good_by_the_header_of_each_page():
    pages = ["Platform Bouwen\ntekst\nPagina 1 van 2", "Platform Bouwen\nslot van het\nPagina 2 van 2"]
    assert lost(word("tekst", "slot van het Platform", header="Platform Bouwen"), pages) == ["Platform"]


def test_a_lost_hyphen_is_found():
    assert lost(word("min -5", header="Kop"), ["Kop\nmin 5\nPagina 1 van 1"]) == ["-"]


def test_a_lost_header_is_found():
    assert "Koptekst" in lost(word("tekst", header="Koptekst"), ["tekst\nPagina 1 van 1"])


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("efficiënt affiche", "eﬃciënt aﬃche"),
        ("een\u00a0twee\tdrie", "eentweedrie"),
        ("samenwerking", "samen-\nwerking"),
        ("soft\u00adhyphen niet\u2011af", "softhyphen niet-af"),
        ("Vet in hoofdletters", "VET IN HOOFDLETTERS"),
        ("שלום עולם einde", "םולש םלוע einde"),
        ("inhoud ☐ ja ☐ nee", "inhoud ja nee ☐☐"),
        ("1. Begrippen", "1.Begrippen ................ 3"),
        ("links rechts", "rechts links"),
        ("emoji 😀\ufe0f einde", "emoji  einde😀"),
        ("verzekeringspolis 12", "verzekerings\n7\npolis 12"),
    ],
    ids=["ligatures", "glued words", "a hyphen at a line end", "hyphens", "capitals", "right to left",
         "signs moved", "leaders",
         "columns", "variation selectors", "a word cut in a cell"],
)  # fmt: skip
def test_what_extraction_changes_is_no_loss(text, page):
    assert lost(word(text, header="Kop"), [f"Kop\n{page}\nPagina 1 van 1"]) == []


def test_repeated_table_headers_are_no_loss():
    assert (
        lost(word("a", "b", header="Kop"), ["Kop\na\nherhaald\nPagina 1 van 2", "Kop\nherhaald\nb\nPagina 2 van 2"])
        == []
    )


def test_the_error_names_the_sign_the_place_and_a_remedy():
    with pytest.raises(TextLossError, match=r"“☐” \(U\+2610\), alinea 2 .*lettertype"):
        require_whole_text(word(*TEXTS), embedded(word(SENTENCE, "akkoord 5")), "Volmacht")


LONG = (*[f"{index} {SENTENCE}" for index in range(60)], "slot")


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return embedded(word(*LONG, rows=4))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("office")
    (folder / "in.docx").write_bytes(word(*LONG, rows=4))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, folder / "in.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return (folder / "in.pdf").read_bytes()


def test_a_whole_document_passes_with_the_embedded_engine(drawn):
    require_whole_text(word(*LONG, rows=4), drawn)


@pytest.mark.component("libreoffice")
def test_a_whole_document_passes_with_libreoffice(office):
    require_whole_text(word(*LONG, rows=4), office)


@pytest.mark.parametrize("extra", ["penvoerder", "7", "☐", "bijlage"])
def test_one_word_too_few_in_a_real_pdf_is_found(drawn, extra):
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        pages = pages_of(pdf)
    assert lost(word(*LONG[:-1], f"slot {extra}", rows=4), pages) == [extra]
