"""Days and months as Dutch texts write them, and the days on which nobody works."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from assembler.dossier.tijd import DAGEN, MAANDEN

SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
MONTHS = {name: number for number, name in enumerate(MAANDEN, 1)} | SHORT
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = re.compile(
    rf"(?:(?P<week>{'|'.join(DAGEN)})\s+)?(?<![\w.,/-])(?:"
    rf"(?P<d>\d{{1,2}})(?:e|ste|de)?\s+(?P<m>{NAMES})(?!\w)\.?(?:\s+(?P<y>\d{{4}})(?![\d\w]))?"
    r"|(?P<d2>\d{1,2})(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<y2>(?:19|20|21)\d{2})(?![\w-])"
    r"|(?P<y3>(?:19|20|21)\d{2})-(?P<m3>\d{2})-(?P<d3>\d{2})(?![\w-]))",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d.,€/-])(?:19[5-9]\d|20\d{2})(?![\d.,]\d|[\d/-])")


@dataclass(frozen=True, slots=True)
class Day:
    """``text[start:end]`` of the paragraph it stands in."""

    start: int
    end: int
    text: str
    year: int | None
    """None when the text leaves it out."""
    month: int
    day: int
    weekday: int | None
    """0 = Monday, when the text says it."""
    named: bool
    """The month is a word."""

    @property
    def date(self) -> date | None:
        """None without a year and for a day that does not exist."""
        return date(self.year, self.month, self.day) if self.year and self.exists else None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; 29 February without a year does."""
        return 1 <= self.month <= 12 and 1 <= self.day <= monthrange(self.year or 2024, self.month)[1]


@lru_cache(maxsize=8192)
def days_in(text: str) -> tuple[Day, ...]:
    """Every day, in order; linear in the length of the text."""
    return tuple(_day(match) for match in DAY.finditer(text))


def _day(match: re.Match[str]) -> Day:
    year = match["y"] or match["y2"] or match["y3"]
    month = MONTHS[match["m"].lower()] if match["m"] else int(match["m2"] or match["m3"])
    day = int(match["d"] or match["d2"] or match["d3"])
    week = DAGEN.index(match["week"].lower()) if match["week"] else None
    return Day(
        match.start(), match.end(), match.group(), int(year) if year else None, month, day, week, bool(match["m"])
    )


def no_workday(day: date) -> str:
    """ "een zaterdag", "Koningsdag", …, or "" for a working day; 5 May counts every year (domain rule: the default)."""
    feast = _feasts(day.year).get(day)
    if feast:
        return feast
    return f"een {DAGEN[day.weekday()]}" if day.weekday() >= 5 else ""


@cache
def _feasts(year: int) -> dict[date, str]:
    from holidays.countries.netherlands import Netherlands  # slow to load, and most texts need no feasts

    return dict(Netherlands(years=year, categories=("public", "optional"), language="nl"))  # type: ignore[no-untyped-call]


def told(day: date) -> str:
    """1 maart 2025."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"
