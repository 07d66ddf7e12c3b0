"""Numbers of artikelen, leden and onderdelen: gaps, doubles, orphans."""

from assembler.checks.text.rule import Rule

RULES: tuple[Rule, ...] = ()
