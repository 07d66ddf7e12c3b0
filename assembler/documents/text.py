"""The text of a Word file as a reader sees it: numbers, field results and symbols; nothing hidden or deleted."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assembler.documents import symbols
from assembler.documents.reading import Reading, Story
from assembler.documents.sections import sections_of
from assembler.documents.word_styles import Styles
from assembler.documents.wordml import DELETED, FALLBACK, RPR, Element, P, R, T, w

LIVE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
"""Fields of which only the finished page knows the result."""
SKIPPED = DELETED | {FALLBACK, w("pPr"), RPR, w("rt"), w("sdtPr"), w("sdtEndPr"), w("delText"), w("instrText")}
SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of shown text."""

    text: str
    kind: str = "text"
    """text, label, bullet, live (a page number and the like), or note (the mark of a note)."""


@dataclass(slots=True)
class Line:
    """What one paragraph shows."""

    paragraph: Element
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, marks of notes left out."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "note")


@dataclass(slots=True)
class OpenField:
    """A field whose end was not met yet."""

    instruction: str = ""
    in_result: bool = False

    @property
    def is_live(self) -> bool:
        words = self.instruction.split(maxsplit=1)
        return bool(words) and words[0].upper() in LIVE


class Scanner:
    """One walk over a story; fields may run over paragraphs. A reader of part of a story overrides walk and say."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lines: list[Line] = []
        self._open: list[Line] = []
        self._fields: list[OpenField] = []
        self._style: list[str | None] = [None]
        self._do: dict[object, Callable[[Element], None]] = {
            P: self._paragraph, R: self._run, T: self._text, w("fldChar"): self._mark,
            w("sym"): self._symbol, w("instrText"): self._instruction, w("fldSimple"): self._simple,
        }  # fmt: skip
        self._do |= dict.fromkeys(SIGNS, self._sign)
        self._do |= dict.fromkeys(NOTES, self._note)
        self._caps = False
        self._font: str | None = None

    def walk(self, node: Element) -> None:
        """Read a node and what is below it."""
        action = self._do.get(node.tag)
        if action is not None:
            action(node)
        elif node.tag not in SKIPPED:
            self._children(node)

    def _children(self, node: Element) -> None:
        for inner in node:
            self.walk(inner)

    def _paragraph(self, node: Element) -> None:
        line = Line(node)
        self.lines.append(line)
        self._open.append(line)
        self._style.append(self.styles.of_paragraph(node))
        self._children(node)
        self._style.pop()
        self._open.pop()

    def _run(self, node: Element) -> None:
        properties, style = node.find(RPR), self._style[-1]
        hidden = self.styles.run_toggle(properties, style, "vanish")
        if hidden:
            for inner in node.iter(w("fldChar"), w("instrText")):
                self.walk(inner)
            return
        self._caps = self.styles.run_toggle(properties, style, "caps")
        fonts = properties.find(w("rFonts")) if properties is not None else None
        self._font = symbols.symbol_font(fonts)
        self._children(node)

    def say(self, text: str, kind: str = "text") -> None:
        """Take shown text in."""
        if not self._open or not text or any(not one.in_result for one in self._fields):
            return
        if any(one.is_live for one in self._fields):
            kind = "live"
        self._open[-1].pieces.append(Piece(text.upper() if self._caps else text, kind))

    def _text(self, node: Element) -> None:
        self.say(symbols.to_unicode(node.text or "", self._font))

    def _sign(self, node: Element) -> None:
        if node.get(w("type")) not in {"page", "column"}:
            self.say(SIGNS[node.tag])

    def _symbol(self, node: Element) -> None:
        self.say(symbols.symbol(node.get(w("char"), ""), node.get(w("font"))))

    def _note(self, node: Element) -> None:
        self.say(node.get(w("id"), ""), "note")

    def _mark(self, node: Element) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(OpenField())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruction(self, node: Element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction += node.text or ""

    def _simple(self, node: Element) -> None:
        self._fields.append(OpenField(node.get(w("instr"), ""), True))
        self._children(node)
        self._fields.pop()


def lines_below(node: Element, styles: Styles) -> list[Line]:
    """The lines of everything below ``node``, in order, without numbers."""
    scanner = Scanner(styles)
    scanner.walk(node)
    return scanner.lines


def paragraph_text(paragraph: Element, styles: Styles) -> str:
    """The shown text of one paragraph, without its number and without text boxes that hang in it."""
    return lines_below(paragraph, styles)[0].text


def lines_of(story: Story) -> list[Line]:
    """The lines of a story, each with its number in front."""
    found = []
    for root in _roots(story):
        found += lines_below(root, story.reading.styles)
    for line in found:
        number = story.numbers.get(line.paragraph)
        if number and number.label:
            line.pieces.insert(0, Piece(number.suffix))
            line.pieces.insert(0, _label(number.label, number.bullet, number.levels[number.level].font))
    return found


def _label(label: str, bullet: bool, font: str) -> Piece:
    return Piece(symbols.to_unicode(label, font), "bullet" if bullet else "label")


def _roots(story: Story) -> Iterator[Element]:
    """The story itself; of notes, each that is no separator line."""
    if story.kind not in {"footnotes", "endnotes"}:
        yield story.root
        return
    for note in story.root:
        if note.get(w("type")) not in SEPARATORS:
            yield note


def story_text(story: Story) -> str:
    """One story, a line for each paragraph."""
    return "\n".join(line.text for line in lines_of(story))


def shown_stories(reading: Reading) -> list[Story]:
    """The body, the notes, and those headers and footers that a section can show."""
    shown = {part for section in sections_of(reading) for part in section.shown.values()}
    return [story for story in reading.stories if story.kind not in {"header", "footer"} or story.part in shown]


def text_of(docx: bytes | Reading) -> str:
    """The text of body, notes, headers and footers, a line for each paragraph, each header and footer once."""
    reading = docx if isinstance(docx, Reading) else Reading(docx)
    return "\n".join(filter(None, map(story_text, shown_stories(reading))))


def words_of(docx: bytes | Reading) -> Counter[str]:
    """How often each word (anything between white space) stands in the text."""
    return Counter(text_of(docx).split())
