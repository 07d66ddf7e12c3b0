"""Who still has to sign what, since when, what next; in force or not, since when, back to when, until when. Pure.

`status` gives what ``tekenklaar status --json`` prints: plain values only.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from signatures.dutch import day_of
from signatures.effect import ForCounselError, InstrumentState, InstrumentStatus, Problem, holds, states_of
from signatures.facts import Facts, SlotId
from signatures.known import Known
from signatures.lines import SlotState, SlotStatus, slot_state
from signatures.ratification import Bekrachtiging, Verlening, ratifications, verleningen
from signatures.reasons import next_step, reasons


def status(facts: Facts, known_as_of: datetime, as_of: date | None = None) -> dict[str, Any]:
    """The state of one dossier by what was known at a moment, asked of the day ``as_of`` (default: that moment's day).

    Dates are ISO 8601, moments in UTC. ``in_force`` is None where only counsel can say. ``outstanding`` counts the
    lines that still have to be signed, declined and invalidated ones among them. Everything that is for counsel stands
    in ``problems``.
    """
    known = Known(facts, known_as_of)
    day = as_of or day_of(known_as_of)
    states = states_of(known, day)
    instruments = [_instrument(known, state, day) for state in states]
    return {
        "dossier": facts.dossier,
        "as_of": day.isoformat(),
        "known_as_of": _moment(known_as_of),
        "in_force": _in_force(states, day),
        "instruments": instruments,
        "outstanding": sum(i["required"] - i["signed"] for i in instruments if i["state"] != InstrumentStatus.VOID),
        "volmachten": [_verlening(verlening) for verlening in verleningen(known, states)],
        "bekrachtiging": [_bekrachtiging(found) for found in ratifications(known, states)],
        "problems": [_problem(state, problem) for state in states for problem in state.problems],
    }


def slot_status(facts: Facts, slot: SlotId, known_as_of: datetime) -> SlotState | None:
    """The state of one signature line as known at a moment; None when it had not been opened yet."""
    known = Known(facts, known_as_of)
    uitgifte = known.uitgifte(slot.uitgifte)
    line = next((line for line in uitgifte.slots if line.id == slot), None) if uitgifte else None
    return slot_state(known, uitgifte, line) if uitgifte and line else None


def _in_force(states: tuple[InstrumentState, ...], day: date) -> bool | None:
    try:
        return holds(states, day)
    except ForCounselError:
        return None


def _instrument(known: Known, state: InstrumentState, day: date) -> dict[str, Any]:
    uitgifte = state.uitgifte
    return {
        "kind": str(uitgifte.kind),
        "document": uitgifte.document,
        "title": uitgifte.title,
        "version": uitgifte.version,
        "uitgifte": uitgifte.id,
        "state": str(state.status),
        "signed": state.signed,
        "required": state.required,
        "took_effect_on": _day(state.took_effect_on),
        "works_back_to": _day(state.works_back_to),
        "ends_on": _day(state.ends_on),
        "reasons": list(reasons(known, state)),
        "slots": [_slot(known, slot, day) for slot in state.slots],
    }


def _slot(known: Known, state: SlotState, day: date) -> dict[str, Any]:
    slot, fill = state.slot, state.fill
    return {
        "partij": slot.id.partij,
        "line": slot.id.line,
        "signatory": slot.signatory,
        "capacity": slot.capacity,
        "status": str(state.status),
        "signed_on": fill.signing.day.isoformat() if fill else None,
        "precision": fill.signing.precision if fill else None,
        "no_later_than": day_of(fill.inzending.received_at).isoformat() if fill else None,
        "proof": str(fill.signing.source) if fill else None,
        "tier": str(fill.inzending.tier) if fill else None,
        "submission": fill.inzending.id if fill else None,
        "pending": state.pending.id if state.pending else None,
        "since": _moment(state.since),
        "days": max((day - day_of(state.since)).days, 0) if state.status is not SlotStatus.SATISFIED else None,
        "reason": state.reason or None,
        "next": next_step(known, state),
    }


def _verlening(verlening: Verlening) -> dict[str, Any]:
    return {
        "partij": verlening.partij,
        "state": verlening.state.value if verlening.state else None,
        "granted_on": _day(verlening.granted_on),
        "works_back_to": _day(verlening.works_back_to),
        "ends_on": _day(verlening.ends_on),
    }


def _bekrachtiging(found: Bekrachtiging) -> dict[str, Any]:
    return {
        "partij": found.partij,
        "day": found.handeling.day.isoformat(),
        "act": found.handeling.description,
        "ground": found.ground.value,
        "message": found.message,
    }


def _problem(state: InstrumentState, problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.kind.value,
        "document": state.uitgifte.document,
        "version": state.uitgifte.version,
        "message": problem.message,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@lru_cache(maxsize=1024)
def _moment(moment: datetime) -> str:
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()
