"""Which documents a dossier calls for: kind × partij × year, each with its title and file name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PER_PARTIJ = ("aanbiedingsbrief",)
PER_GRANTING_PARTIJ = ("volmacht",)
PER_INVOICED_PARTIJ = ("factuur", "creditnota", "verantwoording")
PER_YEAR = ("jaarplan",)
ONCE = ("samenwerkingsovereenkomst", "verlenging", "ondertekeningsoverzicht")
KINDS = (
    "samenwerkingsovereenkomst",
    "verlenging",
    "volmacht",
    "jaarplan",
    "factuur",
    "creditnota",
    "verantwoording",
    "aanbiedingsbrief",
    "ondertekeningsoverzicht",
)
"""Kinds of document, as on the command line; each has a template of that name."""


@dataclass(frozen=True)
class Stuk:
    """One document to make. ``partij`` is a key, ``jaar`` a calendar year; None where the kind has none."""

    soort: str
    partij: str | None = None
    jaar: int | None = None

    @property
    def key(self) -> str:
        """Name that is unique within a dossier; the file name without its extension."""
        return "-".join(str(part) for part in (self.soort, self.jaar, self.partij) if part is not None)


def stukken(facts: Mapping[str, Any]) -> tuple[Stuk, ...]:
    """Every document that the facts (the agreement view) call for, kinds in fixed order, partijen in preamble order."""
    return tuple(stuk for kind in KINDS for stuk in _of_kind(kind, facts))


def _of_kind(kind: str, facts: Mapping[str, Any]) -> Iterator[Stuk]:
    if kind in ONCE:
        if kind != "verlenging" or facts["verlenging"]:
            yield Stuk(kind)
    elif kind in PER_YEAR:
        yield from (Stuk(kind, jaar=entry["jaar"]) for entry in facts["jaren"] if entry["jaarplan"])
    elif kind in PER_PARTIJ:
        yield from (Stuk(kind, partij["sleutel"]) for partij in facts["partijen"])
    elif kind in PER_GRANTING_PARTIJ:
        yield from (Stuk(kind, partij["sleutel"]) for partij in facts["volmachtgevers"])
    else:
        known = facts["overeenkomst"]["jaar"]
        year = known if isinstance(known, int) else None  # open in a draft
        yield from (Stuk(kind, partij["sleutel"], year) for partij in facts["andere_partijen"])


def title_of(stuk: Stuk, facts: Mapping[str, Any]) -> str:
    """Title as it stands in bookmarks, letters and document properties."""
    partij = next((p["volledige_naam"] for p in facts["partijen"] if p["sleutel"] == stuk.partij), "")
    name = " ".join(str(part) for part in (stuk.soort.capitalize(), stuk.jaar, partij) if part)
    titles: dict[str, str] = {
        "samenwerkingsovereenkomst": facts["overeenkomst"]["titel"],
        "verlenging": f"Verlenging {facts['overeenkomst']['titel']}",
        "jaarplan": f"Jaarplan {stuk.jaar}",
        "volmacht": " ".join(str(part) for part in ("Volmacht", stuk.jaar, partij) if part),
        "aanbiedingsbrief": f"Aanbiedingsbrief {partij}",
        "ondertekeningsoverzicht": "Ondertekeningsoverzicht",
    }
    return titles.get(stuk.soort, name)
