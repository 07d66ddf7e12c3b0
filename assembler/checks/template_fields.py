"""The fields of a template beside an example of the values: what does not exist, what may be empty unguarded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from assembler.checks.finding import Finding, Severity
from assembler.documents import Field, Template

MISSING = object()
"""Stands for the value of a field that the example does not have."""


def field_findings(
    template: Template, shape: Mapping[str, Any], but: Collection[str] = (), sparse: Mapping[str, Any] | None = None
) -> Iterator[Finding]:
    """Findings over the template's fields, when there is a shape to lay them beside; not over those that begin with a
    name in ``but``. ``sparse`` is the same mapping with as little filled in as may be."""
    fields = (field for field in template.fields() if field.path.partition(".")[0].removesuffix("[]") not in but)
    for field in fields if shape else ():
        found = list(values_at(shape, field.path))
        if found and all(value is MISSING for value in found):
            yield from _unknown(template, field, shape)
        elif not field.optional and (any(value is None for value in found) or _empty_in(sparse or {}, field)):
            yield from _unguarded(template, field)


def _empty_in(sparse: Mapping[str, Any], field: Field) -> bool:
    """Whether a use of the field is reached although it is empty: what must hold for it, holds."""
    if all(value is not None for value in values_at(sparse, field.path)):
        return False
    return any(all(map(partial(_holds, sparse), conditions)) for conditions in field.conditions)


def _holds(sparse: Mapping[str, Any], path: str) -> bool:
    return any(value is not MISSING and bool(value) for value in values_at(sparse, path))


def values_at(shape: Any, path: str) -> Iterator[Any]:
    """All values at a path such as `partijen[].naam`; none where a list is empty, MISSING where a key is not there."""
    values = [shape]
    for step in path.replace("[]", ".[]").split("."):
        values = [value for one in values for value in _step(one, step)]
    return iter(values)


def _step(value: Any, step: str) -> list[Any]:
    if value is None:
        return []
    if value is MISSING:
        return [MISSING]
    if step == "[]":
        return list(value.values() if isinstance(value, Mapping) else value) if not isinstance(value, str) else []
    if isinstance(value, Mapping):
        return [value.get(step, MISSING)]
    return [getattr(value, step, MISSING)] if step in ("year", "month", "day") else [MISSING]


def _unknown(template: Template, field: Field, shape: Mapping[str, Any]) -> Iterator[Finding]:
    parent, _, last = field.path.rpartition(".")
    groups = list(values_at(shape, parent)) if parent else [shape]
    keys = [str(key) for group in groups if isinstance(group, Mapping) for key in group]
    near = get_close_matches(last, keys, 1)
    remedy = f"Bedoelt u “{near[0]}”?" if near else "Gebruik een veld uit het dossier (tekenklaar template fields)."
    message = f"Het veld “{field.path}” bestaat niet."
    yield from _found("template.unknown-field", template, field, message, remedy)


def _unguarded(template: Template, field: Field) -> Iterator[Finding]:
    message = f"Het veld “{field.path}” kan leeg zijn, en hier wordt daar niet op gelet."
    remedy = f"Zet er {{% if {field.path.rpartition('[].')[2]} %}} … {{% endif %}} omheen."
    yield from _found("template.optional-unguarded", template, field, message, remedy)


def _found(code: str, template: Template, field: Field, message: str, remedy: str) -> Iterator[Finding]:
    first = field.places[0]
    more = f" Zo ook op {len(field.places) - 1} andere plaatsen." if len(field.places) > 1 else ""
    yield Finding(code, Severity.ERROR, template.name, first.within, first.paragraph or None, message + more, remedy)
