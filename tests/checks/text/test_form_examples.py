"""Every code of the rules about form and references has an example that runs."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import annexes, numbering, placeholders, references, residue, signature_pages
from assembler.checks.text.rule import Example, Rule, findings

FAMILIES = (placeholders, residue, numbering, references, annexes, signature_pages)
CASES = [(code, example, family.RULES) for family in FAMILIES for code, example in family.EXAMPLES.items()]


@pytest.mark.parametrize(("code", "example", "rules"), CASES, ids=[case[0] for case in CASES])
def test_the_wrong_text_gives_the_code_and_the_right_one_nothing(
    code: str, example: Example, rules: tuple[Rule, ...]
) -> None:
    assert code in {finding.code for finding in findings(from_text(example.wrong), rules)}
    assert findings(from_text(example.right), rules) == ()
