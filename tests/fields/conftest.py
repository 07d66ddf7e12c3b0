"""Small Word files, written as the XML that matters and nothing else."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {"document": "document", "numbering": "numbering", "styles": "styles", "footnotes": "footnotes",
         "endnotes": "endnotes",          "settings": "settings", "header": "hdr", "footer": "ftr"}  # fmt: skip
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    for n in (1, 2, 3)
)
LEVELS = (("decimal", "Artikel %1"), ("decimal", "%1.%2"), ("lowerLetter", "%3."))


def abstract(*levels: tuple[str, str] | str, number: int = 0, inside: str = "") -> str:
    """One w:abstractNum; a level is (format, level text) or its XML after w:start."""
    made = ""
    for index, level in enumerate(levels):
        body = (
            level
            if isinstance(level, str)
            else f'<w:start w:val="1"/><w:numFmt w:val="{level[0]}"/><w:lvlText w:val="{level[1]}"/>'
        )
        made += f'<w:lvl w:ilvl="{index}">{body}</w:lvl>'
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}{made}</w:abstractNum>'


def num(number: int, to: int = 0, inside: str = "") -> str:
    """One w:num."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{to}"/>{inside}</w:num>'


def item(text: str, level: int = 0, number: int = 1, properties: str = "") -> str:
    """A paragraph with a number of its own."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str = "", style: str = "", inside: str = "") -> str:
    """A paragraph; ``inside`` is XML behind its text."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{run(text) if text else ''}{inside}</w:p>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str = "oud", properties: str = "") -> str:
    """A complex field in runs of its own."""
    code = code.replace('"', "&quot;")
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + run(result, properties) + mark("end")


def bookmark(name: str, inside: str, number: int = 0) -> str:
    """A bookmark around XML."""
    number = number or sum(map(ord, name))
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


Build = Callable[..., bytes]


def build(body: str, **parts: str) -> bytes:
    """A Word file; keywords: the inside of numbering, styles, footnotes, header and so on; ``core``: a title."""
    parts.setdefault("styles", HEADINGS)
    parts.setdefault("numbering", abstract(*LEVELS) + num(1))
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId_{kind}"/>' for kind in ("header", "footer") if kind in parts
    )
    body = body if "<w:sectPr" in body else f"{body}<w:sectPr>{section}</w:sectPr>"
    core = parts.pop("core", None)
    files = {f"word/{name}.xml": _part(ROOTS[name], inside) for name, inside in parts.items()}
    files["word/document.xml"] = _part("document", f"<w:body>{body}</w:body>")
    relations = {f"rId_{name}": (f"{OFFICE}/{name}", f"{name}.xml") for name in parts}
    roots = {"rId1": (f"{OFFICE}/officeDocument", "word/document.xml")}
    if core is not None:
        files["docProps/core.xml"] = (
            f'<c:coreProperties xmlns:c="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{core}</dc:title></c:coreProperties>"
        )
        roots["rId2"] = (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    files["_rels/.rels"], files["word/_rels/document.xml.rels"] = _relations(roots), _relations(relations)
    return _zip({"[Content_Types].xml": _types(parts), **files})


def _part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMES}>{inside}</w:{root}>'


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _types(parts: Mapping[str, str]) -> str:
    kinds = {"document": "document.main", **{name: name for name in parts}}
    lines = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{CONTENT}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    kinds_by_ending = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    default = "".join(f'<Default Extension="{e}" ContentType="{kind}"/>' for e, kind in kinds_by_ending.items())
    return f'<Types xmlns="{PACKAGE}/content-types">{default}{lines}</Types>'


def _zip(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class Paper:
    """What the specifications write Word files with."""

    build = staticmethod(build)
    abstract = staticmethod(abstract)
    num = staticmethod(num)
    item = staticmethod(item)
    par = staticmethod(par)
    run = staticmethod(run)
    field = staticmethod(field)
    mark = staticmethod(mark)
    bookmark = staticmethod(bookmark)
    levels = LEVELS
    headings = HEADINGS


@pytest.fixture
def paper() -> type[Paper]:
    return Paper
