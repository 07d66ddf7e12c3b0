"""Which facts a template may use: those of the complete example dossier, for the kind of document it is."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assembler.dossier import Dossier
from assembler.workflows.assemble import Assembly
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import stukken


@cache
def _example() -> Assembly:
    return Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))


@cache
def _sparse() -> Assembly:
    """A dossier in which every document exists and nothing is filled in that may be left out."""
    partijen = [{"sleutel": key, "naam": key.upper(), "soort": "provincie"} for key in "ab"]
    inleg = {key: {"bedrag": "1.00"} for key in "ab"}
    return Assembly.of(
        Dossier.from_facts(
            {
                "dossier": "1",
                "partijen": partijen,
                "penvoerder": {2024: "b"},
                "overeenkomst": {"einddatum": "2024-12-31"},
                "jaren": {2024: {"inleg": inleg, "jaarplan": {"datum": "2024-01-01"}}},
                "verlenging": {"einddatum": "2025-12-31"},
            }
        )
    )


def sparse_of(path: Path) -> Mapping[str, Any]:
    """The facts of `shape_of` with as little filled in as may be."""
    return _mapping(_sparse(), path)


def shape_of(path: Path) -> Mapping[str, Any]:
    """Facts for the kind of document that the file is named after; for another name, those of every kind together."""
    return _mapping(_example(), path)


def _mapping(example: Assembly, path: Path) -> Mapping[str, Any]:
    of_kind = {stuk.soort: stuk for stuk in stukken(example.facts)}
    if path.stem in of_kind:
        return example.mapping(of_kind[path.stem])
    return {name: value for stuk in of_kind.values() for name, value in example.mapping(stuk).items()}
