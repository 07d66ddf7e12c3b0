"""Dutch number words: 3 → drie, 21 → eenentwintig, 1 → eerste (spelling of the Woordenlijst Nederlandse Taal)."""

from __future__ import annotations

_TO_TWENTY = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_GREAT = ((10**12, "biljoen"), (10**9, "miljard"), (10**6, "miljoen"))
LARGEST = 10**15
"""Number words are made below this number."""
_ORDINALS = {"een": "eerste", "drie": "derde"}


def cardinal(number: int) -> str:
    """The number in words.

    >>> cardinal(75_000), cardinal(1_101), cardinal(21), cardinal(22)
    ('vijfenzeventigduizend', 'duizend honderdeen', 'eenentwintig', 'tweeëntwintig')
    """
    if number < 0:
        return "min " + cardinal(-number)
    if number >= LARGEST:
        raise ValueError(f"{number} is too large for words")
    words = []
    for size, name in _GREAT:
        count, number = divmod(number, size)
        if count:
            words.append(f"{cardinal(count)} {name}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        words.append(("" if thousands == 1 else _below_thousand(thousands)) + "duizend")
    if rest or not words:
        words.append(_below_thousand(rest))
    return " ".join(words)


def ordinal(number: int) -> str:
    """The ordinal in words.

    >>> ordinal(1), ordinal(2), ordinal(8), ordinal(20), ordinal(101)
    ('eerste', 'tweede', 'achtste', 'twintigste', 'honderdeerste')
    """
    word = cardinal(number)
    small = number % 100
    if (small and small < 20) or number == 0:
        last = _TO_TWENTY[small]
        if last in _ORDINALS:
            return word.removesuffix(last) + _ORDINALS[last]
        return word + ("ste" if small == 8 else "de")
    return word + "ste"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    front = "" if not hundreds else ("" if hundreds == 1 else _TO_TWENTY[hundreds]) + "honderd"
    return front + (_below_hundred(rest) if rest or not front else "")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _TO_TWENTY[number]
    tens, unit = divmod(number, 10)
    if not unit:
        return _TENS[tens]
    word = _TO_TWENTY[unit]
    return f"{word}{'ën' if word.endswith('e') else 'en'}{_TENS[tens]}"
