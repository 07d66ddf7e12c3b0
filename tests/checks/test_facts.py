"""What the facts contradict, miss or leave odd: for every code a dossier that has it, beside one that has not."""

from collections import Counter
from typing import Any

import pytest
from examples import changed, example
from generated import dossiers, many
from hypothesis import given, settings

from assembler.checks import Finding, Severity, check_facts
from assembler.checks.facts import RULES
from assembler.dossier import Dossier, open_points

Change = tuple[str, Any]


def codes(dossier: Dossier) -> Counter[str]:
    return Counter(finding.code for finding in check_facts(dossier))


def only(code: str, dossier: Dossier) -> Finding:
    [finding] = [finding for finding in check_facts(dossier) if finding.code == code]
    return finding


PAVILION = {"omschrijving": "Natural Pavilion te Almere", "waarde": "20000.00"}
CLEAN = codes(example("tekenklaar"))

# code, severity, place, changes to the finished example
CASES: list[tuple[str, str, str, list[Change]]] = [
    ("facts.open", "error", "overeenkomst.kenmerk", [("overeenkomst.kenmerk", None)]),
    ("facts.seat-missing", "error", "partijen[3].zetel", [("partijen.3.zetel", None)]),
    ("facts.decision-missing", "error", "partijen[0].besluiten", [("partijen.0.besluiten", [])]),
    ("facts.penvoerder-missing", "error", "penvoerder.2025", [("penvoerder.2025", None)]),
    ("facts.sum-mismatch", "error", "jaren.2024.begroting_totaal", [("jaren.2024.begroting_totaal", "235000.01")]),
    ("facts.sum-mismatch", "error", "jaren.2023.inleg_totaal", [("jaren.2023.inleg_totaal", "325000.00")]),
    ("facts.budget-mismatch", "warning", "jaren.2025.begroting",
     [("jaren.2025.begroting_totaal", None), ("jaren.2025.begroting.0.bedrag", "24999.99")]),
    ("facts.budget-line-duplicate", "warning", "jaren.2024.begroting",
     [("jaren.2024.begroting.1.post", "Communicatie")]),
    ("facts.value-conflict", "error", "jaren.2024.inleg.flevoland.in_natura",
     [("jaren.2024.inleg.flevoland.in_natura.1", PAVILION)]),
    ("facts.amount-odd", "warning", "jaren.2024.inleg.utrecht.bedrag", [("jaren.2024.inleg.utrecht.bedrag", "-1.00")]),
    ("facts.date-conflict", "error", "overeenkomst.einddatum", [("overeenkomst.werkt_terug_tot", "2025-01-01")]),
    ("facts.date-conflict", "error", "aanbieding.retour_uiterlijk", [("aanbieding.datum", "2024-02-26")]),
    ("facts.date-conflict", "error", "overeenkomst.initiatief_sinds", [("overeenkomst.initiatief_sinds", 2021)]),
    ("facts.decision-late", "error", "partijen[0].besluiten[0].datum",
     [("partijen.0.besluiten.0.datum", "2024-02-21")]),
    ("facts.decision-late", "error", "partijen[1].vertegenwoordiging.machtiging.datum",
     [("partijen.1.vertegenwoordiging.machtiging.datum", "2024-02-21")]),
    ("facts.decision-late", "error", "partijen[0].besluiten[0].datum",
     [("verlenging", None), ("partijen.0.besluiten.0.datum", "2025-01-02")]),
    ("facts.date-weekend", "warning", "aanbieding.retour_uiterlijk", [("aanbieding.retour_uiterlijk", "2024-02-24")]),
    ("facts.legal-basis-lapsed", "error", "partijen[1].grondslagen[1].vervallen_op",
     [("partijen.1.grondslagen.1.vervallen_op", "2024-02-20")]),
    ("facts.legal-basis-not-yet-valid", "error", "partijen[1].grondslagen[1].geldig_van",
     [("partijen.1.grondslagen.1.geldig_van", "2024-02-21")]),
    ("facts.legal-basis-missing", "warning", "partijen[0].grondslagen", [("partijen.0.grondslagen", [])]),
    ("facts.legal-basis-unfit", "error", "partijen[0].grondslagen[0].regeling",
     [("partijen.0.grondslagen.0.regeling", "Gemeentewet")]),
    ("facts.representation-unused", "warning", "partijen[0].vertegenwoordiging.ondertekenaar",
     [("partijen.0.vertegenwoordiging.ondertekenaar", {"naam": "X"})]),
    ("facts.representation-unfit", "info", "partijen[1].vertegenwoordiging.hoedanigheid",
     [("partijen.1.vertegenwoordiging.ondertekenaar.functie", "gedeputeerde Wonen")]),
    ("facts.date-conflict", "error", "partijen[1].vertegenwoordiging.machtiging.geldig_tot",
     [("partijen.1.vertegenwoordiging.machtiging.geldig_tot", "2024-01-22")]),
    ("facts.date-conflict", "error", "partijen[1].vertegenwoordiging.machtiging.geldig_tot",
     [("partijen.1.vertegenwoordiging.machtiging.geldig_tot", "2024-02-07")]),
    ("facts.identifier-odd", "warning", "partijen[0].oin", [("partijen.0.oin", "12345678901234567890")]),
    ("facts.identifier-odd", "warning", "partijen[0].btw_id", [("partijen.0.btw_id", "NL999902611B02")]),
    ("facts.identifier-odd", "warning", "partijen[0].zetel.postcode", [("partijen.0.zetel.postcode", "8232 SS")]),
    ("facts.identifier-duplicate", "warning", "partijen[1].kvk_nummer", [("partijen.1.kvk_nummer", "00000024")]),
    ("facts.identifier-duplicate", "warning", "partijen[1].naam", [("partijen.1.naam", "Flevoland")]),
    ("facts.invoice-number-missing", "warning", "partijen[2].btw_id", [("partijen.2.btw_id", None)]),
    ("facts.reference-odd", "warning", "partijen[0].factuur.referentie", [("partijen.0.factuur.referentie", "12")]),
    ("facts.contact-odd", "warning", "aanbieding.retour_email", [("aanbieding.retour_email", "geen adres")]),
    ("facts.consult-late", "warning", "verlenging.overleg", [("verlenging.overleg", "2024-10-01")]),
    ("facts.extension-too-short", "error", "verlenging.einddatum", [("verlenging.einddatum", "2024-12-31")]),
    ("facts.extension-signed-late", "error", "verlenging.overeenkomst_getekend_op",
     [("verlenging.overeenkomst_getekend_op", "2025-01-01")]),
    ("facts.extension-volmacht-ends", "warning", "verlenging.volmachten", [("verlenging.volmachten", "voortgezet")]),
    ("facts.extension-penvoerder-changed", "error", "verlenging.volmachten",
     [("verlenging.volmachten", "voortgezet"), ("penvoerder.2025", "utrecht")]),
    ("facts.annex-missing", "error", "bijlagen", [("bijlagen", [])]),
    ("facts.annex-numbering", "warning", "bijlagen", [("bijlagen.2.nummer", 4)]),
    ("facts.response-term-conflict", "error", "volmacht.reactietermijn", [("volmacht.reactietermijn.minimaal", 6)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "severity", "where", "changes"), CASES, ids=[f"{code} at {where}" for code, _, where, _ in CASES]
)
def test_a_changed_fact_gives_its_finding_and_the_finished_example_does_not(
    code: str, severity: str, where: str, changes: list[Change]
) -> None:
    before = {(finding.code, finding.where) for finding in check_facts(example("tekenklaar"))}
    after = {(finding.code, finding.where): finding for finding in check_facts(changed(*changes))}
    assert (code, where) not in before or code == "facts.date-weekend"
    assert after[code, where].severity == severity


def test_the_consult_may_be_on_the_last_day_of_the_term() -> None:
    assert "facts.consult-late" not in codes(changed(("verlenging.overleg", "2024-09-30")))


def test_a_basis_that_lapses_after_the_signature_still_holds() -> None:
    dossier = changed(("partijen.1.grondslagen.1.vervallen_op", "2024-02-21"))
    assert "facts.legal-basis-lapsed" not in codes(dossier)


def test_the_weekend_is_told_with_the_day() -> None:
    messages = [
        finding.message for finding in check_facts(example("tekenklaar")) if finding.code == "facts.date-weekend"
    ]
    assert "zaterdag 1\u00a0maart 2025" in messages[0]
    assert "zondag 1\u00a0maart 2026" in messages[1]


def test_key_c_makes_a_missing_value_weigh_more() -> None:
    assert only("facts.in-natura-without-value", example("tekenklaar")).severity is Severity.INFO
    dossier = changed(("overeenkomst.verdeelsleutel", "C"))
    assert only("facts.in-natura-without-value", dossier).severity is Severity.WARNING


def test_a_volmacht_before_the_start_needs_no_ratification() -> None:
    dossier = changed(("partijen.0.volmacht.besluit.datum", "2023-12-31"))
    assert codes(dossier)["facts.ratification-needed"] == CLEAN["facts.ratification-needed"] - 1


def test_a_sum_with_an_open_amount_is_not_judged() -> None:
    dossier = changed(("jaren.2024.begroting.0.bedrag", None))
    assert "facts.sum-mismatch" not in codes(dossier)


def test_without_btw_no_btw_id_is_needed() -> None:
    btw = {"positie": "vrijgesteld", "reden": "overheidstaak"}
    dossier = changed(("partijen.2.btw_id", None), ("overeenkomst.btw", btw))
    assert "facts.invoice-number-missing" not in codes(dossier)


def test_the_finished_example_has_no_errors_and_two_warnings() -> None:
    severities = Counter(str(finding.severity) for finding in check_facts(example("tekenklaar")))
    assert severities["error"] == 0
    assert severities["warning"] == 2


def test_the_unfinished_example_names_every_open_point_once() -> None:
    findings = check_facts(example("concept"))
    named = {finding.where for finding in findings if finding.severity is Severity.ERROR}
    seat = {"partijen[3].zetel.adres", "partijen[3].zetel.postcode", "partijen[3].zetel.plaats"}
    assert {point.path for point in open_points(example("concept"))} - seat <= named
    assert "partijen[3].zetel" in named


@pytest.mark.parametrize(
    ("code", "where", "told"),
    [
        ("facts.sum-mismatch", "jaren.2024.begroting_totaal", "215.000,00"),
        ("facts.sum-mismatch", "jaren.2023.inleg_totaal", "300.000,00"),
        ("facts.budget-mismatch", "jaren.2024.begroting", "20.000,00"),
        ("facts.value-conflict", "jaren.2023.inleg.flevoland.in_natura", "20.000,00 en €\u00a025.000,00"),
        ("facts.in-natura-without-value", "jaren.2023.inleg.zuid-holland.in_natura", "Squarewise"),
        ("facts.legal-basis-lapsed", "partijen[1].grondslagen[1].vervallen_op", "24\u00a0maart 2022"),
        ("facts.seat-missing", "partijen[3].zetel", "Zuid-Holland"),
        ("facts.date-weekend", "overeenkomst.verantwoording_uiterlijk", "zaterdag"),
    ],
)
def test_the_unfinished_example_names_the_mistakes_of_its_source(code: str, where: str, told: str) -> None:
    [finding] = [
        finding for finding in check_facts(example("concept")) if (finding.code, finding.where) == (code, where)
    ]
    assert told in finding.message
    assert finding.file == "dossier.yaml"


def test_a_finding_is_written_as_its_json_says() -> None:
    finding = check_facts(example("concept"))[0]
    assert list(finding.as_dict()) == ["code", "severity", "file", "where", "sentence", "message", "remedy"]
    assert finding.as_dict()["sentence"] is None


def test_findings_come_in_the_order_of_the_file() -> None:
    dossier = example("concept")
    sections = [finding.where.split(".")[0].split("[")[0] for finding in check_facts(dossier)]
    order = list(Dossier.model_fields)
    assert sections == sorted(sections, key=order.index)


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_any_dossier_is_checked_in_whole_sentences(dossier: Dossier) -> None:
    findings = check_facts(dossier)
    assert findings == check_facts(dossier)
    assert len(set(findings)) == len(findings)
    for finding in findings:
        assert finding.message.endswith((".", "?", "!"))
        assert finding.remedy.endswith(".")
        assert "None" not in finding.message


@settings(max_examples=30, deadline=None)
@given(dossiers(complete=True))
def test_a_complete_dossier_has_no_open_points(dossier: Dossier) -> None:
    assert not {"facts.open", "facts.seat-missing", "facts.decision-missing"} & set(codes(dossier))


def test_many_partijen_are_checked() -> None:
    assert not [finding for finding in check_facts(Dossier.from_facts(many(400))) if finding.severity is Severity.ERROR]


def test_every_rule_is_known_by_one_name() -> None:
    assert len(set(RULES)) == len(RULES)
