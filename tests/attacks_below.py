"""More manipulations of a signed return: what an update may do below the pages, in one table each.

They are added to `attacks.ATTACKS`. Where a change is possible before and after signing, both are there.
"""

import functools
import io
import re
import zlib
from collections.abc import Callable

from attacks import (
    ATTACKS,
    EVIL,
    Writer,
    _annotation,
    _covering,
    _drop,
    _numbers,
    _root,
    _script,
    _set,
    attack,
    evil_stream,
    field_of,
    honest,
    page,
    raw_update,
    updated,
)
from pki import SIGNED, authority
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from small_packs import OWN, SECOND, stream

Change = Callable[[Writer], object]
Number, Dictionary, Array = generic.NumberObject, generic.DictionaryObject, generic.ArrayObject


@functools.cache
def _plain(pdf: bytes) -> bytes:
    """Signed without long-term data, which is quickest."""
    return honest(pdf, level="B-B")


@functools.cache
def _kept(pdf: bytes) -> bytes:
    """Signed with all of them."""
    return honest(pdf)


def _pages(writer: Writer) -> generic.DictionaryObject:
    return writer.root["/Pages"]


def _font(writer: Writer) -> generic.DictionaryObject:
    return page(writer)["/Resources"]["/Font"]["/F1"]


def _attached(writer: Writer) -> generic.DictionaryObject:
    return writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]


def _other(writer: Writer) -> generic.DictionaryObject:
    return field_of(writer, SECOND)


def _names(writer: Writer) -> generic.DictionaryObject:
    return writer.root["/Names"]


def _one(key: str, value: object) -> Callable[[], generic.DictionaryObject]:
    return lambda: Dictionary({pdf_name(key): value() if callable(value) else value})


def _second_page_first(writer: Writer) -> None:
    """The page tree gets a node in between, which turns its pages."""
    tree = _pages(writer)
    kids = tree["/Kids"]
    node = Dictionary({pdf_name("/Type"): pdf_name("/Pages"), pdf_name("/Kids"): kids, pdf_name("/Count"): Number(3)})
    node |= {pdf_name("/Parent"): writer.root.raw_get("/Pages"), pdf_name("/Rotate"): Number(180)}
    tree[pdf_name("/Kids")] = Array([writer.add_object(node)])
    writer.update_container(tree)


def _attach(writer: Writer) -> None:
    data = writer.add_object(generic.StreamObject(stream_data=b"{}"))
    more = Dictionary({pdf_name("/Type"): pdf_name("/Filespec"), pdf_name("/F"): pdf_string("extra.json")})
    more[pdf_name("/EF")] = Dictionary({pdf_name("/F"): data})
    listed = _names(writer)["/EmbeddedFiles"]["/Names"]
    listed.extend([pdf_string("extra.json"), writer.add_object(more)])
    writer.update_container(listed)


def _cmap(writer: Writer) -> None:
    font = _font(writer)
    font[pdf_name("/ToUnicode")] = writer.add_object(generic.StreamObject(stream_data=b"begincmap endcmap"))
    writer.update_container(font)


