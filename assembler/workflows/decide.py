"""A named person's decision about a returned file."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from assembler.workflows.errors import NoLineOfPartijError, SeveralPartijenError, TwoChoicesError
from assembler.workflows.lines import claim_of, label_of
from signatures import store
from signatures.facts import Inzending, Oordeel, SigningDate, SlotId, Source, Tier, Verdict


def decide(
    inzending: str,
    *,
    accepted: bool,
    by: str,
    at: datetime,
    signed_on: date | None = None,
    reason: str = "",
    partijen: Collection[str] = (),
    lines: Collection[str] = (),
    dates: Mapping[str, date] | None = None,
    all_lines: bool = False,
) -> Oordeel:
    """Record the decision; ``signed_on`` is the handwritten date that the person read.

    ``partijen`` and ``lines``: accept only these, where the file seems to bear other lines too; empty means all.
    ``dates``: the handwritten date of single lines, which goes before ``signed_on``. A line is named by its number in
    `submission`, or by document, partij and number.
    ``all_lines``: the person has seen a signature on every line, also where a scan claims lines of several partijen;
    without it, and without a choice, such a scan is refused with SeveralPartijenError, so that nobody counts as having
    signed by accident.
    Raises IllegalTransition (a rule forbids it), AlreadyDecidedError (somebody was first), NotFoundError,
    UnclearLineError.
    """
    if bool(partijen) + bool(lines) + all_lines > 1:
        raise TwoChoicesError
    stored = store.submission(inzending)
    if accepted and not (partijen or lines or all_lines):
        _require_one_partij(stored.inzending)
    facts = store.facts_of(stored.dossier) if stored.dossier else None
    found = stored.inzending
    chosen = [claim_of(found, facts, which).slot for which in lines] or _of_partijen(inzending, partijen)
    read = tuple(
        (claim_of(found, facts, which).slot, SigningDate(day, Source.TRANSCRIBED))
        for which, day in (dates or {}).items()
    )
    signing = SigningDate(signed_on, Source.TRANSCRIBED) if signed_on else None
    return store.record_decision(Oordeel(inzending, accepted, by, at, signing, reason, tuple(chosen), read))


def _require_one_partij(inzending: Inzending) -> None:
    """On paper nothing but a person's eye says whose line bears a signature."""
    partijen = sorted({claim.slot.partij for claim in inzending.claims})
    if inzending.tier is Tier.T3 and len(partijen) > 1 and inzending.verdict is not Verdict.FAIL:
        raise SeveralPartijenError(inzending.id, partijen)


def accepted_lines(oordeel: Oordeel) -> list[str]:
    """What the lines are called that a decision accepts; none where it refuses."""
    if not oordeel.accepted:
        return []
    stored = store.submission(oordeel.inzending)
    facts = store.facts_of(stored.dossier)
    slots = oordeel.slots or [claim.slot for claim in stored.inzending.claims]
    return [label_of(facts, slot) for slot in slots]


def _of_partijen(inzending: str, partijen: Collection[str]) -> list[SlotId]:
    if not partijen:
        return []
    claims = store.submission(inzending).inzending.claims
    found = [claim.slot for claim in claims if claim.slot.partij in partijen]
    if missing := sorted(set(partijen) - {slot.partij for slot in found}):
        raise NoLineOfPartijError(inzending, missing)
    return found
