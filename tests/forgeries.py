"""Signatures that are right for their bytes and wrong in who stands behind them: none may ever pass.

Each forgery gives the returned file and the trust list it is judged with. The keys are made here; nobody trusts them.
"""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pki import ISSUED, SIGNED, authority, trusted
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from small_packs import OWN

from signatures.evidence.testpki import Identity, TestPki
from signatures.evidence.trust import TrustList

Forgery = Callable[[bytes], tuple[bytes, TrustList]]
FORGERIES: dict[str, Forgery] = {}
_DAY = dt.timedelta(days=1)


def forgery(sentence: str) -> Callable[[Forgery], Forgery]:
    """Register under what it does."""

    def register(function: Forgery) -> Forgery:
        FORGERIES[sentence] = function
        return function

    return register


@dataclass(frozen=True)
class Wish:
    """A certificate as somebody would like to have it."""

    name: str = "A. Koning (proef)"
    issuer: Identity | None = None
    """None for a certificate that signs itself."""
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = None
    subject: x509.Name | None = None
    is_authority: bool | None = False
    """None leaves the basic constraints out."""
    can_sign: bool = True
    since: dt.datetime = ISSUED - 400 * _DAY
    until: dt.datetime = ISSUED + 400 * _DAY
    more: tuple[tuple[x509.ExtensionType, bool], ...] = ()

    def grant(self) -> Identity:
        """The certificate, made without asking whether that is right."""
        key = self.key or ec.generate_private_key(ec.SECP256R1())
        subject = self.subject or x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.issuer.certificate.subject if self.issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.since)
            .not_valid_after(self.until)
        )
        for extension, critical in (*self._own(), *self.more):
            builder = builder.add_extension(extension, critical)
        return Identity(builder.sign(self.issuer.key if self.issuer else key, hashes.SHA256()), key)

    def _own(self) -> Sequence[tuple[x509.ExtensionType, bool]]:
        usage = x509.KeyUsage(
            digital_signature=not self.can_sign,
            content_commitment=self.can_sign,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=bool(self.is_authority),
            crl_sign=bool(self.is_authority),
            encipher_only=False,
            decipher_only=False,
        )
        found: list[tuple[x509.ExtensionType, bool]] = [(usage, True)]
        if self.is_authority is not None:
            found.append((x509.BasicConstraints(ca=self.is_authority, path_length=None), True))
        return found


def signed(pdf: bytes, who: Identity, *between: Identity, digest: str = "sha256", **more: object) -> bytes:
    """The own field signed by anybody, at the honest moment."""
    store = SimpleCertificateStore()
    store.register_multiple([identity.as_asn1 for identity in between])

    class AtItsTime(PdfSigner):
        def init_signing_session(self, pdf_out, existing_fields_only=False):  # type: ignore[no-untyped-def]
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = SIGNED
            return session

    metadata = PdfSignatureMetadata(field_name=OWN, md_algorithm=digest, **more)  # type: ignore[arg-type]
    sink = io.BytesIO()
    signer = AtItsTime(metadata, SimpleSigner(who.as_asn1, who.key_as_asn1, store))
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=sink)
    return sink.getvalue()


