"""Whether a place in a text stands within quotation marks: what others wrote is not ours to correct."""

from __future__ import annotations

import re
from functools import lru_cache

OPENING = "“„«"
SINGLE = re.compile(r"‘[^‘]{10,1500}?’(?!\w)")
CLOSING = {"“": "”", "„": "”“", "«": "»", '"': '"'}


@lru_cache(maxsize=4096)
def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches between quotation marks, but for straight single ones, which are apostrophes as well."""
    found: list[tuple[int, int]] = []
    opened, mark = -1, ""
    for index, sign in enumerate(text):
        if opened < 0 and (sign in OPENING or sign == '"'):
            opened, mark = index, sign
        elif opened >= 0 and sign in CLOSING[mark] + '"”':
            found.append((opened, index))
            opened = -1
    return (*found, *(match.span() for match in SINGLE.finditer(text)))


def is_quoted(text: str, position: int) -> bool:
    """Whether a position stands within (double) quotation marks that hold more than a word or two."""
    return any(start < position < end and len(text[start:end].split()) > 3 for start, end in _quoted(text))
