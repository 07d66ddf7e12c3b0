"""Blanks of every kind are found, and what only looks like a blank is left alone."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.finding import Finding
from assembler.checks.text import placeholders
from assembler.checks.text.rule import findings


def found(text: str) -> tuple[Finding, ...]:
    return findings(from_text(text), placeholders.RULES)


def sentence(words: str) -> str:
    return f"Artikel 1 Doel\nPartijen werken samen aan het beheer.\nArtikel 2 Slot\n{words}\n"


BLANKS = [
    "Namens [naam aanbestedende dienst] wordt getekend.",
    "Het besluit van [datum + kenmerk] is van kracht.",
    "De gemeente [NAAM GEMEENTE] betaalt.",
    "Het bedrag is € [bedrag] per jaar.",
    "Het besluit van […] is van kracht.",
    "De heer [●] treedt op.",
    "Het besluit van <datum> geldt.",
    "De partij «naam_partij» betaalt.",
    "Het besluit van XX-XX-XXXX is van kracht.",
    "Het besluit d.d. XX- XX-XXXX is van kracht.",
    "Het besluit van dd-mm-jjjj is van kracht.",
    "De afspraak geldt tot 31 december 20XX en niet langer.",
    "De bijdrage bedraagt € XX.XXX per jaar.",
    "De gemeente wordt vertegenwoordigd door …… en tekent.",
    "Het besluit d.d. ………….. is van kracht.",
    "Het besluit van .......... is van kracht.",
    "De commissaris van de Koning van …, tekent.",
    "Vertegenwoordigd door …… (CvdK/gedeputeerde/directeur), handelend in die hoedanigheid.",
    "Getekend door de (burgemeester/wethouder/directeur) van de gemeente.",
    "Dhr/Mw/titel Naam tekent namens de provincie.",
    "De heer/mevrouw tekent namens de provincie.",
    "De bijdrage bedraagt ______ euro per jaar.",
    "De gemeente, vertegenwoordigd door , wethouder, tekent.",
    "Het besluit van ..-..-2024 is van kracht.",
    "Het besluit is genomen op __-__-2024 door partijen.",
    "De gemeente (naam gemeente) tekent mede.",
    "De wethouder {naam} tekent.",
    "De heer . . . . . . . tekent.",
    "De heer N.N. tekent.",
    "Het nummer van inschrijving is 00000000 bij de Kamer van Koophandel.",
    "De bijdrage bedraagt € per jaar.",
    "De gemeente is wel/niet* btw-plichtig.",
    "[Optie A: partijen verlengen de afspraak met een jaar.]",
]
NO_BLANKS = [
    "Kies: [x] energie, [ ] schoonmaak, ☐ beveiliging.",
    "Zie het rapport [12] en de noot [noot 3].",
    "In de brief staat “de sector (…) vermindert [ten minste] de uitstoot in 2030”.",
    "De bijdrage is betaald op 31-12-2024 en op 1/3/2024.",
    "Partijen bouwen 40 XXX-woningen in artikel XX van het plan.",
    "De wet kent drie fasen: voorbereiding, uitvoering, nazorg…",
    "Het college (burgemeester en wethouders) en/of de raad besluit.",
    "Elke medewerker (m/v) en zijn of haar leidinggevende/manager tekent.",
    "Meld het bij <info@voorbeeld.nl> of <https://voorbeeld.nl>.",
    "Het geluid mag 45 [dB(A)] bedragen.",
    "«Verdrag»: het verdrag van 1 mei 2024.",
    "De maat XXL en het type XX-20 zijn besteld.",
    "De taken (inkoop/beheer/archief) zijn verdeeld over de gemeenten en/of provincies.",
    "De plaats en datum (zie de bijlage) worden vastgelegd; het arrest is BNB 1990/290*.",
    "De (inhuur)contracten en aanbesteding(en) worden beheerd.",
]


@pytest.mark.parametrize("words", BLANKS)
def test_a_blank_is_found_once(words: str) -> None:
    kinds = {one.code for one in found(sentence(words))}
    assert kinds == {"text.placeholder"}


@pytest.mark.parametrize("words", NO_BLANKS)
def test_what_is_no_blank_is_left_alone(words: str) -> None:
    assert [one.message for one in found(sentence(words))] == []


def test_the_same_blank_in_many_places_is_one_finding_that_counts_them() -> None:
    (one,) = found(sentence("Op XX-XX-XXXX begint het.\nOp XX-XX-XXXX eindigt het.\nArtikel 3 Nog\nOp XX-XX-XXXX ook."))
    assert "3 keer" in one.message
    assert "artikel 3" in one.message


def test_a_blank_in_a_model_form_that_is_attached_is_a_question() -> None:
    form = "\nAldus ondertekend te Veenrade op 1 mei 2024.\nBijlage 1 Modelformulier\nDe naam is [naam aanvrager].\n"
    (one,) = found(sentence("Zie bijlage 1.") + form)
    assert one.severity == "info"
    assert "Controleer" in one.message


SIGNING = "\nAldus overeengekomen en ondertekend te Veenrade op 12 maart 2024,\n\nGemeente Veenrade\n\n"
LINES = {
    "____________________\n": True,
    "____________________\nDhr/Mw/titel Naam\n": True,
    "____________________\nP. de Vries\nburgemeester\n": False,
    "de heer P. de Vries\n____________________\nburgemeester\n": False,
    "Naam: P. de Vries\nPlaats: __________ Datum: ..........\nHandtekening: __________\n": False,
}


@pytest.mark.parametrize(("lines", "blank"), LINES.items())
def test_a_line_to_sign_on_wants_a_name_but_place_and_date_are_written_by_hand(lines: str, blank: bool) -> None:
    assert bool(found(sentence("Dit is het slot.") + SIGNING + lines)) is blank
