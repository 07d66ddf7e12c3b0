"""Amounts between partijen: the vectors of the agreement's articles 6.1 and 6.6."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.finance import account, invoice, largest_remainder

CASH = {"fl": Decimal(40000), "ut": Decimal(75000), "nh": Decimal(50000), "zh": Decimal(70000)}
INVOICED = {key: weight for key, weight in CASH.items() if key != "nh"}
WITH_IN_NATURA = CASH | {"fl": Decimal(65000), "nh": Decimal(75000)}


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        (CASH, {"fl": "3404.25", "nh": "4255.32", "ut": "6382.98", "zh": "5957.45"}),
        (INVOICED, {"fl": "4324.32", "ut": "8108.11", "zh": "7567.57"}),
        (WITH_IN_NATURA, {"fl": "4561.40", "nh": "5263.16", "ut": "5263.16", "zh": "4912.28"}),
    ],
    ids=["key A: all cash", "key B: invoiced partijen", "key C: in natura too"],
)
def test_a_surplus_of_20000_is_divided_by_each_key(weights: dict[str, Decimal], shares: dict[str, str]) -> None:
    assert largest_remainder(Decimal(20000), weights) == {k: Decimal(v) for k, v in shares.items()}


def test_three_cents_go_to_the_three_largest_remainders() -> None:
    assert largest_remainder(Decimal("0.03"), CASH) == {
        "fl": Decimal(0),
        "nh": Decimal("0.01"),
        "ut": Decimal("0.01"),
        "zh": Decimal("0.01"),
    }


def test_equal_remainders_go_in_preamble_order() -> None:
    shares = largest_remainder(Decimal("0.01"), {"b": Decimal(1), "a": Decimal(1)})
    assert shares == {"b": Decimal("0.01"), "a": Decimal(0)}


@given(
    cents=st.integers(0, 10**12),
    weights=st.lists(st.integers(1, 10**9), min_size=1, max_size=400),
)
def test_the_parts_always_add_up_and_stay_within_a_cent_of_the_exact_share(cents: int, weights: list[int]) -> None:
    amount = Decimal(cents) / 100
    named = {str(n): Decimal(w) / 100 for n, w in enumerate(weights)}
    shares = largest_remainder(amount, named)
    assert sum(shares.values()) == amount
    assert all(abs(shares[k] * 100 * sum(weights) - cents * int(w * 100)) < sum(weights) for k, w in named.items())


@pytest.mark.parametrize(("amount", "weights"), [("-1", {"a": "1"}), ("0.001", {"a": "1"}), ("1", {"a": "0"})])
def test_what_cannot_be_divided_is_refused(amount: str, weights: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        largest_remainder(Decimal(amount), {k: Decimal(v) for k, v in weights.items()})


@pytest.mark.parametrize(
    ("netto", "positie", "btw"),
    [
        ("75000", "tarief_21", "15750.00"),
        ("40000", "tarief_21", "8400.00"),
        ("70000", "tarief_21", "14700.00"),
        ("0.50", "tarief_21", "0.11"),
        ("75000", "buiten_reikwijdte", "0.00"),
        ("75000", "vrijgesteld", "0.00"),
    ],
)
def test_btw_follows_the_position_that_the_agreement_chose(netto: str, positie: str, btw: str) -> None:
    factuur = invoice(Decimal(netto), positie)
    assert factuur.btw_bedrag == Decimal(btw)
    assert factuur.totaal == Decimal(netto) + Decimal(btw)
    assert (factuur.btw_tarief is None) == (positie != "tarief_21")


def test_an_overspend_is_reported_and_never_divided() -> None:
    outcome = account([("Communicatie", Decimal(100))], {"Communicatie": Decimal(120)}, CASH)
    assert outcome.restant == Decimal(-20)
    assert outcome.terug_te_betalen == {}


def test_the_account_compares_line_by_line() -> None:
    outcome = account([("A", Decimal(100)), ("B", Decimal(50))], {"A": Decimal(90), "B": Decimal(55)}, CASH)
    assert [r.verschil for r in outcome.regels] == [Decimal(10), Decimal(-5)]
    assert (outcome.begroot_totaal, outcome.besteed_totaal, outcome.restant) == (Decimal(150), Decimal(145), Decimal(5))
    assert sum(outcome.terug_te_betalen.values()) == Decimal(5)
