"""Per year and partij: what it contributes, what it was invoiced and credited, and what it then owes. Pure.

Whether an invoice was paid is known to the bank and to nobody here: the balance is what is owed by the documents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Boeking:
    """One document as it was booked; EUR."""

    nummer: str
    datum: date
    vervaldatum: date
    netto: Decimal
    btw: Decimal

    @property
    def totaal(self) -> Decimal:
        return self.netto + self.btw


@dataclass(frozen=True)
class Stand:
    """Where one partij stands over one year."""

    partij: str
    naam: str
    penvoerder: bool
    inleg: Decimal | None
    """Contribution in cash, EUR; None while it is open."""
    factuur: Boeking | None = None
    creditnota: Boeking | None = None

    @property
    def saldo(self) -> Decimal:
        """What is owed to the penvoerder by the documents: invoiced less credited, with btw; EUR."""
        invoiced = self.factuur.totaal if self.factuur else ZERO
        return invoiced - (self.creditnota.totaal if self.creditnota else ZERO)


@dataclass(frozen=True)
class Regel:
    """One row of the overview, cell by cell; None where there is nothing."""

    partij: str
    inleg: Decimal | None
    factuur: str | None
    factuurdatum: date | None
    vervaldatum: date | None
    gefactureerd: Decimal | None
    btw: Decimal | None
    totaal: Decimal | None
    creditnota: str | None
    creditdatum: date | None
    gecrediteerd: Decimal | None
    btw_credit: Decimal | None
    totaal_credit: Decimal | None
    saldo: Decimal | None


HEADINGS = (
    "Partij",
    "Inleg in geld",
    "Factuur",
    "Factuurdatum",
    "Betalen voor of op",
    "Gefactureerd zonder btw",
    "Btw",
    "Gefactureerd met btw",
    "Creditnota",
    "Datum creditnota",
    "Gecrediteerd zonder btw",
    "Btw creditnota",
    "Gecrediteerd met btw",
    "Saldo met btw",
)
"""Above the cells of a Regel, in its order."""
Cell = str | date | Decimal | None


def regel(stand: Stand) -> Regel:
    """The row of one partij."""
    factuur, credit = stand.factuur, stand.creditnota
    return Regel(
        partij=f"{stand.naam} (penvoerder)" if stand.penvoerder else stand.naam,
        inleg=stand.inleg,
        factuur=factuur.nummer if factuur else None,
        factuurdatum=factuur.datum if factuur else None,
        vervaldatum=factuur.vervaldatum if factuur else None,
        gefactureerd=factuur.netto if factuur else None,
        btw=factuur.btw if factuur else None,
        totaal=factuur.totaal if factuur else None,
        creditnota=credit.nummer if credit else None,
        creditdatum=credit.datum if credit else None,
        gecrediteerd=credit.netto if credit else None,
        btw_credit=credit.btw if credit else None,
        totaal_credit=credit.totaal if credit else None,
        saldo=None if stand.penvoerder else stand.saldo,
    )


def totals(rows: Sequence[Regel]) -> Regel:
    """The row below the others: each column of amounts added up."""
    amounts = {field.name: _sum(getattr(row, field.name) for row in rows) for field in fields(Regel)}
    nothing = dict.fromkeys(("factuur", "factuurdatum", "vervaldatum", "creditnota", "creditdatum"))
    return Regel(**{**amounts, **nothing, "partij": "Totaal"})  # type: ignore[arg-type]


def _sum(cells: Iterable[object]) -> Decimal | None:
    amounts = [cell for cell in cells if isinstance(cell, Decimal)]
    return sum(amounts, ZERO) if amounts else None


def cells(row: Regel) -> tuple[Cell, ...]:
    """The cells of a row, in the order of the headings."""
    return tuple(getattr(row, field.name) for field in fields(Regel))
