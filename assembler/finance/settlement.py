"""Dividing an amount over partijen in proportion, so that the parts add up to the cent (agreement art. 6.6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

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


@dataclass(frozen=True)
class Gefactureerd:
    """The invoice of one partij over the year that counts: the last one, where it was corrected."""

    partij: str
    nummer: str
    datum: date
    netto: Decimal
    """EUR without btw."""
    btw_positie: str


@dataclass(frozen=True)
class Aandeel:
    """What is left for one partij. The penvoerder keeps its own; every other is credited on its invoice."""

    partij: str
    gewicht: Decimal
    """The contribution that counts by the key, EUR."""
    bedrag: Decimal
    """Share of the surplus, EUR without btw."""
    factuur: Gefactureerd | None


def weights_by(key: str, year: Mapping[str, Any], penvoerder: str) -> dict[str, Decimal]:
    """Weight of each partij in the division of a surplus, preamble order, by key A, B or C (agreement art. 6.6).

    What is open, or stated without a value, weighs nothing; `unknown_weights` tells of it.
    """
    shares = {entry["partij"]["sleutel"]: _weight(entry, key) for entry in year["inleg"]}
    if key == "B":
        shares.pop(penvoerder, None)
    return {sleutel: weight for sleutel, weight in shares.items() if weight > 0}


def _weight(entry: Mapping[str, Any], key: str) -> Decimal:
    parts = [entry["bedrag"], entry["in_natura_totaal"]] if key == "C" else [entry["bedrag"]]
    return sum((part for part in parts if isinstance(part, Decimal)), Decimal("0.00"))


def unknown_weights(key: str, year: Mapping[str, Any]) -> tuple[str, ...]:
    """Full names of the partijen of which a contribution that counts by this key is not known."""
    return tuple(
        entry["partij"]["volledige_naam"]
        for entry in year["inleg"]
        if not isinstance(entry["bedrag"], Decimal) or (key == "C" and _without_value(entry))
    )


def _without_value(entry: Mapping[str, Any]) -> bool:
    return any(not isinstance(part["waarde"], Decimal) for part in entry["in_natura"])


def divide(
    restant: Decimal, weights: Mapping[str, Decimal], invoices: Mapping[str, Gefactureerd]
) -> tuple[Aandeel, ...]:
    """The share of every partij that counts by the key, in preamble order; none where nothing is left."""
    shares = largest_remainder(restant, weights) if restant > 0 and weights else {}
    return tuple(Aandeel(key, weights[key], share, invoices.get(key)) for key, share in shares.items())


def credited(shares: Iterable[Aandeel], penvoerder: str) -> tuple[Aandeel, ...]:
    """The shares that are paid back: not the penvoerder's, and nothing of zero cents."""
    return tuple(share for share in shares if share.partij != penvoerder and share.bedrag > 0)
