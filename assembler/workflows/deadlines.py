"""What falls due in a cooperation: the days that follow from the dossier, and from what was issued and signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from assembler.dossier import Dossier
from assembler.dossier.tijd import weekdag
from assembler.finance.calendar import ELK_JAAR, Bevrijdingsdag
from assembler.finance.deadlines import Termijn, Verloop, Vervaldag, Verzending, deadlines, undated
from assembler.finance.deadlines_ics import ics
from assembler.workflows.assemble import Assembly
from assembler.workflows.draft import require_known
from assembler.workflows.issue import dossier_key
from assembler.workflows.numbered import INVOICES
from signatures import store
from signatures.effect import InstrumentStatus, instrument_states
from signatures.facts import Kind


@dataclass(frozen=True)
class Agenda:
    """The deadlines of one dossier."""

    dossier: str
    title: str
    termijnen: tuple[Termijn, ...]
    undated: tuple[str, ...]
    """What cannot be dated, because the dossier leaves a fact open."""
    moment: datetime
    """When this was asked for: by what was known then."""

    def as_dict(self, day: date) -> dict[str, Any]:
        """Plain values; ``passed`` is told of the day that is asked about."""
        return {
            "dossier": self.dossier,
            "as_of": day.isoformat(),
            "deadlines": [_as_dict(termijn, day) for termijn in self.termijnen],
            "undated": list(self.undated),
        }

    def ics(self) -> bytes:
        """The same as iCalendar."""
        return ics(self.dossier, self.title, self.termijnen, self.moment)


def agenda(
    path: Path,
    *,
    known_as_of: datetime,
    sent: Sequence[Verzending] = (),
    bevrijdingsdag: Bevrijdingsdag = ELK_JAAR,
) -> Agenda:
    """What falls due by what was known at a moment. ``sent``: papers put before volmachtgevers.

    Raises DossierError, and UnknownPartijError for a sending to somebody else.
    """
    dossier = Dossier.load(path)
    assembly = Assembly.of(dossier)
    require_known([each.partij for each in sent if each.partij], assembly.facts)
    key = dossier_key(assembly.facts)
    verloop = Verloop(
        extended_to=extended_to(key, known_as_of),
        vervaldagen=tuple(_due(key, known_as_of)),
        verzendingen=tuple(sent),
        bevrijdingsdag=bevrijdingsdag,
    )
    title = dossier.overeenkomst.onderwerp or "samenwerking"
    return Agenda(_printable(key), title, deadlines(dossier, verloop), undated(dossier), known_as_of)


def extended_to(dossier: str, known_as_of: datetime) -> date | None:
    """New last day by the extension that is in force; None while there is none."""
    if dossier not in store.dossiers():
        return None
    states = instrument_states(store.facts_of(dossier), known_as_of)
    ends = [
        state.ends_on
        for state in states
        if state.uitgifte.kind is Kind.VERLENGING
        and state.took_effect_on is not None
        and state.status is not InstrumentStatus.VOID
    ]
    return max((end for end in ends if end is not None), default=None)


def _due(dossier: str, known_as_of: datetime) -> Iterator[Vervaldag]:
    """When invoices that stand, and credit notes, are to be paid."""
    found = [each for each in store.numbered(dossier=dossier) if each.issued_at <= known_as_of]
    replaced = {each.about for each in found if each.kind != "creditnota"}
    for each in found:
        if (each.kind in INVOICES and each.number not in replaced) or each.kind == "creditnota":
            soort = "factuur" if each.kind in INVOICES else each.kind
            day, amount = date.fromisoformat(each.facts["vervaldatum"]), Decimal(each.facts["totaal"])
            yield Vervaldag(soort, each.number, each.partij, each.jaar or day.year, day, amount)


def _as_dict(termijn: Termijn, day: date) -> dict[str, Any]:
    later = termijn.timely_until
    return {
        "key": termijn.key,
        "kind": termijn.soort,
        "day": termijn.day.isoformat(),
        "weekday": weekdag(termijn.day),
        "what": termijn.what,
        "sentence": termijn.sentence,
        "article": termijn.article,
        "partij": termijn.partij,
        "timely_until": later.isoformat() if later else None,
        "remark": termijn.remark or None,
        "passed": (later or termijn.day) < day,
    }


def _printable(key: str) -> str:
    """The key without the marks around an open point."""
    return key.strip("\ue000\ue001")
