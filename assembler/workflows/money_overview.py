"""Who was invoiced and credited over a year, and what is owed: from the dossier and the register."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assembler.dossier import Dossier
from assembler.finance.account_texts import lead_of
from assembler.finance.overview import Boeking, Regel, Stand, regel, totals
from assembler.finance.overview_tables import as_csv, as_xlsx
from assembler.finance.settlement_objections import year_of
from assembler.workflows.assemble import Assembly, Facts
from assembler.workflows.errors import RefusedError
from assembler.workflows.issue import dossier_key
from assembler.workflows.numbered import invoiced
from assembler.workflows.settle import settled
from signatures.numbered import NumberedDocument


class NoSuchYearError(RefusedError):
    """An overview of a year of which the dossier knows nothing."""

    def __init__(self, jaar: int, known: list[int]) -> None:
        years = ", ".join(map(str, known)) or "geen enkel jaar"
        super().__init__(f"jaren: Over {jaar} staat niets in het dossier; kies uit {years}, of vul dat jaar in.")


@dataclass(frozen=True)
class Overzicht:
    """One year of one dossier."""

    dossier: str
    jaar: int
    standen: tuple[Stand, ...]

    @property
    def rows(self) -> tuple[Regel, ...]:
        return tuple(map(regel, self.standen))

    @property
    def total(self) -> Regel:
        return totals(self.rows)

    def csv(self) -> bytes:
        return as_csv(self.rows)

    def xlsx(self) -> bytes:
        return as_xlsx(self.rows, self.jaar)

    def as_dict(self) -> dict[str, Any]:
        """Plain values; amounts in EUR as text."""
        return {
            "dossier": self.dossier,
            "year": self.jaar,
            "partijen": [_as_dict(stand) for stand in self.standen],
            "total": {"contribution": _text(self.total.inleg), "balance": _text(self.total.saldo)},
        }


def overview(path: Path, jaar: int) -> Overzicht:
    """Raises DossierError, and NoSuchYearError for a year that the dossier does not know."""
    assembly = Assembly.of(Dossier.load(path))
    facts, key = assembly.facts, dossier_key(assembly.facts)
    year = year_of(facts, jaar)
    if year is None:
        raise NoSuchYearError(jaar, [entry["jaar"] for entry in facts["jaren"]])
    invoices = {each.partij: _booked(each) for each in invoiced(key, jaar)}
    credits = {each.partij: _booked(each) for each in settled(key, jaar) if each.kind == "creditnota"}
    standen = [_stand(facts, year, entry, invoices, credits) for entry in year["inleg"]]
    return Overzicht(key.strip("\ue000\ue001"), jaar, tuple(standen))


def _stand(facts: Facts, year: Facts, entry: Facts, invoices: dict[str, Boeking], credits: dict[str, Boeking]) -> Stand:
    partij, amount = entry["partij"], entry["bedrag"]
    key, naam = partij["sleutel"], str(partij["volledige_naam"])
    return Stand(
        partij=key,
        naam=naam[:1].upper() + naam[1:],
        penvoerder=key == lead_of(facts, year),
        inleg=amount if isinstance(amount, Decimal) else None,
        factuur=invoices.get(key),
        creditnota=credits.get(key),
    )


def _booked(document: NumberedDocument) -> Boeking:
    facts = document.facts
    day, due = date.fromisoformat(facts["datum"]), date.fromisoformat(facts["vervaldatum"])
    return Boeking(document.number, day, due, Decimal(facts["netto"]), Decimal(facts["btw_bedrag"]))


def _as_dict(stand: Stand) -> dict[str, Any]:
    return {
        "partij": stand.partij,
        "name": stand.naam,
        "penvoerder": stand.penvoerder,
        "contribution": _text(stand.inleg),
        "invoice": _document(stand.factuur),
        "credit_note": _document(stand.creditnota),
        "balance": None if stand.penvoerder else _text(stand.saldo),
    }


def _document(booked: Boeking | None) -> dict[str, Any] | None:
    if booked is None:
        return None
    return {
        "number": booked.nummer,
        "date": booked.datum.isoformat(),
        "due": booked.vervaldatum.isoformat(),
        "net": str(booked.netto),
        "vat": str(booked.btw),
        "total": str(booked.totaal),
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
