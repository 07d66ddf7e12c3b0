"""The money and the plan of one year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from assembler.dossier.feit import Feit, Frozen
from assembler.dossier.geld import Geld
from assembler.dossier.jaarplan import Jaarplan
from assembler.dossier.tekst import Regel


class Begrotingsregel(Feit):
    """One line of a budget or of the actual spending; euro."""

    post: Regel
    bedrag: Geld | None = None


class InNatura(Feit):
    """A contribution in kind; its value in euro may be left out."""

    omschrijving: Regel
    waarde: Geld | None = None


class Inleg(Feit):
    """What one partij contributes in a year: in cash (euro) and in natura."""

    bedrag: Geld | None = None
    in_natura: tuple[InNatura, ...] = ()


class Jaar(Feit):
    """One year of the cooperation."""

    begroting: tuple[Begrotingsregel, ...] = ()
    begroting_totaal: Geld | None = None
    """Total as stated; a check compares it with the sum of the lines."""
    inleg: Annotated[Mapping[str, Inleg], Frozen] = {}
    """Contribution per partij, by its key."""
    inleg_totaal: Geld | None = None
    """Total in cash as stated."""
    jaarplan: Jaarplan | None = None
    realisatie: tuple[Begrotingsregel, ...] = ()

    @property
    def begroot(self) -> Decimal:
        """Sum of the budget lines that are known."""
        return sum((regel.bedrag for regel in self.begroting if regel.bedrag is not None), Decimal("0.00"))

    @property
    def ingelegd(self) -> Decimal:
        """Sum of the contributions in cash that are known."""
        return sum((inleg.bedrag for inleg in self.inleg.values() if inleg.bedrag is not None), Decimal("0.00"))
