"""Where the partijen sign."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
