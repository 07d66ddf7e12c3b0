"""Small Word packages, written by hand, and ways to look into a filled one."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

import pytest
from docx import Document
from lxml import etree

from assembler.documents import Template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{0}+xml"
_PACKAGE = "application/vnd.openxmlformats-package.{0}+xml"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{0}</dc:title></cp:coreProperties>'
)
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
)


class Word:
    """Makes templates and reads documents."""

    def paragraph(self, text: str, properties: str = "") -> str:
        """A paragraph with one run."""
        return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def package(self, body: str, extra: Mapping[str, str] | None = None, relations: str = "", title: str = "") -> bytes:
        """A .docx with `body` in its main part; `extra` holds roots of further parts by name ("header1", …)."""
        parts = {"styles": f"<w:styles>{_STYLES}</w:styles>", "numbering": f"<w:numbering>{_NUMBERING}</w:numbering>"}
        parts |= {"document": f"<w:document><w:body>{body}</w:body></w:document>", **(extra or {})}
        files = {f"word/{name}.xml": _named(xml) for name, xml in parts.items()}
        files["docProps/core.xml"] = _CORE.format(escape(title))
        files["[Content_Types].xml"] = _content_types(parts)
        core = f'<Relationship Id="rId2" Type="{_PACKAGE_REL}/metadata/core-properties" Target="docProps/core.xml"/>'
        files["_rels/.rels"] = _relations({"document": "word/document.xml"}, core, office="officeDocument")
        related = {name: f"{name}.xml" for name in parts if name != "document"}
        files["word/_rels/document.xml.rels"] = _relations(related, relations)
        return self.zipped({name: text.encode() for name, text in files.items()})

    def zipped(self, files: Mapping[str, bytes]) -> bytes:
        """A zip of `files`."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return stream.getvalue()

    def files(self, data: bytes) -> dict[str, bytes]:
        """The files in a zip."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    def template(self, *paragraphs: str, **more: Any) -> Template:
        """A template with these paragraphs."""
        return Template.load(self.package("".join(map(self.paragraph, paragraphs)), **more), "proef.docx")

    def body(self, body: str, **more: Any) -> Template:
        """A template with this XML as its body."""
        return Template.load(self.package(body, **more), "proef.docx")

    def xml(self, data: bytes, part: str = "document") -> str:
        """A part's XML; it is well-formed."""
        content = self.files(data)[f"word/{part}.xml"]
        etree.fromstring(content)
        return content.decode()

    def lines(self, data: bytes, part: str = "document") -> list[str]:
        """The text of every paragraph, breaks as newlines; python-docx can open it, too."""
        Document(io.BytesIO(data))
        root = etree.fromstring(self.files(data)[f"word/{part}.xml"])
        return ["".join(map(_text, paragraph.iter())) for paragraph in root.iter(f"{{{W}}}p")]

    def table(self, data: bytes) -> list[list[str]]:
        """The texts of the first table's cells."""
        return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(data)).tables[0].rows]

    def run_xml(self, data: bytes, text: str) -> str:
        """The run that holds just `text`."""
        found = re.search(rf"<w:r>(?:(?!<w:r>).)*?<w:t[^>]*>{re.escape(text)}</w:t></w:r>", self.xml(data), re.DOTALL)
        assert found, f"no run with {text}"
        return found.group()


_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"


def _named(xml: str) -> str:
    root, _, rest = xml.partition(">")
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return f'{root} xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{wp}" xmlns:w14="urn:w14">{rest}'


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _content_types(parts: Mapping[str, str]) -> str:
    kinds = {name: _TYPE.format("document.main" if name == "document" else _kind(name)) for name in parts}
    rows = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
    rows += f'<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE.format("core-properties")}"/>'
    default = f'<Default Extension="rels" ContentType="{_PACKAGE.format("relationships")}"/>'
    default += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{default}{rows}</Types>'


def _relations(targets: Mapping[str, str], more: str, office: str = "") -> str:
    rows = "".join(
        f'<Relationship Id="rId{at + 10}" Type="{R}/{office or _kind(name)}" Target="{target}"/>'
        for at, (name, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE_REL}">{rows}{more}</Relationships>'


def _text(node: Any) -> str:
    name = etree.QName(node).localname
    return {"t": node.text or "", "br": "\n", "tab": "\t"}.get(name, "")


@pytest.fixture(scope="session")
def word() -> Word:
    return Word()


@pytest.fixture(scope="session")
def mistakes() -> Callable[..., list[str]]:
    """The mistakes of an error as sentences."""

    def told(kind: type[Exception], call: Callable[[], object]) -> list[str]:
        with pytest.raises(kind) as caught:
            call()
        return [str(one) for one in caught.value.mistakes]  # type: ignore[attr-defined]

    return told
