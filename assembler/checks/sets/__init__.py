"""Rules over a set: the documents of one dossier prove each other."""

from collections.abc import Iterator, Sequence

from assembler.checks.agreement import Place
from assembler.checks.finding import Finding
from assembler.checks.sets.citations import citations
from assembler.checks.sets.conflicts import conflicts
from assembler.checks.sets.counterparts import counterparts, spot
from assembler.checks.sets.member import Member, Sort
from assembler.checks.sets.remark import SetRemark
from assembler.checks.sets.volmachten import volmachten

RULES = (conflicts, citations, volmachten)


def check_set(members: Sequence[Member]) -> tuple[Finding, ...]:
    """Where documents of one set disagree; nothing about those that are made from the dossier itself."""
    return tuple(_found(members))


def _found(members: Sequence[Member]) -> Iterator[Finding]:
    """One finding per mistake: what the rules tell of a place is not told again as a difference in values."""
    told: set[tuple[Member, Place | None]] = set()
    for remark in (one for rule in RULES for one in rule(members)):
        told.add((remark.member, _spot(remark)))
        yield remark.finding()
    for remark in counterparts(members):
        if (remark.member, _spot(remark)) not in told:
            yield remark.finding()


def _spot(remark: SetRemark) -> Place | None:
    return spot(remark.block) if remark.block else None


__all__ = ["Member", "Sort", "check_set"]
