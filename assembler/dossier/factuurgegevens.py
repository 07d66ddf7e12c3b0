"""What an invoice to a partij must carry beyond its name and seat."""

from __future__ import annotations

from assembler.dossier.feit import Feit
from assembler.dossier.identificatie import EFactuurId, Patroon, Postcode
from assembler.dossier.tekst import Regel


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
