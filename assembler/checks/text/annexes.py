"""Bijlagen: listed, referred to, present, one name and one style of number."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
