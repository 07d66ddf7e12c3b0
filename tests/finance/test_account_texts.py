"""What an account says: of every partij while they are few, of the own share and all others together while many."""

from decimal import Decimal
from typing import Any

import pytest

from assembler.finance.account_texts import MOST_ROWS, concise, division


def texts(count: int) -> dict[str, Any]:
    partijen = [{"sleutel": f"p{n}", "volledige_naam": f"gemeente {n}"} for n in range(count)]
    return {
        "inleg": [
            {"partij": p, "bedrag": Decimal(n + 1), "is_penvoerder": n == 0, "factuur": None, "groep": False}
            for n, p in enumerate(partijen)
        ],
        "terug_te_betalen": [
            {"partij": p, "gewicht": Decimal(n + 1), "bedrag": Decimal("0.10"), "blijft": n == 0}
            for n, p in enumerate(partijen)
        ],
        "verkort": False,
    }


@pytest.mark.parametrize(("count", "rows"), [(2, 2), (MOST_ROWS, MOST_ROWS), (MOST_ROWS + 1, 3), (400, 3)])
def test_the_sums_stay_the_same_however_many_are_named(count: int, rows: int) -> None:
    whole, shown = texts(count), concise(texts(count), "p1")
    assert len(shown["inleg"]) == len(shown["terug_te_betalen"]) == rows
    assert shown["verkort"] is (count > MOST_ROWS)
    for table, column in (("inleg", "bedrag"), ("terug_te_betalen", "gewicht"), ("terug_te_betalen", "bedrag")):
        assert sum(row[column] for row in shown[table]) == sum(row[column] for row in whole[table])


def test_the_file_with_the_division_names_everybody() -> None:
    assert division(texts(400)).decode("utf-8-sig").count("Gemeente ") == 400
