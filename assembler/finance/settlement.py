"""Dividing an amount over partijen in proportion, so that the parts add up to the cent (agreement art. 6.6)."""

from collections.abc import Mapping
from decimal import Decimal

CENT = Decimal("0.01")


def largest_remainder(amount: Decimal, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Divide ``amount`` (EUR, whole cents, not negative) over the keys of ``weights`` in proportion to their weight.

    Each key gets the whole cents of its exact share; the cents that are left go one by one to the largest remainders,
    ties in the order of ``weights`` (the preamble order). Nothing is rounded twice: shares are compared as integers.

    Raises ValueError for a negative amount, a fraction of a cent, or weights that are not positive in total.
    """
    cents = _cents(amount)
    total = sum(weights.values(), Decimal(0))
    if cents < 0 or total <= 0 or min(weights.values()) < 0:
        raise ValueError("only a non-negative amount can be divided, over weights with a positive total")
    scaled = {key: int(weight * 100) for key, weight in weights.items()}
    whole = sum(scaled.values())
    floors = {key: cents * weight // whole for key, weight in scaled.items()}
    left = cents - sum(floors.values())
    by_remainder = sorted(scaled, key=lambda key: -(cents * scaled[key] % whole))
    for key in by_remainder[:left]:
        floors[key] += 1
    return {key: CENT * share for key, share in floors.items()}


def _cents(amount: Decimal) -> int:
    if amount != amount.quantize(CENT):
        raise ValueError(f"{amount} is no whole number of cents")
    return int(amount * 100)
