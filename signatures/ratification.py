"""Acts of the penvoerder that need bekrachtiging, because no volmacht covered them on the day (BW 3:69). Pure.

A volmacht is needed from every partij but the penvoerder. A missing one does not stop the agreement; it leaves what
the penvoerder does in that partij's name without effect for that partij, until it ratifies.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from signatures.dutch import dag, tussen_haakjes, zin
from signatures.effect import InstrumentState, InstrumentStatus, instrument_states
from signatures.facts import Facts, Handeling, Kind
from signatures.known import Known


class Ground(StrEnum):
    """Why an act was not covered."""

    NOT_GRANTED = "not-granted"
    """No volmacht of this partij has been signed in full."""
    BEFORE_GRANT = "before-grant"
    """The act lies between the retroactive start and the day on which the volmacht came about."""
    OUTSIDE_TERM = "outside-term"
    """The act lies before the start or after the end of the volmacht."""
    DISPUTED = "disputed"
    """The volmacht is contested."""


class Bekrachtiging(NamedTuple):
    """One act that needs ratification by one partij."""

    partij: str
    """Key of the volmachtgever."""
    handeling: Handeling
    ground: Ground
    message: str
    """One Dutch sentence."""


class Verlening(NamedTuple):
    """How it stands with the volmacht of one partij."""

    partij: str
    granted_on: date | None
    """Day of the last signature of the first volmacht that is signed in full; None while there is none."""
    works_back_to: date | None
    ends_on: date | None
    state: InstrumentStatus | None
    """Of the newest live issue; None when none was issued."""


def volmachtgevers(facts: Facts) -> tuple[str, ...]:
    """Every partij but the penvoerder, in preamble order."""
    return tuple(partij for partij in facts.partijen if partij != facts.penvoerder)


def to_ratify(facts: Facts, known_as_of: datetime) -> tuple[Bekrachtiging, ...]:
    """Every act that needs bekrachtiging by what was known at a moment: by day, then in preamble order."""
    return ratifications(Known(facts, known_as_of), instrument_states(facts, known_as_of))


def ratifications(known: Known, states: Iterable[InstrumentState]) -> tuple[Bekrachtiging, ...]:
    """`to_ratify`, of states that were derived before."""
    acts = [act for act in known.facts.handelingen if act.known_at <= known.moment]
    if not acts:
        return ()
    granted = _by_grantor(states)
    ordered = sorted(acts, key=lambda act: act.day)
    return tuple(found for act in ordered for found in _uncovered(known, act, granted))


def verleningen(known: Known, states: Iterable[InstrumentState]) -> tuple[Verlening, ...]:
    """How it stands with every volmacht that is needed, in preamble order."""
    granted = _by_grantor(states)
    return tuple(_verlening(partij, granted.get(partij, [])) for partij in volmachtgevers(known.facts))


def _verlening(partij: str, states: list[InstrumentState]) -> Verlening:
    if not states:
        return Verlening(partij, None, None, None, None)
    complete = [state for state in states if state.took_effect_on]
    shown = min(complete, key=lambda state: state.took_effect_on or date.max) if complete else states[-1]
    return Verlening(partij, shown.took_effect_on, shown.works_back_to, shown.ends_on, states[-1].status)


def _by_grantor(states: Iterable[InstrumentState]) -> dict[str, list[InstrumentState]]:
    found: dict[str, list[InstrumentState]] = {}
    for state in states:
        if state.uitgifte.kind is Kind.VOLMACHT and state.status is not InstrumentStatus.VOID:
            found.setdefault(state.uitgifte.grantor or "", []).append(state)
    return found


def _uncovered(known: Known, act: Handeling, granted: dict[str, list[InstrumentState]]) -> Iterator[Bekrachtiging]:
    for partij in volmachtgevers(known.facts):
        if not act.partijen or partij in act.partijen:
            ground, why = _ground(act.day, granted.get(partij, []))
            if ground is not None:
                message = (
                    f"bekrachtiging nodig door {known.name(partij)} van de handeling van {dag(act.day)}"
                    f"{tussen_haakjes(act.description)}: {why}"
                )
                yield Bekrachtiging(partij, act, ground, zin(message))


def _ground(day: date, volmachten: list[InstrumentState]) -> tuple[Ground | None, str]:
    """Why no volmacht covers an act on this day; of several volmachten, the one that comes nearest."""
    verdicts = [_of_one(day, state, state.took_effect_on) for state in volmachten if state.took_effect_on]
    if not verdicts:
        return Ground.NOT_GRANTED, "de volmacht is nog niet volledig getekend"
    nearest = (None, Ground.DISPUTED, Ground.BEFORE_GRANT, Ground.OUTSIDE_TERM)
    return min(verdicts, key=lambda verdict: nearest.index(verdict[0]))


def _of_one(day: date, state: InstrumentState, granted_on: date) -> tuple[Ground | None, str]:
    start, end = state.uitgifte.works_back_to, state.ends_on
    if start is not None and day < start:
        return Ground.OUTSIDE_TERM, f"zij ligt vóór de ingangsdatum van de volmacht, {dag(start)}"
    if end is not None and day > end:
        return Ground.OUTSIDE_TERM, f"de volmacht eindigde op {dag(end)}"
    if day < granted_on:
        return Ground.BEFORE_GRANT, f"de volmacht is pas op {dag(granted_on)} verleend"
    if state.status is InstrumentStatus.DISPUTED:
        return Ground.DISPUTED, "de volmacht wordt betwist"
    return None, ""
