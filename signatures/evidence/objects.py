# mypy: disable-error-code="no-untyped-call"
"""Reading the objects of a PDF: its pages, its fields, and every reference that it mentions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from signatures.evidence.errors import GateError
from signatures.evidence.sameness import entry

MAX_OBJECTS = 200_000
"""Objects that are looked at in one file."""
_MENTION = re.compile(rb"(?<![0-9])([0-9]{1,10})[\x00\t\n\x0c\r ]+[0-9]{1,5}[\x00\t\n\x0c\r ]+R")
_INHERITED = ("/MediaBox", "/Rotate", "/CropBox", "/Resources")


@dataclass(frozen=True)
class Field:
    """A terminal field of the form, as it stands in one revision."""

    name: str
    """Fully qualified."""
    reference: generic.Reference
    dictionary: generic.DictionaryObject

    @property
    def is_signature(self) -> bool:
        return bool(entry(self.dictionary, "/FT") == "/Sig")

    @property
    def is_filled(self) -> bool:
        return "/V" in self.dictionary


def fields_of(root: generic.DictionaryObject) -> dict[str, Field]:
    """All terminal fields by full name; ValueError for a form that is no tree of indirect dictionaries."""
    form = entry(root, "/AcroForm")
    if not isinstance(form, generic.DictionaryObject):
        return {}
    found: dict[str, Field] = {}
    for field in _terminal(entry(form, "/Fields"), "", set()):
        if field.name in found:
            raise ValueError(f"field name twice: {field.name}")
        found[field.name] = field
    return found


def _terminal(kids: Any, prefix: str, seen: set[generic.Reference]) -> Iterator[Field]:
    if not isinstance(kids, generic.ArrayObject):
        raise ValueError("fields are no array")
    for index in range(len(kids)):
        item = kids.raw_get(index)
        if not isinstance(item, generic.IndirectObject) or item.reference in seen:
            raise ValueError("field is direct or met twice")
        seen.add(item.reference)
        field = item.get_object()
        if not isinstance(field, generic.DictionaryObject):
            raise ValueError("field is no dictionary")
        name = ".".join(filter(None, (prefix, str(entry(field, "/T", "")))))
        if "/Kids" in field and "/FT" not in field:
            yield from _terminal(field["/Kids"], name, seen)
        else:
            yield Field(name, item.reference, field)


def page_dictionaries(handler: PdfHandler, most: int = 10_000) -> list[generic.DictionaryObject]:
    """The pages in order, with what they inherit filled in; ValueError for a page tree that is none."""
    pages: list[generic.DictionaryObject] = []
    for page in _leaves(handler.root["/Pages"], {}, set()):
        pages.append(page)
        if len(pages) > most:
            raise ValueError("too many pages")
    return pages


def _leaves(node: Any, inherited: dict[str, Any], seen: set[int]) -> Iterator[generic.DictionaryObject]:
    if not isinstance(node, generic.DictionaryObject) or id(node) in seen:
        raise ValueError("page tree is broken")
    seen.add(id(node))
    inherited = inherited | {key: node.raw_get(key) for key in _INHERITED if key in node}
    if "/Kids" in node:
        for kid in node["/Kids"]:
            yield from _leaves(kid.get_object(), inherited, seen)
        return
    page = generic.DictionaryObject({**inherited, **{key: node.raw_get(key) for key in node}})
    page.container_ref = node.container_ref
    yield page


def dangling(reader: PdfFileReader) -> set[int]:
    """Numbers of objects that are reachable by a reference but do not exist: a later update could fill them in."""
    loose: set[int] = set()
    for _, target in walk(reader.trailer_view, reader):
        if target is None:
            continue
        if reader.xrefs[target] is None:
            loose.add(target.idnum)
    return loose


def walk(start: Any, reader: PdfFileReader) -> Iterator[tuple[Any, generic.Reference | None]]:
    """Every object reachable from ``start`` once, each reference too; GateError beyond MAX_OBJECTS."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [start]
    count = 0
    while waiting:
        item = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            key = (item.idnum, item.generation)
            if key in seen:
                continue
            seen.add(key)
            yield item, item.reference
            if reader.xrefs[item.reference] is None:
                continue
            item = item.get_object()
        count += 1
        if count > MAX_OBJECTS * 10:
            raise GateError(
                "Het bestand bevat te veel onderdelen om na te zien.", "Stuur het getekende pakket zelf terug."
            )
        yield item, None
        if isinstance(item, generic.DictionaryObject):
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, generic.ArrayObject):
            waiting.extend(item.raw_get(index) for index in range(len(item)))


def mentioned(data: bytes, reader: PdfFileReader, revisions: Iterable[int]) -> set[int]:
    """Numbers of all objects mentioned in these bytes, and in the compressed objects of these revisions.

    Errs on the side of too many: bytes of a picture may look like a reference.
    """
    numbers = {int(number) for number in _MENTION.findall(data)}
    for revision in revisions:
        for reference in reader.xrefs.object_streams_used_in(revision):
            stream = reader.get_historical_resolver(revision)(reference)
            numbers |= {int(number) for number in _MENTION.findall(stream.read_data(DecodePurpose.OBJECT_STREAM))}
    return numbers
