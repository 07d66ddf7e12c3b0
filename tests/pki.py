"""The test authority and its moments: issued on a morning, signed an hour later, received in the afternoon."""

from datetime import UTC, datetime, timedelta
from functools import cache

from signatures.evidence.testpki import Identity, TestPki
from signatures.evidence.trust import TrustList

ISSUED = datetime(2024, 2, 14, 8, 0, tzinfo=UTC)
SIGNED = ISSUED + timedelta(hours=1)
RECEIVED = ISSUED + timedelta(hours=6)


@cache
def authority() -> TestPki:
    """One authority for all tests of a process: keys are slow to make."""
    return TestPki(ISSUED)


@cache
def signer(name: str = "A. Koning (proef)") -> Identity:
    return authority().signer(name)


def trusted(pki: TestPki | None = None, *, lists: bool = True, at: datetime = ISSUED) -> TrustList:
    """The trust list that holds an authority."""
    pki = pki or authority()
    crls = pki.lists(at) if lists else ()
    return TrustList("proef", (pki.root.der,), (pki.root.der,), (pki.issuer.der,), crls)
