"""Checking what a person points at: dossiers, templates and finished texts; findings of all of them together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assembler.checks import Finding, Severity, check_file
from assembler.checks.acceptance import divide, may_be_accepted, words_of
from assembler.documents.commenting import Note, with_comments
from assembler.dossier import Dossier, view
from assembler.dossier.aanvaarding import Aanvaarding, with_aanvaardingen
from assembler.dossier.loader import find_file, read_text
from assembler.workflows.errors import MayNotBeAcceptedError, NoSuchFindingError, WhichFindingError
from assembler.workflows.output import write_file
from assembler.workflows.shapes import shape_of

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
        """What ``check --json`` prints."""
        accepted = [
            {**finding.as_dict(), "reason": one.reden, "by": one.door, "on": one.datum.isoformat()}
            for finding, one in self.accepted
        ]
        found = [finding.as_dict() for finding in self.findings]
        return {"findings": found, "accepted": accepted, "checked": list(self.checked)}


def check(paths: Sequence[Path], dossier: Path | None = None) -> Outcome:
    """Findings over every path, in the order given.

    A template is held against the facts of ``dossier``; without one, against the complete example. Findings that the
    dossier (``dossier``, or the one that is checked) says are accepted stand apart.
    """
    loaded = Dossier.load(dossier) if dossier else None
    facts = view.agreement(loaded) if loaded else None
    standing: list[Finding] = []
    accepted: list[tuple[Finding, Aanvaarding]] = []
    for path in paths:
        found = check_file(path, _facts_for(path, facts))
        rest, settled = divide(found, _accepted_in(path, loaded))
        standing += rest
        accepted += settled
    return Outcome(tuple(standing), tuple(accepted), tuple(str(path) for path in paths))


def annotated(outcome: Outcome, out: Path, moment: datetime) -> list[Path]:
    """Write a copy of every Word file that was checked, with each finding as a comment at its place."""
    made = []
    for name in outcome.checked:
        file = Path(name)
        if file.suffix.lower() in (".docx", ".docm", ".dotx"):
            notes = [_note(finding) for finding in outcome.findings if finding.file == name]
            data = with_comments(file.read_bytes(), notes, moment)
            made.append(write_file(out / f"{file.stem}-bevindingen.docx", data))
    return made


def _note(finding: Finding) -> Note:
    paragraph = re.search(r"\balinea (\d+)$", finding.where)
    text = f"{_WEIGHTS[finding.severity]} ({finding.code})\n{finding.message}\n{finding.remedy}"
    return Note(finding.sentence or "", text, int(paragraph[1]) if paragraph else 0)


@dataclass(frozen=True)
class Acceptance:
    """Which findings a person leaves as they are, and why."""

    code: str
    reason: str
    by: str
    on: date
    where: str | None = None
    """Place or message of the finding, or a part of it; None where there is only one."""
    everywhere: bool = False

    def means(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        return self.where is None or _plain(self.where) in _plain(f"{finding.where}\n{finding.message}")


def _plain(text: str) -> str:
    """With single spaces, because nobody types the hard spaces that a sentence is set with."""
    return " ".join(text.split())


def accept(dossier: Path, acceptance: Acceptance, files: Sequence[Path] = ()) -> tuple[Aanvaarding, ...]:
    """Write into the dossier that findings over it, or over ``files`` made from it, are accepted.

    Raises NoSuchFindingError, WhichFindingError (several fit), MayNotBeAcceptedError, DossierError.
    """
    found = [one for one in check([dossier, *files], dossier).findings if one.code == acceptance.code]
    chosen = [one for one in found if acceptance.means(one)]
    if not chosen:
        raise NoSuchFindingError(acceptance.code, acceptance.where, [one.where for one in found])
    if len(chosen) > 1 and not acceptance.everywhere:
        raise WhichFindingError(acceptance.code, [f"{one.where} ({one.message})" for one in chosen])
    if not all(map(may_be_accepted, chosen)):
        raise MayNotBeAcceptedError(acceptance.code)
    made = tuple(_aanvaarding(finding, acceptance) for finding in chosen)
    file = find_file(dossier)
    text = with_aanvaardingen(read_text(file), made)
    Dossier.from_text(text, folder=file.parent, file=file.name)
    write_file(file, text.encode())
    return made


def _aanvaarding(finding: Finding, acceptance: Acceptance) -> Aanvaarding:
    return Aanvaarding(
        code=finding.code,
        bevinding=words_of(finding),
        waar=finding.where or None,
        reden=acceptance.reason,
        door=acceptance.by,
        datum=acceptance.on,
    )


def _accepted_in(path: Path, dossier: Dossier | None) -> tuple[Aanvaarding, ...]:
    if path.is_dir() or path.suffix.lower() in (".yaml", ".yml"):
        return Dossier.load(path).aanvaard
    return dossier.aanvaard if dossier else ()


def _facts_for(path: Path, facts: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The facts of the dossier, with those that only this kind of document has."""
    return {**shape_of(path), **(facts or {})}
