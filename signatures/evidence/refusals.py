"""Outcomes for files that were not judged: refused at the gate, or not to be read. And: which pack begins a file."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from signatures.evidence.errors import GateError
from signatures.evidence.verdict import Judgement, Line, Outcome
from signatures.facts import Tier
from signatures.packs import PackFacts


def refused(data: bytes, name: str, received_at: datetime, refusal: GateError) -> Outcome:
    """T4: not taken in, with the reason."""
    judgement = Judgement(Line.INTEGRITY, Line.TRUST, Line.REVOCATION, Line.TIME)
    judgement.fail(Line.LINEAGE, refusal.what, refusal.remedy)
    return _bare(data, name, received_at, Tier.T4, judgement)


def unreadable(data: bytes, name: str, received_at: datetime, sentence: str, tier: Tier = Tier.T4) -> Outcome:
    """Nothing could be established: indeterminate on every line, and a person has to look."""
    judgement = Judgement()
    judgement.doubt(Line.LINEAGE, sentence, "Kijk zelf naar het bestand of vraag de partij het opnieuw te sturen.")
    return _bare(data, name, received_at, tier, judgement)


def issued_in(data: bytes, packs: Sequence[PackFacts]) -> tuple[PackFacts, bytes] | None:
    """The pack whose issued bytes stand at the beginning of the file; the longest, should there be more."""
    found = [(pack, issued) for pack in packs if data.startswith(issued := pack.load())]
    return max(found, key=lambda match: len(match[1]), default=None)


def _bare(data: bytes, name: str, received_at: datetime, tier: Tier, judgement: Judgement) -> Outcome:
    return Outcome(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        received_at=received_at,
        tier=tier,
        lines=judgement.lines,
        remarks=judgement.remarks,
    )
