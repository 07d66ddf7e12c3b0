"""Whether a certificate stands under a root that we trust, and whether it was revoked: two answers, never one.

Revocation data are required (RFC 5280, 6.3): without them the answer is "unknown", which the default of many programs
reports as trusted. The moment of judging is the earliest that is proven; lists made later count for what they say
about that moment.
"""

# mypy: disable-error-code="no-untyped-call"
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from asn1crypto import x509
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

SIGNING = KeyUsageConstraints(key_usage={"non_repudiation"})
"""What a signer's certificate has to be meant for (RFC 5280, 4.2.1.3)."""
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
        await _validate(certificate, material, moment, purpose, revocation="require")
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
    return Standing(Verdict.PASS, Verdict.PASS)


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
    purpose.validate(certificate)
    return tuple(item for item in path.iter_certs(include_root=False) if isinstance(item, x509.Certificate))


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
        (InvalidCertificateError, "is niet bedoeld voor dit gebruik"),
    )
    for kind, sentence in known:
        if isinstance(problem, kind):
            return Verdict.FAIL, sentence
    return Verdict.INDETERMINATE, "kon niet tot een vertrouwde uitgever worden herleid"
