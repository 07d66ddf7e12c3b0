"""The agreement itself: title, term, deadlines, btw position and key of settlement."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assembler.dossier.feit import Feit
from assembler.dossier.tekst import Regel, Tekst
from assembler.dossier.tijd import FIRST_YEAR, LAST_YEAR, Datum, MaandDag

Maanden = Annotated[int, Field(ge=0, le=600)]
Jaartal = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class Verdeelsleutel(StrEnum):
    """By what a surplus is divided."""

    A = "A"
    """All contributions in cash."""
    B = "B"
    """The contributions of the invoiced partijen only."""
    C = "C"
    """All contributions, including those in natura."""


class BtwPositie(StrEnum):
    """The explicit choice on btw."""

    TARIEF_21 = "tarief_21"
    BUITEN_REIKWIJDTE = "buiten_reikwijdte"
    VRIJGESTELD = "vrijgesteld"


class Btw(Feit):
    """Position on btw; ``reden`` is needed when no btw is charged."""

    positie: BtwPositie | None = None
    reden: Tekst | None = None


class Convenant(Feit):
    """The covenant that the cooperation promotes."""

    naam: Regel | None = None
    gesloten: Regel | None = None
    """When it was concluded, in words: ``september 2022``."""


class Overeenkomst(Feit):
    """Facts of the agreement."""

    titel: Regel | None = None
    onderwerp: Regel | None = None
    """Short name of the cooperation."""
    kenmerk: Regel | None = None
    versie: Regel = "1.0"
    werkt_terug_tot: Datum | None = None
    """First day covered by retroactive force; absent: no retroactive force."""
    einddatum: Datum | None = None
    """Last day: the agreement ends by law."""
    opzegtermijn_maanden: Maanden | None = None
    overlegtermijn_maanden: Maanden | None = None
    """Months before ``einddatum`` by which an extension has been consulted on."""
    bestuurlijk_overleg: Datum | None = None
    """Day on which it was decided to formalise the cooperation."""
    samenwerking_sinds: Jaartal | None = None
    initiatief_sinds: Jaartal | None = None
    verantwoording_uiterlijk: MaandDag | None = None
    """Day of the following year by which the penvoerder accounts."""
    overleggen_per_jaar: Annotated[int, Field(ge=0, le=366)] | None = None
    """Meetings of the Processtuurgroep per year, at least."""
    verdeelsleutel: Verdeelsleutel | None = None
    btw: Btw = Btw()
    website: Regel | None = None
    merk: Regel | None = None
    convenant: Convenant | None = None
