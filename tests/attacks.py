"""Manipulations of a signed return, each built here from a small pack: none may ever pass.

An attack takes the issued bytes and gives back what a dishonest partij (or somebody between) would send. The classes
are those of the literature: incremental saving, shadow attacks (hide, replace, hide and replace), universal signature
forgery, signature wrapping, annotations after certification, and what a program that reads differently might see.
"""

import functools
import io
import re
import zlib
from collections.abc import Callable
from datetime import timedelta

from pki import ISSUED, SIGNED, authority, signer
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, fields
from pyhanko.sign.signers.pdf_signer import PdfSigner, PdfTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from small_packs import OWN, SECOND, bare_pack, stream, written

Attack = Callable[[bytes], bytes]
ATTACKS: dict[str, Attack] = {}


class Writer(IncrementalPdfFileWriter):
    """An update that leaves the metadata as they are."""

    def _update_meta(self) -> None:
        return


def attack(sentence: str) -> Callable[[Attack], Attack]:
    """Register under what it does."""

    def register(function: Attack) -> Attack:
        assert sentence not in ATTACKS
        ATTACKS[sentence] = function
        return function

    return register


@functools.cache
def honest(pdf: bytes, field: str = OWN, level: str = "B-LTA", at: object = SIGNED) -> bytes:
    """The file signed by the right person."""
    return authority().sign(pdf, field, signer(), at, level)  # type: ignore[arg-type]


def updated(pdf: bytes, change: Callable[[Writer], object]) -> bytes:
    """The file with an incremental update."""
    writer = Writer(io.BytesIO(pdf))
    change(writer)
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def raw_update(pdf: bytes, objects: dict[int, bytes], trailer: bytes = b"", *, stray: bytes = b"") -> bytes:
    """The file with an update written by hand: these objects, in a classic table."""
    reader = PdfFileReader(io.BytesIO(pdf))
    body, places = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n"), {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    body += stray
    start = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \n"
    body += b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    size = max(int(reader.trailer_view["/Size"]), max(objects, default=0) + 1)
    identity = b" ".join(b"<%s>" % part.hex().encode() for part in reader.document_id)
    head = b"/Size %d /Root 1 0 R /Info 2 0 R /ID [%s] /Prev %d" % (size, identity, reader.last_startxref)
    body += b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer or head, start)
    return bytes(body)


def field_of(writer: IncrementalPdfFileWriter, name: str = OWN) -> generic.DictionaryObject:
    """The field of that name, to be changed."""
    _, _, reference = next(iter(fields.enumerate_sig_fields(writer, with_name=name)))
    return reference.get_object()


def page(writer: IncrementalPdfFileWriter, number: int = 1) -> generic.DictionaryObject:
    """A page, to be changed."""
    return writer.root["/Pages"]["/Kids"][number]


EVIL = b"BT /F1 18 Tf 40 200 Td (Utrecht draagt 5 euro bij) Tj ET"


def evil_stream() -> generic.StreamObject:
    return generic.StreamObject(stream_data=EVIL)


def _both(sentence: str, change: Callable[[Writer], object]) -> None:
    """The same change before the signature, after it, and after it in a file without long-term data."""
    ATTACKS[f"{sentence}, before signing"] = lambda pdf: honest(updated(pdf, change), level="B-B")
    ATTACKS[f"{sentence}, after signing"] = lambda pdf: updated(honest(pdf), change)
    ATTACKS[f"{sentence}, after a plain signature"] = lambda pdf: updated(honest(pdf, level="B-B"), change)


def _set(
    container: Callable[[Writer], generic.DictionaryObject], key: str, value: object
) -> Callable[[Writer], object]:
    def change(writer: Writer) -> None:
        target = container(writer)
        target[pdf_name(key)] = value() if callable(value) else value
        writer.update_container(target)

    return change


def _drop(container: Callable[[Writer], generic.DictionaryObject], key: str) -> Callable[[Writer], object]:
    def change(writer: Writer) -> None:
        target = container(writer)
        del target[pdf_name(key)]
        writer.update_container(target)

    return change


def _root(writer: Writer) -> generic.DictionaryObject:
    return writer.root


