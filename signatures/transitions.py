"""What may be recorded next. Pure: every check takes the facts so far and the new fact, and raises or says nothing.

All facts count here, whatever their record time: an act is judged on what is known when it is done. The sentences
stand in `illegal`. A submission is always recorded, whatever is wrong with it, so receiving has no check.
"""

from collections.abc import Iterable
from datetime import date

from signatures.admission import obstacle, signing_date
from signatures.dutch import day_of, stuk
from signatures.effect import executed, instrument_state
from signatures.facts import (
    Claim,
    Decline,
    Dispute,
    Facts,
    Handeling,
    Herroeping,
    Invalidation,
    Inzending,
    Kind,
    Oordeel,
    Retraction,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
    Withdrawal,
)
from signatures.illegal import (
    AlreadyDecidedError,
    AlreadyEndsError,
    AlreadyInvalidatedError,
    AlreadyIssuedError,
    DeclineAfterAcceptanceError,
    DeletionError,
    DisputeBeforeExecutionError,
    EndsBeforeGivenError,
    ExecutedIssueError,
    FailedCheckError,
    FutureDayError,
    GrantorMissingError,
    IllegalTransition,
    LineNotClaimedError,
    LineOfStrangerError,
    NobodyNamedError,
    NotAcceptedError,
    NotAVolmachtError,
    NotGrantedError,
    NothingClaimedError,
    NothingToReplaceError,
    NothingToRetractError,
    OneFileTwoPartijenError,
    ProvenDateError,
    ReasonMissingError,
    RetractAfterExecutionError,
    SentBeforeRefusalError,
    StateByHandError,
    StillCurrentError,
    SupersededIssueError,
    UnknownObjectError,
    UnprovenSourceError,
    VolmachtByPenvoerderError,
    WithdrawAfterExecutionError,
    WithdrawnIssueError,
    WithoutLineError,
)
from signatures.known import EVERYTHING, Known
from signatures.lines import SlotStatus, refusal_after, slot_state

__all__ = [
    "IllegalTransition",
    "check_accept",
    "check_decide",
    "check_decline",
    "check_delete",
    "check_dispute",
    "check_handeling",
    "check_invalidate",
    "check_issue",
    "check_refuse",
    "check_retract",
    "check_revoke",
    "check_set_state",
    "check_withdraw",
]


# --- deciding on a submission -----------------------------------------------------------------------------------------


def check_decide(facts: Facts, oordeel: Oordeel) -> None:
    """A named person accepts or refuses a submission; the first decision stands."""
    (check_accept if oordeel.accepted else check_refuse)(facts, oordeel)


def check_refuse(facts: Facts, oordeel: Oordeel) -> None:
    """A submission may be refused once, by a named person, with a reason."""
    _undecided(Known(facts, EVERYTHING), oordeel)
    _require_reason("een inzending weigeren", oordeel.reason)


def check_accept(facts: Facts, oordeel: Oordeel) -> None:
    """A submission may be accepted once, by a named person, for lines that it can fill and that still count."""
    known = Known(facts, EVERYTHING)
    inzending = _undecided(known, oordeel)
    claims = _accepted_claims(known, inzending, oordeel)
    for claim in claims:
        _check_stated(claim, oordeel)
        _check_claim(known, inzending, claim, oordeel)
    _check_partijen(known, inzending, claims)


def _undecided(known: Known, oordeel: Oordeel) -> Inzending:
    _require_name("over een inzending beslissen", oordeel.by)
    inzending = _inzending(known, oordeel.inzending)
    if earlier := known.oordelen.get(oordeel.inzending):
        raise AlreadyDecidedError(earlier)
    return inzending


def _accepted_claims(known: Known, inzending: Inzending, oordeel: Oordeel) -> list[Claim]:
    if inzending.verdict is Verdict.FAIL or inzending.tier is Tier.T4:
        raise FailedCheckError(inzending)
    if not inzending.claims:
        raise NothingClaimedError(inzending)
    claimed = {claim.slot for claim in inzending.claims}
    for slot in (*oordeel.slots, *(slot for slot, _ in oordeel.dates)):
        if slot not in claimed:
            raise LineNotClaimedError(inzending, f"ondertekenregel {slot.line} van {known.name(slot.partij)}")
    return [claim for claim in inzending.claims if not oordeel.slots or claim.slot in oordeel.slots]


