"""What must agree between different places of a file: keys of partijen, annex numbers, files, the penvoerder.

Works on the tree as read, so that these mistakes come together with those of structure and values.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from assembler.dossier.bijlage import BESTANDSOORTEN
from assembler.dossier.mistakes import Path, bedoelt_u
from assembler.dossier.sleutel import SLEUTEL

LEAST_PARTIJEN = 2
MOST_PARTIJEN = 400


class Conflict(NamedTuple):
    """A mistake before its line and file are known."""

    path: Path
    what: str
    rule: str
    remedy: str


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, (list, tuple)) else []  # type: ignore[return-value]


def _keys(tree: dict[str, Any]) -> list[str]:
    return [str(_group(partij).get("sleutel")) for partij in _list(tree.get("partijen"))]


def _number_of_partijen(tree: dict[str, Any]) -> Iterator[Conflict]:
    partijen = tree.get("partijen")
    if isinstance(partijen, (list, tuple)) and not LEAST_PARTIJEN <= len(partijen) <= MOST_PARTIJEN:
        remedy = "voeg een partij toe" if len(partijen) < LEAST_PARTIJEN else "splits het dossier"
        rule = f"een dossier heeft {LEAST_PARTIJEN} tot en met {MOST_PARTIJEN} partijen"
        yield Conflict(("partijen",), f"het aantal partijen is {len(partijen)}", rule, remedy)


def _duplicate_keys(tree: dict[str, Any]) -> Iterator[Conflict]:
    first: dict[str, int] = {}
    for number, key in enumerate(_keys(tree)):
        if key != "None" and first.setdefault(key, number) != number:
            yield Conflict(
                ("partijen", number, "sleutel"), f'de sleutel "{key}" is ook die van partij {first[key] + 1}',
                "elke partij heeft een eigen sleutel", "geef deze partij een andere sleutel",
            )  # fmt: skip


def _unknown(path: Path, key: str, known: list[str]) -> Conflict:
    what = f'"{key[:40]}" is geen partij van dit dossier'
    return Conflict(path, what, "hier hoort de sleutel van een partij", bedoelt_u(key, known))


def _unknown_partijen(tree: dict[str, Any]) -> Iterator[Conflict]:
    """Keys that no partij has; none while as many partijen have no good key of their own (that is told already)."""
    keys = _keys(tree)
    good = {key for key in keys if SLEUTEL.fullmatch(key) and key != "None"}
    unknown = [(path, key) for path, key in chain(_penvoerder_keys(tree), _inleg_keys(tree)) if key not in good]
    if len({key for _, key in unknown}) > len(keys) - len(good):
        yield from (_unknown(path, key, [one for one in keys if one in good]) for path, key in unknown)


def _penvoerder_keys(tree: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for year, key in _group(tree.get("penvoerder")).items():
        if isinstance(key, str):
            yield ("penvoerder", year), key


def _inleg_keys(tree: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for year, facts in _group(tree.get("jaren")).items():
        yield from ((("jaren", year, "inleg", key), str(key)) for key in _group(_group(facts).get("inleg")))


def _agreement_penvoerder(tree: dict[str, Any]) -> str | None:
    """The penvoerder of the year in which the agreement ends; without an end date the only one there is."""
    per_year = {str(year): key for year, key in _group(tree.get("penvoerder")).items()}
    ends = re.search(r"[0-9]{4}", str(_group(tree.get("overeenkomst")).get("einddatum")))
    if ends:
        return per_year.get(ends[0])
    return next(iter(per_year.values())) if len(set(per_year.values())) == 1 else None


def _penvoerder_volmacht(tree: dict[str, Any]) -> Iterator[Conflict]:
    penvoerder = _agreement_penvoerder(tree)
    for number, partij in enumerate(_list(tree.get("partijen"))):
        if penvoerder and _group(partij).get("sleutel") == penvoerder and _group(partij).get("volmacht"):
            yield Conflict(
                ("partijen", number, "volmacht"), f'de penvoerder "{penvoerder}" heeft hier een volmacht',
                "de penvoerder krijgt volmachten en verleent er geen aan zichzelf", "haal dit onderdeel weg",
            )  # fmt: skip


def _annex_numbers(tree: dict[str, Any]) -> Iterator[Conflict]:
    seen: set[str] = set()
    for position, bijlage in enumerate(_list(tree.get("bijlagen"))):
        number = str(_group(bijlage).get("nummer"))
        if number != "None" and number in seen:
            yield Conflict(
                ("bijlagen", position, "nummer"), f"bijlage {number} komt twee keer voor",
                "elke bijlage heeft een eigen nummer", "nummer de bijlagen door",
            )  # fmt: skip
        seen.add(number)


def _annex_years(tree: dict[str, Any]) -> Iterator[Conflict]:
    for position, bijlage in enumerate(_list(tree.get("bijlagen"))):
        if _group(bijlage).get("soort") == "jaarplan" and not _group(bijlage).get("jaar"):
            yield Conflict(
                ("bijlagen", position), "van dit jaarplan ontbreekt het jaar",
                "een jaarplan geldt voor één jaar", "voeg jaar: toe",
            )  # fmt: skip


def _annex_file(path: Path, name: str, folder: FilePath) -> Iterator[Conflict]:
    inside = FilePath(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))
    if not inside or "\\" in name or FilePath(name).is_absolute():
        yield Conflict(
            path, f'het bestand "{name[:80]}" ligt buiten de dossiermap', "een dossier bevat zijn eigen bijlagen",
            "zet het bestand in de map bijlagen en schrijf bijlagen/naam.pdf",
        )  # fmt: skip
    elif not os.path.isfile(folder / name):
        yield Conflict(
            path, f'het bestand "{name[:80]}" bestaat niet', "een aangeleverde bijlage staat in de dossiermap",
            "zet het bestand daar neer of verbeter de naam",
        )  # fmt: skip
    elif FilePath(name).suffix.lower() not in BESTANDSOORTEN:
        yield Conflict(
            path, f'het bestand "{name[:80]}" is van een soort die niet kan worden opgenomen',
            f"mogelijk zijn {', '.join(BESTANDSOORTEN)}", "sla het op als pdf",
        )  # fmt: skip


def _annex_files(tree: dict[str, Any], folder: FilePath | None) -> Iterator[Conflict]:
    for position, bijlage in enumerate(_list(tree.get("bijlagen"))):
        name = _group(bijlage).get("bestand")
        if folder and isinstance(name, str) and "\0" not in name:
            yield from _annex_file(("bijlagen", position, "bestand"), name.strip(), folder)


def conflicts(tree: Any, folder: FilePath | None) -> Iterator[Conflict]:
    """Every disagreement between places; files are looked for only when the folder is known."""
    facts = _group(tree)
    rules = (
        _number_of_partijen, _duplicate_keys, _unknown_partijen, _penvoerder_volmacht,
        _annex_numbers, _annex_years,
    )  # fmt: skip
    return chain(*(rule(facts) for rule in rules), _annex_files(facts, folder))
