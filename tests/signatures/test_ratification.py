"""Bekrachtiging: acts of the penvoerder that no volmacht covered on the day (BW 3:69)."""

import pytest
from history import FL, NH, UT, ZH, History, at, day, uitgifte, verlenging, volmacht

from signatures import status
from signatures.effect import instrument_states
from signatures.known import Known
from signatures.ratification import Ground, to_ratify, verleningen, volmachtgevers

LATER = at("2026-06-01")


def granted(partij: str = FL, signed: str = "2024-03-05", **other: object) -> History:
    history = History.of(volmacht(partij, **other))
    history.sign_all(signed=signed)
    return history


def grounds(history: History, known: str = "2026-06-01") -> list[tuple[str, Ground]]:
    return [(found.partij, found.ground) for found in to_ratify(history.facts, at(known))]


def test_every_partij_but_the_penvoerder_grants_a_volmacht() -> None:
    assert volmachtgevers(History().facts) == (FL, UT, ZH)


@pytest.mark.parametrize(
    ("on", "ground"),
    [
        ("2023-12-31", Ground.OUTSIDE_TERM),
        ("2024-01-01", Ground.BEFORE_GRANT),
        ("2024-03-04", Ground.BEFORE_GRANT),
        ("2024-03-05", None),
        ("2024-12-31", None),
        ("2025-01-01", Ground.OUTSIDE_TERM),
    ],
)
def test_an_act_is_held_against_the_term_and_the_date_of_the_volmacht(on: str, ground: Ground | None) -> None:
    history = granted()
    history.act(on, partijen=(FL,))
    assert grounds(history) == ([(FL, ground)] if ground else [])


def test_the_date_of_a_volmacht_is_that_of_its_last_line() -> None:
    history = History.of(volmacht())
    history.sign(history.slot(FL, 1), history.slot(FL, 2), signed="2024-02-20")
    history.sign(history.slot(FL, 3), signed="2024-03-05")
    history.act("2024-03-01", partijen=(FL,))
    assert grounds(history) == [(FL, Ground.BEFORE_GRANT)]


def test_as_long_as_one_line_is_open_there_is_no_volmacht() -> None:
    history = History.of(volmacht())
    history.sign(history.slot(FL, 1), history.slot(FL, 2))
    history.act("2024-03-01", partijen=(FL,))
    assert grounds(history) == [(FL, Ground.NOT_GRANTED)]


def test_an_act_for_all_is_reported_per_volmachtgever_and_never_for_the_penvoerder() -> None:
    history = granted(UT, signed="2024-02-20")
    history.act("2024-03-01")
    assert [partij for partij, _ in grounds(history)] == [FL, ZH]


def test_an_act_in_the_name_of_the_penvoerder_itself_needs_nobody() -> None:
    history = History.of()
    history.act("2024-03-01", partijen=(NH,))
    assert grounds(history) == []


def test_the_agreement_in_force_does_not_replace_the_volmacht() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all()
    history.act("2024-03-01", partijen=(FL,))
    assert grounds(history) == [(FL, Ground.NOT_GRANTED)]


def test_an_act_that_was_not_known_yet_is_not_reported_yet() -> None:
    history = granted()
    history.act("2024-03-01", partijen=(FL,))
    assert grounds(history, known="2024-03-01") == []


def test_a_volmacht_found_invalid_leaves_its_acts_uncovered() -> None:
    history = granted()
    history.act("2024-04-01", partijen=(FL,))
    history.invalidate(history.facts.inzendingen[0].id, on="2024-05-01")
    assert grounds(history, known="2024-04-30") == []
    assert grounds(history, known="2024-05-02") == [(FL, Ground.NOT_GRANTED)]


def test_a_contested_volmacht_does_not_cover_in_silence() -> None:
    history = granted()
    history.dispute(on="2024-04-10")
    history.act("2024-04-20", partijen=(FL,))
    assert grounds(history) == [(FL, Ground.DISPUTED)]


def test_a_renewed_volmacht_covers_its_own_year() -> None:
    history = granted()
    renewed = volmacht(
        FL, document="volmacht-flevoland-2025", works_back_to=day("2025-01-01"), ends_on=day("2025-12-31")
    )
    history.issue(renewed)
    history.sign_all(issue=1, signed="2025-02-01")
    history.act("2025-03-01", partijen=(FL,))
    history.act("2025-01-15", partijen=(FL,))
    assert grounds(history) == [(FL, Ground.BEFORE_GRANT)]


def test_a_volmacht_that_an_extension_continues_covers_the_extended_year() -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.sign_all(1)
    history.issue(verlenging(volmachten_voortgezet=True))
    history.sign_all(2, signed="2024-11-20")
    history.act("2025-03-01", partijen=(FL,))
    assert grounds(history) == []


def test_the_report_says_in_dutch_what_has_to_be_ratified_and_why() -> None:
    history = granted()
    history.act("2024-02-10", partijen=(FL,))
    (found,) = to_ratify(history.facts, LATER)
    assert found.message == (
        "Bekrachtiging nodig door provincie Flevoland van de handeling van 10 februari 2024 (opdracht onderzoek): "
        "de volmacht is pas op 5 maart 2024 verleend."
    )


def test_status_carries_the_report() -> None:
    history = granted()
    history.act("2024-02-10", partijen=(FL,))
    (found,) = status(history.facts, LATER)["bekrachtiging"]
    assert (found["partij"], found["day"], found["ground"]) == (FL, "2024-02-10", "before-grant")


def test_status_tells_of_every_volmacht_that_is_needed_how_it_stands() -> None:
    history = granted()
    assert [
        (v["partij"], v["state"], v["granted_on"]) for v in status(history.facts, at("2024-06-01"))["volmachten"]
    ] == [
        (FL, "executed", "2024-03-05"),
        (UT, None, None),
        (ZH, None, None),
    ]


def test_of_two_volmachten_the_first_granted_is_told() -> None:
    history = granted()
    history.issue(volmacht(FL, document="a-tweede"))
    history.sign_all(issue=1, signed="2024-04-01")
    assert status(history.facts, at("2024-06-01"))["volmachten"][0]["granted_on"] == "2024-03-05"


def test_a_withdrawn_volmacht_is_none() -> None:
    history = History.of(volmacht())
    history.withdraw()
    known = Known(history.facts, LATER)
    assert verleningen(known, instrument_states(history.facts, LATER))[0].state is None
