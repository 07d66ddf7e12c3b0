"""Findings over facts, templates and finished documents; pure functions that never change what they look at."""

from assembler.checks.facts import check_facts
from assembler.checks.file import UnknownFileKindError, check_file
from assembler.checks.finding import Finding, Severity
from assembler.checks.template import check_template

__all__ = ["Finding", "Severity", "UnknownFileKindError", "check_facts", "check_file", "check_template"]
