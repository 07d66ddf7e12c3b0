"""Who has to sign what, what came back, and what follows from it.

This package knows no templates and no dossier model: it is told which documents bear which signature lines, and
answers with slots, status and effect. It never imports `assembler`.
"""

from signatures.effect import ForCounselError, in_force
from signatures.slot import Slot, slots_of
from signatures.status import status

__all__ = ["ForCounselError", "Slot", "in_force", "slots_of", "status"]
