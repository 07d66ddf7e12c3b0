"""From a marked part to a program: literals, tags and steps in a row, checked so that every fill is well-formed XML.

A body of an `if` or `for` may end inside other elements than it began in, as long as it closes what it opens again
(text … end of paragraph, new paragraph, text …). That holds for every body, so it holds for every fill, and no fill
has to be parsed to know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from assembler.documents.errors import Mistake, Place
from assembler.documents.marking import MarkedPart
from assembler.documents.tags import MARK_END, MARK_START, STATEMENT, Tag, unescape_braces

_SPLIT = re.compile(f"{MARK_START}(\\d+){MARK_END}|<\\?tk (\\d+)\\?>|<\\?tk-op (\\w+)\\?>")
_ELEMENT = re.compile(r"<(/?)([\w:.-]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_UNMERGEABLE = re.compile(r"<w:(?:drawing|tbl|pict|object|sectPr|footnoteReference|endnoteReference)\b|</w:tc>|<mc:")
_BLANK = " \t\r\n"
_ENDS = {"endif": "if", "endfor": "for", "endwith": "with"}
_MIDDLES = {"elif": ("if",), "else": ("if", "for")}
_REFUSED = frozenset(
    [
        "macro",
        "endmacro",
        "call",
        "endcall",
        "include",
        "import",
        "from",
        "extends",
        "block",
        "endblock",
        "filter",
        "endfilter",
        "autoescape",
        "endautoescape",
        "do",
        "break",
        "continue",
        "trans",
        "endtrans",
        "pluralize",
        "endset",
        "debug",
    ]
)


@dataclass(slots=True)
class Step:
    """One line of Python to run between the chunks."""

    code: str


Item = str | Tag | Step


@dataclass(slots=True)
class Loop:
    """A `for` of the part: where its tag and its end stand among the items."""

    number: int
    start: int
    end: int = -1


@dataclass
class Program:
    """A part as a row of items; `stacks` holds per item the numbers of the loops around it, outermost first."""

    part: MarkedPart
    items: list[Item]
    stacks: list[tuple[int, ...]] = field(default_factory=list)
    loops: dict[int, Loop] = field(default_factory=dict)


def assemble(part: MarkedPart, text: str) -> Program:
    """The program of a marked part; what is wrong with its blocks is noted in `part`."""
    items = _items(part, text)
    _join(part, items)
    program = Program(part, items)
    _check_blocks(program)
    return program


def _items(part: MarkedPart, text: str) -> list[Item]:
    items: list[Item] = []
    at = 0
    for match in _SPLIT.finditer(text):
        items.append(unescape_braces(text[at : match.start()]))
        at = match.end()
        number = match.group(1) or match.group(2)
        items.append(part.tags[int(number)] if number else Step(f"{match.group(3)}()"))
    items.append(unescape_braces(text[at:]))
    return items


# --- {%- and -%} ------------------------------------------------------------------------------------------------------


def _join(part: MarkedPart, items: list[Item]) -> None:
    for at, item in enumerate(items):
        if not isinstance(item, Tag) or item.attribute:
            continue
        before, after = items[at - 1], items[at + 1]
        if item.left and isinstance(before, str):
            items[at - 1] = _join_left(part, item, before)
        if item.right and isinstance(after, str):
            items[at + 1] = _join_right(part, item, after)


def _join_left(part: MarkedPart, tag: Tag, before: str) -> str:
    text = before[before.rfind(">") + 1 :]
    end = before.rfind("</w:t>")
    if text.strip(_BLANK) or end < 0 or tag.opening != STATEMENT or not before:
        return before.rstrip(_BLANK) if "<" not in before or text else before
    return before[:end] if _mergeable(part, tag, before[end:]) else before


def _join_right(part: MarkedPart, tag: Tag, after: str) -> str:
    text = after[: after.find("<")] if "<" in after else after
    start = re.search(r"<w:t(?: [^>]*)?>", after)
    if text.strip(_BLANK) or start is None or tag.opening != STATEMENT:
        return after.lstrip(_BLANK)
    return after[start.end() :] if _mergeable(part, tag, after[: start.end()]) else after


def _mergeable(part: MarkedPart, tag: Tag, between: str) -> bool:
    closed, opened = effect(between)
    fits = closed == tuple(reversed(opened))
    if not fits or _UNMERGEABLE.search(between):
        part.wrong(
            "template.tag-not-alone",
            tag.paragraph,
            f"de tag “{tag.raw}” kan niet met de tekst ernaast samengaan: er staat meer tussen dan een alinea-einde",
            "laat het streepje weg",
        )
        return False
    return True


@lru_cache(maxsize=4096)
def effect(xml: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The elements that a piece of XML closes without having opened them, and those it leaves open."""
    closed: list[str] = []
    opened: list[str] = []
    for slash, name, empty in _ELEMENT.findall(xml):
        if empty:
            continue
        if not slash:
            opened.append(name)
        elif opened:
            opened.pop()
        else:
            closed.append(name)
    return tuple(closed), tuple(opened)


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Block:
    tag: Tag
    word: str
    loop: Loop | None
    closed: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    crossed: bool = False

    def take(self, xml: str) -> None:
        closed, opened = effect(xml)
        for name in closed:
            if self.opened:
                self.opened.pop()
            else:
                self.closed.append(name)
        self.opened.extend(opened)

    def neutral(self) -> bool:
        return self.closed == self.opened[::-1]

    def restart(self) -> None:
        self.closed.clear()
        self.opened.clear()


