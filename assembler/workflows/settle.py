"""Settling a year: the account of the penvoerder, what is left divided, a credit note for who was invoiced.

Everything that is in the way is told together; then nothing is numbered and nothing written. A year is settled once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from assembler.dossier import Dossier
from assembler.dossier.tijd import datum_voluit, day_in_year
from assembler.finance.account import account
from assembler.finance.account_texts import lead_of
from assembler.finance.actuals import read_actuals
from assembler.finance.calendar import werkdag_from
from assembler.finance.invoice import Rekeningsoort
from assembler.finance.numbering import Reeks
from assembler.finance.readiness import Belemmering, severe
from assembler.finance.settlement import divide, weights_by
from assembler.finance.settlement_objections import (
    Afrekening,
    against_account,
    against_credit,
    against_key,
    against_year,
    remarks,
    year_of,
)
from assembler.pages import warm_up
from assembler.workflows.assemble import Assembly, Facts
from assembler.workflows.errors import InvoiceRefusedError
from assembler.workflows.issue import dossier_key
from assembler.workflows.numbered import Uitgereikt, against_date, invoiced
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.settlement_papers import ACCOUNT, Papers, gefactureerd
from assembler.workflows.signed_facts import REMEDY, differences, signed_dossier
from signatures import store
from signatures.effect import ForCounselError, in_force
from signatures.facts import AMSTERDAM
from signatures.numbered import NumberedDocument

FEW = 4
"""More partijen than this are worth loading the other processes for while Word files are still being filled."""
SETTLED = ("creditnota", ACCOUNT)
"""Kinds in the register that say that a year was settled."""


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    jaar: int
    actuals: bytes
    actuals_name: str
    """File name of the actual spending; its suffix tells what it is."""
    key: str | None = None
    """A, B or C; None: as the agreement says."""
    datum: date | None = None
    """Date of account and credit notes; None: the day of ``moment`` in the Netherlands."""


@dataclass(frozen=True)
class Outcome:
    """A year that was settled."""

    afrekening: Afrekening
    issued: tuple[NumberedDocument, ...]
    """Credit notes; where nothing was left, the accounts themselves."""
    files: tuple[Path, ...]
    remarks: tuple[Belemmering, ...]


def settle(
    path: Path,
    out: Path,
    request: Request,
    *,
    moment: datetime,
    by: str,
    engine: str = "embedded",
    progress: Progress = silent,
) -> Outcome:
    """Settle a year and write account and credit note of each partij into ``out``.

    Raises ActualsError with every mistake in the file, InvoiceRefusedError with every rule that is in the way; then
    nothing is numbered and nothing written.
    """
    dossier = Dossier.load(path)
    settling = Settling(dossier, Assembly.of(dossier, concept=False), request, moment, by, engine, progress)
    settling.require_year()
    afrekening = settling.afrekening()
    found = tuple(settling.objections(afrekening))
    if severe(found):
        raise InvoiceRefusedError(severe(found))
    if len(dossier.partijen) > FEW:
        warm_up()
    issued = settling.papers(afrekening).issue()
    return Outcome(afrekening, tuple(each.fact for each in issued), tuple(_written(issued, out, progress)), found)


def _written(issued: Sequence[Uitgereikt], out: Path, progress: Progress) -> Iterator[Path]:
    """Write the files of each document. Stopped here, what was recorded is kept; `again` writes it."""
    for number, each in enumerate(issued, 1):
        for name, data in each.files.items():
            yield write_file(out / name, data)
        progress("Afrekening schrijven", number, len(issued))


def again(path: Path, out: Path, jaar: int) -> list[Path]:
    """Write what was made when a year was settled once more, byte for byte."""
    key = dossier_key(Assembly.of(Dossier.load(path), concept=False).facts)
    found = [Uitgereikt.of(each) for each in settled(key, jaar)]
    if not found:
        message = f"Over {jaar} is in dossier {key} nog niet afgerekend."
        raise InvoiceRefusedError([_told("not-settled", f"jaren.{jaar}", message, "Reken eerst af met --actuals.")])
    return list(_written(found, out, silent))


def settled(dossier: str, jaar: int) -> Sequence[NumberedDocument]:
    """What was recorded when a year was settled; empty before that."""
    return [each for each in store.numbered(dossier=dossier, jaar=jaar) if each.kind in SETTLED]


@dataclass(frozen=True)
class Settling:
    """One request, held against the dossier, the store and the agreement."""

    dossier: Dossier
    assembly: Assembly
    request: Request
    moment: datetime
    by: str
    engine: str
    progress: Progress

    @property
    def facts(self) -> Facts:
        return self.assembly.facts

    @property
    def key(self) -> str:
        return dossier_key(self.facts)

    @property
    def day(self) -> date:
        return self.request.datum or self.today

    @property
    def today(self) -> date:
        return self.moment.astimezone(AMSTERDAM).date()

    @property
    def year(self) -> Facts:
        found = year_of(self.facts, self.request.jaar)
        assert found is not None  # require_year told of it otherwise
        return found

    @property
    def sleutel(self) -> object:
        return self.request.key or self.facts["overeenkomst"]["verdeelsleutel"]

    @cached_property
    def signed(self) -> Dossier | None:
        """The dossier as it was signed, where it is known."""
        return signed_dossier(self.key, self.moment)

    @property
    def agreed(self) -> object:
        """The key that the partijen signed, else that of the dossier."""
        signed = self.signed.overeenkomst.verdeelsleutel if self.signed else None
        return signed.value if signed else self.facts["overeenkomst"]["verdeelsleutel"]

    def require_year(self) -> None:
        """Refuse a year that cannot be settled whatever was spent in it."""
        jaar = self.request.jaar
        found = [*against_year(self.facts, jaar, min(self.day, self.today)), *self._in_force(), *self._settled_before()]
        if severe(found):
            raise InvoiceRefusedError(severe(found))

    def _in_force(self) -> Iterator[Belemmering]:
        """A year is settled under an agreement, or extension, that was in force on the last day that falls in it."""
        jaar = self.request.jaar
        try:
            known = store.facts_of(self.key) if self.key in store.dossiers() else None
            covered = known is not None and any(in_force(known, day, self.moment) for day in self._last_days())
        except ForCounselError as doubt:
            yield _told("for-counsel", "overeenkomst", str(doubt), "Vraag een jurist en leg het antwoord vast.")
            return
        if not covered:
            end = self.dossier.overeenkomst.einddatum
            extension = end is not None and jaar > end.year
            which = "de verlenging" if extension else "de samenwerkingsovereenkomst"
            yield _told(
                "not-in-force",
                "verlenging" if extension else "overeenkomst",
                f"Voor {jaar} is {which} niet in werking; over dat jaar valt er niets af te rekenen (artikel 6.5).",
                "Laat eerst alle partijen ondertekenen; bekijk met 'tekenklaar status' wie dat nog moet doen.",
            )

    def _against_signed(self, signed: Dossier) -> Iterator[Belemmering]:
        """Contributions, btw and key are those that were signed; the begroting may have been changed since (6.1)."""
        jaar = self.request.jaar
        yield from differences(self.dossier, signed, jaar, (p.sleutel for p in self.dossier.partijen))
        key, now = signed.overeenkomst.verdeelsleutel, self.dossier.overeenkomst.verdeelsleutel
        if key and key != now and not self.request.key:
            yield Belemmering(
                "finance.differs-from-signed",
                "overeenkomst.verdeelsleutel",
                f"Ondertekend is sleutel {key}, het dossier zegt nu {now or 'niets'}.",
                REMEDY,
            )
        then, budget = signed.jaren.get(jaar), self.dossier.jaren[jaar].begroting
        if then and then.begroting != budget:
            yield Belemmering(
                "finance.budget-changed",
                f"jaren.{jaar}.begroting",
                f"De begroting van {jaar} is niet meer die bij de ondertekende overeenkomst.",
                "Ga na dat de Processtuurgroep de wijziging heeft vastgesteld (artikel 6.1).",
                severe=False,
            )

    def _last_days(self) -> Iterator[date]:
        """Days on which the cooperation may have been in force last in that year."""
        extension = self.dossier.verlenging.einddatum if self.dossier.verlenging else None
        yield date(self.request.jaar, 12, 31)
        for end in (self.dossier.overeenkomst.einddatum, extension):
            if end and end.year == self.request.jaar:
                yield end

    def _late(self) -> Iterator[Belemmering]:
        """Late is no reason not to settle; it is one to say so."""
        uiterlijk = self.dossier.overeenkomst.verantwoording_uiterlijk
        if uiterlijk and self.day > werkdag_from(day_in_year(uiterlijk, self.request.jaar + 1)):
            due = datum_voluit(day_in_year(uiterlijk, self.request.jaar + 1))
            yield Belemmering(
                "finance.account-late",
                "overeenkomst.verantwoording_uiterlijk",
                f"De verantwoording over {self.request.jaar} moest uiterlijk op {due} zijn verstuurd (artikel 6.5).",
                "Stuur haar nu, en meld de andere partijen waarom zij later komt.",
                severe=False,
            )

    def _settled_before(self) -> Iterator[Belemmering]:
        jaar = self.request.jaar
        if found := settled(self.key, jaar):
            first, day = found[0], date.fromisoformat(found[0].facts["datum"])
            yield _told(
                "already-settled",
                f"jaren.{jaar}",
                f"Over {jaar} is al afgerekend, op {datum_voluit(day)} ({first.kind} {first.number}); een jaar wordt"
                " één keer afgerekend.",
                "Schrijf de stukken opnieuw met --again.",
            )

    def afrekening(self) -> Afrekening:
        """What was spent, what is left and how it is divided. Raises ActualsError."""
        budget = [(line["post"], line["bedrag"]) for line in self.year["begroting"]]
        spent = read_actuals(self.request.actuals, self.request.actuals_name, [post for post, _ in budget])
        lead = lead_of(self.facts, self.year)
        weights = weights_by(str(self.sleutel), self.year, lead)
        outcome = account(budget, spent, weights)
        known = {key: gefactureerd(each) for key, each in self.invoices().items()}
        shares = divide(outcome.restant, weights, known)
        return Afrekening(self.request.jaar, str(self.sleutel), outcome, shares, lead)

    def invoices(self) -> Mapping[str, NumberedDocument]:
        """The invoices of the year that stand, by partij."""
        return {each.partij: each for each in invoiced(self.key, self.request.jaar)}

    def papers(self, afrekening: Afrekening) -> Papers:
        """What is made when nothing is in the way."""
        suffix = Path(self.request.actuals_name).suffix.lower()
        return Papers(
            dossier=self.dossier,
            assembly=self.assembly,
            afrekening=afrekening,
            invoices=self.invoices(),
            agreed=self.agreed,
            source=(f"realisatie-{self.request.jaar}{suffix}", self.request.actuals),
            day=self.day,
            moment=self.moment,
            by=self.by,
            engine=self.engine,
            progress=self.progress,
        )

    def objections(self, afrekening: Afrekening) -> Iterator[Belemmering]:
        """Everything that is in the way of this division, and remarks."""
        agreed = self.agreed
        if signed := self.signed:
            yield from self._against_signed(signed)
        yield from against_account(afrekening.verantwoording, self.year)
        if afrekening.verantwoording.restant > 0:
            yield from against_key(self.sleutel, self.year)
            yield from against_credit(afrekening, self.facts, self.year)
        lead = self.dossier.partij(afrekening.penvoerder)
        yield from against_date(Reeks.of(lead, Rekeningsoort.CREDITNOTA, self.day), self.day, self.today)
        yield from remarks(afrekening.verantwoording, self.year, afrekening.sleutel, agreed)
        yield from self._late()


def _told(code: str, where: str, message: str, remedy: str) -> Belemmering:
    return Belemmering(f"finance.{code}", where, message, remedy)
