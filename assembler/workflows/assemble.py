"""From facts to filled Word files: the view, the extras that other rooms compute, the template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assembler.documents import Template
from assembler.documents.fields import resolve_fields
from assembler.dossier import Dossier, view
from assembler.finance.account_texts import account_texts
from assembler.finance.texts import ZERO, credit_texts, invoice_texts
from assembler.workflows.instrument import Instrument, renewed_volmacht
from assembler.workflows.overview import overview_texts
from assembler.workflows.places import template_path
from assembler.workflows.stukken import Stuk, stukken, title_of
from signatures import Slot, slots_of

Facts = Mapping[str, Any]
SIGNED_ONCE = ("samenwerkingsovereenkomst", "verlenging")
SIGNED = (*SIGNED_ONCE, "volmacht")


@dataclass(frozen=True)
class Assembly:
    """One dossier, ready to be filled into any of its documents."""

    dossier: Dossier
    facts: Facts
    concept: bool
    """True for drafts, in which open points show as marks; False where an open point is an error."""

    @classmethod
    def of(cls, dossier: Dossier, *, concept: bool = True) -> "Assembly":
        return cls(dossier, view.agreement(dossier), concept)

    @property
    def moment(self) -> date:
        """The date that stands in the PDFs: that of the covering letter, else the last day that the facts know of the
        text's making. Never the clock, so that equal facts give equal bytes."""
        known = (self.facts["aanbieding"]["datum"], self.facts["overeenkomst"]["bestuurlijk_overleg"])
        return next((day for day in known if isinstance(day, date)), date(2000, 1, 1))

    def mapping(self, stuk: Stuk, **extras: Any) -> Facts:
        """The facts that the template of one document is filled with."""
        computed = self._extras(stuk) | extras
        return view.for_document(self.dossier, stuk.soort, stuk.partij, stuk.jaar, self.concept) | computed

    def fill(self, stuk: Stuk, **extras: Any) -> bytes:
        """The filled Word file of one document, its cross references resolved."""
        template = Template.load(template_path(stuk.soort))
        return resolve_fields(template.fill(self.mapping(stuk, **extras), allow_open=self.concept))

    def _extras(self, stuk: Stuk) -> dict[str, Any]:
        compute = {
            "factuur": self._factuur,
            "creditnota": self._creditnota,
            "verantwoording": self._verantwoording,
            "aanbiedingsbrief": self._letter,
            "ondertekeningsoverzicht": self._overview,
            "volmacht": self._volmacht,
        }.get(stuk.soort)
        return compute(stuk) if compute else {}

    def partij(self, key: str | None) -> Facts:
        return next(partij for partij in self.facts["partijen"] if partij["sleutel"] == key)

    def title(self, stuk: Stuk) -> str:
        return title_of(stuk, self.facts)

    def slots(self, stuk: Stuk) -> tuple[Slot, ...]:
        """The signature lines of one document, in the order in which they stand on it."""
        if stuk.soort in SIGNED_ONCE:
            return tuple(slot for partij in self.facts["partijen"] for slot in self._agreement_slots(stuk, partij))
        if stuk.soort == "volmacht":
            return slots_of(stuk.key, str(stuk.partij), _volmacht_lines(self.partij(stuk.partij)))
        return ()

    def _agreement_slots(self, stuk: Stuk, partij: Facts) -> tuple[Slot, ...]:
        name = partij["ondertekenaar"]["voluit"]
        lines = ((name, hoedanigheid["ondertekent_als"]) for hoedanigheid in partij["hoedanigheden"])
        return slots_of(stuk.key, partij["sleutel"], lines)

    def _factuur(self, stuk: Stuk) -> dict[str, Any]:
        return {"factuur": invoice_texts(self.facts, self.partij(stuk.partij), self._year(stuk))}

    def _creditnota(self, stuk: Stuk) -> dict[str, Any]:
        return {"factuur": self._credit(stuk, self._account(stuk))}

    def _verantwoording(self, stuk: Stuk) -> dict[str, Any]:
        account = self._account(stuk)
        credit = self._credit(stuk, account) if stuk.partij in account["terug_per_partij"] else None
        return {"verantwoording": account | {"creditnota": credit}}

    def _credit(self, stuk: Stuk, account: Facts) -> dict[str, Any]:
        buyer = self.partij(stuk.partij)
        refund = account["terug_per_partij"].get(buyer["sleutel"], ZERO)
        return credit_texts(self.facts, buyer, self._year(stuk), refund)

    def _account(self, stuk: Stuk) -> dict[str, Any]:
        return account_texts(self.facts, self._year(stuk))

    def _year(self, stuk: Stuk) -> Facts:
        entries = (entry for entry in self.facts["jaren"] if entry["jaar"] == stuk.jaar)
        year: Facts = next(entries, self.facts["dit_jaar"])
        return year

    def _volmacht(self, stuk: Stuk) -> dict[str, Any]:
        return renewed_volmacht(self.facts, self.partij(stuk.partij)) if stuk.jaar else {}

    def _letter(self, stuk: Stuk) -> dict[str, Any]:
        """The letter of a draft: the agreement is offered, and there is no log yet."""
        parts = pack_parts(self.facts, str(stuk.partij))
        listed = [self.listed(part, stuk.partij) for part in parts]
        return self.letter_texts(Instrument.of_agreement(self.facts), str(stuk.partij), listed)

    def letter_texts(
        self, instrument: Instrument, partij: str, listed: Sequence[Mapping[str, Any]], log_head: str = ""
    ) -> dict[str, Any]:
        """What only the letter has: what is offered, and the head of the log at issue."""
        return {
            "stukken": listed,
            "is_verlenging": instrument.is_extension,
            "met_volmacht": instrument.volmacht_of(partij) is not None,
            "logboek_hoofd": log_head or None,
        }

    def listed(self, part: Stuk, partij: str | None, pages: int | None = None) -> dict[str, Any]:
        """One line of the letter: a document, whether this partij signs it and on how many lines."""
        lines = sum(slot.partij == partij for slot in self.slots(part))
        return {
            "titel": self.title(part),
            "te_ondertekenen": lines > 0,
            "bladzijden": pages,
            "ondertekenregels": lines,
        }

    def _overview(self, stuk: Stuk) -> dict[str, Any]:
        signed = [part for part in stukken(self.facts) if part.soort in SIGNED]
        return {"overzicht": overview_texts(self.facts, [(self.title(part), self.slots(part)) for part in signed])}


def pack_parts(facts: Facts, partij: str) -> tuple[Stuk, ...]:
    """What stands in the pack of one partij after the letter: agreement, generated annexes, its own volmacht."""
    grants = any(p["sleutel"] == partij for p in facts["volmachtgevers"])
    plans = (Stuk("jaarplan", jaar=b["jaar"]) for b in facts["bijlagen"] if b["soort"] == "jaarplan")
    return (Stuk("samenwerkingsovereenkomst"), *plans, *([Stuk("volmacht", partij)] if grants else []))


def _volmacht_lines(partij: Facts) -> Iterable[tuple[str, str]]:
    head, secretary = _in_full(partij["hoofd"]), _in_full(partij["secretaris"])
    soort = partij["soort"]
    yield head, f"{soort['college']}, {soort['hoofd']}"
    yield secretary, f"{soort['college']}, {soort['secretaris']}"
    yield head, soort["hoofd"]


def _in_full(person: Facts) -> str:
    return " ".join(part for part in (person["aanhef"], person["naam"]) if part)
