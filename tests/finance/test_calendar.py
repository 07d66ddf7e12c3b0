"""Werkdagen by Dutch rules: the vectors of the volmacht's response term."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.finance.calendar import Bevrijdingsdag, feestdagen, is_werkdag, werkdag_after, werkdag_from

DAYS = st.dates(date(2015, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("sent", "fourth", "fifth"),
    [
        ("2024-03-27", "2024-04-04", "2024-04-05"),
        ("2024-04-30", "2024-05-06", "2024-05-07"),
        ("2024-05-06", "2024-05-13", "2024-05-14"),
        ("2024-12-23", "2024-12-31", "2025-01-02"),
        ("2025-04-16", "2025-04-24", "2025-04-25"),
        ("2025-04-30", "2025-05-07", "2025-05-08"),
        ("2025-12-24", "2026-01-02", "2026-01-05"),
    ],
    ids=["Easter", "5 May on a Sunday", "Ascension", "the turn of the year", "Easter 2025", "5 May", "Christmas"],
)
def test_the_day_of_sending_does_not_count(sent: str, fourth: str, fifth: str) -> None:
    day = date.fromisoformat(sent)
    assert (werkdag_after(day, 4).isoformat(), werkdag_after(day, 5).isoformat()) == (fourth, fifth)


@pytest.mark.parametrize(
    ("day", "every_year", "lustrum"),
    [("2026-05-05", False, True), ("2025-05-05", False, False), ("2026-05-04", True, True)],
)
def test_whether_5_may_counts_is_a_setting(day: str, every_year: bool, lustrum: bool) -> None:
    asked = date.fromisoformat(day)
    assert is_werkdag(asked) is every_year
    assert is_werkdag(asked, Bevrijdingsdag.LUSTRUM) is lustrum


def test_koningsdag_gives_way_to_sunday() -> None:
    assert date(2025, 4, 26) in feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)


MOVED = [(2023, "04-09", 27), (2024, "03-31", 27), (2025, "04-20", 26), (2026, "04-05", 27), (2027, "03-28", 27),
         (2028, "04-16", 27), (2029, "04-01", 27), (2030, "04-21", 27)]  # fmt: skip
"""Year, Easter Sunday and the day in April of Koningsdag, taken from an almanac."""


@pytest.mark.parametrize(("year", "easter", "king"), MOVED)
def test_the_free_days_of_a_year_are_those_of_the_law(year: int, easter: str, king: int) -> None:
    first = date.fromisoformat(f"{year}-{easter}")
    by_easter = {first + timedelta(days=n) for n in (-2, 0, 1, 39, 49, 50)}
    fixed = {date(year, month, day) for month, day in ((1, 1), (4, king), (5, 5), (12, 25), (12, 26))}
    assert feestdagen(year) == by_easter | fixed
    lustrum = feestdagen(year, Bevrijdingsdag.LUSTRUM)
    assert lustrum == by_easter | (fixed if year in (2025, 2030) else fixed - {date(year, 5, 5)})


def test_a_saturday_goes_on_to_monday() -> None:
    assert werkdag_from(date(2025, 3, 1)) == date(2025, 3, 3)


@given(sent=DAYS, number=st.integers(1, 30))
def test_between_sending_and_the_last_day_lie_exactly_that_many_werkdagen(sent: date, number: int) -> None:
    last = werkdag_after(sent, number)
    between = [sent + timedelta(days=n) for n in range(1, (last - sent).days + 1)]
    assert is_werkdag(last)
    assert sum(is_werkdag(day) for day in between) == number
