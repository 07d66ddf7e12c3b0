"""Findings over facts, templates and finished documents; pure functions that never change what they look at."""

from assembler.checks.errors import UncheckableError, UnknownFileKindError
from assembler.checks.facts import check_facts
from assembler.checks.file import check_file
from assembler.checks.finding import Finding, Severity
from assembler.checks.template import check_template

__all__ = [
    "Finding",
    "Severity",
    "UncheckableError",
    "UnknownFileKindError",
    "check_facts",
    "check_file",
    "check_template",
]
