"""The workspace: where issues, returned files and the log are kept."""

import os
from collections.abc import Mapping
from pathlib import Path

from signatures import store
from signatures.evidence.trust import TrustFolder

DEFAULT = Path("tekenklaar-data")
TRUST = "vertrouwen"


def open_workspace(home: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """Open the workspace at ``home``, else ``TEKENKLAAR_HOME``, else ./tekenklaar-data; returns its folder.

    ``DATABASE_URL`` names a PostgreSQL database; without it the workspace has an SQLite file of its own.
    """
    folder = home or Path(environment.get("TEKENKLAAR_HOME") or DEFAULT)
    store.setup(folder, environment.get("DATABASE_URL") or None)
    return folder


def existing_workspace(environment: Mapping[str, str] = os.environ) -> Path | None:
    """`open_workspace`, where there is one; a command that only reads makes none."""
    folder = Path(environment.get("TEKENKLAAR_HOME") or DEFAULT)
    if environment.get("DATABASE_URL") or (folder / "db.sqlite3").exists():
        return open_workspace(environment=environment)
    return None


def trust_of(folder: Path) -> TrustFolder:
    """The folder with the roots that are trusted; made, with its how-to, where it is missing."""
    return TrustFolder.create(folder / TRUST)
