"""Totals against what they add up."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
