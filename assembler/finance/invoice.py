"""What one partij is invoiced for one year (agreement art. 6.1; Wet OB 1968 art. 35a)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
TARIEVEN = {"tarief_21": Decimal(21)}
"""Rate in per cent per btw position; a position without a rate bears no btw."""


@dataclass(frozen=True)
class Factuur:
    """The amounts of one invoice, all in EUR with two decimals."""

    netto: Decimal
    btw_tarief: Decimal | None
    """Per cent; None where no btw is due (outside scope, exempt)."""
    btw_bedrag: Decimal
    totaal: Decimal


def btw_over(netto: Decimal, positie: str) -> Decimal:
    """The btw over ``netto`` in the given position, rounded half up to the cent (Uitvoeringsbesluit OB art. 5a)."""
    tarief = TARIEVEN.get(positie, Decimal(0))
    return (netto * tarief / 100).quantize(CENT, ROUND_HALF_UP)


def invoice(netto: Decimal, positie: str) -> Factuur:
    """Net, btw and total of one contribution."""
    btw = btw_over(netto, positie)
    return Factuur(netto, TARIEVEN.get(positie), btw, netto + btw)
