"""Reading a Word package safely: limits against zip bombs, no macros, nothing from outside, only .docx."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from assembler.documents.errors import Mistake, Place, TemplateError

Element = Any
"""An element of lxml, whose stubs know too little to be of use."""

MOST_ENTRIES = 4_000
MOST_BYTES = 256 * 1024 * 1024
"""Limit on all entries together after decompression, in bytes."""
HIGHEST_RATIO = 250
"""An entry of more than a megabyte may not be packed tighter than this (zip bombs are)."""
_SUSPECT_FROM = 1024 * 1024

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)"
)
_OTHER_OFFICE = {
    "xl/": "een Excel-bestand",
    "ppt/": "een PowerPoint-bestand",
    "content.xml": "een OpenDocument-bestand",
}
_SAVE_AS = "sla het in Word op als Word-document (.docx)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the package: its name, its bytes, and its compressed bytes as they stand in the zip."""

    name: str
    data: bytes
    packed: bytes
    method: int
    crc: int


@dataclass(frozen=True)
class Package:
    """The entries of a Word package in their order, and the way from one part to another."""

    entries: dict[str, Entry]
    main: str
    relations: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    """Per part: relationship id → (relationship type's last word, target part)."""

    def related(self, kind: str) -> list[str]:
        """The parts that the main document refers to as `kind` ("header", "footnotes", …), in order of id."""
        found = [target for word, target in self.relations.get(self.main, {}).values() if word == kind]
        return [name for name in dict.fromkeys(found) if name in self.entries]

    @cached_property
    def core(self) -> str | None:
        """The part with the core properties (title, author, …)."""
        targets = [target for word, target in self.relations.get("", {}).values() if word == "core-properties"]
        return next((name for name in targets if name in self.entries), None)


class _Refused(Exception):
    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.code, self.what, self.remedy = code, what, remedy


def read_package(data: bytes, name: str) -> Package:
    """The package in `data`; TemplateError when it is no safe .docx, with every reason that can be told at once."""
    try:
        entries = _entries(data)
        main = _main_part(entries)
    except _Refused as refusal:
        raise TemplateError([Mistake(refusal.code, Place(name), refusal.what, refusal.remedy)]) from None
    refusals = list(_unsafe(entries))
    relations, outside = _relations(entries)
    refusals += outside
    if refusals:
        raise TemplateError(Mistake(one.code, Place(name), one.what, one.remedy) for one in refusals)
    return Package(entries, main, relations)


