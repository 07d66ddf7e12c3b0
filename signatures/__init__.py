"""Who has to sign what.

This package knows no templates and no dossier model: it is told which documents bear which signature lines, and
answers with slots. It never imports `assembler`.
"""

from signatures.slot import Slot, slots_of

__all__ = ["Slot", "slots_of"]
