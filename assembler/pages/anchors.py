"""Signature lines in a finished PDF: on which page each stands, and where on it a signature fits.

Each line of our templates carries a Word bookmark whose name begins with ``handtekening``; both engines make a named
destination of it, and these are the only names that a finished PDF keeps. They are answered in document order, whatever
number a loop gave them: line n of the slots is anchor n.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pikepdf
from pikepdf import Name

from assembler.pages.counting import page_count
from assembler.pages.destinations import is_anchor, named_destinations
from assembler.pages.errors import AnchorCountError
from assembler.pages.ink import Box, Ink, ink_of
from assembler.pages.packs import PackPlan

_REACH = 40.0
"""Points below its bookmark within which the rule of a signature line stands."""
_PARAGRAPH = 14.0
"""Points from the top of an empty paragraph to its foot, for a line without a rule."""
_AIR = 2.0
_TALL = 62.0
_LOW = 12.0
_WIDE = 240.0


@dataclass(frozen=True)
class Anchor:
    """One signature line."""

    name: str
    """Of the destination; engines write the bookmark's name each in its own way."""
    page: int
    """From 0, within the document."""
    rect: Box
    """Points from the lower left corner: above the rule, below what is printed over it."""


@dataclass(frozen=True)
class Line:
    """An anchor with the name of the signature field that comes there."""

    name: str
    anchor: Anchor


@dataclass(frozen=True)
class PlacedField:
    """A signature field to prepare in a pack."""

    name: str
    page: int
    """From 0, within the pack."""
    rect: Box


def signature_lines(pdf: bytes) -> tuple[Anchor, ...]:
    """The signature lines of a finished PDF, in document order; none for a document that nobody signs."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        places = [
            (pages[place[0].objgen], -float(place[3]), float(place[2]), name)
            for name, place in named_destinations(opened).items()
            if is_anchor(name) and place[0].objgen in pages and place[1] == Name.XYZ
        ]
        inks = {number: ink_of(opened.pages[number]) for number, *_ in places}
        edges = {number: float(opened.pages[number].cropbox[2]) for number in inks}
    return tuple(
        Anchor(name, number, _rect(left, -down, inks[number], edges[number]))
        for number, down, left, name in sorted(places)
    )


def lines_of(title: str, pdf: bytes, names: Sequence[str]) -> tuple[Line, ...]:
    """Pair the names of a document's signature fields, in document order, with its lines.

    Raises AnchorCountError when the text has more or fewer lines than there are names.
    """
    anchors = signature_lines(pdf)
    if len(anchors) != len(names):
        raise AnchorCountError(title, len(anchors), len(names))
    return tuple(map(Line, names, anchors))


def fields_of_pack(plan: PackPlan, lines: Mapping[str, Sequence[Line]]) -> tuple[PlacedField, ...]:
    """Where the fields come in a pack. ``lines``: per document code the lines that this pack's partij signs."""
    firsts = first_pages(plan)
    return tuple(
        PlacedField(line.name, firsts[code] + line.anchor.page, line.anchor.rect)
        for code in firsts
        for line in lines.get(code, ())
    )


def first_pages(plan: PackPlan) -> dict[str, int]:
    """Document code → its first page in the pack, from 0, in the order of the pack."""
    before = [(part.code, page_count(part.pdf)) for part in plan.before]
    shared = [(facts.code, facts.pages) for facts in plan.shared.facts]
    after = [(part.code, page_count(part.pdf)) for part in plan.after]
    parts = [*before, *shared, *after]
    firsts = accumulate((pages for _, pages in parts), initial=0)
    return {code: first for (code, _), first in zip(parts, firsts, strict=False)}


def _rect(left: float, top: float, ink: Ink, edge: float) -> Box:
    """Above the rule that stands under the bookmark, up to what is printed over it."""
    under = [rule for rule in ink.rules if top - _REACH < rule.top <= top and rule.spans(left, left + 1)]
    rule = max(under, key=lambda each: each.top, default=None)
    foot = rule.top if rule else top - _PARAGRAPH
    right = rule.right if rule else min(left + _WIDE, edge - left)
    over = [mark.bottom for mark in (*ink.marks, *ink.rules) if mark.spans(left, right) and mark.top > foot + _AIR]
    ceiling = min([*(bottom - _AIR for bottom in over if bottom > foot), foot + _TALL])
    return Box(left, foot + 0.5, right, max(ceiling, foot + _LOW))
