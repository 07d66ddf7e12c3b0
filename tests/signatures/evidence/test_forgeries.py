"""A signature that is right for its bytes passes only when its certificate stands as well."""

import functools

import pytest
from forgeries import FORGERIES, Wish, signed
from pki import RECEIVED, authority, trusted
from small_packs import issued, pack_of

from signatures.evidence import Outcome, TrustList, check
from signatures.facts import Tier, Verdict


@functools.cache
def pack_bytes() -> bytes:
    return issued()


def checked(data: bytes, trust: TrustList) -> Outcome:
    return check(data, "retour.pdf", [pack_of(pack_bytes())], RECEIVED, trust)


@pytest.mark.parametrize("sentence", FORGERIES)
def test_a_forged_standing_never_passes(sentence: str) -> None:
    outcome = checked(*FORGERIES[sentence](pack_bytes()))

    assert outcome.tier is Tier.T1
    assert outcome.verdict is not Verdict.PASS
    assert outcome.reasons and all(reason.endswith((".", "!")) for reason in outcome.reasons)


def test_the_same_way_of_signing_with_a_good_certificate_does_pass() -> None:
    good = Wish(issuer=authority().issuer).grant()

    assert checked(signed(pack_bytes(), good, authority().issuer), trusted()).verdict is Verdict.PASS
