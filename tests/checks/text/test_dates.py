"""Dates that cannot be, that conflict, and last days on which nobody works."""

from datetime import date

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import dates
from assembler.checks.text.days import days_in, no_workday
from assembler.checks.text.rule import findings

READ = {
    "1 maart 2025": date(2025, 3, 1),
    "1e maart 2025": date(2025, 3, 1),
    "01-03-2025": date(2025, 3, 1),
    "1/3/2025": date(2025, 3, 1),
    "2025-03-01": date(2025, 3, 1),
    "29 februari 2024": date(2024, 2, 29),
    "29 februari 2025": None,
    "1 maart": None,
    "31 april 2025": None,
}
NO_DAYS = ["kenmerk 2024-13-0012", "artikel 7.1.2", "€ 1.250.000", "nummer 12-345-678"]
IMPOSSIBLE = {
    "De stukken komen uiterlijk 31 juni 2024.": "error",
    "De stukken komen op 30-02-2024.": "error",
    "De stukken komen elk jaar op 31 april.": "error",
    "De vergadering is op zaterdag 3 maart 2025.": "warning",
}
FREE = {
    date(2025, 3, 1): "een zaterdag",
    date(2026, 3, 1): "een zondag",
    date(2025, 5, 5): "Bevrijdingsdag",
    date(2024, 5, 9): "Hemelvaartsdag",
    date(2025, 4, 18): "Goede vrijdag",
    date(2025, 3, 3): "",
}
PREAMBLE = """De ondergetekenden:
1. de gemeente Voorbeeld, gevestigd te Voorbeeld, vertegenwoordigd door A. Jansen, hierna te noemen: “gemeente \
Voorbeeld”;
2. de provincie Test, gevestigd te Test, vertegenwoordigd door B. Vos, hierna te noemen: “provincie Test”;
Overwegende dat:
{considerans}
komen overeen:
"""
RIGHT = """Artikel 1 Looptijd
1. Deze overeenkomst treedt in werking op 1 januari 2024 en eindigt op 31 december 2027.
2. De samenwerking heeft een looptijd van vier jaar, van 1 januari 2024 tot en met 31 december 2027.
3. Partijen overleggen uiterlijk drie maanden voor de einddatum, dus uiterlijk op 30 september 2027.
4. Opzeggen kan met een opzegtermijn van drie maanden.
Artikel 2 Verantwoording
1. De penvoerder legt uiterlijk 1 april 2025 verantwoording af over het jaar 2024.
"""
WRONG = {
    "the end before the start": ("eindigt op 31 december 2027", "eindigt op 31 december 2023", "vóór het begin"),
    "another length": ("looptijd van vier jaar", "looptijd van drie jaar", "duurt tot en met"),
    "a consult on another day": ("30 september 2027", "30 november 2027", "3 maanden voor"),
    "an account before its year is over": ("1 april 2025", "2 april 2024", "zou al in 2024"),
    "notice longer than the term": ("opzegtermijn van drie maanden", "opzegtermijn van vijf jaar", "opzegtermijn"),
    "the end told twice": (
        "tot en met 31 december 2027.",
        "tot en met 31 december 2027. Deze overeenkomst eindigt van rechtswege op 30 juni 2027.",
        "staat er verschillend",
    ),
}


def told(text: str) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity.value, one.message) for one in findings(from_text(text), dates.RULES)]


@pytest.mark.parametrize(("text", "day"), READ.items())
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert [one.date for one in days_in(f"uiterlijk {text} of later")] == [day]


@pytest.mark.parametrize("text", NO_DAYS)
def test_other_figures_are_no_days(text: str) -> None:
    assert days_in(text) == ()


@pytest.mark.parametrize(("text", "severity"), IMPOSSIBLE.items())
def test_a_day_that_cannot_be(text: str, severity: str) -> None:
    assert [(code, weight) for code, weight, _ in told(text)] == [("text.date-impossible", severity)]


@pytest.mark.parametrize(("day", "name"), FREE.items())
def test_days_on_which_nobody_works(day: date, name: str) -> None:
    assert no_workday(day) == name


def test_only_a_last_day_should_be_a_working_day() -> None:
    assert told("Het besluit is genomen op 1 maart 2025.") == []
    assert told("De overeenkomst loopt tot en met 31 december 2028.") == []
    assert [code for code, _, _ in told("De rekening wordt uiterlijk op 1 maart 2025 gestuurd.")] == [
        "text.date-weekend"
    ]


def test_the_same_last_day_in_two_places_is_one_finding() -> None:
    assert len(told("Betaal uiterlijk 1 maart 2025.\n\nMeld het uiterlijk op 1 maart 2025.")) == 1


def test_terms_that_fit_each_other_are_left_alone() -> None:
    assert told(PREAMBLE.format(considerans="a. partijen sinds 2021 samenwerken;") + RIGHT) == []


@pytest.mark.parametrize("case", list(WRONG))
def test_terms_that_do_not_fit(case: str) -> None:
    before, after, said = WRONG[case]
    remarks = told(PREAMBLE.format(considerans="a. partijen sinds 2021 samenwerken;") + RIGHT.replace(before, after))
    assert any(code == "text.date-conflict" and said in message for code, _, message in remarks)


@pytest.mark.parametrize(("end", "count"), [("31 december 2026", 0), ("31 december 2027", 1)])
def test_an_end_told_as_a_span_is_the_same_end(end: str, count: int) -> None:
    body = "Artikel 1 Duur\n1. Deze overeenkomst geldt van 1 januari 2024 tot en met 31 december 2026.\n"
    remarks = told(PREAMBLE.format(considerans="") + body + f"2. De overeenkomst eindigt van rechtswege op {end}.")
    assert len(remarks) == count


def test_two_years_in_which_the_partijen_began() -> None:
    considerans = "a. partijen sinds 2021 samenwerken;\nb. partijen vanaf 2022 hebben samengewerkt;"
    remarks = told(PREAMBLE.format(considerans=considerans) + RIGHT)
    assert [(code, weight) for code, weight, _ in remarks] == [("text.date-conflict", "info")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("De subsidie geldt van 1 januari 2025 tot en met 31 december 2024.", 1),
        ("De subsidie geldt van 1 januari 2024 tot en met 31 december 2024.", 0),
        ("De gegevens gaan over de periode 2026-2023.", 1),
        ("De gegevens gaan over de periode 2023-2026.", 0),
    ],
)
def test_a_period_ends_after_its_start(text: str, count: int) -> None:
    assert len(told(text)) == count
