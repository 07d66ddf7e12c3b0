"""Two clocks: what was reported at a moment can be reported again for ever, whatever is recorded afterwards."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from history import ISSUED, PARTIJEN, History, at, uitgifte, volmacht, written
from hypothesis import given, settings
from hypothesis import strategies as st

from signatures import ForCounselError, in_force, status
from signatures.facts import Facts, SigningDate, SlotId, Source
from signatures.illegal import IllegalTransition

ACTS = (
    "receive",
    "accept",
    "refuse",
    "decline",
    "retract",
    "withdraw",
    "invalidate",
    "dispute",
    "issue",
    "act",
    "revoke",
)
choices = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99), st.integers(0, 40)), max_size=30)


def lived(steps: list[tuple[str, int, int]]) -> list[tuple[datetime, Facts]]:
    """A dossier that goes through these steps as far as the rules allow, and what was recorded at each moment."""
    history, moment = History.of(uitgifte(), volmacht()), ISSUED
    snapshots = [(moment, history.facts)]
    for act, which, days in steps:
        moment += timedelta(days=days, minutes=1)
        try:
            step(history, act, which, moment)
        except IllegalTransition:
            continue
        snapshots.append((moment, history.facts))
    return snapshots


def step(history: History, act: str, which: int, moment: datetime) -> None:
    on = moment.isoformat()
    slots = [slot.id for issue in history.facts.uitgiften for slot in issue.slots]
    slot = slots[which % len(slots)]
    sent = [one.id for one in history.facts.inzendingen] or ["geen"]
    submission = sent[-1 - which % len(sent)]
    issue = which % len(history.facts.uitgiften)
    {
        "receive": lambda: _receive(history, slot, moment),
        "accept": lambda: history.decide(submission, on=on),
        "refuse": lambda: history.decide(submission, accepted=False, on=on, reason="onleesbaar"),
        "decline": lambda: history.decline(slot, on=on),
        "retract": lambda: history.retract(slot, on=on),
        "withdraw": lambda: history.withdraw(issue, on=on),
        "invalidate": lambda: history.invalidate(submission, on=on),
        "dispute": lambda: history.dispute(issue, on=on),
        "issue": lambda: _issue(history, moment),
        "act": lambda: history.act(moment.date().isoformat()),
        "revoke": lambda: history.revoke(
            issue, last_day=(moment.date() + timedelta(days=which % 9 - 4)).isoformat(), on=on
        ),
    }[act]()


def _receive(history: History, slot: SlotId, moment: datetime) -> None:
    """A whole pack at once, so that executed instruments come about too."""
    issue = next(one for one in history.facts.uitgiften if one.id == slot.uitgifte)
    signing = SigningDate.at(moment, Source.CLAIMED)
    history.receive(*(line.id for line in issue.slots), on=moment.isoformat(), signing=signing, partijen=PARTIJEN)


def _issue(history: History, moment: datetime) -> None:
    current = [one for one in history.facts.uitgiften if one.document == "samenwerkingsovereenkomst"]
    version = f"1.{len(current)}"
    history.issue(uitgifte(version=version, issued_at=moment, supersedes=current[-1].id))


def answer(facts: Facts, day: date, moment: datetime) -> bool | None:
    try:
        return in_force(facts, day, moment)
    except ForCounselError:
        return None


@settings(max_examples=150, deadline=None)
@given(choices)
def test_every_earlier_status_stays_reproducible(steps: list[tuple[str, int, int]]) -> None:
    snapshots = lived(steps)
    final = snapshots[-1][1]
    for moment, facts in snapshots:
        assert status(final, moment) == status(facts, moment)


@settings(max_examples=100, deadline=None)
@given(choices, st.integers(-40, 800))
def test_every_earlier_answer_about_any_day_stays_reproducible(steps: list[tuple[str, int, int]], offset: int) -> None:
    snapshots = lived(steps)
    final, asked = snapshots[-1][1], date(2024, 1, 1) + timedelta(days=offset)
    for moment, facts in snapshots:
        assert answer(final, asked, moment) == answer(facts, asked, moment)


@settings(max_examples=100, deadline=None)
@given(choices, st.randoms())
def test_the_order_in_which_facts_are_handed_over_plays_no_part(steps, random) -> None:  # type: ignore[no-untyped-def]
    moment, facts = lived(steps)[-1]
    shuffled = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name not in ("dossier", "partijen", "penvoerder", "names"):
            shuffled[field.name] = tuple(random.sample(value, len(value)))
    assert status(replace(facts, **shuffled), moment) == status(facts, moment)


@settings(max_examples=100, deadline=None)
@given(choices)
def test_what_the_rules_let_through_never_breaks_a_rule_afterwards(steps: list[tuple[str, int, int]]) -> None:
    moment, facts = lived(steps)[-1]
    codes = {problem["code"] for problem in status(facts, moment)["problems"]}
    assert not codes & {"acceptance-breaks-a-rule", "partij-without-line"}


@settings(max_examples=100, deadline=None)
@given(choices)
def test_outstanding_is_what_is_required_less_what_is_signed(steps: list[tuple[str, int, int]]) -> None:
    moment, facts = lived(steps)[-1]
    found = status(facts, moment)
    live = [one for one in found["instruments"] if one["state"] != "void"]
    assert found["outstanding"] == sum(one["required"] - one["signed"] for one in live)
    assert found["outstanding"] == sum(slot["next"] is not None for one in live for slot in one["slots"])


def test_a_fact_is_known_from_the_very_moment_it_is_recorded() -> None:
    history = History.of(volmacht())
    moments: list[tuple[datetime, object]] = [(ISSUED, (0, None, None))]
    key = history.receive(*(slot.id for slot in history.facts.uitgiften[0].slots), on="2024-02-20")
    moments.append((at("2024-02-20"), (0, key, None)))
    history.decide(key, on="2024-02-21", signed_on=written("2024-02-20"))
    moments.append((at("2024-02-21"), (3, None, None)))
    history.act("2024-02-19")
    history.dispute(on="2024-02-22")
    moments.append((at("2024-02-22"), (3, None, "disputed")))
    history.invalidate(key, on="2024-02-23")
    moments.append((at("2024-02-23"), (0, None, "fell-back")))
    history.decline(history.facts.uitgiften[0].slots[0].id, on="2024-02-24")
    history.withdraw(on="2024-02-25")
    moments.append((at("2024-02-25"), (0, None, None)))
    for moment, expected in moments:
        assert seen(history.facts, moment) == expected
        assert seen(history.facts, moment - timedelta(microseconds=1)) != expected


def seen(facts: Facts, moment: datetime) -> tuple[int, str | None, str | None] | None:
    """Signed lines, what waits for a decision, and the first problem; None when nothing or a void issue is there."""
    found = status(facts, moment)
    if not found["instruments"]:
        return None
    (instrument,) = found["instruments"]
    problem = found["problems"][0]["code"] if found["problems"] else None
    return instrument["signed"], instrument["slots"][1]["pending"], problem


def test_a_file_whose_check_came_later_is_known_from_the_check() -> None:
    history = History.of(volmacht())
    slot = history.facts.uitgiften[0].slots[1].id
    key = history.receive(slot, on="2024-02-20", checked_at=at("2024-02-22"))
    assert seen(history.facts, at("2024-02-21")) == (0, None, None)
    assert seen(history.facts, at("2024-02-22")) == (0, key, None)
