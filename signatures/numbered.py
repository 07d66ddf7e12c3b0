"""A document that bears a number in a series: gap-free, given once, never taken back. Pure facts.

The register knows nothing of what the document says; it is told a series, hashes and facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class NumberedDocument:
    """One document, by the number that was given to it."""

    series: str
    """Within it numbers run 1, 2, 3, … without a gap."""
    volgnummer: int
    number: str
    """The number as it is printed; unique in the workspace."""
    dossier: str
    kind: str
    """What it is, in one word of the caller's."""
    once: str
    """What may be done only once; a second document with the same text here is refused."""
    issued_at: datetime
    by: str
    """Named person who issues."""
    partij: str = ""
    jaar: int | None = None
    about: str = ""
    """Number of the earlier document that this one changes; empty where there is none."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Plain JSON values; amounts as text, for they are exact."""
    files: Mapping[str, str] = field(default_factory=dict)
    """File name to SHA-256 of what was issued under this number."""
