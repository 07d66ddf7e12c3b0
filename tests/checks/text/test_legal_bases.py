"""Statutes that the text rests on: still in force, and fit for who decides or signs."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.regulations import LAPSED, lapsed_regulation
from assembler.checks.text import legal_bases
from assembler.checks.text.rule import findings

PREAMBLE = """Samenwerkingsovereenkomst {year}

De ondergetekenden:

1. de publiekrechtelijke rechtspersoon provincie Utrecht, gevestigd te Utrecht aan Archimedeslaan 6, vertegenwoordigd \
door mevrouw A. Jansen, handelend ter uitvoering van het besluit van gedeputeerde staten op grond van {basis}, hierna \
te noemen: “provincie Utrecht”;
en
2. de publiekrechtelijke rechtspersoon gemeente Meerstad, gevestigd te Meerstad aan Plein 1, vertegenwoordigd door de \
heer C. Bos, hierna te noemen: “gemeente Meerstad”;

Overwegende dat samenwerking nuttig is;

komen overeen:

Artikel 1 Doel
1. {sentence}
"""
OWN = "artikel 158, eerste lid, onder d, van de Provinciewet"
LAPSES = {
    "Verwerking gebeurt op grond van de Wbp.": (2024, "error"),
    "Verzoeken worden behandeld op grond van de Wet openbaarheid van bestuur.": (2023, "error"),
    "Het plan is vastgesteld krachtens de Wet ruimtelijke ordening.": (2024, "warning"),
    "Het plan houdt rekening met de Crisis- en herstelwet.": (2025, "info"),
    "De aanbesteding volgt het Bao, zoals bedoeld in artikel 2 van het Bao.": (2020, "error"),
}
HOLDS = {
    "Verwerking gebeurt op grond van de Wbp.": 2016,
    "De vergunning is destijds verleend op grond van de Wabo.": 2024,
    "De Wet openbaarheid van bestuur is ingetrokken.": 2024,
    "Verzoeken worden behandeld op grond van de Wet open overheid.": 2024,
    "Het plan volgt artikel 2.4 van de Omgevingswet.": 2024,
}
UNFIT = {
    "artikel 160, eerste lid, onder d, van de Gemeentewet": ("error", "Gemeentewet"),
    "artikel 176 van de Provinciewet": ("warning", "vertegenwoordiging"),
    "artikel 158, eerste lid, onder e, van de Provinciewet": ("info", "sinds 2020"),
}


def told(sentence: str = "Partijen werken samen.", basis: str = OWN, year: int = 2024) -> list[tuple[str, str, str]]:
    text = PREAMBLE.format(sentence=sentence, basis=basis, year=year)
    return [(one.code, one.severity.value, one.message) for one in findings(from_text(text), legal_bases.RULES)]


@pytest.mark.parametrize(("sentence", "expected"), LAPSES.items())
def test_a_statute_that_had_lapsed(sentence: str, expected: tuple[int, str]) -> None:
    assert [one[:2] for one in told(sentence, year=expected[0])] == [("text.legal-basis-lapsed", expected[1])]


@pytest.mark.parametrize(("sentence", "year"), HOLDS.items())
def test_a_statute_that_held_or_is_history(sentence: str, year: int) -> None:
    assert told(sentence, year=year) == []


def test_an_organisatiebesluit_in_the_introduction_of_a_partij() -> None:
    (finding,) = told(basis="artikel 2 van het Organisatiebesluit provincie Utrecht 2004")
    assert finding[:2] == ("text.legal-basis-lapsed", "error")
    assert "24 maart 2022" in finding[2]


@pytest.mark.parametrize(("basis", "expected"), UNFIT.items())
def test_an_article_that_does_not_fit(basis: str, expected: tuple[str, str]) -> None:
    ((code, severity, message),) = told(basis=basis)
    assert (code, severity) == ("text.legal-basis-unfit", expected[0])
    assert expected[1] in message


def test_representation_on_the_article_for_decisions() -> None:
    text = PREAMBLE.format(sentence="Partijen werken samen.", basis=OWN, year=2024)
    spoilt = text.replace(
        "mevrouw A. Jansen, handelend ter uitvoering van het besluit van gedeputeerde staten", "gedeputeerde staten"
    )
    assert [one.code for one in findings(from_text(spoilt), legal_bases.RULES)] == ["text.legal-basis-unfit"]


@pytest.mark.parametrize(
    "between",
    [
        "gedeputeerde staten van 3 mei 2024, daartoe gemachtigd door de commissaris van de Koning op grond van",
        "de commissaris van de Koning op grond van",
    ],
)
def test_a_machtiging_on_the_article_for_representation_fits(between: str) -> None:
    text = PREAMBLE.format(sentence="Partijen werken samen.", basis="artikel 176 van de Provinciewet", year=2024)
    assert findings(from_text(text.replace("gedeputeerde staten op grond van", between)), legal_bases.RULES) == ()


@pytest.mark.parametrize("regulation", LAPSED, ids=lambda one: one.name)
def test_the_table_of_regulations_knows_them_by_name(regulation) -> None:  # type: ignore[no-untyped-def]
    assert lapsed_regulation(regulation.name) is regulation


@pytest.mark.parametrize(
    "name", ["Provinciewet", "Gemeentewet", "Algemene wet bestuursrecht", "Omgevingswet", "Archiefwet 1995"]
)
def test_what_holds_is_not_in_the_table(name: str) -> None:
    assert lapsed_regulation(name) is None
