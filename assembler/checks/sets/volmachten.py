"""Whether the volmachten in a set cover what the agreement asks for: who grants, and which acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assembler.checks.agreement import Agreement, Block
from assembler.checks.finding import Severity
from assembler.checks.sets.member import Member, Sort, key_of
from assembler.checks.sets.remark import SetRemark

_SAME, _ALIKE = 0.97, 0.6
_NAMED = r"([Pp]rovincie|[Gg]emeente|[Ww]aterschap)\s+([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*?)"
_PENVOERDER = re.compile(
    rf"\b{_NAMED}\s+(?:is|als|voert|treedt op als)\b[^.]{{0,40}}\b[Pp]envoerder"
    rf"|\b(?:is|wijst|wijzen)\s+(?:de\s+)?{_NAMED}\s+(?:de|als|aan als|tot)\s+(?:de\s+)?[Pp]envoerder"
)
List = tuple[Block, ...]


def volmachten(members: Sequence[Member]) -> Iterator[SetRemark]:
    """Partijen without a volmacht, volmachten of somebody who is no partij, and acts that differ."""
    homes = [member for member in members if member.sort is Sort.AGREEMENT]
    given = [member for member in members if member.sort is Sort.VOLMACHT and not member.reference]
    home = next((one for one in homes if one.reference), homes[0] if homes else None)
    if home is None:
        return
    yield from _grantors(home, given)
    for member in given:
        yield from _acts(home, member)


def _grantors(home: Member, given: Sequence[Member]) -> Iterator[SetRemark]:
    partijen = {key_of(one.defined_name or one.name): one.name for one in home.agreement.partijen if one.name}
    lead = {
        key_of(f"{m[1] or m[3]} {m[2] or m[4]}")
        for _, sentence in home.sentences()
        for m in _PENVOERDER.finditer(sentence)
    }
    granted = {key_of(member.partij) for member in given}
    for member in given:
        if partijen and member.partij and key_of(member.partij) not in partijen:
            message = f"De {member.partij} verleent hier volmacht, maar is volgens {home.name} geen partij."
            remedy = "Controleer voor wie dit stuk is bestemd."
            yield SetRemark("set.party-conflict", Severity.ERROR, member, None, None, message, remedy)
    missing = [name for key, name in partijen.items() if key not in granted | lead]
    if len(given) > 1 and missing and lead and not home.reference:
        message = f"Van {', '.join(missing)} zit geen volmacht bij deze stukken."
        remedy = "Voeg de volmacht toe: iedere partij behalve de penvoerder verleent er een."
        yield SetRemark("set.volmacht-missing", Severity.WARNING, home, None, None, message, remedy)


def _acts(home: Member, member: Member) -> Iterator[SetRemark]:
    """The list in the agreement that is most like a list in the volmacht is the same list; its items are too."""
    pairs = [(mine, theirs) for mine in _lists(member.agreement) for theirs in _lists(home.agreement)]
    best = max(pairs, key=lambda pair: _likeness(*pair), default=None)
    if best is None or _likeness(*best) < _ALIKE:
        return
    mine, theirs = best
    yield from (_different(member, home, block, theirs) for block in mine if not _same_in(block, theirs))
    for block in theirs:
        if _closest(block, mine) < _ALIKE:
            message = f"De volmacht noemt deze handeling uit {home.name} niet: “{block.text}”."
            remedy = "Neem de handeling op, of laat haar ook in de overeenkomst weg."
            yield SetRemark("set.acts-conflict", Severity.ERROR, member, mine[0], mine[0].text, message, remedy)


def _different(member: Member, home: Member, block: Block, theirs: List) -> SetRemark:
    near = max(theirs, key=lambda one: _ratio(one.text, block.text))
    other = f"daar staat “{near.text}”" if _ratio(near.text, block.text) >= _ALIKE else "daar staat zij niet"
    message = f"Deze handeling staat niet zo in {home.name} ({near.place}): {other}."
    remedy = "Neem de handelingen woordelijk gelijk over, zodat vaststaat waarvoor volmacht is verleend."
    return SetRemark("set.acts-conflict", Severity.ERROR, member, block, block.text, message, remedy)


def _lists(agreement: Agreement) -> Iterator[List]:
    """Lists of three items or more."""
    for artikel in agreement.artikelen:
        for owner in (artikel.onderdelen, *(lid.onderdelen for lid in artikel.leden)):
            if len(owner) >= 3:
                yield tuple(agreement.blocks[one.block] for one in owner)


def _likeness(mine: List, theirs: List) -> float:
    return sum(_closest(block, theirs) >= _ALIKE for block in mine) / max(len(mine), len(theirs))


def _closest(block: Block, others: List) -> float:
    return max(_ratio(block.text, other.text) for other in others)


def _same_in(block: Block, others: List) -> bool:
    return any(_bare(block.text) == _bare(other.text) for other in others) or _closest(block, others) >= _SAME


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, _bare(one), _bare(other), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\wÀ-ÿ]+", text.lower()))
