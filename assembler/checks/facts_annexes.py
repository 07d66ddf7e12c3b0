"""Annexes and conditions that the documents rely on."""

from __future__ import annotations

from assembler.checks.facts_source import ERROR, WARNING, Remark, Remarks
from assembler.dossier import Dossier
from assembler.dossier.bijlage import BijlageSoort


def numbering(dossier: Dossier) -> Remarks:
    """Annex numbers run from 1 without a gap, in order."""
    numbers = [bijlage.nummer for bijlage in dossier.bijlagen]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        shown = ", ".join(map(str, numbers))
        message = f"De nummers van de bijlagen lopen niet door: {shown}."
        remedy = f"Nummer ze van 1 tot en met {len(numbers)}, in de volgorde van de lijst."
        yield Remark("facts.annex-numbering", WARNING, ("bijlagen",), message, remedy)


def missing(dossier: Dossier) -> Remarks:
    """The annexes to which the agreement refers: the plan of its year, and the volmachten."""
    kinds = {bijlage.soort for bijlage in dossier.bijlagen}
    plans = {bijlage.jaar for bijlage in dossier.bijlagen if bijlage.soort is BijlageSoort.JAARPLAN}
    if BijlageSoort.VOLMACHTEN not in kinds:
        message = "De volmachten staan niet in de lijst van bijlagen, terwijl de overeenkomst ernaar verwijst."
        yield Remark(
            "facts.annex-missing", ERROR, ("bijlagen",), message, "Voeg een bijlage toe van de soort volmachten."
        )
    if dossier.jaar and dossier.jaar not in plans:
        message = (
            f"Het jaarplan {dossier.jaar} staat niet in de lijst van bijlagen, terwijl de overeenkomst ernaar verwijst."
        )
        remedy = f"Voeg een bijlage toe van de soort jaarplan voor {dossier.jaar}."
        yield Remark("facts.annex-missing", ERROR, ("bijlagen",), message, remedy)


def response_term(dossier: Dossier) -> Remarks:
    """The shortest response term is not longer than the longest."""
    term = dossier.volmacht.reactietermijn
    if term.minimaal and term.maximaal and term.minimaal > term.maximaal:
        message = f"De kortste reactietermijn ({term.minimaal} werkdagen) is langer dan de langste ({term.maximaal})."
        path = ("volmacht", "reactietermijn")
        yield Remark("facts.response-term-conflict", ERROR, path, message, "Verwissel of verbeter de twee getallen.")


RULES = (numbering, missing, response_term)
