"""Dutch number words read: "vijfentwintigduizend" → 25000. The reverse of :mod:`assembler.documents.dutch_numbers`."""

from __future__ import annotations

import re
from functools import cache

from assembler.documents.dutch_numbers import cardinal

GREAT = (("miljard", 10**9), ("miljoen", 10**6))
WORDS = (
    r"(?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig|dertig"
    r"|veertig|tachtig"
    r"|vijftien|zestien|zeventien|achttien|negentien|vijftig|zestig|zeventig|negentig|honderd|duizend|miljoen|miljard"
    r"|en|ën|ene|ënë)\s?){1,12}"
)
"""A pattern for what may be a number in words; :func:`number_in_words` decides."""


def number_in_words(text: str) -> int | None:
    """The whole number, or None when the text is no number in words.

    >>> number_in_words("drie"), number_in_words("Vijfentwintig duizend"), number_in_words("vrij")
    (3, 25000, None)
    """
    bare = _plain(text)
    total = 0
    for name, size in GREAT:
        if name in bare:
            front, bare = bare.split(name, 1)
            count = _below_million(front.removeprefix("en")) if front.strip("en") or front in {"een"} else 1
            if count is None:
                return None
            total += count * size
    rest = _below_million(bare) if bare else 0
    return None if rest is None or (not bare and not total) else total + rest


def _plain(text: str) -> str:
    folded = text.lower().replace("é", "e").replace("ë", "e")
    return re.sub(r"[\s\u00ad-]+", "", folded)


def _below_million(bare: str) -> int | None:
    if "duizend" not in bare:
        return _below_ten_thousand(bare)
    front, rest = bare.split("duizend", 1)
    thousands = _below_ten_thousand(front) if front else 1
    below = _below_ten_thousand(rest) if rest else 0
    return None if thousands is None or below is None else thousands * 1000 + below


def _below_ten_thousand(bare: str) -> int | None:
    """Also "vijftienhonderd", "honderdeneen" and, behind duizend, "eneen"."""
    if "honderd" not in bare:
        return _below_hundred().get(bare, _below_hundred().get(bare.removeprefix("en")))
    front, rest = bare.split("honderd", 1)
    hundreds = _below_hundred().get(front) if front else 1
    below = _below_hundred().get(rest, _below_hundred().get(rest.removeprefix("en"))) if rest else 0
    return None if hundreds is None or below is None else hundreds * 100 + below


@cache
def _below_hundred() -> dict[str, int]:
    return {_plain(cardinal(number)): number for number in range(100)}
