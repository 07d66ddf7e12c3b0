"""Volmacht, mandaat, machtiging: granted as they are used, complete by themselves, valid for their year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.checks.agreement import Agreement, Block, Kind, Part, sentence_at, sentences
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Example, Remark, Rule

WARNING, INFO = Severity.WARNING, Severity.INFO
WORDS = ("mandaat", "volmacht", "machtiging")
NAMED = re.compile(
    r"(?i)\b(?:onder)?(?P<word>mandaat|mandaten|volmacht(?:en)?|machtiging(?:en)?|gemachtigd|gemandateerd)\b"
)
GRANTING = re.compile(
    r"(?i)\b(?:te\s+verlenen|verlenen|verleent|wordt\s+verleend|worden\s+verleend|machtigt|machtigen|mandateert"
    r"|mandateren)\b"
)
GRANTED = re.compile(r"(?i)\b(?:verleende?|verlenen|verleent|binnen het|op basis van|krachtens|verstrekte?)\b")
DEED = re.compile(r"(?i)\b(?:volmacht|mandaat|machtiging)")
ANNEX = re.compile(
    r"(?i)\bbijlagen?\s+(?P<number>\d{1,2}|[IVX]{1,4}|[A-D])\b(?:\s*(?:&|en|,|t/m)\s*(?:\d{1,2}|[IVX]{1,4}))*"
)
OF_OTHER = re.compile(
    r"(?i)^[^.;,]{0,20}\b(?:bij|van|behorend\w*\s+bij|in)\s+(?:de|het|deze)\s+(?:\w*overeenkomst|convenant"
    r"|jaarplan|sok\b|besluit)"
)
OTHER_BEFORE = re.compile(r"(?:\w*[Oo]vereenkomst|[Cc]onvenant)\b[^.;]{0,80}\($")
"""A bijlage in brackets behind the name of an agreement."""
YEAR = re.compile(r"\b20\d{2}\b")
EXTENDS = re.compile(r"(?i)\bverleng\w*")
COVERS = re.compile(
    r"(?i)verleng\w*\s+van\s+(?:de|deze)\s+(?:\w*overeenkomst|looptijd|volmacht|samenwerking)|(?:overeenkomst"
    r"|volmacht|samenwerking)[^.;]{0,80}\bverleng|ook\s+(?:na|bij|voor)\s+(?:een\s+)?verlenging"
)


def deeds(agreement: Agreement) -> Iterator[Part]:
    """Attached parts in which powers are granted."""
    for part in agreement.parts:
        if not part.is_main:
            text = agreement.text_of(part.blocks)
            if DEED.search(f"{part.title} {text[:400]}") and _grants(agreement, part):
                yield part


def _grants(agreement: Agreement, part: Part) -> frozenset[str]:
    """Which of the three words the deed grants: in its granting sentences, a verb and its object near each other."""
    found: set[str] = set()
    for block in agreement.in_range(part.blocks):
        for sentence in sentences(block.text):
            verb = GRANTING.search(sentence.text)
            if verb and not re.search(r"(?i)aan\s+(?:hen|haar|hem)\s+verleen", sentence.text):
                found |= {
                    _base(match["word"])
                    for match in NAMED.finditer(sentence.text[max(0, verb.start() - 160) : verb.end() + 200])
                }
    return frozenset(found)


def _base(word: str) -> str:
    low = word.lower()
    return (
        "mandaat"
        if low.startswith(("manda", "gemandateerd"))
        else "volmacht"
        if low.startswith("vol")
        else "machtiging"
    )


def not_granted(agreement: Agreement) -> Iterator[Remark]:
    """ "binnen het mandaat, de volmacht en de machtiging" where the deed grants no mandaat."""
    granting = list(deeds(agreement))
    granted = frozenset(word for part in granting for word in _grants(agreement, part))
    if not granting:
        return
    for word in WORDS:
        if word in granted:
            continue
        uses = [
            (block, match)
            for block in agreement.running
            if not any(block.index in partij.blocks for partij in agreement.partijen)  # who may sign is another matter
            for match in NAMED.finditer(block.text)
            if _base(match["word"]) == word and _is_used(block.text, match)
        ]
        if uses:
            block, match = uses[0]
            message = (
                f"De tekst gaat uit van {word}, maar het bijgevoegde besluit verleent alleen"
                f" {' en '.join(sorted(granted))}."
            )
            remedy = f"Schrap {word}, of verleen ook {word} in het besluit (drie verschillende bevoegdheden)."
            blocks = tuple(dict.fromkeys(one for one, _ in uses))
            yield Remark(
                "text.power-not-granted",
                WARNING,
                block,
                message,
                remedy,
                sentence_at(block.text, match.start()),
                blocks,
            )


def _is_used(text: str, match: re.Match[str]) -> bool:
    """Named as something that was given, not as a regulation ("mandaatregeling") or a heading."""
    near = text[max(0, match.start() - 80) : match.end() + 80]
    return bool(GRANTED.search(near)) or bool(
        re.search(r"(?i)besluit\s+(?:tot\s+)?(?:mandaat|volmacht|machtiging)", near)
    )


def annexes(agreement: Agreement) -> Iterator[Remark]:
    """A volmacht is read by itself: it cites a bijlage that is not its own."""
    for part in deeds(agreement):
        uses = [
            (block, match)
            for block in agreement.in_range(part.blocks)
            for match in ANNEX.finditer(block.text)
            if block.kind not in {Kind.TITLE, Kind.HEADING} and not _is_of_other(block.text, match)
        ]
        if uses:
            block, match = uses[0]
            message = f"De volmacht verwijst naar {match.group()}, maar heeft zelf geen bijlagen."
            remedy = "Zeg van welke overeenkomst de bijlage is, of voeg haar bij de volmacht."
            blocks = tuple(dict.fromkeys(one for one, _ in uses))
            yield Remark(
                "text.power-annex-missing",
                WARNING,
                block,
                message,
                remedy,
                sentence_at(block.text, match.start()),
                blocks,
            )


def _is_of_other(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a bijlage say to which agreement it belongs."""
    return bool(OF_OTHER.match(text[match.end() :]) or OTHER_BEFORE.search(text[: match.start()]))


