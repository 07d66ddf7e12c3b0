"""What making and reviewing the text left behind."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