def _form(writer: Writer) -> generic.DictionaryObject:
    return writer.root["/AcroForm"]


def _info(writer: Writer) -> generic.DictionaryObject:
    return writer.get_object(generic.Reference(2, 0, writer))


def _replace_stream(writer: Writer) -> None:
    content = page(writer).raw_get("/Contents").reference
    writer.objects[(0, content.idnum)] = evil_stream()


def _point_elsewhere(writer: Writer) -> None:
    target = page(writer)
    target[pdf_name("/Contents")] = writer.add_object(evil_stream())
    writer.update_container(target)


def _annotation(subtype: str, **more: object) -> Callable[[Writer], object]:
    def change(writer: Writer) -> None:
        appearance = generic.StreamObject(stream_data=b"1 g 0 0 400 300 re f")
        appearance.update({pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): _numbers(0, 0, 400, 300)})
        entries = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name(subtype), "/Rect": _numbers(0, 150, 400, 300)}
        entries |= {"/Contents": pdf_string("5 euro"), "/F": generic.NumberObject(4)}
        entries["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(appearance)})
        entries |= {f"/{key}": value for key, value in more.items()}
        annotation = generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})
        target = page(writer)
        target[pdf_name("/Annots")] = generic.ArrayObject(
            [*list(target.get("/Annots", ())), writer.add_object(annotation)]
        )
        writer.update_container(target)

    return change


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(value) for value in values)


def _text_field(writer: Writer) -> None:
    field = {"/FT": "/Tx", "/Subtype": "/Widget", "/Type": "/Annot"}
    made = generic.DictionaryObject({pdf_name(key): pdf_name(value) for key, value in field.items()})
    made |= {pdf_name("/T"): pdf_string("bedrag"), pdf_name("/V"): pdf_string("5 euro")}
    made[pdf_name("/Rect")] = _numbers(40, 190, 360, 230)
    reference = writer.add_object(made)
    form = _form(writer)
    form["/Fields"].append(reference)
    writer.update_container(form["/Fields"])
    writer.register_annotation(page(writer).container_ref, reference)


def _reorder(writer: Writer) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids.reverse()
    writer.update_container(kids)


def _add_page(writer: Writer) -> None:
    content = writer.add_object(evil_stream())
    made = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Page"), pdf_name("/Contents"): content})
    made |= {pdf_name("/MediaBox"): _numbers(0, 0, 400, 300), pdf_name("/Parent"): writer.root.raw_get("/Pages")}
    pages = writer.root["/Pages"]
    pages["/Kids"].append(writer.add_object(made))
    pages[pdf_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def _remove_page(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    pages[pdf_name("/Kids")] = generic.ArrayObject(list(pages["/Kids"])[1:])
    pages[pdf_name("/Count")] = generic.NumberObject(2)
    writer.update_container(pages)


def _swap_font(writer: Writer) -> None:
    font = page(writer)["/Resources"]["/Font"].raw_get("/F1").reference
    writer.objects[(0, font.idnum)] = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Symbol"),
        }
    )


def _replace_attachment(writer: Writer) -> None:
    specification = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    writer.objects[(0, specification["/EF"].raw_get("/F").idnum)] = generic.StreamObject(stream_data=b"{evil}")


def _script() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )


def _layers() -> generic.DictionaryObject:
    empty = generic.ArrayObject()
    return generic.DictionaryObject({pdf_name("/OCGs"): empty, pdf_name("/D"): generic.DictionaryObject()})


def _metadata(writer: Writer) -> None:
    target = writer.root["/Metadata"]
    changed = target.data.replace(b"Pakket Utrecht", b"Pakket Zeeland")
    fresh = generic.StreamObject(stream_data=changed)
    fresh.update({pdf_name("/Type"): pdf_name("/Metadata"), pdf_name("/Subtype"): pdf_name("/XML")})
    writer.objects[(0, writer.root.raw_get("/Metadata").idnum)] = fresh


