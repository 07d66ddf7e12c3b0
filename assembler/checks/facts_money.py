"""Money that does not add up, is told twice or looks odd."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assembler.checks.facts_source import ERROR, INFO, WARNING, Remark, Remarks
from assembler.dossier import Dossier
from assembler.dossier.geld import bedrag_geschreven as euro
from assembler.dossier.jaar import InNatura, Jaar
from assembler.dossier.mistakes import Path
from assembler.dossier.view.contributions import values_by_description


def _years(dossier: Dossier) -> Iterator[tuple[str, Jaar]]:
    for year in sorted(dossier.jaren):
        yield str(year), dossier.jaren[year]


def _all_known(jaar: Jaar) -> tuple[bool, bool]:
    """Whether every budget line and every contribution has its amount."""
    budget = all(regel.bedrag is not None for regel in jaar.begroting)
    return budget, all(inleg.bedrag is not None for inleg in jaar.inleg.values())


def _mismatch(path: Path, what: str, stated: Decimal | None, real: Decimal, parts: str) -> Remarks:
    if stated is not None and stated != real:
        message = f"Het vermelde totaal van {what} is {euro(stated)}, maar {parts} zijn samen {euro(real)}."
        remedy = f"Verbeter een van {parts} of het totaal; het verschil is {euro(abs(stated - real))}."
        yield Remark("facts.sum-mismatch", ERROR, path, message, remedy)


def sums(dossier: Dossier) -> Remarks:
    """A stated total that is not the sum of what stands above it."""
    for year, jaar in _years(dossier):
        budget_known, inleg_known = _all_known(jaar)
        here: Path = ("jaren", year)
        if budget_known and jaar.begroting:
            stated = jaar.begroting_totaal
            yield from _mismatch((*here, "begroting_totaal"), f"de begroting {year}", stated, jaar.begroot, "de posten")
        if inleg_known and jaar.inleg:
            stated = jaar.inleg_totaal
            what = f"de inleg {year} in geld"
            yield from _mismatch((*here, "inleg_totaal"), what, stated, jaar.ingelegd, "de bijdragen")


def balance(dossier: Dossier) -> Remarks:
    """A budget that spends more or less than the partijen pay in."""
    for year, jaar in _years(dossier):
        if jaar.begroting and jaar.inleg and all(_all_known(jaar)) and jaar.begroot != jaar.ingelegd:
            more = "meer" if jaar.ingelegd > jaar.begroot else "minder"
            difference = euro(abs(jaar.ingelegd - jaar.begroot))
            message = (
                f"De inleg {year} ({euro(jaar.ingelegd)}) is {difference} {more} dan de begroting"
                f" ({euro(jaar.begroot)})."
            )
            remedy = "Laat begroting en inleg sluiten of leg in het jaarplan uit waar het verschil voor is."
            yield Remark("facts.budget-mismatch", WARNING, ("jaren", year, "begroting"), message, remedy)


def _natura(dossier: Dossier) -> Iterator[tuple[Path, str, str, tuple[InNatura, ...]]]:
    for year, jaar in _years(dossier):
        for key, inleg in jaar.inleg.items():
            path: Path = ("jaren", year, "inleg", key, "in_natura")
            yield path, year, dossier.partij(key).volledige_naam, inleg.in_natura


def conflicts(dossier: Dossier) -> Remarks:
    """Two values for one contribution in natura, or one budget line told twice."""
    for path, year, name, items in _natura(dossier):
        for description, values in values_by_description(items).items():
            if len(values) > 1:
                shown = " en ".join(map(euro, values))
                message = (
                    f"De bijdrage in natura van {name} in {year} ({description}) heeft meer dan één waarde: {shown}."
                )
                yield Remark(
                    "facts.value-conflict", ERROR, path, message, "Kies de juiste waarde en haal de andere weg."
                )


def double_lines(dossier: Dossier) -> Remarks:
    """A budget line that occurs twice."""
    for year, jaar in _years(dossier):
        posts = [regel.post for regel in jaar.begroting]
        for post in dict.fromkeys(post for post in posts if posts.count(post) > 1):
            message = f"De post {post} komt in de begroting {year} meer dan één keer voor."
            remedy = "Voeg de regels samen of geef ze een eigen naam."
            yield Remark("facts.budget-line-duplicate", WARNING, ("jaren", year, "begroting"), message, remedy)


def without_value(dossier: Dossier) -> Remarks:
    """A contribution in natura of which no value is stated: fine, unless the surplus is divided by it (key C)."""
    by_value = dossier.overeenkomst.verdeelsleutel == "C"
    for path, year, name, items in _natura(dossier):
        for description, values in values_by_description(items).items():
            if not values:
                message = f"De bijdrage in natura van {name} in {year} ({description}) heeft geen waarde."
                why = (
                    "omdat verdeelsleutel C ook bijdragen in natura telt"
                    if by_value
                    else "als de partijen er een kennen"
                )
                severity = WARNING if by_value else INFO
                yield Remark("facts.in-natura-without-value", severity, path, message, f"Vul een waarde in, {why}.")


def _odd(path: Path, what: str, amount: Decimal | None) -> Remarks:
    if amount is not None and amount < 0:
        message = f"{what} is negatief: {euro(amount)}."
        yield Remark(
            "facts.amount-odd", WARNING, path, message, "Controleer het bedrag; een korting hoort in een eigen post."
        )


def odd_amounts(dossier: Dossier) -> Remarks:
    """Amounts below zero."""
    for year, jaar in _years(dossier):
        here: Path = ("jaren", year)
        for number, regel in enumerate(jaar.begroting):
            what = f"Het bedrag van {regel.post} in de begroting {year}"
            yield from _odd((*here, "begroting", number, "bedrag"), what, regel.bedrag)
        for key, inleg in jaar.inleg.items():
            what = f"De inleg {year} van {dossier.partij(key).volledige_naam}"
            yield from _odd((*here, "inleg", key, "bedrag"), what, inleg.bedrag)


RULES = (sums, balance, conflicts, double_lines, without_value, odd_amounts)
