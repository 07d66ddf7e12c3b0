"""Findings that a person has looked at and leaves as they are: which, why, by whom; and writing them into a dossier.

An aanvaarding holds for the words that were found. When the text or the fact changes, the finding reads otherwise and
stands again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from assembler.dossier.feit import Feit
from assembler.dossier.tekst import Regel
from assembler.dossier.tijd import Datum

KEY = "aanvaard"
_SECTION = re.compile(rf"^{KEY}[ \t]*:[ \t]*(?P<value>[^#\r\n]*?)(?P<comment>[ \t]*(?:#[^\r\n]*)?)\r?$", re.MULTILINE)
_PLAIN = re.compile(r"[a-z]+\.[a-z-]+|\d{4}-\d\d-\d\d")
"""A finding code or a date; any other word may mean something else without quotes ("null", "~")."""
_EMPTY = frozenset({"", "[]", "~", "null", "open"})


class Aanvaarding(Feit):
    """One accepted finding."""

    code: Regel
    """Code of the finding: ``text.term-unused``."""
    bevinding: Regel
    """The sentence in the document that it is about; for a finding over facts, what was found."""
    waar: Regel | None = None
    """Where it stood when it was accepted: for the reader; it may move with the text."""
    reden: Regel
    """Why it is right as it is."""
    door: Regel
    """Name of the person who accepts it."""
    datum: Datum
    """Day on which it was accepted."""


class NoRoomForAanvaardingError(Exception):
    """The section of accepted findings is written in a way that cannot be added to."""

    def __init__(self) -> None:
        super().__init__(
            f"dossier.yaml: onder '{KEY}' staat de lijst op één regel, en daar kan niet aan worden toegevoegd; zet "
            "elke aanvaarding op een eigen regel die met '- ' begint, en probeer het opnieuw."
        )


def with_aanvaardingen(text: str, made: Iterable[Aanvaarding]) -> str:
    """The text of a dossier with these added; everything else, comments included, stays as it is.

    Raises NoRoomForAanvaardingError where the list is written on one line.
    """
    items = "".join(f"  - {_flow(one)}\n" for one in made)
    section = _SECTION.search(text)
    if section is None:
        return f"{text.rstrip()}\n\n# Bevindingen die zijn aanvaard, met de reden.\n{KEY}:\n{items}"
    if section["value"] not in _EMPTY:
        raise NoRoomForAanvaardingError
    before, behind = text[: section.start()], text[section.end() :].removeprefix("\n")
    return f"{before}{KEY}:{section['comment']}\n{_indented_like(behind, items)}{behind}"


def _indented_like(rest: str, items: str) -> str:
    """The new items with the indentation of those that follow them."""
    following = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?P<indent>[ \t]*)- ", rest)
    return items if following is None else re.sub("^  - ", f"{following['indent']}- ", items, flags=re.MULTILINE)


def _flow(one: Aanvaarding) -> str:
    values = one.model_dump(mode="json", exclude_none=True)
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items()) + "}"


def _scalar(value: str) -> str:
    """A code or a date as it is, and everything else in quotes: JSON's quotes are YAML's."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
