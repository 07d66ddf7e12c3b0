"""What goes into a pack: finished PDFs, files attached to it, and what the manifest says about them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """A file embedded in a pack byte for byte."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"
    description: str = ""
    relationship: str = "Source"
    """Its relation to the pack: Source, Data, Alternative, Supplement or Unspecified (ISO 19005-3, annex E)."""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Part:
    """One document of a pack: a finished PDF without page codes."""

    title: str
    pdf: bytes
    code: str
    """Document code for the page codes, see ``document_code``."""
    label: str
    """Prefix of the page labels, such as ``SOK-``."""
    version: str = "1.0"
    to_sign: bool = False
    engine: str = ""
    """Name and version of the engine that made it; empty for a file supplied by the user."""
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)

    @property
    def sha256(self) -> str:
        """The identity of the text: SHA-256 of the PDF before codes, as in the manifest and (cut) in the page codes."""
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class PartFacts:
    """What a manifest says about one part."""

    title: str
    code: str
    version: str
    label: str
    pages: int
    sha256: str
    to_sign: bool
    engine: str
    attachments: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each attachment that belongs to the part."""

    @classmethod
    def of(cls, part: Part, pages: int) -> "PartFacts":
        attached = tuple((attachment.name, attachment.sha256) for attachment in part.attachments)
        return cls(
            part.title, part.code, part.version, part.label, pages, part.sha256, part.to_sign, part.engine, attached
        )

    def listed(self, first: int) -> dict[str, Any]:
        """The entry of the manifest; ``first`` is its first page in the pack, from 1."""
        return {
            "titel": self.title,
            "code": self.code,
            "versie": self.version,
            "eerste_bladzijde": first,
            "bladzijden": self.pages,
            "sha256": self.sha256,
            "te_ondertekenen": self.to_sign,
            "motor": self.engine or None,
            "bijgevoegd": [{"naam": name, "sha256": sha256} for name, sha256 in self.attachments],
        }


def manifest(parts: Sequence[PartFacts], **about: object) -> bytes:
    """The manifest of a pack as canonical JSON: sorted keys, UTF-8. Keys are Dutch: jurists read it."""
    listed, first = [], 1
    for part in parts:
        listed.append(part.listed(first))
        first += part.pages
    content: Mapping[str, object] = {"manifest": 1, **about, "stukken": listed}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
