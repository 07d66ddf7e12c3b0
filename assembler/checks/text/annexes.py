"""Bijlagen: listed, referred to, present, one name and one style of number.

A list, references and the bijlagen themselves are held against each other. In a file that carries no bijlage at all
they are separate files, and it can only be asked to check them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.checks.agreement.sentences import sentence_at
from assembler.checks.agreement.structure import Agreement, Bijlage, Block, Mention, Part, PartKind
from assembler.checks.finding import Severity
from assembler.checks.text.once import once
from assembler.checks.text.owners import is_own_name, names_other_document
from assembler.checks.text.quoting import is_quoted
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.checks.text.words import content_words, meets

MISSING, UNLISTED, UNREFERENCED, NAMING = (
    "text.annex-missing",
    "text.annex-unlisted",
    "text.annex-unreferenced",
    "text.annex-naming",
)
STYLES = (
    ("cijfers", re.compile(r"\d")),
    ("Romeinse cijfers", re.compile(r"[IVX]+$")),
    ("letters", re.compile(r"[A-Za-z]$")),
)
NUMBER = re.compile(r"(?i)bijlagen?\s+(?P<number>\d{1,2}|[IVX]{1,5}(?!\w)|[A-Z](?!\w))")
ALONE = re.compile(
    r"\b(?:de|deze|een|als|in|zie)\s+(?:bijgevoegde\s+|aangehechte\s+)?bijlage(?!n|\s+(?:\d|[IVX]+\b|[A-Z]\b))\b"
)
OF_ANOTHER = re.compile(
    r"(?i)[\s,)]*(?:bij|van|behorend bij|uit)\s+(?:de|het)\s+(?P<name>[\w-]*(?:overeenkomst|convenant"
    r"|contract))"
)
SEPARATE = re.compile(
    r"(?i)\b(?:afzonderlijk|separaat|los bijgevoegd|apart bijgevoegd|niet bijgevoegd|wordt nagezonden"
    r"|ter inzage|digitaal)\b"
)


def missing(agreement: Agreement) -> Iterator[Remark]:
    """Bijlagen that are listed or referred to, and not there."""
    absent = [one for one in agreement.bijlagen if not one.parts and _mentions(agreement, one)]
    absent = [one for one in absent if not _is_said_separate(agreement, one)]
    carries = any(one.parts for one in agreement.bijlagen)
    if not absent:
        return
    if carries:
        yield from (_missing(agreement, one) for one in absent)
        return
    lists = any(one.listed for one in agreement.bijlagen)
    strays = [one for one in absent if lists and not one.listed]
    yield from (_missing(agreement, one) for one in strays)
    yield from _all_separate(agreement, [one for one in absent if one not in strays])


def _missing(agreement: Agreement, bijlage: Bijlage) -> Remark:
    mentions = _mentions(agreement, bijlage)
    block = agreement.blocks[mentions[0].block]
    how = "staat in de lijst van bijlagen" if bijlage.listed else "wordt genoemd"
    return Remark(
        MISSING,
        Severity.ERROR,
        block,
        f"Bijlage {bijlage.number} {how}, maar is niet bijgevoegd.".replace("Bijlage  ", "Een bijlage "),
        "Voeg de bijlage toe of haal de vermelding weg.",
        sentence_at(block.text, mentions[0].start),
        tuple(agreement.blocks[one.block] for one in mentions),
    )


def _all_separate(agreement: Agreement, absent: Sequence[Bijlage]) -> Iterator[Remark]:
    if not absent:
        return
    numbers = ", ".join(one.number for one in absent if one.number) or "zonder nummer"
    first = _mentions(agreement, absent[0])[0]
    yield Remark(
        MISSING,
        Severity.INFO,
        agreement.blocks[first.block],
        f"Het stuk noemt bijlagen ({numbers}) die niet in dit bestand staan; controleer of zij apart "
        f"worden meegestuurd.",
        "Voeg de bijlagen toe of stuur ze mee.",
    )


def _mentions(agreement: Agreement, bijlage: Bijlage) -> tuple[Mention, ...]:
    own = [one for one in bijlage.referred if not _is_foreign(agreement, one)]
    return (*((bijlage.listed,) if bijlage.listed else ()), *own)


def _is_foreign(agreement: Agreement, mention: Mention) -> bool:
    """Whether the bijlage of a statute or another document is meant: "bijlage II bij de richtlijn"."""
    text = agreement.blocks[mention.block].text
    behind = re.split(r"[.;:]\s", text[mention.end : mention.end + 80])[0]
    before = text[max(0, mention.start - 40) : mention.start]
    joined = re.match(
        r"(?:,?\s*(?:hoofdstuk|deel|onder|punt|onderdeel|bepaling|tabel)[^,]{0,30})*,?\s*(?:bij|van|uit|in"
        r"|behorend)\b",
        behind,
    )
    foreign = joined is not None and (names_other_document(behind, agreement) or "(E" in behind)
    other = OF_ANOTHER.match(behind)
    foreign = foreign or (other is not None and not is_own_name(agreement, other["name"]))
    return foreign or names_other_document(before, agreement) or is_quoted(text, mention.start)


def _is_said_separate(agreement: Agreement, bijlage: Bijlage) -> bool:
    return any(
        SEPARATE.search(sentence_at(agreement.blocks[one.block].text, one.start))
        for one in _mentions(agreement, bijlage)
    )


def unlisted(agreement: Agreement) -> Iterator[Remark]:
    """Bijlagen that are present, while the list of bijlagen does not name them."""
    if not any(one.listed for one in agreement.bijlagen):
        return
    for one in agreement.bijlagen:
        if one.parts and not one.listed and one.number:
            block = _heading(agreement, one)
            yield Remark(
                UNLISTED,
                Severity.WARNING,
                block,
                f"Bijlage {one.number} is bijgevoegd, maar staat niet in de lijst van bijlagen.",
                "Neem de bijlage op in de lijst.",
            )


def unreferenced(agreement: Agreement) -> Iterator[Remark]:
    """Bijlagen that nothing refers to; less sure when the text refers to none at all by number."""
    found = [one for one in agreement.bijlagen if one.number and (one.parts or one.listed) and not one.referred]
    found = [one for one in found if not _is_named(agreement, one) and not _is_met_elsewhere(agreement, one)]
    if not found:
        return
    sure = any(one.referred for one in agreement.bijlagen) and not all(_belongs(agreement, one) for one in found)
    blocks = tuple(_first_block(agreement, one) for one in found)
    numbers = [one.number for one in found]
    named = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} en {numbers[-1]}"
    doubt = "" if sure else " Controleer of zij deel uitmaakt van de afspraken."
    yield Remark(
        UNREFERENCED,
        Severity.WARNING if sure else Severity.INFO,
        blocks[0],
        f"Geen enkele bepaling verwijst met een nummer naar bijlage {named}.{doubt}",
        "Verwijs naar de bijlage in het artikel waar zij bij hoort, of laat haar weg.",
        blocks=blocks,
    )


def _belongs(agreement: Agreement, bijlage: Bijlage) -> bool:
    """Whether an artikel lists it among what belongs to the agreement."""
    return bijlage.listed is not None and agreement.artikel_at(bijlage.listed.block) is not None


def _first_block(agreement: Agreement, bijlage: Bijlage) -> Block:
    return (
        _heading(agreement, bijlage)
        if bijlage.parts
        else agreement.blocks[bijlage.listed.block if bijlage.listed else 0]
    )


def _is_met_elsewhere(agreement: Agreement, bijlage: Bijlage) -> bool:
    """Whether another bijlage refers to it."""
    pattern = re.compile(rf"(?i)\bbijlagen?\s+(?:[\w, &]*\b)?{re.escape(bijlage.number)}\b")
    own = {index for part in bijlage.parts for index in agreement.parts[part].blocks}
    return any(pattern.search(block.text) for block in _attached(agreement) if block.index not in own)


@once
def _attached(agreement: Agreement) -> tuple[Block, ...]:
    """What attached texts say about bijlagen."""
    return tuple(
        block
        for block in agreement.running
        if not agreement.parts[block.part].is_main and "bijlage" in block.text.lower()
    )


def _is_named(agreement: Agreement, bijlage: Bijlage) -> bool:
    """Whether the agreement speaks of a bijlage by its name, or of all bijlagen together."""
    name = bijlage.listed.text if bijlage.listed else agreement.parts[bijlage.parts[0]].title
    words = content_words(name)
    own = bijlage.listed.block if bijlage.listed else -1
    for block in agreement.main:
        if block.index == own or agreement.parts[block.part].kind is PartKind.COVER:
            continue
        if re.search(
            r"(?i)\b(?:de|alle|volgende)\s+(?:\w+\s+)?bijlagen\b.{0,60}\b(?:maken|vormen|deel uit"
            r"|onderdeel|behoren|horen)",
            block.text,
        ):
            return True
        if words and ALONE.search(block.text) and all(meets(word, content_words(block.text)) for word in words[:3]):
            return True
    return False


def _heading(agreement: Agreement, bijlage: Bijlage) -> Block:
    return agreement.blocks[agreement.parts[bijlage.parts[0]].blocks.start]


def repeated(agreement: Agreement) -> Iterator[Remark]:
    """Two bijlagen with one number."""
    for one in agreement.bijlagen:
        titles = {agreement.parts[part].title for part in one.parts}
        sized = all(len(agreement.parts[part].blocks) > 3 for part in one.parts)
        if len(one.parts) > 1 and one.number and len(titles) > 1 and sized:
            blocks = tuple(agreement.blocks[agreement.parts[part].blocks.start] for part in one.parts)
            yield Remark(
                NAMING,
                Severity.ERROR,
                blocks[1],
                f"Twee verschillende bijlagen hebben nummer {one.number}.",
                "Geef elke bijlage een eigen nummer en herstel de verwijzingen.",
                blocks=blocks,
            )


def number_styles(agreement: Agreement) -> Iterator[Remark]:
    """ "Bijlage I" beside "bijlage 1"."""
    used: dict[str, list[tuple[Block, str]]] = {}
    for block, number in _numbers(agreement):
        style = next((name for name, pattern in STYLES if pattern.match(number)), "")
        used.setdefault(style, []).append((block, number))
    digits, others = used.get("cijfers", []), [*used.get("Romeinse cijfers", []), *used.get("letters", [])]
    if not digits or not others:
        return
    rare, common = sorted((digits, others), key=len)
    blocks = tuple(dict.fromkeys(block for block, _ in rare))
    yield Remark(
        NAMING,
        Severity.WARNING,
        blocks[0],
        f"Bijlagen worden op twee manieren genummerd: bijlage {rare[0][1]} naast bijlage {common[0][1]}.",
        "Kies één soort nummer voor alle bijlagen.",
        blocks=blocks,
    )


def _numbers(agreement: Agreement) -> Iterator[tuple[Block, str]]:
    for bijlage in agreement.bijlagen:
        for mention in bijlage.referred:
            found = NUMBER.match(mention.text)
            if found and not _is_foreign(agreement, mention):
                yield agreement.blocks[mention.block], found["number"]
        for part in bijlage.parts:
            number = agreement.parts[part].number
            if number:
                yield agreement.blocks[agreement.parts[part].blocks.start], number


def names(agreement: Agreement) -> Iterator[Remark]:
    """A bijlage that is called otherwise in the list than above its own text."""
    for one in agreement.bijlagen:
        if one.listed is None or not one.parts or not one.listed.text:
            continue
        part = agreement.parts[one.parts[0]]
        listed = _name_words(one.listed.text)
        if len(listed) < 1:
            continue
        found = [word for word in listed if meets(word, _opening_words(agreement, part))]
        if len(found) * 2 < len(listed):
            yield _named_otherwise(agreement, one, part)


def _named_otherwise(agreement: Agreement, bijlage: Bijlage, part: Part) -> Remark:
    block = agreement.blocks[part.blocks.start]
    opening = [one.text for one in agreement.in_range(part.blocks) if one.text][:2]
    shown = part.title if not opening else opening[-1] if opening[0].startswith("Bijlage") else opening[0]
    listed = bijlage.listed.text if bijlage.listed else ""
    return Remark(
        NAMING,
        Severity.WARNING,
        block,
        f"Bijlage {bijlage.number} heet in de lijst “{listed}”, maar begint met "
        f"“{shown[:90].rsplit(' ', 1)[0] if len(shown) > 90 else shown}”.",
        "Gebruik in de lijst en boven de bijlage dezelfde naam.",
    )


def _name_words(name: str) -> tuple[str, ...]:
    years = tuple(re.findall(r"\b(?:19|20)\d\d\b", name))
    return (*content_words(name), *years)


def _opening_words(agreement: Agreement, part: Part) -> tuple[str, ...]:
    """The words of the first lines of a bijlage, where its name stands."""
    opening = agreement.text_of(range(part.blocks.start, min(part.blocks.start + 4, part.blocks.stop)))[:400]
    return _name_words(f"{part.title} {opening}")


RULES: tuple[Rule, ...] = (missing, unlisted, unreferenced, repeated, number_styles, names)

_BODY = """Artikel 1 Doel
Partijen beheren samen de vaarweg volgens het plan in bijlage 1.
Artikel 2 Kosten
De kosten zijn verdeeld volgens {reference}.
Artikel 3 Duur
De overeenkomst geldt vier jaar.
Bijlagen:
{listed}
Aldus overeengekomen en ondertekend te Veenrade op 12 maart 2024.
Bijlage {first}
Beheerplan
Het plan beschrijft het onderhoud van de oevers.
{present}
"""
_RIGHT = {"reference": "bijlage 2", "listed": "1. Beheerplan\n2. Kostenverdeling", "first": "1"}
_PRESENT = "Bijlage 2\nKostenverdeling\nDe kosten worden gelijk verdeeld over de partijen."


def _text(**other: str) -> str:
    return _BODY.format(**{**_RIGHT, "present": _PRESENT, **other})


EXAMPLES: dict[str, Example] = {
    MISSING: Example(wrong=_text(present=""), right=_text()),
    UNLISTED: Example(wrong=_text(listed="1. Beheerplan"), right=_text()),
    UNREFERENCED: Example(wrong=_text(reference="gelijke delen"), right=_text()),
    NAMING: Example(wrong=_text(first="I"), right=_text()),
}
