"""Settling a year: what is accounted for, divided and credited, and when it is refused."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from examples import FOLDER, changed_file, values
from in_force import DOSSIER, put_in_force
from lxml import etree

from assembler.documents.text import text_of
from assembler.dossier import Dossier
from assembler.finance.account import account
from assembler.finance.actuals import ActualsError
from assembler.finance.settlement_objections import remarks
from assembler.finance.ubl_rule import NAMESPACES
from assembler.workflows import invoice as invoicing
from assembler.workflows.assemble import Assembly
from assembler.workflows.errors import InvoiceRefusedError
from assembler.workflows.settle import Outcome, Request, again, settle, settled
from signatures import store
from signatures.numbered import NumberedDocument

EXAMPLE = FOLDER / "tekenklaar"
INVOICED = datetime(2024, 3, 1, 9, tzinfo=UTC)
SETTLED = datetime(2025, 2, 10, 9, tzinfo=UTC)
POSTS = {
    "Kwartiermaker": "88.250,10",
    "Secretariaat": "51.000,00",
    "Communicatie": "17.749,90",
    "Evenement CTB": "20.000,00",
    "Ondersteuning bij de implementatie": "12.000,00",
    "Onvoorzien": "16.000,00",
    "Onderzoeken": "10.000,00",
}
"""Together 215.000,00: of the begroting of 235.000,00 twenty thousand euro is left."""


def actuals(**other: str) -> bytes:
    rows = POSTS | other
    return "".join(f"{post};{amount}\n" for post, amount in {"post": "bedrag", **rows}.items()).encode()


NOTHING_LEFT = actuals(Communicatie="37.749,90")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which agreement and extension were signed by all; every test works in a copy."""
    made = tmp_path_factory.mktemp("ondertekend") / "werkmap"
    store.setup(made)
    put_in_force(extended=True)
    store.close()
    return made


