"""Sound agreements, each spoilt in one way: the short form of ``bench/mutations.py``."""

from collections import Counter
from itertools import islice

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import annexes, numbering, placeholders, references, residue, signature_pages
from assembler.checks.text.rule import findings
from bench.mutations import MUTATORS, TEXTS, new_findings

RULES = [
    rule
    for family in (placeholders, residue, numbering, references, annexes, signature_pages)
    for rule in family.RULES
]  # fmt: skip
SPOILT = ("delete an artikel", "repeat a number", "swap two numbers", "refer to no artikel", "remove a bijlage",
          "number a bijlage otherwise", "blank a name", "blank a date", "leave residue", "remove a signer")  # fmt: skip
AGREEMENTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))}


@pytest.mark.parametrize("name", AGREEMENTS)
def test_nothing_is_said_about_a_sound_agreement(name: str) -> None:
    told = findings(from_text(AGREEMENTS[name]), RULES)
    assert [one.message for one in told if one.severity != "info"] == []


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_agreement_is_told(name: str) -> None:
    mutator = MUTATORS[name]
    tried = found = 0
    for text in AGREEMENTS.values():
        before = Counter((one.code, one.message) for one in findings(from_text(text), RULES))
        for spoilt in islice(mutator.spoil(text), 2):
            tried += 1
            found += any(one.code.startswith(mutator.codes) for one in new_findings(spoilt, before, RULES))
    assert found >= 0.9 * tried > 0
