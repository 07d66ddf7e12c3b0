"""Taking effect, working back, ending; and what is for counsel (design: the domain, rules of taking effect)."""

from dataclasses import replace

import pytest
from history import FL, NH, PARTIJEN, UT, ZH, History, at, day, uitgifte, verlenging, volmacht, written

from signatures import in_force, status
from signatures.effect import ForCounselError, InstrumentState, InstrumentStatus, instrument_state
from signatures.facts import SigningDate, Source

MUCH_LATER = at("2026-06-01")


def state(history: History, issue: int = 0, known: str = "2024-06-01", as_of: str | None = None) -> InstrumentState:
    asked = day(as_of) if as_of else None
    found = instrument_state(history.facts, history.facts.uitgiften[issue].id, at(known), asked)
    assert found is not None
    return found


def problems(history: History, known: str = "2024-06-01", as_of: str | None = None) -> list[str]:
    answer = status(history.facts, at(known), day(as_of) if as_of else None)
    return [problem["code"] for problem in answer["problems"]]


def signed(last: str = "2024-03-05", issued: str = "2024-02-01", **other: object) -> History:
    """Everybody on 20 February 2024 (or the same day as the last), Utrecht last."""
    history = History.of(uitgifte(issued_at=at(issued), **other))
    first = min("2024-02-20", last) if issued < "2024-02-20" else last
    history.sign_all(signed=first, but=(UT,))
    history.sign(history.slot(UT), signed=last)
    return history


# states


def test_an_agreement_without_signatures_is_open() -> None:
    assert state(History.of()).status is InstrumentStatus.OPEN


def test_an_agreement_that_some_have_signed_is_partly_signed() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    assert state(history).status is InstrumentStatus.PARTLY_SIGNED


def test_an_agreement_that_all_have_signed_is_executed() -> None:
    assert state(signed()).status is InstrumentStatus.EXECUTED


@pytest.mark.parametrize("missing", [(p,) for p in PARTIJEN])
def test_no_partij_can_be_missed(missing: tuple[str, ...]) -> None:
    history = History.of()
    history.sign_all(but=missing)
    assert state(history).took_effect_on is None


@pytest.mark.parametrize("number", [1, 2])
def test_of_two_capacities_none_can_be_missed(number: int) -> None:
    history = History.of()
    history.sign_all(but=(ZH,))
    history.sign(history.slot(ZH, number))
    assert state(history).status is InstrumentStatus.PARTLY_SIGNED


def test_a_missing_volmacht_does_not_stop_the_agreement() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all()
    assert [state(history, issue).status for issue in (0, 1)] == [InstrumentStatus.EXECUTED, InstrumentStatus.OPEN]
    assert in_force(history.facts, day("2024-03-01"), at("2024-06-01"))


def test_a_volmacht_needs_its_three_signatures() -> None:
    history = History.of(volmacht())
    history.sign(history.slot(FL, 1))
    history.sign(history.slot(FL, 2))
    assert state(history).status is InstrumentStatus.PARTLY_SIGNED
    history.sign(history.slot(FL, 3))
    assert state(history).status is InstrumentStatus.EXECUTED


def test_a_withdrawn_agreement_is_void() -> None:
    history = History.of()
    history.sign(history.slot(FL))
    history.withdraw()
    assert (state(history).status, state(history).signed) == (InstrumentStatus.VOID, 0)


def test_a_contested_agreement_is_disputed() -> None:
    history = signed()
    history.dispute()
    assert state(history).status is InstrumentStatus.DISPUTED


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2024-12-31", InstrumentStatus.EXECUTED), ("2025-01-01", InstrumentStatus.ENDED)]
)
def test_an_agreement_ends_by_law_after_its_last_day(as_of: str, expected: InstrumentStatus) -> None:
    assert state(signed(), as_of=as_of).status is expected


def test_an_agreement_ends_at_midnight_in_the_netherlands() -> None:
    assert state(signed(), known="2024-12-31T22:59:59").status is InstrumentStatus.EXECUTED
    assert state(signed(), known="2024-12-31T23:30:00").status is InstrumentStatus.ENDED


def test_an_agreement_without_an_end_does_not_end() -> None:
    assert state(signed(ends_on=None), as_of="2044-01-01").status is InstrumentStatus.EXECUTED


def test_an_agreement_without_a_line_for_a_partij_is_never_executed() -> None:
    history = History()
    history.add("uitgiften", uitgifte(lines=()))
    assert state(history).took_effect_on is None
    assert "partij-without-line" in problems(history)


# taking effect


def test_it_takes_effect_on_the_latest_signing_date() -> None:
    assert state(signed(last="2024-03-05")).took_effect_on == day("2024-03-05")


