"""The years as templates see them: budget, contributions in preamble order, plan and annex number."""

from __future__ import annotations

from typing import Any

from assembler.dossier.bijlage import BijlageSoort
from assembler.dossier.dossier import Dossier
from assembler.dossier.jaar import Begrotingsregel, Inleg, Jaar
from assembler.dossier.jaarplan import Jaarplan
from assembler.dossier.mistakes import Path
from assembler.dossier.open_points import needed_years
from assembler.dossier.openheid import Open
from assembler.dossier.view.contributions import contribution, total
from assembler.dossier.view.partijen import open_penvoerder
from assembler.dossier.view.plain import Gaps, plain


def _begroting(regels: tuple[Begrotingsregel, ...], here: Path, gaps: Gaps) -> list[dict[str, Any]]:
    if not regels and here in gaps:
        return [{"post": Open(gaps[here]), "bedrag": Open(gaps[here])}]
    rows: list[dict[str, Any]] = plain(regels, here, gaps)
    return rows


def _inleg(dossier: Dossier, year: int, jaar: Jaar, partijen: list[dict[str, Any]], gaps: Gaps) -> list[dict[str, Any]]:
    needed = year in needed_years(dossier)
    return [
        {"partij": facts, **contribution(jaar.inleg.get(partij.sleutel) or Inleg(), year, partij, gaps)}
        for partij, facts in zip(dossier.partijen, partijen, strict=True)
        if needed or partij.sleutel in jaar.inleg
    ]


def _annex_number(dossier: Dossier, year: int) -> int | None:
    numbers = (b.nummer for b in dossier.bijlagen if b.soort is BijlageSoort.JAARPLAN and b.jaar == year)
    return next(numbers, None)


def _penvoerder(dossier: Dossier, year: int, partijen: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The lead partij of the year; an open mark in a year that must have one, None in another."""
    key = dossier.penvoerder.get(year)
    if key is None:
        return open_penvoerder(year, partijen[0]) if year in needed_years(dossier) else None
    return next(partij for partij in partijen if partij["sleutel"] == key)


def _jaarplan(jaar: Jaar, here: Path, gaps: Gaps) -> dict[str, Any] | None:
    """The plan; one full of open marks when it is needed and not there."""
    if here not in gaps:
        facts: dict[str, Any] | None = plain(jaar.jaarplan, here, gaps)
        return facts
    blank: dict[str, Any] = plain(Jaarplan(), here, {})
    return blank | {"datum": Open(f"datum van het {gaps[here]}"), "inleiding": Open(gaps[here])}


def jaar_view(dossier: Dossier, year: int, partijen: list[dict[str, Any]], gaps: Gaps) -> dict[str, Any]:
    """One year. Totals are the sums of what stands above them, whatever total the file states."""
    jaar = dossier.jaren.get(year) or Jaar()
    here: Path = ("jaren", str(year))
    begroting = _begroting(jaar.begroting, (*here, "begroting"), gaps)
    inleg = _inleg(dossier, year, jaar, partijen, gaps)
    return {
        "jaar": year,
        "begroting": begroting,
        "begroting_totaal": total([row["bedrag"] for row in begroting], f"totaal van de begroting {year}"),
        "inleg": inleg,
        "inleg_totaal": total([row["bedrag"] for row in inleg], f"totaal van de inleg {year}"),
        "in_natura_totaal": total([row["in_natura_totaal"] for row in inleg], f"totaal in natura {year}"),
        "jaarplan": _jaarplan(jaar, (*here, "jaarplan"), gaps),
        "bijlagenummer": _annex_number(dossier, year),
        "realisatie": plain(jaar.realisatie, (*here, "realisatie"), gaps),
        "penvoerder": _penvoerder(dossier, year, partijen),
    }


def jaren_view(dossier: Dossier, partijen: list[dict[str, Any]], gaps: Gaps) -> list[dict[str, Any]]:
    """All years with facts, and those that must have them, in order."""
    years = sorted({*dossier.jaren, *needed_years(dossier)})
    return [jaar_view(dossier, year, partijen, gaps) for year in years]


def open_jaar(what: str, partijen: list[dict[str, Any]]) -> dict[str, Any]:
    """Stands for a year that is not known yet."""
    mark = Open(what)
    return {
        "jaar": mark,
        "begroting": [{"post": mark, "bedrag": mark}],
        "inleg": [{"partij": partij, "bedrag": mark, "in_natura": [], "in_natura_totaal": mark} for partij in partijen],
        **dict.fromkeys(("begroting_totaal", "inleg_totaal", "in_natura_totaal"), mark),
        "jaarplan": plain(Jaarplan(), (), {}) | {"datum": mark, "inleiding": mark},
        "bijlagenummer": None,
        "realisatie": [],
        "penvoerder": open_penvoerder(None, partijen[0]),
    }
