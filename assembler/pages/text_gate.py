"""The text gate: every word and sign of a Word file must be in its PDF, or the PDF is refused.

Engines lose text without a word: a glyph that no font has, a content control, a footnote. Spaces and the order of lines
differ between the Word text and what a PDF tells of itself, so both are compared without white space:

1. headers and footers are found on each page and taken out (their page numbers are left to the engine);
2. each paragraph is looked up where the reading has come to, and what is found is used up;
3. paragraphs not found there are looked up in what is left, then word by word, then in pieces (a word cut in a narrow
   cell), then sign by sign for right-to-left words, which a PDF may hold in the order of the page.

What is left over in the PDF (repeated table headers, bullets, note marks) does not matter; what is not found is a loss.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pikepdf

from assembler.documents.places import Places
from assembler.documents.reading import Reading, Story
from assembler.documents.sections import sections_of
from assembler.documents.text import Line, lines_of, shown_stories
from assembler.pages.errors import PagesError
from assembler.pages.fonts import font_set
from assembler.pages.pdf_text import pages_of

IGNORED = re.compile(
    r"[\s\x00-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffd-]+"
)
HYPHENS = re.compile("[\u2010\u2011]")
HYPHEN = re.compile("[-\u2010\u2011]")
LEADER = re.compile(r"\.{3,}")
LED_NUMBER = re.compile(r"\t(?=\s*\d+\s*$)")
"""Before the page number of a table of contents, where the PDF may hold a leader of dots."""
LIVE = r"\s*(?:\d+|[ivxlcdm]+|[a-z])?\s*"
WINDOW = 4_000
"""Characters of the PDF in which a paragraph is looked for, from where the last one ended."""
SHORT = 6
"""A paragraph of fewer characters is taken at once only where the reading has come to."""
SHORTEST_PIECE = 3
MOST_PIECES = 3
"""In how many pieces a narrow cell may cut a word."""
MOST_NAMED = 5
_Wanted = TypeVar("_Wanted")


class TextLossError(PagesError):
    """Words or signs of the Word file that are not in the PDF."""

    def __init__(self, losses: Sequence["Loss"], title: str = "") -> None:
        self.losses = tuple(losses)
        first = self.losses[0]
        where = f"“{title}”: " if title else ""
        more = sum(len(loss.words) for loss in self.losses) - min(len(first.words), MOST_NAMED)
        others = f" (en {more} andere woorden of tekens)" if more > 0 else ""
        super().__init__(
            f"{where}in de PDF ontbreekt {named(first.words)}, {first.place}{others}. "
            "Vermoedelijk heeft geen lettertype van de set dit teken of toont de PDF-motor dit onderdeel niet: "
            "kies een ander teken of zet de tekst in gewone alinea's, of gebruik een andere PDF-motor."
        )


class NoGlyphError(TextLossError):
    """Signs of the Word file for which no font of the set has a shape."""

    def __init__(self, losses: Sequence["Loss"], title: str, signs: str) -> None:
        super().__init__(losses, title)
        self.signs = signs
        place = next((loss.place for loss in losses if set(signs) & set("".join(loss.words))), losses[0].place)
        where = f"“{title}”, {place}" if title else place
        self.args = (
            f"{where}: geen lettertype van de set heeft het teken {named(signs)}; kies een ander teken, of zorg voor "
            "een lettertype dat het heeft: DejaVu Sans (Debian: fonts-dejavu-core) heeft ook de meeste symbolen, en "
            "een map met eigen lettertypen noemt u in TEKENKLAAR_FONTS.",
        )


@dataclass(frozen=True)
class Loss:
    """What one paragraph has lost."""

    words: tuple[str, ...]
    place: str
    """The paragraph, in Dutch words."""


def named(words: Sequence[str]) -> str:
    """The first lost words; of a single sign its code too."""
    shown = [f"“{word}” (U+{ord(word):04X})" if len(word) == 1 else f"“{word}”" for word in words[:MOST_NAMED]]
    return ", ".join(shown)


def require_whole_text(docx: bytes, pdf: bytes | pikepdf.Pdf, title: str = "") -> None:
    """Raise TextLossError when a word or sign of ``docx`` is not in ``pdf``; ``title`` names the document."""
    if isinstance(pdf, bytes):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            losses = find_losses(docx, pages_of(opened))
    else:
        losses = find_losses(docx, pages_of(pdf))
    if not losses:
        return
    if signs := font_set().lacks("".join(word for loss in losses for word in loss.words)):
        raise NoGlyphError(losses, title, signs)
    raise TextLossError(losses, title)


def find_losses(docx: bytes | Reading, pages: Sequence[str]) -> list[Loss]:
    """What of the Word text is not in the text of these pages, in the order of the text."""
    reading = docx if isinstance(docx, Reading) else Reading(docx)
    rest = _Rest([_folded(page) for page in pages])
    wanted = [segment for story in shown_stories(reading) if not _repeats(story) for segment in _segments(story)]
    running = _Running(reading, len(pages))
    rest.pages, missing = running.take_out(rest.pages)
    lost = rest.take_all([*wanted, *missing], running.doubtful)
    lost += _lost_hyphens([*wanted, *missing], pages)
    return _told(lost)


def _folded(text: str) -> str:
    """Text in one shape: compatibility forms (ligatures) and case."""
    return HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).casefold()


def _key(text: str) -> str:
    """Text without anything that a PDF may hold in another way: white space, hyphens, long leaders."""
    return LEADER.sub("...", IGNORED.sub("", text))


def _repeats(story: Story) -> bool:
    return story.kind in {"header", "footer"}


@dataclass(frozen=True, eq=False)
class _Segment:
    """A stretch of one paragraph that stands unbroken on the page."""

    text: str
    key: str
    line: Line
    story: Story


def _segments(story: Story) -> Iterator[_Segment]:
    for line in lines_of(story):
        yield from _segments_of(line, story)


def _segments_of(line: Line, story: Story) -> Iterator[_Segment]:
    """The stretches of a paragraph between page numbers, note marks and bullets."""
    stretch = ""
    for piece in [*line.pieces, None]:
        if piece is not None and piece.kind in {"text", "label"}:
            stretch += piece.text
            continue
        for part in LED_NUMBER.split(stretch):
            key = _key(_folded(part))
            if key:
                yield _Segment(part, key, line, story)
        stretch = ""


class _Running:
    """Headers and footers: on every page, with a number that only the page knows."""

    def __init__(self, reading: Reading, count: int) -> None:
        self._sections = sections_of(reading)
        self._count = count
        self._stories = {story.part: story for story in reading.stories}
        self._lines: dict[str, list[Line]] = {}
        self._patterns: dict[int, re.Pattern[str] | None] = {}
        self.doubtful: list[str] = []
        """Text taken out of a page of which it is not certain that it was the header's."""

    def take_out(self, pages: Sequence[str]) -> tuple[list[str], list[_Segment]]:
        """The pages without headers and footers, and those header lines that must be there and were on no page."""
        found: set[int] = set()
        left = [self._strip(number, page, found) for number, page in enumerate(pages)]
        missing = [segment for part in self._required() for line in self._of(part) if id(line) not in found
                   for segment in _segments_of(line, self._stories[part])]  # fmt: skip
        return left, missing

    def _of(self, part: str) -> list[Line]:
        if part not in self._lines:
            self._lines[part] = lines_of(self._stories[part])
            self._patterns.update({id(line): _pattern(line) for line in self._lines[part]})
        return self._lines[part]

    def _strip(self, number: int, page: str, found: set[int]) -> str:
        for kind, part in self._on_page(number):
            for line in self._of(part):
                pattern = self._patterns[id(line)]
                matches = list(pattern.finditer(page)) if pattern else []
                if matches:
                    found.add(id(line))
                    match = matches[0] if kind == "header" else matches[-1]
                    page = f"{page[: match.start()]}\n{page[match.end() :]}"
                    if len(self._sections) > 1:
                        self.doubtful.append(_key(match[0]))
        return page

    def _on_page(self, number: int) -> list[tuple[str, str]]:
        """(header or footer, part) that a page can show; exact for a document of one section."""
        shown: dict[tuple[str, str], None] = {}
        for section in self._sections:
            for (kind, which), part in section.shown.items():
                if len(self._sections) > 1 or which == _which(section.shown, kind, number):
                    shown[kind, part] = None
        return list(shown)

    def _required(self) -> list[str]:
        """The parts that certainly are on some page."""
        parts: dict[str, None] = {}
        single = len(self._sections) == 1
        for index, section in enumerate(self._sections):
            if section.continuous and index:
                continue
            for (kind, which), part in section.shown.items():
                plain = {key[1] for key in section.shown if key[0] == kind} == {"default"}
                pages = range(self._count) if single else range(1)
                if (
                    plain
                    or which == "first"
                    or (single and any(_which(section.shown, kind, n) == which for n in pages))
                ):
                    parts[part] = None
        return list(parts)


