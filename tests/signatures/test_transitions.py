"""Every illegal move is refused with one clear Dutch sentence; every legal one passes in silence."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from history import (
    AGREEMENT,
    FL,
    HEAD,
    ISSUED,
    NH,
    UT,
    History,
    at,
    day,
    uitgifte,
    volmacht,
    written,
)

from signatures import illegal, transitions
from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Decline,
    Handeling,
    SigningDate,
    SlotId,
    Source,
    Tier,
    Verdict,
)
from signatures.illegal import IllegalTransition

Story = Callable[[History], None]


def refuses(error: type[IllegalTransition], act: Callable[[], None], *words: str) -> None:
    with pytest.raises(error) as refusal:
        act()
    sentence = str(refusal.value)
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert sentence.endswith(".")
    assert re.search(r"[a-z)]{2}\. ", sentence) is None, "more than one sentence"
    for word in words:
        assert word.lower() in sentence.lower()


# accepting


def test_a_replaced_issue_accepts_nothing() -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    first = history.facts.uitgiften[0]
    history.issue(uitgifte(version="1.1", issued_at=at("2024-02-21"), supersedes=first.id))
    act = lambda: history.decide(key, on="2024-02-22", signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.SupersededIssueError, act, "21 februari 2024", "versie 1.1")


def test_a_withdrawn_issue_accepts_nothing() -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    history.withdraw(on="2024-02-21")
    act = lambda: history.decide(key, on="2024-02-22", signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.WithdrawnIssueError, act, "fout in artikel 6")


def test_two_people_deciding_on_one_submission_one_wins_and_the_other_is_told() -> None:
    history = History.of()
    key = history.sign(history.slot(UT))
    refuses(illegal.AlreadyDecidedError, lambda: history.decide(key, accepted=False, reason="x"), "Behandelaar")


@pytest.mark.parametrize("accepted", [True, False])
def test_a_decision_needs_a_named_person(accepted: bool) -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    refuses(illegal.NobodyNamedError, lambda: history.decide(key, accepted, by=" ", reason="x"))


def test_a_refusal_needs_a_reason() -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    refuses(illegal.ReasonMissingError, lambda: history.decide(key, accepted=False))


def test_a_decision_is_about_a_recorded_submission() -> None:
    refuses(illegal.UnknownObjectError, lambda: History.of().decide("inzending-9"), "inzending-9")


@pytest.mark.parametrize("spoilt", [{"verdict": Verdict.FAIL}, {"tier": Tier.T4}], ids=["failed", "T4"])
def test_what_the_check_rejects_nobody_can_accept(spoilt: dict[str, object]) -> None:
    history = History.of()
    key = history.receive(history.slot(UT), reasons=("De tekst is gewijzigd.",), **spoilt)
    act = lambda: history.decide(key, signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.FailedCheckError, act, "(De tekst is gewijzigd)")


def test_what_the_check_leaves_open_a_person_may_accept() -> None:
    history = History.of()
    key = history.receive(history.slot(UT), verdict=Verdict.INDETERMINATE)
    history.decide(key, signed_on=written("2024-02-20"))


def test_a_file_that_fills_no_line_cannot_be_accepted() -> None:
    history = History.of()
    refuses(illegal.NothingClaimedError, lambda: history.decide(history.receive()))


@pytest.mark.parametrize("field", ["slots", "dates"])
def test_only_lines_that_the_file_fills_can_be_accepted(field: str) -> None:
    history = History.of()
    key, other = history.receive(history.slot(UT)), history.slot(FL)
    given = {"slots": (other,)} if field == "slots" else {"dates": ((other, written("2024-02-20")),)}
    refuses(illegal.LineNotClaimedError, lambda: history.decide(key, **given), "flevoland")


def test_of_a_pack_with_a_replaced_document_the_other_document_can_still_be_accepted() -> None:
    history = History.of(uitgifte(), volmacht())
    old, own = history.slot(FL), history.slot(FL, 1, issue=1)
    key = history.receive(old, own)
    history.issue(uitgifte(version="1.1", issued_at=at("2024-02-21"), supersedes=old.uitgifte))
    act = lambda: history.decide(key, signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.SupersededIssueError, act)
    history.decide(key, signed_on=written("2024-02-20"), slots=(own,))


def test_a_line_that_was_never_opened_cannot_be_filled() -> None:
    history = History.of()
    key = history.receive(replace(history.slot(UT), line=2))
    refuses(illegal.UnknownObjectError, lambda: history.decide(key, signed_on=written("2024-02-20")), "Utrecht")


def test_a_file_for_two_partijen_counts_only_where_it_names_both() -> None:
    history = History.of()
    both = history.slot(UT), history.slot(FL)
    half = history.receive(*both, partijen=(UT,))
    act = lambda: history.decide(half, signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.OneFileTwoPartijenError, act, "provincie Flevoland")
    history.decide(history.receive(*both, partijen=(UT, FL)), signed_on=written("2024-02-20"))


def test_the_same_file_sent_in_again_does_not_count_for_a_second_partij() -> None:
    history = History.of()
    history.decide(history.receive(history.slot(UT), sha256="a" * 64), signed_on=written("2024-02-20"))
    again = history.receive(history.slot(FL), sha256="a" * 64)
    act = lambda: history.decide(again, signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.OneFileTwoPartijenError, act, "provincie Flevoland")


def test_one_scan_split_over_two_partijen_counts_for_both_when_it_names_them() -> None:
    history = History.of()
    for partij in (UT, FL):
        part = history.receive(history.slot(partij), sha256="a" * 64, partijen=(UT, FL))
        history.decide(part, signed_on=written("2024-02-20"))


def test_a_file_accepted_for_the_wrong_partij_and_found_invalid_may_count_for_the_right_one() -> None:
    history = History.of()
    wrong = history.receive(history.slot(UT), sha256="a" * 64)
    history.decide(wrong, signed_on=written("2024-02-20"))
    history.invalidate(wrong, ground="verkeerde partij")
    right = history.receive(history.slot(FL), sha256="a" * 64)
    history.decide(right, signed_on=written("2024-02-20"))


def test_nobody_signs_on_the_line_of_another_partij() -> None:
    history = History.of()
    key = history.receive(history.slot(UT), partijen=(FL,))
    act = lambda: history.decide(key, signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.AnotherPartijError, act, "provincie Utrecht", "Flevoland")


# dates


def test_without_a_date_nothing_can_be_accepted() -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    refuses(illegal.SigningDateMissingError, lambda: history.decide(key), "J.H. Oosters", "provincie Utrecht")


def instant(text: str, source: Source = Source.CLAIMED) -> SigningDate:
    return SigningDate.at(at(text), source)


@pytest.mark.parametrize(
    ("signing", "error"),
    [
        (written("2024-01-31"), illegal.SignedBeforeIssueError),
        (written("2024-02-01"), None),
        (instant("2024-02-01T08:59:59"), illegal.SignedBeforeIssueError),
        (instant("2024-02-01T09:00:00"), None),
        (instant("2024-02-20T12:00:00"), None),
        (instant("2024-02-20T12:00:01"), illegal.SignedAfterReceiptError),
        (written("2024-02-20"), None),
        (written("2024-02-21"), illegal.SignedAfterReceiptError),
    ],
)
def test_signed_not_before_the_issue_and_not_after_the_receipt(
    signing: SigningDate, error: type[IllegalTransition] | None
) -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    if error is None:
        history.decide(
            key, signed_on=signing if signing.source is Source.TRANSCRIBED else None, **_claim(history, signing)
        )
    else:
        _claim(history, signing)
        refuses(error, lambda: history.decide(key, signed_on=_by_person(signing)))


def _by_person(signing: SigningDate) -> SigningDate | None:
    return signing if signing.source is Source.TRANSCRIBED else None


def _claim(history: History, signing: SigningDate) -> dict[str, object]:
    """Let the newest submission claim this moment itself, unless a person gives it."""
    if _by_person(signing) is None:
        newest = history.facts.inzendingen[-1]
        claimed = replace(newest, claims=(replace(newest.claims[0], signing=signing),))
        history.facts = replace(history.facts, inzendingen=(*history.facts.inzendingen[:-1], claimed))
    return {}


def test_an_issue_within_the_second_of_the_signature_is_not_later() -> None:
    history = History.of(uitgifte(issued_at=ISSUED.replace(microsecond=900_000)))
    key = history.receive(history.slot(UT), signing=SigningDate.at(ISSUED, Source.CLAIMED))
    history.decide(key)


def test_the_day_of_receipt_is_a_day_in_the_netherlands() -> None:
    history = History.of()
    key = history.receive(history.slot(UT), on="2024-02-20T23:30:00")
    history.decide(key, on="2024-02-21", signed_on=written("2024-02-21"))


def test_a_person_cannot_set_a_timestamp_aside() -> None:
    history = History.of()
    key = history.receive(history.slot(UT), signing=instant("2024-02-18", Source.TIMESTAMP))
    act = lambda: history.decide(key, signed_on=written("2024-02-17"))  # noqa: E731
    refuses(illegal.ProvenDateError, act, "18 februari 2024", "17 februari 2024")


def test_a_person_may_confirm_what_the_file_says() -> None:
    history = History.of()
    for source in (Source.TIMESTAMP, Source.CLAIMED):
        said = instant("2024-02-18", source)
        history.decide(history.receive(history.slot(UT), signing=said), signed_on=said)


@pytest.mark.parametrize("source", [Source.TIMESTAMP, Source.CLAIMED])
def test_a_person_cannot_make_a_proof(source: Source) -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    act = lambda: history.decide(key, signed_on=instant("2024-02-18", source))  # noqa: E731
    refuses(illegal.UnprovenSourceError, act, source.value)


# mandate: the truth table of who may sign

SIGNED = "2024-02-20"
EVE, SAME, AFTER = day("2024-02-19"), day(SIGNED), day("2024-02-21")


def decision(on=EVE, orgaan: str = "gedeputeerde staten", kenmerk: str = "FICTIEF-3") -> Besluitfeit:  # type: ignore[no-untyped-def]
    return Besluitfeit(orgaan, on, kenmerk)


@pytest.mark.parametrize(
    ("powers", "error"),
    [
        (Bevoegdheid(True, (decision(),)), None),
        (Bevoegdheid(True, (decision(SAME),)), None),
        (Bevoegdheid(True, (decision(AFTER),)), illegal.DecidedAfterSigningError),
        (Bevoegdheid(True, (decision(AFTER), decision(EVE))), None),
        (Bevoegdheid(True), illegal.NoDecisionError),
        (Bevoegdheid(True, (decision(kenmerk=" "),)), illegal.NoDecisionError),
        (Bevoegdheid(True, (decision(orgaan=""),)), illegal.NoDecisionError),
        (Bevoegdheid(False, (decision(),)), illegal.NotAuthorisedError),
        (Bevoegdheid(False, (decision(),), decision(kenmerk="")), illegal.NotAuthorisedError),
        (Bevoegdheid(False, (decision(),), decision()), None),
        (Bevoegdheid(False, (decision(),), decision(SAME)), None),
        (Bevoegdheid(False, (decision(),), decision(AFTER)), illegal.AuthorisedAfterSigningError),
        (Bevoegdheid(False, (), decision()), illegal.NoDecisionError),
        (Bevoegdheid(False, (decision(AFTER),), decision()), illegal.DecidedAfterSigningError),
        (Bevoegdheid(False, (decision(),), decision(), geldig_tot=SAME), None),
        (Bevoegdheid(False, (decision(),), decision(), geldig_tot=EVE), illegal.AuthorisationLapsedError),
        (Bevoegdheid(False, (decision(),), medeondertekent=True), None),
        (Bevoegdheid(False, (), medeondertekent=True), illegal.NoDecisionError),
    ],
)
def test_a_signer_is_head_or_authorised_and_decided_in_time(
    powers: Bevoegdheid, error: type[IllegalTransition] | None
) -> None:
    lines = tuple((p, s, c, powers if p == UT else b) for p, s, c, b in AGREEMENT)
    history = History.of(uitgifte(lines=lines))
    act = lambda: history.sign(history.slot(UT), signed=SIGNED)  # noqa: E731
    if error is None:
        act()
    else:
        assert issubclass(error, illegal.OutsideMandateError)
        refuses(error, act, "J.H. Oosters", "provincie Utrecht")


# declining, taking back, withdrawing, disputing


def test_declining_after_acceptance_is_taking_back() -> None:
    history = History.of()
    history.sign(history.slot(UT))
    refuses(illegal.DeclineAfterAcceptanceError, lambda: history.decline(history.slot(UT)), "teruggenomen")


def test_a_file_from_before_a_decline_does_not_undo_it() -> None:
    history = History.of()
    key = history.receive(history.slot(UT), on="2024-02-20")
    history.decline(history.slot(UT), on="2024-02-25")
    act = lambda: history.decide(key, on="2024-02-26", signed_on=written("2024-02-20"))  # noqa: E731
    refuses(illegal.SentBeforeRefusalError, act, "25 februari 2024")


def test_a_file_from_before_a_retraction_does_not_undo_it() -> None:
    history = History.of()
    key = history.receive(history.slot(UT), on="2024-02-19")
    history.sign(history.slot(UT))
    history.retract(history.slot(UT), on="2024-02-25")
    act = lambda: history.decide(key, on="2024-02-26", signed_on=written("2024-02-19"))  # noqa: E731
    refuses(illegal.SentBeforeRefusalError, act, "provincie Utrecht")


def test_only_an_accepted_signature_can_be_taken_back() -> None:
    history = History.of()
    refuses(illegal.NothingToRetractError, lambda: history.retract(history.slot(UT)))


def test_nobody_takes_a_signature_back_after_execution() -> None:
    history = History.of()
    history.sign_all()
    refuses(illegal.RetractAfterExecutionError, lambda: history.retract(history.slot(UT)), "geschil", "jurist")


def test_nobody_withdraws_an_issue_after_execution() -> None:
    history = History.of()
    history.sign_all()
    refuses(illegal.WithdrawAfterExecutionError, history.withdraw, "geschil", "jurist")


def test_a_partij_may_take_back_once_the_agreement_has_fallen_back() -> None:
    history = History.of()
    history.sign_all(but=(UT,))
    history.invalidate(history.sign(history.slot(UT)))
    history.retract(history.slot(FL), on="2024-04-02")


def test_an_issue_is_withdrawn_once() -> None:
    history = History.of()
    history.withdraw()
    refuses(illegal.WithdrawnIssueError, history.withdraw)


@pytest.mark.parametrize("act", [History.decline, History.retract])
def test_under_a_withdrawn_issue_a_partij_has_nothing_to_say(act: Callable[[History, SlotId], None]) -> None:
    history = History.of()
    history.withdraw()
    refuses(illegal.WithdrawnIssueError, lambda: act(history, history.slot(UT)))


def test_before_execution_there_is_nothing_to_contest() -> None:
    refuses(illegal.DisputeBeforeExecutionError, History.of().dispute)


def test_after_execution_an_agreement_can_be_contested() -> None:
    history = History.of()
    history.sign_all()
    history.dispute()


@pytest.mark.parametrize("by", ["", "Jurist"])
def test_a_decline_names_who_and_why(by: str) -> None:
    history = History.of()
    fact = Decline(history.slot(UT), at("2024-03-01"), "", by)
    error = illegal.ReasonMissingError if by else illegal.NobodyNamedError
    refuses(error, lambda: transitions.check_decline(history.facts, fact))


# found invalid


def test_what_was_never_accepted_cannot_be_found_invalid() -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    refuses(illegal.NotAcceptedError, lambda: history.invalidate(key))
    history.decide(key, accepted=False, reason="onleesbaar")
    refuses(illegal.NotAcceptedError, lambda: history.invalidate(key))


def test_a_submission_is_found_invalid_once() -> None:
    history = History.of()
    key = history.sign(history.slot(UT))
    history.invalidate(key)
    refuses(illegal.AlreadyInvalidatedError, lambda: history.invalidate(key), "1 april 2024")


def test_also_after_execution_a_submission_can_be_found_invalid() -> None:
    history = History.of()
    history.sign_all()
    history.invalidate(history.facts.inzendingen[0].id)


# never


def test_a_submission_is_never_deleted() -> None:
    history = History.of()
    key = history.receive(history.slot(UT))
    refuses(illegal.DeletionError, lambda: transitions.check_delete(history.facts, key), key)


def test_nobody_sets_executed_by_hand() -> None:
    history = History.of()
    issue = history.facts.uitgiften[0].id
    refuses(illegal.StateByHandError, lambda: transitions.check_set_state(history.facts, issue))


# issuing


def test_the_same_text_is_issued_once() -> None:
    refuses(illegal.AlreadyIssuedError, lambda: History.of().issue(uitgifte()) and None, "1 februari 2024")


def test_a_new_version_says_which_it_replaces() -> None:
    history = History.of()
    refuses(illegal.StillCurrentError, lambda: history.issue(uitgifte(version="1.1")) and None, "versie 1.0")


def test_only_the_current_version_can_be_replaced() -> None:
    new = uitgifte(version="1.1", supersedes="0123456789abcdef")
    refuses(illegal.NothingToReplaceError, lambda: History.of().issue(new) and None)


def test_after_a_withdrawal_a_new_version_replaces_nothing() -> None:
    history = History.of()
    history.withdraw()
    history.issue(uitgifte(version="1.1", issued_at=at("2024-03-02")))


def test_what_all_have_signed_cannot_be_replaced() -> None:
    history = History.of()
    history.sign_all()
    new = uitgifte(version="1.1", supersedes=history.facts.uitgiften[0].id)
    refuses(illegal.ExecutedIssueError, lambda: history.issue(new) and None, "verlenging")


def test_the_penvoerder_grants_no_volmacht_to_itself() -> None:
    refuses(illegal.VolmachtByPenvoerderError, lambda: History.of(volmacht(NH)) and None, "penvoerder")


@pytest.mark.parametrize("grantor", [None, "drenthe"])
def test_a_volmacht_is_granted_by_a_partij(grantor: str | None) -> None:
    refuses(illegal.GrantorMissingError, lambda: History.of(volmacht(FL, grantor=grantor)) and None)


def test_an_agreement_has_a_line_for_every_partij() -> None:
    refuses(illegal.WithoutLineError, lambda: History.of(uitgifte(lines=AGREEMENT[:3])) and None, "Zuid-Holland")


@pytest.mark.parametrize(
    "issue",
    [uitgifte(lines=(*AGREEMENT, ("drenthe", "X", "Y", HEAD))), volmacht(FL, grantor=UT)],
    ids=["agreement", "volmacht"],
)
def test_a_document_has_no_line_for_a_stranger(issue: object) -> None:
    refuses(illegal.LineOfStrangerError, lambda: History.of(issue) and None)  # type: ignore[arg-type]


# acts under a volmacht


def test_an_act_is_done_for_partijen_of_the_dossier() -> None:
    act = Handeling(day("2024-02-01"), "opdracht", at("2024-02-02"), ("drenthe",))
    refuses(illegal.UnknownObjectError, lambda: transitions.check_handeling(History.of().facts, act), "drenthe")


def test_every_refusal_of_the_rules_is_a_class_of_its_own() -> None:
    kinds = [kind for kind in vars(illegal).values() if isinstance(kind, type) and issubclass(kind, IllegalTransition)]
    assert len(kinds) == len({kind.__name__ for kind in kinds}) > 30
