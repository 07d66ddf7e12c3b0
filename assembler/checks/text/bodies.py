"""Bodies and organs under one name."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
