"""What falls due in one cooperation, on which day and by which article. Pure: facts in, days out.

The articles are those of the agreement, the volmacht and the extension as this product writes them; a test reads them
there. A day by agreement is not moved by the Algemene termijnenwet, which is about terms set by statute (art. 1);
article 6.5 of the agreement moves its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assembler.documents.dutch_numbers import cardinal
from assembler.dossier import Dossier
from assembler.dossier.bestuurslaag import bestuurslaag_van
from assembler.dossier.geld import bedrag_geschreven
from assembler.dossier.tijd import add_months, datum_voluit, day_in_year, weekdag
from assembler.finance.calendar import ELK_JAAR, Bevrijdingsdag, is_werkdag, werkdag_after, werkdag_from

_DAY = timedelta(days=1)
_ATW = "De Algemene termijnenwet geldt voor termijnen in een wet en verschuift deze dag niet"


@dataclass(frozen=True)
class Termijn:
    """One day on which something must have been done, or ends."""

    key: str
    """Stays the same when the day changes; unique within a dossier."""
    soort: str
    day: date
    what: str
    """A few words, for a list or a calendar."""
    sentence: str
    article: str
    """Where it says so: ``artikel 7.1 van de overeenkomst``."""
    partij: str | None = None
    timely_until: date | None = None
    """A later day on which it is still in time, where the article says so."""
    remark: str = ""
    """What to mind about a day on which nobody works."""


@dataclass(frozen=True)
class Verzending:
    """Papers put before a volmachtgever: the response term runs from the next werkdag (volmacht art. 4.3)."""

    day: date
    partij: str | None = None
    """None: to every volmachtgever."""


@dataclass(frozen=True)
class Vervaldag:
    """Until when an issued invoice is paid, or what a credit note says is paid back."""

    soort: str
    """``factuur`` or ``creditnota``."""
    nummer: str
    partij: str
    jaar: int
    day: date
    bedrag: Decimal
    """EUR, with btw."""


@dataclass(frozen=True)
class Verloop:
    """What has happened so far and bears upon what falls due."""

    extended_to: date | None = None
    """New last day, once the extension is in force; None before that."""
    vervaldagen: tuple[Vervaldag, ...] = ()
    verzendingen: tuple[Verzending, ...] = ()
    bevrijdingsdag: Bevrijdingsdag = ELK_JAAR


def deadlines(dossier: Dossier, verloop: Verloop = Verloop()) -> tuple[Termijn, ...]:
    """Everything that falls due, by day. What follows from a fact that is still open is left out: see `undated`."""
    found = [*_signing(dossier), *_term(dossier, verloop), *_accounts(dossier, verloop), *_money(dossier, verloop)]
    found += _responses(dossier, verloop)
    return tuple(sorted(found, key=lambda termijn: (termijn.day, termijn.key)))


def undated(dossier: Dossier) -> tuple[str, ...]:
    """What cannot be dated yet, because the dossier leaves the fact open."""
    terms = dossier.overeenkomst
    asked = {
        "terugzending van de stukken (aanbieding.retour_uiterlijk)": dossier.aanbieding.retour_uiterlijk,
        "einde van rechtswege, overleg en opzegging (overeenkomst.einddatum)": terms.einddatum,
        "overleg over verlenging (overeenkomst.overlegtermijn_maanden)": terms.overlegtermijn_maanden,
        "opzegging (overeenkomst.opzegtermijn_maanden)": terms.opzegtermijn_maanden,
        "verantwoording en terugbetaling (overeenkomst.verantwoording_uiterlijk)": terms.verantwoording_uiterlijk,
        "reactie op voorgelegde stukken (volmacht.reactietermijn.minimaal)": dossier.volmacht.reactietermijn.minimaal,
        "reactie op voorgelegde stukken (volmacht.reactietermijn.maximaal)": dossier.volmacht.reactietermijn.maximaal,
    }
    return tuple(what for what, fact in asked.items() if fact is None)


def _signing(dossier: Dossier) -> Iterator[Termijn]:
    if day := dossier.aanbieding.retour_uiterlijk:
        sentence = f"De ondertekende stukken moeten uiterlijk op {_on(day)} terug zijn bij de penvoerder."
        yield _act("retour", "terugzending", day, "Getekende stukken terug", sentence, "de aanbiedingsbrief")


def _term(dossier: Dossier, verloop: Verloop) -> Iterator[Termijn]:
    first = dossier.overeenkomst.einddatum
    if first is None:
        return
    yield from _before_the_end(dossier, first)
    yield from _extension(dossier, first, verloop.extended_to)
    if verloop.extended_to is None:
        yield _end(first, "artikel 7.1 van de overeenkomst")
    else:
        yield from _before_the_end(dossier, verloop.extended_to)
        yield _end(verloop.extended_to, "artikel 2.1 van de verlenging")


def _before_the_end(dossier: Dossier, end: date) -> Iterator[Termijn]:
    consult, notice = dossier.overeenkomst.overlegtermijn_maanden, dossier.overeenkomst.opzegtermijn_maanden
    if consult is not None:
        day = add_months(end, -consult)
        sentence = f"Partijen overleggen uiterlijk op {_on(day)} over verlenging{_ahead(consult, end)}."
        where = "artikel 7.1 van de overeenkomst"
        yield _act(f"overleg-{end.year}", "overleg", day, "Overleg over verlenging", sentence, where)
    if notice:
        yield _notice(add_months(end, -notice), notice, end)


def _notice(day: date, months: int, end: date) -> Termijn:
    sentence = (
        f"Wie de overeenkomst nog voor {datum_voluit(end)} wil beëindigen, zegt uiterlijk op {_on(day)} op. Met een"
        f" opzegtermijn van ten minste {_months(months)} eindigt zij dan op zijn vroegst op"
        f" {datum_voluit(add_months(day, months))}. Zegt de penvoerder op, dan kan een langere termijn nodig zijn."
    )
    where = "artikel 7.2 van de overeenkomst"
    return _act(f"opzegging-{end.year}", "opzegging", day, "Laatste dag voor opzegging", sentence, where)


def _extension(dossier: Dossier, end: date, extended_to: date | None) -> Iterator[Termijn]:
    if dossier.verlenging is None or extended_to is not None:
        return
    sentence = (
        f"Alle partijen ondertekenen de verlenging uiterlijk op {_on(end)}. Daarna is de overeenkomst van rechtswege"
        " geëindigd en valt er niets meer te verlengen."
    )
    where = "artikel 2.2 van de verlenging"
    yield _act(f"verlenging-{end.year}", "verlenging", end, "Verlenging getekend door allen", sentence, where)


def _end(end: date, article: str) -> Termijn:
    sentence = f"De overeenkomst eindigt van rechtswege op {_on(end)}; opzeggen is daarvoor niet nodig."
    return Termijn("einde", "einde", end, "Einde van rechtswege", sentence, article)


def _accounts(dossier: Dossier, verloop: Verloop) -> Iterator[Termijn]:
    day_of_year, first = dossier.overeenkomst.verantwoording_uiterlijk, dossier.overeenkomst.einddatum
    if day_of_year is None or first is None:
        return
    last = verloop.extended_to or first
    credited = {each.jaar for each in verloop.vervaldagen if each.soort == "creditnota"}
    for year in range(first.year, last.year + 1):
        day = day_in_year(day_of_year, year + 1)
        yield _account(year, day, "artikel 6.5 van de overeenkomst" if year == first.year else _NEXT_ACCOUNT)
        if year not in credited:
            yield _refund(year, day)


_NEXT_ACCOUNT = "artikel 6.5 van de overeenkomst en artikel 5 van de verlenging"


def _account(year: int, day: date, article: str) -> Termijn:
    sentence = f"De penvoerder stuurt de verantwoording over {year} uiterlijk op {_on(day)} aan iedere andere partij."
    later, remark = None, ""
    if not is_werkdag(day):
        later = werkdag_from(day)
        remark = f"{_ATW}; artikel 6.5 zelf wel: verzending op {_on(later)} is nog tijdig."
    what = f"Verantwoording over {year}"
    return Termijn(f"verantwoording-{year}", "verantwoording", day, what, sentence, article, None, later, remark)


def _refund(year: int, day: date) -> Termijn:
    sentence = (
        f"Is over {year} minder uitgegeven dan begroot, dan betaalt de penvoerder het restant terug. De overeenkomst"
        " noemt daarvoor geen dag; de terugbetaling is opeisbaar zodra het restant vaststaat (artikel 6:38 BW). Hier is"
        f" de uiterste dag van de verantwoording aangehouden: {_on(day)}."
    )
    where = "artikel 6.6 van de overeenkomst"
    return _act(f"terugbetaling-{year}", "terugbetaling", day, f"Restant over {year} terugbetalen", sentence, where)


def _money(dossier: Dossier, verloop: Verloop) -> Iterator[Termijn]:
    for each in verloop.vervaldagen:
        who, document = _named(dossier, each.partij), f"{each.soort} {each.nummer}"
        amount, day = bedrag_geschreven(each.bedrag), _on(each.day)
        if each.soort == "creditnota":
            what, article = f"Terugbetaling volgens {document}", "artikel 6.6 van de overeenkomst"
            sentence = f"De penvoerder betaalt {amount} terug aan {who}, uiterlijk op {day} ({document})."
        else:
            what, article = f"Betaling van {document}", "artikel 6.1 van de overeenkomst"
            sentence = (
                f"{who[:1].upper()}{who[1:]} betaalt {amount} aan de penvoerder, uiterlijk op {day} ({document})."
            )
        remark = (
            ""
            if is_werkdag(each.day)
            else f"Dit is geen werkdag; betaal uiterlijk op {_on(_werkdag_before(each.day))}."
        )
        key, article = f"{each.soort}-{each.nummer}", f"{article} en {document}"
        yield Termijn(key, each.soort, each.day, what, sentence, article, each.partij, None, remark)


def _named(dossier: Dossier, key: str) -> str:
    """``de provincie Utrecht``."""
    partij = dossier.partij(key)
    return f"{bestuurslaag_van([partij.soort]).lidwoord} {partij.volledige_naam}"


def _responses(dossier: Dossier, verloop: Verloop) -> Iterator[Termijn]:
    term = dossier.volmacht.reactietermijn
    if term.minimaal is None or term.maximaal is None:
        return
    for sending in verloop.verzendingen:
        first, last = (
            werkdag_after(sending.day, number, verloop.bevrijdingsdag) for number in (term.minimaal, term.maximaal)
        )
        yield _response(dossier, sending, first, last, (term.minimaal, term.maximaal))


def _response(dossier: Dossier, sending: Verzending, first: date, last: date, werkdagen: tuple[int, int]) -> Termijn:
    who = _named(dossier, sending.partij) if sending.partij else "iedere volmachtgever"
    least, most = werkdagen
    shorter = f"ten minste {cardinal(least)} werkdagen (tot en met {_on(first)}) en ten hoogste {cardinal(most)}"
    term = shorter if least != most else f"{cardinal(most)} werkdagen"
    sentence = (
        f"Op wat de penvoerder op {datum_voluit(sending.day)} heeft voorgelegd, kan {who} reageren binnen {term}"
        f" (tot en met {_on(last)}). Blijft een reactie uit, dan mag de penvoerder daarna aannemen dat de"
        " volmachtgever instemt (artikel 4.4 van de volmacht)."
    )
    key = "-".join(("reactie", sending.day.isoformat(), sending.partij or "allen"))
    where = "artikel 4.3 van de volmacht"
    return Termijn(key, "reactie", last, "Reactietermijn volmacht eindigt", sentence, where, sending.partij)


def _act(key: str, soort: str, day: date, what: str, sentence: str, article: str, partij: str | None = None) -> Termijn:
    """Something to be done by a day; on a day on which nobody works, the last werkdag before it is named."""
    remark = "" if is_werkdag(day) else f"{_ATW}; doe het uiterlijk op {_on(_werkdag_before(day))}."
    return Termijn(key, soort, day, what, sentence, article, remark=remark)


def _werkdag_before(day: date) -> date:
    return next(day - _DAY * n for n in range(1, 15) if is_werkdag(day - _DAY * n))


def _on(day: date) -> str:
    return f"{weekdag(day)} {datum_voluit(day)}"


def _months(number: int) -> str:
    return "één maand" if number == 1 else f"{cardinal(number)} maanden"


def _ahead(months: int, end: date) -> str:
    return f", {_months(months)} voor de einddatum van {datum_voluit(end)}" if months else ""
