"""What goes into the store comes out the same, on each database."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from paper_trail import (
    DECIDED,
    ISSUED,
    MACHTIGING,
    RECEIVED,
    aanbieding,
    accepted,
    later,
    returned,
    sha,
    signed_by_all,
)

from signatures import store
from signatures.facts import (
    Decline,
    Dispute,
    Handeling,
    Herroeping,
    Invalidation,
    Oordeel,
    Retraction,
    SigningDate,
    Source,
    Tier,
    Withdrawal,
)
from signatures.illegal import AlreadyDecidedError, AlreadyIssuedError, IllegalTransition, NobodyNamedError

pytestmark = pytest.mark.usefixtures("home")


def issue():
    offer = aanbieding()
    store.record_issue(offer)
    return offer


def hand_in(offer, partij: str, key: str = ""):
    inzending, data = returned(partij, offer, key)
    return store.record_submission(inzending, data, by="loket", dossier=offer.dossier)


def test_issued_documents_come_back_equal():
    offer = issue()
    facts = store.facts_of("ptb")
    assert facts.uitgiften == offer.uitgiften
    assert (facts.partijen, facts.penvoerder, facts.names) == (offer.partijen, offer.penvoerder, offer.names)


def test_a_pack_comes_back_with_its_bytes():
    offer = issue()
    for expected, data in offer.packs:
        assert store.pack_of("ptb", expected.partij) == (expected, data)
        (found,) = store.packs_by_sha(sha(data))
        assert found.load() == data


def test_what_was_frozen_at_issue_comes_back():
    offer = issue()
    (stored,) = store.aanbiedingen("ptb")
    assert {name: store.kept_bytes(key) for name, key in stored.files.items()} == dict(offer.files)
    assert stored.versions == offer.versions
    assert stored.uitgiften == tuple(u.id for u in offer.uitgiften)


def test_the_same_text_is_not_issued_twice():
    offer = issue()
    with pytest.raises(AlreadyIssuedError):
        store.record_issue(offer)
    assert store.facts_of("ptb").uitgiften == offer.uitgiften


def test_the_same_text_is_not_issued_in_another_dossier():
    offer = issue()
    other = aanbieding("ander")
    stolen = type(other)(**{**vars(other), "uitgiften": offer.uitgiften})
    with pytest.raises(AlreadyIssuedError):
        store.record_issue(stolen)


def test_a_pack_that_is_not_the_bytes_it_names_stops_the_whole_issue():
    offer = aanbieding()
    (first, _), *rest = offer.packs
    broken = type(offer)(**{**vars(offer), "packs": ((first, b"iets anders"), *rest)})
    with pytest.raises(store.OtherBytesError):
        store.record_issue(broken)
    assert store.dossiers() == ()


def test_a_new_version_stands_beside_the_old_one():
    offer = issue()
    at = later(ISSUED, 600)
    agreement, *volmachten = aanbieding(version="1.1", at=at, supersedes=offer.uitgiften[0].id).uitgiften
    second = aanbieding(version="1.1", at=at)
    replaced = [
        type(new)(**{**vars(new), "supersedes": old.id})
        for new, old in zip(volmachten, offer.uitgiften[1:], strict=True)
    ]
    store.record_issue(type(second)(**{**vars(second), "uitgiften": (agreement, *replaced)}))
    assert store.facts_of("ptb").uitgiften == (*offer.uitgiften, agreement, *replaced)
    assert store.pack_of("ptb", "utrecht")[0].issued_at == at


def test_a_submission_comes_back_with_its_bytes_and_evidence():
    offer = issue()
    inzending, data = returned("utrecht", offer)
    details = {"gereedschap": {"pyhanko": "0.38"}, "bladzijden": [1, 2]}
    store.record_submission(inzending, data, by="loket", dossier="ptb", details=details, files={"vak.png": b"beeld"})
    stored = store.submission(inzending.id)
    assert (stored.inzending, stored.dossier, stored.by, stored.details) == (inzending, "ptb", "loket", details)
    assert store.submission_bytes(inzending.id) == data
    assert store.kept_bytes(stored.files["vak.png"]) == b"beeld"
    assert store.facts_of("ptb").inzendingen == (inzending,)


def test_a_file_of_no_known_dossier_is_kept_and_can_be_refused():
    data = b"geen pdf"
    stray = type(returned("utrecht", aanbieding())[0])(
        "i-1", sha(data), "vakantie.jpg", RECEIVED, Tier.T4, returned("utrecht", aanbieding())[0].verdict
    )
    store.record_submission(stray, data, by="loket")
    store.record_decision(Oordeel("i-1", False, "P. Penvoerder", DECIDED, reason="geen stuk van ons"))
    assert store.submission_bytes("i-1") == data
    assert store.undecided() == ()


def test_a_file_waits_to_be_checked_until_it_is():
    offer = issue()
    inzending, data = returned("utrecht", offer)
    waiting = store.receive(data, "utrecht.pdf", RECEIVED, "loket", "utrecht")
    assert store.unchecked() == (waiting,)
    assert waiting.load() == data
    store.record_submission(inzending, data, by="loket", dossier="ptb")
    assert store.unchecked() == ()


def test_a_file_that_waits_is_not_received_twice():
    first = store.receive(b"stuk", "a.pdf", RECEIVED, "loket")
    assert store.receive(b"stuk", "b.pdf", later(RECEIVED, 5), "loket") == first
    assert store.log_head().seq == 1


def test_the_same_outcome_for_the_same_file_is_recorded_once():
    offer = issue()
    first = hand_in(offer, "utrecht")
    again = type(first)(**{**vars(first), "id": "i-tweede", "received_at": later(RECEIVED, 1)})
    assert store.record_submission(again, returned("utrecht", offer)[1], by="loket", dossier="ptb") == first
    assert len(store.submissions("ptb")) == 1


def test_a_later_check_with_another_outcome_is_a_submission_of_its_own():
    offer = issue()
    first = hand_in(offer, "utrecht")
    checked = type(first)(**{**vars(first), "id": "i-utrecht-later", "reasons": ("CRL ontvangen.",)})
    store.record_submission(checked, returned("utrecht", offer)[1], by="loket", dossier="ptb")
    assert store.facts_of("ptb").inzendingen == (first, checked)


def test_a_decision_comes_back_with_its_dates_per_line():
    offer = issue()
    inzending = hand_in(offer, "utrecht")
    stated = SigningDate(date(2024, 1, 25), Source.TRANSCRIBED)
    slots = tuple(claim.slot for claim in inzending.claims)
    oordeel = Oordeel(inzending.id, True, "P. Penvoerder", DECIDED, stated, "gezien", slots, ((slots[0], stated),))
    store.record_decision(oordeel)
    assert store.facts_of("ptb").oordelen == (oordeel,)


def test_who_decides_second_is_told_so():
    inzending = hand_in(issue(), "utrecht")
    store.record_decision(accepted(inzending.id))
    with pytest.raises(AlreadyDecidedError, match="Penvoerder"):
        store.record_decision(accepted(inzending.id, by="Q. Tweede", at=later(DECIDED, 1)))
    assert len(store.facts_of("ptb").oordelen) == 1


def test_what_a_rule_refuses_is_not_recorded_but_logged():
    offer = issue()
    slot = offer.uitgiften[0].slots[0].id
    with pytest.raises(IllegalTransition) as refusal:
        store.record_retraction(Retraction(slot, RECEIVED, "bij nader inzien", "A. Voorbeeld"))
    last = list(store.log_rows())[-1]
    assert last.action == "geweigerd: handtekening teruggenomen"
    assert last.note == str(refusal.value)
    assert store.facts_of("ptb").retractions == ()
    assert store.audit().sound


def test_an_act_without_a_name_is_refused():
    inzending = hand_in(issue(), "utrecht")
    with pytest.raises(NobodyNamedError):
        store.record_decision(accepted(inzending.id, by=" "))


def test_what_partijen_say_comes_back():
    offer = issue()
    flevoland, _, utrecht = (slot.id for slot in offer.uitgiften[0].slots)
    decline = Decline(flevoland, RECEIVED, "wij doen niet mee", "B. Bestuurder")
    store.record_decline(decline)
    store.record_decision(accepted(hand_in(offer, "utrecht").id))
    retraction = Retraction(utrecht, later(DECIDED, 1), "bij nader inzien", "C. Bestuurder")
    store.record_retraction(retraction)
    withdrawal = Withdrawal(offer.uitgiften[0].id, later(DECIDED, 2), "nieuwe tekst", "J. Jurist")
    store.record_withdrawal(withdrawal)
    facts = store.facts_of("ptb")
    assert (facts.declines, facts.retractions, facts.withdrawals) == ((decline,), (retraction,), (withdrawal,))


def test_what_undoes_comes_back():
    offer = issue()
    signed_by_all(store, offer)
    dispute = Dispute(offer.uitgiften[0].id, later(DECIDED, 1), "dwaling", "J. Jurist")
    store.record_dispute(dispute)
    invalidation = Invalidation("i-utrecht", later(DECIDED, 2), "certificaat ingetrokken", "P. Penvoerder")
    store.record_invalidation(invalidation)
    handeling = Handeling(date(2024, 1, 15), "opdracht verleend", later(DECIDED, 3), ("utrecht",))
    store.record_handeling("ptb", handeling, "P. Penvoerder")
    facts = store.facts_of("ptb")
    assert (facts.disputes, facts.invalidations, facts.handelingen) == ((dispute,), (invalidation,), (handeling,))


def test_what_is_revoked_comes_back():
    offer = issue()
    signed_by_all(store, offer)
    volmacht = Herroeping(
        "utrecht", date(2024, 6, 30), later(DECIDED, 1), "nieuw beleid", "J. Jurist", offer.uitgiften[2].id
    )
    machtiging = Herroeping(
        "flevoland", date(2024, 6, 30), later(DECIDED, 2), "uit dienst", "J. Jurist", kenmerk=MACHTIGING.kenmerk
    )
    for herroeping in (volmacht, machtiging):
        store.record_herroeping("ptb", herroeping)
    assert store.facts_of("ptb").herroepingen == (volmacht, machtiging)
    last = list(store.log_rows())[-1]
    assert (last.action, last.object, last.partij) == ("machtiging herroepen", MACHTIGING.kenmerk, "flevoland")
    assert (last.world_date, last.precision, last.note) == ("2024-06-30", "day", "uit dienst")
    assert store.audit().sound


def test_everything_is_there_after_reopening(again):
    offer = issue()
    signed_by_all(store, offer)
    before = store.facts_of("ptb"), store.log_head()
    again()
    assert (store.facts_of("ptb"), store.log_head()) == before


def test_all_dossiers_are_read_at_once_as_one_by_one():
    for name in ("een", "twee", "drie"):
        store.record_issue(aanbieding(name))
    assert store.facts_of_many() == {name: store.facts_of(name) for name in store.dossiers()}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: store.facts_of("niets"),
        lambda: store.pack_of("niets", "utrecht"),
        lambda: store.submission("niets"),
        lambda: store.submission_bytes("niets"),
        lambda: store.record_withdrawal(Withdrawal("niets", DECIDED, "reden", "naam")),
        lambda: store.record_decision(accepted("niets")),
    ],
)
def test_what_is_not_recorded_is_named(ask):
    with pytest.raises(store.NotFoundError, match="niets"):
        ask()


def test_a_submission_key_is_the_same_for_the_same_file_and_moment():
    same = datetime(2024, 2, 1, 10, 30, tzinfo=UTC)
    assert store.submission_id(sha("a"), RECEIVED) == store.submission_id(sha("a"), same)
    assert store.submission_id(sha("a"), RECEIVED) != store.submission_id(sha("b"), RECEIVED)


def test_every_act_leaves_the_log_sound(home: Path):
    offer = issue()
    signed_by_all(store, offer)
    report = store.audit()
    assert report.sound, report.problems
    assert report.chain.rows == store.log_head().seq
    assert store.unregistered_files() == ()
