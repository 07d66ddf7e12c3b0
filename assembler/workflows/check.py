"""Checking what a person points at: dossiers and templates; findings of all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assembler.checks import Finding, check_file
from assembler.dossier import Dossier, view
from assembler.workflows.shapes import shape_of


@dataclass(frozen=True)
class Outcome:
    """Findings, and the names of the files that were checked."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def check(paths: Sequence[Path], dossier: Path | None = None) -> Outcome:
    """Findings over every path, in the order given.

    A template is held against the facts of ``dossier``; without one, against the complete example.
    """
    facts = view.agreement(Dossier.load(dossier)) if dossier else None
    findings = [finding for path in paths for finding in check_file(path, _facts_for(path, facts))]
    return Outcome(tuple(findings), tuple(str(path) for path in paths))


def _facts_for(path: Path, facts: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The facts of the dossier, with those that only this kind of document has."""
    return {**shape_of(path), **(facts or {})}
