"""Whether a certificate stands under a root that we trust, and whether it was revoked: two answers, never one.

Revocation data are required (RFC 5280, 6.3): without them the answer is "unknown", which the default of many programs
reports as trusted. The moment of judging is the earliest that is proven; lists made later count for what they say
about that moment.
"""

# mypy: disable-error-code="no-untyped-call"
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from asn1crypto import ocsp, x509
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    RevokedError,
    ValidationError,
)

from signatures.evidence.online import fetch_lists
from signatures.facts import Verdict

_DOCUMENTS = {
    "any_extended_key_usage",
    "email_protection",
    "microsoft_document_signing",
    "adobe_authentic_documents_trust",
    "1.3.6.1.5.5.7.3.36",
}
"""Purposes that go with signing documents; the last is that of RFC 9336. One of them, or no purpose named at all."""
SIGNING = KeyUsageConstraints(
    key_usage={"non_repudiation"}, extd_key_usage=_DOCUMENTS, explicit_extd_key_usage_required=False
)
"""What a signer's certificate has to be meant for (RFC 5280, 4.2.1.3 and 4.2.1.12)."""
STAMPING = KeyUsageConstraints(extd_key_usage={"time_stamping"})
"""What a timestamp server's certificate has to be meant for (RFC 3161, 2.3)."""
_TOLERANCE = timedelta(seconds=10)


@dataclass(frozen=True)
class Material:
    """What paths are built from and checked against; DER."""

    roots: tuple[bytes, ...] = ()
    certificates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    online: bool = False
    """Fetch lists that are missing."""


@dataclass(frozen=True)
class Standing:
    """How one certificate stood at one moment."""

    trust: Verdict
    revocation: Verdict
    trust_problem: str = ""
    """Dutch clause that goes on after "het certificaat van …"; empty where trust is a pass."""
    revoked_at: datetime | None = None

    @property
    def is_good(self) -> bool:
        return self.trust is Verdict.PASS and self.revocation is Verdict.PASS


async def standing(
    certificate: x509.Certificate, material: Material, moment: datetime, purpose: KeyUsageConstraints
) -> Standing:
    """How the certificate stands at ``moment`` for this purpose."""
    if not material.roots:
        return Standing(
            Verdict.INDETERMINATE, Verdict.INDETERMINATE, "komt van een uitgever die niet in de lijst staat"
        )
    try:
        path = await _validate(certificate, material, moment, purpose, revocation="require")
        await _check_lists_as_well(certificate, material, moment, purpose, path)
    except RevokedError as revoked:
        return Standing(Verdict.PASS, Verdict.FAIL, revoked_at=revoked.revocation_dt)
    except InsufficientRevinfoError:
        trust, problem, path = await _trust_alone(certificate, material, moment, purpose)
        fetched = fetch_lists(path) if material.online and trust is Verdict.PASS else ()
        if fetched:
            more = replace(material, crls=material.crls + fetched, online=False)
            return await standing(certificate, more, moment, purpose)
        return Standing(trust, Verdict.INDETERMINATE, problem)
    except (PathError, ValidationError, ValueError) as problem:
        trust, sentence = _explained(problem)
        return Standing(trust, Verdict.INDETERMINATE, sentence)
    if not path:  # it is itself what is trusted, and nothing can say that it was revoked
        return Standing(Verdict.PASS, Verdict.INDETERMINATE)
    return Standing(Verdict.PASS, Verdict.PASS)


async def _check_lists_as_well(
    certificate: x509.Certificate,
    material: Material,
    moment: datetime,
    purpose: KeyUsageConstraints,
    path: Sequence[x509.Certificate],
) -> None:
    """Raise RevokedError where a list says so though a response (OCSP) says good: that may be from before."""
    for one in path:
        others = tuple(response for response in material.ocsps if not _is_about(response, one))
        if len(others) == len(material.ocsps):
            continue
        try:
            await _validate(certificate, replace(material, ocsps=others), moment, purpose, revocation="require")
        except InsufficientRevinfoError:
            continue


def _is_about(response: bytes, certificate: x509.Certificate) -> bool:
    answer = ocsp.OCSPResponse.load(response)
    if answer["response_status"].native != "successful":
        return False
    about = answer.response_data["responses"]
    return any(one["cert_id"]["serial_number"].native == certificate.serial_number for one in about)


async def _trust_alone(
    certificate: x509.Certificate, material: Material, moment: datetime, purpose: KeyUsageConstraints
) -> tuple[Verdict, str, tuple[x509.Certificate, ...]]:
    """Verdict, Dutch clause, and the certificates of the path when it is a pass."""
    try:
        path = await _validate(certificate, material, moment, purpose, revocation="none")
    except (PathError, ValidationError, ValueError) as problem:
        return *_explained(problem), ()
    return Verdict.PASS, "", path


async def _validate(
    certificate: x509.Certificate,
    material: Material,
    moment: datetime,
    purpose: KeyUsageConstraints,
    revocation: str,
) -> tuple[x509.Certificate, ...]:
    """The certificates of a valid path, the root left out; raises what pyHanko raises."""
    context = ValidationContext(
        trust_roots=_certificates(material.roots),
        other_certs=_certificates(material.certificates),
        moment=moment,
        crls=list(material.crls),
        ocsps=list(material.ocsps),
        revocation_mode=revocation,
        retroactive_revinfo=True,
        time_tolerance=_TOLERANCE,
        allow_fetching=False,
    )
    paths = context.path_builder.async_build_paths_lazy(certificate)
    path = await find_valid_path(certificate, paths, validation_context=context)
    if certificate.ca:
        raise _IssuerSignsError
    purpose.validate(certificate)
    return tuple(item for item in path.iter_certs(include_root=False) if isinstance(item, x509.Certificate))


class _IssuerSignsError(ValueError):
    """The certificate is meant to issue others."""


def _certificates(items: Iterable[bytes]) -> list[x509.Certificate]:
    return [x509.Certificate.load(item) for item in items]


def _explained(problem: Exception) -> tuple[Verdict, str]:
    """Verdict and Dutch clause for what the path validation raised."""
    if isinstance(problem, PathBuildingError):
        return Verdict.INDETERMINATE, "komt van een uitgever die niet in de lijst staat"
    known: Sequence[tuple[type[Exception], str]] = (
        (ExpiredError, "was toen verlopen, of een certificaat erboven was dat"),
        (NotYetValidError, "was toen nog niet geldig"),
        (DisallowedAlgorithmError, "gebruikt een rekenwijze die niet veilig meer is"),
        (_IssuerSignsError, "is dat van een uitgever en niet bedoeld om stukken mee te ondertekenen"),
        (InvalidCertificateError, "is niet bedoeld voor dit gebruik"),
    )
    for kind, sentence in known:
        if isinstance(problem, kind):
            return Verdict.FAIL, sentence
    return Verdict.INDETERMINATE, "kon niet tot een vertrouwde uitgever worden herleid"
