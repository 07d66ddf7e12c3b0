"""The penvoerder's account over a year: budget against spending, and what goes back (agreement art. 6.5 and 6.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assembler.finance.settlement import largest_remainder


@dataclass(frozen=True)
class Regel:
    """One begroting line with its outcome; amounts in EUR. ``verschil`` is positive where less was spent."""

    post: str
    begroot: Decimal
    besteed: Decimal

    @property
    def verschil(self) -> Decimal:
        return self.begroot - self.besteed


@dataclass(frozen=True)
class Verantwoording:
    """Lines, totals and the division of what is left."""

    regels: tuple[Regel, ...]
    restant: Decimal
    """What is left of the begroting as a whole, EUR; negative where more was spent than budgeted."""
    terug_te_betalen: Mapping[str, Decimal]
    """Refund per partij key; empty where nothing is left."""

    @property
    def begroot_totaal(self) -> Decimal:
        return sum((r.begroot for r in self.regels), Decimal(0))

    @property
    def besteed_totaal(self) -> Decimal:
        return sum((r.besteed for r in self.regels), Decimal(0))


def account(
    begroting: Sequence[tuple[str, Decimal]],
    realisatie: Mapping[str, Decimal],
    weights: Mapping[str, Decimal],
) -> Verantwoording:
    """Compare spending with the begroting, and divide a surplus over ``weights`` (key of art. 6.6, preamble order).

    An overspend is not divided: the agreement has no clause for it.
    """
    regels = tuple(Regel(post, begroot, realisatie.get(post, Decimal(0))) for post, begroot in begroting)
    restant = sum((r.verschil for r in regels), Decimal(0))
    refunds = largest_remainder(restant, weights) if restant > 0 else {}
    return Verantwoording(regels, restant, refunds)
