"""How many-th a number is, whatever its style: 5, 5a, IV, c, iii; and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assembler.checks.agreement.labels import roman_value

ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "",
            "eerste",
            "tweede",
            "derde",
            "vierde",
            "vijfde",
            "zesde",
            "zevende",
            "achtste",
            "negende",
            "tiende",
            "elfde",
            "twaalfde",
            "dertiende",
            "veertiende",
            "vijftiende",
            "zestiende",
            "zeventiende",
            "achttiende",
            "negentiende",
            "twintigste",
        )
    )
    for word in words.split()
}
"""Words for ordinals, as in "het derde lid"."""


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """``value`` 0 when it is no number in any style."""

    value: int
    suffix: str = ""
    """Of an insertion: "a" in 5a."""
    style: str = "digit"


def count_of(number: str, row: Sequence[str] = ()) -> Count:
    """The count of a bare number; of "2.3" that of its last part. Its siblings tell a letter from a roman number."""
    last = number.rpartition(".")[2].strip("°º)( ")
    match = re.fullmatch(r"(\d+)\s?([a-z]{0,2}|bis|ter)", last)
    if match:
        return Count(int(match[1]), match[2])
    if re.fullmatch(r"[ivxIVX]{1,6}", last) and _is_roman(last, row):
        return Count(roman_value(last), style="roman")
    if re.fullmatch(r"[a-z]{1,2}|[A-Z]", last):
        return Count((len(last) - 1) * 26 + ord(last[0].lower()) - ord("a") + 1, style="letter")
    value = roman_value(last) if re.fullmatch(r"[IVXLCivxlc]{2,7}", last) else 0
    return Count(value, style="roman")


def _is_roman(number: str, row: Sequence[str]) -> bool:
    if not row:
        return True
    return row[0].lower() == "i" or all(re.fullmatch(r"(?i)[ivx]+", one) for one in row)


def written(value: int, style: str) -> str:
    """A count in a style: 4 → "4", "d", "iv"."""
    if style == "letter" and 0 < value <= 52:
        return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)
    if style == "roman":
        text = ""
        for worth, sign in ROMANS:
            text, value = text + sign * (value // worth), value % worth
        return text.upper()
    return str(value)
