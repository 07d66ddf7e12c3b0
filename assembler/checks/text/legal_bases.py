"""Statutes that the text rests on."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
