"""A volmacht or a machtiging that is taken back (BW 3:72, Provinciewet 176): what was done until then stands."""

import pytest
from history import AGREEMENT, FL, MACHTIGING, NH, UT, ZH, History, at, day, uitgifte, volmacht

from signatures import illegal, status
from signatures.effect import InstrumentStatus, instrument_states
from signatures.illegal import IllegalTransition
from signatures.lines import SlotStatus
from signatures.ratification import Ground, to_ratify
from signatures.status import slot_status

LATER = "2026-06-01"


def granted(**other: object) -> History:
    """A volmacht of Flevoland that is signed on 5 March 2024."""
    history = History.of(volmacht(**other))
    history.sign_all(signed="2024-03-05")
    return history


def grounds(history: History, known: str = LATER) -> list[Ground]:
    return [found.ground for found in to_ratify(history.facts, at(known))]


# --- a volmacht -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "needs"),
    [
        ("2024-02-10", [Ground.BEFORE_GRANT]),
        ("2024-06-29", []),
        ("2024-06-30", []),
        ("2024-07-01", [Ground.OUTSIDE_TERM]),
        ("2024-12-31", [Ground.OUTSIDE_TERM]),
    ],
)
def test_acts_until_the_last_day_are_covered_and_later_ones_are_not(done: str, needs: list[Ground]) -> None:
    history = granted()
    history.revoke(last_day="2024-06-30")
    history.act(done, partijen=(FL,))
    assert grounds(history) == needs


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("2024-06-30", InstrumentStatus.EXECUTED),
        ("2024-07-01", InstrumentStatus.ENDED),
    ],
)
def test_the_volmacht_ends_on_that_day(asked: str, state: InstrumentStatus) -> None:
    history = granted()
    history.revoke(last_day="2024-06-30", on="2024-06-01")
    (found,) = instrument_states(history.facts, at(asked))
    assert (found.status, found.ends_on) == (state, day("2024-06-30"))


def test_before_it_was_recorded_the_earlier_report_stays() -> None:
    history = granted()
    history.revoke(last_day="2024-03-31", on="2024-06-01")
    history.act("2024-04-15", partijen=(FL,))
    (before,) = instrument_states(history.facts, at("2024-05-31"))
    assert before.ends_on == day("2024-12-31")
    assert grounds(history, known="2024-05-31") == []
    assert grounds(history, known="2024-06-02") == [Ground.OUTSIDE_TERM]


def test_an_extension_does_not_bring_a_revoked_volmacht_back() -> None:
    from history import verlenging

    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.sign_all(1, signed="2024-03-05")
    history.issue(verlenging(volmachten_voortgezet=True, issued_at=at("2024-04-01")))
    history.sign_all(2, signed="2024-04-10")
    history.revoke(1, last_day="2024-06-30")
    ends = {s.uitgifte.document: s.ends_on for s in instrument_states(history.facts, at("2024-07-02"))}
    assert ends["volmacht-flevoland"] == day("2024-06-30")
    assert ends["samenwerkingsovereenkomst"] == day("2025-12-31")


def test_of_two_herroepingen_the_one_that_ends_it_first_counts() -> None:
    history = granted()
    history.revoke(last_day="2024-09-30")
    history.revoke(last_day="2024-06-30", on="2024-06-02")
    (found,) = instrument_states(history.facts, at("2024-06-03"))
    assert found.ends_on == day("2024-06-30")


def test_the_reason_is_told_in_dutch() -> None:
    history = granted()
    history.revoke(last_day="2024-06-30")
    (found,) = status(history.facts, at("2024-06-03"))["instruments"]
    assert found["reasons"][0].endswith(
        "werkt terug tot 1 januari 2024 en eindigt door herroeping op 30 juni 2024 (nieuw beleid)."
    )
    (later,) = status(history.facts, at("2024-07-03"))["instruments"]
    assert "eindigde door herroeping op 30 juni 2024" in later["reasons"][0]
    assert status(history.facts, at("2024-07-03"))["volmachten"][0]["ends_on"] == "2024-06-30"


