"""What a template may say: the Jinja environment without its dangers, its filters and tests, and how names resolve."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.filters import make_attrgetter
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.utils import Namespace, pass_context, pass_environment

from assembler.documents.dutch import DUTCH_FILTERS
from assembler.documents.text_formats import FormatError, by_braces, by_percent

MOST_ROUNDS = 1_000_000
"""Limit on the rounds of all loops of one fill together."""
MOST_TEXT = 2_000_000
"""Limit on the length of one text, in characters, and of one list."""
LOOP_WORDS = frozenset(
    [
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "previtem",
        "nextitem",
        "depth",
        "depth0",
    ]
)
_DATE_WORDS = frozenset(["year", "month", "day", "hour", "minute", "second"])
METHODS: dict[type, frozenset[str]] = {
    str: frozenset(
        [
            "upper",
            "lower",
            "title",
            "capitalize",
            "strip",
            "lstrip",
            "rstrip",
            "startswith",
            "endswith",
            "replace",
            "split",
            "rsplit",
            "splitlines",
            "count",
            "find",
            "isdigit",
            "isalpha",
            "isupper",
            "islower",
            "removeprefix",
            "removesuffix",
            "swapcase",
            "casefold",
        ]
    ),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
    date: frozenset({"strftime", "isoformat", "weekday", "isoweekday"}),
    time: frozenset({"strftime", "isoformat"}),
}
MAPPING_METHODS = frozenset({"items", "keys", "values", "get"})
LOOP_METHODS = frozenset({"cycle", "changed"})
ALL_METHODS = frozenset().union(*METHODS.values(), MAPPING_METHODS, LOOP_METHODS, {"join", "format"})
FUNCTIONS = frozenset({"range", "namespace"})
_STRFTIME = re.compile(r"(?:[^%]|%[-#]?[A-Za-z%]){0,100}\Z")

_KEPT_FILTERS = [
    "abs",
    "batch",
    "capitalize",
    "center",
    "count",
    "d",
    "default",
    "dictsort",
    "filesizeformat",
    "first",
    "float",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "string",
    "striptags",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
    "urlencode",
    "wordcount",
    "wordwrap",
]
_KEPT_TESTS = [
    "boolean",
    "defined",
    "divisibleby",
    "eq",
    "equalto",
    "even",
    "false",
    "float",
    "ge",
    "greaterthan",
    "gt",
    "in",
    "integer",
    "iterable",
    "le",
    "lessthan",
    "lower",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sameas",
    "sequence",
    "string",
    "true",
    "undefined",
    "upper",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
]


_TEXT_FILTERS = (
    *(
        "capitalize",
        "center",
        "indent",
        "lower",
        "replace",
        "string",
        "striptags",
        "title",
        "trim",
        "truncate",
        "upper",
    ),
    *("urlencode", "wordcount", "wordwrap"),
)


class LimitError(Exception):
    """A template asks for more than a document can need: too many rounds, too long a text."""


class NotAllowedError(Exception):
    """A template uses a value in a way that the language leaves out."""


class OpenUndefined(StrictUndefined):
    """A name without a value: using it is an error, testing it with `is defined` or `default` is not."""

    __slots__ = ()


class Language(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox in which an attribute is only ever a key of a mapping, or a word from a list."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return look_up(obj, attribute, self.undefined)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return pick(obj, argument, self.undefined)


def look_up(obj: Any, name: str, undefined: type[Undefined] = OpenUndefined) -> Any:
    """`obj.name` in a template: a key of a mapping, a word about a loop, a part of a date; never a Python attribute."""
    try:
        return obj[name]
    except (KeyError, TypeError, AttributeError, IndexError):
        return _look_further(obj, name, undefined)


def _look_further(obj: Any, name: str, undefined: type[Undefined]) -> Any:
    kind = type(obj)
    if kind is LoopContext and name in LOOP_WORDS:
        return getattr(obj, name)
    if kind is Namespace:
        found = Namespace.__getattribute__(obj, "_Namespace__attrs").get(name, _NOTHING)
        return undefined(obj=obj, name=name) if found is _NOTHING else found
    if isinstance(obj, date | time) and name in _DATE_WORDS and hasattr(obj, name):
        return getattr(obj, name)
    if isinstance(obj, tuple) and name in getattr(obj, "_fields", ()):
        return getattr(obj, name)
    if isinstance(obj, tuple) and name in ("grouper", "list"):
        return obj[0] if name == "grouper" else obj[1]
    return undefined(obj=obj, name=name)


_NOTHING = object()


def pick(obj: Any, key: Any, undefined: type[Undefined] = OpenUndefined) -> Any:
    """`obj[key]` in a template."""
    if isinstance(key, str):
        return look_up(obj, key, undefined)
    try:
        return obj[key]
    except (KeyError, TypeError, AttributeError, IndexError):
        return undefined(obj=obj, name=key)


def call_method(obj: Any, name: str, *args: Any, **kwargs: Any) -> Any:
    """`obj.name(...)` in a template, for the few methods that are harmless."""
    if isinstance(obj, Mapping) and name in MAPPING_METHODS:
        found = getattr(obj, name)(*args, **kwargs)
        return found if name == "get" else list(found)
    if type(obj) is LoopContext and name in LOOP_METHODS:
        return getattr(obj, name)(*args, **kwargs)
    if isinstance(obj, str) and name == "join":
        return _joined_by(obj, *args)
    if isinstance(obj, str) and name == "format":
        return bounded(by_braces(obj, args, kwargs))
    if isinstance(obj, Undefined):
        look_up(obj, name)
        return obj
    if not any(isinstance(obj, kind) and name in names for kind, names in METHODS.items()):
        raise NotAllowedError(f"“.{name}()” kan niet worden gebruikt op een waarde van dit soort")
    if name == "strftime" and not (args and isinstance(args[0], str) and _STRFTIME.match(args[0])):
        raise NotAllowedError("de opmaak in strftime is niet toegestaan")
    if name == "replace":
        return _replace(obj, *args, **kwargs)
    return bounded(getattr(obj, name)(*args, **kwargs))


def bounded(value: Any) -> Any:
    """`value`, unless it has grown out of all proportion."""
    if isinstance(value, str | list | tuple) and len(value) > MOST_TEXT:
        raise LimitError("een tekst of lijst wordt te lang")
    if isinstance(value, int) and value.bit_length() > 1024:
        raise LimitError("een getal wordt te groot")
    return value


def times(left: Any, right: Any) -> Any:
    """`left * right`, for numbers, and for texts of a decent length."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, list | tuple):
            raise NotAllowedError("een lijst kan niet worden vermenigvuldigd")
        if isinstance(one, str) and isinstance(other, int) and len(one) * max(other, 0) > MOST_TEXT:
            raise LimitError("een tekst wordt te lang")
    return bounded(left * right)


