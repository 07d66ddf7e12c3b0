"""Money: exact amounts in euro with two decimals, never floating point.

Read from the text of the scalar, so that ``40000.10`` is forty thousand euro and ten cents to the cent. Dutch notation
("75.000,00", "€ 75.000,-") is read when it can mean one thing only; "75.000" and "75,000" cannot.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from assembler.dossier.tekst import mistake

CENT = Decimal("0.01")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")
_DUTCH = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+),([0-9]{1,2}|-|--|=)")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}){2,}")
_SPACED = re.compile(r"-?[0-9]{1,3}( [0-9]{3})+(?![0-9])")
_CURRENCY = re.compile(r"^(-?)\s*(?:€|EUR\b)\s*|\s*(?:€|\bEUR|\beuro)$", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_MOST_DIGITS = 13


def _plain_notation(text: str) -> str | None:
    if _PLAIN.fullmatch(text):
        return text
    if _DUTCH.fullmatch(text):
        return re.sub(",[-=]+$", "", text).replace(".", "").replace(",", ".")
    return text.replace(".", "") if _THOUSANDS.fullmatch(text) else None


def _bare(text: str) -> str:
    """The number in `text`: without its currency, and without the blanks that part thousands."""
    text = re.sub(r"\s+", " ", text).strip().removeprefix("+")
    text = _CURRENCY.sub(lambda match: match[1] or "", text, count=1)
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), text, count=1)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def parse_geld(value: Any) -> Decimal:
    """The exact amount in euro; PydanticCustomError when the notation is not an amount or can mean two amounts."""
    if isinstance(value, (bool, float)) or not isinstance(value, (str, int, Decimal)):
        raise mistake("hier staat geen bedrag", "een bedrag is één getal", "schrijf het bedrag als 75000.00")
    text = _bare(str(value))
    if _AMBIGUOUS.fullmatch(text):
        raise mistake(
            f'het bedrag "{_shown(text)}" kan twee dingen betekenen',
            "de punt of komma kan duizendtallen of decimalen scheiden",
            f"schrijf {text.replace('.', '').replace(',', '')}.00 als duizendtallen zijn bedoeld",
        )
    plain = _plain_notation(text)
    if plain is None or len(plain) > _MOST_DIGITS:
        raise mistake(
            f'"{_shown(text)}" is geen bedrag',
            "een bedrag is een getal met een punt en hoogstens twee decimalen, kleiner dan tien miljard euro",
            "schrijf het bedrag als 75000.00",
        )
    return Decimal(plain).quantize(CENT)


Geld = Annotated[Decimal, BeforeValidator(parse_geld)]
"""Euro, exact to the cent."""


def bedrag_geschreven(bedrag: Decimal) -> str:
    """``€ 75.000,00`` with a no-break space, for messages; documents have their own filter."""
    whole, cents = f"{abs(bedrag):.2f}".split(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{'-' if bedrag < 0 else ''}€\u00a0{grouped},{cents}"
