"""Certificates for rehearsal: a root, an issuer, signers and a timestamp server that nobody has to trust.

The demo signs with these, and so do the tests. Every name in them says that it is a test. Keys are made anew each time
and stay in memory. Times are arguments: the same moment gives certificates that were valid then.
"""

# mypy: disable-error-code="no-untyped-call"
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, fields
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.signers.pdf_signer import PdfSigner, PdfSigningSession, PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signatures.evidence.trust import BETWEEN, LISTS, ROOTS, STAMPS, TrustFolder

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
"""PAdES baseline levels (EN 319 142-1)."""
_YEAR = timedelta(days=365)
_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Identity:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: _Key = field(repr=False)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def name(self) -> str:
        return self.certificate.subject.rfc4514_string()

    @property
    def as_asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.der)

    @property
    def key_as_asn1(self) -> asn1_keys.PrivateKeyInfo:
        form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(serialization.Encoding.DER, *form))


@dataclass(frozen=True)
class TestPki:
    """An authority for rehearsal, as it stands at ``moment`` (aware)."""

    __test__ = False
    moment: datetime
    organisation: str = "Tekenklaar proefcertificaten (geen waarde)"
    lists_at: str = ""
    """Address that certificates name for the lists of their issuer: ``root.crl`` and ``issuer.crl`` follow it."""
    revoked: dict[int, datetime] = field(default_factory=dict)
    """Serial number → when it was revoked."""

    @cached_property
    def root(self) -> Identity:
        return self._issue(None, "Proefstam", authority=1)

    @cached_property
    def issuer(self) -> Identity:
        return self._issue(self.root, "Proefuitgever", authority=0)

    @cached_property
    def stamper(self) -> Identity:
        """The timestamp server; RSA, which pyHanko's own test server asks for."""
        return self._issue(self.issuer, "Proeftijdstempels", use="stamp", rsa_key=True)

    def signer(
        self,
        name: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        use: str = "sign",
        rsa_key: bool = False,
    ) -> Identity:
        """A person's certificate, valid from a year before ``moment`` to two years after it unless said otherwise."""
        return self._issue(self.issuer, name, since=since, until=until, use=use, rsa_key=rsa_key)

    def revoke(self, identity: Identity, at: datetime) -> None:
        """Put a certificate on the lists that are made from now on."""
        self.revoked[identity.certificate.serial_number] = at

    def lists(self, at: datetime | None = None, until: datetime | None = None) -> tuple[bytes, bytes]:
        """The revocation lists of root and issuer, DER, as published at a moment, valid for thirty days."""
        return self._list(self.root, at, until), self._list(self.issuer, at, until)

    def write_trust(self, path: Path, *, with_lists: bool = True, name: str = "proef") -> TrustFolder:
        """A trust folder that holds this authority."""
        folder = TrustFolder.create(path, name)
        (path / ROOTS / "proefstam.der").write_bytes(self.root.der)
        (path / STAMPS / "proefstam.der").write_bytes(self.root.der)
        (path / BETWEEN / "proefuitgever.der").write_bytes(self.issuer.der)
        for number, der in enumerate(self.lists() if with_lists else ()):
            (path / LISTS / f"proef-{number}.crl").write_bytes(der)
        return folder

    def sign(
        self,
        pdf: bytes,
        name: str,
        who: Identity,
        at: datetime | None = None,
        level: str = "B-LTA",
        reason: str | None = None,
    ) -> bytes:
        """The file with a signature in its field ``name``, at one of LEVELS, signed and stamped at ``at``.

        ``reason`` is what the signer writes in the signature itself.
        """
        at = at or self.moment
        stamper = self.stamp_client(at) if level != "B-B" else None
        metadata = PdfSignatureMetadata(
            field_name=name,
            name=who.name,
            reason=reason,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            embed_validation_info=level in ("B-LT", "B-LTA"),
            use_pades_lta=level == "B-LTA",
            validation_context=self._context(at) if level in ("B-LT", "B-LTA") else None,
            cades_signed_attr_spec=CAdESSignedAttrSpec(),
        )
        style = TextStampStyle(stamp_text="Proefhandtekening\n%(signer)s\n%(ts)s", background=None)
        return _signed(_ClockedSigner(metadata, self._signer(who), timestamper=stamper, stamp_style=style), pdf, at)

    def stamp(self, pdf: bytes, at: datetime) -> bytes:
        """The file with one more archive timestamp, as a later renewal adds it."""
        sink = io.BytesIO()
        client = PdfTimeStamper(self.stamp_client(at))
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        client.timestamp_pdf(writer, "sha256", validation_context=self._context(at), output=sink)
        return sink.getvalue()

    def stamp_client(self, at: datetime) -> DummyTimeStamper:
        """A timestamp server that says it is ``at``."""
        store = SimpleCertificateStore()
        store.register_multiple([self.issuer.as_asn1, self.root.as_asn1])
        return DummyTimeStamper(self.stamper.as_asn1, self.stamper.key_as_asn1, store, fixed_dt=at)

    def _signer(self, who: Identity) -> SimpleSigner:
        store = SimpleCertificateStore()
        store.register_multiple([self.issuer.as_asn1, self.root.as_asn1])
        return SimpleSigner(who.as_asn1, who.key_as_asn1, store)

    def _context(self, at: datetime) -> ValidationContext:
        return ValidationContext(
            trust_roots=[self.root.as_asn1],
            other_certs=[self.issuer.as_asn1],
            crls=list(self.lists(at)),
            moment=at,
            revocation_mode="require",
        )

    def _issue(
        self,
        issuer: Identity | None,
        name: str,
        *,
        authority: int | None = None,
        use: str = "sign",
        since: datetime | None = None,
        until: datetime | None = None,
        rsa_key: bool = False,
    ) -> Identity:
        key: _Key = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
        subject = self._subject(name)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.certificate.subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since or self.moment - (10 if authority is not None else 1) * _YEAR)
            .not_valid_after(until or self.moment + (10 if authority is not None else 2) * _YEAR)
        )
        for extension, critical in _extensions(key, issuer, authority, use):
            builder = builder.add_extension(extension, critical)
        if issuer is not None and self.lists_at:
            builder = builder.add_extension(self._point("root" if authority is not None else "issuer"), False)
        signing = issuer.key if issuer else key
        return Identity(builder.sign(signing, hashes.SHA256()), key)

    def _point(self, whose: str) -> x509.CRLDistributionPoints:
        address = x509.UniformResourceIdentifier(f"{self.lists_at}{whose}.crl")
        return x509.CRLDistributionPoints([x509.DistributionPoint([address], None, None, None)])

    def _subject(self, name: str) -> x509.Name:
        organisation = NameOID.ORGANIZATION_NAME
        pairs = ((NameOID.COUNTRY_NAME, "NL"), (organisation, self.organisation), (NameOID.COMMON_NAME, name))
        return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs])

    def _list(self, issuer: Identity, at: datetime | None, until: datetime | None) -> bytes:
        at = at or self.moment
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(at - timedelta(minutes=1))
            .next_update(until or at + timedelta(days=30))
            .add_extension(_authority_key(issuer), False)
            .add_extension(x509.CRLNumber(int(at.timestamp())), False)
        )
        for serial, moment in sorted(self.revoked.items()):
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
            reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
            builder = builder.add_revoked_certificate(entry.add_extension(reason, False).build())
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _authority_key(issuer: Identity) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())


def _extensions(
    key: _Key, issuer: Identity | None, authority: int | None, use: str
) -> Sequence[tuple[x509.ExtensionType, bool]]:
    is_authority = authority is not None
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority and use == "sign",
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    found: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(ca=is_authority, path_length=authority), True),
        (usage, True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    ]
    if issuer is not None:
        found.append((_authority_key(issuer), False))
    if use == "stamp":
        found.append((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True))
    return found


class _ClockedSigner(PdfSigner):
    """Signs at a moment that is given; pyHanko itself reads the clock of the machine."""

    moment: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


def _signed(signer: _ClockedSigner, pdf: bytes, at: datetime) -> bytes:
    signer.moment = at
    sink = io.BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=sink)
    return sink.getvalue()
