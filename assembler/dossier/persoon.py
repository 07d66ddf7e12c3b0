"""People: signers, heads, secretaries and contacts."""

from __future__ import annotations

from assembler.dossier.feit import Feit
from assembler.dossier.tekst import Regel


class Persoon(Feit):
    """A natural person by name; ``aanhef`` ("de heer", "mevrouw") may be left out."""

    naam: Regel | None = None
    aanhef: Regel | None = None


class Contactpersoon(Feit):
    """An official who can be reached."""

    naam: Regel | None = None
    functie: Regel | None = None
    email: Regel | None = None
    telefoon: Regel | None = None
