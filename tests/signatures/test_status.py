"""Signature lines: outstanding, satisfied, declined, invalidated, void; derived, never set."""

from dataclasses import replace
from datetime import date

import pytest
from history import FL, ISSUED, NH, UT, ZH, History, at, day, uitgifte, volmacht, written

from signatures import status
from signatures.facts import SigningDate, Source, Tier, Verdict
from signatures.known import NaiveMomentError
from signatures.lines import SlotStatus
from signatures.status import slot_status

LATER = at("2024-06-01")


def line(history: History, partij: str = UT, number: int = 1, known: str = "2024-06-01") -> SlotStatus:
    state = slot_status(history.facts, history.slot(partij, number), at(known))
    assert state is not None
    return state.status


# the truth table of one line: what happened → what it is


def nothing(_: History) -> None:
    """Issued, nothing came back."""


def received(h: History) -> None:
    h.receive(h.slot(UT))


def refused(h: History) -> None:
    h.decide(h.receive(h.slot(UT)), accepted=False, reason="onleesbaar")


def accepted(h: History) -> None:
    h.sign(h.slot(UT))


def declined(h: History) -> None:
    h.decline(h.slot(UT))


def declined_then_signed(h: History) -> None:
    h.decline(h.slot(UT), on="2024-02-10")
    h.sign(h.slot(UT))


def taken_back(h: History) -> None:
    h.sign(h.slot(UT))
    h.retract(h.slot(UT))


def taken_back_then_signed_again(h: History) -> None:
    taken_back(h)
    h.sign(h.slot(UT), signed="2024-03-05")


def found_invalid(h: History) -> None:
    h.invalidate(h.sign(h.slot(UT)))


def found_invalid_then_signed_again(h: History) -> None:
    found_invalid(h)
    h.sign(h.slot(UT), signed="2024-04-05")


def found_invalid_then_declined(h: History) -> None:
    found_invalid(h)
    h.decline(h.slot(UT), on="2024-04-05")


def declined_then_signed_then_found_invalid(h: History) -> None:
    h.decline(h.slot(UT), on="2024-02-10")
    found_invalid(h)


def accepted_twice_one_found_invalid(h: History) -> None:
    h.sign(h.slot(UT))
    found_invalid(h)


def accepted_and_taken_back_in_one_moment(h: History) -> None:
    h.sign(h.slot(UT))
    h.retract(h.slot(UT), on="2024-02-20")


def declined_and_signed_in_one_moment(h: History) -> None:
    h.decline(h.slot(UT), on="2024-02-20")
    h.sign(h.slot(UT))


def withdrawn(h: History) -> None:
    h.sign(h.slot(UT))
    h.withdraw()


