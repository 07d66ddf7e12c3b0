"""Checking what a person points at: a dossier, a template; findings of all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assembler.checks import Finding, check_facts, check_template
from assembler.dossier import Dossier, view
from assembler.workflows.errors import UnknownFileKindError
from assembler.workflows.places import EXAMPLES
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
    """Findings over every path, in the order given; ``dossier`` gives the facts that a template is held against."""
    facts = dossier_facts(dossier) if dossier else None
    findings = [finding for path in paths for finding in _findings(path, facts)]
    return Outcome(tuple(findings), tuple(str(path) for path in paths))


def check_one_template(path: Path) -> Outcome:
    """Findings over one Word template, held against the facts of the complete example dossier."""
    return Outcome(_template_findings(path, None), (str(path),))


def _findings(path: Path, facts: Mapping[str, Any] | None) -> tuple[Finding, ...]:
    if path.is_dir() or path.suffix.lower() in (".yaml", ".yml"):
        found = check_facts(Dossier.load(path))
        return tuple(replace(finding, file=str(path)) for finding in found)
    if path.suffix.lower() in (".docx", ".dotx", ".docm"):
        return _template_findings(path, facts)
    raise UnknownFileKindError(path)


def _template_findings(path: Path, facts: Mapping[str, Any] | None) -> tuple[Finding, ...]:
    shape = facts if facts is not None else shape_of(path)
    return tuple(replace(finding, file=str(path)) for finding in check_template(path, shape))


def dossier_facts(path: Path = EXAMPLES / "tekenklaar") -> Mapping[str, Any]:
    """Every field that any template may use, with the values of one dossier."""
    return view.agreement(Dossier.load(path))