def test_neither_receipt_nor_acceptance_moves_the_day_of_effect() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    key = history.receive(history.slot(UT), on="2024-04-10")
    history.decide(key, on="2024-04-20", signed_on=written("2024-03-05"))
    assert state(history).took_effect_on == day("2024-03-05")


def test_the_latest_capacity_decides_too() -> None:
    history = History.of()
    history.sign_all(but=(ZH,))
    history.sign(history.slot(ZH, 1), signed="2024-03-01")
    history.sign(history.slot(ZH, 2), signed="2024-03-14")
    assert state(history).took_effect_on == day("2024-03-14")


def test_an_incomplete_agreement_has_no_day_of_effect_and_works_back_to_nothing() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    assert (state(history).took_effect_on, state(history).works_back_to) == (None, None)


def test_once_in_force_it_works_back() -> None:
    assert state(signed()).works_back_to == day("2024-01-01")


def test_signed_before_the_day_in_its_text_it_does_not_work_back() -> None:
    history = signed(last="2024-03-05", works_back_to=day("2024-04-01"))
    assert state(history).works_back_to is None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2023-12-31", False),
        ("2024-01-01", True),
        ("2024-03-04", True),
        ("2024-03-05", True),
        ("2024-12-31", True),
        ("2025-01-01", False),
    ],
)
def test_in_force_from_the_retroactive_start_until_the_end_by_law(asked: str, expected: bool) -> None:
    assert in_force(signed().facts, day(asked), MUCH_LATER) is expected


@pytest.mark.parametrize(("asked", "expected"), [("2024-03-04", False), ("2024-03-05", True)])
def test_without_retroactive_force_it_starts_on_the_latest_signing_date(asked: str, expected: bool) -> None:
    assert in_force(signed(works_back_to=None).facts, day(asked), MUCH_LATER) is expected


@pytest.mark.parametrize("asked", ["2024-01-01", "2024-02-20", "2024-06-01"])
def test_before_the_last_signature_is_known_no_day_is_in_force(asked: str) -> None:
    assert not in_force(signed(last="2024-03-05").facts, day(asked), at("2024-03-04"))


def test_a_day_in_the_past_is_answered_by_what_was_known_then_and_by_what_is_known_now() -> None:
    facts = signed(last="2024-03-05").facts
    answers = [in_force(facts, day("2024-02-01"), at(known)) for known in ("2024-02-25", "2024-03-06")]
    assert answers == [False, True]


# two clocks


def test_found_invalid_later_it_falls_back_from_the_start_and_earlier_reports_stay() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    history.invalidate(history.sign(history.slot(UT), signed="2024-03-05"), on="2024-04-01")
    assert in_force(history.facts, day("2024-03-20"), at("2024-03-31"))
    assert not in_force(history.facts, day("2024-03-20"), at("2024-04-02"))
    assert state(history).status is InstrumentStatus.PARTLY_SIGNED


def test_falling_back_is_reported_to_counsel() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    history.invalidate(history.sign(history.slot(UT), signed="2024-03-05"), on="2024-04-01")
    assert problems(history, known="2024-03-31") == []
    assert problems(history, known="2024-04-02") == ["fell-back"]


def test_signed_again_after_a_finding_it_takes_effect_on_the_new_date() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    history.invalidate(history.sign(history.slot(UT), signed="2024-03-05"), on="2024-04-01")
    history.sign(history.slot(UT), signed="2024-04-09")
    assert state(history).took_effect_on == day("2024-04-09")
    assert problems(history) == []


def test_one_file_found_invalid_falls_back_on_every_line_it_filled() -> None:
    history = History.of()
    history.sign_all(but=(ZH,))
    both = history.sign(history.slot(ZH, 1), history.slot(ZH, 2))
    history.invalidate(both)
    assert state(history).signed == 3


# errors for counsel, never a silent answer


def test_a_last_signature_on_the_end_date_is_in_time() -> None:
    assert problems(signed(last="2024-12-31", issued="2024-12-01"), known="2025-01-02") == []


def late() -> History:
    return signed(last="2025-01-06", issued="2024-12-01")


def test_a_last_signature_after_the_end_date_is_for_counsel() -> None:
    assert problems(late(), known="2025-02-01") == ["signed-after-end"]
    assert state(late(), known="2025-02-01").status is InstrumentStatus.EXECUTED


@pytest.mark.parametrize("asked", ["2024-01-01", "2024-12-31", "2025-01-06", "2025-06-01"])
def test_signed_after_the_end_no_day_gets_a_silent_answer(asked: str) -> None:
    with pytest.raises(ForCounselError, match="moet een jurist beoordelen"):
        in_force(late().facts, day(asked), MUCH_LATER)
    assert status(late().facts, MUCH_LATER, day(asked))["in_force"] is None


