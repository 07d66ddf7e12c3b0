"""What an agreement consists of: blocks in reading order, and the legal structure that was recognised in them.

Plain frozen values. A block is one paragraph, list item or paragraph of a cell; everything else points at blocks by
their index in :attr:`Agreement.blocks`. Ranges of blocks are ``range`` objects. Numbers are kept twice: ``label`` as
shown ("Artikel 5 –", "a)", "5.2.3."), ``number`` bare ("5", "a", "5.2.3").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal


class Kind(StrEnum):
    """What a block is."""

    TITLE = "title"
    """Of the document or of a part."""
    HEADING = "heading"
    """Of a hoofdstuk, paragraaf, or without a number; not of an artikel."""
    ARTIKEL = "artikel"
    """The heading of an artikel; ``number`` is that of the artikel, ``text`` what stands behind it."""
    LID = "lid"
    ONDERDEEL = "onderdeel"
    """A numbered or lettered item below a lid, an artikel without leden, or an overweging."""
    OVERWEGING = "overweging"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """Of a list without numbers (dashes, bullets)."""
    CELL = "cell"
    SIGNATURE = "signature"
    """A line of an ondertekeningspagina."""
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    """Or endnote."""
    COMMENT = "comment"
    """A comment in the margin; its text is the comment."""
    TOC = "toc"
    """A line of a table of contents."""


ASIDE = frozenset({Kind.HEADER, Kind.FOOTER, Kind.FOOTNOTE, Kind.COMMENT, Kind.TOC})
"""Kinds that are no running text of the agreement."""


class Mark(StrEnum):
    """What is special about a stretch of text."""

    HIGHLIGHT = "highlight"
    INSERTED = "inserted"
    """By a tracked change; the text of a block is what it would be with all changes accepted."""
    DELETED = "deleted"
    """By a tracked change: not in the text; the span is empty and ``note`` is what was deleted."""
    HIDDEN = "hidden"
    """Hidden text (not shown by Word, and left out of the text); ``note`` is what is hidden."""
    COMMENTED = "commented"
    """``note`` is the text of the comment."""
    REFERENCE = "reference"
    """The result of a REF field; ``note`` is the bookmark it points at."""
    BROKEN_REFERENCE = "broken-reference"
    """A REF field whose bookmark is not in the file; ``note`` is the bookmark."""
    STALE_REFERENCE = "stale-reference"
    """A REF field that shows an old number; ``note`` is what Word shows once its fields are updated."""
    PROMPT = "prompt"
    """The text of a content control that nobody filled in ("Klik of tik om tekst in te voeren")."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch ``text[start:end]`` of a block."""

    start: int
    end: int
    mark: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands, in words a jurist can follow: ``str()`` gives "artikel 5, lid 2.3, alinea 41"."""

    part: str = ""
    """"bijlage 2", "volmacht", "preambule", "ondertekening"; empty in the body."""
    artikel: str = ""
    lid: str = ""
    onder: str = ""
    """Number of the onderdeel; in the preambule that of the overweging."""
    table: int = 0
    """1-based count of tables within the part; 0 = not in a table."""
    row: int = 0
    aside: str = ""
    """"koptekst", "voettekst", "voetnoot 3", "opmerking", "inhoudsopgave"."""
    paragraph: int = 0
    """1-based count over the whole document; in Word: paragraphs of the body, cells included."""
    page: int = 0
    """1-based; 0 = unknown (Word files)."""

    def __str__(self) -> str:
        return ", ".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        if self.part:
            yield self.part
        if self.artikel:
            yield f"artikel {self.artikel}"
        if self.lid:
            yield f"lid {self.lid}"
        if self.onder:
            yield f"overweging {self.onder}" if self.part == "preambule" else f"onder {self.onder}"
        if self.table:
            yield f"tabel {self.table}"
        if self.row:
            yield f"rij {self.row}"
        if self.aside:
            yield self.aside
        if self.page:
            yield f"bladzijde {self.page}"
        if self.paragraph and not (self.table or self.aside):
            yield f"alinea {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or paragraph of a cell."""

    index: int
    """In :attr:`Agreement.blocks`."""
    text: str
    """Without its number; runs joined, white space single, soft hyphens gone, tracked changes accepted."""
    kind: Kind
    place: Place
    part: int
    """Index in :attr:`Agreement.parts`."""
    label: str = ""
    """The number as shown: "Artikel 5 –", "a)", "5.2.3."."""
    number: str = ""
    """The bare number: "5", "a", "5.2.3"; "" when there is none."""
    automatic: bool = False
    """Whether Word computes the number; False = typed."""
    level: int = 0
    """0 for the outermost: depth of headings and lists."""
    verbatim: str = ""
    """Number and text with white space as it stands in the file (Word only; elsewhere that is lay-out)."""
    spans: tuple[Span, ...] = ()
    """Marked stretches of ``text``."""
    pages: tuple[int, ...] = ()

    def marks(self, *marks: Mark) -> tuple[Span, ...]:
        """The spans with one of these marks."""
        return tuple(span for span in self.spans if span.mark in marks)


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A lettered or numbered item, perhaps with items of its own."""

    number: str
    path: tuple[str, ...]
    """("5", "2", "a"): artikel, lid, onderdeel; without the lid in an artikel without leden."""
    block: int
    onderdelen: tuple[Onderdeel, ...] = ()


@dataclass(frozen=True, slots=True)
class Lid:
    """One lid of an artikel."""

    number: str
    """As shown, bare: "2", "5.2", "5.2.3"."""
    path: tuple[str, ...]
    """("5", "2"), ("5", "2", "3"): always from the artikel, whether shown as "2" or "5.2"."""
    blocks: range
    onderdelen: tuple[Onderdeel, ...] = ()


@dataclass(frozen=True, slots=True)
class Artikel:
    """One artikel, with everything below it."""

    number: str
    """"5", "5a", "IV", "2.1" in agreements whose artikelen are numbered per hoofdstuk; "" for "Enig artikel"."""
    heading: str
    """"" when there is none."""
    part: int
    hoofdstuk: str
    """Number of the hoofdstuk it stands in, as shown bare; ""."""
    blocks: range
    """Heading and all below it."""
    leden: tuple[Lid, ...] = ()
    onderdelen: tuple[Onderdeel, ...] = ()
    """Items directly below an artikel without leden, or before its first lid."""
    reserved: bool = False
    """Said to be left open on purpose or repealed: "(gereserveerd)", "vervallen"."""
    shown_as: Literal["artikel", "number", "paragraaf"] = "artikel"
    """"Artikel 5", a bare "5." before a heading, or "§ 5"."""


class PartKind(StrEnum):
    """What a part of the document is."""

    COVER = "cover"
    """Title page and table of contents."""
    PREAMBLE = "preamble"
    """From "De ondergetekenden" up to the first artikel, with the overwegingen."""
    BODY = "body"
    """The artikelen."""
    SIGNATURES = "signatures"
    BIJLAGE = "bijlage"
    VOLMACHT = "volmacht"
    """A volmacht, mandate or decision inside the file that is no numbered bijlage."""
    OTHER = "other"
    """Toelichting and the like, with a numbering of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of blocks with a numbering of its own (preamble, body and signatures share one)."""

    index: int
    kind: PartKind
    blocks: range
    number: str = ""
    """Of a bijlage, as shown: "1", "I", "A"."""
    title: str = ""

    @property
    def is_main(self) -> bool:
        """Whether it belongs to the agreement itself, not to something attached to it."""
        return self.kind in {PartKind.COVER, PartKind.PREAMBLE, PartKind.BODY, PartKind.SIGNATURES}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a cell merged over rows stands in its first row, and is empty in the next."""

    text: str
    blocks: tuple[int, ...]
    columns: int = 1
    """How many columns it is wide."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table, or what looks like one in a text or PDF: rows that end in an amount under each other."""

    index: int
    part: int
    place: Place
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    """How many rows at the top are headings: 0 or more."""
    caption: str = ""
    """The heading or short line directly above it."""
    recovered: bool = False
    """Guessed from lines of text, so columns may be wrong."""

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The text of each cell, row by row; a wide cell is followed by "" for the other columns it covers."""
        return tuple(
            tuple(text for cell in row for text in (cell.text, *[""] * (cell.columns - 1))) for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Partij:
    """One partij as the preamble introduces it; "" or None where it says nothing."""

    name: str
    """"provincie Flevoland", "Waterschap Aa en Maas", "Voorbeeld B.V."."""
    defined_name: str
    """What it is called hereafter: "provincie Flevoland", "Opdrachtnemer"; "" when nothing is said."""
    body: str
    """"provincie", "gemeente", "waterschap", "Staat", "rechtspersoon" (private), "persoon"; "" when unclear."""
    seat: str
    """Place of establishment: "Lelystad"."""
    address: str
    """Street, postcode as written."""
    representative: str
    """Name of the signer, or the placeholder that stands there."""
    capacity: str
    """Function of the signer as written."""
    blocks: range
    text: str
    """The whole introduction."""


@dataclass(frozen=True, slots=True)
class Overweging:
    """One recital."""

    number: str
    text: str
    blocks: range


class How(StrEnum):
    """How a term is defined."""

    LIST = "list"
    """Term, colon or tab, meaning; in the artikel of definitions."""
    TABLE = "table"
    RUNNING = "running"
    """"hierna te noemen", "verder:", "wordt verstaan onder"."""
    BRACKETS = "brackets"
    """In brackets and quotation marks: (‘het Convenant’), or an abbreviation in brackets behind its full name."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One defined term."""

    term: str
    """As written, without quotation marks and leading article ("het", "de")."""
    text: str
    """Its meaning; "" when running text defines it by standing behind something."""
    block: int
    how: How
    part: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a block that names something."""

    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bijlage:
    """One bijlage: where it is listed, referred to and present. Any of the three may be missing."""

    number: str
    """Bare and as first met: "1", "I", "A"; "" for one without a number."""
    listed: Mention | None
    """In a list of bijlagen; ``text`` is the name given there."""
    referred: tuple[Mention, ...]
    """In running text of the main parts; ``text`` as written ("bijlage 1", "Bijlage I")."""
    parts: tuple[int, ...]
    """Present as these parts (more than one: carried twice)."""


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """Where one partij signs. A field that is there but still blank is ""; one that is not asked for is None."""

    partij: str
    """The line that names the partij or organ that signs; "" when none does."""
    name: str | None
    function: str | None
    place: str | None
    date: str | None
    line: bool
    """Whether there is room to sign: an underscore line, dotted line, or a label "Handtekening"."""
    blocks: range
    part: int


@dataclass(frozen=True, eq=False)
class Agreement:
    """A finished agreement: what the rules look at. Two are equal only when they are the same one, so that asking for
    what was computed from it before costs nothing."""

    source: Literal["docx", "pdf", "text"]
    blocks: tuple[Block, ...]
    """Reading order: the body with cells in place, then headers, footers, notes and comments."""
    parts: tuple[Part, ...]
    artikelen: tuple[Artikel, ...] = ()
    """Of all parts, in order."""
    tables: tuple[Table, ...] = ()
    partijen: tuple[Partij, ...] = ()
    overwegingen: tuple[Overweging, ...] = ()
    definitions: tuple[Definition, ...] = ()
    bijlagen: tuple[Bijlage, ...] = ()
    ondertekeningen: tuple[Ondertekening, ...] = ()
    title: str = ""
    pages: int = 0
    """0 = unknown (Word)."""
    unread_pages: tuple[int, ...] = ()
    """Pages of a PDF without any text: pictures, scans or blank."""
    bookmarks: frozenset[str] = field(default=frozenset())

    @cached_property
    def running(self) -> tuple[Block, ...]:
        """The text itself: every block but headers, footers, notes, comments and the table of contents."""
        return tuple(block for block in self.blocks if block.kind not in ASIDE)

    @cached_property
    def main(self) -> tuple[Block, ...]:
        """Running text of the agreement itself, without bijlagen and other attached parts."""
        return tuple(block for block in self.running if self.parts[block.part].is_main)

    def in_range(self, blocks: range) -> tuple[Block, ...]:
        """The running blocks of a range."""
        return tuple(block for block in self.blocks[blocks.start : blocks.stop] if block.kind not in ASIDE)

    def text_of(self, blocks: range) -> str:
        """Their texts with numbers, a line each."""
        return "\n".join(f"{block.label} {block.text}".strip() for block in self.in_range(blocks))

    def artikelen_of(self, part: int) -> tuple[Artikel, ...]:
        """The artikelen with which the numbers in this part are compared (main parts count as one)."""
        return self._artikelen_by_numbering.get(self._numbering(part), ())

    def _numbering(self, part: int) -> int:
        """-1 for the main parts together, else the part itself."""
        return -1 if self.parts[part].is_main else part

    @cached_property
    def _artikelen_by_numbering(self) -> dict[int, tuple[Artikel, ...]]:
        found: dict[int, list[Artikel]] = {}
        for one in self.artikelen:
            found.setdefault(self._numbering(one.part), []).append(one)
        return {numbering: tuple(artikelen) for numbering, artikelen in found.items()}

    def same_numbering(self, one: int, other: int) -> bool:
        """Whether two parts share one numbering."""
        return self._numbering(one) == self._numbering(other)

    @cached_property
    def _artikel_at(self) -> dict[int, Artikel]:
        return {index: one for one in self.artikelen for index in one.blocks}

    def artikel_at(self, block: int) -> Artikel | None:
        """The artikel in which a block stands."""
        return self._artikel_at.get(block)