def _which(shown: dict[tuple[str, str], str], kind: str, number: int) -> str:
    """first, even or default: what page ``number`` (0 for the first) of a section shows."""
    if number == 0 and (kind, "first") in shown:
        return "first"
    return "even" if number % 2 and (kind, "even") in shown else "default"


def _pattern(line: Line) -> re.Pattern[str] | None:
    """What a line of a header looks like on a page; None when it is too short to be told from other text."""
    parts = []
    length = 0
    for piece in line.pieces:
        if piece.kind == "live":
            parts.append(LIVE)
        elif piece.kind != "note":
            signs = _key(_folded(piece.text))
            length += len(signs)
            parts.append("".join(f"{re.escape(sign)}[\\s-]*" for sign in signs))
    if length < SHORTEST_PIECE:
        return (
            re.compile(r"^[^\S\n]*\d+[^\S\n]*$", re.MULTILINE) if any(p.kind == "live" for p in line.pieces) else None
        )
    return re.compile("".join(parts))


class _Rest:
    """What is left of the PDF's text while the Word text is looked up in it and used up."""

    def __init__(self, pages: list[str]) -> None:
        self.pages = pages
        self._left = ""

    def take_all(self, wanted: Sequence[_Segment], doubtful: Sequence[str]) -> list[tuple[_Segment, list[str]]]:
        """Look everything up; the words of each paragraph that are not there."""
        pending = self._take_in_order(wanted)
        self._left = "\n".join([self._left, *doubtful])
        pending = self._take_anywhere(pending, lambda segment: segment.key)
        words = [(segment, word) for segment in pending for word in segment.text.split() if _key(_folded(word))]
        missing = self._take_anywhere(words, lambda pair: _key(_folded(pair[1])))
        lost: dict[_Segment, list[str]] = {}
        for segment, word in missing:
            if not self._take_in_pieces(_key(_folded(word))):
                lost.setdefault(segment, []).append(word)
        return list(lost.items())

    def _take_in_order(self, wanted: Sequence[_Segment]) -> list[_Segment]:
        text = "".join(_key(page) for page in self.pages)
        at, pending, gaps = 0, [], []
        for segment in wanted:
            size = len(segment.key)
            found = text.find(segment.key, at, at + size + (WINDOW if size >= SHORT else 0))
            if found < 0:
                pending.append(segment)
                continue
            gaps.append(text[at:found])
            at = found + size
        self._left = "\n".join(filter(None, [*gaps, text[at:]]))
        return pending

    def _take_anywhere(self, wanted: Sequence[_Wanted], key: Callable[[_Wanted], str]) -> list[_Wanted]:
        """Use up each wanted stretch, the longest first; those that are not there, in their own order."""
        longest_first = sorted(range(len(wanted)), key=lambda index: -len(key(wanted[index])))
        missing = {index for index in longest_first if not self._take(key(wanted[index]))}
        return [one for index, one in enumerate(wanted) if index in missing]

    def _take(self, key: str) -> bool:
        at = self._left.find(key)
        if at < 0:
            return False
        self._left = f"{self._left[:at]}\n{self._left[at + len(key) :]}"
        return True

    def _take_in_pieces(self, key: str) -> bool:
        """A word that was cut, or one that runs from right to left."""
        if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in key):
            return self._take_signs(key)
        for _ in range(MOST_PIECES):
            size = self._longest_start(key)
            self._take(key[:size])
            key = key[size:]
            if not size or not key:
                break
        return not key

    def _longest_start(self, key: str) -> int:
        """How many first characters of a word stand together in what is left; a cut leaves no stump but the last."""
        for size in range(len(key), min(SHORTEST_PIECE, len(key)) - 1, -1):
            if key[:size] in self._left:
                return size
        return 0

    def _take_signs(self, key: str) -> bool:
        if Counter(key) - Counter(self._left):
            return False
        for sign in key:
            self._take(sign)
        return True


def _lost_hyphens(wanted: Sequence[_Segment], pages: Sequence[str]) -> list[tuple[_Segment, list[str]]]:
    """Hyphens are looked up by number only: a line end may add one, none may be lost."""
    present = sum(len(HYPHEN.findall(page)) for page in pages)
    for segment in wanted:
        present -= len(HYPHEN.findall(segment.text))
        if present < 0:
            return [(segment, ["-"])]
    return []


def _told(lost: Sequence[tuple[_Segment, list[str]]]) -> list[Loss]:
    places: dict[str, Places] = {}
    told = []
    for segment, words in lost:
        story = segment.story
        place = places.setdefault(story.part, Places(story)).place_of(segment.line.paragraph)
        told.append(Loss(tuple(words), str(place)))
    return told
