"""Mistakes in a dossier file: where, what, which rule, and what to do about it – all of a file together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Way to a value in the file: keys and list positions (from 0)."""


def written(path: Sequence[str | int]) -> str:
    """``partijen[1].zetel.postcode``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True)
class Mistake:
    """One mistake in the file; ``str()`` gives the sentence for the person who wrote the file."""

    path: str
    """Field path, empty when the mistake is about the whole file."""
    line: int | None
    """Line in the file, from 1."""
    what: str
    rule: str
    remedy: str
    file: str = ""

    def __str__(self) -> str:
        line = f"regel {self.line}" if self.line else ""
        place = ", ".join(part for part in (self.file, line, self.path) if part)
        return f"{place}: {self.what}, want {self.rule}; {self.remedy}{'' if self.remedy.endswith('?') else '.'}"


class DossierError(Exception):
    """A dossier cannot be read; ``mistakes`` holds everything that is wrong with it, in the order of the file."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (m.line or 0, m.path, m.what)))
        super().__init__("\n".join(map(str, self.mistakes)))

    def __reduce__(self) -> tuple[type[DossierError], tuple[tuple[Mistake, ...]]]:
        return DossierError, (self.mistakes,)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that looks most like ``word``, if any does."""
    found = difflib.get_close_matches(word.lower(), list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def bedoelt_u(word: str, choices: Iterable[str]) -> str:
    """The remedy for a word that is not one of ``choices``."""
    choices = list(dict.fromkeys(choices))
    if suggestion := nearest(word, choices):
        return f'bedoelt u "{suggestion}"?'
    if not choices:
        return "haal de regel weg"
    shown = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
    return f"kies uit {shown}, of haal de regel weg"
