"""Facts kept in memory between two questions are never older than what was recorded."""

import pytest
from paper_trail import DECIDED, aanbieding, returned

from signatures import store
from signatures.facts import Oordeel

pytestmark = pytest.mark.usefixtures("home")


def issue():
    offer = aanbieding()
    store.record_issue(offer)
    return offer


def hand_in(offer, partij: str):
    inzending, data = returned(partij, offer, "")
    return store.record_submission(inzending, data, by="loket", dossier=offer.dossier)


def test_before_anything_is_recorded_there_is_nothing():
    assert store.facts_remembered() == {}


def test_what_is_remembered_is_what_the_tables_say():
    offer = issue()
    assert store.facts_remembered() == store.facts_of_many()
    hand_in(offer, "utrecht")
    assert store.facts_remembered() == store.facts_of_many()
    assert store.facts_remembered()[offer.dossier].inzendingen


def test_what_did_not_change_is_not_read_again():
    issue()
    first = store.facts_remembered()
    assert store.facts_remembered() is first


def test_a_decision_is_seen_at_once():
    came = hand_in(issue(), "utrecht")
    store.facts_remembered()
    store.record_decision(Oordeel(came.id, False, "M. de Vries", DECIDED, reason="proef"))
    (facts,) = store.facts_remembered().values()
    assert [said.inzending for said in facts.oordelen] == [came.id]


def test_another_workspace_remembers_nothing_of_this_one(tmp_path):
    issue()
    store.facts_remembered()
    store.close()
    store.setup(tmp_path / "ander")
    assert store.facts_remembered() == store.facts_of_many()
