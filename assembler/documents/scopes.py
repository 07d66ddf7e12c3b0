"""The names that a template makes itself, in loops and with {% set %}, and how it uses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jinja2 import nodes

from assembler.documents.compiling import Compiled
from assembler.documents.errors import Place
from assembler.documents.field_paths import path_of, targets_of, unwrapped
from assembler.documents.language import LOOP_METHODS, LOOP_WORDS
from assembler.documents.tags import Tag

_LOOP = "loop"


class SlipKind(StrEnum):
    """What can go wrong with a name of the template's own."""

    OUTSIDE = "outside"
    """Used where its loop has ended, or has not begun."""
    HIDING = "hiding"
    """A loop gives it to its items although it already stands for something else."""
    UNUSED = "unused"
    """The loop prints the same each time: its item is not used inside."""
    LOOP_WORD = "loop-word"
    """`loop.` with a word that a loop does not know."""


@dataclass(frozen=True)
class Slip:
    """A name of the template's own that is used wrongly."""

    kind: SlipKind
    name: str
    place: Place
    raw: str
    """The tag."""


@dataclass(frozen=True)
class Loop:
    """A loop over a field: its path, the names for each item, the tag and its place."""

    path: str
    names: tuple[str, ...]
    place: Place
    raw: str


@dataclass(frozen=True)
class Printed:
    """A field that is printed as it is, without a filter."""

    path: str
    place: Place
    raw: str


@dataclass(frozen=True)
class Literal:
    """A text in quotes within a tag, that holds a sign with a meaning in XML."""

    text: str
    place: Place
    raw: str


@dataclass(frozen=True)
class Scopes:
    """What a template does with names and with texts of its own."""

    loops: tuple[Loop, ...]
    printed: tuple[Printed, ...]
    literals: tuple[Literal, ...]
    slips: tuple[Slip, ...]


def scopes_of(compiled: Compiled, name: str, known: frozenset[str]) -> Scopes:
    """Loops, printed fields and slips of a whole template; each slip once per name and kind."""
    loops: list[Loop] = []
    printed: list[Printed] = []
    literals: list[Literal] = []
    slips: dict[tuple[SlipKind, str], Slip] = {}
    for part in compiled.parts:
        bound = frozenset(target for loop in part.tree.find_all(nodes.For) for target in targets_of(loop.target))
        reader = _Reader(part.source.lines, known, (bound | {_LOOP}) - known)
        reader.read(part.tree.body, {})
        at = {tag.number: compiled.place(name, tag) for tag in reader.tags()}
        loops += [Loop(path, names, at[tag.number], tag.raw) for path, names, tag in reader.loops]
        printed += [Printed(path, at[tag.number], tag.raw) for path, tag in reader.printed]
        literals += [Literal(text, compiled.place(name, tag), tag.raw) for text, tag in reader.literals(part.tree)]
        for kind, word, tag in reader.slips:
            slips.setdefault((kind, word), Slip(kind, word, at[tag.number], tag.raw))
    return Scopes(tuple(loops), tuple(printed), tuple(literals), tuple(slips.values()))


@dataclass
class _Reader:
    lines: list[Tag]
    known: frozenset[str]
    bound: frozenset[str]
    """Names that exist in a loop only."""
    loops: list[tuple[str, tuple[str, ...], Tag]] = field(default_factory=list)
    printed: list[tuple[str, Tag]] = field(default_factory=list)
    slips: list[tuple[SlipKind, str, Tag]] = field(default_factory=list)

    def tags(self) -> Iterator[Tag]:
        """Every tag that something was noted about."""
        yield from (tag for _, _, tag in self.loops)
        yield from (tag for _, tag in self.printed)
        yield from (tag for _, _, tag in self.slips)

    def literals(self, tree: nodes.Template) -> Iterator[tuple[str, Tag]]:
        """The texts in quotes that hold & or <."""
        for node in tree.find_all(nodes.Const):
            if isinstance(node.value, str) and set("&<") & set(node.value):
                yield node.value, self._tag(node)

    def read(self, items: Iterable[nodes.Node], names: Mapping[str, str]) -> None:
        """Read nodes one after the other; a {% set %} among them holds for those behind it."""
        scope = dict(names)
        for node in items:
            self._node(node, scope)
            if isinstance(node, nodes.Assign | nodes.AssignBlock):
                scope |= dict.fromkeys(targets_of(node.target), "")

    def _node(self, node: nodes.Node, names: Mapping[str, str]) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, names)
            return
        if isinstance(node, nodes.With):
            self.read(node.values, names)
            self.read(node.body, {**names, **{name: "" for target in node.targets for name in targets_of(target)}})
            return
        if isinstance(node, nodes.Output):
            self._prints(node, names)
        self._word(node, names)
        self.read(node.iter_child_nodes(), names)

    def _word(self, node: nodes.Node, names: Mapping[str, str]) -> None:
        if isinstance(node, nodes.Name) and node.ctx == "load" and node.name in self.bound - set(names):
            self.slips.append((SlipKind.OUTSIDE, node.name, self._tag(node)))
        elif _LOOP in names and (word := _word_of_loop(node)) and word not in LOOP_WORDS | LOOP_METHODS:
            self.slips.append((SlipKind.LOOP_WORD, f"{_LOOP}.{word}", self._tag(node)))

    def _prints(self, node: nodes.Output, names: Mapping[str, str]) -> None:
        for child in node.nodes:
            if path := path_of(child, dict(names)):
                self.printed.append((path, self._tag(child)))

    def _loop(self, node: nodes.For, names: Mapping[str, str]) -> None:
        self._node(node.iter, names)
        items = tuple(targets_of(node.target))
        path, tag = path_of(unwrapped(node.iter), names), self._tag(node)
        self.loops.append((path, items, tag))
        used = _used(node)
        for item in items:
            if item in names or item in self.known:
                self.slips.append((SlipKind.HIDING, item, tag))
        if path and not used & {*items, _LOOP}:
            self.slips.append((SlipKind.UNUSED, items[0], tag))
        inside = {**names, **dict.fromkeys(items, ""), _LOOP: ""}
        if path and len(items) == 1:
            inside[items[0]] = f"{path}[]"
        if node.test:
            self._node(node.test, inside)
        self.read(node.body, inside)
        self.read(node.else_, names)

    def _tag(self, node: nodes.Node) -> Tag:
        return self.lines[node.lineno - 1]


def _word_of_loop(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == _LOOP:
        return node.attr
    return ""


def _used(loop: nodes.For) -> set[str]:
    """The names that the inside of a loop uses."""
    inside = [*loop.body, *([loop.test] if loop.test else [])]
    found = {name.name for node in inside for name in node.find_all(nodes.Name) if name.ctx == "load"}
    return found | {node.name for node in inside if isinstance(node, nodes.Name) and node.ctx == "load"}
