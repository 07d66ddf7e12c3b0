"""Who still has to sign what, and whether it is in force: derived from what was recorded."""

from datetime import datetime
from pathlib import Path
from typing import Any

from assembler.dossier import Dossier, view
from assembler.workflows.issue import dossier_key
from signatures import store
from signatures.status import status


def standing(dossier: str | None, known_as_of: datetime) -> list[dict[str, Any]]:
    """The status of one dossier, or of all that were issued, by what was known at a moment."""
    found = [store.facts_of(key_of(dossier))] if dossier else store.facts_remembered().values()
    return [status(facts, known_as_of) for facts in found]


def key_of(dossier: str) -> str:
    """The key of a dossier that is named by its reference, or by the folder or file it stands in."""
    path = Path(dossier)
    if path.exists():
        return dossier_key(view.agreement(Dossier.load(path)))
    return dossier
