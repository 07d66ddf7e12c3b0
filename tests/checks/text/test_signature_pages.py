"""Signature pages: one for each partij, which says who signs, as what, where and when."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.finding import Finding
from assembler.checks.text import signature_pages
from assembler.checks.text.rule import findings

TEXT = """SAMENWERKINGSOVEREENKOMST
De ondergetekenden:
de gemeente Veenrade, gevestigd te Veenrade, vertegenwoordigd door de heer J. de Boer, hierna te noemen: “Veenrade”;
en
de provincie Duinland, gevestigd te Duinhorst, vertegenwoordigd door mevrouw A. Smit, hierna te noemen: “Duinland”;
komen overeen:
Artikel 1 Doel
Partijen werken samen.
Artikel 2 Duur
De overeenkomst geldt een jaar.
"""
SIGNED = "Aldus overeengekomen en ondertekend te Veenrade op 12 maart 2024,\n\n"
VEENRADE = "Gemeente Veenrade\n____________________\nJ. de Boer\nburgemeester\n\n"
DUINLAND = "Provincie Duinland\n____________________\nA. Smit\ngedeputeerde\n\n"
FORM = (
    "Gemeente Veenrade\n\nNaam: J. de Boer\nFunctie: burgemeester\nPlaats: ________\nDatum: "
    "________\nHandtekening: ________\n\n"
    "Provincie Duinland\n\nNaam: A. Smit\nFunctie: gedeputeerde\nPlaats: ________\nDatum: "
    "________\nHandtekening: ________\n"
)


def found(signatures: str) -> tuple[Finding, ...]:
    return findings(from_text(TEXT + signatures), signature_pages.RULES)


TABLE = {
    SIGNED + VEENRADE + DUINLAND: [],
    FORM: [],
    SIGNED + VEENRADE: ["text.signature-page-missing"],
    SIGNED + DUINLAND: ["text.signature-page-missing"],
    "": ["text.signature-page-missing"],
    SIGNED + VEENRADE.replace("J. de Boer\nburgemeester\n", "") + DUINLAND: ["text.signature-page-incomplete"],
}


@pytest.mark.parametrize(("signatures", "codes"), TABLE.items())
def test_every_partij_signs_on_a_page_that_is_complete(signatures: str, codes: list[str]) -> None:
    assert [one.code for one in found(signatures)] == codes


def test_pages_that_lack_the_same_are_one_finding() -> None:
    bare = (
        "ONDERTEKENINGSPAGINA\n\nGemeente "
        "Veenrade\n____________________\n\nONDERTEKENINGSPAGINA\n\nProvincie "
        "Duinland\n____________________\n"
    )
    (one,) = found(bare)
    assert "naam, functie, plaats en datum" in one.message


def test_the_partij_that_signs_nowhere_is_named() -> None:
    (one,) = found(SIGNED + VEENRADE)
    assert "provincie Duinland" in one.message
