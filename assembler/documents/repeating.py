"""What a loop repeats and a document may hold once: numbers of drawings, bookmarks, paragraphs; lists that restart.

Rule for lists: a list whose paragraphs all stand inside one loop restarts in each of its rounds when a round has text
before the first of them (a heading, a lead-in). When the list's own paragraph comes first in the round, the rounds are
its items and it counts on. Lists numbered by a style never restart here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assembler.documents.assembling import Item, Loop, Program, Step
from assembler.documents.tags import PRINT, Tag

_DROPPED = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
_DRAWING = re.compile(r'<wp:docPr\b[^<>]*?\bid="(\d+)"')
_START = re.compile(r"<w:bookmarkStart\b[^<>]*?/?>")
_ID = re.compile(r'w:id="(-?\d+)"')
_NAME = re.compile(r'w:name="([^"]*)"')
_MARK_ID = re.compile(r'<w:bookmark(?:Start|End)\b[^<>]*?w:id="(-?\d+)"')
_MARK_NAME = re.compile(r'<w:bookmarkStart\b[^<>]*?w:name="([^"]*)"')
_REFERENCE = re.compile(r'(?:\b(?:REF|PAGEREF|NOTEREF)\s+|<w:hyperlink\b[^<>]*?w:anchor=")([^\s"<>\\]+)')
_NUMBER = re.compile(r'<w:numId w:val="(\d+)"')
_LEVEL = re.compile(r'<w:ilvl w:val="(\d+)"/>\s*<w:numId w:val="(\d+)"')
_TAGS = re.compile(r"<[^<>]*>")
_PARAGRAPH = re.compile(r"<w:p[ >]")

Replacement = tuple[int, int, str]


@dataclass
class Restart:
    """A list that restarts in every round of a loop: from its lowest level."""

    number: str
    loop: int
    level: int


def first_free(texts: Iterable[str]) -> tuple[int, int, frozenset[str]]:
    """The highest number of a drawing and of a bookmark in the parts, and the names of all bookmarks."""
    joined = "".join(texts)
    drawings = [int(one) for one in _DRAWING.findall(joined)]
    starts = _START.findall(joined)
    numbers = [int(found.group(1)) for start in starts if (found := _ID.search(start))]
    names = frozenset(found.group(1) for start in starts if (found := _NAME.search(start)))
    return max(drawings, default=0), max(numbers, default=0), names


def make_unique(program: Program) -> list[Restart]:
    """Put steps into the loops for all that must differ from round to round; returns the lists that restart."""
    if not program.loops:
        return []
    restarts = {one.number: one for one in _restarts(program)}
    ids, names = _own_bookmarks(program)
    ticking = {*ids.values(), *names.values()} | {one.loop for one in restarts.values()}
    items: list[Item] = []
    stacks: list[tuple[int, ...]] = []
    for item, stack in zip(program.items, program.stacks, strict=True):
        fresh = list(_varied(item, restarts, ids, names)) if isinstance(item, str) and stack else [item]
        if isinstance(item, Tag) and item.number in ticking:
            fresh.append(Step(f"tick({item.number})"))
        items += fresh
        stacks += [stack] * len(fresh)
    program.items, program.stacks = items, stacks
    return list(restarts.values())


def _varied(text: str, restarts: dict[str, Restart], ids: dict[str, int], names: dict[str, int]) -> Iterable[Item]:
    text = _DROPPED.sub("", text)
    found: list[Replacement] = [(*match.span(1), "w(drawing())") for match in _DRAWING.finditer(text)]
    found += _calls(_MARK_ID, text, lambda old: f"w(bookmark_id({old!r}, {ids[old]}))" if old in ids else "")
    found += _calls(_MARK_NAME, text, lambda old: f"w(bookmark_name({old!r}, {names[old]}))" if old in names else "")
    found += _calls(_REFERENCE, text, lambda old: f"w(bookmark_name({old!r}, {names[old]}))" if old in names else "")
    found += _calls(_NUMBER, text, lambda old: f"w(number({old!r}, {restarts[old].loop}))" if old in restarts else "")
    at = 0
    for start, end, code in sorted(found):
        yield text[at:start]
        yield Step(code)
        at = end
    yield text[at:]


def _calls(pattern: re.Pattern[str], text: str, code: Callable[[str], str]) -> list[Replacement]:
    return [(*match.span(1), made) for match in pattern.finditer(text) if (made := code(match.group(1)))]


def _own_bookmarks(program: Program) -> tuple[dict[str, int], dict[str, int]]:
    """Bookmarks that begin and end in the same loop: id → loop, name → loop."""
    begins: dict[str, tuple[int, str]] = {}
    ids: dict[str, int] = {}
    names: dict[str, int] = {}
    for item, stack in zip(program.items, program.stacks, strict=True):
        if not (stack and isinstance(item, str) and "<w:bookmark" in item):
            continue
        for start in _START.findall(item):
            number, name = _ID.search(start), _NAME.search(start)
            if number and name:
                begins[number.group(1)] = (stack[-1], name.group(1))
        for match in re.finditer(r'<w:bookmarkEnd\b[^<>]*?w:id="(-?\d+)"', item):
            loop, name_ = begins.get(match.group(1), (-1, ""))
            if loop == stack[-1]:
                ids[match.group(1)] = names[name_] = loop
    return ids, names


# --- lists ------------------------------------------------------------------------------------------------------------


def _restarts(program: Program) -> Iterable[Restart]:
    uses: dict[str, list[tuple[int, int]]] = {}
    for at, item in enumerate(program.items):
        if isinstance(item, str) and "<w:numId" in item:
            for match in _NUMBER.finditer(item):
                uses.setdefault(match.group(1), []).append((at, match.start()))
    for number, places in uses.items():
        loop = _restart_loop(program, places) if number != "0" else None
        if loop is not None:
            yield Restart(number, loop.number, _lowest_level(program, number))


def _restart_loop(program: Program, places: list[tuple[int, int]]) -> Loop | None:
    stacks = [program.stacks[at] for at, _ in places]
    common = [loop for loop in stacks[0] if all(loop in stack for stack in stacks)]
    for number in reversed(common):
        loop = program.loops[number]
        if _leads_in(program, loop, places[0]):
            return loop
    return None


def _leads_in(program: Program, loop: Loop, place: tuple[int, int]) -> bool:
    """Whether a round of the loop has a paragraph with text before the one at `place`."""
    at, offset = place
    last = program.items[at]
    head = last[:offset] if isinstance(last, str) else ""
    xml = "".join(map(_shown, (*program.items[loop.start + 1 : at], head)))
    own = max((match.start() for match in _PARAGRAPH.finditer(xml)), default=0)
    return bool(_TAGS.sub("", xml[:own]).strip())


def _shown(item: Item) -> str:
    """An item as far as it shows: a printed value stands for some text."""
    if isinstance(item, Tag):
        return "x" if item.opening == PRINT else ""
    return item if isinstance(item, str) else ""


def _lowest_level(program: Program, number: str) -> int:
    text = "".join(item for item in program.items if isinstance(item, str))
    return min((int(level) for level, which in _LEVEL.findall(text) if which == number), default=0)