_both("the content stream of a page is replaced", _replace_stream)
_both("a page points to another content stream", _point_elsewhere)
_both("the font of a page is replaced", _swap_font)
_both("the pages are put in another order", _reorder)
_both("a page is added", _add_page)
_both("a page is removed", _remove_page)
_both("a page gets another size", _set(page, "/MediaBox", lambda: _numbers(0, 0, 400, 150)))
_both("a page is cropped", _set(page, "/CropBox", lambda: _numbers(0, 0, 400, 150)))
_both("a page is turned", _set(page, "/Rotate", generic.NumberObject(180)))
_both("a page gets an action", _set(page, "/AA", lambda: generic.DictionaryObject({pdf_name("/O"): _script()})))
_both("a note covers the text", _annotation("/FreeText"))
_both("a stamp covers the text", _annotation("/Stamp"))
_both("a square covers the text", _annotation("/Square"))
_both("a redaction covers the text", _annotation("/Redact"))
_both("a link is laid over the text", _annotation("/Link", A=_script()))
_both("a text field covers the text", _text_field)
_both("the attachment of the pack is replaced", _replace_attachment)
_both("the title in the metadata is changed", _metadata)
_both("the title in the information is changed", _set(_info, "/Title", pdf_string("Pakket Zeeland")))
_both("the information gets an author", _set(_info, "/Author", pdf_string("iemand")))
_both("the title vanishes from the information", _drop(_info, "/Title"))
_both("the catalog gets an opening action", _set(_root, "/OpenAction", _script))
_both("the catalog gets actions", _set(_root, "/AA", lambda: generic.DictionaryObject({pdf_name("/WC"): _script()})))
_both("the catalog gets layers", _set(_root, "/OCProperties", _layers))
_both("the catalog gets permissions", _set(_root, "/Perms", generic.DictionaryObject))
_both("the catalog gets another language", _set(_root, "/Lang", pdf_string("en")))
_both("the catalog gets other viewer preferences", _set(_root, "/ViewerPreferences", generic.DictionaryObject))
_both("the catalog gets a collection", _set(_root, "/Collection", generic.DictionaryObject))
_both("the catalog gets outlines", _set(_root, "/Outlines", generic.DictionaryObject))
_both("the catalog gets page labels", _set(_root, "/PageLabels", generic.DictionaryObject))
_both("the catalog gets a base address", _set(_root, "/URI", generic.DictionaryObject))
_both(
    "the catalog gets an unknown extension",
    _set(_root, "/Extensions", lambda: generic.DictionaryObject({pdf_name("/EVIL"): _script()})),
)
_both("the catalog gets a lower version", _set(_root, "/Version", pdf_name("/1.3")))
_both("the language vanishes from the catalog", _drop(_root, "/Lang"))
_both("the metadata vanish from the catalog", _drop(_root, "/Metadata"))
_both("the attachments vanish from the catalog", _drop(_root, "/Names"))
_both("the form asks for new appearances", _set(_form, "/NeedAppearances", generic.BooleanObject(True)))
_both("the form gets resources", _set(_form, "/DR", generic.DictionaryObject))
_both("the form gets a default appearance", _set(_form, "/DA", pdf_string("/F1 0 Tf")))
_both("the form gets an XFA part", _set(_form, "/XFA", pdf_string("<xdp/>")))
_both("the form gets an order of calculation", _set(_form, "/CO", generic.ArrayObject))
_both("the signature flags are lowered", _set(_form, "/SigFlags", generic.NumberObject(1)))
_both("the other field is moved", _set(lambda w: field_of(w, SECOND), "/Rect", lambda: _numbers(0, 0, 400, 300)))
_both("the other field is hidden", _set(lambda w: field_of(w, SECOND), "/F", generic.NumberObject(2)))
_both("the other field gets an action", _set(lambda w: field_of(w, SECOND), "/A", _script))
_both("the other field gets a lock", _set(lambda w: field_of(w, SECOND), "/Lock", generic.DictionaryObject))


def _covering(writer: Writer) -> generic.DictionaryObject:
    appearance = generic.StreamObject(stream_data=b"1 g 0 0 400 300 re f")
    appearance.update({pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): _numbers(0, 0, 400, 300)})
    return generic.DictionaryObject({pdf_name("/N"): writer.add_object(appearance)})


