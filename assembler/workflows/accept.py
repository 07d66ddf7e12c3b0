"""Leaving a finding as it is, with a reason that is kept in the dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assembler.checks import Finding
from assembler.checks.acceptance import may_be_accepted, words_of
from assembler.dossier import Dossier
from assembler.dossier.aanvaarding import Aanvaarding, with_aanvaardingen
from assembler.dossier.loader import find_file, read_text
from assembler.workflows.check import check
from assembler.workflows.errors import MayNotBeAcceptedError, NoSuchFindingError, WhichFindingError
from assembler.workflows.output import write_file


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
