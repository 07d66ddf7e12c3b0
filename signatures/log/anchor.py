"""A timestamp over the head of the log (RFC 3161): asking for one, and reading what came back.

The token is held against what was asked: status, imprint, nonce, and the signature over it by the certificate inside.
Whether that certificate is to be trusted is for who verifies the evidence, with the trust roots at hand.
"""

import secrets
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate

LARGEST = 1_000_000
"""Bytes; no honest answer of a timestamp server is larger."""
GRANTED = {"granted", "granted_with_mods"}


class TimestampError(Exception):
    """No usable timestamp came back."""

    def __init__(self, server: str, why: str) -> None:
        super().__init__(f"De tijdstempelserver {server} gaf geen bruikbaar tijdstempel: {why}.")


@dataclass(frozen=True)
class Stamp:
    """A token and the moment it states."""

    token: bytes
    stamped_at: datetime


def fetch_token(head_hash: str, server: str, timeout: float = 20) -> Stamp:
    """Have a hash stamped (RFC 3161 over HTTP, section 3.4); TimestampError in every other case."""
    nonce = secrets.randbits(63)
    question = request_for(head_hash, nonce)
    try:
        response = tsp.TimeStampResp.load(_post(server, question, timeout), strict=True)
        return _read(response, head_hash, nonce, server)
    except (urllib.error.URLError, OSError) as wrong:
        raise TimestampError(server, f"de verbinding mislukte ({getattr(wrong, 'reason', wrong)})") from wrong
    except (ValueError, TypeError, KeyError, InvalidSignature) as wrong:
        raise TimestampError(server, "het antwoord is geen geldig tijdstempel") from wrong


def request_for(head_hash: str, nonce: int) -> bytes:
    """The DER of a request over this SHA-256, which asks for the certificate too."""
    algorithm = algos.DigestAlgorithm({"algorithm": "sha256"})
    imprint = tsp.MessageImprint({"hash_algorithm": algorithm, "hashed_message": bytes.fromhex(head_hash)})
    question = {"version": "v1", "message_imprint": imprint, "nonce": core.Integer(nonce), "cert_req": True}
    dumped: bytes = tsp.TimeStampReq(question).dump()
    return dumped


def stamped_moment(token: bytes, head_hash: str) -> datetime | None:
    """The moment a kept token states over this hash; None where it is not a sound token over it."""
    try:
        moment: datetime = _sound(cms.ContentInfo.load(token, strict=True), head_hash)["gen_time"].native
        return moment
    except (ValueError, TypeError, KeyError, InvalidSignature):
        return None


def _post(server: str, question: bytes, timeout: float) -> bytes:
    if not server.startswith(("http://", "https://")):
        raise ValueError(server)
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    asked = urllib.request.Request(server, question, headers)
    with urllib.request.urlopen(asked, timeout=timeout) as answer:
        body: bytes = answer.read(LARGEST)
    return body


def _read(response: tsp.TimeStampResp, head_hash: str, nonce: int, server: str) -> Stamp:
    status = response["status"]["status"].native
    if status not in GRANTED:
        raise TimestampError(server, f"het verzoek werd niet ingewilligd ({status})")
    token = response["time_stamp_token"]
    info = _sound(token, head_hash)
    if info["nonce"].native != nonce:
        raise ValueError("nonce")
    return Stamp(token.dump(), info["gen_time"].native)


def _sound(token: cms.ContentInfo, head_hash: str) -> tsp.TSTInfo:
    """What the token says, once imprint and signature have been held against it; ValueError, InvalidSignature."""
    signed = token["content"]
    info: tsp.TSTInfo = signed["encap_content_info"]["content"].parsed
    imprint = info["message_imprint"]
    if imprint["hash_algorithm"]["algorithm"].native != "sha256":
        raise ValueError("imprint")
    if imprint["hashed_message"].native != bytes.fromhex(head_hash):
        raise ValueError("imprint")
    _verify(signed)
    return info


def _verify(signed: cms.SignedData) -> None:
    (signer,) = signed["signer_infos"]
    attributes = {a["type"].native: a["values"] for a in signer["signed_attrs"]}
    name = signer["digest_algorithm"]["algorithm"].native
    content = signed["encap_content_info"]["content"]
    if attributes["message_digest"][0].native != _hashed(name, content.contents):
        raise ValueError("message digest")
    certificate = _certificate(signed, signer)
    _verify_signature(certificate, signer, signer["signed_attrs"].untag().dump())


def _certificate(signed: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate:
    """The signer's certificate; it must be meant for timestamping (RFC 3161, section 2.3)."""
    wanted = signer["sid"].chosen
    for choice in signed["certificates"]:
        certificate = choice.chosen
        if certificate.issuer == wanted["issuer"] and certificate.serial_number == wanted["serial_number"].native:
            if certificate.extended_key_usage_value.native != ["time_stamping"]:
                raise ValueError("key usage")
            return certificate
    raise ValueError("certificate")


def _verify_signature(certificate: x509.Certificate, signer: cms.SignerInfo, data: bytes) -> None:
    key = load_der_x509_certificate(certificate.dump()).public_key()
    algorithm = _HASHES[signer["digest_algorithm"]["algorithm"].native]()
    signature = signer["signature"].native
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, data, ec.ECDSA(algorithm))
    elif isinstance(key, rsa.RSAPublicKey):
        pss = signer["signature_algorithm"].signature_algo == "rsassa_pss"
        chosen = padding.PSS(padding.MGF1(algorithm), padding.PSS.AUTO) if pss else padding.PKCS1v15()
        key.verify(signature, data, chosen, algorithm)
    else:
        raise ValueError("key")


_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def _hashed(name: str, data: bytes) -> bytes:
    hasher = hashes.Hash(_HASHES[name]())
    hasher.update(data)
    return hasher.finalize()
