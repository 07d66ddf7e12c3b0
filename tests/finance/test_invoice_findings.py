"""Everything that keeps an invoice from being made is explained, and names a field of the dossier."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rekeningen import FACTUUR, KOPER, VERKOPER, rekening

from assembler.dossier.feit import Feit
from assembler.finance.ubl import build
from assembler.finance.ubl_profile import Profiel
from assembler.finance.validation_fields import BY_ELEMENT, BY_RULE, Plaats, field_of

ROOT = Path(__file__).parents[2]
MODULES = (
    "finance/readiness.py",
    "finance/settlement_objections.py",
    "workflows/invoice.py",
    "workflows/numbered.py",
    "workflows/settle.py",
    "workflows/signed_facts.py",
)
TOLD = re.compile(r'_told\(\s*"([a-z-]+)"|"finance\.([a-z-]+)"')
HERE = Plaats(seller=2, buyer=1, key="utrecht", jaar=2024)
SECTION = re.compile(r"^### (finance\.[a-z-]+)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)


def codes() -> set[str]:
    sources = ((ROOT / "assembler" / module).read_text(encoding="utf-8") for module in MODULES)
    return {f"finance.{short or long}" for source in sources for short, long in TOLD.findall(source)}


def test_every_code_is_explained_with_a_wrong_and_a_right_example():
    sections = dict(SECTION.findall((ROOT / "docs/findings.md").read_text(encoding="utf-8")))
    assert codes() - set(sections) == set()
    assert all(sections[code].count("```") == 2 for code in codes())


def fields_of_the_dossier() -> set[str]:
    pending, names = [Feit], set[str]()
    while pending:
        for kind in pending.pop().__subclasses__():
            names |= set(kind.model_fields)
            pending.append(kind)
    return names


@pytest.mark.parametrize("pattern", sorted({*BY_RULE.values(), *BY_ELEMENT.values()}))
def test_every_field_that_a_rule_is_traced_to_is_a_field_of_the_dossier(pattern):
    steps = re.sub(r"\[?\{\w+\}\]?", "", pattern).split(".")
    assert {step for step in steps if step} - fields_of_the_dossier() == set()


@pytest.mark.parametrize(
    ("made", "rule", "field"),
    [
        (replace(FACTUUR, referentie=""), "BR-NL-2", "partijen[1].factuur.referentie"),
        (replace(FACTUUR, verkoper=replace(VERKOPER, nummer=None)), "BR-NL-1", "partijen[2].kvk_nummer"),
        (replace(FACTUUR, koper=replace(KOPER, nummer=None)), "BR-NL-10", "partijen[1].oin"),
        (replace(FACTUUR, koper=replace(KOPER, postcode="")), "BR-NL-4", "partijen[1].zetel"),
        (replace(FACTUUR, verkoper=replace(VERKOPER, adres="")), "BR-NL-3", "partijen[2].zetel"),
        (replace(FACTUUR, verkoper=replace(VERKOPER, btw_id=None)), "BR-S-02", "partijen[2].btw_id"),
        (replace(rekening("vrijgesteld"), btw_reden=None), "BR-E-10", "overeenkomst.btw.reden"),
        (replace(FACTUUR, iban=""), "BR-50", "partijen[2].iban"),
    ],
)
def test_a_broken_rule_is_traced_to_the_field_that_is_wrong(validator, made, rule, field):
    faults = validator.check(build(made, Profiel.NLCIUS), Profiel.NLCIUS)
    fault = next(fault for fault in faults if fault.rule == rule)
    assert field_of(fault, HERE) == field
