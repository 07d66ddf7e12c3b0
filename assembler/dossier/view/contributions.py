"""Contributions of the partijen in one year, in cash and in natura."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assembler.dossier.geld import bedrag_geschreven
from assembler.dossier.jaar import Inleg, InNatura
from assembler.dossier.mistakes import Path
from assembler.dossier.openheid import Open
from assembler.dossier.partij import Partij
from assembler.dossier.view.plain import Gaps

ZERO = Decimal("0.00")


def values_by_description(items: tuple[InNatura, ...]) -> dict[str, list[Decimal]]:
    """The different values that are stated for each contribution in natura."""
    found: dict[str, list[Decimal]] = {}
    for item in items:
        values = found.setdefault(item.omschrijving, [])
        if item.waarde is not None and item.waarde not in values:
            values.append(item.waarde)
    return found


def _natura(inleg: Inleg) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for description, values in values_by_description(inleg.in_natura).items():
        value: Decimal | Open | None = values[0] if values else None
        if len(values) > 1:
            value = Open(f"waarde van {description}: {' of '.join(map(bedrag_geschreven, values))}")
        rows.append({"omschrijving": description, "waarde": value})
    return rows


def total(values: list[Any], what: str) -> Decimal | Open:
    """The sum, or an open mark as long as one of the values is open; a value that is absent counts as nothing."""
    if any(isinstance(value, Open) for value in values):
        return Open(what)
    return sum((value for value in values if value is not None), ZERO)


def contribution(inleg: Inleg, year: int, partij: Partij, gaps: Gaps) -> dict[str, Any]:
    """What one partij contributes in one year."""
    path: Path = ("jaren", str(year), "inleg", partij.sleutel, "bedrag")
    amount: Decimal | Open = Open(gaps.get(path, f"inleg van {partij.volledige_naam}"))
    rows = _natura(inleg)
    return {
        "bedrag": amount if inleg.bedrag is None else inleg.bedrag,
        "in_natura": rows,
        "in_natura_totaal": total([row["waarde"] for row in rows], f"waarde in natura van {partij.volledige_naam}"),
    }
