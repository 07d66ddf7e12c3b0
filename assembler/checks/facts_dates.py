"""Dates that contradict each other, come too late or fall on a weekend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assembler.checks.facts_source import ERROR, INFO, WARNING, Remark, Remarks
from assembler.dossier import Dossier
from assembler.dossier.mistakes import Path
from assembler.dossier.open_points import needed_years
from assembler.dossier.tijd import datum_voluit, day_in_year, is_weekend, weekdag

_Dated = tuple[Path, str, date | None]


def _order(first: _Dated, second: _Dated) -> Remarks:
    """``second`` may not lie before ``first``."""
    (_, early, day), (path, late, other) = first, second
    if day and other and other < day:
        message = f"{late} ({datum_voluit(other)}) ligt voor {early} ({datum_voluit(day)})."
        yield Remark(
            "facts.date-conflict", ERROR, path, f"{message[0].upper()}{message[1:]}", "Verbeter een van beide datums."
        )


def term(dossier: Dossier) -> Remarks:
    """The term of the agreement, the covering letter and the years in which the cooperation began."""
    overeenkomst, aanbieding = dossier.overeenkomst, dossier.aanbieding
    end: _Dated = (("overeenkomst", "einddatum"), "de einddatum", overeenkomst.einddatum)
    start = (("overeenkomst", "werkt_terug_tot"), "de ingangsdatum", overeenkomst.werkt_terug_tot)
    consult = (("overeenkomst", "bestuurlijk_overleg"), "het bestuurlijk overleg", overeenkomst.bestuurlijk_overleg)
    sent = (("aanbieding", "datum"), "de datum van de aanbiedingsbrief", aanbieding.datum)
    back = (("aanbieding", "retour_uiterlijk"), "de uiterste dag van terugzending", aanbieding.retour_uiterlijk)
    for first, second in ((start, end), (consult, end), (sent, back), (back, end)):
        yield from _order(first, second)
    since, initiative = overeenkomst.samenwerking_sinds, overeenkomst.initiatief_sinds
    if since and initiative and initiative < since:
        message = f"Het gezamenlijke initiatief ({initiative}) begon eerder dan de samenwerking ({since})."
        path: Path = ("overeenkomst", "initiatief_sinds")
        yield Remark("facts.date-conflict", ERROR, path, message, "Verbeter een van beide jaren.")


def _partij_dates(dossier: Dossier, number: int) -> Iterator[_Dated]:
    partij = dossier.partijen[number]
    here: Path = ("partijen", number)
    name = partij.volledige_naam
    for position, besluit in enumerate(partij.besluiten):
        yield (*here, "besluiten", position, "datum"), f"het besluit van {name}", besluit.datum
    authorised = partij.vertegenwoordiging.machtiging.datum
    yield (*here, "vertegenwoordiging", "machtiging", "datum"), f"de machtiging van {name}", authorised
    if partij.volmacht:
        granted = partij.volmacht.besluit.datum
        yield (*here, "volmacht", "besluit", "datum"), f"het volmachtbesluit van {name}", granted


def decisions(dossier: Dossier) -> Remarks:
    """Decisions and authorisations come before the signature, and so before the end of the agreement."""
    signed = dossier.verlenging.overeenkomst_getekend_op if dossier.verlenging else None
    end = dossier.overeenkomst.einddatum
    horizon = signed or end
    for number in range(len(dossier.partijen)):
        for path, what, day in _partij_dates(dossier, number):
            if day and horizon and day > horizon:
                than = "de ondertekening van de overeenkomst" if signed else "het einde van de overeenkomst"
                message = f"{what[0].upper()}{what[1:]} ({datum_voluit(day)}) komt na {than} ({datum_voluit(horizon)})."
                remedy = "Wie tekent, moet dan al bevoegd zijn: verbeter de datum of laat opnieuw besluiten."
                yield Remark("facts.decision-late", ERROR, path, message, remedy)


def authorisations(dossier: Dossier) -> Remarks:
    """A machtiging ends on or after the day on which it was given, and still holds when the text is sent."""
    sent: _Dated = (("aanbieding", "datum"), "de datum van de aanbiedingsbrief", dossier.aanbieding.datum)
    for number, partij in enumerate(dossier.partijen):
        machtiging, path = (
            partij.vertegenwoordiging.machtiging,
            ("partijen", number, "vertegenwoordiging", "machtiging"),
        )
        given: _Dated = ((*path, "datum"), "de datum ervan", machtiging.datum)
        last: _Dated = (
            (*path, "geldig_tot"),
            f"de laatste dag van de machtiging van {partij.volledige_naam}",
            machtiging.geldig_tot,
        )
        yield from list(_order(given, last)) or _order(sent, last)


def ratification(dossier: Dossier) -> Remarks:
    """Acts between the retroactive start and the volmacht need ratification (BW 3:69)."""
    start = dossier.overeenkomst.werkt_terug_tot
    lead = dossier.penvoerder_in(dossier.jaar)
    for number, partij in enumerate(dossier.partijen):
        day = partij.volmacht.besluit.datum if partij.volmacht and partij is not lead else None
        if start and day and day > start:
            path: Path = ("partijen", number, "volmacht", "besluit", "datum")
            message = (
                f"De volmacht van {partij.volledige_naam} is van {datum_voluit(day)}, terwijl de"
                " overeenkomst terugwerkt"
                f" tot {datum_voluit(start)}."
            )
            remedy = (
                "Bekrachtiging nodig (BW 3:69) als de penvoerder in die tijd al handelde; neem die op in de volmacht."
            )
            yield Remark("facts.ratification-needed", INFO, path, message, remedy)


def _deadlines(dossier: Dossier) -> Iterator[_Dated]:
    overeenkomst = dossier.overeenkomst
    for year in needed_years(dossier):
        if overeenkomst.verantwoording_uiterlijk:
            day = day_in_year(overeenkomst.verantwoording_uiterlijk, year + 1)
            yield (
                ("overeenkomst", "verantwoording_uiterlijk"),
                f"De uiterste dag van de verantwoording over {year}",
                day,
            )
    yield ("aanbieding", "retour_uiterlijk"), "De uiterste dag van terugzending", dossier.aanbieding.retour_uiterlijk


def weekends(dossier: Dossier) -> Remarks:
    """A deadline on a Saturday or Sunday. A term by agreement is not extended by the Algemene termijnenwet."""
    for path, what, day in _deadlines(dossier):
        if day and is_weekend(day):
            message = f"{what} valt op {weekdag(day)} {datum_voluit(day)}."
            remedy = "Kies een werkdag of houd er rekening mee dat de termijn niet vanzelf naar de maandag schuift."
            yield Remark("facts.date-weekend", WARNING, path, message, remedy)


RULES = (term, decisions, authorisations, ratification, weekends)
