"""Metadata that a signing program rewrites: when and by what the file was saved, and nothing else."""

import xml.etree.ElementTree as ElementTree
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose

from signatures.evidence.sameness import changed_keys

FREE_INFO = frozenset({"/ModDate", "/Producer"})
"""Entries of the information dictionary that a signing program may set."""
_XMP, _PDF, _MM = (
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/pdf/1.3/}",
    "{http://ns.adobe.com/xap/1.0/mm/}",
)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FREE_XMP = frozenset({f"{_XMP}ModifyDate", f"{_XMP}MetadataDate", f"{_PDF}Producer", f"{_MM}InstanceID"})
_STREAM_KEYS = {"/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms"}
_MOST = 1 << 20


def info_differs(old: generic.DictionaryObject, new: Any) -> set[str]:
    """Entries of the information dictionary that changed and may not."""
    if not isinstance(new, generic.DictionaryObject) or isinstance(new, generic.StreamObject):
        return {"/Info"}
    return {key for key in changed_keys(old, new) if key not in FREE_INFO or not _is_text(new, key)}


def _is_text(info: generic.DictionaryObject, key: str) -> bool:
    return key in info and isinstance(info.raw_get(key), (generic.TextStringObject, generic.ByteStringObject))


def xmp_differs(old: Any, new: Any) -> bool:
    """Whether the XMP packet says anything else, but for the moment and the program of saving (ISO 16684-1)."""
    if not isinstance(old, generic.StreamObject) or not isinstance(new, generic.StreamObject):
        return True
    if set(new) - _STREAM_KEYS:
        return True
    return _properties(old) != _properties(new)


def _properties(stream: generic.StreamObject) -> set[tuple[str, str]]:
    """The top-level properties of all descriptions, written as attribute or as element."""
    data = stream.read_data(DecodePurpose.XMP_METADATA)
    if len(data) > _MOST or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("metadata is no plain XMP")
    packet = ElementTree.fromstring(data)
    found = {("outside", text) for text in _outside(packet)}
    for description in packet.iter(f"{_RDF}Description"):
        attributes = {(key, value.strip()) for key, value in description.attrib.items() if not key.startswith(_RDF)}
        found |= attributes | {(child.tag, _marks(child) + _content(child)) for child in description}
    return {(name, value) for name, value in found if name not in _FREE_XMP}


def _content(element: ElementTree.Element) -> str:
    """Text of an element and all below it, with the names of what is below."""
    parts = [(element.text or "").strip()]
    for child in element:
        parts.append(f"<{child.tag} {_marks(child)}>{_content(child)}{(child.tail or '').strip()}")
    return "".join(parts)


def _marks(element: ElementTree.Element) -> str:
    return " ".join(f"{key}={value}" for key, value in sorted(element.attrib.items()))


def _outside(packet: ElementTree.Element) -> set[str]:
    """What an XMP packet says beside its descriptions: other nodes and loose text."""
    root = packet if packet.tag == f"{_RDF}RDF" else next(iter(packet.iter(f"{_RDF}RDF")), packet)
    loose = {(item.tail or "").strip() for item in (root, *root)} | {(root.text or "").strip()}
    nodes = {f"{node.tag} {_marks(node)}{_content(node)}" for node in root if node.tag != f"{_RDF}Description"}
    return (loose | nodes) - {""}
