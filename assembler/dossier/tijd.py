"""Dates and terms: calendar days in the Netherlands, months counted with the end of the month as the limit.

A term in months ends on the day with the same number, or on the last day of the month when there is none (domain rule:
2024-12-31 − 3 months = 2024-09-30; 2024-11-30 + 3 months = 2025-02-28).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator

from assembler.dossier.tekst import as_line, mistake

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_ISO = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTHS = dict(zip((*MAANDEN, *_SHORT, "sept"), (*range(1, 13), *range(1, 13), 9), strict=True))
_SPELLED = re.compile(rf"([0-9]{{1,2}})\s+({'|'.join(_MONTHS)})\.?\s+([0-9]{{4}})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_REMEDY = "schrijf de datum als 2024-12-31, of laat hem open met het woord open"


def add_months(day: date, months: int) -> date:
    """``day`` moved by ``months`` (negative: back), clamped to the end of the month."""
    return day + relativedelta(months=months)


def _parts(text: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _DUTCH.fullmatch(text):
        return int(found[4]), int(found[3]), int(found[1])
    if found := _SPELLED.fullmatch(text):
        return int(found[3]), _MONTHS[found[2].lower()], int(found[1])
    return None


def parse_datum(value: Any) -> date:
    """A calendar day from ``2024-12-31``, ``31-12-2024`` or ``31 december 2024``; the day stands before the month."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    text = as_line(value)
    parts = _parts(text)
    if parts is None:
        raise mistake(f'"{text[:40]}" is geen datum', "een datum bestaat uit jaar, maand en dag", _REMEDY)
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        rule = f"een jaartal ligt tussen {FIRST_YEAR} en {LAST_YEAR}"
        raise mistake(f'het jaar van "{text}" kan niet kloppen', rule, _REMEDY)
    try:
        return date(*parts)
    except ValueError:
        raise mistake(f'"{text}" bestaat niet', "die dag komt op de kalender niet voor", _REMEDY) from None


def parse_maand_dag(value: Any) -> str:
    """``03-01`` (month-day, for a yearly date); 29 February is the 28th in other years."""
    text = as_line(value)
    found = _MONTH_DAY.fullmatch(text)
    try:
        if found:
            return f"{date(2024, int(found[1]), int(found[2])):%m-%d}"
        raise ValueError(text)
    except ValueError:
        raise mistake(
            f'"{text[:40]}" is geen dag van het jaar',
            "een jaarlijkse datum bestaat uit maand en dag",
            'schrijf 1 maart als "03-01"',
        ) from None


Datum = Annotated[date, BeforeValidator(parse_datum)]
"""A calendar day in Europe/Amsterdam."""

MaandDag = Annotated[str, BeforeValidator(parse_maand_dag)]
"""A day of the year, ``MM-DD``."""


def day_in_year(maand_dag: str, year: int) -> date:
    """The date of ``MM-DD`` in ``year``; ``02-29`` becomes the 28th in a year without it."""
    month, day = (int(part) for part in maand_dag.split("-"))
    return date(year, month, 1) + relativedelta(day=day)


def datum_voluit(day: date) -> str:
    """``1 januari 2024`` with a no-break space between day and month."""
    return f"{day.day}\u00a0{MAANDEN[day.month - 1]} {day.year}"


def weekdag(day: date) -> str:
    """``zaterdag``."""
    return DAGEN[day.weekday()]


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= 5
