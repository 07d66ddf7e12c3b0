"""Dividing what is left: exact to the cent for any number of partijen, and fair."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assembler.finance.invoice import btw_over
from assembler.finance.settlement import Gefactureerd, credited, divide, largest_remainder, weights_by

AMOUNTS = st.integers(0, 10**10).map(lambda cents: Decimal(cents) / 100)
WEIGHTS = st.lists(st.integers(0, 10**9).map(lambda c: Decimal(c) / 100), min_size=2, max_size=400).filter(any)


def named(weights: list[Decimal]) -> dict[str, Decimal]:
    return {str(number): weight for number, weight in enumerate(weights)}


@given(AMOUNTS, WEIGHTS)
def test_the_parts_add_up_to_the_cent(amount: Decimal, weights: list[Decimal]) -> None:
    assert sum(largest_remainder(amount, named(weights)).values()) == amount


@given(AMOUNTS, WEIGHTS)
def test_who_contributes_more_never_gets_less(amount: Decimal, weights: list[Decimal]) -> None:
    shares = largest_remainder(amount, named(weights))
    ordered = sorted(zip(weights, shares.values(), strict=True))
    assert all(less <= more for (one, less), (other, more) in pairwise(ordered) if one < other)


@given(AMOUNTS, st.lists(st.integers(1, 10**6), min_size=2, max_size=40, unique=True), st.randoms())
def test_the_order_of_the_partijen_changes_nothing_but_a_tie(amount: Decimal, weights: list[int], chance) -> None:
    whole = sum(weights)
    keyed = {str(weight): Decimal(weight) for weight in weights}
    rests = [int(amount * 100) * weight % whole for weight in weights]
    if len(set(rests)) < len(rests):
        return  # a tie, which goes in preamble order
    mixed = list(keyed.items())
    chance.shuffle(mixed)
    assert largest_remainder(amount, dict(mixed)) == largest_remainder(amount, keyed)


@given(WEIGHTS)
def test_of_nothing_everybody_gets_nothing(weights: list[Decimal]) -> None:
    assert set(largest_remainder(Decimal("0.00"), named(weights)).values()) == {Decimal(0)}
    assert divide(Decimal("0.00"), named(weights), {}) == ()


@given(st.integers(2, 400), AMOUNTS)
def test_the_penvoerder_keeps_its_share_and_all_others_are_credited(count: int, amount: Decimal) -> None:
    weights = named([Decimal(100)] * count)
    shares = divide(amount, weights, {})
    paid = credited(shares, "0")
    kept = next((share.bedrag for share in shares if share.partij == "0"), Decimal(0))
    assert sum((share.bedrag for share in paid), Decimal(0)) + kept == amount
    assert all(share.bedrag > 0 and share.partij != "0" for share in paid)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_btw_of_invoice_less_credit_is_that_of_what_remains_to_a_cent(net: int, credit: int) -> None:
    invoiced, back = Decimal(max(net, credit)) / 100, Decimal(min(net, credit)) / 100
    left = btw_over(invoiced, "tarief_21") - btw_over(back, "tarief_21")
    assert abs(left - btw_over(invoiced - back, "tarief_21")) <= Decimal("0.01")
    assert btw_over(invoiced, "tarief_21") - btw_over(invoiced, "tarief_21") == 0


def entry(key: str, cash: str | None, *kind: str | None) -> dict[str, object]:
    values = [None if value is None else Decimal(value) for value in kind]
    return {
        "partij": {"sleutel": key, "volledige_naam": f"provincie {key}"},
        "bedrag": "open" if cash is None else Decimal(cash),
        "in_natura": [{"waarde": value} for value in values],
        "in_natura_totaal": sum((value for value in values if value is not None), Decimal(0)),
    }


def test_each_key_weighs_what_it_says() -> None:
    year = {"inleg": [entry("fl", "40000", "25000"), entry("nh", "50000", "25000"), entry("ut", "75000")]}
    assert weights_by("A", year, "nh") == {"fl": 40000, "nh": 50000, "ut": 75000}
    assert weights_by("B", year, "nh") == {"fl": 40000, "ut": 75000}
    assert weights_by("C", year, "nh") == {"fl": 65000, "nh": 75000, "ut": 75000}


def test_an_invoice_stays_beside_its_share() -> None:
    invoice = Gefactureerd("ut", "F-1", date(2024, 3, 1), Decimal(10), "tarief_21")
    (share,) = divide(Decimal(5), {"ut": Decimal(1)}, {"ut": invoice})
    assert share.factuur is invoice