def years(agreement: Agreement) -> Iterator[Remark]:
    """A volmacht for 2024 where the agreement counts on an extension into 2025."""
    last = _last_year(agreement)
    if last is None:
        return
    year, block, at = last
    for part in deeds(agreement):
        text = agreement.text_of(part.blocks)
        own = [int(found) for found in YEAR.findall(_without_citations(text))]
        if own and max(own) < year and not COVERS.search(text):
            message = f"De overeenkomst rekent op werk in {year}, maar de volmacht noemt alleen {max(own)}."
            remedy = "Laat de volmacht ook gelden bij verlenging, of regel dat zij wordt vernieuwd."
            yield Remark(
                "text.power-year",
                WARNING,
                block,
                message,
                remedy,
                sentence_at(block.text, at),
                (block, agreement.blocks[part.blocks.start]),
            )


def _last_year(agreement: Agreement) -> tuple[int, Block, int] | None:
    """The latest year for which the agreement foresees an extension."""
    found = []
    for block in agreement.main:
        for sentence in sentences(block.text):
            if EXTENDS.search(sentence.text):
                for match in re.finditer(
                    r"(?i)\b(?:jaar|over|in|voor|tot en met \d+ \w+)\s+(?:het\s+)?(?:jaar\s+)?(20\d{2})\b",
                    sentence.text,
                ):
                    found.append((int(match[1]), block, sentence.start))
    return max(found, key=lambda one: one[0], default=None)


def _without_citations(text: str) -> str:
    """Years in the names of statutes are no years of validity."""
    return re.sub(r"(?i)(?:wet|besluit|regeling|verordening|utrecht)\s+20\d{2}", "", text)


RULES: tuple[Rule, ...] = (not_granted, annexes, years)
_MAIN = (
    "Overeenkomst\nArtikel 1 Penvoerder\n1. De penvoerder handelt binnen {}.\n2. Bij verlenging betalen de"
    " gemeenten ook voor het jaar 2025 een bijdrage.\n"
)
_TEXT = (
    "Artikel 2 Slot\nDeze regeling geldt voor alle gemeenten.\n\nBijlage 1 Volmacht\n\nHet college besluit"
    " volmacht te verlenen aan de gemeente Voorbeeld, {}\n"
)
_RIGHT = _MAIN.format("de verleende volmacht") + _TEXT.format(
    "voor de uitvoering van de overeenkomst in 2024 en bij verlenging van de overeenkomst."
)
EXAMPLES: Mapping[str, Example] = {
    "text.power-not-granted": Example(_RIGHT.replace("de verleende volmacht", "het verleende mandaat"), _RIGHT),
    "text.power-annex-missing": Example(
        _RIGHT.replace("in 2024", "in 2024, binnen de begroting in bijlage 2,"), _RIGHT
    ),
    "text.power-year": Example(_RIGHT.replace(" en bij verlenging van de overeenkomst", ""), _RIGHT),
}
