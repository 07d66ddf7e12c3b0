"""Dutch number words read: "vijfentwintigduizend" → 25000. The reverse of :mod:`assembler.documents.dutch_numbers`."""

from __future__ import annotations

import re
from functools import cache

from assembler.documents.dutch_numbers import cardinal

GREAT = (("miljard", 10**9), ("miljoen", 10**6))
HALVES = {"half": 0.5, "halve": 0.5, "anderhalf": 1.5, "anderhalve": 1.5}
WORDS = (
    r"(?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig|dertig"
    r"|veertig|tachtig"
    r"|vijftien|zestien|zeventien|achttien|negentien|vijftig|zestig|zeventig|negentig|honderd|duizend|miljoen|miljard"
    r"|en|ën|ene|ënë)\s?){1,12}"
)
"""A pattern for what may be a number in words; :func:`number_in_words` decides."""


def number_in_words(text: str) -> int | None:
    """The whole number, or None when the text is no number in words.

    >>> number_in_words("drie"), number_in_words("Vijfentwintig duizend"), number_in_words("één"), number_in_words("vrij")
    (3, 25000, 1, None)
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
        return _small().get(bare)
    front, rest = bare.split("duizend", 1)
    thousands = _small().get(front) if front else 1
    below = _small().get(rest.removeprefix("en") if rest not in _small() else rest) if rest else 0
    return None if thousands is None or below is None else thousands * 1000 + below


@cache
def _small() -> dict[str, int]:
    """Everything up to 9999 as written in one word, also "vijftienhonderd" and "honderdeneen"."""
    found = {_plain(cardinal(number)): number for number in range(1000)}
    found |= {
        f"{_plain(cardinal(h))}honderd{_plain(cardinal(r)) if r else ''}": h * 100 + r
        for h in range(11, 100)
        for r in range(100)
    }
    found |= {
        f"{_plain(cardinal(h)) if h > 1 else ''}honderden{_plain(cardinal(r))}": h * 100 + r
        for h in range(1, 10)
        for r in range(1, 13)
    }
    return found