for _sentence, _change in {
    "all pages inherit a turn": _set(_pages, "/Rotate", Number(180)),
    "all pages inherit other resources": _set(_pages, "/Resources", Dictionary),
    "a page gets other resources": _set(page, "/Resources", Dictionary),
    "a page gets another unit": _set(page, "/UserUnit", Number(3)),
    "a page gets a transition": _set(page, "/Trans", _one("/S", pdf_name("/Split"))),
    "a page gets a tab order": _set(page, "/Tabs", pdf_name("/S")),
    "a page gets a group": _set(page, "/Group", _one("/S", pdf_name("/Transparency"))),
    "a page gets a thumbnail": _set(page, "/Thumb", lambda: generic.StreamObject(stream_data=b"x")),
    "a page gets data of a program": _set(page, "/PieceInfo", Dictionary),
    "a page gets an associated file": _set(page, "/AF", Array),
    "a page loses its size": _drop(page, "/MediaBox"),
    "a page gets another parent": _set(page, "/Parent", lambda: Dictionary({pdf_name("/Type"): pdf_name("/Pages")})),
    "the page tree gets a node in between": _second_page_first,
    "the number of pages is wrong": _set(_pages, "/Count", Number(1)),
    "the font gets another name": _set(_font, "/BaseFont", pdf_name("/Courier")),
    "the font gets another encoding": _set(_font, "/Encoding", _one("/Differences", Array)),
    "the font gets another reading of its signs": _cmap,
    "an attachment is added": _attach,
    "an attachment gets another name": _set(_attached, "/F", pdf_string("ander.json")),
    "an attachment gets another description": _set(_attached, "/Desc", pdf_string("akkoord")),
    "the names get scripts": _set(_names, "/JavaScript", Dictionary),
    "the names get destinations": _set(_names, "/Dests", Dictionary),
    "the catalog gets old destinations": _set(_root, "/Dests", Dictionary),
    "the catalog opens in another mode": _set(_root, "/PageMode", pdf_name("/UseAttachments")),
    "the catalog gets another layout": _set(_root, "/PageLayout", pdf_name("/TwoColumnLeft")),
    "the catalog gets a structure": _set(_root, "/StructTreeRoot", Dictionary),
    "the catalog says it is tagged": _set(_root, "/MarkInfo", _one("/Marked", generic.BooleanObject(True))),
    "the catalog gets colours of a printer": _set(_root, "/OutputIntents", Array),
    "the catalog gets associated files": _set(_root, "/AF", Array),
    "the catalog gets threads": _set(_root, "/Threads", Array),
    "the catalog gets requirements": _set(_root, "/Requirements", Array),
    "the catalog gets a legal attestation": _set(_root, "/Legal", Dictionary),
    "the catalog gets document parts": _set(_root, "/DPartRoot", Dictionary),
    "the catalog says scripts need rendering": _set(_root, "/NeedsRendering", generic.BooleanObject(True)),
    "the form vanishes from the catalog": _drop(_root, "/AcroForm"),
    "the other field gets a default appearance": _set(_other, "/DA", pdf_string("/F1 0 Tf")),
    "the other field is turned": _set(_other, "/MK", _one("/R", Number(180))),
    "the other field gets another name": _set(_other, "/T", pdf_string("iets")),
    "the other field gets another title": _set(_other, "/TU", pdf_string("iets")),
    "the other field gets a seed value": _set(_other, "/SV", Dictionary),
    "the other field becomes a text field": _set(_other, "/FT", pdf_name("/Tx")),
    "the other field moves to another page": _set(_other, "/P", lambda: generic.NullObject()),
    "the other field gets actions": _set(_other, "/AA", _one("/Fo", _script)),
    "the other field becomes read-only": _set(_other, "/Ff", Number(1)),
    "the other field is put in a layer": _set(_other, "/OC", _one("/Type", pdf_name("/OCG"))),
    "a widget covers the text": _annotation("/Widget"),
    "a popup covers the text": _annotation("/Popup"),
    "a watermark covers the text": _annotation("/Watermark"),
    "a film covers the text": _annotation("/RichMedia"),
    "a highlight stands over the text": _annotation("/Highlight"),
    "a typed line stands on the text": _annotation("/Line"),
    "a file is attached to a page": _annotation("/FileAttachment"),
}.items():
    ATTACKS[f"{_sentence}, before signing"] = lambda pdf, change=_change: _try_signing(updated(pdf, change))  # type: ignore[misc]
    ATTACKS[f"{_sentence}, after signing"] = lambda pdf, change=_change: updated(_plain(pdf), change)  # type: ignore[misc]


def _own(key: str, value: object) -> Change:
    return _set(field_of, key, value)


for _sentence, _change in {
    "keeps its size on the screen": _own("/F", Number(4 | 8)),
    "does not turn with the page": _own("/F", Number(4 | 16)),
    "is hidden": _own("/F", Number(4 | 2)),
    "does not print": _own("/F", Number(0)),
    "gets another name": _own("/T", pdf_string("iets")),
    "gets an action": _own("/A", _script),
    "gets actions": _own("/AA", _one("/Fo", _script)),
    "gets a lock on everything": _own("/Lock", _one("/Action", pdf_name("/All"))),
    "gets a seed value": _own("/SV", Dictionary),
    "gets a parent": _own("/Parent", Dictionary),
    "gets children": _own("/Kids", Array),
    "is put in a layer": _own("/OC", _one("/Type", pdf_name("/OCG"))),
    "gets a border": _own("/Border", lambda: _numbers(0, 0, 400)),
    "becomes a text field": _own("/FT", pdf_name("/Tx")),
    "moves to another page": _own("/P", generic.NullObject),
}.items():
    ATTACKS[f"the own field {_sentence}, before signing"] = lambda pdf, change=_change: _try_signing(  # type: ignore[misc]
        updated(pdf, change)
    )
    ATTACKS[f"the own field {_sentence}, after signing"] = lambda pdf, change=_change: updated(_plain(pdf), change)  # type: ignore[misc]


