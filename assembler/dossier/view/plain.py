"""Facts as plain data: dicts, lists, text, numbers, dates – and an open mark wherever a needed value is missing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from assembler.dossier.feit import Feit
from assembler.dossier.mistakes import Path
from assembler.dossier.openheid import Open

Gaps = Mapping[Path, str]


def plain(value: Any, path: Path, gaps: Gaps) -> Any:
    """``value`` without models; None becomes ``Open`` when ``path`` is a gap."""
    if value is None:
        return Open(gaps[path]) if path in gaps else None
    if isinstance(value, Feit):
        return {name: plain(getattr(value, name), (*path, name), gaps) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [plain(item, (*path, number), gaps) for number, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {key: plain(item, (*path, str(key)), gaps) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value
