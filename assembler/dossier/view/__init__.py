"""What templates see: plain dicts, lists, text, numbers, dates and open marks; never a model.

The data is shared between calls: treat it as read-only. Keys are those of ``dossier.yaml`` with what follows from the
facts added; a needed value that is missing is ``Open``, an optional one None.
"""

from __future__ import annotations

from typing import Any

from assembler.dossier.bestuurslaag import bestuurslaag_van
from assembler.dossier.dossier import Dossier
from assembler.dossier.open_points import gaps
from assembler.dossier.openheid import Open
from assembler.dossier.view.document import document_view
from assembler.dossier.view.jaren import jaren_view, open_jaar
from assembler.dossier.view.overeenkomst import accountability, overeenkomst_view
from assembler.dossier.view.partijen import open_penvoerder, partij_view
from assembler.dossier.view.plain import Gaps, plain

__all__ = ["agreement", "for_document"]


def _roles(dossier: Dossier, partijen: list[dict[str, Any]]) -> dict[str, Any]:
    lead = next((partij for partij in partijen if partij["is_penvoerder"]), None)
    return {
        "partijen": partijen,
        "namen": [partij["volledige_naam"] for partij in partijen],
        "penvoerder": lead or open_penvoerder(dossier.jaar, partijen[0]),
        "volmachtgevers": [partij for partij in partijen if partij["is_volmachtgever"]],
        "andere_partijen": [partij for partij in partijen if partij is not lead],
    }


def _years(dossier: Dossier, jaren: list[dict[str, Any]], partijen: list[dict[str, Any]]) -> dict[str, Any]:
    year = dossier.jaar or 0
    by_year = {entry["jaar"]: entry for entry in jaren}
    return {
        "jaren": jaren,
        "dit_jaar": by_year.get(year) or open_jaar("jaar van de overeenkomst", partijen),
        "vorige_jaren": [entry for entry in jaren if entry["jaar"] < year],
        "volgend_jaar": by_year.get(year + 1),
    }


def _annexes(dossier: Dossier) -> dict[str, Any]:
    rows = [
        {**plain(b, ("bijlagen", n), {}), "is_aangeleverd": b.is_aangeleverd} for n, b in enumerate(dossier.bijlagen)
    ]
    by_kind = {
        kind: next((row["nummer"] for row in rows if row["soort"] == kind), None)
        for kind in ("jaarplan", "volmachten", "stuk")
    }
    return {"bijlagen": rows, "bijlage": by_kind}


def _volmacht(dossier: Dossier, known: Gaps) -> dict[str, Any]:
    facts: dict[str, Any] = plain(dossier.volmacht, ("volmacht",), known)
    missing = known.get(("volmacht", "handelingen"))
    overeenkomst = dossier.overeenkomst
    return facts | {
        "handelingen": [Open(missing)] if missing else facts["handelingen"],
        "ingangsdatum": overeenkomst.werkt_terug_tot,
        "einddatum": overeenkomst.einddatum or Open("einddatum van de overeenkomst"),
    }


def _verlenging(dossier: Dossier, agreement: dict[str, Any], known: Gaps) -> dict[str, Any] | None:
    if dossier.verlenging is None:
        return None
    ends = dossier.verlenging.einddatum
    facts: dict[str, Any] = plain(dossier.verlenging, ("verlenging",), known)
    year = next((entry for entry in agreement["jaren"] if ends and entry["jaar"] == ends.year), None)
    return facts | {
        "jaar": year or open_jaar("jaar van de verlenging", agreement["partijen"]),
        "verantwoording_op": accountability(dossier, ends.year if ends else None),
        "vorige_einddatum": dossier.overeenkomst.einddatum or Open("einddatum van de overeenkomst"),
    }


def _build(dossier: Dossier) -> dict[str, Any]:
    known = gaps(dossier)
    partijen = [partij_view(dossier, number, known) for number in range(len(dossier.partijen))]
    jaren = jaren_view(dossier, partijen, known)
    facts = {
        "overeenkomst": overeenkomst_view(dossier, known),
        "soort": bestuurslaag_van(partij.soort for partij in dossier.partijen).as_dict(),
        **_roles(dossier, partijen),
        **_years(dossier, jaren, partijen),
        **_annexes(dossier),
        "volmacht": _volmacht(dossier, known),
        "aanbieding": plain(dossier.aanbieding, ("aanbieding",), known),
    }
    return facts | {"verlenging": _verlenging(dossier, facts, known)}


def agreement(dossier: Dossier) -> dict[str, Any]:
    """The facts that every document of the dossier is made from."""
    return dict(dossier.remembered("view", _build))


def for_document(
    dossier: Dossier,
    soort: str,
    partij: str | None = None,
    jaar: int | None = None,
    concept: bool = True,
    **extras: Any,
) -> dict[str, Any]:
    """The facts for one document: those of the agreement, ``document``, and ``partij`` or ``jaar`` it is for.

    ``partij`` is a key of the dossier and ``jaar`` one of its years; KeyError for another. ``extras`` are what only
    this kind of document has (``factuur``, ``stukken``, …).
    """
    facts = agreement(dossier)
    return facts | document_view(facts, soort, partij, jaar, concept) | extras