class _Together(IncrementalPdfFileWriter):
    """A writer that makes one more change in the very update that signs."""

    change: Change

    def write(self, stream: object) -> None:  # type: ignore[override]
        self.change(self)  # type: ignore[arg-type]
        super().write(stream)  # type: ignore[arg-type]


def _in_the_update(pdf: bytes, change: Change) -> bytes:
    from attacks import _signed_by

    writer = _Together(io.BytesIO(pdf))
    writer.change = change
    return _signed_by(writer, OWN)


def _cover_own(writer: Writer) -> None:
    target = field_of(writer)
    target["/AP"][pdf_name("/D")] = writer.add_object(evil_stream())
    writer.update_container(target)


for _sentence, _change in {
    "keeps its size on the screen": _own("/F", Number(4 | 8)),
    "does not turn with the page": _own("/F", Number(4 | 16)),
    "is hidden": _own("/F", Number(6)),
    "is larger": _own("/Rect", lambda: _numbers(0, 0, 400, 300)),
    "gets an action": _own("/A", _script),
    "gets a lock": _own("/Lock", _one("/Action", pdf_name("/All"))),
    "looks otherwise under the pointer": _cover_own,
}.items():
    ATTACKS[f"the own field {_sentence} in the update that signs"] = lambda pdf, change=_change: _in_the_update(  # type: ignore[misc]
        pdf, change
    )
for _sentence, _change in {
    "a page is turned": _set(page, "/Rotate", Number(180)),
    "a page points elsewhere": _set(page, "/Contents", evil_stream),
    "a note covers the text": _annotation("/FreeText"),
    "the font is replaced": _set(_font, "/BaseFont", pdf_name("/Symbol")),
    "the other field is moved": _set(_other, "/Rect", lambda: _numbers(0, 0, 400, 300)),
    "the other field gets an appearance": lambda w: _set(_other, "/AP", _covering(w))(w),
    "the title is changed": _set(lambda w: w.get_object(generic.Reference(2, 0, w)), "/Title", pdf_string("X")),
    "the catalog gets an opening action": _set(_root, "/OpenAction", _script),
    "the form asks for new appearances": _set(
        lambda w: w.root["/AcroForm"], "/NeedAppearances", generic.BooleanObject(True)
    ),
}.items():
    ATTACKS[f"{_sentence} in the update that signs"] = lambda pdf, change=_change: _in_the_update(pdf, change)  # type: ignore[misc]

# --- what another program might read ---------------------------------------------------------------------------------

_PAGE = b"/Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] /Resources << /Font << /F1 4 0 R >> >>"
for _sentence, _content in {
    "a page has two contents": b"<< %s /Contents 11 0 R /Contents 60 0 R >>" % _PAGE,
    "a page has two contents, the right one last": b"<< %s /Contents 60 0 R /Contents 11 0 R >>" % _PAGE,
    "a page spells its contents otherwise": b"<< %s /Contents 11 0 R /#43ontents 60 0 R >>" % _PAGE,
    "a page has a list of contents": b"<< %s /Contents [11 0 R 60 0 R] >>" % _PAGE,
    "a page is written as a stream": stream(b"", _PAGE),
    "a page is null": b"null",
    "a page is a number": b"7",
    "a page never ends": b"<< %s /Contents 11 0 R" % _PAGE,
    "a page is deeply nested": b"[" * 4000 + b"]" * 4000,
}.items():
    ATTACKS[f"{_sentence}, after signing"] = lambda pdf, c=_content: raw_update(_plain(pdf), {60: stream(EVIL), 10: c})  # type: ignore[misc]
    ATTACKS[f"{_sentence}, before signing"] = lambda pdf, c=_content: _try_signing(  # type: ignore[misc]
        raw_update(pdf, {60: stream(EVIL), 10: c})
    )


def _try_signing(pdf: bytes) -> bytes:
    """Signed where that can be done at all; else sent back as it is."""
    try:
        return honest(pdf, level="B-B")
    except Exception:  # noqa: BLE001 - the attack is the file, whatever the signing program makes of it
        return pdf


