"""Really signed PDFs for the specifications: a small test authority, signatories with keys of several kinds."""

import io
from datetime import UTC, datetime
from functools import cache

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers, timestamps
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNED_AT = datetime(2024, 2, 9, 10, 30, tzinfo=UTC)
BEGIN, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
CURVES: dict[str, ec.EllipticCurve] = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}
STAMPER, STAMP_ROOT = "Proeftijdstempel", "Proefstamcertificaat tijdstempels"
KINDS = ("rsa", "pss", *CURVES)
"""Kinds of signature: RSA with PKCS #1 v1.5 padding, with PSS padding, ECDSA over three curves."""


@cache
def key(name: str, kind: str) -> CertificateIssuerPrivateKeyTypes:
    """A private key, made once a run."""
    if kind in CURVES:
        return ec.generate_private_key(CURVES[kind])
    return rsa.generate_private_key(65537, 2048)


def _name(common: str) -> x509.Name:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Proefprovincie (fictief)")
    return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, common)])


@cache
def certificate(
    name: str, kind: str, issuer: str = "Proefstamcertificaat", issuer_kind: str = "rsa"
) -> x509.Certificate:
    """A certificate by a test authority; an authority signs for itself."""
    is_root = name == issuer
    body = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key(name, kind).public_key())
        .serial_number(1 + sum(map(ord, name + kind)))
        .not_valid_before(BEGIN)
        .not_valid_after(END)
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(_usage(is_root), critical=True)
    )
    if name == STAMPER:
        body = body.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return body.sign(key(issuer, issuer_kind), hashes.SHA256())


def _usage(is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(not is_root, not is_root, False, False, False, is_root, is_root, False, False)


def root() -> x509.Certificate:
    """The authority that is trusted."""
    return certificate("Proefstamcertificaat", "rsa")


def pem(cert: x509.Certificate) -> bytes:
    return cert.public_bytes(serialization.Encoding.PEM)


def der(cert: x509.Certificate) -> bytes:
    return cert.public_bytes(serialization.Encoding.DER)


def stamp_root() -> x509.Certificate:
    """The authority under which the timestamp server stands."""
    return certificate(STAMP_ROOT, "rsa", STAMP_ROOT)


def revocations(*names: str, since: datetime = SIGNED_AT) -> bytes:
    """A CRL of the test authority that names these signatories (RSA)."""
    body = x509.CertificateRevocationListBuilder().issuer_name(root().subject).last_update(BEGIN).next_update(END)
    for name in names:
        serial = certificate(name, "rsa").serial_number
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        body = body.add_revoked_certificate(entry)
    return body.sign(key("Proefstamcertificaat", "rsa"), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _loaded(cert: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(der(cert))


def _raw_key(name: str, kind: str) -> asn1_keys.PrivateKeyInfo:
    raw = key(name, kind).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return asn1_keys.PrivateKeyInfo.load(raw)


def _signer(name: str, kind: str) -> signers.SimpleSigner:
    others = SimpleCertificateStore()
    others.register(_loaded(root()))
    return signers.SimpleSigner(
        _loaded(certificate(name, kind)), _raw_key(name, kind), others, prefer_pss=kind == "pss"
    )


def stamper() -> timestamps.TimeStamper:
    """A timestamp server that says that it is ``SIGNED_AT``."""
    own = certificate(STAMPER, "rsa", STAMP_ROOT)
    others = SimpleCertificateStore()
    others.register(_loaded(stamp_root()))
    return timestamps.DummyTimeStamper(_loaded(own), _raw_key(STAMPER, "rsa"), others, fixed_dt=SIGNED_AT)


def signed(pdf: bytes, field: str, name: str = "A. Gerritsen", kind: str = "rsa", *, stamped: bool = False) -> bytes:
    """``pdf`` with one more signature (PAdES B-B, or B-T with a timestamp) behind it."""
    about = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    sink = io.BytesIO()
    how = {"timestamper": stamper()} if stamped else {}
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signers.sign_pdf(writer, about, signer=_signer(name, kind), output=sink, **how)
    return sink.getvalue()