def _check_blocks(program: Program) -> None:
    stack: list[_Block] = []
    loops: list[int] = []
    since: list[str] = []
    for at, item in enumerate(program.items):
        program.stacks.append(tuple(loops))
        if isinstance(item, str):
            since.append(item)
        elif isinstance(item, Tag) and item.opening == STATEMENT:
            if not item.attribute:  # within an attribute, an element is only half written
                _take(stack, since)
            _one_tag(program, item, at, stack, loops)
    for block in stack:
        _wrong(program, block.tag, f"“{block.tag.raw}” wordt niet afgesloten", f"voeg {{% end{block.word} %}} toe")


def _take(stack: list[_Block], since: list[str]) -> None:
    if stack:
        stack[-1].take("".join(since))
    since.clear()


def _one_tag(program: Program, tag: Tag, at: int, stack: list[_Block], loops: list[int]) -> None:
    word = tag.keyword
    if word in ("if", "for", "with"):
        loop = Loop(tag.number, at) if word == "for" else None
        stack.append(_Block(tag, word, loop))
        if loop:
            program.loops[tag.number] = loop
            loops.append(tag.number)
    elif word in _MIDDLES:
        _middle(program, tag, stack)
    elif word in _ENDS:
        _end(program, tag, at, stack, loops)
    elif word != "set":
        _refuse(program, tag, word)


def _middle(program: Program, tag: Tag, stack: list[_Block]) -> None:
    if not stack or stack[-1].word not in _MIDDLES[tag.keyword]:
        _wrong(program, tag, f"“{tag.raw}” staat niet binnen een {{% if %}}", "haal de tag weg of voeg de {% if %} toe")
        return
    _check_body(program, stack[-1], tag)
    stack[-1].restart()


def _end(program: Program, tag: Tag, at: int, stack: list[_Block], loops: list[int]) -> None:
    word = _ENDS[tag.keyword]
    if not stack:
        _wrong(
            program,
            tag,
            f"“{tag.raw}” sluit iets af dat niet is geopend",
            f"haal de tag weg of voeg de {{% {word} %}} toe",
        )
        return
    block = stack[-1]
    if block.word != word:
        _wrong(
            program, tag, f"“{tag.raw}” sluit “{block.tag.raw}” niet af", f"sluit eerst af met {{% end{block.word} %}}"
        )
        return
    stack.pop()
    _check_body(program, block, tag)
    if block.loop:
        block.loop.end = at
        loops.pop()


def _check_body(program: Program, block: _Block, end: Tag) -> None:
    if _misplaced(program, block.tag) or _misplaced(program, end):
        return  # told already; where the body would begin or end is not known
    if not block.neutral() or block.tag.attribute != end.attribute:
        _wrong(
            program,
            block.tag,
            f"wat tussen “{block.tag.raw}” en “{end.raw}” staat, begint en eindigt niet op dezelfde soort plaats",
            "gebruik voor hele alinea's {%p, voor rijen {%tr en voor cellen {%tc",
            "template.tag-not-alone",
        )


def _misplaced(program: Program, tag: Tag) -> bool:
    return any(
        known is None and paragraph == tag.paragraph and mistake.code == "template.tag-not-alone"
        for known, paragraph, mistake in program.part.mistakes
    )


def _refuse(program: Program, tag: Tag, word: str) -> None:
    if word in _REFUSED:
        what = f"de opdracht “{word}” in “{tag.raw}” is in een sjabloon niet toegestaan"
        _wrong(program, tag, what, "schrijf de tekst uit of gebruik if, for en set", "template.expression-not-allowed")
    else:
        level = word.lower() in ("p", "tr", "tc", "r")
        remedy = f"schrijf {{%{word.lower()} aan elkaar en klein" if level else "controleer de spelling"
        _wrong(program, tag, f"de opdracht “{word}” in “{tag.raw}” bestaat niet", remedy)


def _wrong(program: Program, tag: Tag, what: str, remedy: str, code: str = "template.syntax") -> None:
    program.part.mistakes.append((tag, tag.paragraph, Mistake(code, Place(""), what, remedy)))


# --- Jinja source -----------------------------------------------------------------------------------------------------


@dataclass
class Source:
    """What Jinja parses: one line a tag, with `\\x02L<n>\\x03` for literal n and `\\x02S<n>\\x03` for step n."""

    text: str
    lines: list[Tag]
    literals: list[str]
    steps: list[str]


def jinja_source(items: list[Item]) -> Source:
    """The Jinja source of a program."""
    lines: list[Tag] = []
    literals: list[str] = []
    steps: list[str] = []
    return Source("".join(_pieces(items, lines, literals, steps)), lines, literals, steps)


def _pieces(items: list[Item], lines: list[Tag], literals: list[str], steps: list[str]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Tag):
            lines.append(item)
            yield item.source + "\n"
        elif isinstance(item, Step):
            yield f"\x02S{len(steps)}\x03"
            steps.append(item.code)
        elif item:
            yield f"\x02L{len(literals)}\x03"
            literals.append(item)
