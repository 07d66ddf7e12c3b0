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
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
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


def with_lists(pdf: bytes, *lists: bytes, answers: Sequence[bytes] = ()) -> bytes:
    """The file with revocation lists, and answers (OCSP), in its store of long-term data."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    store = generic.DictionaryObject()
    for key, items in (("/CRLs", lists), ("/OCSPs", answers)):
        made = (writer.add_object(generic.StreamObject(stream_data=item)) for item in items)
        store[pdf_name(key)] = generic.ArrayObject(made)
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
    "has a key on a small curve": Wish(issuer=authority().issuer, key=ec.generate_private_key(ec.SECP224R1())),
    "is that of an issuer": Wish(issuer=authority().root, is_authority=True),
    "has a critical part that nobody knows": Wish(
        issuer=authority().issuer,
        more=((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), True),),
    ),
}.items():
    FORGERIES[f"the certificate {_name}"] = lambda pdf, wish=_wish: (  # type: ignore[misc]
        signed(pdf, wish.grant(), *([wish.issuer] if wish.issuer else []), authority().issuer),
        trusted(),
    )


for _purpose in ("SERVER_AUTH", "CODE_SIGNING", "TIME_STAMPING", "OCSP_SIGNING", "CLIENT_AUTH"):
    _named = x509.ExtendedKeyUsage([getattr(ExtendedKeyUsageOID, _purpose)])
    FORGERIES[f"the certificate is only meant for {_purpose.lower()}"] = lambda pdf, named=_named: (  # type: ignore[misc]
        signed(pdf, Wish(issuer=authority().issuer, more=((named, False),)).grant(), authority().issuer),
        trusted(),
    )


@forgery("the certificate itself is on the list of trusted issuers")
def _trusted_itself(pdf: bytes) -> tuple[bytes, TrustList]:
    who = Wish().grant()
    return signed(pdf, who), replace(trusted(), roots=(who.der,))


@forgery("the trusted root itself signs")
def _root_signs(pdf: bytes) -> tuple[bytes, TrustList]:
    root = Wish("Stam (proef)", is_authority=True).grant()
    return signed(pdf, root), replace(trusted(), roots=(root.der,))


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


# --- answers about revocation (OCSP) ---------------------------------------------------------------------------------

_HOUR = dt.timedelta(hours=1)
_ASKED_AT = x509.AuthorityInformationAccess(
    [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier("http://ocsp.invalid/"))]
)


@dataclass(frozen=True)
class Answer:
    """What somebody says about a certificate."""

    by: Identity
    at: dt.datetime = SIGNED - _HOUR / 2
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD
    carried: tuple[Identity, ...] = ()

    def about(self, who: Identity, issuer: Identity) -> bytes:
        revoked = self.at if self.status is ocsp.OCSPCertStatus.REVOKED else None
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                who.certificate,
                issuer.certificate,
                hashes.SHA256(),
                self.status,
                self.at,
                self.at + _DAY,
                revoked,
                None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.by.certificate)
        )
        if self.carried:
            builder = builder.certificates([one.certificate for one in self.carried])
        return builder.sign(self.by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def responder(pki: TestPki, *, allowed: bool = True) -> Identity:
    """Who answers for the issuer; ``allowed`` by it or not."""
    may = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
    return Wish(
        "Antwoorder (proef)",
        pki.issuer,
        can_sign=False,
        more=((may, False), (x509.OCSPNoCheck(), False)) if allowed else (),
    ).grant()


def answered(pdf: bytes, *answers: Callable[[TestPki, Identity], bytes], revoked: str = "") -> tuple[bytes, TrustList]:
    """Signed, with answers in the file. ``revoked``: a list says so, in the ``file`` or in the ``folder``."""
    pki = TestPki(ISSUED)
    who = Wish(issuer=pki.issuer, more=((_ASKED_AT, False),)).grant()
    if revoked:
        pki.revoke(who, SIGNED - _HOUR / 4)
    lists = pki.lists(SIGNED + _HOUR)
    data = with_lists(
        signed(pdf, who, pki.issuer),
        *(lists if revoked == "file" else lists[:1]),
        answers=[answer(pki, who) for answer in answers],
    )
    return data, replace(trusted(pki, lists=False), lists=lists if revoked == "folder" else ())


def _by_issuer(**more: object) -> Callable[[TestPki, Identity], bytes]:
    return lambda pki, who: Answer(pki.issuer, **more).about(who, pki.issuer)  # type: ignore[arg-type]


def _by_stranger(pki: TestPki, who: Identity) -> bytes:
    other = TestPki(ISSUED)
    one = responder(other)
    return Answer(one, carried=(one, other.issuer)).about(who, pki.issuer)


def by_responder(pki: TestPki, who: Identity, *, allowed: bool = True) -> bytes:
    one = responder(pki, allowed=allowed)
    return Answer(one, carried=(one,)).about(who, pki.issuer)


_REVOKED = _by_issuer(status=ocsp.OCSPCertStatus.REVOKED, at=SIGNED)
for _sentence, _answers, _listed in (
    ("is good and older than a list in the file that says revoked", (_by_issuer(),), "file"),
    ("is good and older than a list in the folder that says revoked", (_by_issuer(),), "folder"),
    ("is good and older than another that says revoked", (_by_issuer(), _REVOKED), ""),
    ("is good and younger in its place than another that says revoked", (_REVOKED, _by_issuer()), ""),
    ("says that it is not known", (_by_issuer(status=ocsp.OCSPCertStatus.UNKNOWN),), ""),
    ("no longer holds", (_by_issuer(at=SIGNED - 60 * _DAY),), ""),
    ("is by the person whose certificate it is about", (lambda pki, who: Answer(who).about(who, pki.issuer),), ""),
    ("is by somebody whom the issuer did not allow it", (lambda p, w: by_responder(p, w, allowed=False),), ""),
    ("is by another authority", (_by_stranger,), ""),
    ("is about another", (lambda p, w: Answer(p.issuer).about(Wish(issuer=p.issuer).grant(), p.issuer),), ""),
):
    FORGERIES[f"the answer about revocation {_sentence}"] = lambda pdf, a=_answers, listed=_listed: answered(  # type: ignore[misc]
        pdf, *a, revoked=listed
    )
by_issuer = _by_issuer()
"""An honest answer."""
