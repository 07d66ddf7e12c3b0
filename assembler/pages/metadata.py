"""What a PDF says about itself: Info and XMP that agree, with dates from the input and never from the clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

import assembler

PROGRAM = f"Tekenklaar {assembler.__version__}"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Metadata:
    """Title, language, moment and maker of one PDF."""

    title: str
    moment: datetime
    """Stands as date of making and of change; comes from the facts, so that the same facts give the same bytes."""
    engine: str = ""
    """Name and version of the engine that made the pages."""
    language: str = "nl-NL"

    @property
    def producer(self) -> str:
        """Program, and the engine underneath."""
        return f"{PROGRAM} ({self.engine})" if self.engine else PROGRAM

    @property
    def pdf_date(self) -> str:
        """As in Info: ISO 32000-1, 7.9.4, in UTC."""
        return self.moment.strftime("D:%Y%m%d%H%M%SZ")

    @property
    def plain_title(self) -> str:
        """The title as Info and XMP hold it."""
        return plain(self.title)

    def packet(self) -> bytes:
        """The XMP packet, which declares PDF/A-3b."""
        return _XMP.format(
            title=escape(self.plain_title),
            language=escape(self.language),
            program=escape(PROGRAM),
            producer=escape(self.producer),
            moment=self.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        ).encode()

    def info(self) -> dict[str, str]:
        """The entries of the Info dictionary."""
        return {
            "/Title": self.plain_title,
            "/Creator": PROGRAM,
            "/Producer": self.producer,
            "/CreationDate": self.pdf_date,
            "/ModDate": self.pdf_date,
        }

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Set Info, XMP, language and the viewer's title bar; whatever stood there before is gone."""
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for key, value in self.info().items():
            pdf.docinfo[key] = String(value)
        pdf.Root.Metadata = pdf.make_stream(self.packet(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Lang = String(self.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def plain(text: str) -> str:
    """A title without what XML and JSON cannot hold: control characters, halves of characters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(sign for sign in whole if sign.isprintable() or sign == " ").strip() or "Document"


def moment_of(value: date | datetime) -> datetime:
    """A moment in UTC, to the second; a day is its midnight, a time without zone is UTC."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
