"""Dates and terms."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
