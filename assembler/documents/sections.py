"""The sections of a document: the width of their text and the headers and footers they show (17.6, 17.10)."""

from dataclasses import dataclass

from assembler.documents.reading import Reading
from assembler.documents.wordml import RELATIONS, Element, enclosing, toggle, value, w, whole

A4_WIDTH, MARGIN = 11906, 1417
"""Twips (1/1440 inch)."""


@dataclass(frozen=True)
class Section:
    """One section."""

    element: Element
    shown: dict[tuple[str, str], str]
    """(header or footer, default/first/even) → part; only those that the section can show."""
    continuous: bool

    @property
    def text_width(self) -> int:
        """Width of the text in twips."""
        size, margins = self.element.find(w("pgSz")), self.element.find(w("pgMar"))
        page = whole(size.get(w("w")), A4_WIDTH) if size is not None else A4_WIDTH
        sides = (
            [whole(margins.get(w(side)), MARGIN) for side in ("left", "right")] if margins is not None else [MARGIN] * 2
        )
        return page - sum(sides)


def sections_of(reading: Reading) -> list[Section]:
    """The sections in order; a header that a section does not name is that of the section before it."""
    even = bool(toggle(reading.settings, "evenAndOddHeaders"))
    parts = reading.word.relations(reading.word.main)
    current: dict[tuple[str, str], str] = {}
    found = []
    for element in reading.body.root.iter(w("sectPr")):
        if enclosing(element, w("sectPrChange")) is not None:
            continue
        for kind in ("header", "footer"):
            for reference in element.iterchildren(w(f"{kind}Reference")):
                target = parts.get(reference.get(f"{{{RELATIONS}}}id", ""), ("", ""))[1]
                current[kind, reference.get(w("type"), "default")] = target
        kinds = {"default"} | ({"first"} if toggle(element, "titlePg") else set()) | ({"even"} if even else set())
        shown = {key: part for key, part in current.items() if key[1] in kinds and part in reading.word}
        found.append(Section(element, shown, value(element, "type") == "continuous"))
    return found
