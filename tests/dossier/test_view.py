"""What templates see."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from examples import changed, example
from generated import dossiers, many
from hypothesis import given, settings

from assembler.dossier import Dossier, Open, view
from assembler.dossier.openheid import OPEN_END, OPEN_START

TITLE = "Samenwerkingsovereenkomst Platform Toekomstbestendig Bouwen 2024"
MARK = re.compile(f"{OPEN_START}[^{OPEN_START}{OPEN_END}]+{OPEN_END}")
PLAIN = (str, int, Decimal, date, bool, type(None))


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def keys_of(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return {path} | {key for name, item in value.items() for key in keys_of(item, f"{path}.{name}")}
    if isinstance(value, list):
        return {path} | {key for item in value for key in keys_of(item, f"{path}[]")}
    return {path}


def test_dates_follow_from_the_term() -> None:
    facts = view.agreement(example("tekenklaar"))["overeenkomst"]
    assert facts["overleg_verlenging_uiterlijk"] == date(2024, 9, 30)
    assert facts["verantwoording_op"] == date(2025, 3, 1)
    assert facts["verantwoording_op_volgend"] == date(2026, 3, 1)
    assert (facts["startjaar"], facts["jaar"], facts["volgend_jaar"]) == (2024, 2024, 2025)


def test_partijen_stand_in_preamble_order() -> None:
    facts = view.agreement(example("tekenklaar"))
    assert facts["namen"] == [
        "provincie Flevoland", "provincie Utrecht", "provincie Noord-Holland", "provincie Zuid-Holland",
    ]  # fmt: skip
    assert [partij["nummer"] for partij in facts["partijen"]] == [1, 2, 3, 4]


def test_everyone_but_the_penvoerder_grants_a_volmacht() -> None:
    facts = view.agreement(example("tekenklaar"))
    assert facts["penvoerder"]["sleutel"] == "noord-holland"
    assert [partij["sleutel"] for partij in facts["volmachtgevers"]] == ["flevoland", "utrecht", "zuid-holland"]
    assert facts["andere_partijen"] == facts["volmachtgevers"]


def test_the_year_of_the_agreement_has_its_neighbours() -> None:
    facts = view.agreement(example("tekenklaar"))
    assert facts["dit_jaar"]["jaar"] == 2024
    assert [entry["jaar"] for entry in facts["vorige_jaren"]] == [2023]
    assert facts["volgend_jaar"]["jaar"] == 2025
    assert facts["verlenging"]["jaar"]["jaar"] == 2025


def test_totals_are_the_sums_whatever_the_file_states() -> None:
    facts = view.agreement(example("concept"))["dit_jaar"]
    assert facts["begroting_totaal"] == Decimal("215000.00")
    assert facts["inleg_totaal"] == Decimal("235000.00")
    assert facts["in_natura_totaal"] == Decimal("50000.00")


def test_contributions_stand_in_preamble_order() -> None:
    rows = view.agreement(example("tekenklaar"))["dit_jaar"]["inleg"]
    assert [(row["partij"]["naam"], row["bedrag"]) for row in rows] == [
        ("Flevoland", 40000), ("Utrecht", 75000), ("Noord-Holland", 50000), ("Zuid-Holland", 70000),
    ]  # fmt: skip


def test_two_values_for_one_contribution_are_an_open_value() -> None:
    [item] = view.agreement(example("concept"))["vorige_jaren"][0]["inleg"][0]["in_natura"]
    assert isinstance(item["waarde"], Open)


def test_annexes_are_found_by_kind_and_year() -> None:
    facts = view.agreement(example("tekenklaar"))
    assert facts["bijlage"]["volmachten"] == 3
    assert [entry["bijlagenummer"] for entry in facts["jaren"]] == [1, 2, None]


def test_the_billing_address_is_the_seat_unless_another_is_given() -> None:
    partijen = view.agreement(example("tekenklaar"))["partijen"]
    assert partijen[0]["factuur"]["adres"] == "Visarenddreef 1"
    assert partijen[3]["factuur"]["adres"] == "Postbus 90602"


def test_a_missing_seat_is_one_open_mark() -> None:
    partij = view.agreement(example("concept"))["partijen"][3]
    assert partij["gevestigd"] == f"gevestigd te {Open('zetel: postcode, plaats en adres')}"


def test_without_penvoerder_its_place_is_open() -> None:
    facts = view.agreement(changed(("penvoerder", None)))
    assert facts["penvoerder"]["volledige_naam"] == Open("penvoerder voor 2024")
    assert len(facts["volmachtgevers"]) == 4


def test_without_end_date_the_last_year_counts() -> None:
    facts = view.agreement(changed(("overeenkomst.einddatum", None)))
    assert isinstance(facts["overeenkomst"]["einddatum"], Open)
    assert facts["overeenkomst"]["jaar"] == 2025


@pytest.mark.parametrize(
    ("soort", "partij", "title", "reference"),
    [
        ("samenwerkingsovereenkomst", None, TITLE, "PTB-2024-01"),
        ("volmacht", "utrecht", "Volmacht provincie Utrecht", "UT-2024-0058"),
        ("aanbiedingsbrief", "utrecht", "Aanbiedingsbrief provincie Utrecht", "PTB-2024-02"),
        ("verlenging", None, f"Verlenging van de {TITLE}", "PTB-2024-09"),
        ("ondertekeningsoverzicht", None, "Ondertekeningsoverzicht", "PTB-2024-01"),
    ],
)  # fmt: skip
def test_a_document_has_its_title_and_reference(soort: str, partij: str | None, title: str, reference: str) -> None:
    document = view.for_document(example("tekenklaar"), soort, partij)["document"]
    assert (document["titel"], document["kenmerk"]) == (title, reference)


def test_a_document_for_one_partij_or_year_has_that_partij_or_year() -> None:
    assert view.for_document(example("tekenklaar"), "volmacht", "utrecht")["partij"]["naam"] == "Utrecht"
    assert view.for_document(example("tekenklaar"), "jaarplan", jaar=2023)["jaar"]["jaar"] == 2023


def test_what_a_kind_of_document_has_of_its_own_is_added() -> None:
    assert (
        view.for_document(example("tekenklaar"), "factuur", "utrecht", factuur={"nummer": "1"})["factuur"]["nummer"]
        == "1"
    )


@pytest.mark.parametrize(
    ("soort", "partij", "jaar"), [("brief", None, None), ("volmacht", "x", None), ("jaarplan", None, 1999)]
)
def test_what_the_dossier_does_not_have_is_refused(soort: str, partij: str | None, jaar: int | None) -> None:
    with pytest.raises(KeyError):
        view.for_document(example("tekenklaar"), soort, partij, jaar)


def test_an_open_dossier_has_the_same_fields_as_a_finished_one() -> None:
    optional = re.compile(r"(convenant|verlenging|jaarplan|bemensing|volgend_jaar|volmacht|inleg|jaar|\[\])(\.|\[|$)")
    open_fields, finished = (keys_of(view.agreement(example(name))) for name in ("concept", "tekenklaar"))
    assert {path for path in finished - open_fields if not optional.search(path)} == set()


def test_the_finished_example_shows_no_mark() -> None:
    text = [leaf for leaf in leaves(view.agreement(example("tekenklaar"))) if isinstance(leaf, str)]
    assert not [leaf for leaf in text if OPEN_START in leaf]


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_any_dossier_gives_plain_values_with_paired_marks(dossier: Dossier) -> None:
    for leaf in leaves(view.agreement(dossier)):
        assert isinstance(leaf, PLAIN)
        if isinstance(leaf, str):
            rest = MARK.sub("", leaf)
            assert OPEN_START not in rest
            assert OPEN_END not in rest
            assert "None" not in rest


@settings(max_examples=30, deadline=None)
@given(dossiers(complete=True))
def test_a_complete_dossier_shows_no_mark(dossier: Dossier) -> None:
    assert not [leaf for leaf in leaves(view.agreement(dossier)) if isinstance(leaf, str) and OPEN_START in leaf]


def test_an_optional_group_that_is_open_is_absent() -> None:
    text = (
        "dossier: 1\npartijen:\n  - {sleutel: a, soort: provincie, naam: A}\n"
        "  - {sleutel: b, soort: provincie, naam: B}\n"
        "overeenkomst: {convenant: open}\n"
    )
    assert view.agreement(Dossier.from_text(text))["overeenkomst"]["convenant"] is None


def test_the_same_facts_give_the_same_view() -> None:
    assert view.agreement(Dossier.from_facts(many(5))) == view.agreement(Dossier.from_facts(many(5)))
