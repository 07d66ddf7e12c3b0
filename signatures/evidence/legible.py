# mypy: disable-error-code="no-untyped-call"
"""Which certificates and revocation data can be read at all; a returned file may carry anything under these names."""

from collections.abc import Callable
from contextlib import suppress

from asn1crypto import crl, ocsp, x509

_Items = tuple[bytes, ...]


def legible_certificates(items: _Items) -> _Items:
    """Those that are a certificate from their first byte to their last."""
    return _legible(items, _read_certificate)


def legible_lists(items: _Items) -> _Items:
    """Those that are a revocation list (CRL)."""
    return _legible(items, _read_list)


def legible_responses(items: _Items) -> _Items:
    """Those that are an answer to a question about revocation (OCSP), be it that there is none."""
    return _legible(items, _read_response)


def _legible(items: _Items, read: Callable[[bytes], object]) -> _Items:
    found: list[bytes] = []
    for item in dict.fromkeys(items):
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            read(item)
            found.append(item)
    readable = set(found)
    return tuple(item for item in items if item in readable)


def _read_certificate(der: bytes) -> None:
    certificate = x509.Certificate.load(der, strict=True)
    _ = certificate.serial_number, certificate.issuer.hashable, certificate.subject.hashable
    _ = certificate.public_key.algorithm, certificate.not_valid_after, certificate.critical_extensions


def _read_list(der: bytes) -> None:
    revoked = crl.CertificateList.load(der, strict=True)
    _ = revoked.issuer.hashable, revoked["tbs_cert_list"]["this_update"].native, revoked.critical_extensions


def _read_response(der: bytes) -> None:
    response = ocsp.OCSPResponse.load(der, strict=True)
    if response["response_status"].native == "successful":
        _ = [one["cert_id"]["serial_number"].native for one in response.response_data["responses"]]
