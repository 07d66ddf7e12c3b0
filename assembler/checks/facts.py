"""All rules over the facts of a dossier; pure, and always in the same order."""

from __future__ import annotations

from assembler.checks import (
    facts_annexes,
    facts_dates,
    facts_extension,
    facts_identity,
    facts_money,
    facts_open,
    facts_powers,
)
from assembler.checks.facts_source import Remark, Rule
from assembler.checks.finding import Finding
from assembler.dossier import Dossier
from assembler.dossier.mistakes import Path

RULES: tuple[Rule, ...] = (
    *facts_open.RULES,
    *facts_money.RULES,
    *facts_dates.RULES,
    *facts_powers.RULES,
    *facts_identity.RULES,
    *facts_extension.RULES,
    *facts_annexes.RULES,
)


def check_facts(dossier: Dossier) -> tuple[Finding, ...]:
    """Every finding over the facts, in the order of the file; facts that stand nowhere come after their section."""
    remarks = [remark for rule in RULES for remark in rule(dossier)]
    remarks.sort(key=lambda remark: _place(dossier, remark.path))
    return tuple(remark.in_file(dossier.file) for remark in remarks)


def _place(dossier: Dossier, path: Path) -> tuple[int, int]:
    sections = list(Dossier.model_fields)
    return sections.index(str(path[0])), dossier.line_of(path) or 0


__all__ = ["RULES", "Remark", "check_facts"]
