"""When a fill fails: filling once more, to find every mistake in the values and not only the first."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable
from difflib import get_close_matches
from types import FrameType, TracebackType
from typing import Any

from jinja2 import TemplateRuntimeError, UndefinedError
from jinja2.exceptions import FilterArgumentError, SecurityError
from jinja2.runtime import Context, Undefined

from assembler.documents.compiling import CODE_NAME, Compiled, FilledPart
from assembler.documents.dutch import FilterError
from assembler.documents.errors import FillError, Mistake
from assembler.documents.language import LimitError, NotAllowedError, OpenUndefined, make_language
from assembler.documents.printing import UnprintableError
from assembler.documents.running import Run
from assembler.documents.tags import Tag
from assembler.documents.text_formats import FormatError

RUN_ERRORS = (
    FilterError,
    LimitError,
    NotAllowedError,
    FormatError,
    UndefinedError,
    FilterArgumentError,
    SecurityError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
_MISSING = "template.unknown-field"
_VALUE = "template.value"


class _Collector:
    def __init__(self, compiled: Compiled, name: str) -> None:
        self.compiled, self.name = compiled, name
        self.part: FilledPart | None = None
        self.mistakes: dict[tuple[int, str], Mistake] = {}

    def note(self, tag: Tag, code: str, what: str, remedy: str, path: str = "") -> None:
        found = Mistake(code, self.compiled.place(self.name, tag), what, remedy, path)
        self.mistakes.setdefault((tag.number, what), found)

    def missing(self, undefined: Undefined) -> None:
        tag = self.tag_of(_generated(sys._getframe(1)))
        if undefined._undefined_name is None:
            remedy = "zet er {% if %} omheen of geef met |default een andere waarde"
            what = f"“{tag.raw}” levert niets op, bijvoorbeeld doordat een lijst leeg is"
            self.note(tag, _VALUE, what, remedy, tag.body)
            return
        field = str(undefined._undefined_name)
        path = _path(tag, field)
        keys = [str(key) for key in undefined._undefined_obj] if isinstance(undefined._undefined_obj, dict) else []
        near = get_close_matches(field, keys, 1)
        remedy = f"bedoelt u “{near[0]}”?" if near else "vul het veld in, of zet er {% if … is defined %} omheen"
        self.note(tag, _MISSING, f"het veld “{path}” in “{tag.raw}” bestaat niet", remedy, path)

    def unprintable(self, number: int, why: UnprintableError) -> None:
        tag = self.compiled.tags[number]
        self.note(tag, _VALUE, f"“{tag.raw}”: {why.what}", why.remedy, tag.body)

    def failed(self, tag: Tag, why: Exception) -> None:
        self.note(tag, _VALUE, f"“{tag.raw}”: {_told(why)}", "controleer de waarde van het veld", tag.body)

    def tag_of(self, line: int) -> Tag:
        assert self.part is not None
        known = [at for at in self.part.lines if at <= line]
        source = self.part.lines[max(known)] if known else 1
        return self.part.source.lines[min(source, len(self.part.source.lines)) - 1]


def collect(compiled: Compiled, name: str, values: dict[str, Any], why: Exception) -> FillError:
    """Every mistake that a fill with `values` meets; `why` is the first, already met."""
    collector = _Collector(compiled, name)
    run = Run(compiled.tags, compiled.sites, compiled.counters, note=collector.unprintable)
    kind = _collecting(collector.missing)
    env = make_language(kind)
    env.filters = {word: _caught(function, collector) for word, function in env.filters.items()}
    for part in compiled.parts:
        _fill_again(part, env, kind, values, run, collector)
    if not collector.mistakes:
        collector.part = compiled.parts[0]
        collector.failed(compiled.parts[0].source.lines[0], why)
    return FillError(collector.mistakes.values())


def _fill_again(
    part: FilledPart, env: Any, kind: type[Undefined], values: dict[str, Any], run: Run, collector: _Collector
) -> None:
    collector.part = part
    namespace = part.namespace(env, kind)
    exec(part.code, namespace)
    run.out = []
    context = Context(env, values, part.name, {})
    context.run = run  # type: ignore[attr-defined]
    try:
        namespace["root"](context)
    except (TemplateRuntimeError, UnprintableError, *RUN_ERRORS) as why:
        collector.failed(collector.tag_of(_deepest(why.__traceback__)), why)


def _caught(function: Callable[..., Any], collector: _Collector) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except LimitError:
            raise
        except RUN_ERRORS as why:
            collector.failed(collector.tag_of(_generated(sys._getframe(1))), why)
            return ""

    return inner


def _collecting(missing: Callable[[Undefined], None]) -> type[Undefined]:
    def empty(result: Any) -> Callable[..., Any]:
        def use(self: Undefined, *args: Any, **kwargs: Any) -> Any:
            missing(self)
            return self if result is None else result

        return use

    names: dict[str, Any] = {"__str__": empty(""), "__bool__": empty(False), "__len__": empty(0), "__hash__": empty(0)}
    names |= {
        word: empty(False) for word in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__")
    }
    names |= {f"__{word}__": empty(None) for word in _OPERATORS.split()}
    names |= {
        "__int__": empty(0),
        "__float__": empty(0.0),
        "__slots__": (),
    }
    nothing = empty(())
    names |= {"__iter__": lambda self: iter(nothing(self))}
    return type("Collecting", (OpenUndefined,), names)


_OPERATORS = "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow pos neg call getitem"


def _generated(frame: FrameType | None) -> int:
    while frame is not None and frame.f_code.co_filename != CODE_NAME:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else 1


def _deepest(trace: TracebackType | None) -> int:
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == CODE_NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _path(tag: Tag, field: str) -> str:
    found = re.search(rf"[\w.]*\b{re.escape(field)}\b", tag.body)
    return found.group() if found else field


def _told(why: Exception) -> str:
    if isinstance(why, FilterError | LimitError | NotAllowedError | FormatError):
        return str(why)
    if isinstance(why, ZeroDivisionError):
        return "er wordt door nul gedeeld"
    if isinstance(why, TypeError):
        return "de waarden passen niet bij deze bewerking"
    return "de bewerking kan met deze waarde niet worden uitgevoerd"
