"""Settling a year: the account of the penvoerder, what is left divided, a credit note for who was invoiced.

Everything is made first: the accounts, the chart, the credit notes. Then all of it is recorded in one transaction with
the numbers of the credit notes, or none of it. A year is settled once.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from assembler.documents.picture import picture
from assembler.dossier import Dossier
from assembler.dossier.factuurgegevens import Profiel
from assembler.dossier.partij import Partij
from assembler.dossier.tijd import datum_voluit
from assembler.finance.account import account
from assembler.finance.account_texts import bars, lead_of, settled_texts, with_invoices
from assembler.finance.actuals import read_actuals
from assembler.finance.chart import WIDTH_MM, draw
from assembler.finance.invoice import Rekeningsoort
from assembler.finance.readiness import Belemmering, severe
from assembler.finance.settlement import Gefactureerd, divide, weights_by
from assembler.finance.settlement_objections import (
    Afrekening,
    against_account,
    against_credit,
    against_key,
    against_year,
    remarks,
    year_of,
)
from assembler.finance.texts import credit_texts, numbered
from assembler.pages import Text, convert_all, font_set
from assembler.workflows.assemble import Assembly, Facts
from assembler.workflows.errors import InvoiceRefusedError
from assembler.workflows.issue import dossier_key
from assembler.workflows.numbered import ATTEMPTS, Issuer, Opdracht, Uitgereikt, invoiced
from assembler.workflows.output import write_file
from assembler.workflows.progress import Progress, silent
from assembler.workflows.signed_facts import REMEDY, differences, signed_dossier
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.effect import ForCounselError, in_force
from signatures.facts import AMSTERDAM
from signatures.numbered import NumberedDocument

SETTLED = ("creditnota", "verantwoording")
"""Kinds in the register that say that a year was settled."""
FONT = "Caladea-Regular.ttf"


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
    issued = settling.issue(afrekening)
    files = tuple(write_file(out / name, data) for name, data in settling.files(issued).items())
    return Outcome(afrekening, tuple(each.fact for each in issued), files, found)


def again(path: Path, out: Path, jaar: int) -> list[Path]:
    """Write what was made when a year was settled once more, byte for byte."""
    key = dossier_key(Assembly.of(Dossier.load(path), concept=False).facts)
    found = [Uitgereikt.of(each) for each in settled(key, jaar)]
    if not found:
        message = f"Over {jaar} is in dossier {key} nog niet afgerekend."
        raise InvoiceRefusedError([_told("not-settled", f"jaren.{jaar}", message, "Reken eerst af met --actuals.")])
    return [write_file(out / name, data) for each in found for name, data in each.files.items()]


def settled(dossier: str, jaar: int) -> Sequence[NumberedDocument]:
    """What was recorded when a year was settled; empty before that."""
    return [each for each in store.numbered(dossier=dossier, jaar=jaar) if each.kind in SETTLED]


def _asked_once(dossier: str, jaar: int, partij: str) -> str:
    """A credit note, or an account where nothing was left: either of them settles the year for a partij."""
    return f"afrekening {dossier} {jaar} {partij}"


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
        return self.request.datum or self.moment.astimezone(AMSTERDAM).date()

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
        found = [*against_year(self.facts, jaar, self.day), *self._in_force(), *self._settled_before()]
        if severe(found):
            raise InvoiceRefusedError(severe(found))

    def _in_force(self) -> Iterator[Belemmering]:
        """A year is settled under an agreement, or its extension, that was in force on its last day."""
        jaar = self.request.jaar
        try:
            known = self.key in store.dossiers()
            covered = known and in_force(store.facts_of(self.key), date(jaar, 12, 31), self.moment)
        except ForCounselError as doubt:
            yield _told("for-counsel", "overeenkomst", str(doubt), "Vraag een jurist en leg het antwoord vast.")
            return
        if not covered:
            extension = jaar > self.facts["overeenkomst"]["einddatum"].year if self._has_end() else False
            which = "de verlenging" if extension else "de samenwerkingsovereenkomst"
            yield _told(
                "not-in-force",
                "verlenging" if extension else "overeenkomst",
                f"Op 31 december {jaar} is {which} niet in werking; over {jaar} valt er niets af te rekenen (artikel"
                " 6.5).",
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

    def _has_end(self) -> bool:
        return isinstance(self.facts["overeenkomst"]["einddatum"], date)

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
        shares = divide(outcome.restant, weights, self.invoices())
        return Afrekening(self.request.jaar, str(self.sleutel), outcome, shares, lead)

    def invoices(self) -> Mapping[str, Gefactureerd]:
        """The invoices of the year that stand, by partij."""
        return {each.partij: _gefactureerd(each) for each in invoiced(self.key, self.request.jaar)}

    def objections(self, afrekening: Afrekening) -> Iterator[Belemmering]:
        """Everything that is in the way of this division, and remarks."""
        agreed = self.agreed
        if signed := self.signed:
            yield from self._against_signed(signed)
        yield from against_account(afrekening.verantwoording, self.year)
        if afrekening.verantwoording.restant > 0:
            yield from against_key(self.sleutel, self.year)
            yield from against_credit(afrekening, self.facts, self.year)
        yield from remarks(afrekening.verantwoording, self.year, afrekening.sleutel, agreed)

    def issue(self, afrekening: Afrekening) -> Sequence[Uitgereikt]:
        """Make accounts and credit notes, and record all of them, or none."""
        credits = {share.partij: self._credit(share.partij, afrekening) for share in afrekening.te_crediteren}
        accounts = self._accounts(afrekening, credits)
        bewijs = {f"afrekening-{self.request.jaar}.json": _summary(afrekening), self._source_name: self.request.actuals}
        lead = self.dossier.partij(afrekening.penvoerder)
        issuer = Issuer(self.assembly, lead, self.day, self.moment, self.by, self.engine, self.progress)
        if not credits:
            first, *_ = accounts
            parts = {key: {**files, **(bewijs if key == first else {})} for key, files in accounts.items()}
            return self._recorded_accounts(lead, parts)
        rest = {name: data for key, files in accounts.items() if key not in credits for name, data in files.items()}
        orders = [self._order(key, texts, accounts[key]) for key, texts in credits.items()]
        orders[0] = _with_files(orders[0], rest | bewijs)
        return issuer.issue(orders)

    @property
    def _source_name(self) -> str:
        return f"realisatie-{self.request.jaar}{Path(self.request.actuals_name).suffix.lower()}"

    def files(self, issued: Sequence[Uitgereikt]) -> Mapping[str, bytes]:
        """Everything to write, by file name."""
        return {name: data for each in issued for name, data in each.files.items()}

    def _credit(self, partij: str, afrekening: Afrekening) -> Mapping[str, Any]:
        share = next(share for share in afrekening.aandelen if share.partij == partij)
        assert share.factuur is not None  # against_credit told of it otherwise
        texts = credit_texts(self.facts, self.assembly.partij(partij), self.year, share.bedrag)
        return texts | {"bij_factuur": {"nummer": share.factuur.nummer, "datum": share.factuur.datum}}

    def _order(self, partij: str, texts: Mapping[str, Any], files: Mapping[str, bytes]) -> Opdracht:
        invoice = next(each for each in invoiced(self.key, self.request.jaar) if each.partij == partij)
        return Opdracht(
            Stuk("creditnota", partij, self.request.jaar),
            texts,
            Rekeningsoort.CREDITNOTA,
            Profiel(invoice.facts["profiel"]),
            _asked_once(self.key, self.request.jaar, partij),
            invoice.number,
            files,
        )

    def _accounts(
        self, afrekening: Afrekening, credits: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Mapping[str, bytes]]:
        """Word and PDF of the account for every partij but the penvoerder, by partij."""
        keys = [p["sleutel"] for p in self.facts["partijen"] if p["sleutel"] != afrekening.penvoerder]
        texts = with_invoices(settled_texts(self.facts, self.year, afrekening, self.day, self.agreed), self.invoices())
        chart = draw(self.request.jaar, *bars(texts), font_set().file(FONT))
        filled = []
        for number, key in enumerate(keys, 1):
            credit = numbered(credits[key], "", self.day) if key in credits else None
            grafiek = picture(chart.png, WIDTH_MM, chart.tekst)
            filled.append(self._filled(key, afrekening, {**texts, "creditnota": credit, "grafiek": grafiek}))
            self.progress("Verantwoordingen vullen", number, len(keys))
        titles = [self.assembly.title(self._stuk(key)) for key in keys]
        pairs = [Text(docx, title) for docx, title in zip(filled, titles, strict=True)]
        pdfs = convert_all(pairs, self.engine, moment=self.day, progress=partial(self.progress, "PDF's maken"))
        return {
            key: {f"{self._stuk(key).key}.docx": docx, f"{self._stuk(key).key}.pdf": pdf}
            for key, docx, pdf in zip(keys, filled, pdfs, strict=True)
        }

    def _filled(self, partij: str, afrekening: Afrekening, texts: Mapping[str, Any]) -> bytes:
        lead = self.assembly.partij(afrekening.penvoerder)
        return self.assembly.fill(self._stuk(partij), verantwoording=texts, penvoerder=lead)

    def _stuk(self, partij: str) -> Stuk:
        return Stuk("verantwoording", partij, self.request.jaar)

    def _recorded_accounts(self, lead: Partij, parts: Mapping[str, Mapping[str, bytes]]) -> Sequence[Uitgereikt]:
        """Nothing is left, so the accounts themselves are what is recorded, in a series of their own."""
        series = f"{lead.factuur.reeks or lead.sleutel}-V{self.day.year}"
        kept = {_sha(data): data for files in parts.values() for data in files.values()}
        for left in reversed(range(ATTEMPTS)):
            first = store.next_in_series(series)
            made = [self._account_fact(series, first + n, key, parts[key]) for n, key in enumerate(parts)]
            try:
                store.record_numbered(made, kept)
            except store.NumberTakenError:
                if not left:
                    raise
            else:
                return [Uitgereikt(fact, parts[fact.partij]) for fact in made]
        raise AssertionError("unreachable")

    def _account_fact(self, series: str, number: int, partij: str, files: Mapping[str, bytes]) -> NumberedDocument:
        return NumberedDocument(
            series=series,
            volgnummer=number,
            number=f"{series}-{number:04}",
            dossier=self.key,
            kind="verantwoording",
            once=_asked_once(self.key, self.request.jaar, partij),
            issued_at=self.moment,
            by=self.by,
            partij=partij,
            jaar=self.request.jaar,
            facts={"datum": self.day.isoformat()},
            files={name: _sha(data) for name, data in files.items()},
        )


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _gefactureerd(invoice: NumberedDocument) -> Gefactureerd:
    facts = invoice.facts
    day = date.fromisoformat(facts["datum"])
    return Gefactureerd(invoice.partij, invoice.number, day, Decimal(facts["netto"]), facts["btw_positie"])


def _with_files(order: Opdracht, files: Mapping[str, bytes]) -> Opdracht:
    return replace(order, bijgevoegd={**order.bijgevoegd, **files})


def _summary(afrekening: Afrekening) -> bytes:
    """The settlement in figures, for other programs and for later."""
    return json.dumps(as_dict(afrekening), ensure_ascii=False, indent=2).encode()


def as_dict(afrekening: Afrekening) -> dict[str, Any]:
    """The settlement as plain values; amounts in EUR as text, without btw."""
    outcome = afrekening.verantwoording
    return {
        "year": afrekening.jaar,
        "key": afrekening.sleutel,
        "budget": str(outcome.begroot_totaal),
        "spent": str(outcome.besteed_totaal),
        "surplus": str(outcome.restant),
        "lines": [{"post": r.post, "budget": str(r.begroot), "spent": str(r.besteed)} for r in outcome.regels],
        "shares": [
            {
                "partij": share.partij,
                "weight": str(share.gewicht),
                "amount": str(share.bedrag),
                "credited": share in afrekening.te_crediteren,
                "invoice": share.factuur.nummer if share.factuur else None,
            }
            for share in afrekening.aandelen
        ],
    }


def _told(code: str, where: str, message: str, remedy: str) -> Belemmering:
    return Belemmering(f"finance.{code}", where, message, remedy)
