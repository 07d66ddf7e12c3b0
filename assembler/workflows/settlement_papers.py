"""The papers with which a year is settled: an account for each partij, and the credit notes on their invoices.

All of them are made before any is recorded; then they become fact in one transaction, with their numbers.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from assembler.documents.picture import picture
from assembler.dossier import Dossier
from assembler.dossier.factuurgegevens import Profiel
from assembler.finance.account_texts import bars, concise, division, settled_texts, with_invoices
from assembler.finance.chart import WIDTH_MM, draw
from assembler.finance.invoice import Rekeningsoort
from assembler.finance.settlement import Aandeel, Gefactureerd
from assembler.finance.settlement_objections import Afrekening, year_of
from assembler.finance.texts import credit_texts, numbered
from assembler.pages import Text, convert_all, font_set
from assembler.workflows.assemble import Assembly, Facts
from assembler.workflows.issue import dossier_key
from assembler.workflows.numbered import ATTEMPTS, Issuer, Opdracht, Uitgereikt
from assembler.workflows.progress import Progress
from assembler.workflows.stukken import Stuk
from signatures import store
from signatures.numbered import NumberedDocument

FONT = "Caladea-Regular.ttf"
ACCOUNT = "verantwoording"
Files = Mapping[str, bytes]
"""Bytes by file name."""


@dataclass(frozen=True)
class Papers:
    """The papers of one settlement."""

    dossier: Dossier
    assembly: Assembly
    afrekening: Afrekening
    invoices: Mapping[str, NumberedDocument]
    """The invoices of the year that stand, by partij."""
    agreed: object
    """Key of division in the agreement."""
    source: tuple[str, bytes]
    """File with the actual spending, kept as evidence: name and bytes."""
    day: date
    """Date of account and credit notes."""
    moment: datetime
    by: str
    engine: str
    progress: Progress

    @property
    def facts(self) -> Facts:
        return self.assembly.facts

    @property
    def jaar(self) -> int:
        return self.afrekening.jaar

    @property
    def year(self) -> Facts:
        found = year_of(self.facts, self.jaar)
        assert found is not None  # nothing is settled of another year
        return found

    def issue(self) -> Sequence[Uitgereikt]:
        """Make accounts and credit notes, and record all of them, or none."""
        credits = {share.partij: self._credit(share) for share in self.afrekening.te_crediteren}
        texts = self._texts()
        accounts = self._accounts(texts, credits)
        evidence = {
            f"afrekening-{self.jaar}.json": _summary(self.afrekening),
            f"verdeling-{self.jaar}.csv": division(texts),
            self.source[0]: self.source[1],
        }
        if not credits:
            first = next(iter(accounts))
            return self._recorded(accounts | {first: {**accounts[first], **evidence}})
        others = {name: data for key in accounts.keys() - credits.keys() for name, data in accounts[key].items()}
        orders = [self._order(key, texts, accounts[key]) for key, texts in credits.items()]
        orders[0] = replace(orders[0], bijgevoegd={**orders[0].bijgevoegd, **others, **evidence})
        lead = self.dossier.partij(self.afrekening.penvoerder)
        return Issuer(self.assembly, lead, self.day, self.moment, self.by, self.engine, self.progress).issue(orders)

    def _credit(self, share: Aandeel) -> Facts:
        """What the credit note of one partij says; its number is still open."""
        assert share.factuur is not None  # who was not invoiced is not credited
        texts = credit_texts(self.facts, self.assembly.partij(share.partij), self.year, share.bedrag)
        return texts | {"bij_factuur": {"nummer": share.factuur.nummer, "datum": share.factuur.datum}}

    def _order(self, partij: str, texts: Facts, files: Files) -> Opdracht:
        invoice = self.invoices[partij]
        return Opdracht(
            Stuk("creditnota", partij, self.jaar),
            texts,
            Rekeningsoort.CREDITNOTA,
            Profiel(invoice.facts["profiel"]),
            self._once(partij),
            invoice.number,
            files,
        )

    def _once(self, partij: str) -> str:
        """A credit note, or an account where nothing was left: either of them settles the year for a partij."""
        return f"afrekening {dossier_key(self.facts)} {self.jaar} {partij}"

    def _texts(self) -> Facts:
        """What the account says to everybody."""
        settled = settled_texts(self.facts, self.year, self.afrekening, self.day, self.agreed)
        return with_invoices(settled, {key: gefactureerd(each) for key, each in self.invoices.items()})

    def _accounts(self, texts: Facts, credits: Mapping[str, Facts]) -> dict[str, Files]:
        """Word and PDF of the account for every partij but the penvoerder, by partij."""
        stukken = [
            Stuk(ACCOUNT, partij["sleutel"], self.jaar)
            for partij in self.facts["partijen"]
            if partij["sleutel"] != self.afrekening.penvoerder
        ]
        filled = self._filled(stukken, texts, credits)
        pairs = [Text(docx, self.assembly.title(stuk)) for stuk, docx in zip(stukken, filled, strict=True)]
        pdfs = convert_all(pairs, self.engine, moment=self.day, progress=partial(self.progress, "PDF's maken"))
        return {
            str(stuk.partij): {f"{stuk.key}.docx": docx, f"{stuk.key}.pdf": pdf}
            for stuk, docx, pdf in zip(stukken, filled, pdfs, strict=True)
        }

    def _filled(self, stukken: Sequence[Stuk], texts: Facts, credits: Mapping[str, Facts]) -> list[bytes]:
        chart = draw(self.jaar, *bars(texts), font_set().file(FONT))
        lead = self.assembly.partij(self.afrekening.penvoerder)
        made = []
        for number, stuk in enumerate(stukken, 1):
            credit = credits.get(str(stuk.partij))
            own = {
                "creditnota": numbered(credit, "", self.day) if credit else None,
                "grafiek": picture(chart.png, WIDTH_MM, chart.tekst),
            }
            made.append(
                self.assembly.fill(stuk, verantwoording=concise(texts, str(stuk.partij)) | own, penvoerder=lead)
            )
            self.progress("Verantwoordingen vullen", number, len(stukken))
        return made

    def _recorded(self, accounts: Mapping[str, Files]) -> Sequence[Uitgereikt]:
        """Nothing is left, so the accounts themselves are what is recorded, in a series of their own."""
        lead = self.dossier.partij(self.afrekening.penvoerder)
        series = f"{lead.factuur.reeks or lead.sleutel}-V{self.day.year}"
        kept = {_sha(data): data for files in accounts.values() for data in files.values()}
        for left in reversed(range(ATTEMPTS)):
            first = store.next_in_series(series)
            made = [self._fact(series, first + n, key, files) for n, (key, files) in enumerate(accounts.items())]
            try:
                store.record_numbered(made, kept, partial(self.progress, "Nummers vastleggen"))
            except store.NumberTakenError:
                if not left:
                    raise
            else:
                return [Uitgereikt(fact, accounts[fact.partij]) for fact in made]
        raise AssertionError("unreachable")

    def _fact(self, series: str, number: int, partij: str, files: Files) -> NumberedDocument:
        return NumberedDocument(
            series=series,
            volgnummer=number,
            number=f"{series}-{number:04}",
            dossier=dossier_key(self.facts),
            kind=ACCOUNT,
            once=self._once(partij),
            issued_at=self.moment,
            by=self.by,
            partij=partij,
            jaar=self.jaar,
            facts={"datum": self.day.isoformat()},
            files={name: _sha(data) for name, data in files.items()},
        )


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


def gefactureerd(invoice: NumberedDocument) -> Gefactureerd:
    """An invoice of the register as the division of a surplus knows it."""
    facts = invoice.facts
    day = date.fromisoformat(facts["datum"])
    return Gefactureerd(invoice.partij, invoice.number, day, Decimal(facts["netto"]), facts["btw_positie"])


def _summary(afrekening: Afrekening) -> bytes:
    """The settlement in figures, for other programs and for later."""
    return json.dumps(as_dict(afrekening), ensure_ascii=False, indent=2).encode()


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
