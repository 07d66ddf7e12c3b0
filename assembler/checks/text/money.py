"""Amounts as Dutch texts write them: found, read, and judged on their separators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Wrong(StrEnum):
    """What is the matter with the way an amount is written."""

    GROUPS = "groups"
    """Points that do not part thousands: "1.00.000", "300.00,-"."""
    POINT = "point"
    """A point before the cents: "12.50"."""
    ENGLISH = "english"
    """Commas between thousands: "1,250.00"."""
    DECIMALS = "decimals"
    """One decimal: "1.250,5"."""
    ENDING = "ending"
    """Cents and a dash: "1.250,00,-"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """``text[start:end]`` of the paragraph it stands in."""

    start: int
    end: int
    text: str
    cents: int | None
    """In euro cents; None when it cannot be read."""
    wrong: Wrong | None = None


DIGITS = r"\d(?:[\d.,]*\d)?(?:\s\d{3}(?![\d.]))*(?:,\d{2}(?!\d))?"
ENDING = r"(?:\s?,\s?(?:-{1,3}|–|—|=|_)|\s?\.-{1,2}|,(?:-{1,2}|–|—))"
SCALES = {
    "mln": 10**6, "mio": 10**6, "miljoen": 10**6, "m": 10**6, "mld": 10**9, "miljard": 10**9, "k": 1000,
    "duizend": 1000,
}  # fmt: skip
SCALE = r"(?:\s?(?P<{0}>miljoen|miljard|mln|mld|mio|duizend|[kKmM](?![\w²³]))(?!\w)\.?)"
SIGN = r"(?:€|\bEUR\b|\bEuro\b)"
MONEY = re.compile(
    rf"(?P<minus>[-–−]\s?)?{SIGN}\s?(?P<inner>[-–−]\s?)?(?P<front>{DIGITS})(?P<ending>{ENDING})"
    rf"?{SCALE.format('scale')}?"
    rf"|(?<![\w.,/-])(?P<behind>{DIGITS})(?P<ending2>{ENDING})?{SCALE.format('scale2')}?\s?(?:€(?!\s?\d)|euro\b|EUR\b)",
)
WELL = re.compile(r"(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,\d{1,2})?$")
UNIT_PRICE = re.compile(r"(?:0|\d{1,3}),\d{3,6}$")
NUMBER = re.compile(r"[-–−(]?\s?(?:€|EUR)?\s?[-–−]?\s?(?P<digits>\d[\d.,]*(?:\s\d{3})*)(?:,?\s?[-–—=]{1,2})?\s?[)]?$")


@lru_cache(maxsize=8192)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount with a euro sign or the word euro, in order; linear in the length of the text."""
    if "€" not in text and "eur" not in text.lower():
        return ()
    return tuple(_amount(match) for match in MONEY.finditer(text))


def _amount(match: re.Match[str]) -> Amount:
    digits = match["front"] or match["behind"]
    ending = match["ending"] or match["ending2"]
    scale = match["scale"] or match["scale2"]
    cents, wrong = read_number(digits, bool(ending), bool(scale))
    if cents is not None and scale:
        cents *= SCALES[scale.lower()]
    if cents is not None and (match["minus"] or match["inner"]):
        cents = -cents
    return Amount(match.start(), match.end(), match.group().strip(), cents, wrong)


def read_number(digits: str, ending: bool = False, scaled: bool = False) -> tuple[int | None, Wrong | None]:
    """The cents in a row of digits, and what is wrong with its separators.

    >>> read_number("1.250,50"), read_number("300.00", True), read_number("12.50")
    ((125050, None), (None, <Wrong.GROUPS: 'groups'>), (1250, <Wrong.POINT: 'point'>))
    """
    digits = digits.rstrip(".,")
    if WELL.match(digits):
        return _well(digits, ending, scaled)
    if scaled and re.fullmatch(r"\d+[.,]\d+", digits):
        return _cents(digits.replace(",", ".")), None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{3,6}", digits):
        return _cents(digits.replace(".", "").replace(",", ".")), Wrong.ENGLISH
    if UNIT_PRICE.match(digits):
        return int(Decimal(digits.replace(",", ".")) * 100), Wrong.ENGLISH if _is_thousands(digits) else None
    if re.fullmatch(r"\d+\.\d{1,2}", digits) and not ending:
        return _cents(digits), Wrong.POINT
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?", digits):
        return _cents(digits.replace(",", "")), Wrong.ENGLISH
    return None, Wrong.GROUPS


def _is_thousands(digits: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,2},\d00", digits))


def _well(digits: str, ending: bool, scaled: bool) -> tuple[int, Wrong | None]:
    whole, _, decimals = re.sub(r"[. \u00a0]", "", digits).partition(",")
    cents = int(whole) * 100 + (int(decimals.ljust(2, "0")) if decimals else 0)
    if decimals and ending:
        return cents, Wrong.ENDING
    return cents, Wrong.DECIMALS if len(decimals) == 1 and not scaled else None


def _cents(number: str) -> int:
    return int(Decimal(number) * 100)


def in_euro(cents: int) -> str:
    """€ 1.250 or € 1.250,50.

    >>> in_euro(125000), in_euro(-125050)
    ('€ 1.250', '-€ 1.250,50')
    """
    whole, rest = divmod(abs(cents), 100)
    shown = f"{whole:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}€ {shown}{f',{rest:02d}' if rest else ''}"
