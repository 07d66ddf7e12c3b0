"""Updates and signatures written by hand: what no signing program makes and a dishonest signer may.

Added to `attacks.ATTACKS`. A signer chooses every byte of the update that signs: the dictionary of the signature, the
picture in the field, the attributes of the signature itself. None of it may reach beyond the field, carry something
along or contradict itself.
"""

import asyncio
import functools
import hashlib
import io
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from asn1crypto import cms, core
from attacks import ATTACKS, honest, raw_update, updated
from attacks_below import _stamped_with
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pki import ISSUED, RECEIVED, SIGNED, authority, signer
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import SimpleSigner, fields
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore
from small_packs import OWN, stream

Mutation = Callable[[cms.ContentInfo, bytes], cms.ContentInfo]
ROOM = b"<" + b"0" * 16_000 + b">"
_RANGE = b"[0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC]"
FORM = b"/Type /XObject /Subtype /Form "
BOXED = FORM + b"/BBox [0 0 200 60] "
COVER = b"1 g -500 -500 1400 1300 re f"


def dictionary(more: bytes = b"", kind: bytes = b"/Type /Sig", form: bytes = b"/adbe.pkcs7.detached") -> bytes:
    """The dictionary of a signature, with room for its value."""
    head = b"<< %s /Filter /Adobe.PPKLite /SubFilter %s " % (kind, form)
    return head + b"/ByteRange %s /Contents %s %s >>" % (_RANGE, ROOM, more)


def by_hand(
    pdf: bytes,
    value: bytes | None = None,
    *,
    picture: tuple[bytes, bytes] | None = None,
    shown: bytes | None = None,
    field: bytes = b"",
    along: Mapping[int, bytes] | None = None,
    mutation: Mutation | None = None,
) -> bytes:
    """Signed in the own field. ``picture``: entries and content of its appearance; ``along``: more objects, from 0."""
    reader = PdfFileReader(io.BytesIO(pdf))
    first = int(reader.trailer_view["/Size"])
    reference = next(fields.enumerate_sig_fields(reader, with_name=OWN))[2].reference
    shown = b"%d 0 R" % (first + 1) if picture else shown
    entries = reference.get_object()
    own = generic.DictionaryObject({key: entries.raw_get(key) for key in entries if key != "/AP" or not shown})
    sink = io.BytesIO()
    own.write_to_stream(sink, None)
    look = b" /AP << /N %s >>" % shown if shown else b""
    whole = sink.getvalue().rstrip()[:-2] + b" /V %d 0 R%s%s >>" % (first, look, field)
    objects = {reference.idnum: whole, first: value or dictionary()}
    if picture:
        objects[first + 1] = stream(picture[1], picture[0])
    objects |= {first + 2 + number: content for number, content in (along or {}).items()}
    return _filled(raw_update(pdf, objects), mutation)


def along(number: int) -> bytes:
    """A reference to what ``by_hand`` adds to the small pack."""
    return b"%d 0 R" % (_first() + 2 + number)


@functools.cache
def _first() -> int:
    from small_packs import issued

    return int(PdfFileReader(io.BytesIO(issued())).trailer_view["/Size"])


def _filled(data: bytes, mutation: Mutation | None) -> bytes:
    start = data.index(ROOM)
    end = start + len(ROOM)
    covered = b"[0 %d %d %d]" % (start, end, len(data) - end)
    data = data.replace(_RANGE, covered.ljust(len(_RANGE)))
    digest = hashlib.sha256(data[:start] + data[end:]).digest()
    made = mutation(_cms(digest), digest) if mutation else _cms(digest)
    return data[: start + 1] + made.dump().hex().encode().ljust(len(ROOM) - 2, b"0") + data[end - 1 :]


def _cms(digest: bytes) -> cms.ContentInfo:
    who, store = signer(), SimpleCertificateStore()
    store.register_multiple([authority().issuer.as_asn1, authority().root.as_asn1])
    attributes = PdfCMSSignedAttributes(signing_time=SIGNED)
    made = SimpleSigner(who.as_asn1, who.key_as_asn1, store)
    return asyncio.run(made.async_sign(digest, "sha256", signed_attr_settings=attributes))