def parse_xml(data: bytes) -> Element:
    """The root of an XML part; no entities, no DTD, no network, libxml2's depth limits (256 levels)."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _entries(data: bytes) -> dict[str, Entry]:
    if data.startswith(_OLE_MAGIC):
        raise _Refused(
            "template.no-word-file",
            "is versleuteld of een Word-bestand van vóór 2007",
            f"haal het wachtwoord weg en {_SAVE_AS}",
        )
    if not data.startswith(b"PK"):
        raise _Refused("template.no-word-file", "is geen Word-bestand", f"kies een .docx, of {_SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_limits(archive.infolist())
            return {info.filename: _entry(archive, data, info) for info in archive.infolist() if not info.is_dir()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
        LookupError,
    ) as why:
        raise _Refused(
            "template.no-word-file", "is beschadigd: het zip-pakket is niet te lezen", f"open het in Word en {_SAVE_AS}"
        ) from why


def _check_limits(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    tight = any(
        info.file_size > _SUSPECT_FROM and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1) for info in infos
    )
    names = [info.filename for info in infos]
    if len(infos) > MOST_ENTRIES or total > MOST_BYTES or tight:
        raise _Refused(
            "template.too-large",
            "is uitgepakt te groot of verdacht sterk samengeperst (zip-bom)",
            "controleer waar het bestand vandaan komt, verklein de afbeeldingen en sla het opnieuw op",
        )
    if len(set(names)) != len(names):
        raise _Refused(
            "template.no-word-file",
            "is beschadigd: een onderdeel komt twee keer voor",
            f"open het in Word en {_SAVE_AS}",
        )


def _entry(archive: zipfile.ZipFile, data: bytes, info: zipfile.ZipInfo) -> Entry:
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Refused(
            "template.no-word-file",
            "is versleuteld of op een ongewone wijze samengeperst",
            f"open het in Word en {_SAVE_AS}",
        )
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise zipfile.BadZipFile(info.filename)
    start = (
        info.header_offset
        + 30
        + sum(int.from_bytes(data[info.header_offset + at : info.header_offset + at + 2], "little") for at in (26, 28))
    )
    packed = data[start : start + info.compress_size]
    return Entry(info.filename, content, packed, info.compress_type, info.CRC)


def _main_part(entries: dict[str, Entry]) -> str:
    for prefix, kind in _OTHER_OFFICE.items():
        if any(name.startswith(prefix) for name in entries) and "word/document.xml" not in entries:
            raise _Refused("template.no-word-file", f"is {kind}, geen Word-bestand", "kies een Word-document (.docx)")
    types = entries.get("[Content_Types].xml")
    roots = entries.get("_rels/.rels")
    if types is None or roots is None:
        raise _Refused(
            "template.no-word-file", "is een zip-bestand maar geen Word-bestand", "kies een Word-document (.docx)"
        )
    main = next((target for kind, target, _ in _targets("_rels/.rels", roots.data) if kind == "officeDocument"), None)
    if main is None or main not in entries:
        raise _Refused(
            "template.no-word-file", "is beschadigd: het hoofddocument ontbreekt", f"open het in Word en {_SAVE_AS}"
        )
    _check_main_type(types.data, main)
    return main


def _check_main_type(types: bytes, main: str) -> None:
    kind = next(
        (el.get("ContentType", "") for el in _xml("[Content_Types].xml", types) if el.get("PartName") == f"/{main}"), ""
    )
    if "macroEnabled" in kind:
        raise _Refused("template.macros", "bevat macro's", f"{_SAVE_AS}, zonder macro's")
    if "template.main" in kind:
        raise _Refused("template.no-word-file", "is een Word-sjabloonbestand (.dotx)", _SAVE_AS)
    if kind and kind != _MAIN_TYPE:
        raise _Refused("template.no-word-file", "is geen Word-document", f"kies een .docx, of {_SAVE_AS}")


def _unsafe(entries: dict[str, Entry]) -> Iterator[_Refused]:
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in entries):
        yield _Refused("template.macros", "bevat macro's", f"{_SAVE_AS}, zonder macro's")
    for name, entry in entries.items():
        if name.endswith((".xml", ".rels")) and _DOCTYPE.search(entry.data):
            yield _Refused(
                "template.entities",
                f"bevat een documenttype of entiteit in {name}, en dat is onveilig",
                f"open het in Word en {_SAVE_AS}",
            )


def _relations(entries: dict[str, Entry]) -> tuple[dict[str, dict[str, tuple[str, str]]], list[_Refused]]:
    relations: dict[str, dict[str, tuple[str, str]]] = {}
    refusals: list[_Refused] = []
    for name, entry in entries.items():
        if not name.endswith(".rels") or _DOCTYPE.search(entry.data):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")).lstrip("/")
        try:
            table = _read_relations(name, entry.data, refusals)
        except _Refused as refusal:
            refusals.append(refusal)
            continue
        relations[source] = table
    return relations, refusals


def _read_relations(name: str, data: bytes, refusals: list[_Refused]) -> dict[str, tuple[str, str]]:
    table = {}
    for element, (kind, target, external) in zip(_xml(name, data), _targets(name, data), strict=True):
        if not external:
            table[element.get("Id", "")] = (kind, target)
        elif kind != "hyperlink":
            refusals.append(_Refused("template.external-relationship", *_outside(kind, target)))
    return table


def _outside(kind: str, target: str) -> tuple[str, str]:
    what = f"verwijst naar een bestand buiten het document ({kind}: {target[:80]})"
    if kind == "attachedTemplate":
        return what, "koppel in Word bij Ontwikkelaars, Documentsjabloon de sjabloon Normal.dotm los"
    return what, "voeg het bestand in het document zelf in, zonder koppeling"


def _targets(name: str, data: bytes) -> Iterator[tuple[str, str, bool]]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in _xml(name, data):
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        if element.get("TargetMode") == "External":
            yield kind, target, True
        else:
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield kind, path, False


def _xml(name: str, data: bytes) -> list[Element]:
    try:
        return list(parse_xml(data))
    except etree.XMLSyntaxError as why:
        raise _Refused(
            "template.no-word-file", f"is beschadigd: {name} is geen geldige XML", f"open het in Word en {_SAVE_AS}"
        ) from why
