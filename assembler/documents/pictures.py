"""Pictures that a fill brings along (docxtpl's InlineImage): the drawing, the media file, its relationship and type."""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from assembler.documents.package import OFFICE, RELATIONSHIPS, Package
from assembler.documents.packing import pack_literal
from assembler.documents.printing import UnprintableError

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_TYPES = "[Content_Types].xml"
_LAST_BLOCK = b"\x03\x00"


@dataclass
class Pictures:
    """The pictures of one fill."""

    files: dict[str, bytes] = field(default_factory=dict)
    """Part name → bytes."""
    types: dict[str, str] = field(default_factory=dict)
    """File extension → content type."""
    relations: dict[str, dict[tuple[str, str, bool], str]] = field(default_factory=dict)
    """Part → (kind, target, external) → relationship id."""

    def drawing(self, value: Any, part: str, number: bytes) -> str:
        """The drawing for an InlineImage in `part`; UnprintableError when the picture cannot be read."""
        image = _image(value)
        width, height = image.scaled_dimensions(value.width, value.height)
        name = f"word/media/tk-{image.sha1[:16]}.{image.ext}"
        self.files[name] = image.blob
        self.types[image.ext] = image.content_type
        target = posixpath.relpath(name, posixpath.dirname(part) or ".")
        relation = self._relation(part, "image", target, False)
        link = self._relation(part, "hyperlink", str(value.anchor), True) if value.anchor else ""
        return _drawing(relation, link, int(width), int(height), number.decode(), str(getattr(value, "alt", "")))

    def _relation(self, part: str, kind: str, target: str, external: bool) -> str:
        table = self.relations.setdefault(part, {})
        return table.setdefault((kind, target, external), f"rIdTk{len(table) + 1}")

    def changed(self, package: Package) -> dict[str, bytes]:
        """The files of the package that are new or other because of the pictures."""
        files = dict(self.files)
        files[_TYPES] = _with_types(package.entries[_TYPES].data, self.types)
        for part, table in self.relations.items():
            folder, name = posixpath.split(part)
            path = posixpath.join(folder, "_rels", f"{name}.rels")
            old = package.entries.get(path)
            files[path] = _with_relations(old.data if old else b"", table)
        return files


def packed(name: str, data: bytes) -> tuple[str, bytes, int, int]:
    """A file as an entry of the zip: name, deflate stream, crc, size."""
    return name, pack_literal(data) + _LAST_BLOCK, zlib.crc32(data), len(data)


def _image(value: Any) -> Any:
    from docx.image.exceptions import InvalidImageStreamError as Broken
    from docx.image.exceptions import UnexpectedEndOfFileError as CutOff
    from docx.image.exceptions import UnrecognizedImageError as Unknown
    from docx.image.image import Image

    source = value.image_descriptor
    try:
        if hasattr(source, "seek"):
            source.seek(0)
        return Image.from_file(source)
    except (Broken, CutOff, Unknown, OSError) as why:
        raise UnprintableError("de afbeelding kan niet worden gelezen", "geef een PNG- of JPEG-bestand") from why


def _drawing(relation: str, link: str, width: int, height: int, number: str, alt: str) -> str:
    click = f'<a:hlinkClick xmlns:a="{_DRAWING}main" r:id={quoteattr(link)}/>' if link else ""
    size = f'cx="{width}" cy="{height}"'
    blip = f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    named = f'<pic:nvPicPr><pic:cNvPr id="0" name="Afbeelding {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    picture = f'<pic:pic xmlns:pic="{_DRAWING}picture">{named}{blip}<pic:spPr>{shape}</pic:spPr></pic:pic>'
    told = f" descr={quoteattr(alt)}" if alt else ""
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}wordprocessingDrawing" xmlns:r="{OFFICE}"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Afbeelding {number}"{told}>{click}</wp:docPr>'
        f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_DRAWING}picture">{picture}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _with_types(types: bytes, wanted: dict[str, str]) -> bytes:
    lower = types.lower()
    rows = (
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in wanted.items()
        if f'extension="{extension}"'.encode() not in lower
    )
    at = types.index(b">", types.index(b"<Types")) + 1
    return types[:at] + "".join(rows).encode() + types[at:]


def _with_relations(old: bytes, table: dict[tuple[str, str, bool], str]) -> bytes:
    old = old or f'<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'.encode()
    if b"</Relationships>" not in old:
        old = old.replace(b"/>", b"></Relationships>", 1)
    rows = "".join(
        f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if external else "/>")
        for (kind, target, external), identity in table.items()
    )
    return old.replace(b"</Relationships>", rows.encode() + b"</Relationships>")
