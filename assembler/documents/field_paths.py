"""Which fields a template uses, read from its syntax tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from assembler.documents.compiling import Compiled
from assembler.documents.errors import Place
from assembler.documents.tags import Tag

_GUARDS = frozenset({"defined", "undefined"})
_GIVING = frozenset({"default", "d"})


@dataclass(frozen=True)
class Field:
    """A field: its path (`partijen[].naam`), whether every use of it is guarded, and where it is used."""

    path: str
    optional: bool
    places: tuple[Place, ...]
    conditions: tuple[frozenset[str], ...] = ()
    """Per unguarded use the other fields that must hold something for it to be reached."""


@dataclass
class _Use:
    guarded: bool
    tag: Tag
    conditions: frozenset[str]


@dataclass
class _Reader:
    lines: list[Tag]
    uses: dict[str, list[_Use]] = field(default_factory=dict)

    def read(self, items: list[nodes.Node], names: dict[str, str], guards: frozenset[str]) -> None:
        names = dict(names)
        for node in items:
            self._node(node, names, guards)

    def _node(self, node: nodes.Node, names: dict[str, str], guards: frozenset[str]) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, names, guards)
        elif isinstance(node, nodes.If | nodes.CondExpr):
            self._choice(node, names, guards)
        elif isinstance(node, nodes.Assign):
            self._node(node.node, names, guards)
            names |= dict.fromkeys(targets_of(node.target), "")
        elif isinstance(node, nodes.With):
            self.read(list(node.values), names, guards)
            self.read(node.body, names | {name: "" for target in node.targets for name in targets_of(target)}, guards)
        elif isinstance(node, nodes.And):
            self._node(node.left, names, guards)
            self._node(node.right, names, guards | _guarded(node.left, names))
        else:
            self._expression(node, names, guards)

    def _loop(self, node: nodes.For, names: dict[str, str], guards: frozenset[str]) -> None:
        self._node(node.iter, names, guards)
        path = path_of(unwrapped(node.iter), names)
        inner = dict.fromkeys(targets_of(node.target), "")
        if path and isinstance(node.target, nodes.Name):
            inner[node.target.name] = f"{path}[]"
        inside = names | inner | {"loop": ""}
        if node.test:
            self._node(node.test, inside, guards)
        self.read(node.body, inside, guards)
        self.read(node.else_, names, guards)

    def _choice(self, node: nodes.If | nodes.CondExpr, names: dict[str, str], guards: frozenset[str]) -> None:
        self._node(node.test, names, guards | _asked(node.test, names))
        inside = guards | _guarded(node.test, names)
        if isinstance(node, nodes.CondExpr):
            self._node(node.expr1, names, inside)
            if node.expr2 is not None:
                self._node(node.expr2, names, guards)
            return
        self.read(node.body, names, inside)
        for other in node.elif_:
            self._node(other, names, guards)
        self.read(node.else_, names, guards)

    def _expression(self, node: nodes.Node, names: dict[str, str], guards: frozenset[str]) -> None:
        path = path_of(node, names)
        if path:
            self._use(path, node, guards)
            return
        if isinstance(node, nodes.Call):
            self._call(node, names, guards)
            return
        soft = _soft(node)
        if soft is not None and (inner := path_of(soft, names)):
            self._use(inner, node, guards | {inner})
        else:
            soft = None
        for child in node.iter_child_nodes():
            if child is not soft:
                self._node(child, names, guards)

    def _call(self, node: nodes.Call, names: dict[str, str], guards: frozenset[str]) -> None:
        """A method is asked of a field, and is none itself; a function's name is none either."""
        if isinstance(node.node, nodes.Getattr):
            self._node(node.node.node, names, guards)
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._node(argument, names, guards)

    def _use(self, path: str, node: nodes.Node, guards: frozenset[str]) -> None:
        self.uses.setdefault(path, []).append(_Use(path in guards, self.lines[node.lineno - 1], guards))


def fields_of(compiled: Compiled, name: str) -> tuple[Field, ...]:
    """The fields of a template, in order of first use."""
    uses: dict[str, list[_Use]] = {}
    for part in compiled.parts:
        reader = _Reader(part.source.lines)
        reader.read(part.tree.body, {}, frozenset())
        for path, found in reader.uses.items():
            uses.setdefault(path, []).extend(found)
    return tuple(
        Field(
            path,
            all(use.guarded for use in found),
            tuple(dict.fromkeys(compiled.place(name, use.tag) for use in found)),
            tuple(use.conditions for use in found if not use.guarded),
        )
        for path, found in uses.items()
    )


def _soft(node: nodes.Node) -> nodes.Node | None:
    """What `is defined` and `default` are asked about: it may be missing."""
    if isinstance(node, nodes.Test):
        return node.node if node.name in _GUARDS else None
    return node.node if isinstance(node, nodes.Filter) and node.name in _GIVING else None


def path_of(node: nodes.Node, names: Mapping[str, str]) -> str:
    """The path that an expression spells out, by what the names in scope stand for; empty for anything else."""
    if isinstance(node, nodes.Name):
        return names.get(node.name, node.name) if node.ctx == "load" else ""
    if isinstance(node, nodes.Getattr):
        base = path_of(node.node, names)
        return f"{base}.{node.attr}" if base else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = path_of(node.node, names)
        step = f".{node.arg.value}" if isinstance(node.arg.value, str) else "[]"
        return f"{base}{step}" if base else ""
    return ""


def unwrapped(node: nodes.Node) -> nodes.Node:
    """What a loop goes over, without the step that compiling puts around it."""
    while isinstance(node, nodes.Filter) and node.name == "_each" and node.node is not None:
        node = node.node
    return node


def targets_of(node: nodes.Node) -> Iterator[str]:
    """The names that an assignment or a loop binds."""
    if isinstance(node, nodes.Name):
        yield node.name
    for child in node.iter_child_nodes():
        yield from targets_of(child)


def _asked(test: nodes.Node, names: dict[str, str]) -> frozenset[str]:
    """The paths that a condition asks whether they hold anything: there, an empty field is no mistake."""
    if isinstance(test, nodes.And | nodes.Or):
        return _asked(test.left, names) | _asked(test.right, names)
    if isinstance(test, nodes.Not) or (isinstance(test, nodes.Test) and test.name == "none"):
        return _asked(test.node, names)
    path = path_of(test, names)
    return frozenset({path}) if path else frozenset()


def _guarded(test: nodes.Node, names: dict[str, str]) -> frozenset[str]:
    """The paths that are known to have a value where `test` holds."""
    if isinstance(test, nodes.And):
        return _guarded(test.left, names) | _guarded(test.right, names)
    if isinstance(test, nodes.Test) and test.name == "defined":
        test = test.node
    path = path_of(test, names)
    return frozenset({path}) if path else frozenset()
