"""Invoices to test with: complete, fictitious, and one fact away from any other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assembler.finance.identifiers import Identifier
from assembler.finance.invoice import Deelnemer, Rekening, Rekeningregel, Rekeningsoort

VERKOPER = Deelnemer(
    "Provincie Noord-Holland",
    "Dreef 3",
    "2012 HR",
    "Haarlem",
    Identifier("0106", "00000027"),
    "NL999902702B01",
    Identifier("0190", "00000099999902702000"),
)
KOPER = Deelnemer(
    "Provincie Utrecht",
    "Archimedeslaan 6",
    "3584 BA",
    "Utrecht",
    Identifier("0190", "00000099999902611000"),
    "NL999902611B01",
    Identifier("0190", "00000099999902611000"),
    "Financiële administratie",
)


def regels(*bedragen: str) -> tuple[Rekeningregel, ...]:
    """Lines with these amounts in EUR."""
    return tuple(Rekeningregel(f"Bijdrage {number}", Decimal(b)) for number, b in enumerate(bedragen, 1))


FACTUUR = Rekening(
    soort=Rekeningsoort.FACTUUR,
    nummer="NH-F2024-0001",
    datum=date(2024, 3, 1),
    vervaldatum=date(2024, 3, 31),
    periode_van=date(2024, 1, 1),
    periode_tot=date(2024, 12, 31),
    verkoper=VERKOPER,
    koper=KOPER,
    regels=regels("75000.00"),
    btw_positie="tarief_21",
    btw_reden=None,
    referentie="4100002601",
    iban="NL65TEST0000002401",
    rekeninghouder="Provincie Noord-Holland",
    betalingskenmerk="NH-F2024-0001",
    overeenkomst="PTB-2024-01",
    kostenplaats="6120",
)
CREDITNOTA = replace(
    FACTUUR,
    soort=Rekeningsoort.CREDITNOTA,
    nummer="NH-C2024-0001",
    regels=regels("6382.98"),
    bij_factuur="NH-F2024-0001",
)
CORRECTIE = replace(FACTUUR, soort=Rekeningsoort.CORRECTIE, nummer="NH-F2024-0002", bij_factuur="NH-F2024-0001")
REDENEN = {
    "tarief_21": None,
    "buiten_reikwijdte": "De bijdrage is geen vergoeding voor een prestatie",
    "vrijgesteld": "Artikel 11 van de Wet op de omzetbelasting 1968",
}
"""Every btw position, with a reason where there is none."""


def rekening(positie: str = "tarief_21", **facts: Any) -> Rekening:
    """The invoice in a btw position, with other facts."""
    return replace(FACTUUR, btw_positie=positie, btw_reden=REDENEN[positie], **facts)
