"""Bodies and organs under one name."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import bodies
from assembler.checks.text.rule import findings

SAME = [
    "stuurgroep proces", "stuurgroep op proces", "proces stuurgroep", "proces-stuurgroep", "stuurgroep voor het proces",
]  # fmt: skip
OTHER = ["stuurgroep inhoud", "bestuurlijke kerngroep", "Processtuurgroep", "processtuurgroepen", "werkgroep"]


def told(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in findings(from_text(text), bodies.RULES)]


@pytest.mark.parametrize("name", SAME)
def test_another_name_for_one_body(name: str) -> None:
    text = f"Er is een Processtuurgroep.\n\nLater besluit de {name} hierover."
    assert told(text) == [("text.body-names", "warning")]


@pytest.mark.parametrize("name", OTHER)
def test_another_body(name: str) -> None:
    assert told(f"Er is een Processtuurgroep.\n\nLater besluit de {name} hierover.") == []


def test_several_other_names_are_one_finding() -> None:
    assert (
        len(told("De Processtuurgroep besluit.\n\nDe stuurgroep proces meldt dit.\n\nDe proces stuurgroep ook.")) == 1
    )


def test_an_organ_in_two_spellings() -> None:
    text = "Het besluit van Gedeputeerde Staten is genomen.\n\nHet college van gedeputeerde staten tekent."
    assert told(text) == [("text.body-names", "info")]
