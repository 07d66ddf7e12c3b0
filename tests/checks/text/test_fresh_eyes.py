"""Mistakes and sound pieces that agreements by other drafters brought up: one example each."""

from __future__ import annotations

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import RULES, closing, duration, strangers, told_totals
from assembler.checks.text.rule import Example, findings

FAMILIES = (closing, duration, strangers, told_totals)
EXAMPLES = [(code, example) for family in FAMILIES for code, example in family.EXAMPLES.items()]

HEAD = (
    "De ondergetekenden:\nde gemeente Veenrade, gevestigd te Veenrade, vertegenwoordigd door de heer J. de Boer, hierna"
    " te noemen: “Veenrade”;\nen\nWaterschap Kleidijk, gevestigd te Duinhorst, vertegenwoordigd door mevrouw A."
    " Zonneveld, hierna te noemen: “het Waterschap”;\nkomen overeen:\nArtikel 1 Doel\nPartijen werken samen.\n"
)
SIGNED = (
    "Aldus overeengekomen te Veenrade op 3 maart 2025,\nGemeente Veenrade\tWaterschap Kleidijk\n"
    "J. de Boer\tA. Zonneveld\nburgemeester\tdijkgraaf\n"
)

WRONG = [
    (
        "text.date-conflict",
        HEAD + "Artikel 2 Bouw\nDe bouw begint uiterlijk op 1 september 2026 en is uiterlijk op 30 juni 2026 gereed.\n",
    ),
    (
        "text.date-conflict",
        HEAD + "Artikel 2 Basis\nHet besluit van 4 april 2025 ligt hieraan ten grondslag.\n" + SIGNED,
    ),
    (
        "text.date-conflict",
        HEAD + "Artikel 2 Prijs\nDe prijs wordt herzien, voor het eerst op 1 april 2024.\n" + SIGNED,
    ),
    (
        "text.date-conflict",
        "Artikel 1 Plan\nHet projectplan van 12 april 2024 is leidend.\nArtikel 2 Uitvoering\nDe gemeente"
        " voert het projectplan van 21 april 2024 uit.",
    ),
    (
        "text.amount-conflict",
        "Artikel 1 Geld\nDe kosten zijn begroot op € 2.840.000 en worden als volgt gedekt:\n| Dekking |"
        " Bedrag |\n| Provincie | € 1.860.000 |\n| Waterschap | € 620.000 |\n| Totaal | € 2.480.000 |\n",
    ),
    (
        "text.sum-mismatch",
        "Artikel 1 Bijdrage\nDe ontwikkelaar betaalt € 612.500, bestaande uit:\na. plankosten: € 187.500;\n"
        "b. voorzieningen: € 292.000;\nc. fonds: € 126.000.\n",
    ),
    (
        "text.sum-mismatch",
        "Artikel 1 Verdeling\nDe verdeling is:\n| Gemeente | Sleutel |\n| Aalten | 28% |\n| Borculo | 29% |\n"
        "| Deventer | 40% |\n| Totaal | 100% |\n",
    ),
    ("text.party-name", HEAD + "Artikel 2 Duur\nZij werken een jaar samen.\n" + SIGNED.replace("Kleidijk", "Kleidyjk")),
    (
        "text.signature-page-incomplete",
        HEAD + "Artikel 2 Duur\nZij werken een jaar samen.\n" + SIGNED.replace("A. Zonneveld", ""),
    ),
    ("text.residue", HEAD + "Artikel 2 Duur\nHet besluit wordt wordt bekendgemaakt.\n"),
    ("text.placeholder", HEAD + "Artikel 2 Perceel\nHet perceel is bekend als sectie [X], nummer 12.\n"),
    ("text.placeholder", HEAD + "Artikel 2 Betaling\nBetaald wordt op rekening NL.. .... .... .... ..\n"),
    (
        "text.term-drift",
        HEAD + "Artikel 2 Inzet\n1. Het Waterschap meet.\n2. Het Waterschap meldt.\n3. Het Waterschap"
        " betaalt.\n4. Het waterschap zwijgt.\n" + SIGNED,
    ),
]

RIGHT = [
    (
        "text.annex-missing",
        "Artikel 1 Doel\nHet plan staat in bijlage 1.\nArtikel 2 Bijlagen\nBij deze overeenkomst horen:\n"
        "- Bijlage 1: Plan\nArtikel 3 Slot\nDe overeenkomst geldt een jaar.\nBijlage 1: Plan\nHet plan is"
        " klaar.\n",
    ),
    (
        "text.numbering-gap",
        "Artikel 1 Saldo\nEen saldo wordt toegevoegd aan de reserve.\nArtikel 2 Toetreding\nToetreding"
        " kan.\nArtikel 3 Uittreding\nUittreding kan ook.\n",
    ),
    (
        "text.signer-missing",
        HEAD.replace(
            "de gemeente Veenrade, gevestigd te Veenrade, vertegenwoordigd door de heer J. de Boer",
            "de Minister van Verkeer, handelend als bestuursorgaan, zetelend te Den Haag",
        ),
    ),
    ("text.term-undefined", HEAD + "Artikel 2 Rol\nDe trekker is opdrachtgever en draagt zorg voor de vergunningen.\n"),
    (
        "text.numbering-duplicate",
        "Artikel 1 Doel\n1. Partijen werken samen.\nArtikel 2 Bijlagen\n1. Bij deze overeenkomst"
        " horen de volgende bijlagen:\n1. Bijlage 1: kaart\n2. Bijlage 2: plan\n3. Bijlage 3: opzet\n2. Bij strijd gaat"
        " de tekst voor.\n",
    ),
    (
        "text.amount-conflict",
        "Artikel 1 Geld\nDe begroting bedraagt per jaar (bedragen x € 1.000):\n| Post | Bedrag |\n"
        "| Weg | 250 |\n| Spoor | 150 |\n| Totaal | 400 |\n",
    ),
    ("text.residue", HEAD + "Artikel 2 Duur\nPartijen weten dat dat zo is.\n"),
    (
        "text.date-conflict",
        HEAD + "Artikel 2 Duur\nDeze overeenkomst is aangegaan voor vier jaar, van 1 januari 2025 tot en"
        " met 31 december 2028.\n" + SIGNED,
    ),
]


def _codes(text: str) -> set[str]:
    return {one.code for one in findings(from_text(text), RULES) if one.severity != "info"}


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[code for code, _ in EXAMPLES])
def test_an_example_is_found_where_it_is_wrong_and_not_where_it_is_right(code: str, example: Example) -> None:
    assert code in _codes(example.wrong)
    assert code not in _codes(example.right)


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{code}-{number}" for number, (code, _) in enumerate(WRONG)])
def test_a_slip_is_found(code: str, text: str) -> None:
    assert code in _codes(text)


@pytest.mark.parametrize(("code", "text"), RIGHT, ids=[f"{code}-{number}" for number, (code, _) in enumerate(RIGHT)])
def test_a_sound_piece_is_left_alone(code: str, text: str) -> None:
    assert code not in _codes(text)


def test_a_regeling_that_lacks_one_college_or_spells_it_otherwise_is_noticed() -> None:
    sound = closing.EXAMPLES["text.signature-page-missing"].right
    assert "text.party-name" in _codes(sound.replace("gemeente Duinhorst", "gemeente Duinhorts"))
    assert not _codes(sound)
