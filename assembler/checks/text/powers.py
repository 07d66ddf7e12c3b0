"""Volmacht, mandaat, machtiging: granted, and fit for what they are used for."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
