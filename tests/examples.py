"""The example dossiers, whole and as plain values to change one fact in."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from assembler.dossier import Dossier
from assembler.dossier.loader import read_text
from assembler.dossier.yaml_tree import parse_tree

FOLDER = Path(__file__).parent.parent / "templates" / "voorbeelden"


@cache
def example(name: str) -> Dossier:
    """``concept`` or ``tekenklaar``."""
    return Dossier.load(FOLDER / name)


@cache
def _tree(name: str) -> Any:
    return parse_tree(read_text(FOLDER / name / "dossier.yaml"), "dossier.yaml")[0].value


def values(name: str = "tekenklaar") -> dict[str, Any]:
    """A copy of the example as plain values, free to change."""
    facts: dict[str, Any] = copy.deepcopy(_tree(name))
    return facts


def changed(*changes: tuple[str, Any], name: str = "tekenklaar") -> Dossier:
    """The example with some facts changed: ``("partijen.0.zetel", None)``."""
    return Dossier.from_facts(_changed_values(changes, name))


def changed_file(name: str, folder: Path, *changes: tuple[str, Any]) -> Path:
    """The same as a dossier in a folder; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dossier.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(_changed_values(changes, name), file)
    return folder


def _changed_values(changes: Iterable[tuple[str, Any]], name: str) -> dict[str, Any]:
    facts = values(name)
    for path, value in changes:
        *way, last = [int(step) if step.isdigit() and len(step) < 4 else step for step in path.split(".")]
        place: Any = facts
        for step in way:
            place = place[step]
        if isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return facts
