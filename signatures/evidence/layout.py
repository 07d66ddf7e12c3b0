# mypy: disable-error-code="no-untyped-call"
"""The bytes behind the issued text: every one belongs to an object that its revision lists, or to the list itself.

A reader that follows the cross-reference list sees only what is listed; another reader may repair a file by looking
for objects in the bytes. Bytes that only the second one sees are where shadow attacks keep their replacement, so they
are not accepted behind an issued text at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionMetaInfo, XRefSectionType, read_object_header

_CLOSING = re.compile(
    rb"(?:[\x00\t\n\x0c\r ]|%(?!%EOF)[^\r\n]*[\r\n])*startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF(?:\r\n|\n|\r)?"
)
_ENDOBJ = re.compile(rb"[\x00\t\n\x0c\r ]*endobj")
_BLANK = re.compile(rb"(?:[\x00\t\n\x0c\r ]|%(?!%EOF|PDF)[^\r\n]{0,120}[\r\n])*\Z")


MOST_UPDATES = 100
"""Updates behind the issued text; each costs a comparison, and honest returns have a few for each signature."""


class LayoutError(Exception):
    """The bytes of an update are not what its list says."""


@dataclass(frozen=True)
class Region:
    """The bytes of one revision."""

    revision: int
    start: int
    end: int


def regions(reader: PdfFileReader, data: bytes, issued: PdfFileReader, length: int) -> tuple[Region, ...]:
    """The revisions behind the first ``length`` bytes, in order, each checked; LayoutError where one is not in order.

    ``issued`` reads those first bytes alone: the file must build on exactly its revisions.
    """
    if reader.total_revisions - issued.total_revisions > MOST_UPDATES:
        raise LayoutError(f"het is meer dan {MOST_UPDATES} keer aangevuld")
    _same_beginning(reader, issued)
    found: list[Region] = []
    start = length
    for revision in range(issued.total_revisions, reader.total_revisions):
        region = Region(revision, start, _end(reader, data, revision, start))
        _check_objects(reader, data, region)
        found.append(region)
        start = region.end
    if data[start:].strip(b"\r\n"):
        raise LayoutError("achter het einde van de laatste wijziging staan nog gegevens")
    return tuple(found)


def _same_beginning(reader: PdfFileReader, issued: PdfFileReader) -> None:
    if reader.total_revisions < issued.total_revisions:
        raise LayoutError("de wijziging bouwt niet voort op de uitgegeven tekst")
    for revision in range(reader.total_revisions):
        info = reader.xrefs.get_xref_container_info(revision)
        if info.xref_section_type in (XRefSectionType.HYBRID_MAIN, XRefSectionType.HYBRID_STREAM):
            raise LayoutError("een lijst van onderdelen staat er in twee vormen in")
        if revision < issued.total_revisions:
            original = issued.xrefs.get_xref_container_info(revision)
            if (info.declared_startxref, info.start_location, info.end_location) != (
                original.declared_startxref,
                original.start_location,
                original.end_location,
            ):
                raise LayoutError("de wijziging bouwt niet voort op de uitgegeven tekst")


def _end(reader: PdfFileReader, data: bytes, revision: int, start: int) -> int:
    info = reader.xrefs.get_xref_container_info(revision)
    if not start <= _listing_start(data, info) < info.end_location <= len(data):
        raise LayoutError("een lijst van onderdelen staat niet op haar plaats")
    closing = _CLOSING.match(data, _listing_end(reader, data, info))
    if closing is None or int(closing.group(1)) != info.declared_startxref:
        raise LayoutError("een wijziging is niet goed afgesloten")
    return closing.end()


def _listing_start(data: bytes, info: XRefSectionMetaInfo) -> int:
    """Where the revision says that its list stands; LayoutError when it stands elsewhere."""
    start = info.declared_startxref
    found = data.startswith(b"xref", start) if info.xref_section_type is XRefSectionType.STANDARD else False
    if not found and start != info.start_location:
        raise LayoutError("een lijst van onderdelen staat niet op haar plaats")
    return start


def _listing_end(reader: PdfFileReader, data: bytes, info: XRefSectionMetaInfo) -> int:
    """Where the list with its trailer ends: a stream that is an object, or a table with a dictionary behind it."""
    if info.xref_section_type is not XRefSectionType.STANDARD:
        behind = _ENDOBJ.match(data, info.end_location)
        return behind.end() if behind else info.end_location
    reader.stream.seek(info.end_location)
    generic.DictionaryObject.read_from_stream(reader.stream, generic.TrailerReference(reader))
    return int(reader.stream.tell())


def _check_objects(reader: PdfFileReader, data: bytes, region: Region) -> None:
    """Objects and list fill the region; nothing lies outside it, overlaps or is left over."""
    info = reader.xrefs.get_xref_container_info(region.revision)
    listing = _listing_start(data, info)
    spans = sorted({*_spans(reader, data, region), (listing, region.end)})
    position = region.start
    for start, end in _without_list_itself(spans, listing):
        if start < position:
            raise LayoutError("onderdelen van een wijziging liggen over elkaar")
        if not _BLANK.match(data[position:start]):
            raise LayoutError("tussen de onderdelen van een wijziging staan gegevens die in geen lijst staan")
        position = end


def _without_list_itself(spans: list[tuple[int, int]], listing: int) -> Iterator[tuple[int, int]]:
    """A cross-reference stream lists itself; it is one span, up to the end of the revision."""
    last = max(end for start, end in spans if start == listing)
    yield from ((start, end) for start, end in spans if start != listing)
    yield listing, last


def _spans(reader: PdfFileReader, data: bytes, region: Region) -> Iterator[tuple[int, int]]:
    section = reader.xrefs.get_xref_data(region.revision)
    for number, (generation, offset) in section.standard_xrefs.items():
        if not region.start <= offset < region.end:
            if reader.xrefs.get_historical_ref(generic.Reference(number, generation), region.revision - 1) == offset:
                continue
            raise LayoutError("een onderdeel van een wijziging staat buiten die wijziging")
        yield offset, _object_end(reader, data, offset, number, generation)


def _object_end(reader: PdfFileReader, data: bytes, offset: int, number: int, generation: int) -> int:
    stream = reader.stream
    stream.seek(offset)
    if read_object_header(stream, strict=True) != (number, generation):
        raise LayoutError("een onderdeel heeft een ander nummer dan in de lijst")
    try:
        found = generic.read_object(stream, generic.Reference(number, generation, reader))
    except misc.PdfError:
        raise LayoutError("een onderdeel van een wijziging is niet te lezen") from None
    closing = _ENDOBJ.match(data, stream.tell())
    ending = b"endstream" if isinstance(found, generic.StreamObject) else b">>"
    if isinstance(found, generic.DictionaryObject) and not data[stream.tell() - 40 : stream.tell()].rstrip().endswith(
        ending
    ):
        raise LayoutError("een onderdeel van een wijziging is niet zuiver geschreven")
    if closing is None:
        raise LayoutError("een onderdeel van een wijziging is niet afgesloten")
    return closing.end()


def is_blank(data: bytes) -> bool:
    """Only white space."""
    return not data.strip(b"\x00\t\n\x0c\r ")
