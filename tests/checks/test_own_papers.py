"""Our own papers are held against the same rules as anybody's."""

from collections import Counter
from pathlib import Path

import pytest

from assembler.dossier import Dossier
from assembler.workflows.assemble import Assembly
from assembler.workflows.check import Outcome, check
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import stukken

MADE_LATER = ("factuur", "creditnota", "verantwoording", "ondertekeningsoverzicht")
"""Their numbers and dates are open until they are issued."""
DOSSIER = EXAMPLES / "tekenklaar"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("stukken")
    assembly = Assembly.of(Dossier.load(DOSSIER), concept=False)
    made = []
    for stuk in stukken(assembly.facts):
        if stuk.soort not in MADE_LATER:
            made.append(folder / f"{stuk.key}.docx")
            made[-1].write_bytes(assembly.fill(stuk))
    return made


@pytest.fixture(scope="module")
def outcome(papers: list[Path]) -> Outcome:
    return check(papers, DOSSIER)


def test_the_complete_set_has_no_error_and_at_most_two_warnings(outcome: Outcome) -> None:
    weights = Counter(str(finding.severity) for finding in outcome.findings)
    assert weights["error"] == 0, [f.as_dict() for f in outcome.findings if f.severity == "error"]
    assert weights["warning"] <= 2, [f.as_dict() for f in outcome.findings if f.severity == "warning"]


def test_its_documents_prove_each_other(outcome: Outcome) -> None:
    assert [finding.code for finding in outcome.findings if finding.code.startswith("set.")] == []
