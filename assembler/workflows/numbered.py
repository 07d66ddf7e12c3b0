"""Issuing documents that bear a number, invoices and credit notes: Word, PDF and e-invoice, all of them or none.

They are made for the numbers that come next, held against every rule, and recorded in one transaction that takes the
numbers only if they still are the next ones. If another process was first, they are made anew.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from assembler.dossier.factuurgegevens import Profiel
from assembler.dossier.partij import Partij
from assembler.dossier.tijd import datum_voluit
from assembler.finance.invoice import Rekening, Rekeningsoort
from assembler.finance.numbering import Reeks
from assembler.finance.readiness import Belemmering
from assembler.finance.texts import numbered
from assembler.finance.ubl import Bijlage, build
from assembler.finance.ubl_rule import Regelfout
from assembler.finance.validation import shared_validator
from assembler.finance.validation_fields import Plaats, field_of
from assembler.pages import Text, convert_all
from assembler.workflows.assemble import Assembly
from assembler.workflows.errors import InvoiceRefusedError
from assembler.workflows.issue import dossier_key
from assembler.workflows.progress import Progress, silent
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.numbered import NumberedDocument

KINDS = {
    Rekeningsoort.FACTUUR: "factuur",
    Rekeningsoort.CORRECTIE: "gecorrigeerde factuur",
    Rekeningsoort.CREDITNOTA: "creditnota",
}
"""What a document is called in the register."""
CANCELLATION = "creditnota (intrekking)"
"""A credit note that takes an invoice back as a whole, after which there may be another."""
INVOICES = (KINDS[Rekeningsoort.FACTUUR], KINDS[Rekeningsoort.CORRECTIE])
ATTEMPTS = 5


@dataclass(frozen=True)
class Opdracht:
    """One document to issue."""

    stuk: Stuk
    texts: Mapping[str, Any]
    """What its template is filled with; number and dates still open (see `assembler.finance.texts`)."""
    soort: Rekeningsoort
    profiel: Profiel
    once: str
    """What may be done once, such as invoicing this partij for this year."""
    about: str = ""
    """Number of the document that this one credits or replaces."""
    bijgevoegd: Mapping[str, bytes] = field(default_factory=dict)
    """Files by name that go and are kept with it, such as the account that a credit note follows from."""
    kind: str = ""
    """What it is called in the register; empty: by ``soort``."""


@dataclass(frozen=True)
class Uitgereikt:
    """One document that was issued."""

    fact: NumberedDocument
    files: Mapping[str, bytes]
    """Word, PDF and e-invoice by file name."""

    @classmethod
    def of(cls, fact: NumberedDocument) -> "Uitgereikt":
        """A document that was issued before, byte for byte."""
        return cls(fact, {name: store.kept_bytes(sha256) for name, sha256 in fact.files.items()})


@dataclass(frozen=True)
class Issuer:
    """Issues documents of one kind for one penvoerder."""

    assembly: Assembly
    penvoerder: Partij
    datum: date
    """Date of the documents."""
    moment: datetime
    """Record time."""
    by: str
    engine: str = "embedded"
    progress: Progress = silent

    def issue(self, opdrachten: Sequence[Opdracht]) -> list[Uitgereikt]:
        """Issue all of these, or none.

        Raises InvoiceRefusedError with every rule that a document breaks, OnlyOnceError where one was issued before.
        """
        reeks = Reeks.of(self.penvoerder, opdrachten[0].soort, self.datum)
        for left in reversed(range(ATTEMPTS)):
            made = self._made(opdrachten, reeks, store.next_in_series(reeks.name))
            files = {_sha(data): data for each in made for data in each.files.values()}
            try:
                report = partial(self.progress, "Nummers vastleggen")
                store.record_numbered([each.fact for each in made], files, report)
            except store.NumberTakenError:
                if not left:
                    raise
            else:
                return made
        raise AssertionError("unreachable")

    def _made(self, opdrachten: Sequence[Opdracht], reeks: Reeks, first: int) -> list[Uitgereikt]:
        drafts = [self._draft(opdracht, reeks, first + place) for place, opdracht in enumerate(opdrachten)]
        docx = []
        for number, draft in enumerate(drafts, 1):
            docx.append(self.assembly.fill(draft.opdracht.stuk, factuur=draft.texts))
            self.progress("Facturen opmaken", number, len(drafts))
        titles = [Text(data, draft.title) for data, draft in zip(docx, drafts, strict=True)]
        report = partial(self.progress, "PDF's maken")
        pdfs = convert_all(titles, self.engine, moment=self.datum, progress=report)
        xmls = [draft.ubl(pdf) for draft, pdf in zip(drafts, pdfs, strict=True)]
        self._require_valid(drafts, xmls)
        return [
            Uitgereikt(self._fact(draft, reeks, files), files)
            for draft, *parts in zip(drafts, docx, pdfs, xmls, strict=True)
            for files in [{**dict(zip(draft.names, parts, strict=True)), **draft.opdracht.bijgevoegd}]
        ]

    def _draft(self, opdracht: Opdracht, reeks: Reeks, volgnummer: int) -> "_Draft":
        texts = numbered(opdracht.texts, reeks.number(volgnummer), self.datum)
        rekening = Rekening.of(texts, self.assembly.facts["overeenkomst"], opdracht.soort)
        return _Draft(opdracht, volgnummer, texts, rekening)

    def _require_valid(self, drafts: Sequence["_Draft"], xmls: Sequence[bytes]) -> None:
        found: list[Belemmering] = []
        pairs = [(xml, draft.opdracht.profiel) for xml, draft in zip(xmls, drafts, strict=True)]
        checked = shared_validator().check_all(pairs)
        for number, (draft, faults) in enumerate(zip(drafts, checked, strict=True), 1):
            found += [self._told(draft, fault) for fault in faults if fault.severe]
            self.progress("E-facturen controleren", number, len(drafts))
        if found:
            raise InvoiceRefusedError(found)

    def _told(self, draft: "_Draft", fault: Regelfout) -> Belemmering:
        keys = [partij["sleutel"] for partij in self.assembly.facts["partijen"]]
        stuk = draft.opdracht.stuk
        place = Plaats(
            keys.index(self.penvoerder.sleutel), keys.index(str(stuk.partij)), str(stuk.partij), stuk.jaar or 0
        )
        message = f"De e-factuur breekt regel {fault.rule}: {fault.message} ({fault.xpath})"
        remedy = "Verbeter dit gegeven; is het goed, meld dit dan als fout van Tekenklaar."
        return Belemmering("finance.rule-broken", field_of(fault, place), message, remedy)

    def _fact(self, draft: "_Draft", reeks: Reeks, files: Mapping[str, bytes]) -> NumberedDocument:
        opdracht = draft.opdracht
        return NumberedDocument(
            series=reeks.name,
            volgnummer=draft.volgnummer,
            number=draft.rekening.nummer,
            dossier=dossier_key(self.assembly.facts),
            kind=opdracht.kind or KINDS[opdracht.soort],
            once=opdracht.once,
            issued_at=self.moment,
            by=self.by,
            partij=opdracht.stuk.partij or "",
            jaar=opdracht.stuk.jaar,
            about=opdracht.about,
            facts=_booked(draft.rekening, opdracht.profiel),
            files={name: _sha(data) for name, data in files.items()},
        )


@dataclass(frozen=True)
class _Draft:
    """One document on its way, with the number that it will bear."""

    opdracht: Opdracht
    volgnummer: int
    texts: Mapping[str, Any]
    rekening: Rekening

    @property
    def title(self) -> str:
        return f"{self.texts['titel']} {self.rekening.nummer}"

    @property
    def names(self) -> tuple[str, str, str]:
        """File names of Word, PDF and e-invoice."""
        start = f"{self.opdracht.stuk.soort}-{self.rekening.nummer}-{self.opdracht.stuk.partij}"
        return f"{start}.docx", f"{start}.pdf", f"{start}.xml"

    def ubl(self, pdf: bytes) -> bytes:
        return build(self.rekening, self.opdracht.profiel, Bijlage(self.names[1], pdf))


def _booked(rekening: Rekening, profiel: Profiel) -> dict[str, Any]:
    """What the register keeps to account with: amounts in EUR as text, days in ISO 8601."""
    amounts = rekening.bedragen
    return {
        "soort": rekening.soort.value,
        "datum": rekening.datum.isoformat(),
        "vervaldatum": rekening.vervaldatum.isoformat(),
        "netto": str(amounts.netto),
        "btw_positie": rekening.btw_positie,
        "btw_tarief": None if amounts.btw_tarief is None else str(amounts.btw_tarief),
        "btw_bedrag": str(amounts.btw_bedrag),
        "totaal": str(amounts.totaal),
        "referentie": rekening.referentie,
        "profiel": profiel.value,
    }


def against_date(reeks: Reeks, datum: date, today: date) -> Iterator[Belemmering]:
    """A document bears the day on which it is issued: not one to come, nor one before the last of its series."""
    if datum > today:
        message = f"De datum {datum_voluit(datum)} moet nog komen; het is {datum_voluit(today)}."
        remedy = "Reik het stuk op die dag uit, of laat --date weg."
        yield Belemmering("finance.date-to-come", "overeenkomst", message, remedy)
    earlier = store.numbered(series=reeks.name)
    last = max(earlier, key=lambda each: str(each.facts["datum"]), default=None)
    if last and datum.isoformat() < last.facts["datum"]:
        day = date.fromisoformat(last.facts["datum"])
        message = (
            f"De datum {datum_voluit(datum)} ligt vóór {datum_voluit(day)}, de datum van {last.number}; de nummers van"
            " een reeks volgen op elkaar (Wet OB artikel 35a)."
        )
        remedy = f"Kies {datum_voluit(day)} of een latere dag (--date)."
        yield Belemmering("finance.date-before-last", "overeenkomst", message, remedy)


def standing_invoice(dossier: str, jaar: int, partij: str) -> NumberedDocument | None:
    """The invoice of a partij for a year that stands: the last one that was not replaced or taken back."""
    return next((each for each in invoiced(dossier, jaar) if each.partij == partij), None)


def invoiced(dossier: str, jaar: int) -> Iterator[NumberedDocument]:
    """The invoices of a year that stand, in the order of their numbers; of each partij at most one."""
    found = [each for each in store.numbered(dossier=dossier, jaar=jaar) if each.kind in (*INVOICES, CANCELLATION)]
    gone = {each.about for each in found}
    yield from (each for each in found if each.kind in INVOICES and each.number not in gone)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