def test_signed_after_the_end_a_day_before_its_start_is_still_not_in_force() -> None:
    assert not in_force(late().facts, day("2023-12-31"), MUCH_LATER)


def test_half_an_hour_can_make_a_signature_too_late() -> None:
    history = History.of(uitgifte(issued_at=at("2024-12-01")))
    history.sign_all(signed="2024-12-10", but=(UT,))
    stamp = SigningDate.at(at("2024-12-31T23:30:00"), Source.TIMESTAMP)
    history.decide(history.receive(history.slot(UT), on="2025-01-02", signing=stamp), on="2025-01-02")
    assert state(history, known="2025-02-01").took_effect_on == day("2025-01-01")
    assert problems(history, known="2025-02-01") == ["signed-after-end"]


def test_an_end_date_that_passes_before_all_have_signed_is_for_counsel() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    assert problems(history, known="2024-12-31") == []
    assert problems(history, known="2025-01-01") == ["end-passed-unsigned"]


def test_a_dispute_is_for_counsel_on_every_day_of_the_term() -> None:
    history = signed()
    history.dispute(on="2024-05-01")
    assert in_force(history.facts, day("2024-04-01"), at("2024-04-30"))
    with pytest.raises(ForCounselError):
        in_force(history.facts, day("2024-04-01"), at("2024-05-02"))
    assert not in_force(history.facts, day("2025-04-01"), at("2024-05-02"))


def test_a_dispute_about_what_fell_back_leaves_it_partly_signed() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    key = history.sign(history.slot(UT))
    history.dispute(on="2024-05-01")
    history.invalidate(key, on="2024-05-20")
    assert state(history).status is InstrumentStatus.PARTLY_SIGNED


# extension


def extended(last: str, **other: object) -> History:
    """The agreement in time, its extension signed by all, Utrecht last."""
    history = signed()
    history.issue(verlenging(**other))
    first = min("2024-11-20", last)
    history.sign_all(issue=1, signed=first, but=(UT,))
    history.sign(history.slot(UT, issue=1), signed=last)
    return history


@pytest.mark.parametrize("last", ["2024-12-01", "2024-12-31"])
def test_an_extension_completed_in_time_moves_the_end(last: str) -> None:
    history = extended(last)
    assert state(history, known="2025-02-01").ends_on == day("2025-12-31")
    assert state(history, known="2025-02-01").status is InstrumentStatus.EXECUTED
    assert in_force(history.facts, day("2025-06-01"), MUCH_LATER)
    assert not in_force(history.facts, day("2026-01-01"), MUCH_LATER)


def test_an_extension_that_is_not_complete_moves_nothing() -> None:
    history = signed()
    history.issue(verlenging())
    history.sign_all(issue=1, signed="2024-11-20", but=(UT,))
    assert state(history).ends_on == day("2024-12-31")
    assert not in_force(history.facts, day("2025-01-01"), MUCH_LATER)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2024-12-31", []),
        ("2025-01-01", ["end-passed-unsigned"]),
        ("2025-12-31", ["end-passed-unsigned"]),
        ("2026-01-01", ["end-passed-unsigned"]),
    ],
)
def test_an_end_that_passes_before_its_extension_is_complete_is_for_counsel(asked: str, found: list[str]) -> None:
    history = signed()
    history.issue(verlenging())
    history.sign_all(issue=1, signed="2024-11-20", but=(UT,))
    assert problems(history, known=asked) == found


def test_an_unsigned_extension_is_no_question_once_another_has_extended_the_term() -> None:
    history = extended("2024-12-01")
    history.issue(verlenging(document="verlenging-anders"))
    assert problems(history, known="2025-06-01") == []


def test_an_extension_completed_after_the_end_is_for_counsel() -> None:
    history = extended("2025-01-02")
    assert problems(history, known="2025-02-01") == ["extended-after-end"]
    assert state(history, known="2025-02-01").ends_on == day("2024-12-31")
    assert in_force(history.facts, day("2024-12-31"), MUCH_LATER)
    with pytest.raises(ForCounselError):
        in_force(history.facts, day("2025-01-01"), MUCH_LATER)
    assert not in_force(history.facts, day("2026-01-01"), MUCH_LATER)


def test_before_the_late_extension_is_known_the_agreement_has_simply_ended() -> None:
    assert not in_force(extended("2025-01-02").facts, day("2025-01-01"), at("2025-01-01"))


def test_an_extension_of_an_extension_builds_on_the_moved_end() -> None:
    history = extended("2024-12-01")
    second = verlenging(document="verlenging-2026", issued_at=at("2025-10-01"), ends_on=day("2026-12-31"))
    history.issue(second)
    history.sign_all(issue=2, signed="2025-11-01")
    assert state(history, known="2025-12-01").ends_on == day("2026-12-31")
    assert problems(history, known="2025-12-01") == []


