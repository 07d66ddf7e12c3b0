"""The extension of the agreement, agreed in writing by all partijen."""

from __future__ import annotations

from enum import StrEnum

from assembler.dossier.feit import Feit
from assembler.dossier.tekst import Regel
from assembler.dossier.tijd import Datum


class Volmachten(StrEnum):
    """What becomes of the volmachten."""

    VOORTGEZET = "voortgezet"
    VERNIEUWD = "vernieuwd"


class Verlenging(Feit):
    """Facts of one extension."""

    kenmerk: Regel | None = None
    versie: Regel = "1.0"
    einddatum: Datum | None = None
    """New last day."""
    overleg: Datum | None = None
    """Day on which the partijen consulted on the extension."""
    overeenkomst_getekend_op: Datum | None = None
    """Day on which the original agreement was signed last."""
    volmachten: Volmachten | None = None
