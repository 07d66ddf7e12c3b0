"""Decisions and the dated legal bases they rest on. A decision is organ + date + kenmerk."""

from __future__ import annotations

from typing import Literal

from assembler.dossier.feit import Feit
from assembler.dossier.tekst import Regel
from assembler.dossier.tijd import Datum


class Besluit(Feit):
    """A decision of one organ."""

    orgaan: Regel | None = None
    datum: Datum | None = None
    kenmerk: Regel | None = None
    """Reference number of the decision."""


class Dagtekening(Feit):
    """A decision of which the organ follows from its place: date and reference number."""

    datum: Datum | None = None
    kenmerk: Regel | None = None


class Machtiging(Dagtekening):
    """A decision of the head by which a person may sign; it may end by itself."""

    geldig_tot: Datum | None = None
    """Last day on which it holds; absent where it has no end."""


class Grondslag(Feit):
    """A legal basis, valid from and until a day; ``vervallen_op`` is the first day on which it no longer holds."""

    regeling: Regel
    artikel: Regel | None = None
    """As lawyers write it: ``158 lid 1 onder d``."""
    lidwoord: Literal["de", "het"] | None = None
    """Article of the regulation's name; guessed from the name when absent."""
    geldig_van: Datum | None = None
    vervallen_op: Datum | None = None
