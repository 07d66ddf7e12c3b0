"""What keeps a year from being settled: every reason at once, each with the rule and the remedy. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assembler.dossier import Open
from assembler.dossier.geld import bedrag_geschreven as euro
from assembler.dossier.tijd import datum_voluit
from assembler.finance.account import Verantwoording
from assembler.finance.readiness import Belemmering
from assembler.finance.settlement import Aandeel, Gefactureerd, credited, unknown_weights

Facts = Mapping[str, Any]
KEYS = ("A", "B", "C")


@dataclass(frozen=True)
class Afrekening:
    """One year, ready to be settled: the account, and how a surplus is divided over what was invoiced."""

    jaar: int
    sleutel: str
    """A, B or C."""
    verantwoording: Verantwoording
    aandelen: tuple[Aandeel, ...]
    penvoerder: str
    """Key of the penvoerder of that year."""

    @property
    def te_crediteren(self) -> tuple[Aandeel, ...]:
        """The shares for which a credit note is issued."""
        return credited(self.aandelen, self.penvoerder)


def year_of(facts: Facts, year: int) -> Facts | None:
    """The facts about a year; None where the dossier has none."""
    return next((entry for entry in facts["jaren"] if entry["jaar"] == year), None)


def against_year(facts: Facts, year: int, day: date) -> Iterator[Belemmering]:
    """What is in the way whatever was spent: no plan, no penvoerder, a year that is not over on ``day``."""
    entry = year_of(facts, year)
    if entry is None or not entry["begroting"] or entry["jaarplan"] is None:
        yield _told(
            "budget-missing",
            f"jaren.{year}.begroting",
            f"Over {year} staat in het dossier geen jaarplan met begroting; de verantwoording volgt die (artikel 6.5).",
            "Noem een jaar van de overeenkomst, of vul begroting en jaarplan van dit jaar in.",
        )
        return
    yield from _open_facts(entry, year)
    if day <= date(year, 12, 31):
        yield _told(
            "year-not-over",
            f"jaren.{year}",
            f"Op {datum_voluit(day)} is het jaar {year} nog niet voorbij; pas daarna staat een restant vast"
            " (artikel 6.6).",
            f"Reken af vanaf {datum_voluit(date(year + 1, 1, 1))}.",
        )


def _open_facts(entry: Facts, year: int) -> Iterator[Belemmering]:
    if not isinstance(entry["begroting_totaal"], Decimal):
        yield _told(
            "budget-open",
            f"jaren.{year}.begroting",
            f"De begroting van {year} heeft nog open bedragen.",
            "Vul ze in; zonder begroting is er geen restant te bepalen (artikel 6.6).",
        )
    if entry["penvoerder"] is None or isinstance(entry["penvoerder"]["sleutel"], Open):
        yield _told(
            "penvoerder-missing",
            f"penvoerder.{year}",
            f"Voor {year} is geen penvoerder aangewezen (artikel 5.1).",
            "Vul in wie de verantwoording aflegt.",
        )


def against_key(key: object, year: Facts) -> Iterator[Belemmering]:
    """What is in the way of dividing by this key."""
    if key not in KEYS:
        yield _told(
            "key-open",
            "overeenkomst.verdeelsleutel",
            "De overeenkomst laat open naar welke sleutel een restant wordt verdeeld (artikel 6.6: naar rato).",
            "Vul de sleutel in waarover partijen het eens zijn, of kies hem met --key: A (bijdragen in geld), B"
            " (gefactureerde bijdragen) of C (ook bijdragen in natura).",
        )
    elif unknown := unknown_weights(str(key), year):
        what = "bedrag of waarde in natura" if key == "C" else "bedrag"
        yield _told(
            "contribution-missing",
            f"jaren.{year['jaar']}.inleg",
            f"De bijdrage van {', '.join(unknown)} is voor sleutel {key} niet volledig bekend ({what}).",
            "Vul de bijdrage aan, of kies een sleutel waarvoor zij niet nodig is.",
        )


def against_account(account: Verantwoording, year: Facts) -> Iterator[Belemmering]:
    """More was spent than budgeted, or more would go back than there is."""
    number, restant, paid_in = year["jaar"], account.restant, year["inleg_totaal"]
    if restant < 0:
        yield _told(
            "overspent",
            f"jaren.{number}.begroting",
            f"Over {number} is {euro(-restant)} meer uitgegeven dan begroot ({euro(account.besteed_totaal)} tegenover"
            f" {euro(account.begroot_totaal)}). De overeenkomst verdeelt een tekort niet en verplicht geen partij tot"
            " bijbetalen (artikel 6.7): er valt niets te verdelen.",
            "Hoe wordt het tekort gedragen? Leg die vraag voor aan de Processtuurgroep en leg het antwoord schriftelijk"
            " vast (artikel 9.1); verwerk het in de begroting en reken daarna af.",
        )
    if restant > 0 and isinstance(paid_in, Decimal) and restant > paid_in - account.besteed_totaal:
        yield _told(
            "budget-above-contributions",
            f"jaren.{number}.begroting",
            f"Tegenover de begroting is over {number} {euro(restant)} over, maar van de inleg"
            f" {euro(paid_in - account.besteed_totaal)}: de begroting ({euro(account.begroot_totaal)}) is hoger dan de"
            f" inleg ({euro(paid_in)}), terwijl zij daarbinnen blijft (artikel 6.1).",
            "Welke van de twee klopt? Verbeter het dossier en reken daarna af.",
        )


def against_credit(afrekening: Afrekening, facts: Facts, year: Facts) -> Iterator[Belemmering]:
    """A credit note lowers an invoice: there must be one, high enough, over the contribution that the dossier says."""
    names = {partij["sleutel"]: str(partij["volledige_naam"]) for partij in facts["partijen"]}
    inleg = {entry["partij"]["sleutel"]: entry["bedrag"] for entry in year["inleg"]}
    for share in afrekening.te_crediteren:
        where, name = f"jaren.{afrekening.jaar}.inleg.{share.partij}", names[share.partij]
        if share.factuur is None:
            yield _told(
                "not-invoiced",
                where,
                f"Aan {name} komt {euro(share.bedrag)} toe, maar over {afrekening.jaar} is aan deze partij geen factuur"
                " uitgereikt; een creditnota vermindert een factuur.",
                "Reik eerst de factuur uit (tekenklaar invoice), of kies een sleutel waarbij deze partij niet meetelt.",
            )
        elif share.bedrag > share.factuur.netto:
            yield _told(
                "credit-above-invoice",
                where,
                f"Aan {name} komt {euro(share.bedrag)} toe, meer dan factuur {share.factuur.nummer} in rekening bracht"
                f" ({euro(share.factuur.netto)}).",
                "Kies een andere sleutel, of leg schriftelijk vast hoe het meerdere wordt betaald (artikel 9.1).",
            )
        yield from _differs(share.factuur, name, inleg[share.partij], where, facts)


def _differs(invoice: Gefactureerd | None, name: str, inleg: object, where: str, facts: Facts) -> Iterator[Belemmering]:
    if invoice and invoice.netto != inleg and isinstance(inleg, Decimal):
        yield _told(
            "invoice-differs",
            where,
            f"Factuur {invoice.nummer} aan {name} was {euro(invoice.netto)}, terwijl het dossier nu een bijdrage van"
            f" {euro(inleg)} noemt.",
            "Maak factuur en dossier gelijk: verbeter het dossier of vervang de factuur (tekenklaar invoice"
            f" --corrects {invoice.nummer}).",
        )
    agreed = facts["overeenkomst"]["btw"]["positie"]
    if invoice and invoice.btw_positie != agreed:
        yield _told(
            "vat-differs",
            "overeenkomst.btw.positie",
            f"Factuur {invoice.nummer} aan {name} had btw-positie {invoice.btw_positie}; het dossier zegt nu {agreed}."
            " Een creditnota volgt de btw van de factuur.",
            f"Herstel de positie in het dossier, of vervang eerst de factuur (tekenklaar invoice --corrects"
            f" {invoice.nummer}).",
        )


def remarks(account: Verantwoording, year: Facts, key: str, agreed: object) -> Iterator[Belemmering]:
    """What is not in the way, and must be known."""
    if outside := outside_budget(account, year):
        yield _told(
            "contributions-above-budget",
            f"jaren.{year['jaar']}.inleg",
            f"De inleg over {year['jaar']} is {euro(outside)} hoger dan de begroting. Artikel 6.6 verdeelt alleen wat"
            " van de begroting over is.",
            "Beslis wat met dit bedrag gebeurt; de penvoerder factureert niet meer dan nodig is (artikel 6.5).",
            severe=False,
        )
    for line in account.regels:
        if line.besteed < 0:
            yield _told(
                "spent-negative",
                f"jaren.{year['jaar']}.begroting",
                f'Op de post "{line.post}" is over {year["jaar"]} {euro(line.besteed)} besteed, minder dan nul.',
                "Ga na of er meer is terugontvangen dan uitgegeven; zo niet, dan klopt het teken niet.",
                severe=False,
            )
    if agreed in KEYS and key != agreed:
        yield _told(
            "key-differs",
            "overeenkomst.verdeelsleutel",
            f"De overeenkomst verdeelt een restant met sleutel {agreed} (artikel 6.6); hier is sleutel {key} gekozen.",
            "Dat kan alleen als alle partijen er schriftelijk mee hebben ingestemd (artikel 9.1).",
            severe=False,
        )


def outside_budget(account: Verantwoording, year: Facts) -> Decimal | None:
    """By how much the contributions in cash exceed the begroting; None where they do not."""
    left = year["inleg_totaal"] - account.begroot_totaal if isinstance(year["inleg_totaal"], Decimal) else Decimal(0)
    return left if left > 0 else None


def _told(code: str, where: str, message: str, remedy: str, *, severe: bool = True) -> Belemmering:
    return Belemmering(f"finance.{code}", where, message, remedy, severe)
