"""One walk over the passages of a part: each becomes a block with its kind, number and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assembler.checks.agreement.labels import Label, Style, automatic, label_of, value_of
from assembler.checks.agreement.passage import Passage
from assembler.checks.agreement.regions import CONSIDERANS
from assembler.checks.agreement.signs import ANNEX_LIST, VERB, Sign
from assembler.checks.agreement.structure import Block, Kind, Part, PartKind, Place

AGREED = re.compile(
    r"(?i)(?:partijen\s+|en\s+)?(?:zijn|verklaren|komen|kwamen|hebben|als volgt|besluiten|spreken)\b.{0,60}"
    r"\b(?:overeen(?:gekomen|te komen)?|besloten|af|vast)?\s*:?$|(?i:besluit(?:en)?\s*:?$|vast te stellen\b)"
)
NAMES = {
    PartKind.COVER: "voorblad",
    PartKind.PREAMBLE: "preambule",
    PartKind.SIGNATURES: "ondertekening",
    PartKind.VOLMACHT: "volmacht",
}
ASIDES = {
    "header": Kind.HEADER,
    "footer": Kind.FOOTER,
    "footnote": Kind.FOOTNOTE,
    "comment": Kind.COMMENT,
    "toc": Kind.TOC,
}
INTRODUCES = re.compile(r"[:;,]$|\b(?:en|of|onder|dat|om)$")


@dataclass(frozen=True, slots=True)
class Rung:
    """One open level of a list."""

    style: Style
    number: str


@dataclass
class Walk:
    """What is open while the passages of one part are walked."""

    part: Part
    name: str
    artikel: str = ""
    in_artikel: bool = False
    hoofdstuk: str = ""
    lid: str = ""
    lid_style: Style | None = None
    lid_level: int = 0
    rungs: list[Rung] = field(default_factory=list)
    considerans: bool = False
    table: int = -1
    tables: int = 0
    previous: str = ""
    heading_due: bool = False
    """The block before is a bare "Artikel 5", whose heading may stand on the next line."""
    indent: int = 0

    def open_artikel(self, number: str) -> None:
        self.artikel, self.in_artikel = number, True
        self.close_lid()

    def leave_artikel(self) -> None:
        self.in_artikel = False
        self.close_lid()

    def close_lid(self) -> None:
        self.lid, self.lid_style = "", None
        self.rungs.clear()

    def climb(self, label: Label) -> int:
        """Take a list number in; its depth, 0 for the outermost."""
        style = self._style_of(label)
        for depth, rung in enumerate(self.rungs):
            if rung.style == style:
                del self.rungs[depth:]
                break
        self.rungs.append(Rung(style, label.number))
        return len(self.rungs) - 1

    def _style_of(self, label: Label) -> Style:
        """ "i" after "h" is a letter, else a roman number; the like for I, v, c."""
        if label.style == "letter" and set(label.number) <= set("ivx"):
            return self._letter_or_roman(label, "letter", "roman")
        if label.style == "capital" and set(label.number) <= set("IVX"):
            return self._letter_or_roman(label, "capital", "Roman")
        return label.style

    def _letter_or_roman(self, label: Label, letter: Style, roman: Style) -> Style:
        for rung in reversed(self.rungs):
            if rung.style == letter and value_of(rung.number, letter) + 1 == value_of(label.number, letter):
                return letter
            if rung.style == roman:
                return roman
        return roman if label.number.lower() == "i" else letter

    def place(self, paragraph: int, page: int = 0) -> Place:
        onder = " ".join(rung.number for rung in self.rungs if rung.number)
        return Place(
            self.name, self.artikel if self.in_artikel else "", self.lid, onder, paragraph=paragraph, page=page
        )


def part_name(part: Part) -> str:
    """How a part is called in a place."""
    if part.kind is PartKind.BIJLAGE:
        return f"bijlage {part.number}".strip()
    if part.kind is PartKind.OTHER:
        return part.title[:60].lower() or "aanhangsel"
    return NAMES.get(part.kind, "")


def walk_part(walk: Walk, passages: Sequence[Passage], signs: Sequence[Sign], titles: frozenset[int]) -> list[Block]:
    """The blocks of one part, in order."""
    found = []
    for index in walk.part.blocks:
        block = _block(walk, index, passages[index], signs[index], index in titles)
        if block.kind not in ASIDES.values():
            walk.previous = block.text
            walk.heading_due = block.kind is Kind.ARTIKEL and not block.text
        found.append(block)
    return found


def _block(walk: Walk, index: int, one: Passage, sign: Sign, title: bool) -> Block:
    if one.is_aside:
        place = Place(aside=one.aside, paragraph=index + 1, page=_page(one))
        return _made(walk, index, one, ASIDES[one.role], place, one.text, one.label)
    if sign.what == "artikel":
        walk.open_artikel(sign.number)
        return _at(walk, index, one, Kind.ARTIKEL, sign.rest, sign.shown, sign.number)
    if title or one.role == "title":
        return _at(walk, index, one, Kind.TITLE, one.text, one.label)
    if sign.what in {"division", "bijlage"}:
        return _divide(walk, index, one, sign)
    if one.in_table:
        return _cell(walk, index, one)
    if walk.part.kind is PartKind.SIGNATURES:
        return _at(walk, index, one, Kind.SIGNATURE, one.text, one.label)
    return _heading(walk, index, one, sign) or _numbered(walk, index, one) or _plain(walk, index, one)


def _divide(walk: Walk, index: int, one: Passage, sign: Sign) -> Block:
    walk.leave_artikel()
    walk.hoofdstuk = sign.number
    kind = Kind.TITLE if sign.what == "bijlage" and index == walk.part.blocks.start else Kind.HEADING
    return _at(walk, index, one, kind, sign.rest, sign.shown, sign.number, level=max(one.heading - 1, 0))


def _heading(walk: Walk, index: int, one: Passage, sign: Sign) -> Block | None:
    due = walk.heading_due and _own_number(one) is None and _is_title(one.text)
    if due:
        return _at(walk, index, one, Kind.HEADING, one.text, one.label)
    if sign.what != "heading" or _own_number(one) is not None:
        return None
    if ANNEX_LIST.match(one.text):
        walk.leave_artikel()
        walk.name = walk.name or "lijst van bijlagen"
    walk.considerans = bool(CONSIDERANS.match(one.text)) if not walk.in_artikel else False
    walk.rungs.clear()
    return _at(walk, index, one, Kind.HEADING, one.text, one.label, level=max(one.heading - 1, 0))


def _is_title(text: str) -> bool:
    """A short line without a verb or final punctuation."""
    short = len(text) <= 80 and len(text.split()) <= 10 and text[:1].isupper()
    return short and not re.search(r"[.;:,]$", text) and VERB.search(text) is None


def _cell(walk: Walk, index: int, one: Passage) -> Block:
    if one.table != walk.table:
        walk.table, walk.tables = one.table, walk.tables + 1
    here = walk.place(index + 1, _page(one))
    onder = here.onder if here.artikel else ""
    place = Place(here.part, here.artikel, here.lid, onder, walk.tables, one.row + 1, "", index + 1, here.page)
    return _made(walk, index, one, Kind.CELL, place, one.text, one.label)


def _own_number(one: Passage) -> Label | None:
    if one.label:
        return automatic(one.label, one.bullet, one.text)
    return label_of(one.text)


def _numbered(walk: Walk, index: int, one: Passage) -> Block | None:
    label = _own_number(one)
    if label is None or not _is_number_here(walk, one, label):
        return None
    if label.style == "dash":
        return _at(walk, index, one, _item_kind(walk), label.rest, label.shown)
    if walk.in_artikel:
        return _clause(walk, index, one, label)
    depth = walk.climb(label)
    kind = Kind.ONDERDEEL if depth else Kind.OVERWEGING
    if not walk.considerans:
        kind = Kind.ONDERDEEL
    return _at(walk, index, one, kind, label.rest, label.shown, label.number, level=depth)


def _item_kind(walk: Walk) -> Kind:
    return Kind.OVERWEGING if walk.considerans and not walk.in_artikel and not walk.rungs else Kind.ITEM


def _is_number_here(walk: Walk, one: Passage, label: Label) -> bool:
    """Whether a number belongs to the structure, and is no initial, year or amount that starts a line."""
    if one.label:
        return True
    if label.style in {"capital", "Roman"}:
        return walk.considerans or any(rung.style == label.style for rung in walk.rungs) or label.number in {"A", "I"}
    if label.bare:
        value = int(label.number)
        last = value_of(walk.lid, "digit") if walk.lid_style == "digit" else 0
        return walk.in_artikel and value in {1, last + 1} and bool(label.rest)
    return bool(label.rest) or label.style == "dotted"


def _clause(walk: Walk, index: int, one: Passage, label: Label) -> Block:
    if _is_lid(walk, one, label):
        walk.rungs.clear()
        walk.lid, walk.lid_style, walk.lid_level = label.number, label.style, one.level
        return _at(walk, index, one, Kind.LID, label.rest, label.shown, label.number)
    depth = walk.climb(label)
    return _at(walk, index, one, Kind.ONDERDEEL, label.rest, label.shown, label.number, level=depth)


def _is_lid(walk: Walk, one: Passage, label: Label) -> bool:
    if label.style == "dotted":
        return not (walk.lid_style == "dotted" and label.number.startswith(f"{walk.lid}.") and bool(walk.lid))
    if label.style != "digit" or walk.lid_style == "dotted":
        return False
    if walk.lid_style is None:
        return not _opens_list(walk)
    if one.label and one.level != walk.lid_level:
        return one.level < walk.lid_level
    value, last = int(label.number), int(walk.lid)
    if any(rung.style == "digit" for rung in walk.rungs):
        goes_on = walk.previous.endswith((";", ",", " en", " of")) or label.rest[:1].islower()
        goes_on = goes_on or label.rest.split(" ")[0] == walk.previous.split(" ")[0] == "Bijlage"
        return value == last + 1 and not goes_on
    return value != 1 or walk.previous.endswith(".")


def _opens_list(walk: Walk) -> bool:
    """Numbers under a text that ends in a colon are onderdelen, those at the start of an artikel leden."""
    return any(rung.style == "digit" for rung in walk.rungs) or walk.previous.endswith(":")


def _plain(walk: Walk, index: int, one: Passage) -> Block:
    text = one.text
    kind = Kind.PARAGRAPH
    if not walk.in_artikel:
        if CONSIDERANS.match(text):
            walk.considerans = True
            walk.rungs.clear()
        elif walk.considerans and AGREED.match(text):
            walk.considerans = False
            walk.rungs.clear()
        elif walk.considerans and re.match(r"[Dd]at\b", text):
            kind = Kind.OVERWEGING
            walk.rungs.clear()
    return _at(walk, index, one, kind, text, one.label)


def _at(
    walk: Walk, index: int, one: Passage, kind: Kind, text: str, label: str, number: str = "", level: int = 0
) -> Block:
    place = walk.place(index + 1, _page(one))
    if kind in {Kind.PARAGRAPH, Kind.TITLE, Kind.HEADING} and not walk.in_artikel:
        place = Place(walk.name, paragraph=index + 1, page=_page(one))
    elif kind is Kind.PARAGRAPH:
        place = replace(place, onder="")
    return _made(walk, index, one, kind, place, text, label, number, level)


def _page(one: Passage) -> int:
    return one.pages[0] if one.pages else 0


def _made(
    walk: Walk, index: int, one: Passage, kind: Kind, place: Place, text: str, label: str, number: str = "",
    level: int = 0,
) -> Block:  # fmt: skip
    spans = one.spans
    cut = len(one.text) - len(text)
    if cut > 0 and one.text.endswith(text) and spans:
        spans = tuple(
            type(span)(max(span.start - cut, 0), max(span.end - cut, 0), span.mark, span.note) for span in spans
        )
    automatic_number = bool(one.label) and not one.bullet
    return Block(
        index,
        text,
        kind,
        place,
        walk.part.index,
        label,
        number,
        automatic_number,
        level,
        one.verbatim,
        spans,
        one.pages,
    )
