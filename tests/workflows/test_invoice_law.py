"""What the law asks of an invoice stands on it, and on the credit note: point by point.

Wet OB 1968 art. 35a lid 1, which follows art. 226 of Richtlijn 2006/112/EG; the numbers below are those of art. 226.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from examples import changed_file
from in_force import put_in_force

from assembler.documents.text import text_of
from assembler.workflows import invoice as invoicing
from assembler.workflows import settle as settling
from assembler.workflows.rehearsal_money import ACTUALS
from signatures import store

INVOICED = datetime(2024, 3, 1, 9, tzinfo=UTC)
SETTLED = datetime(2025, 2, 10, 9, tzinfo=UTC)
REASON = "onderlinge dienst, artikel 11, eerste lid, onderdeel u, Wet OB"
POSITIONS = {
    "tarief_21": {"positie": "tarief_21"},
    "vrijgesteld": {"positie": "vrijgesteld", "reden": REASON},
    "buiten_reikwijdte": {"positie": "buiten_reikwijdte", "reden": "handelen als overheid, artikel 7 Wet OB"},
}
ALWAYS = {
    "1. date of issue": "Datum 1 maart 2024",
    "2. sequential number": "Nummer NH-PTB-F2024-0002",
    "5. name and address of the seller": "Provincie Noord-Holland Dreef 3, 2012 HR Haarlem",
    "5. name and address of the buyer": "Afnemer Provincie Utrecht, Archimedeslaan 6, 3584 BA Utrecht",
    "6. extent and nature": "Bijdrage 2024 aan de samenwerking Platform Toekomstbestendig Bouwen",
    "7. when": "Periode 1 januari 2024 tot en met 31 december 2024",
    "8. taxable amount": "Bedrag zonder btw € 75.000,00",
}
BY_POSITION = {
    "tarief_21": {
        "3. btw-id of the seller": "btw-id NL999902702B01",
        "9. rate and 10. btw": "Btw 21% over € 75.000,00 € 15.750,00",
        "total": "Totaal te betalen € 90.750,00",
    },
    "vrijgesteld": {
        "3. btw-id of the seller": "btw-id NL999902702B01",
        "11. why exempt": f"vrijgesteld van omzetbelasting ({REASON})",
        "total": "Totaal te betalen € 75.000,00",
    },
    "buiten_reikwijdte": {
        "why no btw": "buiten de reikwijdte van de omzetbelasting (handelen als overheid, artikel 7 Wet OB)",
        "total": "Totaal te betalen € 75.000,00",
    },
}
CREDITED = {
    "tarief_21": ("Bedrag zonder btw € 6.382,98", "Btw 21% over € 6.382,98 € 1.340,43", "€ 7.723,41"),
    "vrijgesteld": ("Bedrag zonder btw € 6.382,98", f"vrijgesteld van omzetbelasting ({REASON})", "€ 6.382,98"),
    "buiten_reikwijdte": ("Bedrag zonder btw € 6.382,98", "buiten de reikwijdte", "€ 6.382,98"),
}


@pytest.fixture(scope="module", params=sorted(POSITIONS))
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Word and PDF of invoice and credit note to Utrecht as text, and the btw position under ``positie``."""
    folder: Path = tmp_path_factory.mktemp("recht")
    store.setup(folder / "werkmap")
    dossier = changed_file("tekenklaar", folder / "dossier", ("overeenkomst.btw", POSITIONS[request.param]))
    put_in_force(dossier)
    out, by = folder / "uit", "B. Schoorl (voorbeeld)"
    made = [*invoicing.invoice(dossier, out, invoicing.Request(2024), moment=INVOICED, by=by).files]
    asked = settling.Request(2024, ACTUALS.encode(), "r.csv", None, date(2025, 2, 10))
    made += settling.settle(dossier, out, asked, moment=SETTLED, by=by).files
    own = [path for path in made if "utrecht" in path.name and path.suffix in (".docx", ".pdf")]
    yield {"positie": request.param} | {path.name.split("-")[0] + path.suffix: _text(path) for path in own}
    store.close()


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_an_invoice_bears_all_that_the_law_asks(papers, suffix):
    text, asked = papers["factuur" + suffix], ALWAYS | BY_POSITION[papers["positie"]]
    assert {point for point, words in asked.items() if words not in text} == set()


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_credit_note_refers_to_its_invoice_without_doubt(papers, suffix):
    text = papers["creditnota" + suffix]
    asked = ("Bij factuur nummer NH-PTB-F2024-0002 van 1 maart 2024", *CREDITED[papers["positie"]])
    assert [words for words in asked if words not in text] == []


def test_outside_the_scope_of_btw_no_document_speaks_of_deduction(papers):
    assert ("in aftrek" in papers["creditnota.pdf"]) == (papers["positie"] == "tarief_21")


def test_the_account_shows_the_division_as_it_was_agreed(papers):
    text = papers["verantwoording.pdf"]
    assert [each for each in ("€ 3.404,25", "€ 6.382,98", "€ 4.255,32", "€ 5.957,45") if each not in text] == []


def _text(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".docx":
        return _plain(text_of(data))
    document = pypdfium2.PdfDocument(data)
    return _plain(" ".join(page.get_textpage().get_text_bounded() for page in document))


def _plain(text: str) -> str:
    return " ".join(text.split())
