"""A signature that is right for its bytes passes only when its certificate stands as well."""

import functools

import pytest
from cryptography import x509
from examined import examined
from forgeries import FORGERIES, Wish, answered, by_issuer, by_responder, signed
from pki import RECEIVED, authority, trusted
from small_packs import issued, pack_of

from signatures.evidence import Outcome, TrustList
from signatures.facts import Tier, Verdict


@functools.cache
def pack_bytes() -> bytes:
    return issued()


def checked(data: bytes, trust: TrustList) -> Outcome:
    return examined(data, [pack_of(pack_bytes())], RECEIVED, trust)


@pytest.mark.parametrize("sentence", FORGERIES)
def test_a_forged_standing_never_passes(sentence: str) -> None:
    outcome = checked(*FORGERIES[sentence](pack_bytes()))

    assert outcome.tier is Tier.T1
    assert outcome.verdict is not Verdict.PASS
    assert outcome.reasons and all(reason.endswith((".", "!")) for reason in outcome.reasons)


def test_the_same_way_of_signing_with_a_good_certificate_does_pass() -> None:
    good = Wish(issuer=authority().issuer).grant()

    assert checked(signed(pack_bytes(), good, authority().issuer), trusted()).verdict is Verdict.PASS


@pytest.mark.parametrize("answer", [by_issuer, by_responder], ids=["by the issuer", "by whom the issuer allowed it"])
def test_a_good_answer_about_revocation_does_pass_without_lists(answer) -> None:  # type: ignore[no-untyped-def]
    assert checked(*answered(pack_bytes(), answer)).verdict is Verdict.PASS


def test_a_certificate_meant_for_mail_and_documents_does_pass() -> None:
    meant = x509.ExtendedKeyUsage(map(x509.ObjectIdentifier, ("1.3.6.1.5.5.7.3.4", "1.3.6.1.4.1.311.10.3.12")))
    good = Wish(issuer=authority().issuer, more=((meant, False),)).grant()

    assert checked(signed(pack_bytes(), good, authority().issuer), trusted()).verdict is Verdict.PASS
