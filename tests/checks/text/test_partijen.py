"""The partijen: complete in the preamble, and told alike everywhere."""

import re

import pytest
from tabled import rows, tabled

from assembler.checks.agreement import from_text
from assembler.checks.text import partijen
from assembler.checks.text.rule import findings

SOUND = """De ondergetekenden:

1. de publiekrechtelijke rechtspersoon provincie Utrecht, gevestigd te (3584 BA) Utrecht aan Archimedeslaan 6, \
vertegenwoordigd door mevrouw A. Jansen, gedeputeerde, hierna te noemen: “provincie Utrecht”;
en
2. de publiekrechtelijke rechtspersoon provincie Noord-Holland, gevestigd te (2012 HR) Haarlem aan Dreef 3, \
vertegenwoordigd door de heer B. de Vries, gedeputeerde, hierna te noemen: “provincie Noord-Holland”;
en
3. de publiekrechtelijke rechtspersoon gemeente Meerstad, gevestigd te Meerstad aan Plein 1, vertegenwoordigd door \
haar burgemeester, de heer C. Bos, hierna te noemen: “gemeente Meerstad”;

Overwegende dat samenwerking nuttig is;

komen overeen:

Artikel 1 Definities
a. Overeenkomst: dit stuk;
b. Partijen: de provincies Utrecht en Noord-Holland en de gemeente Meerstad;

Artikel 2 Doel
1. De provincie Utrecht is penvoerder.

Ondertekening

Provincie Utrecht
____________________
A. Jansen

Provincie Noord-Holland
____________________
B. de Vries

Gemeente Meerstad
____________________
C. Bos
"""
CHANGED = {
    "no seat": (", gevestigd te (2012 HR) Haarlem aan Dreef 3", "", "text.seat-missing", "error"),
    "an organ instead of a person": (
        "door de heer B. de Vries, gedeputeerde",
        "door gedeputeerde staten",
        "text.signer-missing",
        "warning",
    ),
    "nobody at all": ("vertegenwoordigd door mevrouw A. Jansen, gedeputeerde, ", "", "text.signer-missing", "warning"),
    "not in the definition": (" en de gemeente Meerstad;", ";", "text.party-missing", "error"),
    "another order in the definition": (
        "Utrecht en Noord-Holland en",
        "Noord-Holland en Utrecht en",
        "text.party-order",
        "info",
    ),
    "signature of a stranger": ("Gemeente Meerstad\n_", "Gemeente Vlakveld\n_", "text.party-missing", "warning"),
    "a name spelled otherwise": (
        "1. De provincie Utrecht",
        "1. De provincie Noord Holland",
        "text.party-name",
        "warning",
    ),
}


def told(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in findings(from_text(text), partijen.RULES)]


def test_partijen_told_alike_are_left_alone() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize("case", list(CHANGED))
def test_what_goes_wrong_with_partijen(case: str) -> None:
    before, after, code, severity = CHANGED[case]
    assert before in SOUND
    assert (code, severity) in told(SOUND.replace(before, after, 1))


def test_seats_that_nobody_has_are_one_question() -> None:
    text = re.sub(r" gevestigd te [^,]+,", "", SOUND)
    assert told(text) == [("text.seat-missing", "info")]


def test_signature_pages_in_another_order() -> None:
    head, signing = SOUND.split("Ondertekening")
    utrecht, holland, meerstad = signing.strip().split("\n\n")
    assert told("\n\n".join([head, "Ondertekening", holland, utrecht, meerstad])) == [("text.party-order", "warning")]


@pytest.mark.parametrize(
    "signer",
    ["……", "[naam]", "de heer/mevrouw [naam]", "haar burgemeester, mevrouw D. Smit", "wethouder E. van der Berg"],
)
def test_a_blank_or_a_function_with_a_name_is_no_missing_signer(signer: str) -> None:
    assert told(SOUND.replace("de heer B. de Vries, gedeputeerde", signer)) == []


def test_a_place_that_looks_like_a_partij_is_no_partij() -> None:
    assert told(SOUND.replace("1. De provincie Utrecht", "1. De gemeente Utrecht")) == []


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        (["Utrecht", "Noord-Holland", "Meerstad"], []),
        (["Noord-Holland", "Utrecht", "Meerstad"], ["text.party-order"]),
        (["Utrecht", "Noord-Holland"], ["text.party-missing"]),
    ],
)
def test_a_table_of_contributions_names_all_in_order(order: list[str], codes: list[str]) -> None:
    table = rows("\n".join(["Partij | Bijdrage", *(f"{name} | € 10.000" for name in order)]))
    agreement = tabled(table, caption="Bijdragen", before=SOUND.split("Ondertekening")[0].split("\n"))
    assert [one.code for one in findings(agreement, partijen.RULES)] == codes
