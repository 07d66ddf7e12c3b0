"""Two documents of one set that say different things about the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assembler.checks.finding import Severity
from assembler.checks.sets.member import Member, Sort
from assembler.checks.sets.remark import SetRemark
from assembler.checks.sets.statements import Statement, statements

CODES = {"bedrag": "set.amount-conflict", "einde": "set.date-conflict", "terugwerking": "set.date-conflict"}
_RANK = {sort: rank for rank, sort in enumerate(Sort)}


def conflicts(members: Sequence[Member]) -> Iterator[SetRemark]:
    """Per subject each document that differs from the one whose word goes first."""
    by_subject: dict[tuple[str, ...], list[Statement]] = {}
    for member in members:
        for statement in statements(member):
            by_subject.setdefault(statement.subject, []).append(statement)
    for subject, told in by_subject.items():
        code = CODES.get(subject[0], "set.name-conflict")
        if subject == ("einde", "de volmacht"):
            yield from _ends_of_volmachten(told, by_subject.get(("einde", "de overeenkomst"), []), members)
        else:
            yield from _differing(code, told)


def _differing(code: str, told: Sequence[Statement]) -> Iterator[SetRemark]:
    first = min(told, key=_authority)
    right = {one.value for one in told if one.member is first.member}
    for member, said in _by_member(told).items():
        wrong = [one for one in said if one.value not in right]
        if member is not first.member and not member.reference and wrong:
            yield _remark(code, wrong[0], first)


def _authority(statement: Statement) -> tuple[bool, int]:
    return not statement.member.reference, _RANK[statement.member.sort]


def _by_member(told: Iterable[Statement]) -> dict[Member, list[Statement]]:
    found: dict[Member, list[Statement]] = {}
    for one in told:
        found.setdefault(one.member, []).append(one)
    return found


def _remark(code: str, wrong: Statement, right: Statement) -> SetRemark:
    where = f" ({right.block.place})" if str(right.block.place) and not right.member.reference else ""
    message = f"{wrong.told} is hier {wrong.shown}, maar volgens {right.member.name}{where} {right.shown}."
    remedy = "Maak de stukken gelijk: stel vast welke waarde is afgesproken en verbeter het andere stuk."
    return SetRemark(code, Severity.ERROR, wrong.member, wrong.block, wrong.sentence, message, remedy)


def _ends_of_volmachten(
    told: Sequence[Statement], agreed: Sequence[Statement], members: Sequence[Member]
) -> Iterator[SetRemark]:
    """A volmacht ends with the agreement, or with its extension; with an earlier end it does not cover all of it."""
    if not agreed or any(member.sort is Sort.EXTENSION for member in members):
        return
    first = min(agreed, key=_authority)
    for one in told:
        if not one.member.reference and one.value != first.value:
            yield _remark("set.date-conflict", one, first)
