# mypy: disable-error-code="no-untyped-call"
"""The dictionary in which a signature stands: what may be in it (ISO 32000-1, table 252); nothing rides along."""

from typing import Any

from pyhanko.pdf_utils import generic

_STRING = (generic.TextStringObject, generic.ByteStringObject)
_NUMBER = (generic.NumberObject,)
_NAME = (generic.NameObject,)
_KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("/Contents", "/Name", "/M", "/Location", "/Reason", "/ContactInfo"), _STRING),
    **dict.fromkeys(("/Type", "/Filter", "/SubFilter", "/Prop_AuthType"), _NAME),
    **dict.fromkeys(("/R", "/V", "/Prop_AuthTime"), _NUMBER),
    "/ByteRange": (generic.ArrayObject,),
    "/Prop_Build": (generic.DictionaryObject,),
}
"""``Reference`` is not among them: with it a signer forbids or allows later changes to a text that is not its own."""
_PLAIN = (*_STRING, *_NUMBER, *_NAME, generic.FloatObject, generic.BooleanObject, generic.NullObject)
_DEEPEST = 6


def dictionary_objection(value: Any) -> str | None:
    """What stands in the dictionary and may not, or None. Dutch clause."""
    if not isinstance(value, generic.DictionaryObject) or isinstance(value, generic.StreamObject):
        return "een handtekening is niet als handtekening opgeslagen"
    if "/Reference" in value:
        return "de handtekening legt beperkingen op aan het stuk"
    if str(value.get("/Type", "/Sig")) not in {"/Sig", "/DocTimeStamp"}:
        return "een handtekening is niet als handtekening opgeslagen"
    strange = [key for key in value if not isinstance(value.raw_get(key), _KINDS.get(key, ()))]
    if strange or not _is_plain(value.raw_get("/Prop_Build") if "/Prop_Build" in value else None):
        return "bij de handtekening staat iets dat daar niet hoort"
    return None


def _is_plain(value: Any, depth: int = 0) -> bool:
    """Names, numbers and strings, in dictionaries and lists that are not too deep; no references and no streams."""
    if value is None or isinstance(value, _PLAIN):
        return True
    if depth > _DEEPEST or isinstance(value, generic.StreamObject):
        return False
    if isinstance(value, generic.DictionaryObject):
        return all(_is_plain(value.raw_get(key), depth + 1) for key in value)
    if isinstance(value, generic.ArrayObject):
        return all(_is_plain(value.raw_get(index), depth + 1) for index in range(len(value)))
    return False
