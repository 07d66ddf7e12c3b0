"""Numbers: gaps, doubles, order, orphans; insertions, repealed numbers and parts with own numbers are right."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.finding import Finding
from assembler.checks.text import numbering
from assembler.checks.text.counting import count_of
from assembler.checks.text.rule import findings

NAMES = ("Doel", "Taken", "Overleg", "Kosten", "Duur", "Slot", "Geschillen", "Bijlagen")


def found(text: str) -> tuple[Finding, ...]:
    return tuple(one for one in findings(from_text(text), numbering.RULES) if one.severity != "info")


def artikelen(*numbers: str) -> str:
    pairs = zip(numbers, NAMES, strict=False)
    return "\n".join(f"Artikel {number} {name}\nPartijen houden zich aan deze afspraak." for number, name in pairs)


def leden(*numbers: str) -> str:
    lines = "\n".join(
        f"{number} Partijen houden zich aan afspraak {index}a." for index, number in enumerate(numbers, 1)
    )
    return f"Artikel 1 Doel\n{lines}\nArtikel 2 Slot\nPartijen tekenen."


WRONG = {
    artikelen("1", "2", "4", "5"): "text.numbering-gap",
    artikelen("1", "2", "2", "3"): "text.numbering-duplicate",
    artikelen("1", "3", "2", "4"): "text.numbering-order",
    artikelen("I", "II", "IV", "V"): "text.numbering-gap",
    artikelen("2", "3", "4"): "text.numbering-gap",
    leden("1.1", "1.3", "1.4"): "text.numbering-gap",
    leden("1.1", "1.2.3", "1.3"): "text.numbering-gap",
    leden("1.1", "1.2", "1.2"): "text.numbering-duplicate",
    leden("1.1", "2.2", "1.3"): "text.numbering-orphan",
    leden("2.1", "2.2", "2.3"): "text.numbering-orphan",
    leden("1.", "2.", "4."): "text.numbering-gap",
    leden("1.", "Partijen doen:\na.", "b.", "d."): "text.numbering-gap",
}
RIGHT = [
    artikelen("1", "2", "3", "4"),
    artikelen("1", "2", "2a", "2b", "3"),
    artikelen("1", "2", "3") + "\nArtikel 4 (vervallen)\n" + "Artikel 5 Einde\nPartijen tekenen.",
    artikelen("1", "2") + "\nArtikelen 3 tot en met 5 (gereserveerd)\n" + "Artikel 6 Einde\nPartijen tekenen.",
    "Hoofdstuk 1 Algemeen\n" + artikelen("1", "2") + "\nHoofdstuk 2 Kosten\n" + artikelen("1", "2"),
    artikelen("1.1", "1.2", "2.1", "2.2"),
    leden("1.1", "1.2", "1.3"),
    leden("1.", "2.", "3."),
    leden("1.", "Partijen doen:\na.", "b.", "c.", "2.", "Ook doen zij:\na.", "b."),
    artikelen("1", "2", "3")
    + "\nAldus ondertekend te Veenrade op 1 mei 2024.\nBijlage 1 Reglement\n"
    + artikelen("1", "2"),
]


@pytest.mark.parametrize(("text", "code"), WRONG.items())
def test_a_broken_number_is_told_once(text: str, code: str) -> None:
    assert [one.code for one in found(text)] == [code]


@pytest.mark.parametrize("text", RIGHT)
def test_a_sound_numbering_is_left_alone(text: str) -> None:
    assert [one.message for one in found(text)] == []


def test_a_gap_names_what_is_missing() -> None:
    (one,) = found(artikelen("1", "2", "5"))
    assert "3 en 4 ontbreken" in one.message


COUNTS = {
    ("5", ()): (5, "", "digit"),
    ("5a", ()): (5, "a", "digit"),
    ("2.3", ()): (3, "", "digit"),
    ("IV", ()): (4, "", "roman"),
    ("i", ("h", "i")): (9, "", "letter"),
    ("ii", ("i", "ii")): (2, "", "roman"),
    ("c", ("a", "b", "c")): (3, "", "letter"),
}


@pytest.mark.parametrize(("number", "expected"), COUNTS.items())
def test_a_number_is_counted_in_the_style_of_its_row(
    number: tuple[str, tuple[str, ...]], expected: tuple[int, str, str]
) -> None:
    count = count_of(*number)
    assert (count.value, count.suffix, count.style) == expected
