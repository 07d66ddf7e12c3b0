"""What is still to be filled in."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
