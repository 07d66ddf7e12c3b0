"""The partijen, told alike everywhere."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