@pytest.mark.parametrize(
    ("last_day", "other", "refusal"),
    [
        ("2024-03-04", {}, illegal.EndsBeforeGivenError),
        ("2024-03-05", {}, None),
        ("2024-12-30", {}, None),
        ("2024-12-31", {}, illegal.AlreadyEndsError),
        ("2025-02-01", {}, illegal.AlreadyEndsError),
        ("2024-06-30", {"partij": UT}, illegal.NotAVolmachtError),
        ("2024-06-30", {"uitgifte": "weg"}, illegal.UnknownObjectError),
        ("2024-06-30", {"by": " "}, illegal.NobodyNamedError),
        ("2024-06-30", {"reason": ""}, illegal.ReasonMissingError),
    ],
)
def test_a_volmacht_ends_between_its_grant_and_its_end(
    last_day: str, other: dict[str, str], refusal: type[IllegalTransition] | None
) -> None:
    history = granted()
    if refusal is None:
        history.revoke(last_day=last_day, **other)
        return
    with pytest.raises(refusal):
        history.revoke(last_day=last_day, **other)
    assert history.facts.herroepingen == ()


def test_what_is_not_granted_or_no_volmacht_cannot_be_revoked() -> None:
    history = History.of(volmacht(), uitgifte())
    with pytest.raises(illegal.NotGrantedError, match="nog niet volledig getekend"):
        history.revoke(0)
    with pytest.raises(illegal.NotAVolmachtError):
        history.revoke(1, partij=FL)


# --- a machtiging -----------------------------------------------------------------------------------------------------


def machtiging_ended(history: History, last_day: str = "2024-02-20", on: str = "2024-02-21") -> None:
    history.revoke(last_day=last_day, on=on, partij=NH, kenmerk=MACHTIGING.kenmerk)


@pytest.mark.parametrize(
    ("signed", "valid"),
    [
        ("2024-02-19", True),
        ("2024-02-20", True),
        ("2024-02-21", False),
    ],
)
def test_a_signature_after_the_machtiging_ended_is_refused(signed: str, valid: bool) -> None:
    history = History.of()
    machtiging_ended(history)
    if valid:
        history.sign(history.slot(NH), signed=signed)
        return
    with pytest.raises(illegal.AuthorisationLapsedError, match="tot en met 20 februari 2024"):
        history.sign(history.slot(NH), signed=signed)


@pytest.mark.parametrize(
    ("signed", "state"),
    [("2024-02-20", SlotStatus.SATISFIED), ("2024-02-21", SlotStatus.INVALIDATED)],
)
def test_one_that_was_accepted_before_that_was_known_falls_back(signed: str, state: SlotStatus) -> None:
    history = History.of()
    history.sign(history.slot(NH), signed=signed, on="2024-02-22")
    machtiging_ended(history, on="2024-03-01")
    before = slot_status(history.facts, history.slot(NH), at("2024-02-29"))
    after = slot_status(history.facts, history.slot(NH), at("2024-03-02"))
    assert before and after
    assert (before.status, after.status) == (SlotStatus.SATISFIED, state)
    if state is SlotStatus.INVALIDATED:
        assert after.since == at("2024-03-01")


def test_it_touches_nobody_else_with_a_machtiging_of_that_reference() -> None:
    history = History.of()
    machtiging_ended(history)
    history.sign(history.slot(ZH, 1), signed="2024-03-01")
    history.sign(history.slot(FL), signed="2024-03-01")


def test_who_still_has_to_sign_is_told_to_get_a_new_one() -> None:
    history = History.of()
    machtiging_ended(history)
    found = status(history.facts, at("2024-02-22"))["instruments"][0]["slots"]
    (line,) = [slot for slot in found if slot["partij"] == NH]
    assert "machtiging" in line["next"] and "20 februari 2024" in line["next"]


@pytest.mark.parametrize(
    ("last_day", "other", "refusal"),
    [
        ("2023-12-04", {}, illegal.EndsBeforeGivenError),
        ("2024-02-20", {"kenmerk": "WEG"}, illegal.UnknownObjectError),
        ("2024-02-20", {"partij": FL}, illegal.UnknownObjectError),
    ],
)
def test_only_a_recorded_machtiging_ends_and_not_before_it_was_given(
    last_day: str, other: dict[str, str], refusal: type[IllegalTransition]
) -> None:
    history = History.of(uitgifte(lines=AGREEMENT))
    with pytest.raises(refusal):
        history.revoke(last_day=last_day, **({"partij": NH, "kenmerk": MACHTIGING.kenmerk} | other))


def test_ended_once_it_is_not_ended_later() -> None:
    history = History.of()
    machtiging_ended(history)
    with pytest.raises(illegal.AlreadyEndsError, match="20 februari 2024"):
        machtiging_ended(history, last_day="2024-03-01", on="2024-03-01")
