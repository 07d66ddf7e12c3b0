"""The agreement as templates see it: its facts and the dates that follow from them."""

from __future__ import annotations

from typing import Any

from assembler.dossier.dossier import Dossier
from assembler.dossier.openheid import Open
from assembler.dossier.tijd import add_months, day_in_year
from assembler.dossier.view.plain import Gaps, plain


def accountability(dossier: Dossier, year: int | None) -> Any:
    """The day by which the penvoerder accounts for ``year``: in the year after it."""
    day = dossier.overeenkomst.verantwoording_uiterlijk
    if day is None or year is None:
        return Open(f"dag waarop de verantwoording over {year or 'het jaar'} uiterlijk komt")
    return day_in_year(day, year + 1)


def _consult(dossier: Dossier) -> Any:
    """The last day to consult on an extension: ``einddatum`` less the term, by the month rule."""
    overeenkomst = dossier.overeenkomst
    if overeenkomst.einddatum is None or overeenkomst.overlegtermijn_maanden is None:
        return Open("dag waarop uiterlijk over verlenging is overlegd")
    return add_months(overeenkomst.einddatum, -overeenkomst.overlegtermijn_maanden)


def _first_year(dossier: Dossier) -> int | Open:
    start = dossier.overeenkomst.werkt_terug_tot
    year = start.year if start else min(dossier.jaren, default=dossier.jaar)
    return year if year is not None else Open("eerste jaar van de overeenkomst")


def overeenkomst_view(dossier: Dossier, gaps: Gaps) -> dict[str, Any]:
    """The facts of the agreement and what follows from them."""
    year = dossier.jaar
    facts: dict[str, Any] = plain(dossier.overeenkomst, ("overeenkomst",), gaps)
    return facts | {
        "jaar": year or Open("jaar van de overeenkomst"),
        "volgend_jaar": year + 1 if year else Open("jaar na de overeenkomst"),
        "startjaar": _first_year(dossier),
        "heeft_terugwerkende_kracht": dossier.overeenkomst.werkt_terug_tot is not None,
        "overleg_verlenging_uiterlijk": _consult(dossier),
        "verantwoording_op": accountability(dossier, year),
        "verantwoording_op_volgend": accountability(dossier, year + 1 if year else None),
    }