def _check_claim(known: Known, inzending: Inzending, claim: Claim, oordeel: Oordeel) -> None:
    uitgifte, slot = _line(known, claim.slot)
    _require_live(known, uitgifte)
    if (at := refusal_after(known, slot, inzending)) is not None:
        raise SentBeforeRefusalError(inzending, known.name(slot.id.partij), day_of(at))
    _check_names(known, inzending)
    signing = signing_date(oordeel, claim)
    if broken := obstacle(uitgifte, known.as_authorised(slot), inzending, signing, known.name):
        raise broken


def _check_names(known: Known, inzending: Inzending) -> None:
    """A file that fills lines of two partijen names both."""
    filled = _partijen(inzending.claims)
    unnamed = [partij for partij in filled if inzending.partijen and partij not in inzending.partijen]
    if len(filled) > 1 and unnamed:
        raise OneFileTwoPartijenError(inzending, [known.name(partij) for partij in unnamed])


def _check_partijen(known: Known, inzending: Inzending, claims: list[Claim]) -> None:
    """The same bytes, sent in twice, do not count for a second partij that they do not name."""
    named = set(inzending.partijen or _partijen(inzending.claims))
    others = (one for one in known.facts.inzendingen if one.sha256 == inzending.sha256 and one.id != inzending.id)
    for other in others:
        if not named.issuperset(_counts(known, other)):
            raise OneFileTwoPartijenError(inzending, [known.name(partij) for partij in _partijen(claims)])


def _counts(known: Known, inzending: Inzending) -> list[str]:
    """Partijen for whom a submission was accepted and not found invalid."""
    oordeel = known.oordelen.get(inzending.id)
    if oordeel is None or not oordeel.accepted or inzending.id in known.invalidations:
        return []
    return _partijen(claim for claim in inzending.claims if not oordeel.slots or claim.slot in oordeel.slots)


def _check_stated(claim: Claim, oordeel: Oordeel) -> None:
    """What a person says of the date neither contradicts a timestamp nor pretends to be one."""
    stated = dict(oordeel.dates).get(claim.slot, oordeel.signed_on)
    claimed = claim.signing
    if stated is None or stated == claimed:
        return
    if claimed is not None and claimed.source is Source.TIMESTAMP and stated.day != claimed.day:
        raise ProvenDateError(claimed, stated)
    if stated.source not in (Source.TRANSCRIBED, Source.STATED):
        raise UnprovenSourceError(stated)


# --- what a partij says -----------------------------------------------------------------------------------------------


def check_decline(facts: Facts, decline: Decline) -> None:
    """A partij may decline a line that it has not filled."""
    known = Known(facts, EVERYTHING)
    uitgifte, slot = _open_line(known, decline.slot, "een ondertekening weigeren", decline.by, decline.reason)
    if slot_state(known, uitgifte, slot).status is SlotStatus.SATISFIED:
        raise DeclineAfterAcceptanceError(slot, known.name(slot.id.partij))


def check_retract(facts: Facts, retraction: Retraction) -> None:
    """A partij may take an accepted signature back as long as not everybody has signed."""
    known = Known(facts, EVERYTHING)
    uitgifte, slot = _open_line(known, retraction.slot, "een handtekening terugnemen", retraction.by, retraction.reason)
    if executed(known, uitgifte):
        raise RetractAfterExecutionError(uitgifte, known.name(slot.id.partij))
    if slot_state(known, uitgifte, slot).status is not SlotStatus.SATISFIED:
        raise NothingToRetractError(slot, known.name(slot.id.partij))


def _open_line(known: Known, key: SlotId, act: str, by: str, reason: str) -> tuple[Uitgifte, SlotFact]:
    _require_name(act, by)
    _require_reason(act, reason)
    uitgifte, slot = _line(known, key)
    _require_live(known, uitgifte)
    return uitgifte, slot


# --- what undoes ------------------------------------------------------------------------------------------------------


