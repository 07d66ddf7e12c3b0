"""What a dossier may issue now: the agreement until everybody has signed it, from then on an extension of it.

Nothing is decided by a status that somebody set: it follows from what was recorded until ``at``.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from assembler.workflows.assemble import Assembly
from assembler.workflows.errors import NotExtendableError, NothingLeftToIssueError
from assembler.workflows.instrument import AGREEMENT, Facts, Instrument
from signatures.dutch import dag, day_of, opsomming
from signatures.effect import InstrumentState, InstrumentStatus, instrument_states
from signatures.facts import Besluitfeit, Kind, SlotFact
from signatures.facts import Facts as Recorded


def offered(assembly: Assembly, recorded: Recorded | None, at: datetime, only: str | None = None) -> Instrument:
    """The instrument to issue. ``recorded``: what the store knows of the dossier, None for nothing yet.

    ``only`` asks for one kind by name; without it, the dossier says which. Raises NotExtendableError with every reason
    at once, NothingLeftToIssueError where the agreement is signed and there is no extension.
    """
    facts = assembly.facts
    states = instrument_states(recorded, at) if recorded else ()
    agreement = _signed_agreement(states)
    if only == AGREEMENT or (only is None and agreement is None):
        return Instrument.of_agreement(facts)
    if agreement is not None and only is None and not facts["verlenging"]:
        raise NothingLeftToIssueError(str(facts["overeenkomst"]["kenmerk"]), dag(agreement.took_effect_on or date.max))
    reasons = list(_against(facts, recorded, states, agreement, day_of(at)))
    if reasons:
        raise NotExtendableError(reasons)
    return Instrument.of_extension(facts)


def _signed_agreement(states: Sequence[InstrumentState]) -> InstrumentState | None:
    """The agreement, once everybody has signed it."""
    kind = Kind.SAMENWERKINGSOVEREENKOMST
    signed = (state for state in states if state.uitgifte.kind is kind and state.took_effect_on)
    return next((state for state in signed if state.status is not InstrumentStatus.VOID), None)


def _against(
    facts: Facts,
    recorded: Recorded | None,
    states: Sequence[InstrumentState],
    agreement: InstrumentState | None,
    today: date,
) -> Iterator[str]:
    """Every reason why no extension may be issued."""
    if not facts["verlenging"]:
        yield "het dossier heeft geen deel 'verlenging'; voeg dat toe, met kenmerk en nieuwe einddatum"
    if agreement is None or recorded is None:
        yield "de overeenkomst zelf is nog niet door alle partijen ondertekend; alleen wat geldt, kan worden verlengd"
        return
    yield from _of_the_agreement(agreement, today)
    if facts["verlenging"]:
        yield from _of_the_term(facts, agreement)
        yield from _of_the_partijen(facts, recorded)
        yield from _of_the_volmachten(facts, states)


def _of_the_agreement(agreement: InstrumentState, today: date) -> Iterator[str]:
    if agreement.status is InstrumentStatus.DISPUTED:
        yield "de overeenkomst wordt betwist; laat eerst een jurist daarover beslissen"
    if agreement.ends_on is not None and agreement.ends_on < today:
        yield f"de overeenkomst is op {dag(agreement.ends_on)} geëindigd; leg aan een jurist voor hoe het verder moet"


def _of_the_term(facts: Facts, agreement: InstrumentState) -> Iterator[str]:
    extension, end = facts["verlenging"], agreement.ends_on
    if end is None:
        yield "de overeenkomst heeft geen einddatum en hoeft dus niet te worden verlengd"
        return
    if extension["vorige_einddatum"] != end:
        said = dag(extension["vorige_einddatum"])
        yield f"overeenkomst.einddatum in dossier.yaml is {said}, maar de overeenkomst eindigt op {dag(end)}"
    if extension["einddatum"] <= end:
        yield f"verlenging.einddatum ({dag(extension['einddatum'])}) ligt niet na de einddatum {dag(end)}"
    signed, stated = agreement.took_effect_on, extension["overeenkomst_getekend_op"]
    if signed is not None and stated != signed:
        yield (
            f"verlenging.overeenkomst_getekend_op is {dag(stated)}, maar de laatste handtekening onder de overeenkomst "
            f"is van {dag(signed)}; neem die datum over"
        )
    sent = facts["aanbieding"]["datum"]
    if signed is not None and sent < signed:
        yield (
            f"aanbieding.datum is {dag(sent)}, van vóór de ondertekening van de overeenkomst; vul onder aanbieding de "
            "datum, het kenmerk en de retourdatum in waarmee de verlenging wordt aangeboden"
        )


def _of_the_partijen(facts: Facts, recorded: Recorded) -> Iterator[str]:
    now = tuple(partij["sleutel"] for partij in facts["partijen"])
    if set(now) != set(recorded.partijen):
        other = sorted(set(now) ^ set(recorded.partijen))
        yield f"de verlenging geldt tussen dezelfde partijen als de overeenkomst; dit verschilt: {opsomming(other)}"
    lead = facts["verlenging"]["jaar"]["penvoerder"]
    if lead and lead["sleutel"] != recorded.penvoerder:
        yield (
            f"penvoerder wordt {lead['volledige_naam']}, terwijl de overeenkomst een andere penvoerder aanwijst; "
            "een verlenging die de penvoerder wijzigt, kan dit programma nog niet uitgeven"
        )


def _of_the_volmachten(facts: Facts, states: Sequence[InstrumentState]) -> Iterator[str]:
    """A renewed volmacht rests on a decision of its own."""
    if facts["verlenging"]["volmachten"] != "vernieuwd":
        return
    end = facts["verlenging"]["vorige_einddatum"]
    used = {
        (state.uitgifte.grantor, besluit.datum, besluit.kenmerk)
        for state in states
        if state.uitgifte.kind is Kind.VOLMACHT and (state.uitgifte.ends_on or end) <= end
        for besluit in _decisions(state.uitgifte.slots)
    }
    for partij in facts["volmachtgevers"]:
        besluit = partij["volmacht"]["besluit"]
        if (partij["sleutel"], besluit["datum"], besluit["kenmerk"]) in used:
            yield (
                f"de volmacht van {partij['volledige_naam']} wordt vernieuwd, maar het besluit in het dossier "
                f"({besluit['kenmerk']}) is dat van de eerdere volmacht; vul het nieuwe besluit in"
            )


def _decisions(slots: Sequence[SlotFact]) -> Iterator[Besluitfeit]:
    for slot in slots:
        yield from slot.bevoegdheid.besluiten
