"""The filters that write amounts, dates, numbers and enumerations as Dutch legal texts do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from assembler.documents.dutch_numbers import LARGEST, cardinal, ordinal

_NBSP = "\u00a0"
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_OPEN_START = "\ue000"


class FilterError(Exception):
    """A value does not suit a filter: `filter_name`, and in Dutch what it wants and what it got."""

    def __init__(self, filter_name: str, wanted: str, value: object) -> None:
        super().__init__(f"het filter “{filter_name}” verwacht {wanted}, en kreeg {_told(value)}")
        self.filter_name = filter_name


def bedrag(value: Any) -> str:
    """An amount in euro: € 75.000,00; negative -€ 1.234,50. Rounds half up to whole cents.

    >>> bedrag(75000).replace(chr(160), "~")
    '€~75.000,00'
    """
    cents = _decimal("bedrag", value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    sign = "-" if cents < 0 else ""
    return f"{sign}€{_NBSP}{_grouped(abs(cents), 2)}"


def bedrag_voluit(value: Any) -> str:
    """An amount in words: zegge: vijfenzeventigduizend euro (and so many cent)."""
    cents = int((_decimal("bedrag_voluit", value) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if abs(cents) >= LARGEST:
        raise FilterError("bedrag_voluit", "een bedrag onder de biljard", value)
    euros, rest = divmod(abs(cents), 100)
    words = f"{'min ' if cents < 0 else ''}{cardinal(euros)} euro"
    return f"zegge: {words}" + (f" en {cardinal(rest)} cent" if rest else "")


def datum(value: Any) -> str:
    """A date in full: 1 januari 2024, with a no-break space between day and month."""
    day = _date("datum", value)
    return f"{day.day}{_NBSP}{_MONTHS[day.month - 1]} {day.year}"


def datum_kort(value: Any) -> str:
    """A date in figures: 01-01-2024."""
    day = _date("datum_kort", value)
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def opsomming(value: Any, woord: str = "en") -> str:
    """An enumeration: A, B en C."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise FilterError("opsomming", "een lijst", value)
    words = [_word("opsomming", one) for one in value]
    return words[0] if len(words) == 1 else f" {woord} ".join([", ".join(words[:-1]), words[-1]]) if words else ""


def getal(value: Any, decimalen: int | None = None) -> str:
    """A number with Dutch separators: 1.234,5."""
    number = _decimal("getal", value)
    if decimalen is not None:
        number = number.quantize(Decimal(1).scaleb(-min(max(decimalen, 0), 12)), ROUND_HALF_UP)
    places = max(-int(number.normalize().as_tuple().exponent), 0) if decimalen is None else decimalen
    return ("-" if number < 0 else "") + _grouped(abs(number), places)


def telwoord(value: Any) -> str:
    """A whole number in words: 3 → drie."""
    return cardinal(_whole("telwoord", value))


def rangtelwoord(value: Any) -> str:
    """The ordinal of a whole number in words: 1 → eerste."""
    number = _whole("rangtelwoord", value)
    if number < 0:
        raise FilterError("rangtelwoord", "een geheel getal vanaf nul", value)
    return ordinal(number)


def hoofdletter(value: Any) -> str:
    """The text with its first letter in upper case; the rest stays. "ij" becomes "IJ"."""
    text = _word("hoofdletter", value)
    if text[:2] == "ij":
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def procent(value: Any, decimalen: int | None = None) -> str:
    """A percentage: 21 → 21%."""
    return f"{getal(value, decimalen)}%"


def _passing_open(function: Callable[..., str]) -> Callable[..., Any]:
    """What is still open passes a filter as it is."""

    def inner(value: Any, *args: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, str) and _OPEN_START in value else function(value, *args, **kwargs)

    inner.__name__, inner.__doc__ = function.__name__, function.__doc__
    return inner


DUTCH_FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: _passing_open(function)
    for function in (
        bedrag,
        bedrag_voluit,
        datum,
        datum_kort,
        opsomming,
        getal,
        telwoord,
        rangtelwoord,
        hoofdletter,
        procent,
    )
}


def _decimal(name: str, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise FilterError(name, "een getal", value)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise FilterError(name, "een getal", value) from None
    if not number.is_finite() or abs(number) >= Decimal(LARGEST) or number.as_tuple().exponent < -30:  # type: ignore[operator]
        raise FilterError(name, "een gewoon getal", value)
    return number


def _whole(name: str, value: Any) -> int:
    number = _decimal(name, value)
    if number != number.to_integral_value():
        raise FilterError(name, "een geheel getal", value)
    return int(number)


def _date(name: str, value: Any) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            raise FilterError(name, "een datum", value) from None
    if not isinstance(value, date | datetime):
        raise FilterError(name, "een datum", value)
    return value


def _word(name: str, value: Any) -> str:
    if value is None or isinstance(value, Mapping | list | tuple | set):
        raise FilterError(name, "tekst", value)
    return str(value)


def _grouped(number: Decimal, places: int) -> str:
    return f"{number:,.{places}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def _told(value: object) -> str:
    if value is None:
        return "niets"
    if isinstance(value, list | tuple | set):
        return "een lijst"
    return "een groep velden" if isinstance(value, Mapping) else f"“{str(value)[:40]}”"