def _attribute(kind: str, *values: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": list(values)})


def _signed_anew(change: Callable[[list[cms.CMSAttribute], bytes], list[cms.CMSAttribute]]) -> Mutation:
    """Other signed attributes, with a right signature over them."""

    def mutate(made: cms.ContentInfo, digest: bytes) -> cms.ContentInfo:
        info = made["content"]["signer_infos"][0]
        info["signed_attrs"] = cms.CMSAttributes(change(list(info["signed_attrs"]), digest))
        key = signer().key
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        info["signature"] = key.sign(info["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256()))
        return made

    return mutate


def _without(kind: str) -> Mutation:
    return _signed_anew(lambda found, _: [item for item in found if item["type"].native != kind])


def _instead(kind: str, *values: object) -> Mutation:
    return _signed_anew(
        lambda found, _: [_attribute(kind, *values) if item["type"].native == kind else item for item in found]
    )


def _in_content(change: Callable[[cms.SignedData, bytes], object]) -> Mutation:
    def mutate(made: cms.ContentInfo, digest: bytes) -> cms.ContentInfo:
        change(made["content"], digest)
        return made

    return mutate


def _stamped(at: datetime, over: bytes | None = None) -> Mutation:
    def change(content: cms.SignedData, _: bytes) -> None:
        info = content["signer_infos"][0]
        imprint = hashlib.sha256(over or info["signature"].native).digest()
        token = asyncio.run(authority().stamp_client(at).async_timestamp(imprint, "sha256"))
        info["unsigned_attrs"] = cms.CMSAttributes([_attribute("signature_time_stamp_token", token)])

    return _in_content(change)


def _no_token(content: cms.SignedData, _: bytes) -> None:
    nothing = cms.ContentInfo({"content_type": "data", "content": core.OctetString(b"x")})
    content["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(
        [_attribute("signature_time_stamp_token", nothing)]
    )


for _sentence, _entries in {
    "has no box": FORM,
    "has a box without a surface": FORM + b"/BBox [0 0 0 0]",
    "has a box of words": FORM + b"/BBox [/a /b /c /d]",
    "is laid flat": BOXED + b"/Matrix [0 0 0 0 0 0]",
    "is laid by half a matrix": BOXED + b"/Matrix [1 0 0]",
    "is no form": b"/BBox [0 0 200 60]",
    "is a bare image": b"/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    "stands in a layer": BOXED + b"/OC << /Type /OCG /Name (laag) >>",
    "has a page of another file in it": BOXED + b"/Ref << /F (x.pdf) /Page 0 >>",
    "stands in another file": BOXED + b"/F (x.bin)",
    "has a layer deeper in it": BOXED + b"/Resources << /Properties << /L << /Type /OCG /Name (laag) >> >> >>",
}.items():
    ATTACKS[f"the picture of the signature {_sentence}"] = lambda pdf, e=_entries: by_hand(pdf, picture=(e, COVER))  # type: ignore[misc]
ATTACKS["the picture of the signature carries a file along"] = lambda pdf: by_hand(
    pdf,
    picture=(BOXED + b"/AF [%s]" % along(0), COVER),
    along={0: b"<< /Type /Filespec /F (x) /EF << /F %s >> >>" % along(1), 1: stream(b"MZ", b"/Type /EmbeddedFile")},
)
ATTACKS["the picture of the signature is a page of the issued text"] = lambda pdf: by_hand(pdf, shown=b"11 0 R")
ATTACKS["the frame of the field says something"] = lambda pdf: by_hand(pdf, field=b" /MK << /CA (niet akkoord) >>")

_DOCMDP = b"/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 >> >>]"
_FIELDMDP = b"/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /All /V /1.2 >> >>]"
for _sentence, _value in {
    "forbids every later change": dictionary(_DOCMDP),
    "locks all fields": dictionary(_FIELDMDP),
    "has a script with it": dictionary(b"/A << /S /JavaScript /JS (x) >>"),
    "has a file with it": dictionary(b"/Prop_Build << /App << /EF << /F (x) >> /X [<< /Y 11 0 R >>] >> >>"),
    "calls itself a page": dictionary(kind=b"/Type /Page"),
    "calls itself a timestamp": dictionary(kind=b"/Type /DocTimeStamp"),
    "is written as a stream": dictionary(b"/Length 3") + b"\nstream\nabc\nendstream",
    "gives its reason as a list": dictionary(b"/Reason [(niet akkoord)]"),
}.items():
    ATTACKS[f"the dictionary of the signature {_sentence}"] = lambda pdf, v=_value: by_hand(pdf, v)  # type: ignore[misc]

for _sentence, _mutation in {
    "has no digest of the document": _without("message_digest"),
    "has two digests of the document": _instead("message_digest", b"0" * 32, b"1" * 32),
    "does not say what it signs": _without("content_type"),
    "says that it signs something else": _instead("content_type", "signed_data"),
    "holds other content": _in_content(
        lambda content, _: content["encap_content_info"].__setitem__("content", core.OctetString(b"iets anders"))
    ),
    "has no certificate": _in_content(lambda content, _: content.__setitem__("certificates", cms.CertificateSet([]))),
    "has no signer": _in_content(lambda content, _: content.__setitem__("signer_infos", cms.SignerInfos([]))),
    "has two signers": _in_content(
        lambda content, digest: content["signer_infos"].append(_cms(digest)["content"]["signer_infos"][0])
    ),
    "names another digest than it used": _in_content(
        lambda content, _: content["signer_infos"][0]["digest_algorithm"].__setitem__("algorithm", "sha512")
    ),
    "has a timestamp over something else": _stamped(SIGNED, b"x"),
    "has a timestamp of before the issue": _stamped(ISSUED - timedelta(days=1)),
    "has a timestamp of after the receipt": _stamped(RECEIVED + timedelta(days=1)),
    "has a timestamp of before its own time": _stamped(SIGNED - timedelta(minutes=30)),
    "has something in the place of its timestamp": _in_content(_no_token),
}.items():
    ATTACKS[f"the signature {_sentence}"] = lambda pdf, m=_mutation: by_hand(pdf, mutation=m)  # type: ignore[misc]
ATTACKS["a signature in the form of ETSI does not name its certificate"] = lambda pdf: by_hand(
    pdf, dictionary(form=b"/ETSI.CAdES.detached"), mutation=_without("signing_certificate_v2")
)

_HOUR = timedelta(hours=1)
for _sentence, _level, _moments in (
    ("of after the receipt", "B-B", (RECEIVED + 24 * _HOUR,)),
    ("of before the issue", "B-B", (ISSUED - 24 * _HOUR,)),
    ("of before the stamp on the signature", "B-T", (SIGNED - _HOUR / 2,)),
    ("of before the archive timestamp that it covers", "B-B", (SIGNED + 2 * _HOUR, SIGNED + _HOUR)),
):
    ATTACKS[f"an archive timestamp {_sentence}"] = lambda pdf, at=_moments, level=_level: functools.reduce(  # type: ignore[misc]
        authority().stamp, at, honest(pdf, level=level)
    )


def _on_stamp(key: str, value: Callable[[IncrementalPdfFileWriter], object]) -> Callable[[bytes], bytes]:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = next(fields.enumerate_sig_fields(writer, with_name="T"))[2].get_object()
        field[pdf_name(key)] = value(writer)
        if key == "/AP":
            field[pdf_name("/Rect")] = generic.ArrayObject(generic.NumberObject(side) for side in (0, 0, 0, 300))
        writer.update_container(field)

    return lambda pdf: _stamped_with(pdf, change, name="T")


def _boundless(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    picture = generic.StreamObject(stream_data=COVER)
    picture[pdf_name("/Subtype")] = pdf_name("/Form")
    return generic.DictionaryObject({pdf_name("/N"): writer.add_object(picture)})


ATTACKS["an archive timestamp in a line draws over the page"] = _on_stamp("/AP", _boundless)
ATTACKS["an archive timestamp has a frame"] = _on_stamp("/MK", lambda _: generic.DictionaryObject())
ATTACKS["an archive timestamp stands between words"] = _on_stamp(
    "/Rect", lambda _: generic.ArrayObject([pdf_name("/x")] * 4)
)


def _with_store(key: str) -> Callable[[bytes], bytes]:
    def change(writer: IncrementalPdfFileWriter) -> None:
        rubbish = writer.add_object(generic.StreamObject(stream_data=b"MZ iets heel anders"))
        store = generic.DictionaryObject({pdf_name(key): generic.ArrayObject([rubbish])})
        writer.root[pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return lambda pdf: updated(honest(pdf, level="B-B"), change)


for _key in ("/Certs", "/CRLs", "/OCSPs"):
    ATTACKS[f"something else stands among the long-term data, under {_key}"] = _with_store(_key)


@functools.cache
def many_updates(pdf: bytes, count: int) -> bytes:
    """A signed file with that many updates that change nothing."""
    body = bytearray(honest(pdf, level="B-B"))
    reader = PdfFileReader(io.BytesIO(bytes(body)))
    previous, size = reader.last_startxref, int(reader.trailer_view["/Size"])
    identity = b" ".join(b"<%s>" % part.hex().encode() for part in reader.document_id)
    head = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %d /Root 1 0 R /Info 2 0 R /ID [%s] " % (size, identity)
    for _ in range(count):
        start = len(body)
        body += head + b"/Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (previous, start)
        previous = start
    return bytes(body)


ATTACKS["a hundred and one updates stand behind the signature"] = lambda pdf: many_updates(pdf, 101)


def _other_words(changed: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def change(writer: IncrementalPdfFileWriter) -> None:
        target = writer.root["/Metadata"]
        fresh = generic.StreamObject(stream_data=changed(target.data))
        fresh.update({pdf_name("/Type"): pdf_name("/Metadata"), pdf_name("/Subtype"): pdf_name("/XML")})
        writer.objects[(0, writer.root.raw_get("/Metadata").idnum)] = fresh

    return lambda pdf: updated(honest(pdf, level="B-B"), change)


ATTACKS["the metadata say something beside their descriptions"] = _other_words(
    lambda xmp: xmp.replace(b"</rdf:RDF>", b"<dc:x xmlns:dc='urn:x'>niet akkoord</dc:x></rdf:RDF>")
)
ATTACKS["the metadata have loose words"] = _other_words(
    lambda xmp: xmp.replace(b"</rdf:RDF>", b"niet akkoord</rdf:RDF>")
)
ATTACKS["the metadata refer to something else"] = _other_words(
    lambda xmp: xmp.replace(b"<dc:title ", b"<dc:title xml:lang='nl' ")
)
