"""What is particular to one document: its title, reference and version, and whom or what it is for."""

from __future__ import annotations

from typing import Any

from assembler.dossier.openheid import Open

SOORTEN = (
    "samenwerkingsovereenkomst", "verlenging", "volmacht", "jaarplan", "factuur", "creditnota", "verantwoording",
    "aanbiedingsbrief", "ondertekeningsoverzicht",
)  # fmt: skip
"""Kinds of document; each has a template of the same name."""


def _title(facts: dict[str, Any], soort: str, partij: dict[str, Any] | None, jaar: dict[str, Any] | None) -> str:
    titel = facts["overeenkomst"]["titel"]
    onderwerp = facts["overeenkomst"]["onderwerp"]
    year = jaar["jaar"] if jaar else facts["overeenkomst"]["jaar"]
    titles = {
        "samenwerkingsovereenkomst": titel,
        "verlenging": f"Verlenging van de {titel}",
        "jaarplan": f"Jaarplan {year} {onderwerp}",
        "verantwoording": f"Verantwoording {year} {onderwerp}",
    }
    name = f" {partij['volledige_naam']}" if partij else ""
    return str(titles.get(soort, f"{soort.capitalize()}{name}"))


def _reference(facts: dict[str, Any], soort: str, partij: dict[str, Any] | None) -> Any:
    if soort == "volmacht" and partij and partij["volmacht"]:
        return partij["volmacht"]["besluit"]["kenmerk"]
    if soort == "verlenging" and facts["verlenging"]:
        return facts["verlenging"]["kenmerk"]
    return facts["aanbieding"]["kenmerk"] if soort == "aanbiedingsbrief" else facts["overeenkomst"]["kenmerk"]


def _version(facts: dict[str, Any], soort: str) -> Any:
    extension = facts["verlenging"] if soort == "verlenging" else None
    return extension["versie"] if extension else facts["overeenkomst"]["versie"]


def _entry(entries: list[dict[str, Any]], key: str, wanted: Any) -> dict[str, Any] | None:
    if wanted is None:
        return None
    for entry in entries:
        if entry[key] == wanted:
            return entry
    raise KeyError(wanted)


def document_view(
    facts: dict[str, Any], soort: str, partij: str | None, jaar: int | None, concept: bool
) -> dict[str, Any]:
    """``document``, and ``partij`` and ``jaar`` where given."""
    if soort not in SOORTEN:
        raise KeyError(soort)
    member = _entry(facts["partijen"], "sleutel", partij)
    year = _entry(facts["jaren"], "jaar", jaar)
    document = {
        "soort": soort,
        "titel": _title(facts, soort, member, year),
        "kenmerk": _reference(facts, soort, member) or Open("kenmerk"),
        "versie": _version(facts, soort),
        "partij": partij,
        "concept": concept,
    }
    return {"document": document} | ({"partij": member} if member else {}) | ({"jaar": year} if year else {})
