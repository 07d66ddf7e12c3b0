"""A small issued pack, written by hand: three pages, metadata, an attachment, two signature fields of one partij."""

import hashlib
from collections.abc import Sequence

from pki import ISSUED

from signatures.evidence.fields import prepare_fields
from signatures.facts import SlotId
from signatures.packs import DocumentInPack, FieldInPack, PackFacts

OWN = "samenwerkingsovereenkomst.utrecht.1"
SECOND = "volmacht-utrecht.utrecht.1"
FIELDS = (
    FieldInPack(OWN, SlotId("u1", "utrecht", 1), 1, (60.0, 60.0, 260.0, 120.0)),
    FieldInPack(SECOND, SlotId("u2", "utrecht", 1), 2, (60.0, 60.0, 260.0, 120.0)),
)
TEXTS = ("Aanbiedingsbrief", "Utrecht draagt 75.000 euro bij", "Volmacht aan de penvoerder")
_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Pakket Utrecht</rdf:li></rdf:Alt></dc:title>
<xmp:ModifyDate>2024-02-14T08:00:00Z</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def written(objects: Sequence[bytes], root: int = 1, info: int = 2) -> bytes:
    """A PDF of these objects, numbered from 1, with a classic cross-reference table."""
    body, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    mark = hashlib.sha256(bytes(body)).hexdigest()[:32].encode()
    body += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R " % (len(objects) + 1, root, info)
    return bytes(body) + b"/ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (mark, mark, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def bare_pack(texts: Sequence[str] = TEXTS) -> bytes:
    """The pack before fields are prepared. Objects: 1 catalog, 2 info, 3 pages, 4 font, 5 metadata, 6 attachment, 7…"""
    first = 8
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(texts)))
    objects = [
        b"<< /Type /Catalog /Pages 3 0 R /Metadata 5 0 R /Lang (nl-NL) /ViewerPreferences << /DisplayDocTitle true >>"
        b" /Names << /EmbeddedFiles << /Names [(manifest.json) 7 0 R] >> >> >>",
        b"<< /Title (Pakket Utrecht) /Producer (Tekenklaar) /ModDate (D:20240214080000Z) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(texts)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(_XMP.encode(), b"/Type /Metadata /Subtype /XML"),
        stream(b"{}", b"/Type /EmbeddedFile"),
        b"<< /Type /Filespec /F (manifest.json) /EF << /F 6 0 R >> >>",
    ]
    for index, text in enumerate(texts):
        content = first + 2 * index + 1
        objects.append(
            b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] /Contents %d 0 R"
            b" /Resources << /Font << /F1 4 0 R >> >> >>" % content
        )
        objects.append(stream(b"BT /F1 18 Tf 40 200 Td (%s) Tj ET" % text.encode("latin-1")))
    return written(objects)


def issued() -> bytes:
    """The pack as it is issued, with its fields."""
    return prepare_fields(bare_pack(), FIELDS)


def pack_of(data: bytes, fields: Sequence[FieldInPack] = FIELDS, partij: str = "utrecht") -> PackFacts:
    """What is recorded of an issued pack."""
    return PackFacts(
        dossier="proef",
        partij=partij,
        sha256=hashlib.sha256(data).hexdigest(),
        documents=(
            DocumentInPack("u1", "SOKPROEF", "1.0", "A1B2C3D4E5F6", 1, 1),
            DocumentInPack("u2", "VOLMPROEF", "1.0", "A1B2C3D4E5F7", 2, 1),
        ),
        fields=tuple(fields),
        issued_at=ISSUED,
        loader=lambda: data,
    )
