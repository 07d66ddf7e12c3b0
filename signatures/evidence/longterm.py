# mypy: disable-error-code="no-untyped-call"
"""Long-term data behind a signature: the document security store and document timestamps (EN 319 142-1, 5.4 and 5.5).

They may stand behind the last signature, because they prove it and show nothing.
"""

import re
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from signatures.evidence.appearance import draws_nothing
from signatures.evidence.sameness import entry, same
from signatures.evidence.signature_dictionary import dictionary_objection

_STORE = {"/Certs", "/OCSPs", "/CRLs"}
_PER_SIGNATURE = {"/Cert", "/OCSP", "/CRL"}
_HASH = re.compile(r"/[0-9A-Fa-f]{40}")
_STREAM_KEYS = {"/Length", "/Filter", "/DecodeParms", "/Type"}
_STAMP_KEYS = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V", "/Ff", "/AP", "/TU"}


def store_objection(old: Any, new: Any) -> str | None:
    """What is wrong with the document security store, or None."""
    if not isinstance(new, generic.DictionaryObject) or isinstance(new, generic.StreamObject):
        return "het archief met controlegegevens is geen archief"
    if set(new) - _STORE - {"/Type", "/VRI"}:
        return "in het archief met controlegegevens staat iets anders"
    if not all(_is_list_of_data(new[key]) for key in _STORE & set(new)):
        return "het archief met controlegegevens bevat iets anders dan certificaten en intrekkingslijsten"
    return _per_signature_objection(entry(old, "/VRI") if isinstance(old, generic.DictionaryObject) else None, new)


def _per_signature_objection(old: Any, store: generic.DictionaryObject) -> str | None:
    new = entry(store, "/VRI", generic.DictionaryObject())
    if not isinstance(new, generic.DictionaryObject) or isinstance(new, generic.StreamObject):
        return "het archief met controlegegevens is geen archief"
    if isinstance(old, generic.DictionaryObject) and any(key not in new or not same(old[key], new[key]) for key in old):
        return "eerder bewaarde controlegegevens zijn gewijzigd"
    if not all(_HASH.fullmatch(key) and _is_entry(new[key]) for key in new):
        return "in het archief met controlegegevens staat iets anders"
    return None


def _is_entry(data: Any) -> bool:
    if not isinstance(data, generic.DictionaryObject) or isinstance(data, generic.StreamObject):
        return False
    known = set(data) <= _PER_SIGNATURE | {"/Type", "/TU", "/TS"}
    return known and all(_is_list_of_data(data[key]) for key in _PER_SIGNATURE & set(data))


def _is_list_of_data(value: Any) -> bool:
    return isinstance(value, generic.ArrayObject) and all(
        isinstance(value[index], generic.StreamObject) and set(value[index]) <= _STREAM_KEYS
        for index in range(len(value))
    )


def own_objects(store: generic.DictionaryObject) -> set[int]:
    """Numbers of the dictionaries and lists of the store itself, which a later update may write again."""
    numbers: set[int] = set()
    _gather(store, numbers, depth=0)
    return numbers


def _gather(value: Any, numbers: set[int], depth: int) -> None:
    if isinstance(value, generic.IndirectObject):
        target = value.get_object()
        if not isinstance(target, generic.StreamObject):
            numbers.add(value.idnum)
        value = target
    if depth < 4 and isinstance(value, generic.DictionaryObject) and not isinstance(value, generic.StreamObject):
        for key in value:
            _gather(value.raw_get(key), numbers, depth + 1)


def stamp_objection(field: generic.DictionaryObject, new: HistoricalResolver, fresh: set[int]) -> str | None:
    """What keeps a new field from being an invisible document timestamp, or None."""
    stated = entry(field, "/Rect", [0, 0, 0, 0])
    rect = [*stated] if isinstance(stated, (list, generic.ArrayObject)) else []
    if len(rect) != 4 or not all(isinstance(side, (int, generic.NumberObject, generic.FloatObject)) for side in rect):
        return "het nieuwe veld heeft geen plaats"
    if rect[0] != rect[2] or rect[1] != rect[3] or not _shows_nothing(field):
        return "het nieuwe veld is zichtbaar"
    if set(field) - _STAMP_KEYS or entry(field, "/FT") != "/Sig":
        return "het nieuwe veld is geen ondertekenveld"
    value = field.raw_get("/V") if "/V" in field else None
    if not isinstance(value, generic.IndirectObject) or value.idnum not in fresh:
        return "het nieuwe veld is leeg"
    stamp = new(value.reference)
    if not isinstance(stamp, generic.DictionaryObject) or entry(stamp, "/Type") != "/DocTimeStamp":
        return "het nieuwe veld bevat geen tijdstempel"
    return dictionary_objection(stamp)


def _shows_nothing(field: generic.DictionaryObject) -> bool:
    """No appearance that draws, and none for the pointer."""
    appearance = entry(field, "/AP")
    if appearance is None:
        return True
    plain = isinstance(appearance, generic.DictionaryObject) and set(appearance) == {"/N"}
    return plain and draws_nothing(appearance["/N"])
