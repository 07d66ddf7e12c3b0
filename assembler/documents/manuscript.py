"""A Word file as plain paragraphs with what is special about them: for reading a finished text, not for changing it.

Shown is what stands there when every tracked change is accepted; what was inserted, deleted, hidden, highlighted,
commented on or comes from a reference is told per stretch. Numbers are those that Word shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from assembler.documents import symbols
from assembler.documents.field_errors import WordFileError
from assembler.documents.instruction import Instruction, read_instruction
from assembler.documents.numbering import ListNumber
from assembler.documents.reading import Reading, Story
from assembler.documents.references import number_text
from assembler.documents.sections import sections_of
from assembler.documents.text import SEPARATORS, OpenField, Scanner
from assembler.documents.word_file import WordFile
from assembler.documents.word_styles import BODY_LEVEL
from assembler.documents.wordml import PPR, RPR, VAL, Element, P, T, enclosing, toggle, value, w, whole

INSERTED = frozenset({w("ins"), w("moveTo")})
PAINT = frozenset({"FFFF00", "FFFF99", "FFFFCC", "FFF200", "00FF00", "00FFFF", "FF00FF", "FFC000", "FF0000"})
"""Shadings behind letters that people use as a marker pen."""
TITLES = frozenset({"title", "titel"})
CONTENTS = ("toc ", "inhopg ", "toc heading", "kop van inhoudsopgave", "kopvaninhoudsopgave")
MOST_NESTED = 120
"""Elements within elements; a text that people write has some twenty."""
MOST_TAGS, MOST_PARAGRAPHS = 3_000_000, 60_000
"""Of one part; a thousand pages have a third of the first and half of the second."""
LARGE = 1024 * 1024
"""Bytes of a part, from which on its tags are counted before it is parsed."""


class Stretch(NamedTuple):
    """What is special about ``text[start:end]`` of a paragraph."""

    start: int
    end: int
    kind: str
    """highlight, inserted, deleted, hidden, commented, prompt, reference, broken-reference, stale-reference."""
    note: str = ""
    """The deleted or hidden text, the comment, the bookmark; of a stale reference what it should show."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph."""

    text: str = ""
    """With tabs, line ends and double spaces as they stand; without its automatic number."""
    label: str = ""
    bullet: bool = False
    level: int = 0
    heading: int = 0
    """1–9 when style or outline level say so, else 0."""
    role: str = "body"
    """body, title, toc, header, footer, footnote, comment."""
    count: int = 0
    """Which footnote or comment; 0 = none."""
    bold: bool = False
    new_page: bool = False
    table: int = -1
    row: int = 0
    column: int = 0
    columns: int = 1
    header_row: bool = False
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a Word file."""

    paragraphs: tuple[Paragraph, ...]
    """Body in order, then headers, footers, notes and comments."""
    bookmarks: frozenset[str]


class _Cell(NamedTuple):
    table: int
    row: int
    column: int
    columns: int
    header: bool


def read_manuscript(docx: bytes) -> Manuscript:
    """The paragraphs of a Word file. Raises WordFileError for what is no usable Word file."""
    word = WordFile(docx)
    _check_size(word)
    reading = Reading(word)
    bookmarks = frozenset(mark.get(w("name"), "") for mark in reading.body.root.iter(w("bookmarkStart")))
    comments = dict(_comments(reading))
    scan = _Scan(reading, bookmarks, comments)
    scan.read(reading.body, "body")
    for role, story in _asides(reading):
        scan.read(story, role)
    found = [*scan.paragraphs, *(_comment(number, text) for number, text in enumerate(comments.values(), 1))]
    return Manuscript(tuple(found), bookmarks)


def _check_size(word: WordFile) -> None:
    """Refuse what would take more memory than a text is worth, before anything is parsed."""
    for name in word.names():
        raw = word.read(name) if name.startswith("word/") and name.endswith(".xml") else b""
        paragraphs = raw.count(b"<w:p>") + raw.count(b"<w:p ") + raw.count(b"<w:p/") if len(raw) > LARGE else 0
        if paragraphs > MOST_PARAGRAPHS or (len(raw) > LARGE and raw.count(b"<") > MOST_TAGS):
            raise WordFileError("het is uitgepakt te groot")


def _asides(reading: Reading) -> Iterator[tuple[str, Story]]:
    shown = {part for section in sections_of(reading) for part in section.shown.values()}
    for story in reading.stories[1:]:
        if story.kind in {"footnotes", "endnotes"}:
            yield "footnote", story
        elif story.part in shown:
            yield story.kind, story


def _comments(reading: Reading) -> Iterator[tuple[str, str]]:
    for part in reading.word.related("comments"):
        for comment in reading.word.xml(part).iter(w("comment")):
            text = "\n".join("".join(node.text or "" for node in one.iter(T)) for one in comment.iter(P))
            yield comment.get(w("id"), ""), text.strip()


def _comment(number: int, text: str) -> Paragraph:
    return Paragraph(text, role="comment", count=number)


class _Scan(Scanner):
    """One walk over each story, which keeps for every paragraph where it stands and what is special in it."""

    def __init__(self, reading: Reading, bookmarks: frozenset[str], comments: dict[str, str]) -> None:
        super().__init__(reading.styles)
        self.paragraphs: list[Paragraph] = []
        self._reading, self._bookmarks, self._comments = reading, bookmarks, comments
        self._story: Story = reading.body
        self._role, self._count = "body", 0
        self._cells: list[_Cell] = []
        self._tables = 0
        self._now: list[Paragraph] = []
        self._texts: list[list[str]] = []
        self._lengths: list[int] = []
        self._nodes: list[Element] = []
        self._shown: list[list[bool]] = []
        self._marks: list[str] = []
        self._open_comments: dict[str, tuple[int, int]] = {}
        self._starts: list[tuple[int, int]] = []
        self._break = False
        self._breaking: dict[str | None, bool] = {}
        self._contents = 0
        self._depth = 0
        self._do |= {
            w("tbl"): self._table, w("ins"): self._inserted, w("moveTo"): self._inserted, w("del"): self._deleted,
            w("sdt"): self._control, w("commentRangeStart"): self._comment_starts,
            w("commentRangeEnd"): self._comment_ends, w("footnote"): self._own_note, w("endnote"): self._own_note,
        }  # fmt: skip

    def read(self, story: Story, role: str) -> None:
        """Take a story in."""
        self._story, self._role, self._count = story, role, 0
        self.walk(story.root)

    def walk(self, node: Element) -> None:
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise WordFileError("het is te diep genest")
        super().walk(node)
        self._depth -= 1

    def _own_note(self, node: Element) -> None:
        if node.get(w("type")) not in SEPARATORS:
            self._count += 1
            self._children(node)

    def _table(self, node: Element) -> None:
        table, self._tables = self._tables, self._tables + 1
        for row, line in enumerate(node.iter(w("tr"))):
            if next(line.iterancestors(w("tbl"))) is node:
                self._row(line, table, row)

    def _row(self, line: Element, table: int, row: int) -> None:
        header = bool(toggle(line.find(w("trPr")), "tblHeader"))
        column = whole(value(line.find(w("trPr")), "gridBefore"), 0)
        for cell in line.iter(w("tc")):
            if next(cell.iterancestors(w("tr"))) is not line:
                continue
            columns = max(whole(value(cell.find(w("tcPr")), "gridSpan"), 1), 1)
            self._cells.append(_Cell(table, row, column, columns, header))
            self._children(cell)
            self._cells.pop()
            column += columns

    def _paragraph(self, node: Element) -> None:
        made = self._opened(node)
        self._now.append(made)
        self._texts.append([])
        self._lengths.append(0)
        self._nodes.append(node)
        self._shown.append([])
        self.paragraphs.append(made)
        in_contents = self._contents
        super()._paragraph(node)
        self._close_comments_over_paragraphs(len(self._now) - 1)
        made.text = "".join(self._texts.pop())
        made.bold = bool(bolds := self._shown.pop()) and all(bolds)
        self._now.pop()
        self._lengths.pop()
        self._nodes.pop()
        if (in_contents or self._contents) and made.role == "body":
            made.role = "toc"

    def _opened(self, node: Element) -> Paragraph:
        style = self.styles.of_paragraph(node)
        name = self.styles.name(style)
        number = self._story.numbers.get(node)
        outline = self.styles.outline_level(node)
        role = self._role
        if role == "body":
            role = "title" if name in TITLES else "toc" if name.startswith(CONTENTS) else "body"
        cell = self._cells[-1] if self._cells else _Cell(-1, 0, 0, 1, False)
        breaks = self._break or bool(toggle(node.find(PPR), "pageBreakBefore")) or self._style_breaks(style)
        self._break = node.find(f"{PPR}/{w('sectPr')}") is not None
        return Paragraph(
            label=_label(number), bullet=bool(number and number.bullet), level=number.level if number else 0,
            heading=outline + 1 if outline < BODY_LEVEL else 0, role=role, count=self._count, new_page=breaks,
            table=cell.table, row=cell.row, column=cell.column, columns=cell.columns, header_row=cell.header,
        )  # fmt: skip

    def _style_breaks(self, style: str | None) -> bool:
        if style not in self._breaking:
            stated = (toggle(one.find(PPR), "pageBreakBefore") for _, one in self.styles.chain(style))
            self._breaking[style] = bool(next((each for each in stated if each is not None), False))
        return self._breaking[style]

    def _run(self, node: Element) -> None:
        properties = node.find(RPR)
        if self.styles.run_toggle(properties, self._style[-1], "vanish"):
            self._note_only(node, "hidden", (T,))
        marks = ["highlight"] if _is_painted(properties) else []
        self._marks += marks
        before = len(self._texts[-1]) if self._texts else 0
        super()._run(node)
        if marks:
            self._marks.pop()
        if self._texts and any(text.strip() for text in self._texts[-1][before:]):
            self._shown[-1].append(self.styles.run_toggle(properties, self._style[-1], "b"))

    def _note_only(self, node: Element, kind: str, tags: tuple[str, ...]) -> None:
        """Something that is not shown: an empty stretch with the text in its note."""
        text = "".join(one.text or "" for one in node.iter(*tags))
        if text and self._now:
            at = self._length()
            self._now[-1].stretches.append(Stretch(at, at, kind, text))

    def _inserted(self, node: Element) -> None:
        self._marks.append("inserted")
        self._children(node)
        self._marks.pop()

    def _deleted(self, node: Element) -> None:
        self._note_only(node, "deleted", (w("delText"),))

    def _control(self, node: Element) -> None:
        properties = node.find(w("sdtPr"))
        galleries = properties.iter(w("docPartGallery")) if properties is not None else ()
        contents = any("Table of Contents" in one.get(VAL, "") for one in galleries)
        prompts = bool(toggle(properties, "showingPlcHdr"))
        self._contents += contents
        self._marks += ["prompt"] if prompts else []
        self._children(node)
        if prompts:
            self._marks.pop()
        self._contents -= contents

    def say(self, text: str, kind: str = "text") -> None:
        if not self._now or not text or any(not one.in_result for one in self._fields):
            return
        if kind == "note" or (any(one.is_live for one in self._fields) and self._role in {"header", "footer"}):
            return
        shown, start = text.upper() if self._caps else text, self._length()
        self._texts[-1].append(shown)
        self._lengths[-1] += len(shown)
        for mark in dict.fromkeys(self._marks):
            _extend(self._now[-1].stretches, Stretch(start, start + len(shown), mark))

    def _length(self) -> int:
        return self._lengths[-1] if self._lengths else 0

    def _sign(self, node: Element) -> None:
        if node.get(w("type")) == "page":
            self._break = True
        super()._sign(node)

    def _mark(self, node: Element) -> None:
        kind = node.get(w("fldCharType"))
        ending = self._fields[-1] if kind == "end" and self._fields else None
        super()._mark(node)
        if kind == "begin":
            self._starts.append((len(self._now), self._length()))
        elif kind == "separate" and self._fields and _is_contents(self._fields[-1]):
            self._contents += 1
        elif kind == "end" and self._starts:
            start = self._starts.pop()
            if ending is not None:
                self._field_ends(ending, start)

    def _simple(self, node: Element) -> None:
        start = (len(self._now), self._length())
        super()._simple(node)
        self._field_ends(OpenField(node.get(w("instr"), ""), True), start)

    def _field_ends(self, one: OpenField, start: tuple[int, int]) -> None:
        if _is_contents(one):
            self._contents = max(0, self._contents - 1)
        instruction = read_instruction(one.instruction)
        if instruction.kind not in {"REF", "BARE", "PAGEREF", "NOTEREF"} or start[0] != len(self._now) or not self._now:
            return
        if instruction.kind == "BARE" and instruction.target not in self._bookmarks:
            return
        here, end = start[1], self._length()
        known = instruction.target in self._bookmarks
        stretches = self._now[-1].stretches
        stretches.append(Stretch(here, end, "reference" if known else "broken-reference", instruction.target))
        expected = self._expected(instruction)
        if expected and expected != "".join(self._texts[-1])[here:end].strip().rstrip("."):
            stretches.append(Stretch(here, end, "stale-reference", expected))

    def _expected(self, instruction: Instruction) -> str:
        """What a reference to a number shows when Word updates its fields; "" when it asks for something else."""
        if instruction.kind == "PAGEREF" or not any(switch in instruction for switch in "nrw"):
            return ""
        target = self._targets.get(instruction.target)
        number = self._reading.body.numbers.get(target) if target is not None else None
        if number is None or number.bullet:
            return ""
        return number_text(number, instruction, self._story.context.get(self._nodes[-1]))

    @cached_property
    def _targets(self) -> dict[str, Element]:
        """Bookmark → the paragraph that it marks."""
        found: dict[str, Element] = {}
        waiting: list[str] = []
        for node in self._reading.body.root.iter(P, w("bookmarkStart")):
            if node.tag == P:
                found.update(dict.fromkeys(waiting, node))
                waiting.clear()
                continue
            around = enclosing(node, P)
            name = node.get(w("name"), "")
            if around is not None:
                found.setdefault(name, around)
            else:
                waiting.append(name)
        return found

    def _comment_starts(self, node: Element) -> None:
        self._open_comments[node.get(w("id"), "")] = (len(self._now) - 1, self._length())

    def _comment_ends(self, node: Element) -> None:
        name = node.get(w("id"), "")
        opened = self._open_comments.pop(name, None)
        if opened is not None and self._now:
            start = opened[1] if opened[0] == len(self._now) - 1 else 0
            self._now[-1].stretches.append(Stretch(start, self._length(), "commented", self._comments.get(name, "")))

    def _close_comments_over_paragraphs(self, depth: int) -> None:
        """A comment over several paragraphs is told at the first of them."""
        for name, (opened, start) in list(self._open_comments.items()):
            if opened == depth and self._now:
                note = self._comments.get(name, "")
                self._now[-1].stretches.append(Stretch(start, self._length(), "commented", note))
                del self._open_comments[name]


def _extend(stretches: list[Stretch], one: Stretch) -> None:
    """Runs with the same mark that touch are one stretch."""
    last = stretches[-1] if stretches else None
    if last is not None and last.kind == one.kind and last.end == one.start and last.note == one.note:
        stretches[-1] = last._replace(end=one.end)
    else:
        stretches.append(one)


def _label(number: ListNumber | None) -> str:
    if number is None or not number.label:
        return ""
    return symbols.to_unicode(number.label, number.levels[number.level].font).strip()


def _is_painted(properties: Element | None) -> bool:
    if properties is None:
        return False
    pen = value(properties, "highlight")
    shade = properties.find(w("shd"))
    return pen not in {None, "none"} or (shade is not None and shade.get(w("fill"), "").upper() in PAINT)


def _is_contents(one: OpenField) -> bool:
    return one.instruction.split(maxsplit=1)[:1] in (["TOC"], ["toc"])
