"""What is done around signing, each act one fact: declining, taking back, withdrawing, disputing, finding invalid,
and what the penvoerder does under a volmacht. A rule may forbid an act: that is logged, and the facts stay as they are.
"""

from collections.abc import Sequence
from datetime import date, datetime

from assembler.workflows.errors import UnclearMachtigingError, UnknownPartijError
from assembler.workflows.lines import issue_of, label_of, line_of
from assembler.workflows.standing import key_of
from signatures import store
from signatures.facts import Decline, Dispute, Facts, Handeling, Herroeping, Invalidation, Retraction, Withdrawal
from signatures.ratification import to_ratify


def decline(
    dossier: str,
    document: str,
    partij: str,
    *,
    line: str | None,
    by: str,
    reason: str,
    at: datetime,
    version: str | None = None,
) -> str:
    """A partij says that it will not sign a line; returns what the line is called."""
    slot = line_of(dossier, document, partij, line, version)
    store.record_decline(Decline(slot, at, reason, by))
    return label_of(store.facts_of(key_of(dossier)), slot)


def retract(
    dossier: str,
    document: str,
    partij: str,
    *,
    line: str | None,
    by: str,
    reason: str,
    at: datetime,
    version: str | None = None,
) -> str:
    """A partij takes an accepted signature back, before everybody has signed; returns what the line is called."""
    slot = line_of(dossier, document, partij, line, version)
    store.record_retraction(Retraction(slot, at, reason, by))
    return label_of(store.facts_of(key_of(dossier)), slot)


def withdraw(dossier: str, document: str, *, by: str, reason: str, at: datetime, version: str | None = None) -> str:
    """An issue is taken back before everybody has signed; returns title and version."""
    uitgifte = issue_of(dossier, document, version)
    store.record_withdrawal(Withdrawal(uitgifte.id, at, reason, by))
    return f"{uitgifte.title}, versie {uitgifte.version}"


def dispute(dossier: str, document: str, *, by: str, ground: str, at: datetime, version: str | None = None) -> str:
    """Somebody contests what everybody has signed; returns title and version."""
    uitgifte = issue_of(dossier, document, version)
    store.record_dispute(Dispute(uitgifte.id, at, ground, by))
    return f"{uitgifte.title}, versie {uitgifte.version}"


def invalidate(inzending: str, *, by: str, ground: str, at: datetime, found_on: date | None = None) -> None:
    """What was accepted is found invalid afterwards; ``found_on`` is the day on which that was found."""
    store.record_invalidation(Invalidation(inzending, at, ground, by), found_on)


def record_act(
    dossier: str, what: str, day: date, *, partijen: Sequence[str], by: str, at: datetime
) -> tuple[str, ...]:
    """What the penvoerder did in the name of volmachtgevers; returns who has to ratify it, and why.

    ``partijen`` empty: in the name of all volmachtgevers. Raises UnknownPartijError.
    """
    key = key_of(dossier)
    known = store.facts_of(key).partijen
    for partij in partijen:
        if partij not in known:
            raise UnknownPartijError(partij, known)
    handeling = Handeling(day, what, at, tuple(partijen))
    store.record_handeling(key, handeling, by)
    found = to_ratify(store.facts_of(key), at)
    return tuple(each.message for each in found if each.handeling == handeling)


MACHTIGING = "machtiging"


def revoke(
    dossier: str,
    what: str,
    partij: str,
    last_day: date,
    *,
    by: str,
    reason: str,
    at: datetime,
    kenmerk: str | None = None,
) -> str:
    """A partij takes its volmacht back, or the machtiging of its signatory; returns what ends.

    ``what`` is ``machtiging``, or a volmacht: ``volmacht`` or its document. ``kenmerk`` names the machtiging where the
    partij gave more than one. ``last_day`` is the last day on which it holds. Raises UnclearMachtigingError.
    """
    key = key_of(dossier)
    facts = store.facts_of(key)
    if partij not in facts.partijen:
        raise UnknownPartijError(partij, facts.partijen)
    if what == MACHTIGING:
        given = _machtiging(facts, partij, kenmerk)
        store.record_herroeping(key, Herroeping(partij, last_day, at, reason, by, kenmerk=given))
        return f"de machtiging met kenmerk {given}"
    uitgifte = issue_of(dossier, what, partij=partij)
    store.record_herroeping(key, Herroeping(partij, last_day, at, reason, by, uitgifte=uitgifte.id))
    return f"{uitgifte.title}, versie {uitgifte.version},"


def _machtiging(facts: Facts, partij: str, kenmerk: str | None) -> str:
    """The reference of the machtiging that is meant, as it was recorded at issue."""
    slots = [slot for uitgifte in facts.uitgiften for slot in uitgifte.slots if slot.id.partij == partij]
    given = {m.kenmerk: slot.signatory for slot in slots if (m := slot.bevoegdheid.machtiging)}
    found = [each for each in given if kenmerk in (None, each)]
    if len(found) != 1:
        raise UnclearMachtigingError(partij, [f"{each} ({who})" for each, who in given.items()])
    return found[0]