def _other_appearance(writer: Writer) -> None:
    target = field_of(writer, SECOND)
    target[pdf_name("/AP")] = _covering(writer)
    writer.update_container(target)


def _own_appearance(writer: Writer) -> None:
    target = field_of(writer)
    target[pdf_name("/AP")] = _covering(writer)
    writer.update_container(target)


def _invisible_field(writer: Writer) -> None:
    fields.append_signature_field(writer, fields.SigFieldSpec("Extra", box=(0, 0, 0, 0)))


_both("the other field gets an appearance", _other_appearance)
_both("an invisible field is added and left empty", _invisible_field)


@attack("the picture of the signature is replaced after signing")
def _picture(pdf: bytes) -> bytes:
    return updated(honest(pdf), _own_appearance)


@attack("the picture of the signature is overwritten in place after signing")
def _picture_in_place(pdf: bytes) -> bytes:
    def change(writer: Writer) -> None:
        writer.objects[(0, field_of(writer)["/AP"].raw_get("/N").idnum)] = evil_stream()

    return updated(honest(pdf), change)


@attack("the signed field is moved after signing")
def _moved(pdf: bytes) -> bytes:
    return updated(honest(pdf), _set(field_of, "/Rect", lambda: _numbers(0, 0, 400, 300)))


@attack("the own field is moved before signing")
def _moved_before(pdf: bytes) -> bytes:
    return honest(updated(pdf, _set(field_of, "/Rect", lambda: _numbers(0, 0, 400, 300))))


@attack("the signature is taken away after signing")
def _removed(pdf: bytes) -> bytes:
    return updated(honest(pdf), _drop(field_of, "/V"))


@attack("one signature stands in two fields")
def _shared(pdf: bytes) -> bytes:
    def change(writer: Writer) -> None:
        target = field_of(writer, SECOND)
        target[pdf_name("/V")] = field_of(writer).raw_get("/V")
        writer.update_container(target)

    return updated(honest(pdf), change)


@attack("one signature stands in two fields, put there before it was computed")
def _shared_before(pdf: bytes) -> bytes:
    class Sharing(PdfSigner):
        def init_signing_session(self, pdf_out, existing_fields_only=False):  # type: ignore[no-untyped-def]
            session = super().init_signing_session(pdf_out, existing_fields_only)
            self.other = field_of(pdf_out, SECOND)
            return session

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    original = writer.write

    def write(sink: object) -> None:
        other = field_of(writer, SECOND)
        other[pdf_name("/V")] = field_of(writer).raw_get("/V")
        writer.update_container(other)
        original(sink)

    writer.write = write
    return _signed_by(writer, OWN)


class _AtItsTime(PdfSigner):
    """Signs at the moment at which honest people sign, so that no file is refused for its time alone."""

    def init_signing_session(self, pdf_out, existing_fields_only=False):  # type: ignore[no-untyped-def]
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = SIGNED
        return session


def _signed_by(writer: IncrementalPdfFileWriter, name: str, **metadata: object) -> bytes:
    who = signer()
    store = SimpleCertificateStore()
    store.register_multiple([authority().issuer.as_asn1, authority().root.as_asn1])
    simple = SimpleSigner(who.as_asn1, who.key_as_asn1, store)
    sink = io.BytesIO()
    _AtItsTime(PdfSignatureMetadata(field_name=name, **metadata), simple).sign_pdf(writer, output=sink)  # type: ignore[arg-type]
    return sink.getvalue()


@attack("a new field is made and signed")
def _own_new_field(pdf: bytes) -> bytes:
    return _signed_by(IncrementalPdfFileWriter(io.BytesIO(pdf)), "Eigen veld")


@attack("a new visible field is made and signed")
def _own_visible_field(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec("Groot", box=(0, 0, 400, 300)))
    return _signed_by(writer, "Groot")


@attack("the field of another partij is made and signed")
def _others_field(pdf: bytes) -> bytes:
    return _signed_by(IncrementalPdfFileWriter(io.BytesIO(pdf)), "samenwerkingsovereenkomst.flevoland.1")


