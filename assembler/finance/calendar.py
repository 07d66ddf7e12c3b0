"""Werkdagen: the days on which a public body works, counted as this paperwork counts them.

No werkdag are Saturday and Sunday, the algemeen erkende feestdagen (Algemene termijnenwet art. 3 lid 1: New Year's Day,
Easter Monday, Ascension Day, Whit Monday, both days of Christmas, the King's birthday and 5 May) and Good Friday, which
lid 2 puts on a par with them. Whether 5 May is a day off every year is a choice of the employer, and so a setting.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from holidays import OPTIONAL, PUBLIC, country_holidays

_LUSTRUM = 5
_DAY = timedelta(days=1)


class Bevrijdingsdag(StrEnum):
    """In which years 5 May is no werkdag."""

    ELK_JAAR = "elk-jaar"
    LUSTRUM = "lustrum"
    """Only in years that can be divided by five, as collective agreements often have it."""


ELK_JAAR = Bevrijdingsdag.ELK_JAAR


@cache
def feestdagen(year: int, bevrijdingsdag: Bevrijdingsdag = ELK_JAAR) -> frozenset[date]:
    """The public holidays of a year in the Netherlands, Sundays among them."""
    days = {day for day in country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)) if day.year == year}
    if bevrijdingsdag is Bevrijdingsdag.LUSTRUM and year % _LUSTRUM:
        days.discard(date(year, 5, 5))
    return frozenset(days)


def is_werkdag(day: date, bevrijdingsdag: Bevrijdingsdag = ELK_JAAR) -> bool:
    """Whether public bodies work on this day."""
    return day.weekday() < 5 and day not in feestdagen(day.year, bevrijdingsdag)


def werkdag_after(sent: date, number: int, bevrijdingsdag: Bevrijdingsdag = ELK_JAAR) -> date:
    """The ``number``-th werkdag (from 1) after the day of sending, which does not count itself.

    >>> werkdag_after(date(2024, 3, 27), 4)
    datetime.date(2024, 4, 4)
    """
    day = sent
    for _ in range(number):
        day = werkdag_from(day + _DAY, bevrijdingsdag)
    return day


def werkdag_from(day: date, bevrijdingsdag: Bevrijdingsdag = ELK_JAAR) -> date:
    """The day itself where it is a werkdag, else the first one after it."""
    while not is_werkdag(day, bevrijdingsdag):
        day += _DAY
    return day