def plus(left: Any, right: Any) -> Any:
    """`left + right`."""
    return bounded(left + right)


def modulo(left: Any, right: Any) -> Any:
    """`left % right`: the rest of a division, or a text with values in it."""
    return bounded(by_percent(left, right)) if isinstance(left, str) else left % right


def _format(pattern: Any, *values: Any, **named: Any) -> Any:
    if values and named:
        raise FormatError("een patroon krijgt waarden of namen, niet allebei")
    return bounded(by_percent(str(pattern), named or values))


def joined(*values: Any) -> str:
    """`left ~ right`."""
    return str(bounded("".join(map(_as_text, values))))


def _as_text(value: Any) -> str:
    """The text of a value that is no group or list: those could hold themselves many times over."""
    if isinstance(value, list | tuple | Mapping):
        raise NotAllowedError("een lijst of groep is geen tekst")
    return value if isinstance(value, str) else str(value)


def _joined_by(separator: str, values: Any) -> str:
    texts = [_as_text(value) for value in islice(values, MOST_TEXT)]
    if len(texts) * len(separator) + sum(map(len, texts)) > MOST_TEXT:
        raise LimitError("een tekst wordt te lang")
    return separator.join(texts)


@pass_environment
def _sum(environment: Any, values: Any, attribute: Any = None, start: Any = 0) -> Any:
    if isinstance(start, str | list | tuple):
        raise NotAllowedError("alleen getallen kunnen worden opgeteld")
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    return bounded(sum(values, start))


