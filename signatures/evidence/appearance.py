# mypy: disable-error-code="no-untyped-call"
"""The picture of a signature: drawn within its field, by every program in the same way, with nothing else along.

A picture without a bounding box is drawn over the whole page by some programs and not at all by others (ISO 32000-1,
12.5.5 and 8.10.2), so that a signer could cover the text. What a picture may consist of is listed; the rest is refused.
"""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

from signatures.evidence.sameness import entry, raw_entry

_PACKED = {"/Length", "/Filter", "/DecodeParms"}
_SHARED = _PACKED | {"/Type", "/Subtype", "/Name", "/Metadata", "/PieceInfo", "/LastModified", "/StructParent"}
_FORM = _SHARED | {"/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParents"}
_IMAGE = _SHARED | {"/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Decode", "/Intent", "/ImageMask", "/ID"}
_IMAGE |= {"/Mask", "/SMask", "/SMaskInData", "/Matte", "/Interpolate"}
_LISTED = {"/Form": _FORM, "/Image": _IMAGE}
_NEVER = {"/A", "/AA", "/AF", "/EF", "/JS", "/OC", "/OCGs", "/OPI", "/Ref", "/URI"}
"""Actions, attachments, layers and other files: in no part of a picture, such as its fonts."""
_NEVER_TYPES = {"/EmbeddedFile", "/Filespec", "/OCG", "/OCMD", "/Action"}
_FRAME = {"/R", "/BC", "/BG"}
_MOST = 20_000
_FARTHEST, _LEAST = 1e6, 1e-9
_NUMBERS = (generic.NumberObject, generic.FloatObject)


def appearance_objection(field: generic.DictionaryObject, fresh: set[int]) -> str | None:
    """What keeps the appearance of a signed field from being a plain picture, or None. Dutch clause."""
    appearance = entry(field, "/AP")
    if appearance is None:
        return None
    if not isinstance(appearance, generic.DictionaryObject) or set(appearance) != {"/N"}:
        return "het beeld van de handtekening heeft meer dan één gedaante"
    reference, picture = raw_entry(appearance, "/N"), appearance["/N"]
    if not isinstance(picture, generic.StreamObject) or not isinstance(reference, generic.IndirectObject):
        return "het beeld van de handtekening heeft meer dan één gedaante"
    if reference.idnum not in fresh:
        return "het beeld van de handtekening komt elders uit het stuk"
    if entry(picture, "/Subtype") != "/Form" or not (_is_bounded(picture) or draws_nothing(picture)):
        return "het beeld van de handtekening kan buiten zijn veld komen"
    if not all(_may_stand(part) for part in _parts(reference, fresh)):
        return "in het beeld van de handtekening zit iets dat geen beeld is"
    return None


def frame_objection(field: generic.DictionaryObject) -> str | None:
    """What is wrong with the frame around a signed field (ISO 32000-1, table 189), or None. Dutch clause."""
    frame = entry(field, "/MK")
    if frame is None:
        return None
    plain = isinstance(frame, generic.DictionaryObject) and not set(frame) - _FRAME
    if plain and all(_is_plain(frame.raw_get(key)) for key in frame):
        return None
    return "de omlijsting van een ondertekenveld bevat iets anders"


def draws_nothing(picture: Any) -> bool:
    """An appearance without a single instruction."""
    return isinstance(picture, generic.StreamObject) and not picture.encoded_data.strip()


def _is_plain(value: Any) -> bool:
    if isinstance(value, generic.ArrayObject):
        return all(isinstance(value.raw_get(index), _NUMBERS) for index in range(len(value)))
    return isinstance(value, _NUMBERS)


def _is_bounded(picture: generic.StreamObject) -> bool:
    """It has a box with a surface, and is laid on the page by a matrix that keeps one."""
    box, matrix = _row(picture, "/BBox", 4), _row(picture, "/Matrix", 6)
    if box is None or (matrix is None and "/Matrix" in picture):
        return False
    turn = matrix or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    return box[0] != box[2] and box[1] != box[3] and abs(turn[0] * turn[3] - turn[1] * turn[2]) > _LEAST


def _row(picture: generic.StreamObject, key: str, count: int) -> list[float] | None:
    """That many numbers, none out of all proportion."""
    values = entry(picture, key)
    if not isinstance(values, generic.ArrayObject) or len(values) != count:
        return None
    items = [values[index] for index in range(count)]
    numbers = [float(item) for item in items if isinstance(item, _NUMBERS)]
    return numbers if len(numbers) == count and all(abs(number) <= _FARTHEST for number in numbers) else None


def _may_stand(part: Any) -> bool:
    if not isinstance(part, generic.DictionaryObject):
        return True
    if _NEVER & set(part) or str(entry(part, "/Type")) in _NEVER_TYPES:
        return False
    if not isinstance(part, generic.StreamObject):
        return True
    listed = _LISTED.get(str(entry(part, "/Subtype")))
    return set(part) <= listed if listed is not None else "/F" not in part


def _parts(start: Any, fresh: set[int]) -> Iterator[Any]:
    """All that is new in the picture; something that may not stand in it where that is too much."""
    seen: set[int] = set()
    waiting, count = [start], 0
    while waiting:
        item = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            if item.idnum in seen or item.idnum not in fresh:
                continue
            seen.add(item.idnum)
            item = item.get_object()
        count += 1
        yield item if count < _MOST else generic.DictionaryObject({generic.pdf_name("/AF"): generic.NullObject()})
        if isinstance(item, generic.DictionaryObject):
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, generic.ArrayObject):
            waiting.extend(item.raw_get(index) for index in range(len(item)))
