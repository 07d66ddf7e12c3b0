"""Whether a place in a text stands within quotation marks: what others wrote is not ours to correct."""

from __future__ import annotations

from functools import lru_cache

OPENING = "“„«"
CLOSING = {"“": "”", "„": "”“", "«": "»", '"': '"'}


@lru_cache(maxsize=4096)
def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches between quotation marks; single ones are left alone, since they are apostrophes as well."""
    found: list[tuple[int, int]] = []
    opened, mark = -1, ""
    for index, sign in enumerate(text):
        if opened < 0 and (sign in OPENING or sign == '"'):
            opened, mark = index, sign
        elif opened >= 0 and sign in CLOSING[mark] + '"”':
            found.append((opened, index))
            opened = -1
    return tuple(found)


def is_quoted(text: str, position: int) -> bool:
    """Whether a position stands within (double) quotation marks that hold more than a word or two."""
    return any(start < position < end and len(text[start:end].split()) > 3 for start, end in _quoted(text))
