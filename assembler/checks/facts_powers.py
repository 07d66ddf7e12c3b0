"""Who may bind a partij: legal bases, and facts about the signer that have no effect."""

from __future__ import annotations

from datetime import date

from assembler.checks.facts_source import ERROR, INFO, WARNING, Remark, Remarks
from assembler.checks.regulations import lapsed_regulation
from assembler.dossier import Dossier
from assembler.dossier.bestuurslaag import BESTUURSLAGEN
from assembler.dossier.mistakes import Path
from assembler.dossier.partij import Partij
from assembler.dossier.tijd import datum_voluit
from assembler.dossier.vertegenwoordiging import Hoedanigheid


def _horizon(dossier: Dossier, partij: Partij) -> date | None:
    """The last day on which a legal basis of this partij must still hold: the signature, or what is known of it."""
    if dossier.verlenging and dossier.verlenging.overeenkomst_getekend_op:
        return dossier.verlenging.overeenkomst_getekend_op
    decided = [besluit.datum for besluit in partij.besluiten if besluit.datum]
    overeenkomst = dossier.overeenkomst
    known = [*decided, dossier.aanbieding.retour_uiterlijk, overeenkomst.bestuurlijk_overleg]
    return max((day for day in known if day), default=overeenkomst.werkt_terug_tot or overeenkomst.einddatum)


def legal_bases(dossier: Dossier) -> Remarks:
    """A legal basis that had lapsed, or did not hold yet, when the partij decides and signs."""
    for number, partij in enumerate(dossier.partijen):
        horizon = _horizon(dossier, partij)
        for position, basis in enumerate(partij.grondslagen):
            path: Path = ("partijen", number, "grondslagen", position)
            known = lapsed_regulation(basis.regeling)
            lapsed_on = basis.vervallen_op or (known.lapsed_on if known else None)
            if horizon and lapsed_on and lapsed_on <= horizon:
                message = (
                    f"{basis.regeling}, waarop {partij.volledige_naam} zich beroept, is vervallen op"
                    f" {datum_voluit(lapsed_on)}, voor de ondertekening."
                )
                remedy = "Noem de regeling die nu geldt en controleer het artikel."
                yield Remark("facts.legal-basis-lapsed", ERROR, (*path, "vervallen_op"), message, remedy)
            if horizon and basis.geldig_van and basis.geldig_van > horizon:
                message = (
                    f"{basis.regeling}, waarop {partij.volledige_naam} zich beroept, geldt pas vanaf"
                    f" {datum_voluit(basis.geldig_van)}, na de ondertekening."
                )
                remedy = "Noem de regeling die bij de ondertekening geldt."
                yield Remark("facts.legal-basis-not-yet-valid", ERROR, (*path, "geldig_van"), message, remedy)


def no_basis(dossier: Dossier) -> Remarks:
    """A partij that names no legal basis for its decision."""
    for number, partij in enumerate(dossier.partijen):
        if not partij.grondslagen:
            laag = BESTUURSLAGEN[partij.soort]
            message = f"Voor {partij.volledige_naam} is geen wettelijke grondslag genoemd."
            remedy = f"Voeg onder grondslagen de regeling met het artikel toe, meestal {laag.besluiten_grondslag}."
            yield Remark("facts.legal-basis-missing", WARNING, ("partijen", number, "grondslagen"), message, remedy)


def foreign_statutes(dossier: Dossier) -> Remarks:
    """A partij that relies on the statute of another kind of body (a gemeente on the Provinciewet)."""
    own = {soort: laag.wet for soort, laag in BESTUURSLAGEN.items()}
    for number, partij in enumerate(dossier.partijen):
        for position, basis in enumerate(partij.grondslagen):
            if basis.regeling in own.values() and basis.regeling != own[partij.soort]:
                path: Path = ("partijen", number, "grondslagen", position, "regeling")
                message = f"Voor {partij.volledige_naam} is de {basis.regeling} genoemd, die daarvoor niet geldt."
                yield Remark(
                    "facts.legal-basis-unfit",
                    ERROR,
                    path,
                    message,
                    f"Bedoeld is waarschijnlijk de {own[partij.soort]}.",
                )


def unused(dossier: Dossier) -> Remarks:
    """Facts about the signer that the capacity leaves without effect."""
    for number, partij in enumerate(dossier.partijen):
        facts = partij.vertegenwoordiging
        path: Path = ("partijen", number, "vertegenwoordiging")
        useless = {
            "ondertekenaar": facts.hoedanigheid is Hoedanigheid.HOOFD and facts.ondertekenaar.naam is not None,
            "machtiging": facts.hoedanigheid is Hoedanigheid.HOOFD and facts.machtiging.datum is not None,
            "portefeuille": facts.hoedanigheid in (Hoedanigheid.HOOFD, Hoedanigheid.GEMACHTIGDE)
            and facts.portefeuille is not None,
        }
        for name in (name for name, found in useless.items() if found):
            message = (
                f"Bij {partij.volledige_naam} staat {name}, maar de hoedanigheid {facts.hoedanigheid}"
                " gebruikt dat niet."
            )
            remedy = "Haal het weg of kies een andere hoedanigheid."
            yield Remark("facts.representation-unused", WARNING, (*path, name), message, remedy)


def vague_functions(dossier: Dossier) -> Remarks:
    """A gemachtigde whose function is that of a bestuurder: then the portfolio says more."""
    for number, partij in enumerate(dossier.partijen):
        facts, laag = partij.vertegenwoordiging, BESTUURSLAGEN[partij.soort]
        function = (facts.ondertekenaar.functie or "").lower()
        if facts.hoedanigheid is Hoedanigheid.GEMACHTIGDE and function.startswith(laag.bestuurder):
            path: Path = ("partijen", number, "vertegenwoordiging", "hoedanigheid")
            message = f"De ondertekenaar van {partij.volledige_naam} is {facts.ondertekenaar.functie}."
            remedy = "Kies de hoedanigheid portefeuillehouder en noem de portefeuille, dan klopt de zin in de aanhef."
            yield Remark("facts.representation-unfit", INFO, path, message, remedy)


RULES = (legal_bases, no_basis, foreign_statutes, unused, vague_functions)
