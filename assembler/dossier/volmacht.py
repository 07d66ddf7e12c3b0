"""The volmacht: what one partij grants, and the conditions that are the same for every grantor (BW 3:60 ff.)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assembler.dossier.besluit import Dagtekening
from assembler.dossier.feit import Feit
from assembler.dossier.persoon import Contactpersoon
from assembler.dossier.tekst import Tekst


class PartijVolmacht(Feit):
    """What is particular to one grantor's volmacht."""

    besluit: Dagtekening = Dagtekening()
    contactpersoon: Contactpersoon = Contactpersoon()
    plaatsvervanger: Contactpersoon = Contactpersoon()


class Reactietermijn(Feit):
    """Working days that a grantor has to respond; silence counts as consent."""

    minimaal: Annotated[int, Field(ge=1, le=60)] | None = None
    maximaal: Annotated[int, Field(ge=1, le=60)] | None = None


class VolmachtVoorwaarden(Feit):
    """The acts and conditions of every volmacht; the agreement lists the same acts."""

    handelingen: tuple[Tekst, ...] = ()
    reactietermijn: Reactietermijn = Reactietermijn()
