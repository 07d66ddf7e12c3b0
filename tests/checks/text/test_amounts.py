"""How amounts are written, and one thing told twice with different values."""

import pytest
from tabled import rows, tabled

from assembler.checks.agreement import from_text
from assembler.checks.text import amounts
from assembler.checks.text.money import Wrong, amounts_in, in_euro
from assembler.checks.text.number_words import number_in_words
from assembler.checks.text.rule import findings

READ = {
    "€ 25.000,-": 2_500_000,
    "€75.000,-": 7_500_000,
    "100.000 euro": 10_000_000,
    "€ 1,5 miljoen": 150_000_000,
    "€ 12 500,00": 1_250_000,
    "€ 250.000,= exclusief btw": 25_000_000,
    "€ 20.000.- per jaar": 2_000_000,
    "-€ 5.000": -500_000,
    "€ -5.000,00": -500_000,
    "EUR 40.000": 4_000_000,
    "€ 3 mln": 300_000_000,
    "€ 0,09 per kWh": 9,
    "€ 235.000. De rest": 23_500_000,
    "€ 5000,-": 500_000,
}
MALFORMED = {
    "€300.00,-": (Wrong.GROUPS, "error"),
    "€ 1.00.000": (Wrong.GROUPS, "error"),
    "€ 1000.000": (Wrong.GROUPS, "error"),
    "€ 25.0000": (Wrong.GROUPS, "error"),
    "€ 300.00": (Wrong.POINT, "warning"),
    "€ 1,234.56": (Wrong.ENGLISH, "info"),
    "€ 1.250,5": (Wrong.DECIMALS, "info"),
    "€ 1.250,00,-": (Wrong.ENDING, "info"),
}
WORDS = {
    "drie": 3,
    "één": 1,
    "tweeëntwintig": 22,
    "vijftienhonderd": 1500,
    "vijfentwintigduizend": 25_000,
    "tweehonderd vijftigduizend": 250_000,
    "een miljoen tweehonderdduizend": 1_200_000,
    "honderdeneen": 101,
    "vrij": None,
    "en": None,
    "": None,
}
CONFLICTS = {
    "De opzegtermijn is drie (4) maanden.": "error",
    "De opzegtermijn is 3 (vier) maanden.": "error",
    "De huur is vijfentwintigduizend euro (€ 20.000,00).": "error",
    "De huur is € 20.000 (zegge: vijfentwintigduizend euro).": "error",
    "Het paviljoen kost €20.000,- / €25.000,-.": "warning",
}
AGREES = [
    "De opzegtermijn is drie (3) maanden.",
    "De huur is € 250.000,- (zegge: tweehonderdvijftigduizend euro).",
    "De huur is € 1.234,50 (zegge: twaalfhonderdvierendertig euro en vijftig cent).",
    "Partijen maken een (1) verslag van elk overleg.",
    "Het tarief is € 20,00 in 2024 en € 21,00 in 2025.",
]


def told(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in findings(from_text(text), amounts.RULES)]


@pytest.mark.parametrize(("text", "cents"), READ.items())
def test_an_amount_is_read(text: str, cents: int) -> None:
    (amount,) = amounts_in(text)
    assert (amount.cents, amount.wrong) == (cents, None)
    assert told(f"De bijdrage bedraagt {text}.") == []


@pytest.mark.parametrize(("text", "expected"), MALFORMED.items())
def test_separators_that_cannot_be_right(text: str, expected: tuple[Wrong, str]) -> None:
    (amount,) = amounts_in(text)
    assert amount.wrong is expected[0]
    assert told(f"De bijdrage bedraagt {text} in 2025.") == [("text.amount-malformed", expected[1])]


def test_one_malformed_amount_in_many_places_is_one_finding() -> None:
    assert len(told("De inleg is €300.00,-.\n\nDe bijdrage is €300.00,-.")) == 1


@pytest.mark.parametrize(("words", "number"), WORDS.items())
def test_a_number_in_words_is_read(words: str, number: int | None) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize(("text", "severity"), CONFLICTS.items())
def test_two_values_for_one_thing(text: str, severity: str) -> None:
    assert told(text) == [("text.amount-conflict", severity)]


@pytest.mark.parametrize("text", AGREES)
def test_what_agrees_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("amount", "codes"), [("40.000", []), ("45.000", ["text.amount-conflict"])])
def test_a_contribution_in_a_sentence_is_in_the_table(amount: str, codes: list[str]) -> None:
    before = [
        "De ondergetekenden:",
        "de provincie Utrecht, gevestigd te Utrecht, vertegenwoordigd door A. Bos, hierna te noemen: “provincie"
        " Utrecht”;",
        "de provincie Flevoland, gevestigd te Lelystad, vertegenwoordigd door B. Vos, hierna te noemen:"
        " “provincie Flevoland”;",
        "Overwegende dat samenwerking nuttig is;",
        "Artikel 1 Bijdragen",
        f"De bijdrage van provincie Flevoland over 2024 bedraagt € {amount}.",
    ]
    table = rows("Partij | Inleg 2024\nProvincie Utrecht | € 75.000\nProvincie Flevoland | € 40.000")
    agreement = tabled(table, caption="Inleg", before=before)
    assert [one.code for one in findings(agreement, amounts.RULES)] == codes


def test_an_amount_is_shown_as_dutch_texts_do() -> None:
    assert [in_euro(cents) for cents in (125_000, 125_050, -500)] == ["€ 1.250", "€ 1.250,50", "-€ 5"]
