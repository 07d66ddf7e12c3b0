"""What stands in an invoice and a credit note: the amounts as plain values that a template can print."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from assembler.dossier import Open
from assembler.finance.identifiers import Identifier, buyer_id, seller_id
from assembler.finance.invoice import BETAALTERMIJN, invoice

Facts = Mapping[str, Any]
Amount = Decimal | Open
"""EUR with two decimals, or a mark while it is not known."""
ZERO = Decimal("0.00")


def invoice_texts(facts: Facts, buyer: Facts, year: Facts) -> dict[str, Any]:
    """The invoice of the penvoerder to ``buyer`` for its contribution in cash of one year.

    Number and dates are open: they are given when the invoice is issued (Wet OB art. 35a lid 1 a and b).
    """
    line = f"Bijdrage {year['jaar']} aan de samenwerking {facts['overeenkomst']['onderwerp']}"
    return {
        "titel": "Factuur",
        "nummer": Open("factuurnummer, toe te kennen bij uitgifte"),
        "datum": Open("factuurdatum"),
        "vervaldatum": Open("vervaldatum"),
        "betalingskenmerk": Open("betalingskenmerk, toe te kennen bij uitgifte"),
        "bij_factuur": None,
        **_common(facts, buyer, year, _contribution(buyer, year), line),
    }


def numbered(texts: Facts, nummer: str, datum: date) -> dict[str, Any]:
    """The same texts with the number and the dates that are given when the document is issued.

    The number is what the payment is made under. Payment, or paying back, is due within thirty days.
    """
    return {
        **texts,
        "nummer": nummer,
        "datum": datum,
        "vervaldatum": datum + BETAALTERMIJN,
        "betalingskenmerk": nummer,
    }


def corrected(texts: Facts, nummer: str, datum: date) -> dict[str, Any]:
    """The same texts for an invoice that takes the place of an earlier one (Richtlijn 2006/112/EG 219)."""
    return {**texts, "titel": "Gecorrigeerde factuur", "bij_factuur": {"nummer": nummer, "datum": datum}}


def credit_texts(facts: Facts, buyer: Facts, year: Facts, refund: Amount) -> dict[str, Any]:
    """The credit note that pays ``refund`` back to ``buyer``, referring to the invoice (Richtlijn 2006/112/EG 219)."""
    line = f"Terugbetaling van het restant over {year['jaar']} van de samenwerking {facts['overeenkomst']['onderwerp']}"
    return {
        "titel": "Creditnota",
        "nummer": Open("nummer van de creditnota, toe te kennen bij uitgifte"),
        "datum": Open("datum van de creditnota"),
        "vervaldatum": Open("uiterste datum van terugbetaling"),
        "betalingskenmerk": Open("betalingskenmerk, toe te kennen bij uitgifte"),
        "bij_factuur": {"nummer": Open("nummer van de factuur"), "datum": Open("datum van de factuur")},
        **_common(facts, buyer, year, refund, line),
    }


def cancelling_texts(
    facts: Facts, buyer: Facts, year: Facts, nummer: str, datum: date, netto: Decimal
) -> dict[str, Any]:
    """The credit note that takes a whole invoice back, of that number, date and net amount."""
    line = f"Intrekking van factuur {nummer}, bijdrage {year['jaar']} {facts['overeenkomst']['onderwerp']}"
    return {
        **credit_texts(facts, buyer, year, netto),
        **_common(facts, buyer, year, netto, line),
        "bij_factuur": {"nummer": nummer, "datum": datum},
        "intrekking": True,
    }


def _common(facts: Facts, buyer: Facts, year: Facts, netto: Amount, line: str) -> dict[str, Any]:
    start, end = period(facts, year["jaar"])
    seller = _identified(year.get("penvoerder") or facts["penvoerder"], facts)
    buyer = _identified(buyer, facts)
    return {
        "jaar": year["jaar"],
        "periode_van": start,
        "periode_tot": end,
        "regels": [{"omschrijving": line, "bedrag": netto}],
        **_amounts(netto, facts["overeenkomst"]["btw"]["positie"]),
        "btw_tekst": btw_text(facts),
        "referentie": buyer["factuur"]["referentie"],
        "verkoper": seller,
        "koper": buyer,
        "verkoper_nummer": _number(seller_id(seller)),
        "koper_nummer": _number(buyer_id(buyer)),
        "verlenging": extension(facts, year["jaar"]),
        "intrekking": False,
    }


def _identified(partij: Facts, facts: Facts) -> Facts:
    """A partij without its btw-id where no btw is at stake: outside the scope none may be shown (EN 16931 BR-O-02)."""
    outside = facts["overeenkomst"]["btw"]["positie"] == "buiten_reikwijdte"
    return {**partij, "btw_id": None} if outside else partij


def _number(identifier: Identifier | None) -> dict[str, str] | None:
    return {"soort": identifier.name, "nummer": identifier.number} if identifier else None


def extension(facts: Facts, year: int | Open) -> str | None:
    """Reference of the extension by which the agreement runs in that year; None in a year of the agreement itself."""
    end = facts["overeenkomst"]["einddatum"]
    if not facts["verlenging"] or not isinstance(end, date) or isinstance(year, Open) or year <= end.year:
        return None
    return str(facts["verlenging"]["kenmerk"])


def _amounts(netto: Amount, positie: str) -> dict[str, Any]:
    """Net, btw and total; where the net amount or the btw position is open, what follows from it is open too."""
    if isinstance(netto, Open):
        return {"netto": netto, "btw_tarief": None, "btw_bedrag": Open("btw-bedrag"), "totaal": Open("totaalbedrag")}
    if isinstance(positie, Open):
        return {"netto": netto, "btw_tarief": None, "btw_bedrag": positie, "totaal": Open("totaalbedrag")}
    return asdict(invoice(netto, positie))


def period(facts: Facts, year: int | Open) -> tuple[date | Open, date | Open]:
    """First and last day of the year that fall within the term of the agreement."""
    if isinstance(year, Open):
        return Open("eerste dag van de periode"), Open("laatste dag van de periode")
    terms = facts["overeenkomst"]
    start, end = terms["werkt_terug_tot"], terms["einddatum"]
    first, last = date(year, 1, 1), date(year, 12, 31)
    if facts["verlenging"] and isinstance(facts["verlenging"]["einddatum"], date):
        end = facts["verlenging"]["einddatum"]
    return (
        max(first, start) if isinstance(start, date) and start.year == year else first,
        min(last, end) if isinstance(end, date) and end.year == year else last,
    )


def btw_text(facts: Facts) -> str:
    """Why and how btw is, or is not, charged."""
    btw = facts["overeenkomst"]["btw"]
    return {
        "tarief_21": "Btw-tarief 21%.",
        "buiten_reikwijdte": f"Geen btw: buiten de reikwijdte van de omzetbelasting ({btw['reden']}).",
        "vrijgesteld": f"Geen btw: vrijgesteld van omzetbelasting ({btw['reden']}).",
    }.get(btw["positie"], str(btw["positie"]))


def _contribution(buyer: Facts, year: Facts) -> Amount:
    found: Iterator[Amount] = (e["bedrag"] for e in year["inleg"] if e["partij"]["sleutel"] == buyer["sleutel"])
    return next(found, ZERO)
