"""Numbers of invoices and credit notes: one series per penvoerder, kind and year (Wet OB art. 35a lid 1 b)."""

from dataclasses import dataclass
from datetime import date

from assembler.dossier.partij import Partij
from assembler.finance.invoice import Rekeningsoort

LETTERS = {Rekeningsoort.FACTUUR: "F", Rekeningsoort.CORRECTIE: "F", Rekeningsoort.CREDITNOTA: "C"}
"""Corrected invoices are numbered among the invoices, credit notes apart."""


@dataclass(frozen=True)
class Reeks:
    """One series: ``NH-PTB-F2024``."""

    name: str

    @classmethod
    def of(cls, penvoerder: Partij, soort: Rekeningsoort, datum: date) -> "Reeks":
        """The series in which the penvoerder numbers this kind in the year of that date."""
        start = penvoerder.factuur.reeks or penvoerder.sleutel
        return cls(f"{start}-{LETTERS[soort]}{datum.year}")

    def number(self, volgnummer: int) -> str:
        """``NH-PTB-F2024-0007``."""
        return f"{self.name}-{volgnummer:04}"