def test_extensions_are_taken_in_the_order_of_their_terms_whatever_their_names() -> None:
    history = extended("2024-12-01", document="z-verlenging-2025")
    history.issue(verlenging(document="a-verlenging", issued_at=at("2025-10-01"), ends_on=None))
    history.sign_all(issue=2, signed="2025-11-01")
    assert problems(history, known="2025-12-01") == []
    assert in_force(history.facts, day("2044-01-01"), MUCH_LATER)


def test_a_contested_extension_is_for_counsel_from_the_day_after_the_old_end() -> None:
    history = extended("2024-12-01")
    history.dispute(issue=1, on="2024-12-10")
    assert in_force(history.facts, day("2024-12-31"), MUCH_LATER)
    with pytest.raises(ForCounselError):
        in_force(history.facts, day("2025-01-01"), MUCH_LATER)


def test_an_extension_found_invalid_lets_the_old_end_return() -> None:
    history = extended("2024-12-01")
    history.invalidate(history.facts.inzendingen[-1].id, on="2025-03-01")
    assert in_force(history.facts, day("2025-02-01"), at("2025-02-15"))
    assert not in_force(history.facts, day("2025-02-01"), at("2025-03-02"))


@pytest.mark.parametrize(("last", "found"), [("2024-12-31", []), ("2025-01-02", ["extended-after-end"])])
def test_an_extension_in_a_dossier_of_its_own_knows_the_end_of_the_term_before(last: str, found: list[str]) -> None:
    history = History.of(verlenging(vorige_einddatum=day("2024-12-31")))
    history.sign_all(signed=last)
    assert problems(history, known="2025-02-01") == found


def test_volmachten_that_an_extension_continues_last_as_long() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.sign_all(1)
    history.issue(verlenging(volmachten_voortgezet=True))
    history.sign_all(2, signed="2024-11-20")
    assert state(history, issue=1, known="2025-02-01").ends_on == day("2025-12-31")


def test_a_volmacht_that_is_not_continued_ends_with_its_own_term() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.sign_all(1)
    history.issue(verlenging())
    history.sign_all(2, signed="2024-11-20")
    assert state(history, issue=1, known="2025-02-01").status is InstrumentStatus.ENDED


def test_the_penvoerder_signs_the_agreement_as_every_partij_does() -> None:
    history = History.of()
    history.sign_all(but=(NH,))
    assert not in_force(history.facts, day("2024-03-01"), MUCH_LATER)


def test_the_order_of_the_facts_plays_no_part() -> None:
    facts = signed().facts
    turned = replace(
        facts,
        uitgiften=facts.uitgiften[::-1],
        inzendingen=facts.inzendingen[::-1],
        oordelen=facts.oordelen[::-1],
    )
    assert status(turned, MUCH_LATER) == status(facts, MUCH_LATER)


def test_flevoland_alone_does_not_bind_the_others() -> None:
    history = History.of()
    history.sign(history.slot(FL))
    assert not in_force(history.facts, day("2024-03-01"), MUCH_LATER)


def test_an_extension_does_not_bring_an_unsigned_agreement_into_force() -> None:
    history = History.of(uitgifte(), verlenging(issued_at=at("2024-02-01")))
    history.sign_all(issue=1)
    assert not in_force(history.facts, day("2024-06-01"), MUCH_LATER)


def test_signed_on_the_day_in_its_text_there_is_nothing_to_work_back_to() -> None:
    history = signed(last="2024-03-05", works_back_to=day("2024-03-05"))
    assert (state(history).works_back_to, state(history).starts_on) == (None, day("2024-03-05"))


@pytest.mark.parametrize("asked", ["2025-01-01", "2025-12-31"])
def test_a_late_extension_is_for_counsel_up_to_and_including_its_last_day(asked: str) -> None:
    with pytest.raises(ForCounselError):
        in_force(extended("2025-01-02").facts, day(asked), MUCH_LATER)


def test_what_is_contested_about_a_volmacht_leaves_the_agreement_in_force() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.sign_all(1)
    history.dispute(issue=1)
    assert in_force(history.facts, day("2024-06-01"), MUCH_LATER)


def test_only_the_finding_that_made_it_fall_back_is_reported() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.sign_all(1)
    history.invalidate(history.facts.inzendingen[-1].id, on="2024-04-01")
    history.invalidate(history.facts.inzendingen[0].id, on="2024-04-10")
    found = [p for p in status(history.facts, at("2024-06-01"))["problems"] if p["code"] == "fell-back"]
    assert [(p["document"], "10 april 2024" in p["message"]) for p in found] == [
        ("samenwerkingsovereenkomst", True),
        ("volmacht-flevoland", False),
    ]