def _listed_as_stream(pdf: bytes, objects: dict[int, bytes], *, packed: bool) -> bytes:
    """An update with a cross-reference stream; ``packed``: its objects stand in an object stream."""
    reader = PdfFileReader(io.BytesIO(pdf))
    size = max(int(reader.trailer_view["/Size"]), max(objects) + 1)
    body, rows = bytearray(pdf), {}
    if packed:
        inner = b" ".join(objects.values())
        places, at = [], 0
        for number, content in objects.items():
            places.append(b"%d %d" % (number, at))
            at += len(content) + 1
        head = b" ".join(places) + b" "
        rows[size] = (1, len(body), 0)
        entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
        body += b"%d 0 obj\n" % size + stream(head + inner, entries) + b"\nendobj\n"
        rows |= {number: (2, size, place) for place, number in enumerate(objects)}
        size += 1
    else:
        for number, content in objects.items():
            rows[number] = (1, len(body), 0)
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, rows[size] = len(body), (1, len(body), 0)
    index = b" ".join(b"%d 1" % number for number in sorted(rows))
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + extra.to_bytes(2, "big")
        for _, (kind, place, extra) in sorted(rows.items())
    )
    identity = b" ".join(b"<%s>" % part.hex().encode() for part in reader.document_id)
    entries = b"/Type /XRef /W [1 4 2] /Index [%s] /Size %d /Root 1 0 R /Info 2 0 R /ID [%s] /Prev %d" % (
        index,
        size + 1,
        identity,
        reader.last_startxref,
    )
    packed_table = stream(zlib.compress(table), entries + b" /Filter /FlateDecode")
    body += b"%d 0 obj\n" % size + packed_table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


_EVIL_PAGE = b"<< %s /Contents [11 0 R 9 0 R] >>" % _PAGE
for _packed, _how in ((False, "a list in a stream"), (True, "objects in a stream")):
    ATTACKS[f"a page is overwritten by an update with {_how}, after signing"] = lambda pdf, p=_packed: (  # type: ignore[misc]
        _listed_as_stream(_plain(pdf), {10: _EVIL_PAGE}, packed=p)
    )
    ATTACKS[f"a page is overwritten by an update with {_how}, before signing"] = lambda pdf, p=_packed: _try_signing(  # type: ignore[misc]
        _listed_as_stream(pdf, {10: _EVIL_PAGE}, packed=p)
    )


@attack("an update is added that the last list does not lead to")
def _unreached(pdf: bytes) -> bytes:
    signed = _plain(pdf)
    evil = raw_update(signed, {10: _EVIL_PAGE})
    last = PdfFileReader(io.BytesIO(signed)).last_startxref
    return evil + b"startxref\n%d\n%%%%EOF\n" % last


@attack("an update without any purpose stands behind the signature")
def _purposeless(pdf: bytes) -> bytes:
    return raw_update(_plain(pdf), {90: stream(EVIL)})


@attack("an update without any purpose stands behind the signature, listed in a stream")
def _purposeless_stream(pdf: bytes) -> bytes:
    return _listed_as_stream(_plain(pdf), {90: b"<< /Aan (wezig) >>"}, packed=True)


@attack("an update without any purpose stands before the signature")
def _purposeless_before(pdf: bytes) -> bytes:
    return honest(raw_update(pdf, {90: stream(EVIL)}), level="B-B")


@attack("an update leads to itself")
def _circle(pdf: bytes) -> bytes:
    signed = _plain(pdf)
    evil = raw_update(signed, {10: _EVIL_PAGE})
    return re.sub(rb"/Prev \d+( >>\nstartxref\n)(\d+)(\n%%EOF\n)$", rb"/Prev \2\1\2\3", evil)


@attack("junk stands before the header")
def _shifted(pdf: bytes) -> bytes:
    return b"%!PS\n" + _plain(pdf)


