"""A rule over the text of an agreement: a pure function that yields remarks; and what is made of them.

A rule is ``def rule(agreement: Agreement) -> Iterable[Remark]``. One remark per mistake: when the same mistake stands
in many places, it names the first and lists all in ``blocks``. A rule that is not sure says INFO and "controleer".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assembler.checks.agreement.structure import Agreement, Block, Place
from assembler.checks.finding import Finding, Severity

MOST_PLACES = 5
"""How many places are written out in a message; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One mistake in a text."""

    code: str
    """Dotted: ``text.placeholder``; explained in ``docs/findings.md``."""
    severity: Severity
    block: Block
    """Where it stands first."""
    message: str
    """What is the matter: one Dutch sentence."""
    remedy: str
    """What to do about it: one Dutch sentence."""
    sentence: str = ""
    """The sentence it is about; "" = the whole block (cut when long)."""
    blocks: tuple[Block, ...] = ()
    """All blocks where the same mistake stands, the first included; () = only ``block``."""


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of an agreement that runs: each family exports ``EXAMPLES: Mapping[code, Example]``."""

    wrong: str
    """Gives the code."""
    right: str
    """Gives no finding of the family."""


Rule = Callable[[Agreement], Iterable[Remark]]


def findings(agreement: Agreement, rules: Iterable[Rule], file: str = "") -> tuple[Finding, ...]:
    """What the rules find, in the order of the text."""
    remarks = sorted((remark for rule in rules for remark in rule(agreement)), key=lambda remark: remark.block.index)
    return tuple(_finding(remark, file) for remark in remarks)


def _finding(remark: Remark, file: str) -> Finding:
    sentence = remark.sentence or shown(remark.block)
    return Finding(
        remark.code, remark.severity, file, _where(remark), sentence, remark.message + _places(remark), remark.remedy
    )


def _where(remark: Remark) -> str:
    return str(remark.block.place) or "document"


def _places(remark: Remark) -> str:
    """Said after the message when the mistake stands in more places."""
    others = list(_distinct(block.place for block in remark.blocks if block.index != remark.block.index))
    if not others:
        return ""
    named = "; ".join(map(str, others[:MOST_PLACES]))
    rest = f" en op {len(others) - MOST_PLACES} andere plaatsen" if len(others) > MOST_PLACES else ""
    return f" Ook in: {named}{rest}."


def _distinct(places: Iterable[Place]) -> Iterator[Place]:
    return iter(dict.fromkeys(places))


def shown(block: Block, length: int = 300) -> str:
    """The text of a block with its number, cut between words when it is long."""
    text = f"{block.label} {block.text}".strip()
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
