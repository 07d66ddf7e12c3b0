"""What an invoice to a partij must carry beyond its name and seat."""

from __future__ import annotations

from enum import StrEnum

from assembler.dossier.feit import Feit
from assembler.dossier.identificatie import EFactuurId, Patroon, Postcode, Reeks
from assembler.dossier.tekst import Regel

PATRONEN = {"pv26": r"^41\d{8}$", "pv30": r"^45\d{8}$"}
"""Form that a buyer is known to ask of a reference, by its TOOI code: Utrecht and Noord-Brabant, ten digits."""


class Profiel(StrEnum):
    """Specification that an e-invoice follows."""

    NLCIUS = "nlcius"
    PEPPOL = "peppol"


class Factuurgegevens(Feit):
    """Billing details; the address is that of the seat unless given here."""

    referentie: Regel | None = None
    """The buyer's own reference (obligation number)."""
    kostenplaats: Regel | None = None
    referentie_patroon: Patroon | None = None
    """Regular expression that the reference must match."""
    tav: Regel | None = None
    adres: Regel | None = None
    postcode: Postcode | None = None
    plaats: Regel | None = None
    e_factuur_id: EFactuurId | None = None
    """Peppol participant: ``0106:`` + KvK or ``0190:`` + OIN."""
    profiel: Profiel | None = None
    """Specification of the e-invoices to this partij; absent: NLCIUS."""
    reeks: Reeks | None = None
    """For the penvoerder: what its invoice numbers begin with; absent: its key."""