@attack("the own field is signed and another one as well")
def _one_too_many(pdf: bytes) -> bytes:
    return _signed_by(IncrementalPdfFileWriter(io.BytesIO(honest(pdf, level="B-B"))), "Extra")


@attack("the signature certifies the document")
def _certified(pdf: bytes) -> bytes:
    permissions = fields.MDPPerm.ANNOTATE
    return _signed_by(IncrementalPdfFileWriter(io.BytesIO(pdf)), OWN, certify=True, docmdp_permissions=permissions)


@attack("the field holds a timestamp and no signature")
def _only_stamped(pdf: bytes) -> bytes:
    sink = io.BytesIO()
    stamper = PdfTimeStamper(authority().stamp_client(SIGNED), field_name=OWN)
    stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256", output=sink)
    return sink.getvalue()


@attack("only a document timestamp is added")
def _only_document_stamp(pdf: bytes) -> bytes:
    return authority().stamp(pdf, SIGNED)


@attack("a visible document timestamp is added")
def _visible_stamp(pdf: bytes) -> bytes:
    signed = honest(pdf)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    fields.append_signature_field(writer, fields.SigFieldSpec("Stempel", box=(0, 150, 400, 300)))
    sink = io.BytesIO()
    PdfTimeStamper(authority().stamp_client(SIGNED), field_name="Stempel").timestamp_pdf(writer, "sha256", output=sink)
    return sink.getvalue()


@attack("nothing is signed")
def _unsigned(pdf: bytes) -> bytes:
    return pdf


@attack("a signature is drawn as an annotation")
def _drawn(pdf: bytes) -> bytes:
    return updated(pdf, _annotation("/Ink"))


def _value_place(pdf: bytes) -> tuple[int, int]:
    """Where the value of the first signature stands, brackets included."""
    match = re.search(rb"/Contents <([0-9a-fA-F]+)>", pdf)
    assert match is not None
    return match.start(1) - 1, match.end(1) + 1


@attack("a byte of the signature is changed")
def _flipped(pdf: bytes) -> bytes:
    data = bytearray(honest(pdf, level="B-B"))
    start, _ = _value_place(bytes(data))
    place = start + 900
    data[place] = ord("0") if data[place] != ord("0") else ord("1")
    return bytes(data)


@attack("a byte of the update that signs is changed")
def _flipped_update(pdf: bytes) -> bytes:
    data = honest(pdf, level="B-B")
    assert b"/Type /Sig\n" in data
    return data.replace(b"/Type /Sig\n", b"/Type /Sig ", 1)


@attack("the number that signs is changed")
def _flipped_number(pdf: bytes) -> bytes:
    data = bytearray(honest(pdf, level="B-B"))
    _, end = _value_place(bytes(data))
    last = end - 2
    while data[last] == ord("0"):
        last -= 1
    data[last - 8] = ord("1") if data[last - 8] != ord("1") else ord("2")
    return bytes(data)


@attack("something is hidden behind the value of the signature")
def _hidden(pdf: bytes) -> bytes:
    data = honest(pdf, level="B-B")
    _, end = _value_place(data)
    return data[: end - 41] + b"deadbeef" * 5 + data[end - 1 :]


@attack("the value of the signature is all zeros")
def _zeros(pdf: bytes) -> bytes:
    data = honest(pdf, level="B-B")
    start, end = _value_place(data)
    return data[: start + 1] + b"0" * (end - start - 2) + data[end - 1 :]


@attack("the value of the signature is empty")
def _empty(pdf: bytes) -> bytes:
    data = honest(pdf, level="B-B")
    start, end = _value_place(data)
    return data[:start] + b"<>" + b" " * (end - start - 2) + data[end:]


def _with_range(pdf: bytes, text: bytes) -> bytes:
    """Another byte range, in the room of the old one."""
    data = honest(pdf, level="B-B")
    match = re.search(rb"/ByteRange \[[^\]]*\]", data)
    assert match is not None
    return data[: match.start()] + text.ljust(match.end() - match.start()) + data[match.end() :]


