"""Who signs for a partij, and in which capacity: a closed set, from which the capacity sentence follows.

The head represents the body in law (Provinciewet 176, Gemeentewet 171, Waterschapswet 95, first paragraph) or has a
person authorised by the head do so (second paragraph). Mandate and machtiging are not volmacht.
"""

from __future__ import annotations

from enum import StrEnum

from assembler.dossier.besluit import Machtiging
from assembler.dossier.feit import Feit
from assembler.dossier.persoon import Persoon
from assembler.dossier.tekst import Regel


class Hoedanigheid(StrEnum):
    """The capacity in which a person signs."""

    HOOFD = "hoofd"
    """Commissaris van de Koning, burgemeester or dijkgraaf."""
    GEMACHTIGDE = "gemachtigde"
    """A person authorised by the head."""
    PORTEFEUILLEHOUDER = "portefeuillehouder"
    """Gedeputeerde, wethouder or heemraad for a portfolio, authorised by the head."""


class Ondertekenaar(Persoon):
    """The person who signs; ``functie`` for a gemachtigde only."""

    functie: Regel | None = None


class Vertegenwoordiging(Feit):
    """How a partij is represented when the agreement is signed."""

    hoedanigheid: Hoedanigheid | None = None
    ondertekenaar: Ondertekenaar = Ondertekenaar()
    """Not for ``hoofd``: then the head signs."""
    portefeuille: Regel | None = None
    machtiging: Machtiging = Machtiging()
    """The head's dated authorisation (Provinciewet 176, second paragraph)."""
    mede_namens_college: bool = False
    """The college signs beside the legal person, as far as its own powers go."""