def check_withdraw(facts: Facts, withdrawal: Withdrawal) -> None:
    """An issue may be withdrawn until everybody has signed; after that there is only a dispute."""
    known = Known(facts, EVERYTHING)
    _require_name("een uitgifte intrekken", withdrawal.by)
    _require_reason("een uitgifte intrekken", withdrawal.reason)
    uitgifte = _uitgifte(known, withdrawal.uitgifte)
    _require_live(known, uitgifte)
    if executed(known, uitgifte):
        raise WithdrawAfterExecutionError(uitgifte)


def check_invalidate(facts: Facts, invalidation: Invalidation, found_on: date | None = None) -> None:
    """What was accepted may be found invalid at any time afterwards, also after execution; once, on a ground.

    ``found_on``: the day on which it was found in the world, where that is another than the day of recording.
    """
    known = Known(facts, EVERYTHING)
    if found_on is not None and found_on > day_of(invalidation.found_at):
        raise FutureDayError("de dag waarop de ongeldigheid bleek", found_on)
    _require_name("een inzending ongeldig bevinden", invalidation.by)
    _require_reason("een inzending ongeldig bevinden", invalidation.ground)
    inzending = _inzending(known, invalidation.inzending)
    if earlier := known.invalidations.get(inzending.id):
        raise AlreadyInvalidatedError(inzending, day_of(earlier.found_at))
    oordeel = known.oordelen.get(inzending.id)
    if oordeel is None or not oordeel.accepted:
        raise NotAcceptedError(inzending)


def check_dispute(facts: Facts, dispute: Dispute) -> None:
    """Only what everybody has signed can be contested."""
    known = Known(facts, EVERYTHING)
    _require_name("een geschil melden", dispute.by)
    _require_reason("een geschil melden", dispute.ground)
    uitgifte = _uitgifte(known, dispute.uitgifte)
    _require_live(known, uitgifte)
    if not executed(known, uitgifte):
        raise DisputeBeforeExecutionError(uitgifte)


def check_revoke(facts: Facts, herroeping: Herroeping) -> None:
    """Who gave a volmacht or a machtiging may end it, on a day on or after which it was given and before its end.

    The day may lie in the past, because the world does not wait for the record, and in the future.
    """
    _require_name("een herroeping vastleggen", herroeping.by)
    _require_reason("een herroeping vastleggen", herroeping.reason)
    known = Known(facts, EVERYTHING)
    if herroeping.uitgifte:
        what, given, until = _term_of_volmacht(known, herroeping)
    else:
        what, given, until = _term_of_machtiging(known, herroeping)
    if herroeping.last_day < given:
        raise EndsBeforeGivenError(what, given, herroeping.last_day)
    if until is not None and until <= herroeping.last_day:
        raise AlreadyEndsError(what, until)


def _term_of_volmacht(known: Known, herroeping: Herroeping) -> tuple[str, date, date | None]:
    uitgifte = _uitgifte(known, herroeping.uitgifte)
    if uitgifte.kind is not Kind.VOLMACHT or uitgifte.grantor != herroeping.partij:
        raise NotAVolmachtError(uitgifte, known.name(herroeping.partij))
    _require_live(known, uitgifte)
    state = instrument_state(known.facts, uitgifte.id, EVERYTHING, herroeping.last_day)
    if state is None or state.took_effect_on is None:
        raise NotGrantedError(uitgifte)
    return stuk(uitgifte) + ",", state.took_effect_on, state.ends_on


def _term_of_machtiging(known: Known, herroeping: Herroeping) -> tuple[str, date, date | None]:
    own = [slot for u in known.uitgiften for slot in u.slots if slot.id.partij == herroeping.partij]
    for slot in own:
        machtiging = slot.bevoegdheid.machtiging
        if machtiging and machtiging.kenmerk == herroeping.kenmerk:
            what = f"de machtiging van {slot.signatory} (kenmerk {machtiging.kenmerk})"
            return what, machtiging.datum, known.as_authorised(slot).bevoegdheid.geldig_tot
    raise UnknownObjectError(f"van {known.name(herroeping.partij)} machtiging", herroeping.kenmerk)


def check_delete(facts: Facts, inzending: str) -> None:
    """Never."""
    raise DeletionError(inzending)


