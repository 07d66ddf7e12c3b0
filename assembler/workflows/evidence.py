"""The evidence of each instrument of a dossier, as folders that verify themselves."""

import base64
import platform
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assembler import __version__
from signatures import store
from signatures.effect import InstrumentState, instrument_states
from signatures.evidence.bundle import Evidence, Returned, Stamped, write_bundle
from signatures.evidence.trust import TrustList
from signatures.facts import Facts
from signatures.status import status

LIBRARIES = ("pyhanko", "pyhanko-certvalidator", "cryptography", "pypdfium2", "zxing-cpp", "pikepdf", "pypdf")


def write_evidence(dossier: str, out: Path, trust: TrustList, at: datetime) -> dict[Path, str]:
    """Write a bundle per instrument of the dossier below ``out``; folder → SHA-256 of its manifest.

    Raises NotFoundError for an unknown dossier, BundleExistsError for a folder that is not empty.
    """
    facts = store.facts_of(dossier)
    made = {}
    for state in instrument_states(facts, at):
        folder = out / f"{state.uitgifte.document}-{state.uitgifte.version}-{state.uitgifte.id[:8]}"
        made[folder] = write_bundle(evidence_of(facts, state, trust, at), folder)
    return made


def evidence_of(facts: Facts, state: InstrumentState, trust: TrustList, at: datetime) -> Evidence:
    """Everything recorded about one instrument."""
    issue = next(each for each in store.aanbiedingen(facts.dossier) if state.uitgifte.id in each.uitgiften)
    packs = [pack for pack in store.packs(facts.dossier) if _holds(state, [d.uitgifte for d in pack.documents])]
    return Evidence(
        state=state,
        packs=tuple((pack, pack.load()) for pack in packs),
        returned=tuple(_returned(facts, state)),
        recorded=store.recorded_facts(),
        log=tuple(store.log_rows()),
        status=status(facts, at),
        trust=trust,
        tools=dict(tools()),
        made_at=at,
        texts={name: store.kept_bytes(issue.files[name]) for name in _frozen(state) if name in issue.files},
        anchors=tuple(Stamped(a.seq, base64.b64decode(a.token)) for a in store.anchors() if a.token),
        names=dict(facts.names),
    )


def _holds(state: InstrumentState, documents: list[str]) -> bool:
    return state.uitgifte.id in documents


def _frozen(state: InstrumentState) -> tuple[str, str]:
    """Names under which the facts and the text of an instrument were frozen at issue."""
    return "dossier.yaml", f"{state.uitgifte.document}.pdf"


def _returned(facts: Facts, state: InstrumentState) -> Iterator[Returned]:
    """What came back for the instrument, and what came back for the dossier without being anything."""
    for stored in store.submissions(facts.dossier):
        claimed = {claim.slot.uitgifte for claim in stored.inzending.claims}
        if not claimed or state.uitgifte.id in claimed:
            files = {name: store.kept_bytes(sha256) for name, sha256 in stored.files.items()}
            yield Returned(stored.inzending, store.submission_bytes(stored.inzending.id), stored.details, files)


def tools() -> Iterator[tuple[str, str]]:
    """The program, and the libraries that judge, each with its version."""
    yield "tekenklaar", __version__
    yield "python", platform.python_version()
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue
