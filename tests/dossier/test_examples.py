"""The example dossiers carry the facts of the source."""

from decimal import Decimal

import pytest
from examples import FOLDER, example
from generated import as_yaml, many

from assembler.dossier import Dossier
from assembler.dossier.jaarplan import Jaarplan
from assembler.dossier.loader import read_text


def plan(name: str, year: int) -> Jaarplan:
    found = example(name).jaren[year].jaarplan
    assert found
    return found


@pytest.mark.parametrize("name", ["concept", "tekenklaar"])
def test_both_tell_the_same_term_and_money(name: str) -> None:
    dossier = example(name)
    assert (dossier.jaar, dossier.overeenkomst.opzegtermijn_maanden) == (2024, 3)
    assert {key: inleg.bedrag for key, inleg in dossier.jaren[2024].inleg.items()} == {
        "flevoland": 40000, "utrecht": 75000, "noord-holland": 50000, "zuid-holland": 70000,
    }  # fmt: skip
    assert dossier.jaren[2023].ingelegd == Decimal(300000)
    assert [partij.tooi for partij in dossier.partijen] == ["pv24", "pv26", "pv27", "pv28"]


@pytest.mark.parametrize("name", ["concept", "tekenklaar"])
def test_both_have_the_whole_annual_plans(name: str) -> None:
    early, late = plan(name, 2023), plan(name, 2024)
    assert (len(early.activiteiten), len(early.planning), len(early.bestuurlijke_momenten)) == (6, 10, 4)
    assert (len(late.activiteiten), len(late.planning), len(late.bestuurlijke_momenten)) == (7, 17, 8)
    assert late.bemensing
    assert late.bemensing.fte_per_partij == Decimal("0.2")


@pytest.mark.parametrize("name", ["concept", "tekenklaar"])
def test_both_have_nine_acts_and_four_to_five_working_days(name: str) -> None:
    terms = example(name).volmacht
    assert len(terms.handelingen) == 9
    assert (terms.reactietermijn.minimaal, terms.reactietermijn.maximaal) == (4, 5)


def test_the_finished_one_says_that_its_numbers_are_fictitious() -> None:
    text = read_text(FOLDER / "tekenklaar" / "dossier.yaml")
    numbers = [
        line for line in text.splitlines() if line.strip().startswith(("kvk_nummer", "rsin", "btw_id", "oin", "iban"))
    ]
    assert len(numbers) == 17
    assert all("fictief" in line for line in numbers)


def test_the_finished_one_shows_every_capacity() -> None:
    capacities = {str(partij.vertegenwoordiging.hoedanigheid) for partij in example("tekenklaar").partijen}
    assert capacities == {"hoofd", "gemachtigde", "portefeuillehouder"}


def test_four_hundred_partijen_load_in_seconds() -> None:
    """The bound is generous; on an ordinary machine it takes less than one second."""
    from time import perf_counter

    text = as_yaml(many(400))
    start = perf_counter()
    Dossier.from_text(text)
    assert perf_counter() - start < 5
