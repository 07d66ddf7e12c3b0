# mypy: disable-error-code="no-untyped-call"
"""Whether two objects of a PDF say the same: by value, references by number, streams by their stored bytes."""

from typing import Any

from pyhanko.pdf_utils import generic

_PLAIN = (
    generic.BooleanObject,
    generic.NameObject,
    generic.NullObject,
    generic.IndirectObject,
)
_NUMBERS = (generic.NumberObject, generic.FloatObject)
_STRINGS = (generic.TextStringObject, generic.ByteStringObject)


def same(one: Any, other: Any) -> bool:
    """True where the two say the same in every detail; False for kinds that we do not know."""
    if isinstance(one, _STRINGS):
        return isinstance(other, _STRINGS) and bool(one.original_bytes == other.original_bytes)
    if isinstance(one, _NUMBERS):
        return isinstance(other, _NUMBERS) and bool(one == other)
    if isinstance(one, generic.ArrayObject):
        return isinstance(other, generic.ArrayObject) and _same_items(one, other)
    if isinstance(one, generic.DictionaryObject):
        return isinstance(other, generic.DictionaryObject) and _same_entries(one, other)
    return any(isinstance(one, kind) and isinstance(other, kind) and one == other for kind in _PLAIN)


def changed_keys(one: generic.DictionaryObject, other: generic.DictionaryObject) -> set[str]:
    """Keys whose value differs, and keys that only one of the two has."""
    shared = set(one) & set(other)
    return (set(one) ^ set(other)) | {key for key in shared if not same(one.raw_get(key), other.raw_get(key))}


def _same_items(one: generic.ArrayObject, other: generic.ArrayObject) -> bool:
    return len(one) == len(other) and all(same(one.raw_get(i), other.raw_get(i)) for i in range(len(one)))


def _same_entries(one: generic.DictionaryObject, other: generic.DictionaryObject) -> bool:
    if isinstance(one, generic.StreamObject) != isinstance(other, generic.StreamObject):
        return False
    if isinstance(one, generic.StreamObject) and isinstance(other, generic.StreamObject):
        return bool(one.encoded_data == other.encoded_data) and not changed_keys(one, other)
    return not changed_keys(one, other)


def entry(dictionary: generic.DictionaryObject, key: str, default: Any = None) -> Any:
    """The entry, followed when it is a reference; pyHanko's own ``get`` does not follow."""
    if key not in dictionary:
        return default
    return dictionary[key]


def raw_entry(dictionary: generic.DictionaryObject, key: str) -> Any:
    """The entry without following it; None where there is none."""
    return dictionary.raw_get(key) if key in dictionary else None
