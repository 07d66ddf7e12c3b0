"""A slot: one signature line that has to be filled, by one signatory in one capacity, for one partij."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Slot:
    """One signature line on one document in one text version.

    The identity is document × partij × line: a person who signs for a legal person and for its college fills two
    slots (Provinciewet art. 176 and 59a).
    """

    document: str
    """Key of the document, such as ``samenwerkingsovereenkomst`` or ``volmacht-flevoland``."""
    partij: str
    """Key of the partij on whose behalf is signed."""
    line: int
    """Place of the line among this partij's lines on the document, from 1."""
    signatory: str
    """Name of the person as it stands under the line."""
    capacity: str
    """Capacity in which the person signs, in the words of the document."""

    @property
    def field_name(self) -> str:
        """Name of the prepared signature field in the PDF; the same slot always gets the same name."""
        return f"{self.document}_{self.partij}_{self.line}"


def slots_of(document: str, partij: str, lines: Iterable[tuple[str, str]]) -> tuple[Slot, ...]:
    """The slots of one partij on one document, from its (signatory, capacity) lines in the order of the page."""
    return tuple(Slot(document, partij, n, signatory, capacity) for n, (signatory, capacity) in enumerate(lines, 1))
