"""What a check has to say: one finding per mistake, in words for the person who can mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: while an error stands, nothing is issued."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One finding; the fields are those of ``check --json``."""

    code: str
    """Stable, dotted: ``facts.sum-mismatch``; explained in ``docs/findings.md``."""
    severity: Severity
    file: str
    where: str
    """Field path in the file, or part + artikel + paragraph of a document."""
    sentence: str | None
    """The text that the finding is about; None for facts."""
    message: str
    """What is the matter, one Dutch sentence."""
    remedy: str
    """What to do about it, one Dutch sentence."""

    def as_dict(self) -> dict[str, str | None]:
        """Plain values in the order of ``check --json``."""
        return {key: str(value) if value is not None else None for key, value in asdict(self).items()}
