"""Rules over the text of a finished agreement, one module per family; each family lists its rules in ``RULES``."""

from assembler.checks.agreement.structure import Agreement
from assembler.checks.finding import Finding
from assembler.checks.text import (
    amounts,
    annexes,
    bodies,
    closing,
    dates,
    duration,
    legal_bases,
    numbering,
    partijen,
    placeholders,
    powers,
    readability,
    references,
    residue,
    signature_pages,
    strangers,
    sums,
    terms,
    told_totals,
)
from assembler.checks.text.rule import Remark, Rule, findings

FAMILIES = (
    readability,
    placeholders,
    residue,
    numbering,
    references,
    annexes,
    signature_pages,
    closing,
    terms,
    strangers,
    amounts,
    sums,
    told_totals,
    dates,
    duration,
    partijen,
    legal_bases,
    bodies,
    powers,
)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)


def check_text(agreement: Agreement, file: str = "") -> tuple[Finding, ...]:
    """Every finding of every rule over an agreement, in the order of the text."""
    return findings(agreement, RULES, file)


__all__ = ["FAMILIES", "RULES", "Remark", "Rule", "check_text", "findings"]
