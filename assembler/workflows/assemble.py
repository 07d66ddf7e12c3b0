"""From facts to filled Word files: the view, the extras that other rooms compute, the template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assembler.documents import Template
from assembler.documents.fields import resolve_fields
from assembler.dossier import Dossier, Open, view
from assembler.finance import account, invoice
from assembler.workflows.places import template_path
from assembler.workflows.stukken import Stuk, title_of
from signatures import Slot, slots_of

Facts = Mapping[str, Any]
SIGNED_ONCE = ("samenwerkingsovereenkomst", "verlenging")


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

    def fill(self, stuk: Stuk, **extras: Any) -> bytes:
        """The filled Word file of one document, its cross references resolved."""
        mapping = view.for_document(
            self.dossier,
            stuk.soort,
            partij=stuk.partij,
            jaar=stuk.jaar,
            concept=self.concept,
            base=self.facts,
            **(self._extras(stuk) | extras),
        )
        filled = Template.load(template_path(stuk.soort)).fill(mapping, allow_open=self.concept)
        return resolve_fields(filled)

    def _extras(self, stuk: Stuk) -> dict[str, Any]:
        compute = {
            "factuur": self._factuur,
            "creditnota": self._creditnota,
            "verantwoording": self._verantwoording,
            "aanbiedingsbrief": self._letter,
            "ondertekeningsoverzicht": self._overview,
        }.get(stuk.soort)
        return compute(stuk) if compute else {}

    def partij(self, key: str | None) -> Facts:
        return next(partij for partij in self.facts["partijen"] if partij["sleutel"] == key)

    def title(self, stuk: Stuk) -> str:
        return title_of(stuk, self.facts)