@attack("a picture and a document in one file")
def _two_kinds(pdf: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _plain(pdf)


@attack("an archive stands behind the document")
def _archive(pdf: bytes) -> bytes:
    return _plain(pdf) + b"PK\x05\x06" + bytes(18)


@attack("the file is cut off")
def _cut(pdf: bytes) -> bytes:
    return _plain(pdf)[:-200]


@attack("the file is encrypted by an update")
def _encrypted(pdf: bytes) -> bytes:
    signed = _plain(pdf)
    reader = PdfFileReader(io.BytesIO(signed))
    trailer = b"/Size %d /Root 1 0 R /Info 2 0 R /Encrypt 90 0 R /ID [<00> <00>] /Prev %d" % (91, reader.last_startxref)
    return raw_update(signed, {90: b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (x) /U (y) >>"}, trailer)


def _value(data: bytes) -> re.Match[bytes]:
    match = re.search(rb"/Contents <([0-9a-fA-F]+)>", data)
    assert match is not None
    return match


@attack("the value of the signature is given twice")
def _twice(pdf: bytes) -> bytes:
    data = _plain(pdf)
    match = _value(data)
    room = match.end() - match.start()
    value = match.group(1).rstrip(b"0")
    value += b"0" * (len(value) % 2)
    fresh = b"/Contents <%s>/Contents <" % value
    return data[: match.start()] + fresh + b"0" * (room - len(fresh) - 1) + b">" + data[match.end() :]


@attack("the value of the signature is a plain string")
def _plain_string(pdf: bytes) -> bytes:
    data = _plain(pdf)
    match = _value(data)
    return data[: match.start(1) - 1] + b"(" + match.group(1) + b")" + data[match.end(1) + 1 :]


@attack("the value of the signature has spaces in it")
def _spaced(pdf: bytes) -> bytes:
    data = _plain(pdf)
    match = _value(data)
    value = match.group(1)
    return data[: match.start(1)] + value[:100] + b" " + value[100:-1] + data[match.end(1) :]


@attack("the byte range is a reference")
def _ranged(pdf: bytes) -> bytes:
    data = _plain(pdf)
    match = re.search(rb"/ByteRange \[[^\]]*\]", data)
    assert match is not None
    return data[: match.start()] + b"/ByteRange 11 0 R".ljust(match.end() - match.start()) + data[match.end() :]


# --- long-term data, and what hides behind them ----------------------------------------------------------------------


def _stamped_with(pdf: bytes, change: Change, *, name: str | None = None, box: tuple[int, ...] = (0, 0, 0, 0)) -> bytes:
    """A good archive timestamp, and one more change in the same update."""
    writer = _Together(io.BytesIO(_kept(pdf)))
    writer.change = change
    if name:
        fields.append_signature_field(writer, fields.SigFieldSpec(name, box=box))  # type: ignore[arg-type]
    sink = io.BytesIO()
    PdfTimeStamper(authority().stamp_client(SIGNED), field_name=name).timestamp_pdf(writer, "sha256", output=sink)
    return sink.getvalue()


def _nothing(_: Writer) -> None:
    return


for _sentence, _change in {
    "an object nobody needs is added": lambda w: w.add_object(evil_stream()),
    "a page is turned": _set(page, "/Rotate", Number(180)),
    "a note covers the text": _annotation("/FreeText"),
    "the other field is moved": _set(_other, "/Rect", lambda: _numbers(0, 0, 400, 300)),
    "the other field gets an appearance": lambda w: _set(_other, "/AP", _covering(w))(w),
    "the picture of the signature is replaced": lambda w: _set(field_of, "/AP", _covering(w))(w),
    "the font is replaced": _set(_font, "/BaseFont", pdf_name("/Symbol")),
    "an attachment is added": _attach,
    "the store holds something else": _set(lambda w: w.root["/DSS"], "/Evil", pdf_string("x")),
    "the store is emptied of a part": _set(lambda w: w.root["/DSS"], "/VRI", Dictionary),
    "the store holds a page": _set(lambda w: w.root["/DSS"], "/Certs", lambda: Array([Dictionary()])),
    "an empty field is added": lambda w: fields.append_signature_field(w, fields.SigFieldSpec("X", box=(0, 0, 0, 0))),
}.items():
    ATTACKS[f"{_sentence} in the update of an archive timestamp"] = lambda pdf, change=_change: _stamped_with(  # type: ignore[misc]
        pdf, change
    )
ATTACKS["an archive timestamp fills the other field"] = lambda pdf: _stamped_with_other(pdf)
ATTACKS["an archive timestamp is visible"] = lambda pdf: _stamped_with(pdf, _nothing, name="T", box=(0, 0, 400, 300))


def _stamped_with_other(pdf: bytes) -> bytes:
    sink = io.BytesIO()
    stamper = PdfTimeStamper(authority().stamp_client(SIGNED), field_name=SECOND)
    stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(_kept(pdf))), "sha256", output=sink)
    return sink.getvalue()
