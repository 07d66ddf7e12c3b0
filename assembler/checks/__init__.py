"""Findings over facts, templates and finished documents; pure functions that never change what they look at."""

from assembler.checks.facts import check_facts
from assembler.checks.finding import Finding, Severity

__all__ = ["Finding", "Severity", "check_facts"]
