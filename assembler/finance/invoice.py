"""What one partij is invoiced for one year (agreement art. 6.1; Wet OB 1968 art. 35a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from assembler.finance.identifiers import Identifier, buyer_id, endpoint, seller_id

CENT = Decimal("0.01")
TARIEVEN = {"tarief_21": Decimal(21)}
"""Rate in per cent per btw position; a position without a rate bears no btw."""
BETAALTERMIJN = timedelta(days=30)
"""A public body pays within thirty days (BW 6:119b)."""


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


class Rekeningsoort(StrEnum):
    """Kind of document; the value is its code in UNTDID 1001."""

    FACTUUR = "380"
    CREDITNOTA = "381"
    CORRECTIE = "384"
    """An invoice that takes the place of an earlier one."""


@dataclass(frozen=True)
class Deelnemer:
    """Seller or buyer, as an invoice names it."""

    naam: str
    adres: str
    """Street and number of the seat."""
    postcode: str
    plaats: str
    nummer: Identifier | None
    """Legal identity: KvK or OIN."""
    btw_id: str | None
    adres_elektronisch: Identifier | None
    """Where e-invoices are delivered."""
    tav: str | None = None

    @classmethod
    def of(cls, partij: Mapping[str, Any], nummer: Identifier | None) -> "Deelnemer":
        seat, naam = partij["zetel"], str(partij["volledige_naam"])
        return cls(
            naam[:1].upper() + naam[1:],
            str(seat["adres"]),
            str(seat["postcode"]),
            str(seat["plaats"]),
            nummer,
            partij["btw_id"],
            endpoint(partij),
            partij["factuur"]["tav"],
        )


@dataclass(frozen=True)
class Rekeningregel:
    """One line: what it is for, and its amount without btw (EUR, may be zero or negative)."""

    omschrijving: str
    bedrag: Decimal


@dataclass(frozen=True)
class Rekening:
    """One invoice or credit note, complete: what Word, PDF and UBL all say."""

    soort: Rekeningsoort
    nummer: str
    datum: date
    vervaldatum: date
    """Last day of payment; of a credit note, of paying back."""
    periode_van: date
    periode_tot: date
    verkoper: Deelnemer
    koper: Deelnemer
    regels: tuple[Rekeningregel, ...]
    btw_positie: str
    btw_reden: str | None
    """Why no btw is charged; None where it is."""
    referentie: str
    """The buyer's own reference (BT-10)."""
    iban: str
    rekeninghouder: str
    betalingskenmerk: str
    overeenkomst: str
    """Reference of the agreement (BT-12)."""
    kostenplaats: str | None = None
    bij_factuur: str | None = None
    """Number of the earlier invoice that this document credits or replaces."""

    @cached_property
    def bedragen(self) -> Factuur:
        """Net, btw and total over all lines: btw is computed once, over the sum (EN 16931 BR-CO-17)."""
        return invoice(sum((regel.bedrag for regel in self.regels), Decimal("0.00")), self.btw_positie)

    @classmethod
    def of(cls, texts: Mapping[str, Any], overeenkomst: Mapping[str, Any], soort: Rekeningsoort) -> "Rekening":
        """The document whose Word file is filled with ``texts`` (see `assembler.finance.texts`)."""
        seller, buyer = texts["verkoper"], texts["koper"]
        earlier = texts["bij_factuur"]
        return cls(
            soort=soort,
            nummer=texts["nummer"],
            datum=texts["datum"],
            vervaldatum=texts["vervaldatum"],
            periode_van=texts["periode_van"],
            periode_tot=texts["periode_tot"],
            verkoper=Deelnemer.of(seller, seller_id(seller)),
            koper=Deelnemer.of(buyer, buyer_id(buyer)),
            regels=tuple(Rekeningregel(line["omschrijving"], line["bedrag"]) for line in texts["regels"]),
            btw_positie=overeenkomst["btw"]["positie"],
            btw_reden=overeenkomst["btw"]["reden"],
            referentie=texts["referentie"],
            iban=seller["iban"],
            rekeninghouder=seller["rekeninghouder"],
            betalingskenmerk=texts["betalingskenmerk"],
            overeenkomst=overeenkomst["kenmerk"],
            kostenplaats=buyer["factuur"]["kostenplaats"],
            bij_factuur=earlier["nummer"] if earlier else None,
        )