def superseded(h: History) -> None:
    h.sign(h.slot(UT))
    first = h.facts.uitgiften[0]
    h.issue(uitgifte(version="1.1", issued_at=at("2024-03-01"), supersedes=first.id))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (nothing, "outstanding"),
        (received, "outstanding"),
        (refused, "outstanding"),
        (accepted, "satisfied"),
        (declined, "declined"),
        (declined_then_signed, "satisfied"),
        (taken_back, "declined"),
        (taken_back_then_signed_again, "satisfied"),
        (found_invalid, "invalidated"),
        (found_invalid_then_signed_again, "satisfied"),
        (found_invalid_then_declined, "declined"),
        (declined_then_signed_then_found_invalid, "invalidated"),
        (accepted_twice_one_found_invalid, "satisfied"),
        (accepted_and_taken_back_in_one_moment, "declined"),
        (declined_and_signed_in_one_moment, "satisfied"),
        (withdrawn, "void"),
        (superseded, "void"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_line_is_what_its_history_makes_it(story, expected: str) -> None:  # type: ignore[no-untyped-def]
    history = History.of()
    story(history)
    assert line(history) == expected


def test_a_line_of_one_partij_says_nothing_of_another() -> None:
    history = History.of()
    history.sign(history.slot(UT))
    assert [line(history, partij) for partij in (FL, UT, NH, ZH)] == [
        SlotStatus.OUTSTANDING,
        SlotStatus.SATISFIED,
        SlotStatus.OUTSTANDING,
        SlotStatus.OUTSTANDING,
    ]


def test_two_capacities_are_two_lines() -> None:
    history = History.of()
    history.sign(history.slot(ZH, 1))
    assert (line(history, ZH, 1), line(history, ZH, 2)) == (SlotStatus.SATISFIED, SlotStatus.OUTSTANDING)


def test_of_a_scan_a_person_may_accept_one_line_and_not_the_other() -> None:
    history = History.of()
    scan = history.receive(history.slot(ZH, 1), history.slot(ZH, 2))
    history.decide(scan, slots=(history.slot(ZH, 2),), signed_on=written("2024-02-20"))
    assert (line(history, ZH, 1), line(history, ZH, 2)) == (SlotStatus.OUTSTANDING, SlotStatus.SATISFIED)


def test_lines_of_one_file_may_bear_different_dates() -> None:
    history = History.of(volmacht())
    slots = [history.slot(FL, number) for number in (1, 2, 3)]
    scan = history.receive(*slots)
    dates = ((slots[1], written("2024-02-18")),)
    history.decide(scan, signed_on=written("2024-02-20"), dates=dates)
    states = [slot_status(history.facts, slot, LATER) for slot in slots]
    assert [state.signed_on for state in states if state] == [
        day("2024-02-20"),
        day("2024-02-18"),
        day("2024-02-20"),
    ]


def test_a_partij_that_signed_twice_is_bound_by_the_first() -> None:
    history = History.of()
    history.sign(history.slot(UT), signed="2024-02-20")
    history.sign(history.slot(UT), signed="2024-02-12", on="2024-02-25")
    state = slot_status(history.facts, history.slot(UT), LATER)
    assert state is not None and state.signed_on == day("2024-02-12")


def test_a_new_version_carries_no_signature_over() -> None:
    history = History.of()
    superseded(history)
    state = slot_status(history.facts, history.slot(UT, issue=1), LATER)
    assert state is not None and state.status is SlotStatus.OUTSTANDING


def test_a_later_issue_of_a_document_replaces_the_earlier_even_where_nobody_said_so() -> None:
    history = History.of()
    history.add("uitgiften", uitgifte(version="1.1", issued_at=at("2024-03-01")))
    assert line(history) is SlotStatus.VOID


def test_withdrawing_the_new_version_does_not_revive_the_old() -> None:
    history = History.of()
    superseded(history)
    history.withdraw(issue=1, on="2024-03-02")
    assert line(history) is SlotStatus.VOID


# dates


def test_a_timestamp_goes_before_what_a_person_recorded() -> None:
    history = History.of()
    proven = SigningDate.at(at("2024-02-18"), Source.TIMESTAMP)
    key = history.receive(history.slot(UT), signing=proven)
    history.decide(key, signed_on=written("2024-02-18"))
    state = slot_status(history.facts, history.slot(UT), LATER)
    assert state is not None and state.fill is not None and state.fill.signing.source is Source.TIMESTAMP


def test_a_person_goes_before_what_the_signature_claims_itself() -> None:
    history = History.of()
    claimed = SigningDate.at(at("2024-02-18"), Source.CLAIMED)
    history.decide(history.receive(history.slot(UT), signing=claimed), signed_on=written("2024-02-19"))
    state = slot_status(history.facts, history.slot(UT), LATER)
    assert state is not None and state.signed_on == day("2024-02-19")


@pytest.mark.parametrize(
    ("signing", "proof", "precision"),
    [
        (SigningDate.at(at("2024-02-18"), Source.TIMESTAMP), "tijdstempel", "instant"),
        (SigningDate.at(at("2024-02-18"), Source.CLAIMED), "handtekening", "instant"),
        (SigningDate(date(2024, 2, 18), Source.TRANSCRIBED), "overgenomen", "day"),
        (SigningDate(date(2024, 2, 18), Source.STATED), "opgegeven", "day"),
    ],
)
def test_every_signing_date_says_how_it_is_known_and_how_precisely(
    signing: SigningDate, proof: str, precision: str
) -> None:
    history = History.of()
    history.decide(history.receive(history.slot(UT), signing=signing))
    slot = status(history.facts, LATER)["instruments"][0]["slots"][1]
    assert (slot["signed_on"], slot["proof"], slot["precision"]) == ("2024-02-18", proof, precision)


def test_every_signing_date_has_the_receipt_as_its_bound() -> None:
    history = History.of()
    history.sign(history.slot(UT), signed="2024-02-18", on="2024-02-20T23:30:00")
    slot = status(history.facts, LATER)["instruments"][0]["slots"][1]
    assert (slot["signed_on"], slot["no_later_than"]) == ("2024-02-18", "2024-02-21")


def test_half_an_hour_before_new_year_in_london_is_next_year_in_the_netherlands() -> None:
    signing = SigningDate.at(at("2024-12-31T23:30:00"), Source.TIMESTAMP)
    assert signing.day == day("2025-01-01")


# what slipped in past the rules counts for nothing


@pytest.mark.parametrize(
    "spoilt",
    [
        {"verdict": Verdict.FAIL},
        {"tier": Tier.T4},
        {"partijen": (FL,)},
        {"received_at": at("2024-02-19")},
    ],
    ids=["failed", "T4", "of another partij", "signed after receipt"],
)
def test_an_acceptance_against_the_rules_counts_for_nothing_and_is_reported(spoilt: dict[str, object]) -> None:
    history = History.of()
    history.sign(history.slot(UT))
    inzending = replace(history.facts.inzendingen[0], **spoilt)  # type: ignore[arg-type]
    history.facts = replace(history.facts, inzendingen=(inzending,))
    assert line(history) is SlotStatus.INVALIDATED
    assert [p["code"] for p in status(history.facts, LATER)["problems"]] == ["acceptance-breaks-a-rule"]


# status --json


def test_status_has_the_promised_keys() -> None:
    answer = status(History.of().facts, LATER)
    assert {"dossier", "as_of", "known_as_of", "instruments", "outstanding"} <= answer.keys()
    instrument = answer["instruments"][0]
    promised = {"kind", "version", "state", "signed", "required", "took_effect_on", "works_back_to", "ends_on", "slots"}
    assert promised <= instrument.keys()
    promised = {"partij", "signatory", "capacity", "status", "signed_on", "proof", "since", "next"}
    assert promised <= instrument["slots"][0].keys()


def test_status_counts_what_is_outstanding_over_all_documents() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign(history.slot(UT))
    history.decline(history.slot(ZH, 1))
    assert status(history.facts, LATER)["outstanding"] == 4 + 3


def test_a_void_issue_is_shown_and_asks_nothing() -> None:
    history = History.of()
    history.withdraw()
    answer = status(history.facts, LATER)
    assert (answer["outstanding"], answer["instruments"][0]["state"]) == (0, "void")
    assert {slot["next"] for slot in answer["instruments"][0]["slots"]} == {None}


def test_the_day_asked_of_is_by_default_that_of_the_moment_in_the_netherlands() -> None:
    assert status(History.of().facts, at("2024-12-31T23:30:00"))["as_of"] == "2025-01-01"


def test_the_agreement_stands_first_and_the_volmachten_in_preamble_order() -> None:
    history = History.of(volmacht(ZH, document="a"), volmacht(FL, document="z"), uitgifte())
    answer = status(history.facts, LATER)
    assert [i["document"] for i in answer["instruments"]] == ["samenwerkingsovereenkomst", "z", "a"]


@pytest.mark.parametrize(
    ("story", "since"),
    [
        (nothing, ISSUED),
        (refused, ISSUED),
        (accepted, at("2024-02-20")),
        (declined, at("2024-03-01")),
        (taken_back, at("2024-03-01")),
        (found_invalid, at("2024-04-01")),
        (withdrawn, at("2024-03-01")),
        (superseded, at("2024-03-01")),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_line_says_since_when_it_is_so(story, since) -> None:  # type: ignore[no-untyped-def]
    history = History.of()
    story(history)
    slot = status(history.facts, LATER)["instruments"][0]["slots"][1]
    assert slot["since"] == since.isoformat()


def test_an_open_line_says_how_many_days_it_waits() -> None:
    slot = status(History.of().facts, at("2024-02-15"))["instruments"][0]["slots"][0]
    assert slot["days"] == 14


def test_nothing_is_known_before_the_issue() -> None:
    history = History.of()
    assert status(history.facts, at("2024-01-31"))["instruments"] == []
    assert slot_status(history.facts, history.slot(UT), at("2024-01-31")) is None


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(NaiveMomentError):
        status(History.of().facts, LATER.replace(tzinfo=None))