@pytest.fixture
def workspace(signed: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(signed, tmp_path / "werkmap")
    store.setup(tmp_path / "werkmap")
    yield tmp_path
    store.close()


def booked(partij: str, net: str, number: int, jaar: int = 2024, **facts: Any) -> NumberedDocument:
    """An invoice in the register, without its files."""
    amounts = {"netto": net, "btw_bedrag": "0.00", "totaal": net, "btw_positie": "tarief_21", "profiel": "nlcius"}
    dates = {"datum": f"{jaar}-03-01", "vervaldatum": f"{jaar}-03-31"}
    return NumberedDocument(
        series=f"NH-PTB-F{jaar}",
        volgnummer=number,
        number=f"NH-PTB-F{jaar}-{number:04}",
        dossier=DOSSIER,
        kind="factuur",
        once=f"factuur {jaar} {partij} {number}",
        issued_at=INVOICED,
        by="Voorbeeld",
        partij=partij,
        jaar=jaar,
        facts=amounts | dates | facts,
    )


INVOICES = (booked("flevoland", "40000.00", 1), booked("utrecht", "75000.00", 2), booked("zuid-holland", "70000.00", 3))


@pytest.fixture
def invoiced(workspace: Path) -> Path:
    store.record_numbered(INVOICES, {})
    return workspace


def run(folder: Path, dossier: Path = EXAMPLE, moment: datetime = SETTLED, **asked: Any) -> Outcome:
    given: dict[str, Any] = {"jaar": 2024, "actuals": actuals(), "actuals_name": "realisatie.csv"}
    return settle(dossier, folder / "uit", Request(**given | asked), moment=moment, by="B. Schoorl (voorbeeld)")


def refused(folder: Path, dossier: Path = EXAMPLE, moment: datetime = SETTLED, **asked: Any) -> dict[str, str]:
    """Code and sentence of all that is in the way; and nothing was numbered or written."""
    before = store.numbered()
    with pytest.raises(InvoiceRefusedError) as refusal:
        run(folder, dossier, moment, **asked)
    assert store.numbered() == before
    assert not (folder / "uit").exists()
    return {found.code: str(found) for found in refusal.value.found}


def test_a_year_is_settled_with_an_account_and_a_credit_note_for_who_was_invoiced(workspace: Path) -> None:
    issued = invoicing.invoice(EXAMPLE, workspace / "f", invoicing.Request(2024), moment=INVOICED, by="Voorbeeld")
    made = run(workspace)
    notes = {note.partij: note for note in made.issued}
    assert [(note.number, note.partij, note.about) for note in made.issued] == [
        ("NH-PTB-C2025-0001", "flevoland", "NH-PTB-F2024-0001"),
        ("NH-PTB-C2025-0002", "utrecht", "NH-PTB-F2024-0002"),
        ("NH-PTB-C2025-0003", "zuid-holland", "NH-PTB-F2024-0003"),
    ]
    assert {key: (note.facts["netto"], note.facts["btw_bedrag"]) for key, note in notes.items()} == {
        "flevoland": ("3404.25", "714.89"),
        "utrecht": ("6382.98", "1340.43"),
        "zuid-holland": ("5957.45", "1251.06"),
    }
    assert sum(share.bedrag for share in made.afrekening.aandelen) == Decimal(20000)
    names = {path.name: path.read_bytes() for path in made.files}
    _word_says_it_all(text_of(names["verantwoording-2024-utrecht.docx"]))
    _picture_is_told(names["verantwoording-2024-utrecht.docx"], names["verantwoording-2024-utrecht.pdf"])
    _e_credit_note_refers(names["creditnota-NH-PTB-C2025-0002-utrecht.xml"], issued.issued[1].fact.number)
    assert "Provincie Utrecht;75000,00;75000,00;6382,98;NH-PTB-F2024-0002" in names["verdeling-2024.csv"].decode()
    assert json.loads(names["afrekening-2024.json"])["surplus"] == "20000.00"
    assert names["realisatie-2024.csv"] == actuals()
    once_more = {path.name: path.read_bytes() for path in again(EXAMPLE, workspace / "nog", 2024)}
    assert once_more == names
    assert set(refused_again(workspace)) == {"finance.already-settled"}
    assert store.audit().sound


def refused_again(workspace: Path) -> dict[str, str]:
    with pytest.raises(InvoiceRefusedError) as refusal:
        run(workspace)
    return {found.code: str(found) for found in refusal.value.found}


def _word_says_it_all(text: str) -> None:
    plain = text.replace("\u00a0", " ")
    for part in (
        "Het restant over 2024 bedraagt € 20.000,00.",
        "naar verhouding van de bijdragen in geld van alle partijen",
        "Provincie Noord-Holland (blijft bij de penvoerder)\n€ 50.000,00\n€ 4.255,32",
        "NH-PTB-F2024-0002 van 01-03-2024",
        "De penvoerder betaalt € 6.382,98 terug aan de provincie Utrecht, vermeerderd met € 1.340,43 btw, samen"
        " € 7.723,41. Dat gebeurt uiterlijk 12 maart 2025, met een creditnota bij factuur NH-PTB-F2024-0002.",
    ):
        assert part in plain


def _picture_is_told(docx: bytes, pdf: bytes) -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document = package.read("word/document.xml").decode()
    assert 'descr="Staafdiagram. Inleg in geld 2024: Provincie Flevoland' in document
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        resources = [page.Resources.get("/XObject", {}) for page in opened.pages]
        assert sum(x.Subtype == "/Image" for each in resources for x in each.values()) == 1


def _e_credit_note_refers(xml: bytes, number: str) -> None:
    tree = etree.fromstring(xml)
    refers = "cac:BillingReference/cac:InvoiceDocumentReference"
    assert tree.xpath(f"string({refers}/cbc:ID)", namespaces=NAMESPACES) == number
    assert tree.xpath(f"string({refers}/cbc:IssueDate)", namespaces=NAMESPACES) in ("", "2024-03-01")


def test_where_nothing_is_left_the_accounts_settle_the_year(invoiced: Path) -> None:
    made = run(invoiced, actuals=NOTHING_LEFT)
    assert {note.kind for note in made.issued} == {"verantwoording"}
    assert [note.number for note in made.issued] == [f"NH-PTB-V2025-000{n}" for n in (1, 2, 3)]
    text = text_of((invoiced / "uit" / "verantwoording-2024-utrecht.docx").read_bytes())
    assert "De uitgaven over 2024 zijn gelijk aan de begroting. Er is geen restant om terug te betalen." in text
    assert set(refused_again(invoiced)) == {"finance.already-settled"}


def test_more_spent_than_budgeted_stops_with_a_question(invoiced: Path) -> None:
    found = refused(invoiced, actuals=actuals(Communicatie="40.000,00"))
    assert set(found) == {"finance.overspent"}
    sentence = found["finance.overspent"].replace("\u00a0", " ")
    assert "€ 2.250,10 meer uitgegeven dan begroot" in sentence
    assert "Hoe wordt het tekort gedragen?" in sentence


def test_who_was_not_invoiced_cannot_be_credited(workspace: Path) -> None:
    store.record_numbered(INVOICES[:2], {})
    found = refused(workspace)
    assert set(found) == {"finance.not-invoiced"}
    assert "zuid-holland" in found["finance.not-invoiced"]


def test_a_year_is_not_settled_before_it_is_over(invoiced: Path) -> None:
    assert set(refused(invoiced, datum=date(2024, 12, 31))) == {"finance.year-not-over"}
    assert set(refused(invoiced, moment=datetime(2024, 12, 31, 22, 59, tzinfo=UTC))) == {"finance.year-not-over"}


def test_a_date_in_the_future_does_not_end_a_year(invoiced: Path) -> None:
    early = datetime(2024, 6, 1, tzinfo=UTC)
    assert set(refused(invoiced, moment=early, datum=date(2025, 2, 10))) == {"finance.year-not-over"}


def test_an_account_that_comes_late_says_so(invoiced: Path) -> None:
    made = run(invoiced, datum=date(2025, 3, 4), moment=datetime(2025, 3, 4, tzinfo=UTC), actuals=NOTHING_LEFT)
    assert [remark.code for remark in made.remarks] == ["finance.account-late"]


def test_an_account_sent_on_the_monday_after_a_saturday_is_in_time(invoiced: Path) -> None:
    assert (
        run(invoiced, datum=date(2025, 3, 3), moment=datetime(2025, 3, 4, tzinfo=UTC), actuals=NOTHING_LEFT).remarks
        == ()
    )


def test_days_are_days_in_the_netherlands(invoiced: Path) -> None:
    made = run(invoiced, moment=datetime(2024, 12, 31, 23, 30, tzinfo=UTC), actuals=NOTHING_LEFT)
    assert made.issued[0].facts["datum"] == "2025-01-01"


@pytest.mark.parametrize(
    ("jaar", "code"), [(2030, "budget-missing"), (2023, "budget-missing"), (2022, "budget-missing")]
)
def test_a_year_without_a_plan_and_budget_is_refused(invoiced: Path, jaar: int, code: str) -> None:
    assert f"finance.{code}" in refused(invoiced, jaar=jaar, moment=datetime(2031, 1, 2, tzinfo=UTC))


def test_the_year_of_an_extension_is_settled_only_when_it_is_in_force(tmp_path: Path) -> None:
    store.setup(tmp_path / "werkmap")
    try:
        put_in_force()
        later = datetime(2026, 2, 1, tzinfo=UTC)
        assert set(refused(tmp_path, jaar=2025, moment=later)) == {"finance.not-in-force"}
    finally:
        store.close()


def test_an_extension_in_force_can_be_settled(workspace: Path) -> None:
    posts = values()["jaren"]["2025" if "2025" in values()["jaren"] else 2025]["begroting"]
    spent = "\n".join(f"{line['post']}: {line['bedrag']}" for line in posts).encode()
    later = datetime(2026, 2, 1, tzinfo=UTC)
    made = run(workspace, jaar=2025, moment=later, actuals=spent, actuals_name="realisatie.yaml")
    text = text_of((workspace / "uit" / "verantwoording-2025-utrecht.docx").read_bytes())
    assert made.afrekening.verantwoording.restant == 0
    assert "verlengd onder kenmerk PTB-2024-09" in text


def test_nothing_is_settled_of_an_agreement_that_nobody_signed(tmp_path: Path) -> None:
    store.setup(tmp_path / "werkmap")
    try:
        assert set(refused(tmp_path)) == {"finance.not-in-force"}
    finally:
        store.close()


def test_a_key_that_the_agreement_leaves_open_is_asked_for(tmp_path: Path) -> None:
    dossier = changed_file("tekenklaar", tmp_path / "d", ("overeenkomst.verdeelsleutel", None))
    store.setup(tmp_path / "werkmap")
    try:
        put_in_force(dossier)
        store.record_numbered(INVOICES, {})
        assert set(refused(tmp_path, dossier)) == {"finance.key-open"}
    finally:
        store.close()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("overeenkomst.verdeelsleutel", "C"),
        ("overeenkomst.btw.positie", "vrijgesteld"),
        ("jaren.2024.inleg.noord-holland.bedrag", "60000.00"),
    ],
)
def test_what_was_signed_decides_not_what_the_dossier_says_since(invoiced: Path, path: str, value: str) -> None:
    dossier = changed_file("tekenklaar", invoiced / "d", (path, value), ("overeenkomst.btw.reden", "Voorbeeld"))
    assert "finance.differs-from-signed" in refused(invoiced, dossier)