for _sentence, _text in {
    "the byte range is missing": b"",
    "the byte range is null": b"/ByteRange null",
    "the byte range is empty": b"/ByteRange []",
    "the byte range covers nothing": b"/ByteRange [0 0 0 0]",
    "the byte range is negative": b"/ByteRange [0 -1 -1 0]",
    "the byte range is huge": b"/ByteRange [0 99999 9 9]",
    "the byte range has two numbers": b"/ByteRange [0 500]",
    "the byte range is a name": b"/ByteRange /None",
    "the byte range starts later": b"/ByteRange [9 9 99 99]",
}.items():
    ATTACKS[_sentence] = lambda pdf, text=_text: _with_range(pdf, text)  # type: ignore[misc]


@attack("the value of the signature is missing")
def _no_value(pdf: bytes) -> bytes:
    return honest(pdf, level="B-B").replace(b"/Contents <", b"/Contentz <", 1)


@attack("the signature says it is of another kind")
def _other_kind(pdf: bytes) -> bytes:
    return honest(pdf, level="B-B").replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1.", 1)


@attack("the second range is wrapped further on")
def _wrapped(pdf: bytes) -> bytes:
    data = honest(pdf, level="B-B")
    match = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)[^\]]*\]", data)
    assert match is not None
    first, second, rest = (int(group) for group in match.groups())
    evil = b"\n9 0 obj\n" + stream(EVIL) + b"\nendobj\n"
    gap = data[first:second] + evil.ljust(200)
    fresh = b"/ByteRange [0 %d %d %d]" % (first, first + len(gap), rest)
    head = data[:first].replace(match.group(0), fresh.ljust(len(match.group(0))))
    return head + gap + data[second:]


@attack("a copied signature stands over other content")
def _copied(pdf: bytes) -> bytes:
    data = honest(pdf, level="B-B")
    start, end = _value_place(data)
    other = honest(updated(pdf, _replace_stream), level="B-B")
    begin, finish = _value_place(other)
    return other[:begin] + data[start:end].ljust(finish - begin, b"0") + other[finish:]


@attack("bytes are added behind the end")
def _behind(pdf: bytes) -> bytes:
    return honest(pdf) + b"PK\x03\x04 iets anders"


@attack("a comment is added behind the end")
def _comment(pdf: bytes) -> bytes:
    return honest(pdf) + b"% niet akkoord\n"


@attack("an update without a list of its objects is added behind the end")
def _bodyless(pdf: bytes) -> bytes:
    return honest(pdf) + b"11 0 obj\n" + stream(EVIL) + b"\nendobj\n%%EOF\n"


@attack("an update whose trailer has no list is added behind the end")
def _trailer_only(pdf: bytes) -> bytes:
    signed = honest(pdf)
    return signed + b"11 0 obj\n" + stream(EVIL) + b"\nendobj\ntrailer\n<< /Root 1 0 R /Size 50 >>\n%%EOF\n"


@attack("an object that no list names stands in the update that signs")
def _unlisted(pdf: bytes) -> bytes:
    stray = b"11 0 obj\n" + stream(EVIL) + b"\nendobj\n"
    return honest(raw_update(pdf, {60: b"<< /Aan (wezig) >>"}, stray=stray))


