"""What was issued to one partij: one file, the documents in it, and the prepared signature fields. Frozen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from signatures.facts import SlotId

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points, origin at the lower left corner of the page (ISO 32000-1, 7.9.5)."""


class NoBytesError(Exception):
    """The issued bytes were asked of a pack that was described without them."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"Van het pakket {sha256[:12]} zijn hier alleen de kenmerken bekend, niet het bestand zelf.")


@dataclass(frozen=True)
class DocumentInPack:
    """Where one issued document stands in a pack."""

    uitgifte: str
    """Id of the issue."""
    code: str
    """Document code in the page codes."""
    version: str
    text_hash: str
    """Short hash of the text as the page codes carry it: 12 hexadecimal digits, upper case."""
    first_page: int
    """From 0."""
    pages: int


@dataclass(frozen=True)
class FieldInPack:
    """One prepared signature field."""

    name: str
    """Fully qualified name of the field (ISO 32000-1, 12.7.3.2)."""
    slot: SlotId
    page: int
    """Page of the pack, from 0."""
    rect: Rect


@dataclass(frozen=True)
class PackFacts:
    """One issued file for one partij; its identity is the SHA-256 of the issued bytes."""

    dossier: str
    partij: str
    sha256: str
    documents: tuple[DocumentInPack, ...]
    fields: tuple[FieldInPack, ...]
    issued_at: datetime
    loader: Callable[[], bytes] | None = field(default=None, compare=False, repr=False)
    """Fetches the issued bytes; None where a pack is only described."""

    def load(self) -> bytes:
        """The issued bytes; NoBytesError where the pack is only described."""
        if self.loader is None:
            raise NoBytesError(self.sha256)
        return self.loader()
