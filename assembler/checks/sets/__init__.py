"""Rules over a set: the documents of one dossier prove each other."""

from collections.abc import Iterator, Sequence

from assembler.checks.finding import Finding
from assembler.checks.sets.citations import citations
from assembler.checks.sets.conflicts import conflicts
from assembler.checks.sets.member import Member, Sort
from assembler.checks.sets.volmachten import volmachten

RULES = (conflicts, citations, volmachten)


def check_set(members: Sequence[Member]) -> tuple[Finding, ...]:
    """Where documents of one set disagree; nothing about those that are made from the dossier itself."""
    return tuple(_found(members))


def _found(members: Sequence[Member]) -> Iterator[Finding]:
    for rule in RULES:
        for remark in rule(members):
            yield remark.finding()


__all__ = ["Member", "Sort", "check_set"]
