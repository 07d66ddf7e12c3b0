"""Facts as plain data: dicts, lists, text, numbers, dates – and an open mark wherever a needed value is missing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any

from assembler.dossier.feit import Feit
from assembler.dossier.mistakes import Path
from assembler.dossier.openheid import Open
from assembler.dossier.structure import model_in

Gaps = Mapping[Path, str]


def _group(facts: Feit, path: Path, gaps: Gaps) -> dict[str, Any]:
    """The fields of a group; an optional group that is absent stays None, because a text cannot stand for it."""
    groups = _group_fields(type(facts))
    values = ((name, getattr(facts, name)) for name in type(facts).model_fields)
    return {
        name: None if value is None and name in groups else plain(value, (*path, name), gaps) for name, value in values
    }


@cache
def _group_fields(kind: type[Feit]) -> frozenset[str]:
    return frozenset(name for name, field in kind.model_fields.items() if model_in(field.annotation))


def plain(value: Any, path: Path, gaps: Gaps) -> Any:
    """``value`` without models; None becomes ``Open`` when ``path`` is a gap."""
    if value is None:
        return Open(gaps[path]) if path in gaps else None
    if isinstance(value, Feit):
        return _group(value, path, gaps)
    if isinstance(value, tuple):
        return [plain(item, (*path, number), gaps) for number, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {key: plain(item, (*path, str(key)), gaps) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value
