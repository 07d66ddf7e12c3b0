"""How documents name each other: the title, reference number and articles of the agreement that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assembler.checks.agreement import Agreement
from assembler.checks.finding import Severity
from assembler.checks.sets.member import Member, Sort
from assembler.checks.sets.remark import SetRemark

_TITLE = re.compile(
    r"\b([A-Z]?[a-z]*overeenkomst|[Cc]onvenant)"
    r"((?:\s+(?:[A-Z][\w’'-]*|\d{4}|(?:van|en|de|het|voor|tot)(?=\s+[A-Z])))+)"
)
_REFERENCE = re.compile(r"kenmerk:?\s+([A-Z0-9][\w./-]*\d[\w/-]*)")
_ARTICLE = re.compile(
    r"\b[Aa]rtikel(?:en)?\s+(\d+[a-z]?(?:\.\d+)*)(?:,?\s+(?:(?:\w+)\s+lid|lid\s+\d+))?(?:,?\s+onder\s+\w+,?)?"
    r"\s+van\s+(?:de|deze)\s+(?:[Ss]amenwerkings|[Rr]aam|[Dd]ienstverlenings)?[Oo]vereenkomst\b"
)
_EXTENSION_OF = re.compile(r"\bverlenging van (?:de|deze)\s*$", re.IGNORECASE)
REMEDY = "Maak de verwijzing gelijk aan de overeenkomst."


def citations(members: Sequence[Member]) -> Iterator[SetRemark]:
    """Titles, reference numbers and articles of the agreement that another document names wrongly."""
    agreements = [member for member in members if member.sort is Sort.AGREEMENT]
    home = next((one for one in agreements if one.reference), agreements[0] if len(agreements) == 1 else None)
    if home is None:
        return
    for member in members:
        if member.reference or member.sort is Sort.AGREEMENT:
            continue
        yield from _titles(member, home)
        yield from _articles(member, home)


def title_of(agreement: Agreement) -> str:
    """The name of the agreement: the first line at its head that names one."""
    for block in agreement.running[:14]:
        if match := _TITLE.search(block.text):
            return _plain(match[0])
    return ""


def reference_of(agreement: Agreement) -> str:
    """Its own reference number: behind the word kenmerk, in the same line or in the next."""
    blocks = agreement.running[:40]
    for here, there in pairwise(blocks):
        if here.text.strip(": ").lower() == "kenmerk":
            return there.text.strip()
        if match := _REFERENCE.search(here.text):
            return match[1]
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def _titles(member: Member, home: Member) -> Iterator[SetRemark]:
    title, reference = title_of(home.agreement), reference_of(home.agreement)
    told: set[str] = set()
    for block, sentence in member.sentences():
        for match in _TITLE.finditer(sentence) if title else ():
            named = _plain(match[0])
            if named not in told and _alike(named, title) and named.lower() not in title.lower():
                told.add(named)
                message = f"Hier heet de overeenkomst “{named}”, maar volgens {home.name} is de titel “{title}”."
                yield SetRemark("set.title-conflict", Severity.ERROR, member, block, sentence, message, REMEDY)
            cited = _reference_behind(sentence, match)
            if reference and cited and _alike(named, title) and cited not in (reference, *told):
                told.add(cited)
                message = f"Hier heeft de overeenkomst kenmerk {cited}, maar volgens {home.name} {reference}."
                yield SetRemark("set.title-conflict", Severity.ERROR, member, block, sentence, message, REMEDY)


def _reference_behind(sentence: str, title: re.Match[str]) -> str:
    """The reference number that belongs to a title; not that of its extension, nor one further on."""
    found = _REFERENCE.search(sentence, title.end())
    near = found is not None and found.start() - title.end() <= 25
    return found[1] if found and near and not _EXTENSION_OF.search(sentence[: title.start()]) else ""


def _alike(one: str, other: str) -> bool:
    """Whether two titles mean the same agreement: they share most of their words."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) >= 2 and len(a & b) * 3 >= len(b) * 2 - 1


def _articles(member: Member, home: Member) -> Iterator[SetRemark]:
    known = _numbers(home.agreement)
    told: set[str] = set()
    for block, sentence in member.sentences() if known else ():
        for match in _ARTICLE.finditer(sentence):
            if match[1] not in known and match[1] not in told:
                told.add(match[1])
                message = f"Artikel {match[1]} van de overeenkomst bestaat niet (zie {home.name})."
                yield SetRemark("set.reference-dangling", Severity.ERROR, member, block, sentence, message, REMEDY)


def _numbers(agreement: Agreement) -> set[str]:
    mains = [one for one in agreement.artikelen if agreement.parts[one.part].is_main]
    leden = {".".join(lid.path) for one in mains for lid in one.leden}
    return {one.number for one in mains} | leden
