"""References to artikel, lid and onderdeel."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
