"""From passages, whatever file they come from, to an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assembler.checks.agreement.annexes import bijlagen_of
from assembler.checks.agreement.definitions import definitions_of
from assembler.checks.agreement.labels import label_of
from assembler.checks.agreement.partijen import partijen_of
from assembler.checks.agreement.passage import Passage, bounded
from assembler.checks.agreement.regions import parts_of, without_contents
from assembler.checks.agreement.signing import ondertekeningen_of
from assembler.checks.agreement.signs import NOTHING, Sign, numbered_headings, roman_divisions, sign_of
from assembler.checks.agreement.structure import Agreement, Block, Part, PartKind
from assembler.checks.agreement.tables import tables_of
from assembler.checks.agreement.tree import artikelen_of, overwegingen_of
from assembler.checks.agreement.walking import Walk, part_name, walk_part

Source = Literal["docx", "pdf", "text"]


def build(
    source: Source,
    passages: Sequence[Passage],
    pages: int = 0,
    bookmarks: frozenset[str] = frozenset(),
    unread_pages: tuple[int, ...] = (),
) -> Agreement:
    """The agreement in these passages; linear in their number."""
    passages = without_contents(unrolled(list(bounded(passages))))
    signs = [sign_of(one) for one in passages]
    if sum(sign.what == "artikel" and sign.shown[:1] != "§" for sign in signs) >= 2:
        signs = [_below_artikel(sign) for sign in signs]
    for found in (numbered_headings, roman_divisions):
        for index, sign in found(passages, signs).items():
            signs[index] = sign
    parts = parts_of(passages, signs)
    titles = _titles(passages, signs, parts)
    blocks = _walked(passages, signs, parts, titles)
    artikelen = artikelen_of(blocks, parts)
    tables = tables_of(passages, blocks)
    agreement = Agreement(
        source, blocks, parts, artikelen, tables, overwegingen=overwegingen_of(blocks, parts),
        title=_title(blocks, parts, titles), pages=pages, bookmarks=bookmarks,
        unread_pages=unread_pages,
    )  # fmt: skip
    agreement = replace(agreement, partijen=partijen_of(agreement), definitions=definitions_of(agreement))
    return replace(agreement, bijlagen=bijlagen_of(agreement), ondertekeningen=ondertekeningen_of(agreement))


def _below_artikel(sign: Sign) -> Sign:
    """In a text with artikelen, "§ 1" is a lid (or a paragraaf when it has a heading)."""
    if sign.what != "artikel" or sign.shown[:1] != "§":
        return sign
    return Sign("division", sign.number, sign.shown, sign.rest) if sign.certain or not sign.run_in else NOTHING


def _walked(
    passages: Sequence[Passage], signs: Sequence[Sign], parts: Sequence[Part], titles: frozenset[int]
) -> tuple[Block, ...]:
    found: list[Block] = []
    main: Walk | None = None
    for part in parts:
        walk = Walk(part, part_name(part))
        if part.is_main and main is not None:
            walk.tables = main.tables if part.kind is not PartKind.SIGNATURES else 0
        found += walk_part(walk, passages, signs, titles)
        main = walk if part.is_main else main
    return tuple(found)


def unrolled(passages: Sequence[Passage]) -> list[Passage]:
    """A table of two columns that only holds numbers in front of texts is no table but lay-out: its rows as text."""
    lay_out = _lay_out_tables(passages)
    if not lay_out:
        return list(passages)
    found: list[Passage] = []
    for one in passages:
        if one.table not in lay_out:
            found.append(one)
        elif one.column == 0 and one.text:
            found.append(replace(one, table=-1))
        elif (
            found
            and found[-1].table == -1
            and label_of(found[-1].text + " X")
            and one.text != ""
            and _is_bare(found[-1])
        ):
            number = found.pop()
            cut = len(number.text) + 1
            spans = tuple(replace(span, start=span.start + cut, end=span.end + cut) for span in one.spans)
            found.append(replace(one, text=f"{number.text} {one.text}", table=-1, spans=spans))
        else:
            found.append(replace(one, table=-1))
    return found


def _is_bare(one: Passage) -> bool:
    label = label_of(one.text + " X")
    return label is not None and label.rest == "X"


def _lay_out_tables(passages: Sequence[Passage]) -> set[int]:
    numbers: dict[int, int] = {}
    other: set[int] = set()
    for one in passages:
        if not one.in_table:
            continue
        if one.column > 1 or one.columns > 1:
            other.add(one.table)
        elif one.column == 0 and one.text:
            if _is_bare(one) and not one.text.isdigit():
                numbers[one.table] = numbers.get(one.table, 0) + 1
            else:
                other.add(one.table)
    return {table for table, count in numbers.items() if count >= 2} - other


def _titles(passages: Sequence[Passage], signs: Sequence[Sign], parts: Sequence[Part]) -> frozenset[int]:
    """The title of the document: what stands above the preamble or the first artikel, and looks like one."""
    first = next((part for part in parts if part.is_main), None)
    if first is None or first.kind is PartKind.PREAMBLE:
        return frozenset()
    found: set[int] = set()
    for index in first.blocks:
        one = passages[index]
        if one.is_aside or one.in_table:
            continue
        if signs[index] not in (NOTHING,) and signs[index].what != "heading":
            break
        if len(one.text) > 150 or one.text.endswith((".", ":", ";", ",")) or len(found) >= 3:
            break
        if len(one.text) > 2:
            found.add(index)
    return frozenset(found)


def _title(blocks: Sequence[Block], parts: Sequence[Part], titles: frozenset[int]) -> str:
    stated = [block.text for block in blocks if block.kind == "title" and parts[block.part].is_main]
    return " ".join(stated[:3]) if stated else ""
