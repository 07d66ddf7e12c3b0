"""Bijlagen: the list, the references and the bijlagen themselves tell the same."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.finding import Finding
from assembler.checks.text import annexes
from assembler.checks.text.rule import findings

LIST = "Bijlagen:\n1. Beheerplan\n2. Kostenverdeling\n"
ONE = "Bijlage 1\nBeheerplan\nHet plan beschrijft het onderhoud van de oevers.\n"
TWO = "Bijlage 2\nKostenverdeling\nDe kosten worden gelijk verdeeld over de partijen.\n"


def found(reference: str = "bijlage 2", listed: str = LIST, present: str = ONE + TWO) -> tuple[Finding, ...]:
    text = (
        "OVEREENKOMST\nArtikel 1 Doel\nPartijen beheren de vaarweg volgens bijlage 1.\n"
        f"Artikel 2 Kosten\nDe kosten zijn verdeeld volgens {reference}.\n{listed}"
        f"Aldus overeengekomen en ondertekend te Veenrade op 12 maart 2024.\n{present}"
    )
    return findings(from_text(text), annexes.RULES)


WRONG = {
    "a listed bijlage is not there": ({"present": ONE}, "text.annex-missing"),
    "a bijlage that is referred to is not there": ({"reference": "bijlage 2 en bijlage 3"}, "text.annex-missing"),
    "a bijlage is not in the list": ({"listed": "Bijlagen:\n1. Beheerplan\n"}, "text.annex-unlisted"),
    "nothing refers to a bijlage": ({"reference": "gelijke delen"}, "text.annex-unreferenced"),
    "two kinds of number": ({"present": ONE.replace("Bijlage 1", "Bijlage I") + TWO}, "text.annex-naming"),
    "two names": ({"present": ONE + TWO.replace("Kostenverdeling", "Reglement van orde")}, "text.annex-naming"),
}


@pytest.mark.parametrize(("pieces", "code"), WRONG.values(), ids=list(WRONG))
def test_a_mistake_in_the_bijlagen_is_told_once(pieces: dict[str, str], code: str) -> None:
    assert [one.code for one in found(**pieces)] == [code]


RIGHT: dict[str, dict[str, str]] = {
    "all is there": {},
    "a bijlage of a statute": {"reference": "bijlage 2 en bijlage III bij de Richtlijn 2014/24/EU"},
    "a bijlage that is sent apart": {
        "reference": "bijlage 2. De kaart wordt als bijlage 3 apart bijgevoegd",
        "listed": LIST,
    },
    "bijlagen that are named together": {
        "reference": "gelijke delen. De bijlagen maken deel uit van deze overeenkomst"
    },
    "no list": {"listed": ""},
}


@pytest.mark.parametrize("pieces", RIGHT.values(), ids=list(RIGHT))
def test_sound_bijlagen_are_left_alone(pieces: dict[str, str]) -> None:
    assert [one.message for one in found(**pieces)] == []


def test_bijlagen_that_are_all_outside_the_file_are_asked_about_once() -> None:
    (one,) = found(present="")
    assert (one.code, one.severity) == ("text.annex-missing", "info")
