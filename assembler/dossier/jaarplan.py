"""The annual plan, an annex to the agreement."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from assembler.dossier.feit import Feit
from assembler.dossier.tekst import Regel, Tekst, as_line
from assembler.dossier.tijd import Datum

Kwartaal = Annotated[int, Field(ge=1, le=4)]


def _decimal_text(value: object) -> object:
    return str(as_line(value)).replace(",", ".") if isinstance(value, str) else value


Getal = Annotated[Decimal, BeforeValidator(_decimal_text), Field(ge=0, le=100000)]


class Paragraaf(Feit):
    """A titled piece of text."""

    titel: Regel
    tekst: Tekst | None = None
    punten: tuple[Tekst, ...] = ()


class Bemensing(Feit):
    """Staff that each partij makes available, in full-time equivalents."""

    fte_per_partij: Getal | None = None
    toelichting: Tekst | None = None


class Planregel(Feit):
    """One row of the planning."""

    periode: Regel | None = None
    kwartaal: Kwartaal | None = None
    activiteit: Regel | None = None


class BestuurlijkMoment(Feit):
    """One row of the administrative calendar."""

    periode: Regel | None = None
    kwartaal: Kwartaal | None = None
    moment: Regel | None = None


class Jaarplan(Feit):
    """Activities, staffing and planning of one year."""

    datum: Datum | None = None
    ondertitel: Regel | None = None
    inleiding: Tekst | None = None
    doelen: tuple[Tekst, ...] = ()
    activiteiten: tuple[Paragraaf, ...] = ()
    governance: tuple[Paragraaf, ...] = ()
    bemensing: Bemensing | None = None
    planning: tuple[Planregel, ...] = ()
    bestuurlijke_momenten: tuple[BestuurlijkMoment, ...] = ()
