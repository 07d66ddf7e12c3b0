"""References: whose artikel is meant, whether it is there, and whether it is the one that the sentence speaks of."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.finding import Finding
from assembler.checks.text import references
from assembler.checks.text.pointers import pointers
from assembler.checks.text.rule import findings

READ = {
    "artikel 5": [("5", (), ())],
    "artikelen 59a en 166": [("59a", (), ()), ("166", (), ())],
    "artikelen 3 tot en met 5": [("3", (), ()), ("4", (), ()), ("5", (), ())],
    "artikel 7, 8 en 9": [("7", (), ()), ("8", (), ()), ("9", (), ())],
    "artikel 5 lid 2": [("5", ("2",), ())],
    "artikel 5, tweede lid, onder a en c": [("5", ("2",), ("a", "c"))],
    "artikel 5, aanhef en onder b": [("5", (), ("b",))],
    "artikel 12, eerste tot en met derde lid": [("12", ("1", "2", "3"), ())],
    "artikel 5 lid 2 en 6 lid 1": [("5", ("2",), ()), ("6", ("1",), ())],
    "het tweede lid van artikel 5": [("5", ("2",), ())],
    "de leden 1 en 2 van artikel 7": [("7", ("1", "2"), ())],
    "onderdeel b van artikel 7": [("7", (), ("b",))],
    "artikel 5.2.3": [("5.2.3", (), ())],
    "art. 2:1 BW": [("2:1", (), ())],
    "artikel 5 en 30 dagen": [("5", (), ())],
    "artikel IV": [("IV", (), ())],
    "lid 2 van dit artikel": [("", ("2",), ())],
    "het eerste, tweede en derde lid": [("", ("1", "2", "3"), ())],
    "een artikel over 5 partijen": [],
    "artikel 2, onderdeel a, 80,5% van": [("2", (), ("a",))],
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_a_reference_is_read_out_of_a_sentence(
    text: str, expected: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert [(one.article, one.leden, one.onder) for one in pointers(text)] == expected


AGREEMENT = """SAMENWERKINGSOVEREENKOMST VAARWEGEN
De ondergetekenden:
de gemeente Veenrade, gevestigd te Veenrade, hierna te noemen: “Veenrade”;
de gemeente Duinhorst, gevestigd te Duinhorst, hierna te noemen: “Duinhorst”;
Overwegende dat:
A. de vaarweg onderhoud nodig heeft;
B. partijen dat samen willen doen;
komen overeen:
Artikel 1 Doel
Partijen beheren de vaarweg.
Artikel 2 Stuurgroep
1. Er is een stuurgroep, die twee keer per jaar vergadert.
2. De stuurgroep stelt vast:
a. het werkplan;
b. het verslag.
Artikel 3 Financiële bijdragen
1. Elke partij betaalt een bijdrage in de kosten.
2. De bijdragen worden per jaar betaald.
3. De hoogte van de bijdragen wordt elk jaar bezien.
Artikel 4 Geheimhouding
Partijen houden vertrouwelijke stukken geheim.
Artikel 5 Opzegging
1. Opzeggen kan met een termijn van een jaar.
2. {}
"""


def found(words: str) -> tuple[Finding, ...]:
    return findings(from_text(AGREEMENT.format(words)), references.RULES)


DANGLING = {
    "Daarna geldt artikel 9.": "error",
    "Daarna geldt artikel 9 van deze overeenkomst.": "error",
    "Daarna geldt artikel 9 van de Samenwerkingsovereenkomst.": "error",
    "Daarna geldt het bepaalde in artikel 3, vierde lid.": "error",
    "Daarna geldt het bepaalde in artikel 3.4.": "error",
    "Daarna geldt het bepaalde in artikel 2 lid 2 onder d.": "error",
    "Daarna geldt het vierde lid.": "error",
    "Daarna gelden de artikelen 3 tot en met 7.": "error",
    "Dit volgt uit overweging E.": "error",
}
SOUND = [
    "Daarna geldt artikel 4.",
    "Daarna geldt artikel 3, eerste en derde lid, van deze overeenkomst.",
    "Daarna geldt artikel 2, tweede lid, onder a.",
    "Daarna geldt het eerste lid.",
    "Dit volgt uit overweging B.",
    "Dit volgt uit artikel 158 van de Provinciewet.",
    "Dit volgt uit art. 2:1 BW en artikel 3:60 e.v. BW.",
    "Dit volgt uit de artikelen 59a en 166 Provinciewet.",
    "Dit volgt uit artikel 158 juncto artikel 176 van de Provinciewet.",
    "Dit volgt uit artikel 28 lid 3 AVG.",
    "Dit volgt uit artikel 12 van de Raamovereenkomst.",
    "Dit volgt uit artikel 21 van de ARVODI-2018 en artikel 10 GIBIT.",
    "De Gemeentewet is van toepassing, met uitzondering van artikel 30, eerste lid, van die wet.",
    "De Wgr (artikel 93) is van toepassing.",
    "Dit volgt uit artikel 14 van de Algemene Voorwaarden en artikel 22 lid 3 daarvan.",
    "Dit volgt uit artikel 39 van het Besluit bezoldiging politie.",
    "In de brief staat: “partijen handelen volgens artikel 88 en doen dat samen”.",
    "Gelet op artikel 160 handelt het college.",
    "De heer Jansen, het derde lid van de stuurgroep, tekent.",
]


@pytest.mark.parametrize(("words", "severity"), DANGLING.items())
def test_a_reference_to_what_is_not_there_is_told(words: str, severity: str) -> None:
    told = found(words)
    assert {(one.code, one.severity) for one in told} == {("text.reference-dangling", severity)}


@pytest.mark.parametrize("words", SOUND)
def test_a_reference_that_is_right_or_belongs_elsewhere_is_left_alone(words: str) -> None:
    assert [one.message for one in found(words) if one.severity != "info"] == []


ASTRAY = {
    "Opzegging raakt de toegezegde financiële bijdrage, zoals bedoeld in artikel 4, niet.": "artikel 3",
    "Opzegging raakt de in artikel 2 bedoelde geheimhouding niet.": "artikel 4",
    "De plicht tot geheimhouding uit artikel 3 blijft gelden.": "artikel 4",
    "Opzegging raakt de bijdrage, bedoeld in artikel 3, niet.": "",
    "De stuurgroep overlegt over de gevolgen, genoemd in artikel 4.": "",
    "De afspraak is vastgelegd in artikel 2 (Financiële bijdragen).": "artikel 3",
}


@pytest.mark.parametrize(("words", "better"), ASTRAY.items())
def test_a_reference_that_speaks_of_another_artikel_is_told_with_the_better_one(words: str, better: str) -> None:
    told = [one for one in found(words) if one.code == "text.reference-wrong-article" and one.severity != "info"]
    assert [better in one.message for one in told] == ([True] if better else [])


def test_a_bijlage_may_refer_to_its_own_artikelen_and_to_those_of_the_agreement() -> None:
    attached = (
        "\nAldus ondertekend te Veenrade op 1 mei 2024.\nBijlage 1 Reglement\nArtikel 1 Leden\nDe "
        "stuurgroep heeft drie leden.\n"
        "Artikel 2 Voorzitter\nDe voorzitter handelt volgens artikel 1 en artikel 5 van de overeenkomst.\n"
    )
    assert found("Zie bijlage 1." + attached) == ()
