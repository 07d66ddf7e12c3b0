"""Checking what a person points at: dossiers, templates and finished texts; findings of all of them together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from assembler.checks import Finding, Severity
from assembler.checks.acceptance import divide
from assembler.checks.agreement.word_reader import from_word
from assembler.checks.file import examine
from assembler.checks.sets import Member, check_set
from assembler.documents.commenting import Note, with_comments
from assembler.dossier import Dossier, view
from assembler.dossier.aanvaarding import Aanvaarding
from assembler.workflows.assemble import Assembly
from assembler.workflows.output import write_file
from assembler.workflows.shapes import shape_of, sparse_of
from assembler.workflows.stukken import stukken

COMPARED = ("samenwerkingsovereenkomst", "verlenging", "jaarplan", "volmacht")
"""Kinds of document of which the dossier itself says what they must hold."""
_WEIGHTS = {Severity.ERROR: "Fout", Severity.WARNING: "Waarschuwing", Severity.INFO: "Ter controle"}


@dataclass(frozen=True)
class Outcome:
    """Findings, those accepted before with their acceptance, and the names of the files that were checked."""

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Aanvaarding], ...]
    checked: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """What ``check --json`` prints; ``accepted`` only where something was."""
        accepted = [
            {**finding.as_dict(), "reason": one.reden, "by": one.door, "on": one.datum.isoformat()}
            for finding, one in self.accepted
        ]
        found = {"findings": [finding.as_dict() for finding in self.findings], "checked": list(self.checked)}
        return {**found, "accepted": accepted} if accepted else found


def check(paths: Sequence[Path], dossier: Path | None = None) -> Outcome:
    """Findings over every path, in the order given, then those between finished documents.

    A template is held against the facts of ``dossier``; without one, against the complete example. Finished documents
    are held against each other, and with ``dossier`` against what it says. Findings that the dossier (``dossier``, or
    the one that is checked) says are accepted stand apart.
    """
    loaded = Dossier.load(dossier) if dossier else None
    facts = view.agreement(loaded) if loaded else None
    standing: list[Finding] = []
    accepted: list[tuple[Finding, Aanvaarding]] = []
    members: list[Member] = []
    for path in paths:
        checked = examine(path, shape=partial(_facts_for, path, facts), sparse=partial(sparse_of, path))
        members += [Member(str(path), checked.agreement)] if checked.agreement else []
        _sort_out(checked.findings, checked.dossier or loaded, standing, accepted)
    between = check_set([*(_own_members(loaded) if loaded and members else ()), *members])
    _sort_out(between, loaded, standing, accepted)
    return Outcome(tuple(standing), tuple(accepted), tuple(str(path) for path in paths))


def _sort_out(
    found: Iterable[Finding],
    dossier: Dossier | None,
    standing: list[Finding],
    accepted: list[tuple[Finding, Aanvaarding]],
) -> None:
    rest, apart = divide(found, dossier.aanvaard if dossier else ())
    standing += rest
    accepted += apart


def _own_members(dossier: Dossier) -> Iterator[Member]:
    """The documents as the dossier makes them: what others are held against."""
    assembly = Assembly.of(dossier)
    for stuk in stukken(assembly.facts):
        if stuk.soort in COMPARED:
            yield Member(stuk.key, from_word(assembly.fill(stuk)), reference=True)


def annotated(outcome: Outcome, out: Path, moment: datetime) -> list[Path]:
    """Write a copy of every Word file that was checked, with each finding as a comment at its place."""
    made = []
    for name in outcome.checked:
        file = Path(name)
        if file.is_file() and (data := file.read_bytes()).startswith(b"PK"):
            notes = [_note(finding) for finding in outcome.findings if finding.file == name]
            data = with_comments(data, notes, moment)
            made.append(write_file(out / f"{file.stem}-bevindingen.docx", data))
    return made


def _note(finding: Finding) -> Note:
    paragraph = re.search(r"\balinea (\d+)$", finding.where)
    text = f"{_WEIGHTS[finding.severity]} ({finding.code})\n{finding.message}\n{finding.remedy}"
    return Note(finding.sentence or "", text, int(paragraph[1]) if paragraph else 0)


def _facts_for(path: Path, facts: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The facts of the dossier, with those that only this kind of document has."""
    return {**shape_of(path), **(facts or {})}
