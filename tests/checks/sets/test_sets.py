"""Documents of one set prove each other: what one says, the other may not contradict."""

import pytest

from assembler.checks import Finding
from assembler.checks.agreement import from_text
from assembler.checks.sets import Member, Sort, check_set

AGREEMENT = """Samenwerkingsovereenkomst Waterland 2024
Kenmerk
WL-2024-01
De ondergetekenden:
1. de provincie Noorderland, gevestigd te (1234 AB) Oudstad aan Kerkplein 1, vertegenwoordigd door haar commissaris \
van de Koning, de heer A. Jansen, hierna te noemen: “provincie Noorderland”;
2. de provincie Zuiderland, gevestigd te (4321 BA) Nieuwstad aan Dorpsweg 2, vertegenwoordigd door haar commissaris \
van de Koning, mevrouw B. van Dijk, hierna te noemen: “provincie Zuiderland”;
gezamenlijk aangeduid als “Partijen”,
Artikel 1 Penvoering
1.1 Voor het jaar 2024 is provincie Zuiderland de Penvoerder. De taken zijn:
a. aanbiedingen ontvangen, openen en beoordelen;
b. de gunning bekendmaken;
c. contracten sluiten en beheren.
1.2 De Begroting voor het jaar 2024 bedraagt in totaal € 120.000,00.
Artikel 2 Looptijd
2.1 Deze overeenkomst werkt terug tot en met 1 januari 2024. Zij eindigt van rechtswege op 31 december 2024.
Artikel 3 Slot
3.1 Nederlands recht is van toepassing.
"""
VOLMACHT = """Volmacht provincie Noorderland
Hoort bij
Samenwerkingsovereenkomst Waterland 2024, kenmerk WL-2024-01
Artikel 1 Verlening
1.1 De provincie Noorderland, gevestigd te (1234 AB) Oudstad aan Kerkplein 1, verleent volmacht (artikel 1.1 van de \
Samenwerkingsovereenkomst) door haar commissaris van de Koning, de heer A. Jansen.
Artikel 2 Handelingen
2.1 De gevolmachtigde mag:
a. aanbiedingen ontvangen, openen en beoordelen;
b. de gunning bekendmaken;
c. contracten sluiten en beheren.
2.2 De Begroting voor het jaar 2024 bedraagt in totaal € 120.000,00.
Artikel 3 Duur
3.1 De overeenkomst werkt terug tot en met 1 januari 2024. Deze volmacht eindigt op 31 december 2024.
"""


def member(text: str, file: str = "stuk.docx", reference: bool = False) -> Member:
    return Member(file, from_text(text), reference)


def found(volmacht: str, agreement: str = AGREEMENT, reference: bool = False) -> tuple[Finding, ...]:
    return check_set([member(agreement, "sok.docx", reference), member(volmacht, "volmacht.docx")])


def test_documents_that_agree_give_no_findings() -> None:
    assert found(VOLMACHT) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "code", "told"),
    [
        ("€ 120.000,00", "€ 210.000,00", "set.amount-conflict", "€ 210.000"),
        ("eindigt op 31 december 2024", "eindigt op 31 oktober 2024", "set.date-conflict", "31 oktober 2024"),
        ("terug tot en met 1 januari", "terug tot en met 1 februari", "set.date-conflict", "1 februari 2024"),
        ("de heer A. Jansen", "de heer A. Janssen", "set.name-conflict", "A. Janssen"),
        ("(1234 AB) Oudstad", "(1235 AB) Oudstad", "set.name-conflict", "1235 AB"),
        ("Waterland 2024, kenmerk WL-2024-01", "Waterland 2023, kenmerk WL-2024-01", "set.title-conflict", "2023"),
        ("kenmerk WL-2024-01", "kenmerk WL-2024-10", "set.title-conflict", "WL-2024-10"),
        ("artikel 1.1 van de", "artikel 1.7 van de", "set.reference-dangling", "1.7"),
        ("b. de gunning bekendmaken;", "b. de gunning voorbereiden en bekendmaken;", "set.acts-conflict", "niet zo"),
        ("provincie Noorderland", "provincie Westland", "set.party-conflict", "geen partij"),
    ],
)
def test_a_contradiction_is_found_in_the_document_that_has_it(right: str, wrong: str, code: str, told: str) -> None:
    assert right in VOLMACHT
    findings = found(VOLMACHT.replace(right, wrong))
    (one,) = {finding for finding in findings if finding.code == code}
    assert (one.file, told in one.message, one.severity) == ("volmacht.docx", True, "error"), one
    assert {finding.code for finding in findings} == {code}


def test_an_act_that_the_volmacht_leaves_out_is_named() -> None:
    acts = AGREEMENT.replace("c. contracten", "c. verweer voeren in rechte;\nd. contracten")
    (one,) = found(VOLMACHT, acts)
    assert (one.code, "verweer voeren in rechte" in one.message) == ("set.acts-conflict", True)


def test_a_partij_without_a_volmacht_is_named() -> None:
    third = AGREEMENT.replace(
        "gezamenlijk",
        "3. de provincie Westland, gevestigd te (1111 AA) Plas aan Kade 3, hierna te noemen: “provincie Westland”;\n"
        "gezamenlijk",
    )
    given = [member(VOLMACHT, "a.docx"), member(VOLMACHT, "b.docx")]
    (one,) = check_set([member(third, "sok.docx"), *given])
    assert (one.code, one.severity, "provincie Westland" in one.message) == ("set.volmacht-missing", "warning", True)


def test_the_dossier_is_right_and_the_document_is_not() -> None:
    (one,) = found(VOLMACHT.replace("€ 120.000,00", "€ 1.200,00"), reference=True)
    assert "volgens het dossier" in one.message


def test_values_that_the_dossier_does_not_know_are_told_once_each() -> None:
    text = f"{AGREEMENT}3.2 De griffie heeft kenmerk WL-2024-77.\n3.3 Het overleg is op 1 juni 2024.\n"
    edited = text.replace("WL-2024-77", "WL-2024-78").replace("Het overleg is op 1 juni 2024.", "Er is overleg.")
    found = check_set([member(text, "dossier", reference=True), member(edited + "3.4 Dat kost € 12,50.\n")])
    assert [(one.code, one.message.split(" ")[0]) for one in found] == [
        ("set.value-changed", "Hier"),
        ("set.value-missing", "1"),
        ("set.value-unknown", "€"),
    ]
    assert "WL-2024-78" in found[0].message and "WL-2024-77" in found[0].message


@pytest.mark.parametrize(
    ("head", "sort"),
    [
        ("Verlenging van de Samenwerkingsovereenkomst Waterland 2024", Sort.EXTENSION),
        ("Bijlage 1 bij de Samenwerkingsovereenkomst\nJaarplan 2023", Sort.JAARPLAN),
        ("Besluit tot verlening van volmacht en machtiging", Sort.VOLMACHT),
        ("Factuur", Sort.FACTUUR),
        ("Geachte heer, hierbij de overeenkomst", Sort.OTHER),
    ],
)
def test_a_document_says_what_sort_it_is(head: str, sort: Sort) -> None:
    assert member(head).sort is sort
