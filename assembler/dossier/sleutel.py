"""The key by which one partij is meant elsewhere in the file."""

from __future__ import annotations

import re
from typing import Any

from assembler.dossier.tekst import as_line, mistake

SLEUTEL = re.compile(r"[a-z0-9][a-z0-9-]*")


def parse_sleutel(value: Any) -> str:
    """Lower-case letters, digits and hyphens."""
    text = as_line(value)
    if not SLEUTEL.fullmatch(text):
        raise mistake(
            f'"{text[:40]}" kan geen sleutel zijn',
            "een sleutel bestaat uit kleine letters, cijfers en koppeltekens",
            "schrijf bijvoorbeeld noord-holland",
        )
    return text
