"""A named person's decision about a returned file."""

from collections.abc import Collection
from datetime import date, datetime

from assembler.workflows.errors import NoLineOfPartijError
from signatures import store
from signatures.facts import Oordeel, SigningDate, Source


def decide(
    inzending: str,
    *,
    accepted: bool,
    by: str,
    at: datetime,
    signed_on: date | None = None,
    reason: str = "",
    partijen: Collection[str] = (),
) -> Oordeel:
    """Record the decision; ``signed_on`` is the handwritten date that the person read.

    ``partijen``: accept only the lines of these, where the file seems to bear lines of others too; empty means all.
    Raises IllegalTransition (a rule forbids it), AlreadyDecidedError (somebody was first), NotFoundError.
    """
    signing = SigningDate(signed_on, Source.TRANSCRIBED) if signed_on else None
    claims = store.submission(inzending).inzending.claims if partijen else ()
    lines = tuple(claim.slot for claim in claims if claim.slot.partij in partijen)
    if partijen and not lines:
        raise NoLineOfPartijError(inzending, sorted(partijen))
    return store.record_decision(Oordeel(inzending, accepted, by, at, signing, reason, lines))
