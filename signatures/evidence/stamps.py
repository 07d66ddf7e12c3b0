"""Timestamp tokens (RFC 3161): what they cover, when they were made, and how their server's certificate stands."""

# mypy: disable-error-code="no-untyped-call"
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp, x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils import misc
from pyhanko.sign.general import extract_signer_info, find_cms_attribute_iter
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from signatures.evidence.certificates import STAMPING, Material, Standing, standing

MALFORMED: tuple[type[Exception], ...] = (
    misc.PdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    AssertionError,
    IndexError,
    NotImplementedError,
    OverflowError,
    UnsupportedAlgorithm,
)
"""What the libraries raise over a signature that is not made as it has to be; RecursionError ends the examination."""
_LEAST_CURVE = 256
"""Bits (SOG-IS; TS 119 312)."""
_DIGESTS = {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}
_POLICY = CMSAlgorithmUsagePolicy.lift_policy(DisallowWeakAlgorithmsPolicy())


class CmsError(ValueError):
    """A signature or timestamp is not made as it has to be."""


@dataclass(frozen=True)
class Stamp:
    """One token, checked."""

    instant: datetime
    covers: bool
    """It is whole, and made over these very bytes."""
    server: str
    standing: Standing

    @property
    def proves(self) -> bool:
        """It proves that what it covers existed at its instant."""
        return self.covers and self.standing.is_good


def digest(name: str, data: bytes) -> bytes:
    """Digest by the name that ASN.1 gives it; CmsError for one that is not safe."""
    if name not in _DIGESTS:
        raise CmsError(f"digest {name}")
    return hashlib.new(name, data).digest()


def tokens_in(signer: cms.SignerInfo) -> Iterator[cms.SignedData]:
    """Signature timestamps in the unsigned attributes of a signature (PAdES B-T and above)."""
    for token in find_cms_attribute_iter(signer["unsigned_attrs"], "signature_time_stamp_token"):
        yield token["content"]


async def check_token(
    token: cms.SignedData, imprint: Callable[[str], bytes], material: Material, moment: datetime
) -> Stamp:
    """Check a token over what ``imprint`` digests; its server's certificate is judged at ``moment``."""
    content = token["encap_content_info"]
    info: Any = content["content"].parsed
    if content["content_type"].native != "tst_info" or not isinstance(info, tsp.TSTInfo):
        raise CmsError("no timestamp token")
    signer, certificate = one_signer(token)
    whole = is_whole(signer, certificate, "tst_info", digest(_digest_name(signer), bytes(content["content"])))
    stated = info["message_imprint"]
    right = imprint(stated["hash_algorithm"]["algorithm"].native) == stated["hashed_message"].native
    found = await standing(certificate, with_certificates(material, token), moment, STAMPING)
    return Stamp(info["gen_time"].native, whole and right, common_name(certificate), found)


def one_signer(signed: cms.SignedData) -> tuple[cms.SignerInfo, x509.Certificate]:
    """The only signer and its certificate; raises where there is none or more than one."""
    return extract_signer_info(signed), extract_certs_for_validation(signed).signer_cert


def names_its_certificate(signer: cms.SignerInfo) -> bool:
    """The certificate is among what was signed, so that no other of the same key can take its place (RFC 5035)."""
    named = {attribute["type"].native for attribute in signer["signed_attrs"]}
    return bool(named & {"signing_certificate", "signing_certificate_v2"})


def is_whole(signer: cms.SignerInfo, certificate: x509.Certificate, content_type: str, content: bytes) -> bool:
    """The signature is right for this digest of the content, with algorithms that are still safe."""
    algorithm, hashing = signer["signature_algorithm"], signer["digest_algorithm"]
    if not _POLICY.signature_algorithm_allowed(algorithm, None, certificate.public_key):
        raise CmsError("signature algorithm")
    if certificate.public_key.algorithm == "ec" and certificate.public_key.bit_size < _LEAST_CURVE:
        raise CmsError("curve")
    if not _POLICY.digest_algorithm_allowed(hashing, None) or _digest_name(signer) not in _DIGESTS:
        raise CmsError("digest algorithm")
    intact, valid = validate_sig_integrity(signer, certificate, content_type, content)
    return bool(intact and valid)


def with_certificates(material: Material, signed: cms.SignedData) -> Material:
    """The material with the certificates that travel in the signature itself."""
    found = extract_certs_for_validation(signed)
    carried = tuple(certificate.dump() for certificate in found.other_certs)
    return replace(material, certificates=material.certificates + carried)


def common_name(certificate: x509.Certificate) -> str:
    """How the holder is called."""
    native = certificate.subject.native
    name = native.get("common_name") or native.get("organization_name") or certificate.subject.human_friendly
    return str(name[0] if isinstance(name, list) else name)


def _digest_name(signer: cms.SignerInfo) -> str:
    return str(signer["digest_algorithm"]["algorithm"].native)
