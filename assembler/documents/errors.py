"""What can be wrong with a template or with the values for it, said in one Dutch sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a template: the file, the part of the Word package, the heading above and the paragraph's text."""

    template: str
    part: str = ""
    heading: str = ""
    paragraph: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (f"Sjabloon {self.template}", self.within)))

    @property
    def within(self) -> str:
        """The place inside the file."""
        heading = f"onder “{_short(self.heading)}”" if self.heading else ""
        paragraph = f"alinea “{_short(self.paragraph)}”" if self.paragraph else ""
        return ", ".join(filter(None, (self.part, heading, paragraph)))


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: a stable code, the place, what is wrong (with the rule) and what to do about it."""

    code: str
    place: Place
    what: str
    remedy: str = ""
    path: str = ""
    """The field path the mistake is about, when it is about a field."""

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.what}{remedy}."


class DocumentsError(Exception):
    """Base of every error that this package raises on purpose."""


class _Mistakes(DocumentsError):
    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(dict.fromkeys(mistakes))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class TemplateError(_Mistakes):
    """The template cannot be used: `mistakes` holds every reason, each with its place and remedy."""


class FillError(_Mistakes):
    """The values do not fit the template: `mistakes` holds every missing or unprintable field with its places."""


class OpenPointError(_Mistakes):
    """The text may not hold open points, and these fields are still open."""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
