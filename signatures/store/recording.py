"""Recording facts: each act is checked against the rules and written with its log row, in one transaction.

Moments are those of the facts themselves; they come in as arguments. Every function may raise a StoreError, and
IllegalTransition where a rule of signing forbids the act (which is then logged as refused).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from signatures import transitions
from signatures.facts import (
    Decline,
    Dispute,
    Facts,
    Handeling,
    Herroeping,
    Invalidation,
    Inzending,
    Oordeel,
    Retraction,
    SlotId,
    Withdrawal,
)
from signatures.illegal import AlreadyDecidedError
from signatures.log import Entry, digest, plain
from signatures.store import models, rows
from signatures.store.errors import AlreadyRecordedError, NotFoundError, OtherBytesError
from signatures.store.files import sha256_of
from signatures.store.journal import writing
from signatures.store.reading import (
    StoredInzending,
    StoredOntvangst,
    dossier_of_uitgifte,
    facts_of,
    stored_inzending,
    stored_ontvangst,
    submission,
)
from signatures.store.settings import home


def submission_id(sha256: str, received_at: datetime) -> str:
    """A short key for a submission: the same file received at the same moment always gets the same."""
    return "i-" + hashlib.sha256(f"{sha256} {received_at.timestamp():.6f}".encode()).hexdigest()[:10]


def receive(data: bytes, name: str, at: datetime, by: str, partij: str = "") -> StoredOntvangst:
    """Keep a file as it came, before anything looks into it.

    A file that was received before and never checked is not received twice: the first receipt is returned.
    """
    sha256 = home().files.put(data)
    entry = Entry(at, by, "ontvangen", sha256, partij, world_date=_instant(at), precision="instant")
    with writing(entry, kept=(sha256,)) as log:
        waiting = models.Ontvangst.objects.filter(sha256=sha256).order_by("-id").first()
        if waiting and not models.Inzending.objects.filter(sha256=sha256).exists():
            return stored_ontvangst(waiting)
        row = models.Ontvangst.objects.create(sha256=sha256, name=name, received_at=at, by=by, partij=partij)
        stored = stored_ontvangst(row)
        log(_with(entry, stored))
    return stored


def record_submission(
    inzending: Inzending,
    data: bytes,
    *,
    by: str,
    dossier: str = "",
    details: Mapping[str, Any] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Inzending:
    """Record what checking a returned file gave.

    ``dossier`` empty: the file belongs to none we know. ``details`` (plain JSON) and ``files`` are kept for the
    evidence. The same outcome for the same bytes while nobody has decided is not recorded twice: the earlier
    submission is returned.
    """
    kept = _keep(inzending, data, files or {})
    entry = _about_submission(inzending, dossier, by, inzending.checked_at or inzending.received_at)
    with writing(entry, kept=(inzending.sha256,)) as log:
        if earlier := _same_as_before(inzending, dossier):
            return earlier
        if models.Inzending.objects.filter(pk=inzending.id).exists():
            raise AlreadyRecordedError("Inzending", inzending.id)
        row = _add_submission(inzending, dossier, by, dict(details or {}), kept_files=kept)
        log(_with(entry, stored_inzending(row)))
    return inzending


def record_decision(oordeel: Oordeel) -> Oordeel:
    """A named person accepts or refuses a submission; AlreadyDecidedError for who comes second."""
    stored = submission(oordeel.inzending)
    entry = _about_decision(oordeel, stored)
    with writing(entry) as log:
        _refuse_second(oordeel.inzending)
        transitions.check_decide(_facts_with(stored), oordeel)
        models.Oordeel.objects.create(
            inzending_id=oordeel.inzending,
            accepted=oordeel.accepted,
            by=oordeel.by,
            decided_at=oordeel.decided_at,
            reason=oordeel.reason,
            slots=plain(oordeel.slots),
            dates=plain(oordeel.dates),
            **rows.signing_columns(oordeel.signed_on),
        )
        log(_with(entry, oordeel))
    return oordeel


def record_decline(decline: Decline) -> None:
    """A partij says that it will not sign a line."""
    entry = _about_slot("tekent niet", decline.slot, decline.by, decline.known_at, decline.reason)
    with writing(entry) as log:
        transitions.check_decline(facts_of(entry.dossier), decline)
        models.Decline.objects.create(
            slot=_slot(decline.slot), known_at=decline.known_at, reason=decline.reason, by=decline.by
        )
        log(_with(entry, decline))


def record_retraction(retraction: Retraction) -> None:
    """A partij takes back an accepted signature."""
    entry = _about_slot(
        "handtekening teruggenomen", retraction.slot, retraction.by, retraction.known_at, retraction.reason
    )
    with writing(entry) as log:
        transitions.check_retract(facts_of(entry.dossier), retraction)
        models.Retraction.objects.create(
            slot=_slot(retraction.slot), known_at=retraction.known_at, reason=retraction.reason, by=retraction.by
        )
        log(_with(entry, retraction))


def record_withdrawal(withdrawal: Withdrawal) -> None:
    """An issue is taken back as a whole."""
    dossier = dossier_of_uitgifte(withdrawal.uitgifte)
    entry = _entry("uitgifte ingetrokken", withdrawal.uitgifte, withdrawal.by, withdrawal.known_at, dossier)
    with writing(entry) as log:
        transitions.check_withdraw(facts_of(dossier), withdrawal)
        models.Withdrawal.objects.create(
            uitgifte_id=withdrawal.uitgifte, known_at=withdrawal.known_at, reason=withdrawal.reason, by=withdrawal.by
        )
        log(_with(entry, withdrawal, withdrawal.reason))


def record_invalidation(invalidation: Invalidation, found_on: date | None = None) -> None:
    """An accepted submission was found invalid afterwards; ``found_on``: the day in the world, kept in the log."""
    stored = submission(invalidation.inzending)
    entry = _entry("ongeldig bevonden", invalidation.inzending, invalidation.by, invalidation.found_at, stored.dossier)
    if found_on:
        entry = replace(entry, world_date=found_on.isoformat(), precision="day")
    with writing(entry) as log:
        transitions.check_invalidate(_facts_with(stored), invalidation, found_on)
        models.Invalidation.objects.create(
            inzending_id=invalidation.inzending,
            found_at=invalidation.found_at,
            ground=invalidation.ground,
            by=invalidation.by,
        )
        log(_with(entry, invalidation, invalidation.ground))


def record_dispute(dispute: Dispute) -> None:
    """Somebody contests an executed instrument."""
    dossier = dossier_of_uitgifte(dispute.uitgifte)
    entry = _entry("betwist", dispute.uitgifte, dispute.by, dispute.known_at, dossier)
    with writing(entry) as log:
        transitions.check_dispute(facts_of(dossier), dispute)
        models.Dispute.objects.create(
            uitgifte_id=dispute.uitgifte, known_at=dispute.known_at, ground=dispute.ground, by=dispute.by
        )
        log(_with(entry, dispute, dispute.ground))


def record_handeling(dossier: str, handeling: Handeling, by: str) -> None:
    """An act of the penvoerder under a volmacht."""
    entry = Entry(
        handeling.known_at,
        by,
        "handeling vastgelegd",
        handeling.description,
        dossier=dossier,
        world_date=handeling.day.isoformat(),
        precision="day",
    )
    with writing(entry) as log:
        transitions.check_handeling(facts_of(dossier), handeling)
        models.Handeling.objects.create(
            dossier=dossier,
            day=handeling.day,
            description=handeling.description,
            known_at=handeling.known_at,
            partijen=list(handeling.partijen),
        )
        log(_with(entry, handeling))


def record_herroeping(dossier: str, herroeping: Herroeping) -> None:
    """A volmacht or a machtiging is taken back; the day on which it ends stands in the log as world date."""
    what = "volmacht" if herroeping.uitgifte else "machtiging"
    entry = Entry(
        herroeping.known_at,
        herroeping.by,
        f"{what} herroepen",
        herroeping.uitgifte or herroeping.kenmerk,
        herroeping.partij,
        dossier,
        herroeping.last_day.isoformat(),
        "day",
        note=herroeping.reason,
    )
    with writing(entry) as log:
        transitions.check_revoke(facts_of(dossier), herroeping)
        models.Herroeping.objects.create(
            dossier=dossier,
            partij=herroeping.partij,
            uitgifte_id=herroeping.uitgifte or None,
            kenmerk=herroeping.kenmerk,
            last_day=herroeping.last_day,
            known_at=herroeping.known_at,
            reason=herroeping.reason,
            by=herroeping.by,
        )
        log(_with(entry, herroeping))


def _keep(inzending: Inzending, data: bytes, files: Mapping[str, bytes]) -> dict[str, str]:
    if sha256_of(data) != inzending.sha256:
        raise OtherBytesError(f"inzending {inzending.id}", inzending.sha256, sha256_of(data))
    home().files.put(data)
    return {name: home().files.put(content) for name, content in files.items()}


def _same_as_before(inzending: Inzending, dossier: str) -> Inzending | None:
    waiting = models.Inzending.objects.filter(sha256=inzending.sha256, dossier=dossier, oordeel=None)
    found = (stored_inzending(row).inzending for row in waiting.order_by("received_at", "pk"))
    return next((earlier for earlier in found if _outcome(earlier) == _outcome(inzending)), None)


def _outcome(inzending: Inzending) -> tuple[Any, ...]:
    return inzending.tier, inzending.verdict, inzending.claims, inzending.reasons, inzending.checks


def _add_submission(
    inzending: Inzending, dossier: str, by: str, details: dict[str, Any], kept_files: dict[str, str]
) -> models.Inzending:
    row = models.Inzending.objects.create(
        id=inzending.id,
        dossier=dossier,
        sha256=inzending.sha256,
        name=inzending.name,
        received_at=inzending.received_at,
        tier=inzending.tier.value,
        verdict=inzending.verdict.value,
        reasons=list(inzending.reasons),
        checks=[list(check) for check in inzending.checks],
        partijen=list(inzending.partijen),
        checked_at=inzending.checked_at,
        details=details,
        files=kept_files,
        by=by,
    )
    claims = [rows.claim_row(c, row, _slot(c.slot), place) for place, c in enumerate(inzending.claims)]
    models.Claim.objects.bulk_create(claims)
    return row


def _refuse_second(inzending: str) -> None:
    first = models.Oordeel.objects.filter(pk=inzending).first()
    if first:
        raise AlreadyDecidedError(rows.oordeel_fact(first))


def _facts_with(stored: StoredInzending) -> Facts:
    """The facts of the submission's dossier; a file of no dossier stands on its own."""
    return facts_of(stored.dossier) if stored.dossier else Facts("", (), "", inzendingen=(stored.inzending,))


