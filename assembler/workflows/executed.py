"""After the last signature: the executed copy.

It is made from what was recorded, never from a dossier that may have changed since: the texts frozen at issue, the
files that came back, the facts.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.dossier import Dossier
from assembler.pages import Part, convert, document_code, engine_named
from assembler.pages.executed import ExecutedPlan, Original, ReadingPart, build_executed
from assembler.workflows.assemble import Assembly
from assembler.workflows.errors import NotSignedError
from assembler.workflows.looks import looks
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.effect import InstrumentState, InstrumentStatus, instrument_states
from signatures.facts import Facts, Kind, Uitgifte
from signatures.overview import overview

if TYPE_CHECKING:
    from signatures.store.reading import StoredAanbieding

OVERVIEW = Stuk("ondertekeningsoverzicht")
_SIGNED = (InstrumentStatus.EXECUTED, InstrumentStatus.ENDED, InstrumentStatus.DISPUTED)
_LABELS = {Kind.SAMENWERKINGSOVEREENKOMST: "SOK-", Kind.VERLENGING: "Verlenging-", Kind.VOLMACHT: "Volmacht-"}


def executed_copy(dossier: str, at: datetime, *, engine: str = "embedded") -> bytes:
    """The executed copy of everything in a dossier that is fully signed, as known at ``at``; PDF/A-3b.

    Raises NotSignedError while nothing is fully signed, NotFoundError for an unknown dossier.
    """
    facts = store.facts_of(dossier)
    states = [state for state in instrument_states(facts, at) if state.status in _SIGNED]
    if not states:
        raise NotSignedError(dossier)
    issues = {key: issue for issue in store.aanbiedingen(dossier) for key in issue.uitgiften}
    assembly = frozen_assembly(issues[states[0].uitgifte.id])
    head = str(store.log_head())
    overzicht = overview(facts, at, head, [state.uitgifte.id for state in states])
    return build_executed(
        ExecutedPlan(
            title=f"{states[0].uitgifte.title}, ondertekend exemplaar",
            cover=_cover(assembly, overzicht, at, engine),
            documents=tuple(_reading(state, issues[state.uitgifte.id]) for state in states),
            originals=tuple(_originals(facts, states)),
            moment=at,
            log_head=head,
        )
    )


def frozen_assembly(issue: "StoredAanbieding") -> Assembly:
    """The facts as they were frozen at issue."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "dossier.yaml"
        path.write_bytes(store.kept_bytes(issue.files["dossier.yaml"]))
        return Assembly.of(Dossier.load(path), concept=False)


def frozen_text(uitgifte: Uitgifte, issue: "StoredAanbieding") -> bytes:
    """The finished PDF of an issue, before page codes."""
    return store.kept_bytes(issue.files[f"{uitgifte.document}.pdf"])


def _cover(assembly: Assembly, overzicht: Mapping[str, object], at: datetime, engine: str) -> Part:
    title = assembly.title(OVERVIEW)
    filled = assembly.fill(OVERVIEW, overzicht=overzicht)
    return Part(
        title=title,
        pdf=convert(filled, engine, title=title, moment=at, validate=False),
        code=document_code(str(assembly.facts["overeenkomst"]["kenmerk"]), "Overzicht"),
        label="Overzicht-",
        version=str(assembly.facts["overeenkomst"]["versie"]),
        engine=engine_named(engine).version,
    )


def _reading(state: InstrumentState, issue: "StoredAanbieding") -> ReadingPart:
    uitgifte, text = state.uitgifte, frozen_text(state.uitgifte, issue)
    part = Part(
        title=uitgifte.title,
        pdf=text,
        code=uitgifte.code,
        label=_LABELS[uitgifte.kind],
        version=uitgifte.version,
        to_sign=True,
        engine=dict(issue.versions).get("motor", ""),
    )
    return ReadingPart(part, tuple(looks(state, text)))


def _originals(facts: Facts, states: Iterable[InstrumentState]) -> Iterator[Original]:
    """Every accepted file on which a line rests, once, with the documents that it signs."""
    signs: dict[str, dict[str, None]] = {}
    names = dict(facts.names)
    for state in states:
        for slot in state.slots:
            if slot.fill:
                partij = names.get(slot.slot.id.partij, slot.slot.id.partij)
                signs.setdefault(slot.fill.inzending.id, {})[f"{partij}: {state.uitgifte.title}"] = None
    for inzending, documents in signs.items():
        stored = store.submission(inzending).inzending
        yield Original(stored.name, store.submission_bytes(inzending), "; ".join(documents))
