"""Anchoring the head of the log with a timestamp (RFC 3161), and keeping what came of it, failures too."""

import base64
from dataclasses import dataclass, replace
from datetime import datetime

from signatures.log import Entry, Head, digest
from signatures.log.anchor import TimestampError, fetch_token
from signatures.store import models, rows
from signatures.store.failing import sentences
from signatures.store.journal import log_head, writing
from signatures.store.rows import AnchorFact


@dataclass(frozen=True)
class Anchored:
    """What asking for a timestamp gave."""

    head: Head
    fact: AnchorFact

    @property
    def succeeded(self) -> bool:
        return not self.fact.failure


def anchor_log(server: str, at: datetime, *, by: str = "tekenklaar", timeout: float = 20) -> Anchored:
    """Have the head of the log stamped by the server; a failure is recorded, never hidden, and never stops the work."""
    head = log_head()
    fact = _stamped(head, server, at, timeout)
    entry = Entry(at, by, "verankering mislukt" if fact.failure else "verankerd", str(head), note=fact.failure)
    with writing(entry) as log:
        models.Anchor.objects.create(**vars(fact))
        log(replace(entry, fact=digest(fact)))
    return Anchored(head, fact)


def anchors() -> tuple[AnchorFact, ...]:
    """Every attempt at anchoring, oldest first."""
    with sentences():
        return tuple(map(rows.anchor_fact, models.Anchor.objects.order_by("id")))


def _stamped(head: Head, server: str, at: datetime, timeout: float) -> AnchorFact:
    try:
        stamp = fetch_token(head.hash, server, timeout)
    except TimestampError as wrong:
        return AnchorFact(head.seq, head.hash, at, server, "", None, str(wrong))
    token = base64.b64encode(stamp.token).decode()
    return AnchorFact(head.seq, head.hash, at, server, token, stamp.stamped_at, "")
