"""What follows in law from the signatures: taking effect, working back, ending, and what only counsel can answer. Pure.

An agreement takes effect on the latest signing date over all partijen and all capacities, never on the day of upload
or acceptance; then it works back to the day that the text names, and it ends by law on the day that the text names,
unless an extension was completed by then. Volmachten are instruments of their own: a missing one does not stop the
agreement (see `ratification`).
"""

from collections.abc import Container, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from signatures.dutch import dag, dag_van, day_of, opsomming, stuk, tussen_haakjes, zin
from signatures.facts import Facts, Herroeping, Kind, Uitgifte
from signatures.known import Known
from signatures.lines import SlotState, slot_state

_FOREVER = date.max
_ORDER = {kind: place for place, kind in enumerate(Kind)}
_INSTANT = timedelta(microseconds=1)


class InstrumentStatus(StrEnum):
    """States of an agreement, an extension or a volmacht."""

    OPEN = "open"
    PARTLY_SIGNED = "partly signed"
    EXECUTED = "executed"
    DISPUTED = "disputed"
    VOID = "void"
    ENDED = "ended"


class ProblemKind(StrEnum):
    """What the program does not answer, because counsel has to."""

    SIGNED_AFTER_END = "signed-after-end"
    EXTENDED_AFTER_END = "extended-after-end"
    END_PASSED = "end-passed-unsigned"
    DISPUTED = "disputed"
    FELL_BACK = "fell-back"
    NOT_ADMISSIBLE = "acceptance-breaks-a-rule"
    WITHOUT_LINE = "partij-without-line"


class Problem(NamedTuple):
    """A question for counsel."""

    kind: ProblemKind
    uitgifte: str
    message: str
    """One Dutch sentence."""
    contested_from: date | None = None
    """First day of which nobody can say whether the agreement was in force; None where no day is in doubt."""
    contested_until: date = _FOREVER


