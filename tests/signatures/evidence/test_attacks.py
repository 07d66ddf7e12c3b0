"""No manipulation passes, and every refusal is told in Dutch."""

import functools

import attacks_below  # noqa: F401 - adds to the attacks
import attacks_by_hand  # noqa: F401 - adds to the attacks
import pytest
from attacks import ATTACKS, honest
from attacks_by_hand import BOXED, COVER, by_hand
from examined import examined
from pki import RECEIVED, trusted
from small_packs import issued, pack_of

from signatures.evidence import Outcome, check
from signatures.facts import Tier, Verdict

UNREADABLE = {f"a page is {what}, before signing" for what in ("null", "a number", "deeply nested")}
"""Not decided here, since no page can be read; what is not decided does not pass either."""


@functools.cache
def pack_bytes() -> bytes:
    return issued()


def checked(data: bytes) -> Outcome:
    return examined(data, [pack_of(pack_bytes())], RECEIVED, trusted())


@functools.cache
def outcome_of(sentence: str) -> Outcome:
    return checked(ATTACKS[sentence](pack_bytes()))


@pytest.mark.parametrize("sentence", ATTACKS)
def test_a_manipulated_return_never_passes(sentence: str) -> None:
    outcome = outcome_of(sentence)

    assert outcome.verdict is not Verdict.PASS
    assert outcome.reasons and all(reason.endswith((".", "!")) for reason in outcome.reasons)


@pytest.mark.parametrize("sentence", ["a page is deeply nested, after signing", "a page is added, before signing"])
def test_the_child_says_the_same(sentence: str) -> None:
    data = ATTACKS[sentence](pack_bytes())

    assert check(data, "retour.pdf", [pack_of(pack_bytes())], RECEIVED, trusted()) == checked(data)


@pytest.mark.parametrize("behind", [b"x", b"\n%%EOF\n", b"xref\n0 999999999\ntrailer << >>\nstartxref\n9\n%%EOF\n"])
def test_what_cannot_be_read_behind_the_issued_text_is_told_as_such(behind: bytes) -> None:
    outcome = checked(pack_bytes() + behind)

    assert outcome.tier is Tier.T1 and outcome.verdict is not Verdict.PASS
    assert "uitgegeven" in outcome.reasons[0]


def test_the_file_that_the_attacks_start_from_does_pass() -> None:
    assert checked(honest(pack_bytes())).verdict is Verdict.PASS


@pytest.mark.parametrize("entries", [BOXED, BOXED + b"/Matrix [1 0 0 1 0 0] /FormType 1 /Resources << >>"])
def test_a_signature_written_by_hand_with_a_plain_picture_does_pass(entries: bytes) -> None:
    assert checked(by_hand(pack_bytes(), picture=(entries, COVER))).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "sentence", [name for name in ATTACKS if name.endswith("before signing") and name not in UNREADABLE]
)
def test_what_is_changed_before_signing_fails_though_prefix_and_signature_are_right(sentence: str) -> None:
    outcome = outcome_of(sentence)

    assert outcome.tier is Tier.T1
    assert dict(outcome.checks)["integrity"] == "fail"
