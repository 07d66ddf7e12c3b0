# mypy: disable-error-code="no-untyped-call"
"""What was added behind the issued text, revision by revision: own signature fields filled, long-term data, or more.

A signature proves only that its signer saw some bytes. Whether these still say what was issued is decided here: every
object that an update overwrites must be one of a few, and may differ from its issued form in a few keys. All that is
not named below is an objection. Stricter than pyHanko's default policy: no other form field may be filled, no field
may be added but an invisible document timestamp, and nothing in catalog, form, information or trailer may change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signatures.evidence.appearance import appearance_objection, frame_objection
from signatures.evidence.layout import Region
from signatures.evidence.longterm import own_objects, stamp_objection, store_objection
from signatures.evidence.metadata import info_differs, xmp_differs
from signatures.evidence.objects import Field, fields_of, mentioned
from signatures.evidence.sameness import changed_keys, entry, raw_entry, same
from signatures.evidence.signature_dictionary import dictionary_objection

_CATALOG_FREE = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"}
_TRAILER = {"/Size", "/Root", "/Info", "/ID", "/Prev"}
_STREAM_TRAILER = {"/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"}
_FIELD_FREE = {"/V", "/AP", "/F", "/Ff", "/MK", "/DA", "/M"}
_HARMLESS = 4 | 64 | 128 | 512
"""Print, ReadOnly, Locked and LockedContents (ISO 32000-1, table 165). The others hide a signature, or let it keep its
size while the page is shown smaller, so that it covers the text around it."""
_EXTENSION_KEYS = {"/Type", "/BaseVersion", "/ExtensionLevel", "/URL", "/ExtensionRevision"}


@dataclass(frozen=True)
class Change:
    """What one revision did."""

    revision: int
    signed: tuple[str, ...] = ()
    """Own fields that it filled."""
    stamps: tuple[str, ...] = ()
    """Document timestamps that it added, by name of their field."""
    objections: tuple[str, ...] = ()
    """Dutch clauses: what it did beyond that."""


def changes(reader: PdfFileReader, data: bytes, regions: tuple[Region, ...], own: frozenset[str]) -> Iterator[Change]:
    """What each revision did; ``own`` are the names of the fields that this partij may fill."""
    known: set[int] = set()
    seen, place = 0, 0
    for region in regions:
        known |= mentioned(data[place : region.start], reader, range(seen, region.revision))
        seen, place = region.revision, region.start
        yield _Comparison(reader, region.revision, own, known).change()


class _Comparison:
    """One revision against the one before it."""

    def __init__(self, reader: PdfFileReader, revision: int, own: frozenset[str], mentioned_before: set[int]) -> None:
        self._reader = reader
        self._revision = revision
        self._own = own
        self._mentioned = mentioned_before
        self.old: HistoricalResolver = reader.get_historical_resolver(revision - 1)
        self.new: HistoricalResolver = reader.get_historical_resolver(revision)
        explicit = reader.xrefs.explicit_refs_in_revision(revision)
        self._before = reader.xrefs.get_xref_container_info(revision - 1).size
        self._fresh = {ref.idnum for ref in explicit if ref.idnum >= self._before}
        self._overwritten = {ref.idnum for ref in explicit if ref.idnum < self._before}
        self._strange = any(ref.generation for ref in explicit)
        self._cleared: set[int] = set()
        self._signed: list[str] = []
        self._stamps: list[str] = []
        self._new_fields: list[generic.Reference] = []
        self._objections: list[str] = []

    def change(self) -> Change:
        self._check_numbers()
        self._check_trailer()
        self._check_catalog()
        self._check_fields()
        self._check_form()
        self._check_store()
        self._check_info()
        self._check_pages()
        self._check_rest()
        self._check_added()
        objections = tuple(dict.fromkeys(self._objections))
        return Change(self._revision, tuple(self._signed), tuple(self._stamps), objections)

    def _object(self, what: str) -> None:
        self._objections.append(what)

    def _check_numbers(self) -> None:
        if self._strange or self._reader.xrefs.refs_freed_in_revision(self._revision):
            self._object("onderdelen van het stuk zijn verwijderd of vervangen")
        if self._fresh & self._mentioned:
            self._object("een nieuw onderdeel komt op een plaats die het stuk al noemde")

    def _check_trailer(self) -> None:
        trailers = self._reader.trailer._trailer_revisions
        old, new = (trailers[len(trailers) - 1 - revision] for revision in (self._revision - 1, self._revision))
        if set(new) - _TRAILER - _STREAM_TRAILER or ("/Info" in new) != ("/Info" in old):
            self._object("de afsluiting van het bestand is gewijzigd")
        if any(not same(raw_entry(old, key), raw_entry(new, key)) for key in ("/Root", "/Info") if key in old):
            self._object("de afsluiting van het bestand verwijst naar een ander stuk")
        if "/ID" in old and ("/ID" not in new or not same(old["/ID"][0], new["/ID"][0])):
            self._object("het kenmerk van het bestand is gewijzigd")

    def _check_catalog(self) -> None:
        old, new = self.old.root, self.new.root
        self._cleared.add(self.new.root_ref.idnum)
        if not isinstance(new, generic.DictionaryObject) or isinstance(new, generic.StreamObject):
            self._object("de catalogus van het stuk is vervangen")
            return
        for key in sorted(changed_keys(old, new) - _CATALOG_FREE):
            self._object(f"in de catalogus van het stuk is {key} gewijzigd")
        for key in sorted((_CATALOG_FREE & set(old)) - set(new)):
            self._object(f"uit de catalogus van het stuk is {key} verdwenen")
        if "/Version" in new and str(new["/Version"]) not in {str(entry(old, "/Version")), "/1.7", "/2.0"}:
            self._object("de versie van het bestand is gewijzigd")
        if "/Extensions" in new and not _are_extensions(new.raw_get("/Extensions")):
            self._object("de catalogus van het stuk noemt een onbekende uitbreiding")
        self._check_metadata(old, new)

    def _check_metadata(self, old: generic.DictionaryObject, new: generic.DictionaryObject) -> None:
        if "/Metadata" not in new:
            return
        was, now = raw_entry(old, "/Metadata"), raw_entry(new, "/Metadata")
        if not isinstance(now, generic.IndirectObject):
            self._object("de metagegevens van het stuk zijn gewijzigd")
            return
        if isinstance(was, generic.IndirectObject) and was.idnum == now.idnum and now.idnum not in self._overwritten:
            return
        self._cleared.add(now.idnum)
        replaced = isinstance(was, generic.IndirectObject) and was.idnum == now.idnum
        if was is None or not (replaced or now.idnum in self._fresh) or xmp_differs(was.get_object(), now.get_object()):
            self._object("de metagegevens van het stuk zijn gewijzigd")

    def _check_fields(self) -> None:
        before, after = fields_of(self.old.root), fields_of(self.new.root)
        for name, field in before.items():
            counterpart = after.get(name)
            if counterpart is None or counterpart.reference.idnum != field.reference.idnum:
                self._object("een ondertekenveld is verdwenen of vervangen")
            elif field.reference.idnum in self._overwritten:
                self._check_field(field, counterpart)
        for name in after.keys() - before.keys():
            self._check_new_field(after[name])

    def _check_field(self, old: Field, new: Field) -> None:
        differing = changed_keys(old.dictionary, new.dictionary)
        if not differing:
            return
        self._cleared.add(new.reference.idnum)
        if old.name not in self._own:
            self._object("een veld dat niet van deze partij is, is gewijzigd")
        elif old.is_filled or not new.is_filled:
            self._object("een ondertekenveld is gewijzigd zonder dat er is getekend")
        elif differing - _FIELD_FREE or not _shows_itself(old.dictionary, new.dictionary):
            self._object("van een ondertekenveld is meer gewijzigd dan de handtekening")
        else:
            self._take_signature(new, differing)

    def _take_signature(self, field: Field, differing: set[str]) -> None:
        value = field.dictionary.raw_get("/V")
        if not isinstance(value, generic.IndirectObject) or value.idnum not in self._fresh:
            self._object("de handtekening in een veld is niet nieuw")
        elif self._signed:
            self._object("er zijn twee velden tegelijk ondertekend")
        elif objection := self._objection_to(field.dictionary, differing):
            self._object(objection)
        else:
            self._signed.append(field.name)

    def _objection_to(self, field: generic.DictionaryObject, differing: set[str]) -> str | None:
        """What is wrong with the signature itself or with how it is shown."""
        shown = appearance_objection(field, self._fresh) if "/AP" in differing else None
        return dictionary_objection(self.new(field.raw_get("/V").reference)) or shown or frame_objection(field)

    def _check_new_field(self, field: Field) -> None:
        if field.reference.idnum not in self._fresh:
            self._object("een bestaand onderdeel is tot veld gemaakt")
            return
        if objection := stamp_objection(field.dictionary, self.new, self._fresh):
            self._object(f"er is een veld toegevoegd: {objection}")
            return
        self._stamps.append(field.name)
        self._new_fields.append(field.reference)

    def _check_form(self) -> None:
        old, new = (raw_entry(root, "/AcroForm") for root in (self.old.root, self.new.root))
        if (
            old is None
            or new is None
            or isinstance(old, generic.IndirectObject) != isinstance(new, generic.IndirectObject)
        ):
            self._object("het formulier is toegevoegd, verdwenen of vervangen")
            return
        if isinstance(new, generic.IndirectObject):
            if new.idnum != old.idnum:
                self._object("het formulier is vervangen")
                return
            self._cleared.add(new.idnum)
        before, after = self.old.root["/AcroForm"], self.new.root["/AcroForm"]
        if changed_keys(before, after) - {"/Fields"}:
            self._object("de instellingen van het formulier zijn gewijzigd")
        self._check_list(before, after, "/Fields", "de lijst van velden is gewijzigd")

    def _check_list(self, old: Any, new: Any, key: str, objection: str) -> None:
        """A list of references may only grow by the fields of document timestamps."""
        if key not in old and key not in new:
            return
        raw = raw_entry(new, key)
        if isinstance(raw, generic.IndirectObject):
            was = raw_entry(old, key)
            if isinstance(was, generic.IndirectObject) and was.idnum == raw.idnum:
                self._cleared.add(raw.idnum)
            elif raw.idnum not in self._fresh:
                self._object(objection)
        before, after = _numbers(entry(old, key)), _numbers(entry(new, key))
        allowed = [reference.idnum for reference in self._new_fields]
        if after[: len(before)] != before or any(number not in allowed for number in after[len(before) :]):
            self._object(objection)

    def _check_store(self) -> None:
        old, new = entry(self.old.root, "/DSS"), entry(self.new.root, "/DSS")
        if new is None:
            return
        if objection := store_objection(old, new):
            self._object(objection)
            return
        before = own_objects(self.old.root.raw_get("/DSS")) if old is not None else set()
        self._cleared |= before & own_objects(self.new.root.raw_get("/DSS"))

    def _check_info(self) -> None:
        """Followed by hand: the trailer of an earlier revision resolves in the last one."""
        raw = raw_entry(self.new.trailer_view, "/Info")
        if not isinstance(raw, generic.IndirectObject) or raw.idnum not in self._overwritten:
            return
        self._cleared.add(raw.idnum)
        if differing := info_differs(self.old(raw.reference), self.new(raw.reference)):
            self._object(f"in de gegevens over het stuk is {', '.join(sorted(differing))} gewijzigd")

    def _check_pages(self) -> None:
        """The page of a document timestamp may list it; nothing else about a page may change."""
        hosts = {field["/P"].container_ref.idnum for field in map(self.new, self._new_fields) if "/P" in field}
        for number in hosts & self._overwritten:
            old, new = self.old(_reference(number)), self.new(_reference(number))
            if not isinstance(new, generic.DictionaryObject) or entry(new, "/Type") != "/Page":
                continue
            if changed_keys(old, new) <= {"/Annots"}:
                self._cleared.add(number)
        for number in hosts:
            old, new = self.old(_reference(number)), self.new(_reference(number))
            self._check_list(old, new, "/Annots", "op een bladzijde is iets toegevoegd of weggehaald")

    def _check_rest(self) -> None:
        for number in sorted(self._overwritten - self._cleared):
            if not self._is_repeated(number):
                self._object("onderdelen van het uitgegeven stuk zijn overschreven")
                return

    def _check_added(self) -> None:
        """What is new in an update that signs nothing is long-term data: something else waits there to be used."""
        if self._signed or self._objections:
            return
        listing = self._reader.xrefs.get_xref_container_info(self._revision).stream_ref
        containers = {stream.idnum for stream in self._reader.xrefs.object_streams_used_in(self._revision)}
        containers |= {listing.idnum} if listing else set()
        roots = [raw_entry(self.new.root, "/DSS"), raw_entry(self.new.root, "/Metadata")]
        roots += [generic.IndirectObject(field.idnum, 0, self.new) for field in self._new_fields]
        roots += [raw_entry(form, "/Fields") for form in [entry(self.new.root, "/AcroForm")] if form is not None]
        roots += [raw_entry(self.new(field)["/P"], "/Annots") for field in self._new_fields if "/P" in self.new(field)]
        reached = self._reached([root for root in roots if root is not None])
        if self._fresh - reached - containers:
            self._object("er zijn onderdelen toegevoegd die bij geen handtekening horen")

    def _reached(self, waiting: list[Any]) -> set[int]:
        """Numbers of the objects of this update that can be reached from these, through other ones of it."""
        seen: set[int] = set()
        while waiting:
            item = waiting.pop()
            if isinstance(item, generic.IndirectObject):
                if item.idnum in seen or item.idnum not in self._fresh | self._overwritten:
                    continue
                seen.add(item.idnum)
                item = self.new(item.reference)
            if isinstance(item, generic.DictionaryObject):
                waiting.extend(item.raw_get(key) for key in item)
            elif isinstance(item, generic.ArrayObject):
                waiting.extend(item.raw_get(index) for index in range(len(item)))
        return seen

    def _is_repeated(self, number: int) -> bool:
        """Written again without any change."""
        reference = _reference(number)
        if self._reader.xrefs.get_historical_ref(reference, self._revision - 1) is None:
            return False
        return same(self.old(reference), self.new(reference))


def _reference(number: int) -> generic.Reference:
    return generic.Reference(number, 0)


def _numbers(value: Any) -> list[int]:
    """Object numbers of a list of references; a direct object in it counts as -1, which nothing equals twice."""
    if not isinstance(value, generic.ArrayObject):
        return []
    items = [value.raw_get(index) for index in range(len(value))]
    return [item.idnum if isinstance(item, generic.IndirectObject) else -1 for item in items]


def _are_extensions(value: Any) -> bool:
    if not isinstance(value, generic.DictionaryObject):
        return False
    entries = [item for key in value if key != "/Type" for item in _entries(value.raw_get(key))]
    return all(isinstance(item, generic.DictionaryObject) and _is_extension(item) for item in entries)


def _is_extension(item: generic.DictionaryObject) -> bool:
    nested = (generic.DictionaryObject, generic.ArrayObject, generic.IndirectObject)
    return set(item) <= _EXTENSION_KEYS and not any(isinstance(item.raw_get(key), nested) for key in item)


def _entries(value: Any) -> list[Any]:
    return [value.raw_get(index) for index in range(len(value))] if isinstance(value, generic.ArrayObject) else [value]


def _shows_itself(old: generic.DictionaryObject, new: generic.DictionaryObject) -> bool:
    """It prints, gets no flag but harmless ones and keeps those it had; read-only is the only field flag allowed."""
    before, after = int(entry(old, "/F", 0)), int(entry(new, "/F", 0))
    kept = before & ~_HARMLESS == after & ~_HARMLESS
    return kept and bool(after & 4) and int(entry(new, "/Ff", 0)) in {0, 1}
