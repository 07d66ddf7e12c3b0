"""A Word file as a zip package: parts read under limits, changed parts written, all others copied as they are."""

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from assembler.documents.field_errors import WordFileError
from assembler.documents.wordml import Element

MAX_PARTS = 5_000
MAX_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked."""
MAX_TOTAL = 256 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
UTF8 = 0x800


class WordFile:
    """One .docx in memory; ``save`` returns the very same bytes while nothing was changed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise WordFileError("het is geen zip-pakket of het is beschadigd") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check_size()
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self.main = self._find_main()

    def _check_size(self) -> None:
        entries = self._entries.values()
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise WordFileError("het is uitgepakt te groot")
        if any(entry.file_size > MAX_PART for entry in entries):
            raise WordFileError("een onderdeel ervan is uitgepakt te groot")
        if any(entry.flag_bits & 1 for entry in entries):
            raise WordFileError("het is met een wachtwoord beveiligd")

    def _find_main(self) -> str:
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self._entries:
                return target
        raise WordFileError("het bevat geen tekst (word/document.xml)")

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """All parts, in the order of the package."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """One part, unpacked."""
        try:
            return self._zip.read(self._entries[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise WordFileError(f"onderdeel {name} is beschadigd") from error

    def xml(self, name: str) -> Element:
        """One part as a tree, parsed once; no DTD, no entities, no network, no absurd depth."""
        if name not in self._trees:
            self._trees[name] = parse(self.read(name), name)
        return self._trees[name]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, target part or outside address) of one part ("" = the package)."""
        name = relations_name(part)
        if name not in self._entries:
            return {}
        found = {}
        for relation in self.xml(name).iter(f"{{{PACKAGE}}}Relationship"):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def related(self, kind: str) -> list[str]:
        """The parts that the main document names for this purpose, each once."""
        return list(dict.fromkeys(t for k, t in self.relations(self.main).values() if k == kind and t in self._entries))

    def change(self, name: str) -> None:
        """Say that the tree of a part was changed."""
        self._changed.add(name)

    def save(self) -> bytes:
        """The package: changed parts written anew, every other one byte for byte as it was."""
        if not self._changed:
            return self.data
        out, directory = io.BytesIO(), []
        for entry in self._entries.values():
            directory.append(self._write(out, entry))
        start = out.tell()
        out.write(b"".join(directory))
        out.write(END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), out.tell() - start, start, 0))
        return out.getvalue()

    def _write(self, out: io.BytesIO, entry: zipfile.ZipInfo) -> bytes:
        """Write one entry and return its line for the central directory."""
        method, crc, size, packed = self._packed(entry)
        try:
            name, flags = entry.filename.encode("ascii"), 0
        except UnicodeEncodeError:
            name, flags = entry.filename.encode(), UTF8
        year, month, day, hour, minute, second = entry.date_time
        date, time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
        shared = (20, flags, method, time, date, crc, len(packed), size, len(name), 0)
        offset = out.tell()
        out.write(LOCAL.pack(b"PK\3\4", *shared) + name + packed)
        attributes = entry.external_attr
        return CENTRAL.pack(b"PK\1\2", 20, *shared, 0, 0, entry.internal_attr, attributes, offset) + name

    def _packed(self, entry: zipfile.ZipInfo) -> tuple[int, int, int, bytes]:
        """Method, checksum, size and packed bytes."""
        if entry.filename not in self._changed:
            *_, name_length, extra_length = LOCAL.unpack_from(self.data, entry.header_offset)
            start = entry.header_offset + LOCAL.size + name_length + extra_length
            return entry.compress_type, entry.CRC, entry.file_size, self.data[start : start + entry.compress_size]
        raw = etree.tostring(self._trees[entry.filename], xml_declaration=True, encoding="UTF-8", standalone=True)
        squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
        return zipfile.ZIP_DEFLATED, zlib.crc32(raw), len(raw), squeeze.compress(raw) + squeeze.flush()


def parse(raw: bytes, name: str) -> Element:
    """A part as a tree under limits."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordFileError(f"onderdeel {name} is geen geldige XML") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise WordFileError(f"onderdeel {name} bevat een DTD")
    return root


def relations_name(part: str) -> str:
    """Where the relationships of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
