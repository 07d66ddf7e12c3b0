"""The whole main job on the example cooperation, without questions."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from assembler.workflows.check import Outcome, check
from assembler.workflows.draft import Choice, draft
from assembler.workflows.executed import executed_copy
from assembler.workflows.new import copy_example
from assembler.workflows.output import write_file
from assembler.workflows.pack import pack
from assembler.workflows.progress import Progress, silent
from assembler.workflows.receive import Received
from assembler.workflows.rehearsal import DECIDED, Rehearsal
from assembler.workflows.rehearsal_money import MoneyRehearsal
from assembler.workflows.standing import standing
from assembler.workflows.workspace import open_workspace
from signatures import store


@dataclass(frozen=True)
class Step:
    """One step of the demonstration: what was done, what came of it, where it is and how long it took."""

    what: str
    outcome: str
    place: Path
    seconds: float


def demo(out: Path, *, engine: str = "embedded", progress: Progress = silent) -> list[Step]:
    """Check the open and the complete example, draft every document of both, bind the packs of the complete one."""
    concept, ready = out / "dossier-concept", out / "dossier-tekenklaar"

    def dossiers() -> str:
        copy_example("concept", concept)
        copy_example("tekenklaar", ready)
        return "twee voorbeelden: concept (met open punten) en tekenklaar"

    def drafts() -> str:
        made = draft(ready, out / "concepten", Choice(), pdf_engine=engine, progress=progress)
        return _kinds(made)

    def open_drafts() -> str:
        made = draft(concept, out / "concepten-open", Choice(), pdf_engine=engine, progress=progress)
        return f"{_kinds(made)}, open punten gemarkeerd"

    def packs() -> str:
        made = pack(ready, out / "pakketten", engine=engine, progress=progress)
        return f"{len(made)} tekenpakketten (PDF/A-3)"

    signing = Signing(ready, out, engine, progress)
    money = MoneyRehearsal(ready, out / "geld", engine, progress)
    return [
        _timed("Dossiers klaarzetten", out, dossiers),
        _timed("Dossier concept controleren", concept, lambda: _findings(check([concept]))),
        _timed("Dossier tekenklaar controleren", ready, lambda: _findings(check([ready]))),
        _timed("Concepten met open punten", out / "concepten-open", open_drafts),
        _timed("Concepten van alle stukken", out / "concepten", drafts),
        _timed("Tekenpakketten", out / "pakketten", packs),
        _timed("Uitgeven", out / "ondertekening" / "uitgegeven", signing.issue),
        _timed("Ondertekenen met proefcertificaten", out / "ondertekening" / "teruggestuurd", signing.sign),
        _timed("Ontvangen en controleren", out / "ondertekening" / "teruggestuurd", signing.receive),
        _timed("Beslissen", out / "ondertekening", signing.decide),
        _timed("Ondertekend exemplaar", out / "ondertekening", signing.executed),
        *(_timed(what, place, work) for what, place, work in money.steps()),
    ]


class Signing:
    """The part of the demonstration that goes on from issue until the agreement is in force."""

    def __init__(self, dossier: Path, out: Path, engine: str, progress: Progress) -> None:
        self._out = out / "ondertekening"
        shutil.rmtree(self._out / "werkmap", ignore_errors=True)
        self._rehearsal = Rehearsal(dossier, self._out, engine, progress)
        self._engine = engine
        self._dossier = ""
        self._files: list[Path] = []
        self._taken: list[Received] = []

    def issue(self) -> str:
        open_workspace(self._out / "werkmap", {})
        self._dossier = self._rehearsal.issue()
        return f"{len(store.packs(self._dossier))} pakketten uitgegeven, {self._outstanding()} handtekeningen gevraagd"

    def _outstanding(self) -> int:
        return int(standing(self._dossier, DECIDED)[0]["outstanding"])

    def sign(self) -> str:
        self._files = self._rehearsal.sign(self._dossier)
        return f"{len(self._files) - 1} digitaal ondertekend, 1 op papier en gescand"

    def receive(self) -> str:
        self._taken = self._rehearsal.receive(self._files)
        counts = Counter(received.inzending.verdict.value for received in self._taken)
        return f"{counts['pass']} in orde, {counts['indeterminate']} ter beoordeling, {counts['fail']} fout"

    def decide(self) -> str:
        self._rehearsal.decide(self._taken)
        agreement = standing(self._dossier, DECIDED)[0]["instruments"][0]
        return f"in werking op {agreement['took_effect_on']}, werkt terug tot {agreement['works_back_to']}"

    def executed(self) -> str:
        made = write_file(
            self._out / "ondertekend-exemplaar.pdf", executed_copy(self._dossier, DECIDED, engine=self._engine)
        )
        return f"{made.name}, met de ondertekende originelen erin"


def _timed(what: str, place: Path, work: Callable[[], str]) -> Step:
    start = perf_counter()
    outcome = work()
    return Step(what, outcome, place, perf_counter() - start)


def _findings(outcome: Outcome) -> str:
    counts = Counter(str(finding.severity) for finding in outcome.findings)
    return f"{counts['error']} fouten, {counts['warning']} waarschuwingen, {counts['info']} ter controle"


def _kinds(made: list[Path]) -> str:
    counts = Counter(path.suffix for path in made)
    return f"{counts['.docx']} Word-bestanden en {counts['.pdf']} PDF's"
