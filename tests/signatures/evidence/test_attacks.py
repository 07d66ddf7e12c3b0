"""No manipulation passes, and every refusal is told in Dutch."""

import functools

import pytest
from attacks import ATTACKS, honest
from pki import RECEIVED, trusted
from small_packs import issued, pack_of

from signatures.evidence import Outcome, check
from signatures.facts import Verdict


@functools.cache
def pack_bytes() -> bytes:
    return issued()


def checked(data: bytes) -> Outcome:
    return check(data, "retour.pdf", [pack_of(pack_bytes())], RECEIVED, trusted())


@pytest.mark.parametrize("sentence", ATTACKS)
def test_a_manipulated_return_never_passes(sentence: str) -> None:
    outcome = checked(ATTACKS[sentence](pack_bytes()))

    assert outcome.verdict is not Verdict.PASS
    assert outcome.reasons and all(reason.endswith((".", "!")) for reason in outcome.reasons)


def test_the_file_that_the_attacks_start_from_does_pass() -> None:
    assert checked(honest(pack_bytes())).verdict is Verdict.PASS


@pytest.mark.parametrize("sentence", [name for name in ATTACKS if name.endswith("before signing")])
def test_what_is_changed_before_signing_fails_though_prefix_and_signature_are_right(sentence: str) -> None:
    data = ATTACKS[sentence](pack_bytes())

    assert data.startswith(pack_bytes())
    assert dict(checked(data).checks)["integrity"] == "fail"
