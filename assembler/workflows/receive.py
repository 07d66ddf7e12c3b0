"""Taking returned files in: kept as they came, checked, recorded with what checking gave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assembler.workflows.looks import look_name
from signatures import store
from signatures.evidence.checking import check
from signatures.evidence.holders import Signatory, hold_names
from signatures.evidence.trust import TrustList
from signatures.evidence.verdict import Outcome, Picture
from signatures.facts import Inzending, SlotId
from signatures.store.files import sha256_of


@dataclass(frozen=True)
class Received:
    """One returned file as recorded, and the full outcome of its check."""

    inzending: Inzending
    outcome: Outcome
    dossier: str

    def as_dict(self) -> dict[str, Any]:
        """What ``receive --json`` shows of it."""
        pages = self.outcome.pages
        return submission_dict(self.inzending, self.dossier, (pages.expected, pages.found, list(pages.missing)))


def submission_dict(inzending: Inzending, dossier: str, pages: tuple[int, int, list[int]]) -> dict[str, Any]:
    """A submission in plain values, as ``receive --json`` and ``submission --json`` show it."""
    facts = store.facts_of(dossier) if dossier else None
    issues = {u.id: u for u in facts.uitgiften} if facts else {}
    named = [issues[claim.slot.uitgifte] for claim in inzending.claims if claim.slot.uitgifte in issues]
    expected, found, missing = pages
    return {
        "id": inzending.id,
        "file": inzending.name,
        "sha256": inzending.sha256,
        "tier": inzending.tier.value,
        "verdict": inzending.verdict.value,
        "instrument": named[0].document if named else None,
        "version": named[0].version if named else None,
        "partij": inzending.partijen[0] if inzending.partijen else None,
        "pages": {"expected": expected, "found": found, "missing": missing},
        "checks": dict(inzending.checks),
        "reasons": list(inzending.reasons),
    }


def receive(files: Iterable[Path], trust: TrustList, at: datetime, by: str) -> Iterator[Received]:
    """Take the files in, one by one; a file that cannot be judged is kept and says why.

    First comes what was kept earlier and never checked, because the program was stopped in between; sent in again, such
    a file is not taken in twice.
    """
    resumed = set()
    for received in check_waiting(trust, at, by):
        resumed.add(received.inzending.sha256)
        yield received
    for file in files:
        data = file.read_bytes()
        if sha256_of(data) not in resumed:
            yield receive_one(file.name, data, trust, at, by)


def check_waiting(trust: TrustList, at: datetime, by: str) -> Iterator[Received]:
    """Check what was kept earlier and never checked; what another process checks meanwhile is left to it."""
    for waiting in store.unchecked():
        try:
            yield _judge(waiting.name, waiting.load(), trust, waiting.received_at, at, by)
        except store.AlreadyRecordedError:
            continue


def receive_one(name: str, data: bytes, trust: TrustList, at: datetime, by: str) -> Received:
    """Keep one file, check it, record the outcome. A file that was kept before and never checked keeps that moment."""
    kept = store.receive(data, name, at, by)
    return _judge(name, data, trust, kept.received_at, at, by)


def _judge(name: str, data: bytes, trust: TrustList, received_at: datetime, at: datetime, by: str) -> Received:
    packs = store.packs()
    outcome = check(data, name, packs, received_at, trust)
    dossiers = {pack.dossier for pack in packs if pack.sha256 in outcome.packs}
    dossier = dossiers.pop() if len(dossiers) == 1 else ""
    outcome = hold_names(outcome, _signatories(dossier))
    key = store.submission_id(outcome.sha256, received_at)
    inzending = outcome.inzending(key, at if at != received_at else None)
    recorded = store.record_submission(
        inzending, data, by=by, dossier=dossier, details=_details(outcome), files=dict(_files(outcome))
    )
    return Received(recorded, outcome, dossier)


def _signatories(dossier: str) -> dict[SlotId, Signatory]:
    """Who has to sign on each line of a dossier."""
    if not dossier:
        return {}
    facts = store.facts_of(dossier)
    names = dict(facts.names)
    slots = (slot for uitgifte in facts.uitgiften for slot in uitgifte.slots)
    return {slot.id: Signatory(slot.signatory, names.get(slot.id.partij, slot.id.partij)) for slot in slots}


def _details(outcome: Outcome) -> dict[str, Any]:
    pages = outcome.pages
    return {
        "trust": outcome.trust_version,
        "packs": list(outcome.packs),
        "pages": [pages.expected, pages.found, list(pages.missing)],
        "pictures": [[_file_name(picture, n), picture.caption] for n, picture in enumerate(outcome.pictures, 1)],
    }


def _files(outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    for number, picture in enumerate(outcome.pictures, 1):
        yield _file_name(picture, number), picture.png


def _file_name(picture: Picture, number: int) -> str:
    return look_name(picture.slot) if picture.slot else f"bladzijde-{number:02}.png"
