"""The allow-list over Jinja's syntax tree: what is not named here, no template can say."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from math import isfinite

from jinja2 import nodes

from assembler.documents.language import ALL_METHODS, FILTERS, FUNCTIONS, TESTS

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Assign,
    nodes.With,
    nodes.Name,
    nodes.NSRef,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Dict,
    nodes.Pair,
    nodes.Keyword,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.Pos,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
)


def refusals(tree: nodes.Template) -> Iterator[tuple[int, str, str]]:
    """(line, what is wrong, remedy) for everything in `tree` that the language leaves out."""
    for node in _walk(tree):
        found = _refusal(node)
        if found:
            yield node.lineno, *found


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        if isinstance(node, nodes.Call) and child is node.node and isinstance(child, nodes.Getattr | nodes.Name):
            yield from _walk(child.node) if isinstance(child, nodes.Getattr) else ()
        elif not isinstance(child, nodes.TemplateData):
            yield from _walk(child)


def _refusal(node: nodes.Node) -> tuple[str, str] | None:
    if not isinstance(node, _ALLOWED):
        return (
            f"de uitdrukking ({type(node).__name__.lower()}) is in een sjabloon niet toegestaan",
            "schrijf het eenvoudiger",
        )
    if isinstance(node, nodes.Name | nodes.NSRef | nodes.Getattr):
        name = node.attr if isinstance(node, nodes.Getattr) else node.name
        return _underscore(name)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _underscore(node.arg.value)
    if isinstance(node, nodes.For) and node.recursive:
        return "een recursieve lus is in een sjabloon niet toegestaan", "schrijf de lussen uit"
    if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
        return "een getal is te groot om te gebruiken", "schrijf een kleiner getal"
    return _word(node)


def _word(node: nodes.Node) -> tuple[str, str] | None:
    if isinstance(node, nodes.Filter):
        return _known(node.name, "het filter", FILTERS) or _indirect(node)
    if isinstance(node, nodes.Test):
        return _known(node.name, "de toets", TESTS)
    if isinstance(node, nodes.Call):
        return _call(node)
    return None


def _underscore(name: str) -> tuple[str, str] | None:
    if name.startswith("_"):
        return (
            f"de naam “{name}” begint met een liggend streepje, en dat is niet toegestaan",
            "gebruik een veld uit het dossier",
        )
    return None


def _known(name: str, kind: str, names: frozenset[str]) -> tuple[str, str] | None:
    if name in names:
        return None
    near = get_close_matches(name, names, 1)
    return (
        f"{kind} “{name}” bestaat hier niet",
        f"bedoelt u “{near[0]}”?" if near else "gebruik een van de bekende woorden",
    )


def _indirect(node: nodes.Filter) -> tuple[str, str] | None:
    """Filters that take an attribute's path or another filter's name as text."""
    for value in (*node.args, *(keyword.value for keyword in node.kwargs)):
        if (
            isinstance(value, nodes.Const)
            and isinstance(value.value, str)
            and any(word.startswith("_") for word in value.value.split("."))
            and node.name in ("map", "sum", "sort", "groupby", "unique", "min", "max", "selectattr", "rejectattr")
        ):
            return _underscore("_" + value.value.partition("_")[2])
    return None


def _call(node: nodes.Call) -> tuple[str, str] | None:
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return "een aanroep met * is niet toegestaan", "schrijf de waarden uit"
    if isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
        return None
    if isinstance(node.node, nodes.Getattr) and node.node.attr in ALL_METHODS:
        return None
    name = getattr(node.node, "attr", getattr(node.node, "name", "…"))
    return (
        f"de aanroep “{name}()” is in een sjabloon niet toegestaan",
        "laat de waarde al in het dossier uitrekenen of gebruik een filter",
    )