class ForCounselError(Exception):
    """Whether the agreement is in force on this day is for counsel to say; `problems` hold the reasons."""

    def __init__(self, day: date, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        grounds = " ".join(problem.message for problem in self.problems)
        super().__init__(f"Of de overeenkomst op {dag(day)} geldt, moet een jurist beoordelen. {grounds}")


class InstrumentState(NamedTuple):
    """One instrument at a moment."""

    uitgifte: Uitgifte
    status: InstrumentStatus
    slots: tuple[SlotState, ...]
    took_effect_on: date | None
    """Latest signing date; None as long as not everybody has signed."""
    works_back_to: date | None
    """None as long as it has not taken effect, and where it does not reach back."""
    ends_on: date | None
    """Last day by law, extensions included."""
    problems: tuple[Problem, ...] = ()

    @property
    def signed(self) -> int:
        return len([state for state in self.slots if state.fill is not None])

    @property
    def required(self) -> int:
        return len(self.slots)

    @property
    def starts_on(self) -> date | None:
        """First day on which it holds."""
        return self.works_back_to or self.took_effect_on


class _Signed(NamedTuple):
    """An instrument and its lines, before anything is concluded from them."""

    uitgifte: Uitgifte
    slots: tuple[SlotState, ...]
    void: bool
    completed_on: date | None
    without_line: tuple[str, ...]


# --- public -----------------------------------------------------------------------------------------------------------


def instrument_states(facts: Facts, known_as_of: datetime, as_of: date | None = None) -> tuple[InstrumentState, ...]:
    """Every issue, as known at a moment: the agreement, its extensions, the volmachten in preamble order; of one
    document the older version first. ``as_of`` is the day of which is asked, by default that of ``known_as_of``."""
    return states_of(Known(facts, known_as_of), as_of or day_of(known_as_of))


def instrument_state(
    facts: Facts, uitgifte: str, known_as_of: datetime, as_of: date | None = None
) -> InstrumentState | None:
    """One issue by its id; None when it was not issued yet at that moment."""
    states = instrument_states(facts, known_as_of, as_of)
    return next((state for state in states if state.uitgifte.id == uitgifte), None)


def in_force(facts: Facts, day: date, known_as_of: datetime) -> bool:
    """Whether the agreement is in force on a day, by what was known at a moment.

    Raises ForCounselError where the answer depends on something that only counsel can decide.
    """
    return holds(instrument_states(facts, known_as_of, day), day)


def holds(states: Iterable[InstrumentState], day: date) -> bool:
    """`in_force`, of states that were derived before."""
    agreements = [s for s in states if s.uitgifte.kind is not Kind.VOLMACHT and s.status is not InstrumentStatus.VOID]
    doubts = [p for s in agreements for p in s.problems if p.contested_from and p.contested_from <= day]
    if doubts := [problem for problem in doubts if day <= problem.contested_until]:
        raise ForCounselError(day, doubts)
    if any(state.uitgifte.kind is Kind.SAMENWERKINGSOVEREENKOMST for state in agreements):
        agreements = [state for state in agreements if state.uitgifte.kind is Kind.SAMENWERKINGSOVEREENKOMST]
    return any(s.starts_on is not None and s.starts_on <= day <= (s.ends_on or _FOREVER) for s in agreements)


def executed(known: Known, uitgifte: Uitgifte) -> bool:
    """Whether everybody has signed and every signature stands."""
    return _signed(known, uitgifte).completed_on is not None


# --- from lines to instruments ----------------------------------------------------------------------------------------


def states_of(known: Known, as_of: date) -> tuple[InstrumentState, ...]:
    """`instrument_states`, of facts that were looked up before."""
    signed = [_signed(known, uitgifte) for uitgifte in sorted(known.uitgiften, key=lambda u: _place(known, u))]
    terms = _Terms(signed, known.disputes)
    return tuple(_state(known, one, terms, as_of) for one in signed)


def _place(known: Known, uitgifte: Uitgifte) -> tuple[int, int, str, datetime]:
    grantor = known.place.get(uitgifte.grantor or "", 0)
    return _ORDER[uitgifte.kind], grantor, uitgifte.document, uitgifte.issued_at


def _signed(known: Known, uitgifte: Uitgifte) -> _Signed:
    slots = tuple([slot_state(known, uitgifte, slot) for slot in uitgifte.slots])
    missing = _without_line(known, uitgifte)
    days = [state.fill.signing.day for state in slots if state.fill is not None]
    complete = bool(slots) and len(days) == len(slots) and not missing
    return _Signed(uitgifte, slots, uitgifte.id in known.endings, max(days) if complete else None, missing)


def _without_line(known: Known, uitgifte: Uitgifte) -> tuple[str, ...]:
    """Partijen that must sign and cannot: without them nothing is ever executed."""
    must = known.facts.partijen if uitgifte.kind is not Kind.VOLMACHT else (uitgifte.grantor or "",)
    lines = {slot.id.partij for slot in uitgifte.slots}
    return tuple(partij for partij in must if partij not in lines)


class _Terms:
    """How long the instruments of one dossier last, each extension taken in turn.

    An extension counts from its last signature, if that fell on or before the last day of the term it extends. A later
    one, and one that is in dispute, moves nothing.
    """

    def __init__(self, signed: list[_Signed], disputed: Container[str]) -> None:
        live = [one for one in signed if not one.void]
        agreements = [one for one in live if one.uitgifte.kind is Kind.SAMENWERKINGSOVEREENKOMST]
        self.ends_on = max((one.uitgifte.ends_on or _FOREVER for one in agreements), default=None)
        self.volmachten_until: date | None = None
        self.too_late: dict[str, date] = {}
        """Extensions completed after the end, with that end."""
        self.extended: dict[str, date] = {}
        """Extensions in time, with the end of the term before."""
        extensions = [one for one in live if one.uitgifte.kind is Kind.VERLENGING and one.completed_on]
        for one in sorted(extensions, key=lambda one: one.uitgifte.ends_on or _FOREVER):
            self._extend(one.uitgifte, one.completed_on or _FOREVER, one.uitgifte.id in disputed)

    def _extend(self, verlenging: Uitgifte, completed_on: date, disputed: bool) -> None:
        end = self.ends_on if self.ends_on is not None else verlenging.vorige_einddatum
        if end is None:
            return
        if completed_on > end:
            self.too_late[verlenging.id] = end
            return
        self.extended[verlenging.id] = end
        if disputed:
            return
        if self.ends_on is not None:
            self.ends_on = max(self.ends_on, verlenging.ends_on or _FOREVER)
        if verlenging.volmachten_voortgezet:
            self.volmachten_until = verlenging.ends_on or _FOREVER

    def end_of(self, uitgifte: Uitgifte) -> date | None:
        """Last day of an instrument; None where nothing ends it."""
        own = uitgifte.ends_on
        later = {Kind.SAMENWERKINGSOVEREENKOMST: self.ends_on, Kind.VOLMACHT: self.volmachten_until}.get(uitgifte.kind)
        end = own if own is None or later is None else max(own, later)
        return None if end == _FOREVER else end


def _state(known: Known, signed: _Signed, terms: _Terms, as_of: date) -> InstrumentState:
    uitgifte, completed_on = signed.uitgifte, signed.completed_on
    if signed.void:
        return InstrumentState(uitgifte, InstrumentStatus.VOID, signed.slots, None, None, uitgifte.ends_on)
    ends_on = _end(terms.end_of(uitgifte), known.herroeping_of(uitgifte))
    back = uitgifte.works_back_to
    works_back_to = back if completed_on and back and back < completed_on else None
    problems = tuple(_problems(known, signed, terms, as_of))
    status = _status(known, signed, ends_on, problems, as_of)
    return InstrumentState(uitgifte, status, signed.slots, completed_on, works_back_to, ends_on, problems)


def _end(by_law: date | None, herroeping: Herroeping | None) -> date | None:
    """A volmacht that is taken back ends then (BW 3:72 onder c), whatever the term or an extension says."""
    return min(by_law or _FOREVER, herroeping.last_day) if herroeping else by_law


def _status(
    known: Known, signed: _Signed, ends_on: date | None, problems: tuple[Problem, ...], as_of: date
) -> InstrumentStatus:
    if signed.completed_on is None:
        any_signed = any(state.fill for state in signed.slots)
        return InstrumentStatus.PARTLY_SIGNED if any_signed else InstrumentStatus.OPEN
    if signed.uitgifte.id in known.disputes:
        return InstrumentStatus.DISPUTED
    too_late = any(p.kind in (ProblemKind.SIGNED_AFTER_END, ProblemKind.EXTENDED_AFTER_END) for p in problems)
    over = ends_on is not None and ends_on < as_of
    return InstrumentStatus.ENDED if over and not too_late else InstrumentStatus.EXECUTED


# --- what counsel has to answer ---------------------------------------------------------------------------------------


def _problems(known: Known, signed: _Signed, terms: _Terms, as_of: date) -> Iterable[Problem]:
    uitgifte = signed.uitgifte
    if signed.without_line:
        who = opsomming([known.name(partij) for partij in signed.without_line])
        message = zin(f"{stuk(uitgifte)}, heeft geen ondertekenregel voor {who} en kan zo nooit volledig getekend zijn")
        yield Problem(ProblemKind.WITHOUT_LINE, uitgifte.id, message)
    for state in signed.slots:
        if state.obstacle is not None:
            yield Problem(ProblemKind.NOT_ADMISSIBLE, uitgifte.id, str(state.obstacle))
    if signed.completed_on is None:
        yield from _incomplete(known, signed, as_of)
        yield from _overtaken(signed, terms, as_of)
    else:
        yield from _complete(known, signed, terms, signed.completed_on)


def _incomplete(known: Known, signed: _Signed, as_of: date) -> Iterable[Problem]:
    uitgifte = signed.uitgifte
    found = [known.invalidations[i] for i in known.invalidations if _fills(known, uitgifte, i)]
    for invalidation in found:
        before = Known(known.facts, invalidation.found_at - _INSTANT)
        was = _signed(before, uitgifte).completed_on if before.uitgifte(uitgifte.id) else None
        if was is not None:
            message = (
                f"{stuk(uitgifte)}, gold sinds {dag(was)} als volledig getekend, maar valt vanaf het begin terug: op "
                f"{dag_van(invalidation.found_at)} bleek een handtekening ongeldig{tussen_haakjes(invalidation.ground)}"
            )
            yield Problem(ProblemKind.FELL_BACK, uitgifte.id, zin(message))
    if uitgifte.ends_on is not None and uitgifte.ends_on < as_of:
        message = (
            f"{stuk(uitgifte)}, eindigde op {dag(uitgifte.ends_on)} zonder dat iedereen had getekend; "
            "of nog tekenen zin heeft, moet een jurist beoordelen"
        )
        yield Problem(ProblemKind.END_PASSED, uitgifte.id, zin(message))


def _overtaken(signed: _Signed, terms: _Terms, as_of: date) -> Iterable[Problem]:
    """An extension that was not complete on the last day of the term that it extends."""
    uitgifte = signed.uitgifte
    end = terms.ends_on if terms.ends_on is not None else uitgifte.vorige_einddatum
    if uitgifte.kind is not Kind.VERLENGING or end is None or not end < as_of <= (uitgifte.ends_on or _FOREVER):
        return
    message = (
        f"{stuk(uitgifte)}, was niet door iedereen getekend toen de overeenkomst op {dag(end)} eindigde; "
        "of nog tekenen zin heeft, moet een jurist beoordelen"
    )
    yield Problem(ProblemKind.END_PASSED, uitgifte.id, zin(message))


def _fills(known: Known, uitgifte: Uitgifte, inzending: str) -> bool:
    return any(
        one.id == inzending and any(claim.slot.uitgifte == uitgifte.id for claim in one.claims)
        for one in known.facts.inzendingen
    )


def _complete(known: Known, signed: _Signed, terms: _Terms, completed_on: date) -> Iterable[Problem]:
    uitgifte = signed.uitgifte
    starts_on = min(completed_on, uitgifte.works_back_to or completed_on)
    if uitgifte.ends_on is not None and uitgifte.ends_on < completed_on:
        message = (
            f"de laatste handtekening onder {stuk(uitgifte)}, is van {dag(completed_on)}, na de einddatum "
            f"{dag(uitgifte.ends_on)}; of dit stuk nog in werking kon treden, moet een jurist beoordelen"
        )
        yield Problem(ProblemKind.SIGNED_AFTER_END, uitgifte.id, zin(message), starts_on)
    if (end := terms.too_late.get(uitgifte.id)) is not None:
        message = (
            f"{stuk(uitgifte)}, is pas op {dag(completed_on)} volledig getekend, terwijl de overeenkomst op "
            f"{dag(end)} eindigde; of die nog verlengd kon worden, moet een jurist beoordelen"
        )
        after = end + timedelta(days=1)
        yield Problem(ProblemKind.EXTENDED_AFTER_END, uitgifte.id, zin(message), after, uitgifte.ends_on or _FOREVER)
    if dispute := known.disputes.get(uitgifte.id):
        message = f"{stuk(uitgifte)}, wordt sinds {dag_van(dispute.known_at)} betwist{tussen_haakjes(dispute.ground)}"
        since = (terms.extended.get(uitgifte.id) or starts_on - timedelta(days=1)) + timedelta(days=1)
        until = terms.end_of(uitgifte) or _FOREVER
        yield Problem(ProblemKind.DISPUTED, uitgifte.id, zin(message), since, until)
