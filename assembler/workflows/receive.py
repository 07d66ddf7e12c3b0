"""Taking returned files in: kept as they came, checked, recorded with what checking gave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assembler.workflows.looks import look_name
from signatures import store
from signatures.evidence.checking import check
from signatures.evidence.trust import TrustList
from signatures.evidence.verdict import Outcome
from signatures.facts import Facts, Inzending


@dataclass(frozen=True)
class Received:
    """One returned file as recorded, and the full outcome of its check."""

    inzending: Inzending
    outcome: Outcome
    dossier: str

    def as_dict(self) -> dict[str, Any]:
        """What ``receive --json`` shows of it."""
        facts = store.facts_of(self.dossier) if self.dossier else None
        issues = {u.id: u for u in facts.uitgiften} if facts else {}
        named = [issues[claim.slot.uitgifte] for claim in self.inzending.claims if claim.slot.uitgifte in issues]
        pages = self.outcome.pages
        return {
            "id": self.inzending.id,
            "file": self.inzending.name,
            "sha256": self.inzending.sha256,
            "tier": self.inzending.tier.value,
            "verdict": self.inzending.verdict.value,
            "instrument": named[0].document if named else None,
            "version": named[0].version if named else None,
            "partij": self.outcome.partijen[0] if self.outcome.partijen else None,
            "slots": [f"{c.slot.partij}.{c.slot.line}" for c in self.inzending.claims],
            "pages": {"expected": pages.expected, "found": pages.found, "missing": list(pages.missing)},
            "checks": dict(self.inzending.checks),
            "reasons": list(self.inzending.reasons),
        }


def receive(files: Iterable[Path], trust: TrustList, at: datetime, by: str) -> Iterator[Received]:
    """Take the files in, one by one; a file that cannot be judged is kept and says why."""
    for file in files:
        yield receive_one(file.name, file.read_bytes(), trust, at, by)


def receive_one(name: str, data: bytes, trust: TrustList, at: datetime, by: str) -> Received:
    """Keep one file, check it, record the outcome."""
    store.receive(data, name, at, by)
    packs = store.packs()
    outcome = check(data, name, packs, at, trust)
    dossiers = {pack.dossier for pack in packs if pack.sha256 in outcome.packs}
    dossier = dossiers.pop() if len(dossiers) == 1 else ""
    inzending = outcome.inzending(store.submission_id(outcome.sha256, at))
    files = {look_name(p.slot): p.png for p in outcome.pictures if p.slot}
    recorded = store.record_submission(inzending, data, by=by, dossier=dossier, details=_details(outcome), files=files)
    return Received(recorded, outcome, dossier)


def _details(outcome: Outcome) -> dict[str, Any]:
    return {"trust": outcome.trust_version, "packs": list(outcome.packs)}


def facts_about(inzending: str) -> Facts:
    """Everything recorded about the dossier that a submission belongs to."""
    return store.facts_of(store.submission(inzending).dossier)
