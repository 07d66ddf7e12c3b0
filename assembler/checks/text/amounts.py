"""How amounts are written, and the same amount told twice."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
