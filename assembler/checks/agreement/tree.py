"""Artikelen, leden and onderdelen as a tree, and the overwegingen, from blocks whose kind is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.checks.agreement.signs import is_sentence
from assembler.checks.agreement.structure import ASIDE, Artikel, Block, Kind, Lid, Onderdeel, Overweging, Part

RESERVED = re.compile(
    r"(?i)[\[(<]?\s*(?:gereserveerd|vervallen|vervalt|ingetrokken|niet van toepassing|reserve)\s*[\])>]?\.?$"
)


def artikelen_of(blocks: Sequence[Block], parts: Sequence[Part]) -> tuple[Artikel, ...]:
    """Every artikel, in order."""
    return tuple(_artikel(blocks, start, stop, chapter) for start, stop, chapter in _spans(blocks, parts))


def _spans(blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[tuple[int, int, str]]:
    """First block, end and hoofdstuk of each artikel."""
    for part in parts:
        start, chapter = -1, ""
        for index in part.blocks:
            block = blocks[index]
            ends = block.kind is Kind.ARTIKEL or _ends_artikel(block)
            if ends and start >= 0:
                yield start, index, chapter
                start = -1
            if block.kind is Kind.HEADING and block.number:
                chapter = block.number
            if block.kind is Kind.ARTIKEL:
                start = index
        if start >= 0:
            yield start, part.blocks.stop, chapter


def _ends_artikel(block: Block) -> bool:
    """A hoofdstuk or the list of bijlagen, which the walk no longer places in an artikel."""
    return block.kind not in ASIDE and not block.place.artikel and block.kind is not Kind.CELL


def _artikel(blocks: Sequence[Block], start: int, stop: int, chapter: str) -> Artikel:
    head = blocks[start]
    while stop > start + 1 and blocks[stop - 1].kind in ASIDE:
        stop -= 1
    lids = [index for index in range(start + 1, stop) if blocks[index].kind is Kind.LID]
    first = lids[0] if lids else stop
    ends = [*lids[1:], stop][: len(lids)]
    leden = tuple(_lid(blocks, head.number, one, end) for one, end in zip(lids, ends, strict=True))
    heading = "" if is_sentence(head.text) else head.text or _heading_below(blocks, start + 1, stop)
    reserved = bool(RESERVED.match(heading) or (stop == start + 2 and RESERVED.match(blocks[start + 1].text)))
    shown_as = "artikel" if head.label[:1].isalpha() else "paragraaf" if head.label.startswith("§") else "number"
    under = tuple(_onderdelen(blocks, range(start + 1, first), (head.number,)))
    return Artikel(
        head.number,
        heading,
        head.part,
        chapter,
        range(start, stop),
        leden,
        under,
        reserved,
        shown_as,  # type: ignore[arg-type]
    )


def _heading_below(blocks: Sequence[Block], below: int, stop: int) -> str:
    """The heading of a bare "Artikel 5" that stands on the next line."""
    return blocks[below].text if below < stop and blocks[below].kind is Kind.HEADING else ""


def _lid(blocks: Sequence[Block], artikel: str, start: int, stop: int) -> Lid:
    number = blocks[start].number
    path = lid_path(artikel, number)
    return Lid(number, path, range(start, stop), tuple(_onderdelen(blocks, range(start + 1, stop), path)))


def lid_path(artikel: str, number: str) -> tuple[str, ...]:
    """("5", "2", "3") for lid "5.2.3" of artikel 5, ("5", "2") for its lid "2"."""
    if number.startswith(f"{artikel}."):
        return (artikel, *number[len(artikel) + 1 :].split("."))
    return (artikel, *number.split("."))


def _onderdelen(blocks: Sequence[Block], within: range, path: tuple[str, ...]) -> Iterator[Onderdeel]:
    """The items of one list, each with those below it."""
    items = [index for index in within if blocks[index].kind is Kind.ONDERDEEL and blocks[index].number]
    top = min((blocks[index].level for index in items), default=0)
    heads = [index for index in items if blocks[index].level == top]
    for head, stop in zip(heads, [*heads[1:], within.stop], strict=False):
        number = blocks[head].number
        own = lid_path(path[0], number) if "." in number and path else (*path, number)
        yield Onderdeel(number, own, head, tuple(_onderdelen(blocks, range(head + 1, stop), own)))


def overwegingen_of(blocks: Sequence[Block], parts: Sequence[Part]) -> tuple[Overweging, ...]:
    """The overwegingen of the agreement itself."""
    found = []
    for part in parts:
        heads = [index for index in part.blocks if blocks[index].kind is Kind.OVERWEGING] if part.is_main else []
        for head, following in zip(heads, [*heads[1:], part.blocks.stop], strict=False):
            stop = _end_of_recital(blocks, head, following)
            text = "\n".join(blocks[index].text for index in range(head, stop) if blocks[index].kind not in ASIDE)
            found.append(Overweging(blocks[head].number, text, range(head, stop)))
    return tuple(found)


def _end_of_recital(blocks: Sequence[Block], head: int, following: int) -> int:
    stop = head + 1
    while stop < following and blocks[stop].kind in ASIDE | {Kind.ONDERDEEL, Kind.ITEM, Kind.PARAGRAPH}:
        if blocks[stop].kind is Kind.PARAGRAPH and re.search(r"(?i)overeen|besluit|:$", blocks[stop].text):
            break
        stop += 1
    return stop
