"""Five lines, three verdicts."""

from dataclasses import replace

import pytest
from attacks import honest
from pki import RECEIVED, trusted
from small_packs import issued, pack_of

from signatures.evidence import Line, Remark, check
from signatures.evidence.verdict import Judgement, from_plain, to_plain, worst
from signatures.facts import Verdict

PASS, DOUBT, FAIL = Verdict.PASS, Verdict.INDETERMINATE, Verdict.FAIL


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [([], DOUBT), ([PASS], PASS), ([PASS, DOUBT], DOUBT), ([PASS, DOUBT, FAIL], FAIL), ([FAIL, PASS], FAIL)],
)
def test_the_worst_verdict_rules_and_none_is_no_pass(verdicts: list[Verdict], expected: Verdict) -> None:
    assert worst(verdicts) is expected


def test_a_line_that_nobody_judged_is_indeterminate() -> None:
    judgement = Judgement()
    judgement.passes(Line.TRUST)

    assert judgement.verdict(Line.TRUST) is PASS
    assert judgement.verdict(Line.TIME) is DOUBT


def test_a_pass_said_after_a_doubt_does_not_lift_it() -> None:
    judgement = Judgement()
    judgement.doubt(Line.TIME, "Onbekend.")
    judgement.passes(Line.TIME)

    assert judgement.verdict(Line.TIME) is DOUBT


def test_a_line_that_does_not_apply_is_told_and_does_not_weigh() -> None:
    judgement = Judgement(Line.TRUST)

    assert dict(judgement.lines)[Line.TRUST] is None


def test_reasons_stand_worst_first_with_what_to_do() -> None:
    remarks = (Remark(Line.LINEAGE, DOUBT, "Eerst.", "Kijk."), Remark(Line.TIME, FAIL, "Erger.", "Doe dit."))
    outcome = replace(check(b"", "x", [], RECEIVED, trusted()), remarks=remarks)

    assert outcome.reasons == ("Erger. Doe dit.", "Eerst. Kijk.")


def test_an_outcome_crosses_to_the_parent_and_back_unchanged() -> None:
    outcome = check(honest(issued()), "retour.pdf", [pack_of(issued())], RECEIVED, trusted())

    assert from_plain(to_plain(outcome)) == outcome


def test_an_outcome_becomes_the_fact_that_is_recorded() -> None:
    outcome = check(honest(issued()), "retour.pdf", [pack_of(issued())], RECEIVED, trusted())
    fact = outcome.inzending("i-1")

    assert (fact.id, fact.sha256, fact.verdict, fact.claims) == ("i-1", outcome.sha256, PASS, outcome.claims)
    assert [line for line, _ in fact.checks] == [str(line) for line in Line]
