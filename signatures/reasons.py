"""Why an instrument stands as it stands, and what to do next, in Dutch sentences. Pure."""

from datetime import date

from signatures.dutch import dag, dag_van, opsomming, telwoord, tussen_haakjes, zin
from signatures.effect import InstrumentState, InstrumentStatus
from signatures.facts import Inzending, Kind, Verdict
from signatures.known import Known
from signatures.lines import SlotState, SlotStatus

_NOT_YET = {
    Kind.SAMENWERKINGSOVEREENKOMST: "nog niet in werking",
    Kind.VERLENGING: "nog niet verlengd",
    Kind.VOLMACHT: "nog niet verleend",
}
_SINCE = {
    Kind.SAMENWERKINGSOVEREENKOMST: "in werking sinds",
    Kind.VERLENGING: "verlengd op",
    Kind.VOLMACHT: "verleend op",
}


def reasons(known: Known, state: InstrumentState) -> tuple[str, ...]:
    """The state of an instrument in one sentence, then every question for counsel in one."""
    return (zin(_standing(known, state)), *(problem.message for problem in state.problems))


def _standing(known: Known, state: InstrumentState) -> str:
    if state.status is InstrumentStatus.VOID:
        return _void(known, state)
    if state.took_effect_on is None:
        missing = opsomming(_clauses(known, state)) or "er is niets te tekenen"
        return f"{_NOT_YET[state.uitgifte.kind]}: {missing}{_deadline(state)}"
    return _effect(known, state, state.took_effect_on)


def _deadline(state: InstrumentState) -> str:
    """An extension that comes later than the last day of the term before moves nothing."""
    last = state.uitgifte.vorige_einddatum
    return f"; dat moet uiterlijk op {dag(last)} zijn gebeurd" if last else ""


def _void(known: Known, state: InstrumentState) -> str:
    ending = known.endings[state.uitgifte.id]
    if ending.successor is not None:
        became = f"vervangen op {dag_van(ending.at)} door versie {ending.successor.version}"
    else:
        became = f"ingetrokken op {dag_van(ending.at)}{tussen_haakjes(ending.reason)}"
    return f"{became}; handtekeningen onder deze versie tellen niet"


def _effect(known: Known, state: InstrumentState, day: date) -> str:
    return f"{_SINCE[state.uitgifte.kind]} {dag(day)}, toen {_last_signers(known, state, day)}{_reach(known, state)}"


def _last_signers(known: Known, state: InstrumentState, day: date) -> str:
    last = [known.name(slot.slot.id.partij) for slot in state.slots if slot.signed_on == day]
    names = list(dict.fromkeys(last))
    if len(names) == len({slot.slot.id.partij for slot in state.slots}):
        return f"{opsomming(names)} {'tekende' if len(names) == 1 else 'tekenden'}"
    return f"{opsomming(names)} als {'laatste tekende' if len(names) == 1 else 'laatsten tekenden'}"


def _reach(known: Known, state: InstrumentState) -> str:
    ended = state.status is InstrumentStatus.ENDED
    works, ends = ("werkte", "eindigde") if ended else ("werkt", "eindigt")
    back = f"{works} terug tot {dag(state.works_back_to)}" if state.works_back_to else ""
    end = f"{ends} {_by(known, state)}" if state.ends_on else ""
    reach = opsomming([part for part in (back, end) if part])
    return f"; {reach}" if reach else ""


def _by(known: Known, state: InstrumentState) -> str:
    """On which day it ends, and by what."""
    herroeping = known.herroeping_of(state.uitgifte)
    day = dag(state.ends_on or date.max)
    if herroeping is None or herroeping.last_day != state.ends_on:
        return f"van rechtswege op {day}"
    return f"door herroeping op {day}{tussen_haakjes(herroeping.reason)}"


def _clauses(known: Known, state: InstrumentState) -> list[str]:
    """What is missing, partij by partij."""
    by_partij: dict[str, list[SlotState]] = {}
    for slot in state.slots:
        by_partij.setdefault(slot.slot.id.partij, []).append(slot)
    found = [_clause(known.name(partij), slots) for partij, slots in by_partij.items()]
    return [clause for clause in found if clause]


def _clause(partij: str, slots: list[SlotState]) -> str:
    missing = [slot for slot in slots if slot.status is not SlotStatus.SATISFIED]
    if not missing:
        return ""
    worst = min(missing, key=lambda slot: _GRAVITY.index(slot.status))
    if worst.status is SlotStatus.DECLINED:
        return _declined(partij, worst)
    if worst.status is SlotStatus.INVALIDATED:
        ground = "" if worst.obstacle else tussen_haakjes(worst.reason)
        return f"de handtekening van {partij} telt niet mee{ground}"
    if any(slot.pending for slot in missing):
        return f"over het exemplaar dat {partij} terugstuurde is nog niet beslist"
    if len(missing) < len(slots):
        signed = len(slots) - len(missing)
        return f"{partij} heeft op {telwoord(signed)} van de {telwoord(len(slots))} regels getekend"
    return f"{partij} heeft nog niet getekend"


_GRAVITY = (SlotStatus.DECLINED, SlotStatus.INVALIDATED, SlotStatus.OUTSTANDING, SlotStatus.VOID)


def _declined(partij: str, slot: SlotState) -> str:
    what = "haar handtekening teruggenomen" if slot.taken_back else "geweigerd te tekenen"
    return f"{partij} heeft op {dag_van(slot.since)} {what}{tussen_haakjes(slot.reason)}"


# --- the next step ----------------------------------------------------------------------------------------------------


def next_step(known: Known, state: SlotState) -> str | None:
    """What has to be done for a line, in one sentence; None when nothing has to."""
    if state.status in (SlotStatus.SATISFIED, SlotStatus.VOID):
        return None
    partij = known.name(state.slot.id.partij)
    if state.pending is not None:
        return _judge(partij, state, state.pending)
    if state.status is SlotStatus.DECLINED:
        return f"Overleg met {partij}: {_declined('zij', state)}."
    if state.status is SlotStatus.INVALIDATED:
        ground = "" if state.obstacle else tussen_haakjes(state.reason)
        return f"Vraag {partij} opnieuw te tekenen: de vorige handtekening telt niet mee{ground}."
    if state.refused is not None:
        ground = tussen_haakjes(state.refused.reason)
        return f"Vraag {partij} een nieuw getekend exemplaar: het vorige is geweigerd{ground}."
    if herroeping := known.herroeping_of(state.slot):
        return (
            f"De machtiging van {state.slot.signatory} eindigt op {dag(herroeping.last_day)}; wie daarna "
            f"namens {partij} tekent, heeft een nieuwe machtiging nodig en een nieuwe uitgifte die haar noemt."
        )
    return zin(f"{state.slot.signatory} tekent en {partij} stuurt het getekende bestand terug")


def _judge(partij: str, state: SlotState, pending: Inzending) -> str:
    file = f"bestand {pending.name}, ontvangen op {dag_van(pending.received_at)}"
    if pending.verdict is Verdict.FAIL:
        return f"Weiger {file}, want de controle keurt het af, en vraag {partij} een nieuw getekend exemplaar."
    if any(claim.slot == state.slot.id and claim.signing is None for claim in pending.claims):
        return f"Neem de datum bij de handtekening over uit {file}, en aanvaard of weiger het."
    return f"Bekijk de handtekening in {file}, en aanvaard of weiger het."
