"""What the reader recognises in agreements of several bodies, in every form a file can have."""

from __future__ import annotations

import pytest
from checks.agreement_files import FORMS, NAMES, agreement

from assembler.checks.agreement import Agreement, PartKind

ARTIKELEN = {
    "convenant": "1 2 3 4 5",
    "dienstverlening": "1 2 3 4 5",
    "huur": "1 2 3 4",
    "raamovereenkomst": "1 2 3 4",
    "regeling": "1 2 3 4 5 6 7 8",
    "verwerking": "1 2 3 4",
}
LEDEN = {
    "convenant": "2.1 2.2 3.1 3.2 5.1 5.2",
    "dienstverlening": "2.1 2.2 2.3 4.1 4.2 5.1 5.2",
    "huur": "",
    "raamovereenkomst": "2.1 2.2 3.1 3.2",
    "regeling": "1.1 1.2 2.1 2.2 3.1 3.2 6.1 6.2",
    "verwerking": "1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 4.2",
}
PARTIJEN = {
    "convenant": ["provincie Meerland", "Waterschap De Lage Oever", "Vervoerbedrijf Noord B.V."],
    "dienstverlening": ["gemeente Veldrade", "Belastingkantoor Rivierland"],
    "huur": ["Gemeente Waterveld", "Stichting Buurtwerk"],
    "raamovereenkomst": ["Provincie Duinland", "Inhuurbureau De Poort B.V."],
    "regeling": [],
    "verwerking": ["Gemeente Zandvliet", "DataKantoor B.V."],
}
SEATS = {
    "convenant": ["", "Oeverstad", "Havenstad"],
    "dienstverlening": ["Veldrade", "Waardstad"],
    "huur": ["Waterveld", "Waterveld"],
    "raamovereenkomst": ["Duinstad", "Poortstad"],
    "regeling": [],
    "verwerking": ["Zandvliet", "Ommeloord"],
}
TERMS = {
    "convenant": {"Provincie", "Waterschap", "Vervoerder", "Stuurgroep"},
    "dienstverlening": {"Diensten", "Vergoeding", "Jaar", "Opdrachtgever", "Opdrachtnemer", "Partijen"},
    "huur": {"verhuurder", "huurder"},
    "raamovereenkomst": {"Afroep", "Inhuurkracht", "Raamovereenkomst", "Opdrachtgever", "Opdrachtnemer"},
    "regeling": {"archiefdienst", "deelnemers", "wet"},
    "verwerking": {"AVG", "Datalek", "Persoonsgegevens", "Verwerkingsverantwoordelijke", "Verwerker"},
}
BIJLAGEN = {
    "convenant": [],
    "dienstverlening": ["A", "B"],
    "huur": [],
    "raamovereenkomst": ["I", "II"],
    "regeling": [],
    "verwerking": ["1", "2"],
}
SIGNERS = {
    "convenant": ["de heer J. Bakker", "mevrouw T. Prins", "de heer K. Smit"],
    "dienstverlening": ["de heer P. de Wit", "mevrouw S. Vos"],
    "huur": [None, None],
    "raamovereenkomst": ["F. Mulder", "L. Smeets"],
    "regeling": [],
    "verwerking": ["mevrouw E. Kok", "de heer R. Blom"],
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def main_artikelen(one: Agreement) -> list:
    return [artikel for artikel in one.artikelen if one.parts[artikel.part].is_main]


def test_the_artikelen_of_the_agreement_itself_are_found(name: str, form: str) -> None:
    assert [artikel.number for artikel in main_artikelen(agreement(name, form))] == ARTIKELEN[name].split()


def test_leden_count_from_their_artikel_however_they_are_shown(name: str, form: str) -> None:
    leden = [".".join(lid.path) for artikel in main_artikelen(agreement(name, form)) for lid in artikel.leden]
    assert leden == LEDEN[name].split()


def test_partijen_are_introduced_with_name_and_seat(name: str, form: str) -> None:
    partijen = agreement(name, form).partijen
    assert [partij.name for partij in partijen] == PARTIJEN[name]
    assert [partij.seat for partij in partijen] == SEATS[name]


def test_defined_terms_are_found(name: str, form: str) -> None:
    assert {one.term for one in agreement(name, form).definitions} == TERMS[name]


def test_bijlagen_are_present_as_parts(name: str, form: str) -> None:
    parts = agreement(name, form).parts
    assert [part.number for part in parts if part.kind is PartKind.BIJLAGE] == BIJLAGEN[name]


def test_each_signer_has_a_place_to_sign(name: str, form: str) -> None:
    main = [one for one in agreement(name, form).ondertekeningen if agreement(name, form).parts[one.part].is_main]
    assert [one.name for one in main] == SIGNERS[name]


def test_a_toelichting_has_a_numbering_of_its_own(form: str) -> None:
    parts = agreement("regeling", form).parts
    assert [part.title for part in parts if part.kind is PartKind.OTHER] == ["Toelichting"]


def test_a_table_keeps_its_rows_and_columns(form: str) -> None:
    table = agreement("dienstverlening", form).tables[-1]
    assert table.texts() == (
        ("Dienst", "Bedrag"),
        ("Heffing", "€ 70.000,00"),
        ("Invordering", "€ 35.000,00"),
        ("Bezwaar", "€ 15.000,00"),
        ("Totaal", "€ 120.000,00"),
    )
    assert table.header_rows == 1


def test_a_vervallen_artikel_is_left_open_on_purpose(form: str) -> None:
    assert [one.number for one in agreement("regeling", form).artikelen if one.reserved] == ["5"]


def test_onderdelen_stand_below_their_lid_and_below_each_other(form: str) -> None:
    lid = main_artikelen(agreement("dienstverlening", form))[1].leden[1]
    assert [onder.path for onder in lid.onderdelen] == [("2", "2", "a"), ("2", "2", "b")]
    assert [onder.path for onder in lid.onderdelen[1].onderdelen] == [("2", "2", "b", "1"), ("2", "2", "b", "2")]
