"""Annexes: generated from the facts, or supplied as a file."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assembler.dossier.feit import Feit
from assembler.dossier.overeenkomst import Jaartal
from assembler.dossier.tekst import Regel


class BijlageSoort(StrEnum):
    """What an annex is."""

    JAARPLAN = "jaarplan"
    VOLMACHTEN = "volmachten"
    STUK = "stuk"


BESTANDSOORTEN = (".pdf", ".docx", ".png", ".jpg", ".jpeg")
"""Kinds of file that can be supplied as an annex."""


class Bijlage(Feit):
    """One annex; ``bestand`` is a path within the dossier folder."""

    nummer: Annotated[int, Field(ge=1, le=999)]
    soort: BijlageSoort
    titel: Regel
    jaar: Jaartal | None = None
    bestand: Regel | None = None

    @property
    def is_aangeleverd(self) -> bool:
        """Whether the annex is a supplied file."""
        return self.bestand is not None
