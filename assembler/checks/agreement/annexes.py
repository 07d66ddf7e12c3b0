"""Bijlagen: where they are listed, referred to, and present."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assembler.checks.agreement.labels import label_of, roman_value
from assembler.checks.agreement.signs import ANNEX_LIST, VERB, is_sentence
from assembler.checks.agreement.structure import Agreement, Bijlage, Block, Kind, Mention, PartKind

NUMBER = r"(?:\d{1,2}[a-zA-Z]?|[IVX]{1,5}|[A-Z])(?!\w)(?!\.\d)"
REFERRED = re.compile(
    rf"\b(?P<word>[Bb]ijlagen?|BIJLAGEN?)\s+(?P<numbers>{NUMBER}(?:\s*(?:,|en|&|\+|t/m|tot en met"
    rf"|/)\s*(?:[Bb]ijlage\s+)?{NUMBER})*)"
)
ELSEWHERE = re.compile(
    r"\s*(?:,?\s*(?:bij|van|behorend(?:e)? bij)\s+(?:de|het)\s+)?(?:[A-Z]?[\w-]*(?:wet|besluit"
    r"|regeling|richtlijn|verordening|wetboek)\b)"
)
ONE = re.compile(NUMBER)
LISTED = re.compile(r"(?i:bijlage)\s+(?P<number>\d{1,2}[a-zA-Z]?|[IVX]{1,5}|[A-Z])(?!\w)\s*[.:)–—-]*\s*(?P<name>.*)$")


@dataclass
class _Draft:
    number: str
    listed: Mention | None = None
    referred: list[Mention] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)


def key_of(number: str) -> str:
    """The same for "1" and "I"; letters stay letters."""
    if re.fullmatch(r"[IVXivx]{1,5}", number) and roman_value(number):
        return str(roman_value(number))
    return number.upper().lstrip("0")


def bijlagen_of(agreement: Agreement) -> tuple[Bijlage, ...]:
    """Every bijlage that is listed, referred to or present; in order of first listing, reference or presence."""
    drafts: dict[str, _Draft] = {}
    for number, mention in _listed(agreement):
        draft = drafts.setdefault(key_of(number), _Draft(number))
        draft.listed = draft.listed or mention
    listed_at = {draft.listed.block for draft in drafts.values() if draft.listed}
    for number, mention in _referred(agreement):
        if mention.block not in listed_at:
            drafts.setdefault(key_of(number), _Draft(number)).referred.append(mention)
    for part in agreement.parts:
        if part.kind is PartKind.BIJLAGE:
            drafts.setdefault(key_of(part.number), _Draft(part.number)).parts.append(part.index)
    _add_powers(agreement, drafts)
    return tuple(Bijlage(one.number, one.listed, tuple(one.referred), tuple(one.parts)) for one in drafts.values())


def _add_powers(agreement: Agreement, drafts: dict[str, _Draft]) -> None:
    """A volmacht that follows without a number is the bijlage that is listed as one."""
    powers = [part.index for part in agreement.parts if part.kind is PartKind.VOLMACHT]
    for draft in drafts.values():
        if draft.listed and not draft.parts and re.search(r"(?i)volmacht|machtiging|mandaat", draft.listed.text):
            draft.parts += powers


def _listed(agreement: Agreement) -> Iterator[tuple[str, Mention]]:
    """Items under a heading "Bijlagen", and lines "Bijlage 1: naam" that open no bijlage themselves."""
    open_list, count = False, 0
    for block in agreement.main:
        if ANNEX_LIST.match(block.text) and block.kind in {
            Kind.HEADING,
            Kind.PARAGRAPH,
            Kind.TITLE,
            Kind.ARTIKEL,
            Kind.SIGNATURE,
        }:
            open_list, count = True, 0
            continue
        if block.kind is Kind.ARTIKEL:
            open_list = False
        found = _item(agreement, block, open_list, count)
        if found is not None:
            count += 1
            yield found
        elif block.text and block.kind is not Kind.CELL:
            open_list = open_list and count == 0 and block.text.endswith(":")


def _item(agreement: Agreement, block: Block, open_list: bool, count: int) -> tuple[str, Mention] | None:
    shown = f"{block.label} {block.text}".strip()
    match = LISTED.match(shown)
    if match and (open_list or _names_only(block, match)):
        start = max(len(block.text) - len(match["name"]), 0)
        name = match["name"].strip(" ;.") or _next_cell(agreement, block)
        return match["number"], Mention(block.index, start, len(block.text), name)
    if not open_list:
        return None
    if _is_clause(block):
        return None
    if block.number:
        return block.number, Mention(block.index, 0, len(block.text), block.text.strip(" ;."))
    label = label_of(block.text)
    if label is not None and label.style in {"digit", "capital", "Roman", "letter"}:
        return label.number, Mention(
            block.index, len(block.text) - len(label.rest), len(block.text), label.rest.strip(" ;.")
        )
    if block.kind is Kind.ITEM:
        return str(count + 1), Mention(block.index, 0, len(block.text), block.text.strip(" ;."))
    return None


def _is_clause(block: Block) -> bool:
    """A numbered sentence, or a cell, is no item of a list of names."""
    return block.kind is Kind.CELL or (
        block.kind is Kind.LID and (is_sentence(block.text) or VERB.search(block.text) is not None)
    )


def _next_cell(agreement: Agreement, block: Block) -> str:
    """The name of a bijlage in the cell behind its number."""
    following = agreement.blocks[block.index + 1] if block.index + 1 < len(agreement.blocks) else block
    same_row = block.kind is Kind.CELL and following.kind is Kind.CELL and following.place.row == block.place.row
    return following.text if same_row else ""


def _names_only(block: Block, match: re.Match[str]) -> bool:
    name = match["name"].strip()
    return (
        bool(name)
        and block.kind is not Kind.ARTIKEL
        and len(name) <= 120
        and (name[0].isupper() or block.kind is Kind.CELL)
    )


def _referred(agreement: Agreement) -> Iterator[tuple[str, Mention]]:
    for block in agreement.main:
        for match in REFERRED.finditer(block.text):
            if ELSEWHERE.match(block.text, match.end()):
                continue
            for number in _numbers(match["numbers"]):
                yield number, Mention(block.index, match.start(), match.end(), match.group())


def _numbers(text: str) -> Iterator[str]:
    """ "1, 2 en 3" and "1 t/m 3"."""
    found = ONE.findall(text)
    if re.search(r"t/m|tot en met", text) and len(found) == 2 and all(one.isdigit() for one in found):
        yield from map(str, range(int(found[0]), min(int(found[1]), 30) + 1))
    else:
        yield from found
