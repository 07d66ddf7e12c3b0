"""The ondertekeningsoverzicht: per document and signature line who signs, and how far it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assembler.dossier import Open
from signatures import Slot


def overview_texts(facts: Mapping[str, Any], documents: Sequence[tuple[str, tuple[Slot, ...]]]) -> dict[str, Any]:
    """The overview before anything is issued: every line outstanding, nothing signed, no log yet."""
    names = {partij["sleutel"]: partij["volledige_naam"] for partij in facts["partijen"]}
    return {
        "opgesteld_op": Open("datum van dit overzicht"),
        "regels": [line for title, slots in documents for line in _lines(facts, title, slots, names)],
        "logboek_hoofd": None,
    }


def _lines(
    facts: Mapping[str, Any], title: str, slots: Iterable[Slot], names: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    for slot in slots:
        yield {
            "document": title,
            "versie": facts["overeenkomst"]["versie"],
            "partij": names[slot.partij],
            "ondertekenaar": slot.signatory,
            "hoedanigheid": slot.capacity,
            "status": "uitstaand",
            "getekend_op": None,
            "bewijs": None,
            "hash": None,
        }
