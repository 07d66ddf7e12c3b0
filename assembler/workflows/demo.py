"""The whole main job on the example cooperation, without questions."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from assembler.workflows.check import Outcome, check
from assembler.workflows.draft import Choice, draft
from assembler.workflows.new import copy_example
from assembler.workflows.pack import pack
from assembler.workflows.progress import Progress, silent


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

    return [
        _timed("Dossiers klaarzetten", out, dossiers),
        _timed("Dossier concept controleren", concept, lambda: _findings(check([concept]))),
        _timed("Dossier tekenklaar controleren", ready, lambda: _findings(check([ready]))),
        _timed("Concepten met open punten", out / "concepten-open", open_drafts),
        _timed("Concepten van alle stukken", out / "concepten", drafts),
        _timed("Tekenpakketten", out / "pakketten", packs),
    ]


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
