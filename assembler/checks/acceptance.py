"""Which findings were accepted before: by code and by the words that were found, wherever those stand now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assembler.checks.finding import Finding
from assembler.dossier.aanvaarding import Aanvaarding

NEVER = frozenset({"facts.open", "text.placeholder"})
"""What is not known yet cannot be accepted: there is nothing to print."""


def words_of(finding: Finding) -> str:
    """What an acceptance holds on to: the sentence in the document, or else what was found."""
    return " ".join((finding.sentence or finding.message).split())


def may_be_accepted(finding: Finding) -> bool:
    """Whether a person may leave it as it is."""
    return finding.code not in NEVER


def divide(
    found: Iterable[Finding], accepted: Sequence[Aanvaarding]
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Aanvaarding], ...]]:
    """The findings that stand, and those that were accepted with their acceptance."""
    known = {(one.code, " ".join(one.bevinding.split())): one for one in accepted if one.code not in NEVER}
    standing: list[Finding] = []
    settled: list[tuple[Finding, Aanvaarding]] = []
    for finding in found:
        match = known.get((finding.code, words_of(finding)))
        settled.append((finding, match)) if match else standing.append(finding)
    return tuple(standing), tuple(settled)
