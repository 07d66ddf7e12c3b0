"""Tables of contents: entries rebuilt from the headings that are left after filling (17.16.5.68 TOC).

Each entry is a paragraph in the style "toc N" with the heading's number and text, a tab with a leader to a right tab at
the edge of the text, and a PAGEREF to a _Toc bookmark around the heading; with ``\\h`` the entry is a link.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from assembler.documents.bookmarks import END, START, Bookmarks
from assembler.documents.field_results import Results
from assembler.documents.field_tree import SIMPLE, Field, fields_of, remove, run_of, run_text
from assembler.documents.instruction import Instruction
from assembler.documents.reading import Reading, Story
from assembler.documents.sections import A4_WIDTH, MARGIN, sections_of
from assembler.documents.text import paragraph_text
from assembler.documents.word_styles import BODY_LEVEL
from assembler.documents.wordml import PPR, SPACE, Element, P, R, child, enclosing, make, value, w, write_text

PREFIX = "_Toc"
INDENT, SIGN, GAP = 220, 125, 180
"""Twips: indent per level, width of one sign of a number, room behind the widest one; where the style is silent."""
NOT_FOR_ENTRIES = frozenset({w("sectPr"), w("numPr"), w("pageBreakBefore")})
BEFORE_TABS = frozenset(
    map(w, ["pStyle", "keepNext", "keepLines", "framePr", "widowControl", "suppressLineNumbers", "pBdr", "shd"])
)
"""What the schema puts before w:tabs (17.3.1.26)."""
RANGE = re.compile(r"(\d)\s*-\s*(\d)")


@dataclass(frozen=True)
class Entry:
    """One line of a table of contents."""

    level: int
    """1 for the first level."""
    number: str
    tab: bool
    """Whether a tab (and not a space) parts number and text."""
    text: str
    bookmark: str
    numbered_page: bool


@dataclass
class _Table:
    """What is needed to rebuild one table."""

    reading: Reading
    story: Story
    one: Field
    bookmarks: Bookmarks
    old: dict[str, Element] = field(default_factory=dict)
    """Style id → paragraph properties of a present entry in that style."""
    pages: dict[str, str] = field(default_factory=dict)
    """Bookmark → the page number that a present entry shows."""

    @property
    def instruction(self) -> Instruction:
        return self.one.instruction

    @cached_property
    def width(self) -> int:
        """Width of the text in the section of the table, in twips."""
        after = False
        ends = {section.element: section for section in sections_of(self.reading)}
        for node in self.story.root.iter(P, w("sectPr")):
            after = after or node is self.one.paragraph
            if after and node in ends:
                return ends[node].text_width
        return A4_WIDTH - 2 * MARGIN


def rebuild_tables(reading: Reading, results: Results) -> None:
    """Rebuild every table of contents in the body; tables of other things (TC fields, \\c, \\f) stay as they are."""
    story = reading.body
    for owner, one in results.fields:
        kinds = set(one.instruction.switches)
        if owner is story and one.instruction.kind == "TOC" and (not kinds & set("cfla") or kinds & set("otu")):
            table = _Table(reading, story, one, results.bookmarks, pages=_present_pages(one))
            marked = len(list(story.root.iter(START)))
            entries = list(_entries(table))
            if _rewrite(table, entries) or len(list(story.root.iter(START))) != marked:
                results.changed.add(story.part)


def _entries(table: _Table) -> Iterator[Entry]:
    level_of = _levels(table)
    silent = _range(table.instruction.switches["n"] or "1-9") if "n" in table.instruction else range(0)
    for paragraph in _scope(table):
        level = level_of(paragraph)
        text = _entry_text(table, paragraph) if level else ""
        if level and (text or paragraph in table.story.numbers):
            number = table.story.numbers.get(paragraph)
            label = number.label.strip() if number and not number.bullet else ""
            tab = bool(number and number.suffix == "\t")
            yield Entry(level, label, tab, text, _bookmark(table, paragraph), level not in silent)


def _entry_text(table: _Table, paragraph: Element) -> str:
    text = paragraph_text(paragraph, table.reading.styles)
    text = text if "x" in table.instruction else text.replace("\n", " ")
    text = text if "w" in table.instruction else text.replace("\t", " ")
    return re.sub(" +", " ", text.replace("\u00ad", "")).strip()


def _levels(table: _Table) -> Callable[[Element], int]:
    """A function from a paragraph to its level in this table, 0 when it is not in it."""
    switches, styles = table.instruction.switches, table.reading.styles
    everything = not set(switches) & set("otu")
    ranks = _range(switches.get("o") or "1-9") if everything or "o" in switches else range(0)
    outline = _range(switches.get("o") or "1-9") if "u" in switches else range(0)
    by_style = {styles.named(f"heading {rank}"): rank for rank in ranks} | _own_styles(table)
    by_style.pop(None, None)

    def level_of(paragraph: Element) -> int:
        style = styles.of_paragraph(paragraph)
        if style in by_style:
            return by_style[style]
        own = styles.outline_level(paragraph) + 1
        return own if own in outline and own <= BODY_LEVEL else 0

    return level_of


def _own_styles(table: _Table) -> dict[str | None, int]:
    """The styles of ``\\t "Style;level;…"`` (the list separator of the author's system: ; or ,)."""
    text = table.instruction.switches.get("t", "")
    words = [word.strip() for word in re.split("[;,]", text)]
    pairs = zip(words[::2], words[1::2], strict=False)
    return {table.reading.styles.named(name): int(level) for name, level in pairs if level.isdecimal()}


def _scope(table: _Table) -> Iterator[Element]:
    """The paragraphs that can be headings: none within a table of contents, only those in the bookmark of \\b."""
    inside = {enclosing(run, P) for run in table.one.runs}
    if _goes_on(table.one):
        inside.discard(enclosing(run_of(table.one.end), P))
    chosen = table.bookmarks.get(table.instruction.switches["b"]) if "b" in table.instruction else None
    within = _marked(table.story, chosen.start) if chosen else None
    for paragraph in table.story.paragraphs:
        if paragraph not in inside and (within is None or paragraph in within):
            yield paragraph


def _marked(story: Story, start: Element) -> set[Element | None]:
    """The paragraphs between the start and the end of a bookmark."""
    found: set[Element | None] = set()
    inside = False
    for node in story.root.iter(START, END, P):
        if node is start:
            inside = True
            found.add(enclosing(node, P))
        elif node.tag == END and node.get(w("id")) == start.get(w("id")):
            break
        elif inside and node.tag == P:
            found.add(node)
    return found


def _range(text: str) -> range:
    found = RANGE.search(text)
    return range(int(found[1]), int(found[2]) + 1) if found else range(1, 10)


def _bookmark(table: _Table, paragraph: Element) -> str:
    """The _Toc bookmark of a heading, made when it has none."""
    names = table.bookmarks.of_paragraph(paragraph, PREFIX)
    name = next((known for known in names if known in table.pages), names[0] if names else None)
    if name is None:
        name = table.bookmarks.free_name(PREFIX)
        table.bookmarks.add(paragraph, name, table.story)
    return name


def _rewrite(table: _Table, entries: list[Entry]) -> bool:
    """Put the entries in the place of the present result; False when these entries stand there already."""
    if table.one.begin.tag == SIMPLE:
        _make_complex(table.one)
    first, last = table.one.paragraph, enclosing(run_of(table.one.end), P)
    if last is None or (last is not first and last.getparent() is not first.getparent()):
        return False
    present = _between(first, last)
    table.old = _present_looks(present)
    widest = _widest(entries)
    fresh = [_paragraph(table, entry, widest) for entry in entries]
    before = _shape([first, *present[1:]])
    _replace(table.one, present, fresh)
    return before != _shape([first, *_between(first, enclosing(run_of(table.one.end), P))[1:]])


def _widest(entries: list[Entry]) -> dict[int, int]:
    """Level → the length of its longest number."""
    widest: dict[int, int] = {}
    for entry in entries:
        if entry.tab:
            widest[entry.level] = max(widest.get(entry.level, 0), len(entry.number))
    return widest


def _shape(nodes: list[Element]) -> list[bytes]:
    return [etree.tostring(node, method="c14n") for node in nodes]


def _make_complex(one: Field) -> None:
    """Turn a w:fldSimple into begin, instruction, separator and end, so that its result can be paragraphs."""
    simple = one.begin
    marks = {}
    for kind in ("begin", "separate", "end"):
        run = make("r")
        marks[kind] = child(run, "fldChar", fldCharType=kind)
        simple.addprevious(run)
        if kind == "begin":
            code = make("r")
            leaf = child(code, "instrText")
            leaf.text = one.instruction.text
            leaf.set(SPACE, "preserve")
            simple.addprevious(code)
    remove(simple)
    one.begin, one.separate, one.end, one.runs = marks["begin"], marks["separate"], marks["end"], []


def _between(first: Element, last: Element | None) -> list[Element]:
    """The paragraphs (and whatever stands between them) from the first to the last."""
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        if following is None:
            break
        found.append(following)
    return found


def _present_looks(present: list[Element]) -> dict[str, Element]:
    looks: dict[str, Element] = {}
    for node in present:
        properties = node.find(PPR)
        style = value(properties, "pStyle")
        if style and properties is not None:
            looks.setdefault(style, properties)
    return looks


def _present_pages(one: Field) -> dict[str, str]:
    """Bookmark → the page number that the present entries show."""
    paragraphs = {enclosing(run, P): None for run in one.runs}
    fields = [
        inner for p in paragraphs if p is not None for inner in fields_of(p) if inner.instruction.kind == "PAGEREF"
    ]
    return {inner.instruction.target: inner.result for inner in fields}


def _paragraph(table: _Table, entry: Entry, widest: dict[int, int]) -> Element:
    """One entry."""
    paragraph = make("p")
    paragraph.append(_properties(table, entry, widest))
    holder = paragraph
    if "h" in table.instruction:
        holder = child(paragraph, "hyperlink", anchor=entry.bookmark, history="1")
    if entry.number:
        write_text(child(holder, "r"), entry.number + ("\t" if entry.tab else " "))
    write_text(child(holder, "r"), entry.text)
    if entry.numbered_page:
        write_text(child(holder, "r"), table.instruction.switches.get("p") or "\t")
        _page(holder, entry.bookmark, table.pages.get(entry.bookmark, ""))
    return paragraph


def _page(holder: Element, bookmark: str, page: str) -> None:
    """The PAGEREF of an entry."""
    child(child(holder, "r"), "fldChar", fldCharType="begin")
    code = child(child(holder, "r"), "instrText")
    code.text = f" PAGEREF {bookmark} \\h "
    code.set(SPACE, "preserve")
    child(child(holder, "r"), "fldChar", fldCharType="separate")
    write_text(child(holder, "r"), page)
    child(child(holder, "r"), "fldChar", fldCharType="end")


def _properties(table: _Table, entry: Entry, widest: dict[int, int]) -> Element:
    """The look of an entry: that of a present one at its level, else its style; with the tabs that both lack."""
    style = table.reading.styles.named(f"toc {entry.level}")
    look = deepcopy(table.old[style]) if style in table.old else make("pPr")
    for node in [node for node in look if node.tag in NOT_FOR_ENTRIES]:
        look.remove(node)
    if style and look.find(w("pStyle")) is None:
        child(look, "pStyle", val=style)
    _add_tabs(table, look, style, entry, widest)
    if not style and entry.level > 1:
        child(look, "ind", left=str(INDENT * (entry.level - 1)))
    return look


def _add_tabs(table: _Table, look: Element, style: str | None, entry: Entry, widest: dict[int, int]) -> None:
    """A left tab behind the widest number of the level and a right tab with dots, where there are none."""
    holders = [
        look,
        *(properties for _, link in table.reading.styles.chain(style) if (properties := link.find(PPR)) is not None),
    ]
    stated = {tab.get(w("val")) for holder in holders for tab in holder.iterfind(f"{w('tabs')}/{w('tab')}")}
    tabs = look.find(w("tabs"))
    tabs = make("tabs") if tabs is None else tabs
    longest = widest.get(entry.level, 0)
    if longest and not stated & {"left", "start", "num"}:
        child(tabs, "tab", val="left", pos=str(INDENT * (entry.level - 1) + longest * SIGN + GAP))
    if not stated & {"right", "end"}:
        child(tabs, "tab", val="right", leader="dot", pos=str(table.width))
    if len(tabs) and tabs.getparent() is None:
        look.insert(sum(node.tag in BEFORE_TABS for node in look), tabs)


def _replace(one: Field, present: list[Element], fresh: list[Element]) -> None:
    """Take the present entries away and put the fresh ones between separator and end."""
    first, last = present[0], present[-1]
    keeps_last = last is not first and _keeps(one, last)
    for run in one.runs:
        remove(run)
    tail = _cut_tail(one, last)
    for node in present[1:]:
        if node is not last or not keeps_last:
            first.getparent().remove(node)  # type: ignore[union-attr]
    if fresh:
        _adopt(first, fresh[0])
    for paragraph in reversed(fresh[1:]):
        first.addnext(paragraph)
    _put_tail(tail, last if keeps_last else (fresh[-1] if len(fresh) > 1 else first), at_start=keeps_last)


def _put_tail(tail: list[Element], paragraph: Element, *, at_start: bool) -> None:
    """Put the end mark and what followed it into a paragraph."""
    at = sum(node.tag == PPR for node in paragraph) if at_start else len(paragraph)
    for offset, node in enumerate(tail):
        paragraph.insert(at + offset, node)


def _keeps(one: Field, last: Element) -> bool:
    """Whether the paragraph with the end mark stays: it is blank but for it, bears a section, or goes on after it."""
    results = set(one.runs)
    own = any(run_text(run) for run in last.iter(R) if run in results)
    return _goes_on(one) or not own or last.find(f"{PPR}/{w('sectPr')}") is not None


def _goes_on(one: Field) -> bool:
    """Whether text follows the table in its last paragraph."""
    return one.begin.tag != SIMPLE and any(run_text(run) for run in run_of(one.end).itersiblings(R))


def _cut_tail(one: Field, paragraph: Element) -> list[Element]:
    """Take the end mark and what follows it out of its paragraph."""
    end = run_of(one.end)
    tail = [end, *end.itersiblings()]
    if end.getparent() is not paragraph:
        tail = [end]
    for node in tail:
        node.getparent().remove(node)  # type: ignore[union-attr]
    return tail


def _adopt(first: Element, fresh: Element) -> None:
    """Make the paragraph that begins the table its first entry: the look of the entry, what stood there, its text."""
    head = [node for node in first if node.tag != PPR]
    for node in list(first):
        first.remove(node)
    for at, node in enumerate(head, start=1):
        fresh.insert(at, node)
    for node in list(fresh):
        first.append(node)