def test_a_budget_that_was_changed_since_is_remarked_upon(invoiced: Path) -> None:
    changes = [("jaren.2024.begroting.0.bedrag", "91000.00"), ("jaren.2024.begroting.1.bedrag", "49000.00")]
    dossier = changed_file("tekenklaar", invoiced / "d", *changes)
    made = run(invoiced, dossier, actuals=NOTHING_LEFT)
    assert [remark.code for remark in made.remarks] == ["finance.budget-changed"]


def test_another_key_than_agreed_is_used_on_request_and_said(workspace: Path) -> None:
    invoicing.invoice(EXAMPLE, workspace / "f", invoicing.Request(2024), moment=INVOICED, by="Voorbeeld")
    made = run(workspace, key="B")
    assert [share.bedrag for share in made.afrekening.aandelen] == [
        Decimal("4324.32"),
        Decimal("8108.11"),
        Decimal("7567.57"),
    ]
    assert [remark.code for remark in made.remarks] == ["finance.key-differs"]
    text = text_of((workspace / "uit" / "verantwoording-2024-utrecht.docx").read_bytes())
    assert "Artikel 6.6 noemt een andere sleutel (A)" in text


def test_a_budget_above_the_contributions_is_a_question(invoiced: Path) -> None:
    dossier = changed_file("tekenklaar", invoiced / "d", ("jaren.2024.begroting.0.bedrag", "120000.00"))
    assert "finance.budget-above-contributions" in refused(invoiced, dossier)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"netto": "74000.00"}, "invoice-differs"),
        ({"netto": "6000.00"}, "credit-above-invoice"),
        ({"btw_positie": "vrijgesteld"}, "vat-differs"),
    ],
)
def test_a_credit_note_fits_its_invoice(workspace: Path, change: dict[str, str], code: str) -> None:
    odd = replace(INVOICES[1], facts={**INVOICES[1].facts, **change})
    store.record_numbered((INVOICES[0], odd, INVOICES[2]), {})
    assert f"finance.{code}" in refused(workspace)


def test_a_file_with_mistakes_settles_nothing(invoiced: Path) -> None:
    with pytest.raises(ActualsError) as wrong:
        run(invoiced, actuals=actuals(Reizen="1,00"))
    assert 'de post "Reizen" staat niet in de begroting' in str(wrong.value)
    assert settled(DOSSIER, 2024) == []
    assert not (invoiced / "uit").exists()


def test_the_example_knows_the_words_of_the_account() -> None:
    from assembler.workflows.stukken import Stuk

    assembly = Assembly.of(Dossier.load(EXAMPLE))
    mapping = assembly.mapping(Stuk("verantwoording", "utrecht", 2024))["verantwoording"]
    assert {"grafiek", "creditnota", "inleg", "buiten_begroting", "tekort"} <= set(mapping)


def test_less_than_nothing_spent_on_a_line_is_remarked_upon() -> None:
    spent = account([("Reizen", Decimal("10.00"))], {"Reizen": Decimal("-1.00")}, {"utrecht": Decimal("10.00")})
    found = [each.code for each in remarks(spent, {"jaar": 2024, "inleg_totaal": Decimal("10.00")}, "A", "A")]
    assert found == ["finance.spent-negative"]
