"""What is issued in one go: all of it becomes fact, or none."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from signatures.facts import Uitgifte
from signatures.packs import PackFacts
from signatures.store.files import sha256_of


@dataclass(frozen=True)
class Aanbieding:
    """The documents issued together, the packs they go out in, and everything they were made from."""

    dossier: str
    partijen: tuple[str, ...]
    """Keys in preamble order."""
    penvoerder: str
    names: tuple[tuple[str, str], ...]
    """(partij key, full name)."""
    uitgiften: tuple[Uitgifte, ...]
    packs: tuple[tuple[PackFacts, bytes], ...]
    """With the issued bytes."""
    issued_at: datetime
    by: str
    """Named person who issues."""
    versions: tuple[tuple[str, str], ...] = ()
    """(template or program, version or hash): what was frozen beside the facts and the text."""
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """(name, bytes) of everything frozen: the dossier, the texts, the finished documents before page codes."""

    def frozen(self) -> dict[str, Any]:
        """What the log hashes: the whole act, files and packs by their hash."""
        return {
            "dossier": self.dossier,
            "partijen": self.partijen,
            "penvoerder": self.penvoerder,
            "names": self.names,
            "uitgiften": [u.id for u in self.uitgiften],
            "packs": [p.sha256 for p, _ in self.packs],
            "issued_at": self.issued_at,
            "by": self.by,
            "versions": self.versions,
            "files": {name: sha256_of(data) for name, data in self.files},
        }