def check_set_state(facts: Facts, uitgifte: str) -> None:
    """Never: executed, or any other state, follows from the facts."""
    raise StateByHandError(_uitgifte(Known(facts, EVERYTHING), uitgifte))


def check_handeling(facts: Facts, handeling: Handeling) -> None:
    """An act is described, has been done, and was done in the name of partijen of this dossier."""
    _require_reason("een handeling vastleggen", handeling.description)
    if handeling.day > day_of(handeling.known_at):
        raise FutureDayError("een handeling", handeling.day)
    for partij in handeling.partijen:
        if partij not in facts.partijen:
            raise UnknownObjectError("partij", partij)


# --- issuing ----------------------------------------------------------------------------------------------------------


def check_issue(facts: Facts, uitgifte: Uitgifte) -> None:
    """A text may be issued once, replaces the current version by name, and has lines for exactly those who sign it."""
    known = Known(facts, EVERYTHING)
    for earlier in known.uitgiften:
        if uitgifte.id == earlier.id or uitgifte.sha256 == earlier.sha256:
            raise AlreadyIssuedError(earlier)
    _check_replacement(known, uitgifte)
    _check_signatories(known, uitgifte)


def _check_replacement(known: Known, uitgifte: Uitgifte) -> None:
    current = [u for u in known.uitgiften if u.document == uitgifte.document and u.id not in known.endings]
    if uitgifte.supersedes is not None and uitgifte.supersedes not in {u.id for u in current}:
        raise NothingToReplaceError(uitgifte, uitgifte.supersedes)
    for earlier in current:
        if executed(known, earlier):
            raise ExecutedIssueError(earlier)
        if uitgifte.supersedes != earlier.id:
            raise StillCurrentError(earlier)


def _check_signatories(known: Known, uitgifte: Uitgifte) -> None:
    signing = _signatories(known, uitgifte)
    lines = [slot.id.partij for slot in uitgifte.slots]
    for partij in lines:
        if partij not in signing:
            raise LineOfStrangerError(uitgifte, known.name(partij))
    if missing := [known.name(partij) for partij in signing if partij not in lines]:
        raise WithoutLineError(uitgifte, missing)


def _signatories(known: Known, uitgifte: Uitgifte) -> tuple[str, ...]:
    """All partijen sign an agreement and its extension; a volmacht is signed for its grantor only."""
    if uitgifte.kind is not Kind.VOLMACHT:
        return known.facts.partijen
    if uitgifte.grantor is None or uitgifte.grantor not in known.facts.partijen:
        raise GrantorMissingError(uitgifte)
    if uitgifte.grantor == known.facts.penvoerder:
        raise VolmachtByPenvoerderError(known.name(uitgifte.grantor))
    return (uitgifte.grantor,)


# --- looking up -------------------------------------------------------------------------------------------------------


def _inzending(known: Known, key: str) -> Inzending:
    for inzending in known.facts.inzendingen:
        if inzending.id == key:
            return inzending
    raise UnknownObjectError("inzending", key)


def _uitgifte(known: Known, key: str) -> Uitgifte:
    if uitgifte := known.uitgifte(key):
        return uitgifte
    raise UnknownObjectError("uitgifte", key)


def _line(known: Known, key: SlotId) -> tuple[Uitgifte, SlotFact]:
    uitgifte = _uitgifte(known, key.uitgifte)
    for slot in uitgifte.slots:
        if slot.id == key:
            return uitgifte, slot
    raise UnknownObjectError(f"op {uitgifte.title} ondertekenregel", f"{key.line} van {known.name(key.partij)}")


def _partijen(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(claim.slot.partij for claim in claims))


def _require_live(known: Known, uitgifte: Uitgifte) -> None:
    ending = known.endings.get(uitgifte.id)
    if ending and ending.successor:
        raise SupersededIssueError(uitgifte, ending.successor)
    if ending:
        raise WithdrawnIssueError(uitgifte, day_of(ending.at), ending.reason)


def _require_name(act: str, by: str) -> None:
    if not by.strip():
        raise NobodyNamedError(act)


def _require_reason(act: str, reason: str) -> None:
    if not reason.strip():
        raise ReasonMissingError(act)
