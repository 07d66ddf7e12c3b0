"""The number of every paragraph as Word shows it (ECMA-376 part 1, 17.9).

What the standard leaves open follows Word: lists that share an abstract definition count on together; a w:num with a
startOverride restarts at its first use of that level; a level that was skipped counts as begun at its start value (so a
first "1.1" makes the next heading "2", Microsoft KB Q110380); a bullet level inside a level text prints nothing; the
level of a style is the level that names the style (w:pStyle), its own w:ilvl only when no level does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from assembler.documents import symbols
from assembler.documents.number_formats import shown
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import COMPATIBILITY, DELETED, PPR, RPR, VAL, Element, R, T, toggle, value, w, whole

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")
SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """One-based level after which this one starts again; 0 never, None after any higher level (17.9.10)."""
    legal: bool = False
    """Show all numbers in this label in decimal (w:isLgl)."""
    suffix: str = "tab"
    style: str | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The number of one paragraph."""

    label: str
    """What Word shows, without the tab or space behind it; a bullet's own sign for bullets."""
    values: tuple[int, ...]
    """The count at each level down to that of the paragraph."""
    level: int
    """0 for the first level."""
    list_id: str
    """Paragraphs with the same one count on together."""
    levels: tuple[Level, ...] = field(repr=False)
    bullet: bool = False

    @property
    def suffix(self) -> str:
        """What stands between the label and the text."""
        return SUFFIXES.get(self.levels[self.level].suffix, "\t") if self.label else ""

    def at(self, level: int) -> "ListNumber":
        """The number of the paragraph's own ancestor at a higher level."""
        return replace(
            self, level=level, values=self.values[: level + 1], label=label_of(self.levels, self.values, level)
        )

    def pieces(self) -> list[tuple[str, bool]]:
        """The label in pieces: (text, whether it is a number)."""
        return label_pieces(self.levels, self.values, self.level)


def label_pieces(levels: tuple[Level, ...], values: tuple[int, ...], level: int) -> list[tuple[str, bool]]:
    """The level text cut at its placeholders, each filled in."""
    own = levels[level]
    pieces = []
    for index, piece in enumerate(PLACEHOLDER.split(own.text)):
        if index % 2 == 0:
            pieces.append((piece, False))
        elif int(piece) - 1 <= level:
            pieces.append((_value_shown(levels[int(piece) - 1], values[int(piece) - 1], own.legal), True))
    return [piece for piece in pieces if piece[0]]


def _value_shown(level: Level, number: int, legal: bool) -> str:
    if legal and level.format not in {"none", "bullet"}:
        return str(number)
    return shown_as(level.format, number)


def shown_as(numbering_format: str, number: int) -> str:
    """A number in a format, also Word's own patterns such as "001, 002, 003, ..."."""
    if "," in numbering_format:
        return str(number).zfill(len(numbering_format.split(",")[0].strip()))
    return shown(number, numbering_format)


def label_of(levels: tuple[Level, ...], values: tuple[int, ...], level: int) -> str:
    """The label of a paragraph at ``level`` with these counts."""
    return "".join(text for text, _ in label_pieces(levels, values, level))


class Definitions:
    """The lists that word/numbering.xml defines."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._levels: dict[str, tuple[Level, ...]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for node in root if root is not None else ():
            if node.tag == w("abstractNum"):
                self._abstract.setdefault(node.get(w("abstractNumId"), ""), node)
            elif node.tag == w("num"):
                self._nums.setdefault(node.get(w("numId"), ""), node)

    def __contains__(self, number: str) -> bool:
        return number in self._nums

    def list_of(self, number: str) -> str:
        """The abstract definition that counts for a w:num."""
        return value(self._nums[number], "abstractNumId") or ""

    def is_plain(self, number: str) -> bool:
        """Whether a w:num takes its definition as it is."""
        return self._nums[number].find(w("lvlOverride")) is None

    def levels(self, number: str) -> tuple[Level, ...]:
        """The nine levels of a w:num: the definition it stands on (through w:numStyleLink too) with its overrides."""
        if number not in self._levels:
            self._levels[number] = self._read_levels(number)
        return self._levels[number]

    def starts(self, number: str) -> Mapping[int, int]:
        """Level → the value it restarts at on first use of this w:num."""
        if number not in self._starts:
            self._starts[number] = {
                whole(override.get(w("ilvl")), 0): whole(value(override, "startOverride"), 1)
                for override in self._nums[number].iter(w("lvlOverride"))
                if override.find(w("startOverride")) is not None
            }
        return self._starts[number]

    def level_of_style(self, number: str, chain: Iterable[str]) -> int | None:
        """The level that names one of these styles, the nearest style first."""
        named = {level.style: index for index, level in enumerate(self.levels(number)) if level.style}
        return next((named[style] for style in chain if style in named), None)

    def _read_levels(self, number: str) -> tuple[Level, ...]:
        levels = [Level(format="none")] * LEVELS
        num = self._nums[number]
        for holder in (self._definition(number, set()), *num.iter(w("lvlOverride"))):
            for node in holder.iterfind(w("lvl")) if holder is not None else ():
                index = whole(node.get(w("ilvl")), 0)
                if 0 <= index < LEVELS:
                    levels[index] = read_level(node)
        for index, start in self.starts(number).items():
            if 0 <= index < LEVELS:
                levels[index] = replace(levels[index], start=start)
        return tuple(levels)

    def _definition(self, number: str, seen: set[str]) -> Element | None:
        """The abstract definition with the levels, followed through numbering styles."""
        num = self._nums.get(number)
        abstract = self._abstract.get(value(num, "abstractNumId") or "")
        link = value(abstract, "numStyleLink")
        if abstract is None or link is None or number in seen:
            return abstract
        target = self._styles.linked_number(link)
        linked = self._definition(target, seen | {number}) if target else self._by_style(link)
        return linked if linked is not None else abstract

    def _by_style(self, style: str) -> Element | None:
        return next((node for node in self._abstract.values() if value(node, "styleLink") == style), None)


def read_level(node: Element) -> Level:
    """One w:lvl."""
    number_format, text = _format(node), node.find(w("lvlText"))
    restart = value(node, "lvlRestart")
    font = symbols.symbol_font(node.find(f"{RPR}/{w('rFonts')}"))
    return Level(
        start=whole(value(node, "start"), 0),
        format=number_format,
        text="" if text is None else text.get(VAL, ""),
        restart=None if restart is None else whole(restart, 0),
        legal=bool(toggle(node, "isLgl")),
        suffix=value(node, "suff") or "tab",
        style=value(node, "pStyle"),
        font=font or "",
    )


def _format(node: Element) -> str:
    """The number format, a newer Word's own pattern (mc:AlternateContent) before the fallback."""
    for choice in node.iter(f"{{{COMPATIBILITY}}}Choice"):
        custom = choice.find(w("numFmt"))
        if custom is not None and custom.get(w("format")):
            return custom.get(w("format"), "")
    return value(node, "numFmt") or "decimal"