def _slot(key: SlotId) -> models.Slot:
    found = models.Slot.objects.filter(uitgifte_id=key.uitgifte, partij=key.partij, line=key.line).first()
    if found is None:
        raise NotFoundError("Ondertekenregel", f"{key.uitgifte}/{key.partij}/{key.line}")
    return found


def _about_submission(inzending: Inzending, dossier: str, by: str, at: datetime) -> Entry:
    partijen = ",".join(sorted({claim.slot.partij for claim in inzending.claims}))
    return Entry(at, by, f"gecontroleerd: {inzending.verdict.value}", inzending.id, partijen, dossier)


def _about_decision(oordeel: Oordeel, stored: StoredInzending) -> Entry:
    signed = oordeel.signed_on
    return Entry(
        oordeel.decided_at,
        oordeel.by,
        "aanvaard" if oordeel.accepted else "afgewezen",
        oordeel.inzending,
        ",".join(sorted({claim.slot.partij for claim in stored.inzending.claims})),
        stored.dossier,
        (_instant(signed.instant) if signed.instant else signed.day.isoformat()) if signed else "",
        signed.precision if signed else "",
        note=oordeel.reason,
    )


def _about_slot(action: str, slot: SlotId, by: str, at: datetime, reason: str) -> Entry:
    dossier = dossier_of_uitgifte(slot.uitgifte)
    key = f"{slot.uitgifte}/{slot.partij}/{slot.line}"
    return Entry(at, by, action, key, slot.partij, dossier, note=reason)


def _entry(action: str, key: str, by: str, at: datetime, dossier: str) -> Entry:
    return Entry(at, by, action, key, dossier=dossier)


def _with(entry: Entry, fact: Any, note: str = "") -> Entry:
    return Entry(**{**vars(entry), "fact": digest(fact), "note": note or entry.note})


def _instant(moment: datetime) -> str:
    return moment.isoformat()
