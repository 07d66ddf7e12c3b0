"""Days, enumerations and names as they are said in Dutch sentences. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from signatures.facts import AMSTERDAM, Uitgifte

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_NUMBERS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


@lru_cache(maxsize=1024)
def day_of(moment: datetime) -> date:
    """The day in the Netherlands on which a moment falls: 2024-12-31T23:30Z is 1 January 2025."""
    return moment.astimezone(AMSTERDAM).date()


def dag(day: date) -> str:
    """``20 februari 2024``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def dag_van(moment: datetime) -> str:
    """The day in the Netherlands of a moment, in words."""
    return dag(day_of(moment))


def opsomming(parts: Sequence[str]) -> str:
    """``A, B en C``."""
    return " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def telwoord(number: int) -> str:
    """``drie``; figures from thirteen on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def zin(text: str) -> str:
    """A sentence: a capital in front, a full stop behind."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


def stuk(uitgifte: Uitgifte) -> str:
    """How an issue is called: its title and version."""
    return f"{uitgifte.title}, versie {uitgifte.version}"


def tussen_haakjes(text: str) -> str:
    """`` (text)``, or nothing when there is none; without the full stop that a person may have typed."""
    text = text.strip().removesuffix(".")
    return f" ({text})" if text else ""
