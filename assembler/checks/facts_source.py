"""How a rule over facts says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assembler.checks.finding import Finding, Severity
from assembler.dossier import Dossier
from assembler.dossier.mistakes import Path, written

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Remark:
    """A finding before it knows its file: what a rule yields."""

    code: str
    severity: Severity
    path: Path
    message: str
    remedy: str

    def in_file(self, file: str) -> Finding:
        """The finding itself."""
        return Finding(self.code, self.severity, file, written(self.path), None, self.message, self.remedy)


Remarks = Iterator[Remark]
Rule = Callable[[Dossier], Remarks]
"""A pure function from facts to remarks."""
