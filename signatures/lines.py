"""The state of one signature line, derived from what came in for it. Pure."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from signatures.admission import obstacle, signing_date
from signatures.facts import Claim, Inzending, Oordeel, SigningDate, SlotFact, Source, Uitgifte
from signatures.illegal import AuthorisationLapsedError, IllegalTransition
from signatures.known import Known

_STRENGTH = {source: place for place, source in enumerate(Source)}


class SlotStatus(StrEnum):
    """States of a signature line."""

    OUTSTANDING = "outstanding"
    SATISFIED = "satisfied"
    DECLINED = "declined"
    """The partij said that it will not sign, or took its signature back."""
    INVALIDATED = "invalidated"
    """It was accepted, and proved to count for nothing."""
    VOID = "void"
    """The issue was replaced or withdrawn; nothing signed under it counts."""


class Fill(NamedTuple):
    """An accepted submission that counts for a line."""

    signing: SigningDate
    inzending: Inzending
    signer: str
    decided_at: datetime


class SlotState(NamedTuple):
    """One signature line at a moment."""

    slot: SlotFact
    status: SlotStatus
    since: datetime
    """When it was recorded that it became so."""
    fill: Fill | None = None
    reason: str = ""
    """Why it was declined, invalidated or made void; Dutch, from whoever recorded it or from the rule."""
    pending: Inzending | None = None
    """Newest submission for this line on which nobody has decided yet."""
    refused: Oordeel | None = None
    """Newest decision not to accept a submission for this line."""
    taken_back: bool = False
    """Declined after having been accepted."""
    obstacle: IllegalTransition | None = None
    """The rule that a recorded acceptance breaks; the acceptance then counts for nothing."""

    @property
    def signed_on(self) -> date | None:
        return self.fill.signing.day if self.fill else None


class _Setback(NamedTuple):
    at: datetime
    status: SlotStatus
    reason: str
    taken_back: bool = False
    obstacle: IllegalTransition | None = None


def slot_state(known: Known, uitgifte: Uitgifte, slot: SlotFact) -> SlotState:
    """The state of a line: void with its issue, else satisfied by the earliest signature that stands, else what the
    partij or a later finding last said of it, else outstanding."""
    ending = known.endings.get(uitgifte.id)
    if ending is not None:
        return SlotState(slot, SlotStatus.VOID, ending.at, reason=ending.reason)
    claims = known.claims.get(slot.id)
    if not claims and slot.id.partij not in known.refusing:
        return SlotState(slot, SlotStatus.OUTSTANDING, uitgifte.issued_at)
    return _judged(known, uitgifte, slot, claims or [])


def _judged(known: Known, uitgifte: Uitgifte, slot: SlotFact, claims: list[tuple[Inzending, Claim]]) -> SlotState:
    fills: list[Fill] = []
    setbacks = _words(known, slot)
    pending: Inzending | None = None
    refused: Oordeel | None = None
    for inzending, claim in claims:
        oordeel = known.oordelen.get(inzending.id)
        if oordeel is None:
            if refusal_after(known, slot, inzending) is None:
                pending = max(filter(None, (pending, inzending)), key=lambda one: one.received_at)
        elif not oordeel.accepted:
            refused = max(filter(None, (refused, oordeel)), key=lambda one: one.decided_at)
        elif not oordeel.slots or slot.id in oordeel.slots:
            outcome = _accepted(known, uitgifte, slot, (inzending, claim, oordeel))
            if isinstance(outcome, Fill):
                fills.append(outcome)
            elif outcome is not None:
                setbacks.append(outcome)
    if fills:
        return _satisfied(slot, fills)
    if setbacks:
        last = max(setbacks, key=lambda setback: setback.at)
        return SlotState(
            slot, last.status, last.at, None, last.reason, pending, refused, last.taken_back, last.obstacle
        )
    return SlotState(slot, SlotStatus.OUTSTANDING, uitgifte.issued_at, pending=pending, refused=refused)


def _satisfied(slot: SlotFact, fills: list[Fill]) -> SlotState:
    """A partij is bound by the first of its signatures that stands; of one day, the best proven."""
    if len(fills) == 1:
        return SlotState(slot, SlotStatus.SATISFIED, fills[0].decided_at, fills[0])
    first = min(fills, key=lambda fill: (fill.signing.day, _STRENGTH[fill.signing.source], fill.decided_at))
    return SlotState(slot, SlotStatus.SATISFIED, min(fill.decided_at for fill in fills), first)


def _accepted(
    known: Known, uitgifte: Uitgifte, slot: SlotFact, accepted: tuple[Inzending, Claim, Oordeel]
) -> Fill | _Setback | None:
    """What an accepted submission does for a line; None where a later word of the partij already says it."""
    inzending, claim, oordeel = accepted
    invalidation = known.invalidations.get(inzending.id)
    if invalidation is not None:
        return _Setback(invalidation.found_at, SlotStatus.INVALIDATED, invalidation.ground)
    if refusal_after(known, slot, inzending) is not None:
        return None
    signing = signing_date(oordeel, claim)
    broken = obstacle(uitgifte, known.as_authorised(slot), inzending, signing, known.name)
    if broken is not None or signing is None:
        since = max(oordeel.decided_at, _machtiging_taken_back(known, slot, broken) or oordeel.decided_at)
        return _Setback(since, SlotStatus.INVALIDATED, str(broken), obstacle=broken)
    return Fill(signing, inzending, claim.signer, oordeel.decided_at)


def _machtiging_taken_back(known: Known, slot: SlotFact, broken: IllegalTransition | None) -> datetime | None:
    """When it was recorded that the machtiging had ended, where the line falls back because of that."""
    herroeping = known.herroeping_of(slot) if isinstance(broken, AuthorisationLapsedError) else None
    return herroeping.known_at if herroeping else None


def refusal_after(known: Known, slot: SlotFact, inzending: Inzending) -> datetime | None:
    """When the partij declined or took back, if that was after this file came in: its last word counts."""
    if slot.id.partij not in known.refusing:
        return None
    decline, retraction = known.declines.get(slot.id), known.retractions.get(slot.id)
    if retraction is not None and retraction.known_at >= inzending.received_at:
        return retraction.known_at
    if decline is not None and decline.known_at > inzending.received_at:
        return decline.known_at
    return None


def _words(known: Known, slot: SlotFact) -> list[_Setback]:
    """What the partij itself last said against signing."""
    said: list[_Setback] = []
    if slot.id.partij not in known.refusing:
        return said
    if decline := known.declines.get(slot.id):
        said.append(_Setback(decline.known_at, SlotStatus.DECLINED, decline.reason))
    if retraction := known.retractions.get(slot.id):
        said.append(_Setback(retraction.known_at, SlotStatus.DECLINED, retraction.reason, taken_back=True))
    return said