def with_lists(pdf: bytes, *lists: bytes) -> bytes:
    """The file with revocation lists in its store of long-term data."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    made = generic.ArrayObject(writer.add_object(generic.StreamObject(stream_data=crl)) for crl in lists)
    store = generic.DictionaryObject({pdf_name("/CRLs"): made})
    writer.root[pdf_name("/DSS")] = writer.add_object(store)
    writer.update_root()
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


for _name, _wish in {
    "signs itself": Wish(),
    "signs itself and calls itself as the trusted root": Wish(subject=authority().root.certificate.subject),
    "signs itself and calls itself as the trusted issuer": Wish(subject=authority().issuer.certificate.subject),
    "comes from a person and not from an issuer": Wish(issuer=authority().signer("Iemand (proef)")),
    "comes from a timestamp server": Wish(issuer=authority().stamper),
    "is not valid yet": Wish(issuer=authority().issuer, since=SIGNED + _DAY),
    "has expired": Wish(issuer=authority().issuer, until=SIGNED - _DAY),
    "is only meant for logging in": Wish(issuer=authority().issuer, can_sign=False),
    "has a weak key": Wish(issuer=authority().issuer, key=rsa.generate_private_key(65537, 1024)),
    "has a critical part that nobody knows": Wish(
        issuer=authority().issuer,
        more=((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), True),),
    ),
}.items():
    FORGERIES[f"the certificate {_name}"] = lambda pdf, wish=_wish: (  # type: ignore[misc]
        signed(pdf, wish.grant(), *([wish.issuer] if wish.issuer else []), authority().issuer),
        trusted(),
    )


@forgery("the issuer of the certificate may not issue issuers")
def _too_deep(pdf: bytes) -> tuple[bytes, TrustList]:
    below = Wish("Onderuitgever (proef)", authority().issuer, is_authority=True).grant()
    return signed(pdf, Wish(issuer=below).grant(), below, authority().issuer), trusted()


@forgery("the issuer of the certificate is none by its own words")
def _no_authority(pdf: bytes) -> tuple[bytes, TrustList]:
    below = Wish("Geen uitgever (proef)", authority().root, is_authority=None).grant()
    return signed(pdf, Wish(issuer=below).grant(), below), trusted()


@forgery("the issuer has the name of the trusted one and another key")
def _namesake(pdf: bytes) -> tuple[bytes, TrustList]:
    other = Wish(subject=authority().issuer.certificate.subject, is_authority=True).grant()
    return signed(pdf, Wish(issuer=other).grant(), other), trusted()


for _digest in ("md5", "sha1"):
    FORGERIES[f"the document is digested with {_digest}"] = lambda pdf, name=_digest: (  # type: ignore[misc]
        signed(pdf, authority().signer("Oud (proef)", rsa_key=True), authority().issuer, digest=name),
        trusted(),
    )


def _revoked() -> tuple[TestPki, Identity]:
    pki = TestPki(ISSUED)
    who = pki.signer("Ingetrokken (proef)")
    pki.lists(ISSUED)
    return pki, who


@forgery("a list from before the revocation travels with the file")
def _old_list(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    before = pki.lists(ISSUED)
    pki.revoke(who, ISSUED + dt.timedelta(minutes=1))
    data = with_lists(signed(pdf, who, pki.issuer), *before)
    return data, trusted(pki, at=SIGNED + dt.timedelta(hours=1))


@forgery("a list made by somebody else travels with the file")
def _strange_list(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    forged = replace(TestPki(ISSUED))
    data = with_lists(signed(pdf, who, pki.issuer), *forged.lists(SIGNED))
    return data, trusted(pki, lists=False)


@forgery("a list that no longer held travels with the file")
def _stale_list(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    data = with_lists(signed(pdf, who, pki.issuer), *pki.lists(ISSUED - 60 * _DAY, ISSUED - 30 * _DAY))
    return data, trusted(pki, lists=False)


@forgery("the list is signed by the person whose certificate it is about")
def _own_list(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    builder = x509.CertificateRevocationListBuilder().issuer_name(pki.issuer.certificate.subject)
    builder = builder.last_update(ISSUED).next_update(ISSUED + 30 * _DAY)
    own = builder.sign(who.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return with_lists(signed(pdf, who, pki.issuer), own, pki.lists(ISSUED)[0]), trusted(pki, lists=False)


@forgery("the issuer itself was revoked")
def _revoked_issuer(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    pki.revoke(pki.issuer, ISSUED - _DAY)
    return signed(pdf, who, pki.issuer), trusted(pki)


@forgery("the time in the signature lies before the revocation, and nothing proves it")
def _backdated(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    data = signed(pdf, who, pki.issuer)
    pki.revoke(who, SIGNED + dt.timedelta(minutes=1))
    return data, trusted(pki, at=SIGNED + dt.timedelta(hours=2))


@forgery("a timestamp server that nobody listed vouches for the time")
def _own_clock(pdf: bytes) -> tuple[bytes, TrustList]:
    pki, who = _revoked()
    data = pki.stamp(signed(pdf, who, pki.issuer), SIGNED)
    pki.revoke(who, SIGNED + dt.timedelta(minutes=1))
    return data, replace(trusted(pki, at=SIGNED + dt.timedelta(hours=2)), stamp_roots=(authority().root.der,))
