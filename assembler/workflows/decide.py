"""A named person's decision about a returned file."""

from datetime import date, datetime

from signatures import store
from signatures.facts import Oordeel, SigningDate, Source


def decide(
    inzending: str, *, accepted: bool, by: str, at: datetime, signed_on: date | None = None, reason: str = ""
) -> Oordeel:
    """Record the decision; ``signed_on`` is the handwritten date that the person read.

    Raises IllegalTransition (a rule forbids it), AlreadyDecidedError (somebody was first), NotFoundError.
    """
    signing = SigningDate(signed_on, Source.TRANSCRIBED) if signed_on else None
    return store.record_decision(Oordeel(inzending, accepted, by, at, signing, reason))
