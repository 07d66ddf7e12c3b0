"""What stands in the account over a year (verantwoording): plain values that its template prints."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assembler.dossier import Open
from assembler.finance.account import Verantwoording, account
from assembler.finance.chart import Balk
from assembler.finance.overview import Cell
from assembler.finance.overview_tables import table_csv
from assembler.finance.settlement import Aandeel, Gefactureerd, divide, weights_by
from assembler.finance.settlement_objections import KEYS, Afrekening, outside_budget
from assembler.finance.texts import extension

Facts = Mapping[str, Any]
Amount = Decimal | Open
"""EUR with two decimals, or a mark while it is not known."""
MOST_ROWS = 30
"""Of more partijen than this an account does not name each."""


def account_texts(facts: Facts, year: Facts) -> dict[str, Any]:
    """The account over one year as the dossier knows it; without actuals every outcome is open."""
    begroting = [(line["post"], line["bedrag"]) for line in year["begroting"]]
    if not year["realisatie"] or _any_open(begroting, year):
        return _without_actuals(facts, year)
    spent = {line["post"]: line["bedrag"] for line in year["realisatie"]}
    weights = weights_by(facts["overeenkomst"]["verdeelsleutel"], year, lead_of(facts, year))
    outcome = account(begroting, spent, weights)
    return _frame(facts, year) | _outcome(facts, year, outcome, divide(outcome.restant, weights, {}))


def settled_texts(facts: Facts, year: Facts, afrekening: Afrekening, day: date, agreed: object) -> dict[str, Any]:
    """The account as it is sent on ``day``: everything known, by the key ``agreed`` in the agreement or another.

    What differs per partij, its credit note, and the chart are added by whoever has them.
    """
    texts = _frame(facts, year) | _outcome(facts, year, afrekening.verantwoording, afrekening.aandelen)
    other = agreed if agreed in KEYS and agreed != afrekening.sleutel else None
    return texts | {"datum": day, "sleutel": afrekening.sleutel, "afwijkende_sleutel": other}


def with_invoices(texts: Facts, invoices: Mapping[str, Gefactureerd]) -> dict[str, Any]:
    """The same texts, with the invoice beside each contribution."""
    rows = [{**row, "factuur": _named(invoices.get(row["partij"]["sleutel"]))} for row in texts["inleg"]]
    return {**texts, "inleg": rows}


def concise(texts: Facts, partij: str) -> dict[str, Any]:
    """The same texts for one partij; among very many, it reads of itself, of the penvoerder and of all others together.

    So the work stays in proportion to the number of partijen; the file with the division tells of each of them.
    """
    if len(texts["inleg"]) <= MOST_ROWS:
        return dict(texts)
    lead = next((row["partij"]["sleutel"] for row in texts["inleg"] if row["is_penvoerder"]), "")
    inleg = _grouped(texts["inleg"], {partij, lead}, {"is_penvoerder": False, "factuur": None})
    shares = _grouped(texts["terug_te_betalen"], {partij, lead}, {"blijft": False})
    return {**texts, "inleg": inleg, "terug_te_betalen": shares, "verkort": True}


def _grouped(rows: Sequence[Facts], named: set[str], rest: Facts) -> list[Facts]:
    """The rows of the named partijen, and one row that adds up all others."""
    own = [row for row in rows if row["partij"]["sleutel"] in named]
    others = [row for row in rows if row["partij"]["sleutel"] not in named]
    if not others:
        return own
    sums = {
        column: sum((row[column] for row in others), Decimal("0.00"))
        for column in ("bedrag", "gewicht")
        if column in others[0]
    }
    group = {"sleutel": "", "volledige_naam": f"de {len(others)} andere partijen samen"}
    return [*own, {"partij": group, "groep": True, **rest, **sums}]


def division(texts: Facts) -> bytes:
    """Contribution and share of every partij as CSV, for who wants to count after."""
    shares = {row["partij"]["sleutel"]: row for row in texts["terug_te_betalen"]}
    rows: list[tuple[Cell, ...]] = []
    for row in texts["inleg"]:
        share = shares.get(row["partij"]["sleutel"])
        invoice = row["factuur"]["nummer"] if row["factuur"] else None
        counted = (share["gewicht"], share["bedrag"]) if share else (None, None)
        rows.append((_cap(row["partij"]["volledige_naam"]), row["bedrag"], *counted, invoice))
    return table_csv(("Partij", "Bijdrage in geld", "Bijdrage die meetelt", "Aandeel in het restant", "Factuur"), rows)


def bars(texts: Facts) -> tuple[list[Balk], list[Balk]]:
    """What the chart of the account draws: contributions in cash, and lines with budget and spending."""
    inleg = [Balk(_cap(row["partij"]["volledige_naam"]), row["bedrag"]) for row in texts["inleg"]]
    return inleg, [Balk(row["post"], row["begroot"], row["besteed"]) for row in texts["regels"]]


def lead_of(facts: Facts, year: Facts) -> str:
    """Key of the penvoerder of a year."""
    return str((year["penvoerder"] or facts["penvoerder"])["sleutel"])


def _named(invoice: Gefactureerd | None) -> dict[str, Any] | None:
    return {"nummer": invoice.nummer, "datum": invoice.datum} if invoice else None


def _frame(facts: Facts, year: Facts) -> dict[str, Any]:
    lead = lead_of(facts, year)
    rows = [(entry["partij"], entry["bedrag"]) for entry in year["inleg"]]
    return {
        "jaar": year["jaar"],
        "sleutel": facts["overeenkomst"]["verdeelsleutel"],
        "afwijkende_sleutel": None,
        "datum": Open("datum van de verantwoording"),
        "verlenging": extension(facts, year["jaar"]),
        "inleg": [
            {"partij": p, "bedrag": amount, "is_penvoerder": p["sleutel"] == lead, "factuur": None, "groep": False}
            for p, amount in rows
        ],
        "inleg_totaal": year["inleg_totaal"],
        "buiten_begroting": None,
        "tekort": None,
        "grafiek": None,
        "verkort": False,
        "creditnota": None,
    }


def _outcome(facts: Facts, year: Facts, outcome: Verantwoording, shares: Iterable[Aandeel]) -> dict[str, Any]:
    lead, shares = lead_of(facts, year), list(shares)
    partijen = {p["sleutel"]: p for p in facts["partijen"]}
    return {
        "regels": [
            {"post": r.post, "begroot": r.begroot, "besteed": r.besteed, "verschil": r.verschil} for r in outcome.regels
        ],
        "begroot_totaal": outcome.begroot_totaal,
        "besteed_totaal": outcome.besteed_totaal,
        "verschil_totaal": outcome.restant,
        "restant": outcome.restant,
        "staat_vast": True,
        "tekort": -outcome.restant if outcome.restant < 0 else None,
        "buiten_begroting": outside_budget(outcome, year),
        "gewicht_totaal": sum((share.gewicht for share in shares), Decimal("0.00")),
        "terug_te_betalen": [
            _share(partijen[share.partij], share.gewicht, share.bedrag, share.partij == lead) for share in shares
        ],
        "terug_per_partij": {share.partij: share.bedrag for share in shares if share.partij != lead},
    }


def _share(partij: Facts, weight: Amount, amount: Amount, stays: bool) -> dict[str, Any]:
    return {"partij": partij, "gewicht": weight, "bedrag": amount, "blijft": stays}


def _any_open(begroting: Iterable[tuple[str, Amount]], year: Facts) -> bool:
    amounts = [amount for _, amount in begroting] + [line["bedrag"] for line in year["realisatie"]]
    return any(isinstance(amount, Open) for amount in amounts)


def _without_actuals(facts: Facts, year: Facts) -> dict[str, Any]:
    spent, left, refund = Open("werkelijke uitgaven"), Open("verschil"), Open("terug te betalen bedrag")
    lead = lead_of(facts, year)
    weights = weights_by(facts["overeenkomst"]["verdeelsleutel"], year, lead)
    counted = [p for p in facts["partijen"] if p["sleutel"] in weights]
    return _frame(facts, year) | {
        "regels": [
            {"post": line["post"], "begroot": line["bedrag"], "besteed": spent, "verschil": left}
            for line in year["begroting"]
        ],
        "begroot_totaal": year["begroting_totaal"],
        "besteed_totaal": spent,
        "verschil_totaal": left,
        "restant": Open("restant"),
        "staat_vast": False,
        "gewicht_totaal": sum(weights.values(), Decimal("0.00")),
        "terug_te_betalen": [_share(p, weights[p["sleutel"]], refund, p["sleutel"] == lead) for p in counted],
        "terug_per_partij": {key: refund for key in weights if key != lead},
    }


def _cap(name: str) -> str:
    return name[:1].upper() + name[1:]
