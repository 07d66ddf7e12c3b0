"""The covering letter: what must be returned, where and by when."""

from __future__ import annotations

from assembler.dossier.feit import Feit
from assembler.dossier.persoon import Contactpersoon
from assembler.dossier.tekst import Regel
from assembler.dossier.tijd import Datum


class Aanbieding(Feit):
    """Facts of the covering letter."""

    datum: Datum | None = None
    kenmerk: Regel | None = None
    retour_uiterlijk: Datum | None = None
    retour_email: Regel | None = None
    contactpersoon: Contactpersoon = Contactpersoon()