class Counter:
    """The counts of all lists while one story is walked from its first paragraph to its last."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._counts: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()

    def next(self, number: str, level: int) -> ListNumber:
        """Count one paragraph of w:num ``number``."""
        levels = self._definitions.levels(number)
        list_id = self._definitions.list_of(number)
        counts = self._counts.setdefault(list_id, [None] * LEVELS)
        self._step(number, level, levels, counts)
        values = tuple(count or 0 for count in counts[: level + 1])
        label = label_of(levels, values, level)
        return ListNumber(label, values, level, list_id, levels, levels[level].format == "bullet")

    def _step(self, number: str, level: int, levels: tuple[Level, ...], counts: list[int | None]) -> None:
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels[above].start
        current = counts[level]
        overrides = self._definitions.starts(number)
        restarts = level in overrides and (number, level) not in self._used
        self._used.add((number, level))
        counts[level] = levels[level].start if current is None or restarts else current + 1
        for below in range(level + 1, LEVELS):
            if _starts_again(levels[below].restart, below, level):
                counts[below] = None


def _starts_again(restart: int | None, below: int, level: int) -> bool:
    """Whether a paragraph at ``level`` makes the level ``below`` start again."""
    if restart is None or restart > below:
        return True
    return level < restart


def numbers_of(story: Iterable[Element], styles: Styles, definitions: Definitions) -> dict[Element, ListNumber]:
    """The number of every numbered paragraph of one story, given its paragraphs in order. Linear time."""
    counter = Counter(definitions)
    found = {}
    for paragraph in story:
        place = numbering_of(paragraph, styles, definitions)
        if place is not None and not is_suppressed(paragraph, styles):
            found[paragraph] = counter.next(*place)
    return found


def numbering_of(paragraph: Element, styles: Styles, definitions: Definitions) -> tuple[str, int] | None:
    """w:num and level of a paragraph, from itself or its style; None when it has no number."""
    own = paragraph.find(f"{PPR}/{w('numPr')}")
    number, level = value(own, "numId"), value(own, "ilvl")
    inherited, inherited_level, chain = styles.numbering(styles.of_paragraph(paragraph))
    number = inherited if number is None else number
    if number is None or number not in definitions:
        return None
    if level is not None:
        index = whole(level, 0)
    else:
        linked = definitions.level_of_style(number, chain)
        index = linked if linked is not None else whole(inherited_level, 0)
    return number, min(max(index, 0), LEVELS - 1)


def is_suppressed(paragraph: Element, styles: Styles) -> bool:
    """Whether Word leaves a paragraph out of the count: its mark deleted or hidden, and nothing of it left to see."""
    mark = paragraph.find(f"{PPR}/{RPR}")
    style = styles.of_paragraph(paragraph)
    gone = mark is not None and any(child.tag in DELETED for child in mark)
    if not gone and not styles.run_toggle(mark, style, "vanish"):
        return False
    return not any(_is_visible(run, style, styles) for run in paragraph.iter(R))


def _is_visible(run: Element, style: str | None, styles: Styles) -> bool:
    if any(ancestor.tag in DELETED for ancestor in run.iterancestors(*DELETED)):
        return False
    shows = any(node.text for node in run.iter(T)) or any(run.iter(w("drawing"), w("sym"), w("pict"), w("object")))
    return shows and not styles.run_toggle(run.find(RPR), style, "vanish")
