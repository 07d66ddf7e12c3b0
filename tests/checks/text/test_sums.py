"""Totals against what they add up, in the many shapes that tables have."""

import pytest
from tabled import rows, tabled

from assembler.checks.agreement import Agreement, from_text
from assembler.checks.finding import Finding
from assembler.checks.text import sums
from assembler.checks.text.rule import findings

RIGHT = {
    "a plain column": """
        Post | Bedrag
        Communicatie | € 25.000,00
        Projectleiding | € 90.000,00
        Secretariaat | € 50.000,00
        Totaal | € 165.000,00""",
    "subtotals and a total": """
        Post | Bedrag
        Loonkosten | € 40.000
        Inhuur | € 25.000
        Subtotaal personeel | € 65.000
        Drukwerk | € 5.000
        Zaalhuur | € 7.500
        Subtotaal materieel | € 12.500
        Totaal | € 77.500""",
    "a total on top": """
        Post | Bedrag
        Totaal | € 165.000
        Communicatie | € 25.000
        Kwartiermaker | € 90.000
        Secretariaat | € 50.000""",
    "years beside each other and a total of the row": """
        Post | 2024 | 2025 | Totaal
        Communicatie | € 10.000 | € 15.000 | € 25.000
        Onderzoek | € 20.000 | € 30.000 | € 50.000
        Secretariaat | € 5.000 | € 5.000 | € 10.000
        Totaal | € 35.000 | € 50.000 | € 85.000""",
    "btw below the line": """
        Omschrijving | Bedrag
        Ontwerp | € 10.000,00
        Uitvoering | € 30.000,00
        Subtotaal | € 40.000,00
        Btw 21% | € 8.400,00
        Totaal inclusief btw | € 48.400,00""",
    "quantities and prices": """
        Werk | Uren | Tarief | Bedrag
        Ontwerp | 100 | € 95,00 | € 9.500,00
        Toezicht | 40 | € 85,00 | € 3.400,00
        Overleg | 10 | € 110,00 | € 1.100,00
        Totaal | 150 | | € 14.000,00""",
    "shares in percent": """
        Partij | Aandeel | Bijdrage
        Utrecht | 60% | € 60.000
        Flevoland | 40% | € 40.000
        Totaal | 100% | € 100.000""",
    "income, costs and a balance": """
        Post | Bedrag
        Bijdragen | € 80.000
        Subsidie | € 40.000
        Totaal baten | € 120.000
        Personeel | € 70.000
        Huur | € 30.000
        Totaal lasten | € 100.000
        Saldo | € 20.000""",
    "cash and in natura apart": """
        Partij | Inleg
        Utrecht | € 100.000
        Flevoland | € 75.000
        Flevoland (in natura) | € 25.000
        Totaal | € 175.000""",
    "thousands, rounded": """
        Post | 2024 (x € 1.000)
        Personeel | 333
        Huur | 333
        Overig | 333
        Totaal | 1.000""",
    "a line that is not known yet": """
        Post | Bedrag
        Personeel | € 70.000
        Onvoorzien | p.m.
        Huur | € 30.000
        Totaal | € 100.000""",
    "a line that is taken off": """
        Post | Bedrag
        Kosten | € 120.000
        Bijdrage van derden | -€ 20.000
        Overig | € 10.000
        Totaal | € 110.000""",
    "numbered lines": """
        Nr. | Post | Bedrag
        1 | Personeel | € 70.000
        2 | Huur | € 30.000
        3 | Overig | € 5.000
        | Totaal | € 105.000""",
    "a row a year": """
        Jaar | Bijdrage
        2024 | € 10.000
        2025 | € 12.000
        2026 | € 12.500
        Totaal | € 34.500""",
    "costs and what pays for them": """
        Post | Bedrag
        Aanleg | € 600.000
        Beheer | € 150.000
        Totaal kosten | € 750.000
        Gemeente | € 500.000
        Provincie | € 250.000
        Totaal dekking | € 750.000""",
    "totals of parts, then of all": """
        Post | Bedrag
        Aanleg | € 600.000
        Totaal A | € 600.000
        Beheer | € 150.000
        Toezicht | € 50.000
        Totaal B | € 200.000
        Totaal A + B | € 800.000""",
    "words beside the amounts": """
        Organisatie | Inleg
        Provincie Drenthe | €75.000,-
        Provincie Groningen | €50.000,- + Penvoerderschap
        Provincie Friesland | €70.000,-
        Totaal | €195.000,-""",
    "full-time equivalents": """
        Functie | Fte | Kosten
        Projectleider | 0,6 | € 66.000
        Secretaris | 0,4 | € 32.000
        Adviseur | 0,5 | € 50.000
        Totaal | 1,5 | € 148.000""",
    "no total at all": """
        Dienst | Tarief
        Advies | € 95,00
        Toezicht | € 85,00
        Overleg | € 110,00""",
}
WRONG = {
    "a plain column": ("€ 165.000,00", "€ 185.000,00", "error"),
    "subtotals and a total": ("€ 40.000", "€ 45.000", "warning"),
    "a total on top": ("€ 90.000", "€ 95.000", "error"),
    "years beside each other and a total of the row": ("€ 30.000", "€ 33.000", "error"),
    "btw below the line": ("€ 30.000,00", "€ 35.000,00", "warning"),
    "quantities and prices": ("€ 3.400,00", "€ 4.300,00", "error"),
    "shares in percent": ("€ 60.000", "€ 66.000", "error"),
    "income, costs and a balance": ("€ 70.000", "€ 75.000", "warning"),
    "cash and in natura apart": ("€ 75.000", "€ 57.000", "error"),
    "thousands, rounded": ("Totaal | 1.000", "Totaal | 1.100", "error"),
    "a line that is taken off": ("€ 110.000", "€ 150.000", "error"),
    "numbered lines": ("€ 5.000", "€ 50.000", "error"),
    "a row a year": ("€ 12.000", "€ 21.000", "error"),
    "costs and what pays for them": ("€ 150.000", "€ 151.000", "warning"),
    "totals of parts, then of all": ("€ 800.000", "€ 810.000", "warning"),
    "words beside the amounts": ("€50.000,-", "€60.000,-", "error"),
    "full-time equivalents": ("0,6", "0,7", "error"),
}
SENTENCES = {
    "Utrecht betaalt € 75.000, Flevoland € 40.000 en Zuid-Holland € 70.000, in totaal € 185.000.": 0,
    "Utrecht betaalt € 75.000, Flevoland € 40.000 en Zuid-Holland € 70.000, in totaal € 195.000.": 1,
    "Het totale budget van € 100.000 is als volgt verdeeld: € 60.000 voor onderzoek en € 40.000 voor communicatie.": 0,
    "Het totale budget van € 100.000 is als volgt verdeeld: € 60.000 voor onderzoek en € 50.000 voor communicatie.": 1,
    "De bijdrage is € 10.000 in 2024 en € 12.000 in 2025.": 0,
    "De opdracht kost in totaal € 121.000 inclusief btw, te weten € 60.000 en € 40.000 exclusief btw.": 0,
}


