"""The extension: its term, its consult, its volmachten."""

from __future__ import annotations

from assembler.checks.facts_source import ERROR, WARNING, Remark, Remarks
from assembler.dossier import Dossier
from assembler.dossier.tijd import add_months, datum_voluit
from assembler.dossier.verlenging import Volmachten


def later_end(dossier: Dossier) -> Remarks:
    """The new end date lies after the old one."""
    extension, end = dossier.verlenging, dossier.overeenkomst.einddatum
    if extension and extension.einddatum and end and extension.einddatum <= end:
        message = (
            f"De nieuwe einddatum ({datum_voluit(extension.einddatum)}) ligt niet na de einddatum van de overeenkomst"
            f" ({datum_voluit(end)})."
        )
        yield Remark(
            "facts.extension-too-short", ERROR, ("verlenging", "einddatum"), message, "Kies een latere einddatum."
        )


def consult(dossier: Dossier) -> Remarks:
    """The consult took place in time, by the month rule, and within the term."""
    extension, agreement = dossier.verlenging, dossier.overeenkomst
    if not extension or not extension.overleg or not agreement.einddatum or agreement.overlegtermijn_maanden is None:
        return
    latest = add_months(agreement.einddatum, -agreement.overlegtermijn_maanden)
    if extension.overleg > latest:
        message = (
            f"Het overleg over de verlenging ({datum_voluit(extension.overleg)}) was later dan"
            f" {datum_voluit(latest)}, de laatste dag die de overeenkomst daarvoor geeft."
        )
        remedy = "Leg in de considerans vast dat alle partijen met dit latere overleg instemmen."
        yield Remark("facts.consult-late", WARNING, ("verlenging", "overleg"), message, remedy)


def signed_in_term(dossier: Dossier) -> Remarks:
    """The agreement was signed before it ended and before its extension was consulted on."""
    extension, end = dossier.verlenging, dossier.overeenkomst.einddatum
    signed = extension.overeenkomst_getekend_op if extension else None
    if signed and end and signed > end:
        message = (
            f"De overeenkomst is als laatste ondertekend op {datum_voluit(signed)}, na haar einddatum"
            f" ({datum_voluit(end)})."
        )
        remedy = "Leg dit aan een jurist voor: een geëindigde overeenkomst kan niet worden verlengd."
        path = ("verlenging", "overeenkomst_getekend_op")
        yield Remark("facts.extension-signed-late", ERROR, path, message, remedy)


def volmachten(dossier: Dossier) -> Remarks:
    """Volmachten that end with the agreement cannot be continued without more, nor pass to another penvoerder."""
    extension, end = dossier.verlenging, dossier.overeenkomst.einddatum
    if not extension or extension.volmachten is not Volmachten.VOORTGEZET or not end:
        return
    path = ("verlenging", "volmachten")
    old, new = (
        dossier.penvoerder_in(end.year),
        dossier.penvoerder_in(extension.einddatum.year if extension.einddatum else None),
    )
    if old and new and old is not new:
        message = f"De volmachten zijn verleend aan {old.volledige_naam}, maar penvoerder wordt {new.volledige_naam}."
        remedy = "Kies bij volmachten voor vernieuwd."
        yield Remark("facts.extension-penvoerder-changed", ERROR, path, message, remedy)
    message = f"De volmachten eindigen met de overeenkomst op {datum_voluit(end)} en worden alleen voortgezet."
    remedy = "Laat elke volmachtgever de voortzetting uitdrukkelijk vastleggen of kies voor vernieuwd."
    yield Remark("facts.extension-volmacht-ends", WARNING, path, message, remedy)


RULES = (later_end, consult, signed_in_term, volmachten)
