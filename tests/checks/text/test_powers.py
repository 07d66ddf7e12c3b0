"""Volmacht, mandaat, machtiging: granted as used, complete by themselves, valid for their year."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import powers
from assembler.checks.text.rule import findings

SOUND = """Samenwerkingsovereenkomst

Artikel 1 Penvoerder
1. De penvoerder handelt krachtens de volmacht die in bijlage 1 is verleend.
2. Bij verlenging van deze overeenkomst betalen de gemeenten ook over het jaar 2025.

Artikel 2 Slot
1. Op deze overeenkomst is Nederlands recht van toepassing.

Bijlage 1 Volmacht

Het college van burgemeester en wethouders besluit volmacht te verlenen aan de gemeente Meerstad om in 2024, en bij \
verlenging van de overeenkomst daarna, opdrachten te verstrekken.
De volmacht geldt binnen de begroting in bijlage 2 van de overeenkomst.
"""
CHANGED = {
    "mandaat that nobody granted": (
        "de volmacht die in bijlage 1 is verleend",
        "het mandaat en de volmacht, verleend in bijlage 1",
        "text.power-not-granted",
    ),
    "a bijlage of another document": ("bijlage 2 van de overeenkomst", "bijlage 2", "text.power-annex-missing"),
    "a volmacht for one year only": (", en bij verlenging van de overeenkomst daarna,", "", "text.power-year"),
}


def told(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in findings(from_text(text), powers.RULES)]


def test_a_volmacht_that_fits_is_left_alone() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize("case", list(CHANGED))
def test_a_volmacht_that_does_not_fit(case: str) -> None:
    before, after, code = CHANGED[case]
    assert before in SOUND
    assert told(SOUND.replace(before, after, 1)) == [(code, "warning")]


@pytest.mark.parametrize(
    "sentence", ["De mandaatregeling van de gemeente geldt.", "Machtiging van leden blijft mogelijk."]
)
def test_a_power_that_is_only_named_was_not_said_to_be_granted(sentence: str) -> None:
    assert told(SOUND.replace("1. Op deze", f"1. {sentence} Op deze")) == []


def test_without_a_deed_nothing_can_be_said() -> None:
    assert told(SOUND.split("Bijlage 1 Volmacht")[0].replace("de volmacht", "het mandaat")) == []