def found(agreement: Agreement) -> list[Finding]:
    return list(findings(agreement, sums.RULES))


@pytest.mark.parametrize("shape", list(RIGHT))
def test_a_right_table_is_left_alone(shape: str) -> None:
    assert found(tabled(rows(RIGHT[shape]))) == []


@pytest.mark.parametrize("shape", list(WRONG))
def test_one_changed_amount_is_found(shape: str) -> None:
    before, after, severity = WRONG[shape]
    remarks = found(tabled(rows(RIGHT[shape].replace(before, after, 1))))
    assert severity in {finding.severity.value for finding in remarks}


@pytest.mark.parametrize(("text", "count"), SENTENCES.items())
def test_a_sentence_adds_up(text: str, count: int) -> None:
    assert len(found(from_text(text))) == count


@pytest.mark.parametrize(("total", "codes"), [("115.000", []), ("125.000", ["text.sum-mismatch"])])
def test_a_list_adds_up(total: str, codes: list[str]) -> None:
    items = [f"De bijdrage is in totaal € {total}, te weten:", "a. Utrecht: € 75.000;", "b. Flevoland: € 40.000."]
    assert [one.code for one in found(tabled(before=items))] == codes


def test_the_message_tells_both_sums() -> None:
    (finding,) = found(tabled(rows(RIGHT["a plain column"].replace("€ 165.000,00", "€ 185.000,00"))))
    assert "€ 185.000" in finding.message and "€ 165.000" in finding.message
    assert finding.sentence == "Totaal | € 185.000,00"
