"""Invoicing a year: every partij but the penvoerder gets one, while the agreement is in force for that year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from assembler.checks import check_facts
from assembler.dossier import Dossier
from assembler.dossier.factuurgegevens import Profiel
from assembler.dossier.partij import Partij
from assembler.dossier.tijd import datum_voluit
from assembler.finance.invoice import Rekeningsoort
from assembler.finance.numbering import Reeks
from assembler.finance.readiness import Belemmering, Opgave, obstacles, payers, severe
from assembler.finance.texts import cancelling_texts, corrected, invoice_texts, period
from assembler.pages import warm_up
from assembler.workflows.assemble import Assembly, Facts
from assembler.workflows.draft import require_known
from assembler.workflows.errors import InvoiceRefusedError, NothingIssuedError
from assembler.workflows.issue import dossier_key
from assembler.workflows.numbered import (
    CANCELLATION,
    INVOICES,
    Issuer,
    Opdracht,
    Uitgereikt,
    against_date,
    invoiced,
)
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.signed_facts import differences, signed_dossier
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.dutch import day_of
from signatures.effect import ForCounselError, InstrumentState, InstrumentStatus, in_force, instrument_states
from signatures.facts import Facts as SigningFacts
from signatures.facts import Kind
from signatures.numbered import NumberedDocument

WRITTEN = (*INVOICES, CANCELLATION)
FEW = 4
"""More documents than this are worth loading the other processes for while Word files are still being filled."""
STATUS = "Bekijk met 'tekenklaar status' wat er nog moet gebeuren."


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    jaar: int
    partijen: tuple[str, ...] = ()
    """Keys; empty: every partij that pays in cash."""
    datum: date | None = None
    """Date of the invoices; None: the day of ``moment``."""
    profiel: Profiel | None = None
    """Specification of the e-invoices; None: as each buyer wants."""
    corrects: str = ""
    """Number of the invoice that is replaced by a corrected one; then ``partijen`` is left empty."""
    cancels: str = ""
    """Number of the invoice that is taken back by a credit note over the whole of it; the same holds."""

    @property
    def about(self) -> str:
        """Number of the earlier invoice, if this is about one."""
        return self.corrects or self.cancels


@dataclass(frozen=True)
class Outcome:
    """Invoices that were issued, the files written, and remarks that stopped nothing."""

    issued: tuple[Uitgereikt, ...]
    files: tuple[Path, ...]
    remarks: tuple[Belemmering, ...]


def invoice(
    path: Path,
    out: Path,
    request: Request,
    *,
    moment: datetime,
    by: str,
    engine: str = "embedded",
    progress: Progress = silent,
) -> Outcome:
    """Issue the invoices of a year and write Word, PDF and e-invoice of each into ``out``.

    Raises InvoiceRefusedError with everything that is in the way; then nothing is numbered and nothing written.
    """
    dossier = Dossier.load(path)
    assembly = Assembly.of(dossier, concept=False)
    require_known(request.partijen, assembly.facts)
    invoicing = Invoicing(dossier, assembly, request, moment)
    found = tuple(invoicing.obstacles())
    if severe(found):
        raise InvoiceRefusedError(severe(found))
    if len(invoicing.kopers) > FEW:
        warm_up()
    issuer = Issuer(assembly, invoicing.penvoerder, invoicing.datum, moment, by, engine, progress)
    issued = issuer.issue([invoicing.order(key) for key in invoicing.kopers])
    return Outcome(tuple(issued), tuple(write(issued, out, progress)), found)


def again(path: Path, out: Path, jaar: int, partijen: Sequence[str] = ()) -> list[Path]:
    """Write every invoice of a year that was issued before once more, replaced ones too, byte for byte."""
    assembly = Assembly.of(Dossier.load(path), concept=False)
    require_known(partijen, assembly.facts)
    found = [each for each in store.numbered(dossier=dossier_key(assembly.facts), jaar=jaar) if each.kind in WRITTEN]
    chosen = [each for each in found if not partijen or each.partij in partijen]
    if not chosen:
        raise NothingIssuedError(jaar)
    return list(write([Uitgereikt.of(each) for each in chosen], out))


def write(issued: Sequence[Uitgereikt], out: Path, progress: Progress = silent) -> Iterator[Path]:
    """Write the files of each document. Stopped here, what was numbered is kept; `again` writes it."""
    for number, each in enumerate(issued, 1):
        for name, data in each.files.items():
            yield write_file(out / name, data)
        progress("Facturen schrijven", number, len(issued))


class Invoicing:
    """One request, held against the dossier, the store and the law."""

    def __init__(self, dossier: Dossier, assembly: Assembly, request: Request, moment: datetime) -> None:
        self.dossier = dossier
        self.assembly = assembly
        self.request = request
        self.moment = moment
        self.key = dossier_key(assembly.facts)
        self.datum = request.datum or day_of(moment)
        self.earlier = self._earlier()
        self.kopers = self._kopers()

    @property
    def penvoerder(self) -> Partij:
        lead = self.dossier.penvoerder_in(self.request.jaar)
        assert lead is not None  # readiness told of it otherwise
        return lead

    def _earlier(self) -> NumberedDocument | None:
        """The invoice that is to be replaced or taken back; None where this dossier has no such invoice."""
        if not self.request.about:
            return None
        found = store.numbered(number=self.request.about, dossier=self.key, jaar=self.request.jaar)
        keys = {partij.sleutel for partij in self.dossier.partijen}
        return next((each for each in found if each.kind in INVOICES and each.partij in keys), None)

    def _kopers(self) -> tuple[str, ...]:
        if self.request.about:
            return (self.earlier.partij,) if self.earlier else ()
        return tuple(dict.fromkeys(self.request.partijen)) or payers(self.dossier, self.request.jaar)

    def obstacles(self) -> Iterator[Belemmering]:
        """Everything that is in the way, and remarks."""
        yield from obstacles(Opgave(self.dossier, self.request.jaar, self.kopers))
        yield from self._numbered_in_order()
        if not self.request.cancels:  # taking back must be possible whatever became of the agreement
            yield from self._sums()
            yield from self._in_force()
        if self.request.about:
            yield from self._about_earlier()
            return
        yield from self._earlier_invoices()
        if not self.kopers:
            yield self._told("no-buyer", f"jaren.{self.request.jaar}.inleg", *NO_BUYER)

    def _numbered_in_order(self) -> Iterator[Belemmering]:
        if lead := self.dossier.penvoerder_in(self.request.jaar):
            soort = Rekeningsoort.CREDITNOTA if self.request.cancels else Rekeningsoort.FACTUUR
            yield from against_date(Reeks.of(lead, soort, self.datum), self.datum, day_of(self.moment))

    def order(self, key: str) -> Opdracht:
        """What to issue to one partij."""
        partij, jaar = self.assembly.partij(key), self.request.jaar
        if self.earlier and self.request.cancels:
            return self._cancellation(self.earlier, partij)
        texts = invoice_texts(self.assembly.facts, partij, self._year())
        profiel = self.request.profiel or self.dossier.partij(key).factuur.profiel or Profiel.NLCIUS
        stuk = Stuk("factuur", key, jaar)
        if self.earlier is None:
            return Opdracht(stuk, texts, Rekeningsoort.FACTUUR, profiel, self._once(key))
        number = self.earlier.number
        replaced = corrected(texts, number, _date_of(self.earlier))
        return Opdracht(stuk, replaced, Rekeningsoort.CORRECTIE, profiel, f"vervangt of crediteert {number}", number)

    def _cancellation(self, earlier: NumberedDocument, partij: Facts) -> Opdracht:
        netto = Decimal(earlier.facts["netto"])
        facts, number = self.assembly.facts, earlier.number
        texts = cancelling_texts(facts, partij, self._year(), number, _date_of(earlier), netto)
        return Opdracht(
            Stuk("creditnota", earlier.partij, earlier.jaar),
            texts,
            Rekeningsoort.CREDITNOTA,
            self.request.profiel or Profiel(earlier.facts["profiel"]),
            f"vervangt of crediteert {number}",
            number,
            kind=CANCELLATION,
        )

    def _once(self, key: str) -> str:
        """A partij is invoiced once for a year, and once more after each invoice that was taken back."""
        known = store.numbered(dossier=self.key, jaar=self.request.jaar, kind=CANCELLATION)
        back = [each.number for each in known if each.partij == key]
        return " ".join(("factuur", self.key, str(self.request.jaar), key, *back[-1:]))

    def _year(self) -> Facts:
        found: Facts = next(entry for entry in self.assembly.facts["jaren"] if entry["jaar"] == self.request.jaar)
        return found

    def _told(self, code: str, where: str, message: str, remedy: str) -> Belemmering:
        return Belemmering(f"finance.{code}", where, message, remedy)

    def _sums(self) -> Iterator[Belemmering]:
        """Figures of the year that do not prove each other."""
        here = f"jaren.{self.request.jaar}."
        for finding in check_facts(self.dossier):
            if finding.severity == "error" and finding.code == "facts.sum-mismatch" and finding.where.startswith(here):
                yield Belemmering(finding.code, finding.where, finding.message, finding.remedy)

    def _in_force(self) -> Iterator[Belemmering]:
        """In force for the year of the contribution, and on the date of the invoice; and as it was signed."""
        facts = store.facts_of(self.key) if self.key in store.dossiers() else None
        signed = next(filter(_took_effect, instrument_states(facts, self.moment)), None) if facts else None
        if facts is None or signed is None:
            message = "De samenwerkingsovereenkomst is nog niet in werking; daarvóór is er niets te factureren."
            yield self._told("not-in-force", "overeenkomst", message, STATUS)
            return
        yield from self._covered(facts, signed.ends_on)
        yield from self._dated(signed)
        if frozen := signed_dossier(self.key, self.moment):
            yield from differences(self.dossier, frozen, self.request.jaar, self.kopers)

    def _covered(self, facts: SigningFacts, ends: date | None) -> Iterator[Belemmering]:
        jaar, start = self.request.jaar, self.dossier.overeenkomst.werkt_terug_tot
        try:
            covered = in_force(facts, _last_day(self.assembly.facts, jaar), self.moment)
        except ForCounselError as doubt:
            yield self._told("for-counsel", "overeenkomst", str(doubt), "Vraag een jurist en leg het antwoord vast.")
            return
        if not covered and start and jaar < start.year:
            message = f"De overeenkomst geldt niet voor {jaar}: zij werkt terug tot {_day(start)} (artikel 7.1)."
            yield self._told("not-in-force", "overeenkomst.werkt_terug_tot", message, "Kies een ander jaar.")
        elif not covered:
            message = f"De overeenkomst geldt niet voor {jaar}: zij eindigt op {_day(ends)} (artikel 7.1)."
            remedy = "Factureer dat jaar als de verlenging door iedereen is ondertekend. " + STATUS
            yield self._told("not-in-force", "verlenging", message, remedy)

    def _dated(self, signed: InstrumentState) -> Iterator[Belemmering]:
        took_effect, ends = signed.took_effect_on, signed.ends_on
        if took_effect and self.datum < took_effect:
            message = f"De factuurdatum {_day(self.datum)} ligt vóór {_day(took_effect)}, de dag van inwerkingtreding."
            yield self._told("before-effect", "overeenkomst", message, "Kies een latere datum (--date).")
        if ends and self.datum > ends and not self.request.about:
            message = f"De factuurdatum {_day(self.datum)} ligt na {_day(ends)}, het einde van de overeenkomst."
            remedy = "Na het einde wordt afgerekend met de verantwoording; een factuur kan dan niet meer."
            yield self._told("after-end", "overeenkomst.einddatum", message, remedy)

    def _earlier_invoices(self) -> Iterator[Belemmering]:
        """One invoice per partij and year."""
        known = {each.partij: each for each in invoiced(self.key, self.request.jaar)}
        for key in self.kopers:
            if each := known.get(key):
                name = self.dossier.partij(key).volledige_naam
                message = f"{name[:1].upper()}{name[1:]} heeft over {each.jaar} al factuur {each.number}."
                remedy = "Schrijf haar opnieuw (--again), vervang haar (--corrects) of trek haar in (--cancels)."
                yield self._told("already-invoiced", f"jaren.{each.jaar}.inleg.{key}", message, remedy)

    def _about_earlier(self) -> Iterator[Belemmering]:
        """The invoice that is to be replaced or taken back must stand, and may not have been settled."""
        number, earlier, jaar = self.request.about, self.earlier, self.request.jaar
        where = "overeenkomst.kenmerk"
        if earlier is None:
            message = f"Factuur {number} over {jaar} is in dit dossier niet uitgereikt."
            yield self._told("correction-unknown", where, message, "Neem het nummer van de factuur over.")
            return
        later = [each for each in store.numbered(dossier=self.key, jaar=jaar) if each.about == number]
        if later:
            message = (
                f"Factuur {number} geldt niet meer zoals zij was: {later[0].kind} {later[0].number} verwijst ernaar."
            )
            remedy = "Vervang de factuur die nu geldt; na de afrekening kan dat niet meer."
            yield self._told("correction-replaced", where, message, remedy)
        elif self.request.cancels:
            yield from self._same_btw(earlier)
        elif self.order(earlier.partij).profiel is Profiel.PEPPOL:
            message = "Peppol kent geen gecorrigeerde factuur (384) tussen Nederlandse partijen (PEPPOL-EN16931-P0112)."
            remedy = f"Trek de factuur in met --cancels {number} en factureer opnieuw."
            yield self._told("correction-peppol", f"partijen.{earlier.partij}.factuur.profiel", message, remedy)

    def _same_btw(self, earlier: NumberedDocument) -> Iterator[Belemmering]:
        positie = self.dossier.overeenkomst.btw.positie
        if positie is not None and earlier.facts["btw_positie"] != positie.value:
            message = (
                f"Factuur {earlier.number} heeft btw-positie {earlier.facts['btw_positie']}, het dossier nu {positie}."
            )
            remedy = "Zet de btw-positie terug, trek de factuur in en wijzig de positie daarna."
            yield self._told("correction-btw", "overeenkomst.btw.positie", message, remedy)


NO_BUYER = ("Geen enkele partij draagt dit jaar in geld bij.", "Vul de inleg van het jaar in, of kies een ander jaar.")


def _took_effect(state: InstrumentState) -> bool:
    """Whether this is an agreement, signed by all and not void."""
    agreement = state.uitgifte.kind is Kind.SAMENWERKINGSOVEREENKOMST
    return agreement and state.took_effect_on is not None and state.status is not InstrumentStatus.VOID


def _date_of(document: NumberedDocument) -> date:
    return date.fromisoformat(document.facts["datum"])


def _last_day(facts: Facts, jaar: int) -> date:
    last = period(facts, jaar)[1]
    return last if isinstance(last, date) else date(jaar, 12, 31)


def _day(day: date | None) -> str:
    return datum_voluit(day) if day else "een dag die nog niet bekend is"
