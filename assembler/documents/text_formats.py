"""Python's two ways to put values in a pattern (`"{:.2f}"` and `"%.2f"`), without their ways into a value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from itertools import count
from string import Formatter
from typing import Any

from jinja2.runtime import Undefined

from assembler.documents.printing import OPEN_START

MOST_PATTERN = 2_000
_SPEC = re.compile(r"(?:.?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(?:\.\d{1,2})?[bcdeEfFgGnosxX%]?\Z", re.DOTALL)
_DATE_SPEC = re.compile(r"(?:[^%{}]|%[-#]?[A-Za-z%]){0,100}\Z")
_PERCENT = re.compile(r"%(?:%|(?:\((\w+)\))?([-+ 0#]*\d{0,3}(?:\.\d{1,2})?)([sdifFeEgGxXo]))")
_PLAIN = (str, int, float, Decimal, date, time)


class FormatError(Exception):
    """A pattern asks for more than to print a value; the message says what, in Dutch."""


def by_braces(pattern: str, values: Sequence[Any], named: Mapping[str, Any]) -> str:
    """`pattern.format(...)`; a field is a position or a name, never a path into a value."""
    out: list[str] = []
    next_one = count()
    for text, name, spec, conversion in _parsed(pattern):
        out.append(text)
        if name is not None:
            if conversion not in (None, "s"):
                raise FormatError("in een patroon kan na een uitroepteken alleen s staan")
            out.append(_formatted(_value(name or str(next(next_one)), values, named), spec or ""))
    return "".join(out)


def _parsed(pattern: str) -> list[tuple[str, str | None, str | None, str | None]]:
    if len(pattern) > MOST_PATTERN:
        raise FormatError("het patroon is te lang")
    try:
        return list(Formatter().parse(pattern))
    except ValueError:
        raise FormatError("de accolades in het patroon kloppen niet") from None


def _value(name: str, values: Sequence[Any], named: Mapping[str, Any]) -> Any:
    if name.isdecimal() and int(name) < len(values):
        return values[int(name)]
    if name in named:
        return named[name]
    raise FormatError(f"het patroon vraagt om “{name}”, en dat is er niet bij gegeven")


def _formatted(value: Any, spec: str) -> str:
    if isinstance(value, Undefined) or (isinstance(value, str) and OPEN_START in value):
        return str(value)  # a missing field tells its name; an open point stays the mark that it is
    _check(value)
    if not (_DATE_SPEC if isinstance(value, date | time) else _SPEC).match(spec):
        raise FormatError(f"de opmaak “{spec[:40]}” is niet toegestaan")
    return format(value, spec)


def _check(value: Any) -> None:
    if not isinstance(value, _PLAIN):
        raise FormatError("een lijst, groep of leeg veld is geen tekst")


def by_percent(pattern: str, values: Any) -> str:
    """`pattern % values`."""
    rest = list(values) if isinstance(values, tuple) else [values]
    named = values if isinstance(values, Mapping) else {}
    if len(pattern) > MOST_PATTERN:
        raise FormatError("het patroon is te lang")

    def put(match: re.Match[str]) -> str:
        name, flags, kind = match.groups()
        if kind is None:
            return "%"
        if not name and not rest:
            raise FormatError("het patroon vraagt om meer waarden dan er zijn")
        value = _value(name, (), named) if name else rest.pop(0)
        if isinstance(value, Undefined) or (isinstance(value, str) and OPEN_START in value):
            return str(value)
        _check(value)
        return str(f"%{flags}{kind}" % value)

    if "%" in _PERCENT.sub("", pattern):
        raise FormatError("een procentteken in het patroon hoort bij geen waarde (schrijf %% voor het teken zelf)")
    out = _PERCENT.sub(put, pattern)
    if rest and not named:
        raise FormatError("er zijn meer waarden dan het patroon vraagt")
    return out
