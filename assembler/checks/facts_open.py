"""What is still open: the seat, the decision and the penvoerder by their own name, everything else as an open point."""

from __future__ import annotations

from assembler.checks.facts_source import ERROR, Remark, Remarks
from assembler.dossier import Dossier
from assembler.dossier.bestuurslaag import BESTUURSLAGEN
from assembler.dossier.mistakes import Path
from assembler.dossier.open_points import gaps
from assembler.dossier.partij import Partij, Zetel


def _is_without_seat(partij: Partij) -> bool:
    return partij.zetel == Zetel()


def _has_own_code(dossier: Dossier, path: Path) -> bool:
    """Whether another rule of this module reports the gap."""
    if path[0] == "penvoerder":
        return True
    if path[0] != "partijen" or len(path) < 3:
        return False
    return path[2:] == ("besluiten",) or (path[2] == "zetel" and _is_without_seat(dossier.partijen[int(path[1])]))


def open_values(dossier: Dossier) -> Remarks:
    """One error per value that must be known before issue."""
    for path, what in gaps(dossier).items():
        if not _has_own_code(dossier, path):
            yield Remark(
                "facts.open", ERROR, path, f"Nog open: {what}.", "Vul dit gegeven in voordat u de stukken uitgeeft."
            )


def seat(dossier: Dossier) -> Remarks:
    """A partij of which nothing is known about its seat."""
    for number, partij in enumerate(dossier.partijen):
        if _is_without_seat(partij):
            message = f"De zetel van {partij.volledige_naam} ontbreekt, en daarmee de vestigingsplaats in de aanhef."
            remedy = "Vul adres, postcode en plaats in onder zetel."
            yield Remark("facts.seat-missing", ERROR, ("partijen", number, "zetel"), message, remedy)


def decision(dossier: Dossier) -> Remarks:
    """A partij without a decision of its daily board (Provinciewet 158, Gemeentewet 160, Waterschapswet 84)."""
    for path, _ in gaps(dossier).items():
        if path[0] == "partijen" and path[2:] == ("besluiten",):
            partij = dossier.partijen[int(path[1])]
            laag = BESTUURSLAGEN[partij.soort]
            message = (
                f"Er is geen besluit van {laag.dagelijks_bestuur} waarop {partij.volledige_naam} zich kan beroepen."
            )
            remedy = f"Voeg onder besluiten een besluit toe met orgaan, datum en kenmerk ({laag.besluiten_grondslag})."
            yield Remark("facts.decision-missing", ERROR, path, message, remedy)


def penvoerder(dossier: Dossier) -> Remarks:
    """A year that needs a penvoerder and has none."""
    for path, what in gaps(dossier).items():
        if path[0] == "penvoerder":
            message = f"Er is geen {what}, zodat niet vaststaat wie de volmachten krijgt en de facturen stuurt."
            remedy = "Noem onder penvoerder het jaar met de sleutel van een partij."
            yield Remark("facts.penvoerder-missing", ERROR, path, message, remedy)


RULES = (open_values, seat, decision, penvoerder)
