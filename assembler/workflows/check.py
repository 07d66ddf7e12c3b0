"""Checking what a person points at: dossiers, templates and finished agreements; findings of all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

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
    findings = [
        finding
        for path in paths
        for finding in check_file(path, {**shape_of(path), **facts} if facts else None, partial(shape_of, path))
    ]
    return Outcome(tuple(findings), tuple(str(path) for path in paths))