@attack("an object nobody needs is planted before signing and fetched afterwards")
def _planted(pdf: bytes) -> bytes:
    planted = raw_update(pdf, {60: stream(EVIL)})
    signed = honest(planted)
    return raw_update(signed, {10: b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] /Contents 60 0 R >>"})


@attack("a page is overwritten with its own words and another content")
def _raw_page(pdf: bytes) -> bytes:
    return raw_update(honest(pdf), {10: b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] /Contents 9 0 R >>"})


@attack("an object is freed after signing")
def _freed(pdf: bytes) -> bytes:
    signed = honest(pdf)
    reader = PdfFileReader(io.BytesIO(signed))
    start = len(signed)
    table = b"xref\n0 1\n0000000011 65535 f \n11 1\n0000000000 00001 f \n"
    identity = b" ".join(b"<%s>" % part.hex().encode() for part in reader.document_id)
    head = b"/Size %d /Root 1 0 R /Info 2 0 R /ID [%s]" % (int(reader.trailer_view["/Size"]), identity)
    return (
        signed + table + b"trailer\n<< %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (head, reader.last_startxref, start)
    )


@attack("an object comes back in a higher generation")
def _generation(pdf: bytes) -> bytes:
    signed = honest(pdf)
    reader = PdfFileReader(io.BytesIO(signed))
    place = len(signed)
    body = signed + b"11 1 obj\n" + stream(EVIL) + b"\nendobj\n"
    start = len(body)
    table = b"xref\n0 1\n0000000000 65535 f \n11 1\n%010d 00001 n \n" % place
    identity = b" ".join(b"<%s>" % part.hex().encode() for part in reader.document_id)
    head = b"/Size %d /Root 1 0 R /Info 2 0 R /ID [%s]" % (int(reader.trailer_view["/Size"]), identity)
    return body + table + b"trailer\n<< %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (head, reader.last_startxref, start)


@attack("the trailer of an update names another catalog")
def _other_root(pdf: bytes) -> bytes:
    signed = honest(pdf)
    size = int(PdfFileReader(io.BytesIO(signed)).trailer_view["/Size"])
    previous = PdfFileReader(io.BytesIO(signed)).last_startxref
    trailer = b"/Size %d /Root %d 0 R /Info 2 0 R /Prev %d" % (size + 1, size, previous)
    return raw_update(signed, {size: b"<< /Type /Catalog /Pages 3 0 R >>"}, trailer)


@attack("the trailer of an update leaves the information out")
def _no_info(pdf: bytes) -> bytes:
    signed = honest(pdf)
    reader = PdfFileReader(io.BytesIO(signed))
    trailer = b"/Size %d /Root 1 0 R /Prev %d" % (int(reader.trailer_view["/Size"]) + 1, reader.last_startxref)
    return raw_update(signed, {int(reader.trailer_view["/Size"]): b"<< >>"}, trailer)


@attack("a whole other document stands behind the issued one and is signed")
def _whole_other(pdf: bytes) -> bytes:
    evil = bare_pack(("Aanbiedingsbrief", "Utrecht draagt 5 euro bij", "Volmacht"))
    shift = len(pdf)
    moved = re.sub(rb"(?m)^(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m.group(1)) + shift), evil)
    moved = re.sub(rb"startxref\n(\d+)", lambda m: b"startxref\n%d" % (int(m.group(1)) + shift), moved)
    return _signed_by(IncrementalPdfFileWriter(io.BytesIO(pdf + moved)), OWN)


@attack("an update skips the revision with the fields")
def _skips(pdf: bytes) -> bytes:
    reader = PdfFileReader(io.BytesIO(pdf))
    first = reader.xrefs.get_startxref_for_revision(0)
    trailer = b"/Size 40 /Root 1 0 R /Info 2 0 R /Prev %d" % first
    return raw_update(pdf, {39: b"<< >>"}, trailer)


@attack("a hybrid list hides an object")
def _hybrid(pdf: bytes) -> bytes:
    signed = honest(pdf)
    reader = PdfFileReader(io.BytesIO(signed))
    size = int(reader.trailer_view["/Size"])
    evil_at = len(signed)
    body = signed + b"11 0 obj\n" + stream(EVIL) + b"\nendobj\n"
    listing_at = len(body)
    rows = zlib.compress(b"\x01" + evil_at.to_bytes(4, "big") + b"\x00")
    entries = b"/Type /XRef /W [1 4 1] /Index [11 1] /Size %d /Filter /FlateDecode" % (size + 1)
    body += b"%d 0 obj\n" % size + stream(rows, entries) + b"\nendobj\n"
    start = len(body)
    head = b"/Size %d /Root 1 0 R /Info 2 0 R /XRefStm %d /Prev %d" % (size + 1, listing_at, reader.last_startxref)
    return body + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (head, start)


@attack("the store of long-term data holds something else")
def _dirty_store(pdf: bytes) -> bytes:
    return updated(honest(pdf), _set(lambda w: w.root["/DSS"], "/Evil", pdf_string("iets")))


@attack("the store of long-term data lists a page")
def _page_in_store(pdf: bytes) -> bytes:
    def change(writer: Writer) -> None:
        store = writer.root["/DSS"]
        store[pdf_name("/Certs")] = generic.ArrayObject(
            [page(writer).container_ref and writer.root["/Pages"]["/Kids"].raw_get(1)]
        )
        writer.update_container(store)

    return updated(honest(pdf), change)


@attack("the store of long-term data is made by overwriting a page")
def _store_over_page(pdf: bytes) -> bytes:
    return raw_update(
        honest(pdf, level="B-B"), {10: b"<< /Certs [] >>", 1: b"<< /Type /Catalog /Pages 3 0 R /DSS 10 0 R >>"}
    )


@attack("a list of long-term data overwrites the text of a page")
def _store_over_text(pdf: bytes) -> bytes:
    def change(writer: Writer) -> None:
        content = page(writer).raw_get("/Contents")
        writer.objects[(0, content.idnum)] = evil_stream()
        store = writer.root["/DSS"]
        store["/Certs"].append(content)
        writer.update_container(store["/Certs"])
        writer.update_container(store)

    return updated(honest(pdf), change)


@attack("the timestamp of another signature is put on this one")
def _borrowed_stamp(pdf: bytes) -> bytes:
    from asn1crypto import cms

    early = authority().sign(pdf, OWN, signer(), ISSUED + timedelta(minutes=10), "B-T")
    late = authority().sign(pdf, OWN, signer(), SIGNED + timedelta(hours=3), "B-T")
    start, end = _value_place(late)
    begin, finish = _value_place(early)
    mine = cms.ContentInfo.load(bytes.fromhex(late[start + 1 : end - 1].decode()))
    other = cms.ContentInfo.load(bytes.fromhex(early[begin + 1 : finish - 1].decode()))
    unsigned = other["content"]["signer_infos"][0]["unsigned_attrs"]
    mine["content"]["signer_infos"][0]["unsigned_attrs"] = unsigned.copy()
    value = mine.dump(force=True).hex().encode()
    return late[: start + 1] + value.ljust(end - start - 2, b"0") + late[end - 1 :]


@attack("a field is put back as it was issued, to be signed again")
def _again(pdf: bytes) -> bytes:
    signed = honest(pdf, level="B-B")
    emptied = updated(signed, _drop(field_of, "/V"))
    return honest(emptied, level="B-B")


@attack("the signature is signed over with another one")
def _over(pdf: bytes) -> bytes:
    signed = honest(pdf, level="B-B")
    fresh = honest(pdf, level="B-B", at=SIGNED + timedelta(hours=1))
    value = PdfFileReader(io.BytesIO(fresh)).embedded_signatures[0].sig_object

    def change(writer: Writer) -> None:
        target = field_of(writer)
        target[pdf_name("/V")] = writer.add_object(writer.import_object(value))
        writer.update_container(target)

    return updated(signed, change)


@attack("a document made from nothing bears a good signature")
def _foreign(pdf: bytes) -> bytes:
    return _signed_by(IncrementalPdfFileWriter(io.BytesIO(bare_pack(("Iets", "heel", "anders")))), OWN)


@attack("an empty document")
def _nothing(pdf: bytes) -> bytes:
    return written([b"<< /Type /Catalog /Pages 3 0 R >>", b"<< >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


@attack("an update fills in an object that an earlier update mentioned")
def _filled_in(pdf: bytes) -> bytes:
    """The picture of the signature refers to nothing, and gets its content when the signature is set already."""

    def prepare(writer: Writer) -> None:
        appearance = generic.StreamObject(stream_data=b"/Later Do")
        appearance.update({pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): _numbers(0, 0, 200, 60)})
        later = generic.DictionaryObject({pdf_name("/Later"): generic.IndirectObject(90, 0, writer)})
        appearance[pdf_name("/Resources")] = generic.DictionaryObject({pdf_name("/XObject"): later})
        writer.add_object(appearance)

    signed = honest(updated(pdf, prepare), level="B-B")
    return raw_update(signed, {90: stream(EVIL, b"/Type /XObject /Subtype /Form /BBox [0 0 200 60]")})
