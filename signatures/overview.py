"""The lines of the ondertekeningsoverzicht: per document and partij who signed, when, and how that is proven. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from signatures.dutch import day_of
from signatures.effect import InstrumentState, InstrumentStatus, instrument_states
from signatures.facts import Facts, Source, Tier
from signatures.lines import Fill, SlotState, SlotStatus

STATUS = {
    SlotStatus.OUTSTANDING: "uitstaand",
    SlotStatus.SATISFIED: "getekend",
    SlotStatus.DECLINED: "geweigerd",
    SlotStatus.INVALIDATED: "telt niet mee",
    SlotStatus.VOID: "vervallen",
}
_HOW = {
    Tier.T1: "digitaal",
    Tier.T2: "digitaal, opnieuw opgeslagen door het platform",
    Tier.T3: "op papier",
    Tier.T4: "op het oordeel van wie aanvaardde",
}
_WHEN = {
    Source.TIMESTAMP: "tijdstip bewezen door een tijdstempel",
    Source.CLAIMED: "tijdstip volgens de handtekening zelf",
    Source.TRANSCRIBED: "datum overgenomen door {by}",
    Source.STATED: "datum opgegeven door de partij",
}


def overview(
    facts: Facts, known_as_of: datetime, log_head: str | None, uitgiften: Iterable[str] | None = None
) -> dict[str, Any]:
    """What the template ondertekeningsoverzicht is filled with under ``overzicht``.

    Every instrument that was not replaced or withdrawn, or those of the given ids; lines in the order of the documents.
    """
    wanted = None if uitgiften is None else set(uitgiften)
    deciders = {oordeel.inzending: oordeel.by for oordeel in facts.oordelen if oordeel.accepted}
    return {
        "opgesteld_op": day_of(known_as_of),
        "regels": [
            _line(facts, state, slot, deciders)
            for state in instrument_states(facts, known_as_of)
            for slot in state.slots
            if _is_wanted(state, wanted)
        ],
        "logboek_hoofd": log_head,
    }


def _is_wanted(state: InstrumentState, wanted: set[str] | None) -> bool:
    return state.status is not InstrumentStatus.VOID if wanted is None else state.uitgifte.id in wanted


def _line(facts: Facts, state: InstrumentState, slot: SlotState, deciders: dict[str, str]) -> dict[str, Any]:
    partij, fill = slot.slot.id.partij, slot.fill
    signed_on: date | None = slot.signed_on
    return {
        "document": state.uitgifte.title,
        "versie": state.uitgifte.version,
        "partij": dict(facts.names).get(partij, partij),
        "ondertekenaar": slot.slot.signatory,
        "hoedanigheid": slot.slot.capacity,
        "status": STATUS[slot.status],
        "getekend_op": signed_on,
        "bewijs": "; ".join(_proof(fill, deciders)) if fill else slot.reason or None,
        "hash": fill.inzending.sha256 if fill else None,
    }


def _proof(fill: Fill, deciders: dict[str, str]) -> Iterator[str]:
    by = deciders.get(fill.inzending.id, "")
    yield _HOW[fill.inzending.tier] + (f" door {fill.signer}" if fill.signer else "")
    yield _WHEN[fill.signing.source].format(by=by or "de beoordelaar")
    if by:
        yield f"aanvaard door {by}"
