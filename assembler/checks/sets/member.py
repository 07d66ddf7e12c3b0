"""A document as a member of a set: what sort of document it is, for which year, and about which partij."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assembler.checks.agreement import Agreement, Block, sentences

YEAR = re.compile(r"\b(20\d\d)\b(?!\s?[A-Z]{2}\b)")
BODY = r"(?:[Pp]rovincie|[Gg]emeente|[Ww]aterschap|[Hh]oogheemraadschap)"
PARTIJ = re.compile(rf"\b{BODY}\s+((?:(?:[A-Z][\w’'-]*|de|den|van|het|en|aan|op|’s|'s)(?:\s+|(?=\W|$)))*[A-Z][\w’'-]*)")
_DAY = re.compile(r"\b\d{1,2}\s\w+\s20\d\d\b")
_BELONGS = re.compile(r"bijlage\b.*\bbij\b", re.IGNORECASE)
"""A line that says to which document this one belongs."""
_HEAD = 14
"""Blocks at the start in which a document says what it is."""
_LONGEST_HEAD = 160
"""Characters; longer is running text."""


class Sort(StrEnum):
    """Sorts of document, the one whose word goes first in front."""

    AGREEMENT = "overeenkomst"
    EXTENSION = "verlenging"
    JAARPLAN = "jaarplan"
    VOLMACHT = "volmacht"
    FACTUUR = "factuur"
    ACCOUNT = "verantwoording"
    OTHER = "stuk"


_WORDS = (
    (Sort.FACTUUR, re.compile(r"\b(?:credit)?factuur\b|\bcreditnota\b", re.IGNORECASE)),
    (Sort.ACCOUNT, re.compile(r"\b(?:financiële )?verantwoording\b|\bjaarrekening\b", re.IGNORECASE)),
    (Sort.EXTENSION, re.compile(r"\bverlenging\b|\baddendum\b|\bwijzigingsovereenkomst\b", re.IGNORECASE)),
    (Sort.VOLMACHT, re.compile(r"\bvolmacht\b|\bmandaat(?:besluit)?\b|\bmachtiging\b", re.IGNORECASE)),
    (Sort.JAARPLAN, re.compile(r"\b(?:jaar|werk|activiteiten)plan\b|\bbegroting\b", re.IGNORECASE)),
    (Sort.AGREEMENT, re.compile(r"overeenkomst\b|\bconvenant\b|\bregeling\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Member:
    """One finished document of a set."""

    file: str
    agreement: Agreement
    reference: bool = False
    """Made from the dossier, so right by definition: nothing is said about it."""

    @cached_property
    def sort(self) -> Sort:
        """What it calls itself: the first line at its head that names a sort of document."""
        for text in self._head():
            found = [(match.start(), sort) for sort, words in _WORDS if (match := words.search(text))]
            found = [one for one in found if one[1] is not Sort.AGREEMENT or len(self.agreement.artikelen) >= 3]
            if found and not _BELONGS.match(text):
                return min(found)[1]
        return Sort.OTHER

    @cached_property
    def partij(self) -> str:
        """The partij that grants a volmacht, as it is written; empty for every other document."""
        if self.sort is not Sort.VOLMACHT:
            return ""
        return next((match[0] for text in self._head() for match in PARTIJ.finditer(text)), "")

    @cached_property
    def addressee(self) -> str:
        """The partij to which an invoice is addressed: the second that its head names, behind the sender."""
        named = dict.fromkeys(match[0] for text in self._head() for match in PARTIJ.finditer(text))
        return next(iter(list(named)[1:2]), "") if self.sort is Sort.FACTUUR else ""

    @cached_property
    def year(self) -> int | None:
        """The year that its head names last in its first line with one."""
        lines = (text for text in self._head() if not _BELONGS.match(text) and not _DAY.search(text))
        years = (YEAR.findall(text) for text in lines)
        return next((int(found[-1]) for found in years if found), None)

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return "het dossier" if self.reference else self.file.rpartition("/")[2]

    def sentences(self) -> Iterator[tuple[Block, str]]:
        """Every sentence of the running text with its block."""
        for block in self.agreement.running:
            for sentence in sentences(block.text):
                yield block, sentence.text

    def _head(self) -> Iterator[str]:
        yield self.agreement.title if len(self.agreement.title) < 60 else ""
        for block in self.agreement.running[:_HEAD]:
            if len(block.text) <= _LONGEST_HEAD:
                yield block.text


def key_of(name: str) -> str:
    """A partij without the word for its kind: "provincie Noord-Holland" and "Noord - Holland" are the same.

    >>> key_of("de provincie Noord- Holland"), key_of("Provincie Flevoland")
    ('noord-holland', 'flevoland')
    """
    bare = re.sub(rf"^(?:(?:de|het|college van|gedeputeerde staten van)\s+)*(?:{BODY}\s+)?", "", name.strip())
    return re.sub(r"\s*-\s*", "-", bare).lower().strip(" .,:;")
