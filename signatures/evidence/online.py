"""Revocation lists fetched from where certificates say that they are. Only when switched on, never by default.

Only asked for certificates that already stand under a trusted root, so that a hostile file cannot make us visit an
address of its choice.
"""

import urllib.request
from collections.abc import Iterable, Iterator

from asn1crypto import crl, x509

SECONDS = 10.0
MOST = 32 << 20
"""Bytes of one list."""


def fetch_lists(certificates: Iterable[x509.Certificate]) -> tuple[bytes, ...]:
    """The lists that these certificates name; what cannot be fetched or is no list is left out."""
    addresses = dict.fromkeys(address for certificate in certificates for address in _addresses(certificate))
    return tuple(found for address in addresses if (found := _fetched(address)) is not None)


def _addresses(certificate: x509.Certificate) -> Iterator[str]:
    for point in certificate.crl_distribution_points:
        if point.url and point.url.startswith(("http://", "https://")):
            yield point.url


def _fetched(address: str) -> bytes | None:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            data: bytes = answer.read(MOST + 1)
        if len(data) > MOST:
            return None
        crl.CertificateList.load(data, strict=True)
    except (OSError, ValueError):
        return None
    return data
