"""A partij: a public body that takes part in the cooperation."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from assembler.dossier.besluit import Besluit, Grondslag
from assembler.dossier.bestuurslaag import Soort, korte_naam, volledige_naam
from assembler.dossier.factuurgegevens import PATRONEN, Factuurgegevens
from assembler.dossier.feit import Feit
from assembler.dossier.identificatie import BtwId, Iban, KvkNummer, Oin, Postcode, Rsin
from assembler.dossier.persoon import Persoon
from assembler.dossier.sleutel import parse_sleutel
from assembler.dossier.tekst import Regel
from assembler.dossier.vertegenwoordiging import Vertegenwoordiging
from assembler.dossier.volmacht import PartijVolmacht

Sleutel = Annotated[str, BeforeValidator(parse_sleutel)]


class Zetel(Feit):
    """The seat: visiting address of a partij."""

    adres: Regel | None = None
    postcode: Postcode | None = None
    plaats: Regel | None = None


class Partij(Feit):
    """One partij, in the order of the preamble."""

    sleutel: Sleutel
    """Name of this partij within the file."""
    soort: Soort
    naam: Regel
    tooi: Regel | None = None
    """Code in the TOOI registers of public bodies."""
    zetel: Zetel = Zetel()
    kvk_nummer: KvkNummer | None = None
    rsin: Rsin | None = None
    btw_id: BtwId | None = None
    oin: Oin | None = None
    iban: Iban | None = None
    """Needed for the penvoerder, to whom the contributions are paid."""
    rekeninghouder: Regel | None = None
    hoofd: Persoon = Persoon()
    """Commissaris van de Koning, burgemeester or dijkgraaf."""
    secretaris: Persoon = Persoon()
    """Countersigns for the daily board (Provinciewet 59a)."""
    vertegenwoordiging: Vertegenwoordiging = Vertegenwoordiging()
    besluiten: tuple[Besluit, ...] = ()
    grondslagen: tuple[Grondslag, ...] = ()
    volmacht: PartijVolmacht | None = None
    """Not for the penvoerder, which never grants one to itself."""
    factuur: Factuurgegevens = Factuurgegevens()

    @property
    def volledige_naam(self) -> str:
        """``provincie Flevoland``."""
        return volledige_naam(self.soort, self.naam)

    @property
    def referentie_patroon(self) -> str | None:
        """The form that this partij asks of its reference on an invoice: as the dossier says, else as is known."""
        return self.factuur.referentie_patroon or PATRONEN.get(self.tooi or "")

    @property
    def korte_naam(self) -> str:
        """``Flevoland``, as in "gedeputeerde staten van Flevoland"."""
        return korte_naam(self.naam)