@pass_environment
def _join(environment: Any, values: Any, separator: Any = "", attribute: Any = None) -> str:
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    return _joined_by(str(separator), values)


def bounded_range(*args: int) -> range:
    """`range(...)`, no longer than the loops of one fill may be."""
    found = range(*args)
    if len(found) > MOST_ROUNDS:
        raise LimitError("een lus heeft te veel rondes")
    return found


@pass_context
def each(context: Any, values: Any, size: int) -> Any:
    """What a loop goes over, counted against the limits on rounds and on the size of the document."""
    if isinstance(values, Mapping):
        context.run.round_up(len(values), size)
        return values
    if not isinstance(values, list | tuple | str | range | Undefined):
        values = list(islice(values, MOST_ROUNDS + 1))
    context.run.round_up(len(values) if not isinstance(values, Undefined) else sum(1 for _ in values), size)
    return values


def _replace(text: Any, old: Any, new: Any, count: Any = -1) -> str:
    text, old, new = str(text), str(old), str(new)
    if (text.count(old) if old else len(text) + 1) * len(new) > MOST_TEXT:
        raise LimitError("een tekst wordt te lang")
    return str(text.replace(old, new, -1 if count is None else count))


def _same(value: Any) -> Any:
    return value


def _measured(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: Any, **kwargs: Any) -> Any:
        values = (*args, *kwargs.values())
        lines = max((one.count("\n") + one.count(" ") + 1 for one in values if isinstance(one, str)), default=1)
        sizes = [len(one) if isinstance(one, str) else abs(one) for one in values[1:] if isinstance(one, str | int)]
        if lines * max(sizes, default=0) > MOST_TEXT:
            raise LimitError("een getal of tekst bij een filter is te groot")
        return bounded(function(*args, **kwargs))

    return inner


def _of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: Any, **kwargs: Any) -> Any:
        if any(isinstance(one, list | tuple | Mapping) for one in args):
            raise NotAllowedError("een lijst of groep is geen tekst")
        return function(*args, **kwargs)

    return inner


def _filters() -> dict[str, Callable[..., Any]]:
    filters: dict[str, Callable[..., Any]] = {name: JINJA_FILTERS[name] for name in _KEPT_FILTERS}
    for name in ("center", "indent", "batch", "slice", "wordwrap", "truncate", "round"):
        filters[name] = _measured(filters[name])
    filters |= {"join": _join, "sum": _sum}
    filters |= {"e": _same, "escape": _same, "forceescape": _same, "safe": _same}
    filters |= {"replace": _replace, "format": _format}
    for name in _TEXT_FILTERS:
        filters[name] = _of_text(filters[name])
    filters |= DUTCH_FILTERS
    return filters


FILTERS = frozenset(_filters())
TESTS = frozenset(_KEPT_TESTS)


def make_language(undefined: type[Undefined] = OpenUndefined) -> Language:
    """An environment in which a missing name is an `undefined`."""
    env = Language(undefined=undefined, autoescape=False, keep_trailing_newline=True, cache_size=0, optimized=False)
    env.filters = _filters() | {"_each": each}
    env.tests = {name: JINJA_TESTS[name] for name in _KEPT_TESTS}
    env.globals = {"range": bounded_range, "namespace": Namespace}
    return env


@functools.cache
def language() -> Language:
    """The environment that templates are compiled for; it holds no state."""
    return make_language()
