"""Text in a dossier: normalised to NFC, free of everything that could not be printed or would deceive a reader.

``&``, ``<``, ``{{``, quotes, diacritics, right-to-left letters and emoji are ordinary text. Refused are control
characters, the private-use marks U+E000 and U+E001 (with which open points are marked in a draft) and the characters
that turn the reading direction around (U+202A–U+202E, U+2066–U+2069; Unicode TR 36, "bidirectional text spoofing").
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile("[\ue000\ue001]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile("[ \t\r\n\x85\u2028\u2029]+")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


def mistake(what: str, rule: str, remedy: str) -> PydanticCustomError:
    """The error that a field type raises: the three parts of the Dutch sentence travel in its context."""
    return PydanticCustomError("dossier", "{what}", {"what": what, "rule": rule, "remedy": remedy})


def code_point(character: str) -> str:
    """``U+202E`` for the character itself."""
    return f"U+{ord(character):04X}"


def _refuse_characters(text: str) -> None:
    if found := _UNPRINTABLE.search(text):
        raise mistake(
            f"de tekst bevat het stuurteken {code_point(found[0])}",
            "een stuurteken kan niet worden afgedrukt",
            "verwijder het teken, bijvoorbeeld door de tekst opnieuw te typen",
        )
    if found := _MARKS.search(text):
        raise mistake(
            f"de tekst bevat het teken {code_point(found[0])}",
            "dat teken is gereserveerd voor de markering van open punten",
            "verwijder het teken",
        )
    if found := _TURNING.search(text):
        raise mistake(
            f"de tekst bevat het richtingsteken {code_point(found[0])}",
            "zo'n teken laat een lezer iets anders zien dan er staat",
            "verwijder het teken; gewone Arabische of Hebreeuwse letters mogen wel",
        )


def as_text(value: Any) -> str:
    """Text from a scalar: NFC, allowed characters only. Whole numbers count as text (``versie: 1``)."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise mistake(
            "hier staat geen tekst",
            "op deze plaats hoort één waarde",
            "zet de waarde tussen aanhalingstekens op één regel",
        )
    if value.isascii() and value.isprintable():
        return value.strip()
    _refuse_characters(value)
    return unicodedata.normalize("NFC", value).strip()


def as_line(value: Any) -> str:
    """Text on one line: line ends and runs of blanks become one space."""
    return _BLANKS.sub(" ", as_text(value))


def as_paragraphs(value: Any) -> str:
    """Text that may hold line ends; every kind of line end becomes ``\\n``."""
    return _LINE_ENDS.sub("\n", as_text(value))


Regel = Annotated[str, BeforeValidator(as_line)]
"""Text on one line: names, titles, references."""

Tekst = Annotated[str, BeforeValidator(as_paragraphs)]
"""Running text, possibly of several paragraphs."""
