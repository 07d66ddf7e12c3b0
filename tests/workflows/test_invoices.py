"""Invoicing a year: who gets one, when not, and that number, document and log row come together."""

import base64
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from examples import FOLDER, changed_file
from in_force import DOSSIER, put_in_force
from lxml import etree

from assembler.documents.text import text_of
from assembler.dossier.geld import bedrag_geschreven
from assembler.dossier.tijd import datum_voluit
from assembler.finance.ubl_rule import NAMESPACES
from assembler.workflows.errors import InvoiceRefusedError, NothingIssuedError, UnknownPartijError
from assembler.workflows.invoice import Outcome, Request, again, invoice
from assembler.workflows.numbered import standing_invoice
from signatures import store
from signatures.numbered import NumberedDocument

EXAMPLE = FOLDER / "tekenklaar"
MOMENT = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path):
    store.setup(tmp_path / "werkmap")
    yield tmp_path
    store.close()


@pytest.fixture
def signed(workspace: Path) -> Path:
    put_in_force()
    return workspace


@pytest.fixture
def extended(workspace: Path) -> Path:
    put_in_force(extended=True)
    return workspace


def issue(folder: Path, request: Request, dossier: Path = EXAMPLE, moment: datetime = MOMENT, **more) -> Outcome:
    return invoice(dossier, folder / "uit", request, moment=moment, by="B. Schoorl (voorbeeld)", **more)


def refused(folder: Path, request: Request, dossier: Path = EXAMPLE, moment: datetime = MOMENT) -> set[str]:
    """Codes of all that is in the way; and nothing was numbered or written."""
    before = store.numbered()
    with pytest.raises(InvoiceRefusedError) as refusal:
        issue(folder, request, dossier, moment)
    assert store.numbered() == before
    assert not (folder / "uit").exists()
    return {found.code for found in refusal.value.found}


def told(folder: Path, request: Request, dossier: Path) -> str:
    with pytest.raises(InvoiceRefusedError) as refusal:
        issue(folder, request, dossier)
    return str(refusal.value)


def one(data: bytes, path: str) -> str:
    """The one text at a path below the root."""
    (found,) = etree.fromstring(data).xpath(f"/*/{path}/text()", namespaces=NAMESPACES)
    return str(found)


def test_every_partij_but_the_penvoerder_gets_word_pdf_and_e_invoice(signed):
    made = issue(signed, Request(2024))
    assert [(each.fact.number, each.fact.partij) for each in made.issued] == [
        ("NH-PTB-F2024-0001", "flevoland"),
        ("NH-PTB-F2024-0002", "utrecht"),
        ("NH-PTB-F2024-0003", "zuid-holland"),
    ]
    assert sorted(path.suffix for path in made.files) == 3 * [".docx"] + 3 * [".pdf"] + 3 * [".xml"]
    assert [each.fact.facts["totaal"] for each in made.issued] == ["48400.00", "90750.00", "84700.00"]
    assert store.audit().sound


def test_word_and_pdf_say_what_the_e_invoice_says_field_by_field(signed):
    files = issue(signed, Request(2024, ("utrecht",))).issued[0].files
    docx, pdf, xml = files.values()
    assert base64.b64decode(one(xml, "cac:AdditionalDocumentReference//cbc:EmbeddedDocumentBinaryObject")) == pdf
    for text in (plain(text_of(docx)), plain(pdf_text(pdf))):
        for path in FIELDS:
            assert plain(one(xml, path)) in text, path
        for path in DAYS:
            assert plain(datum_voluit(date.fromisoformat(one(xml, path)))) in text, path
        for path in AMOUNTS:
            assert plain(bedrag_geschreven(Decimal(one(xml, path)))) in text, path


SELLER, BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
TOTALS, SUBTOTAL = "cac:LegalMonetaryTotal", "cac:TaxTotal/cac:TaxSubtotal"
FIELDS = (
    "cbc:ID",
    "cbc:AccountingCost",
    "cbc:BuyerReference",
    "cac:ContractDocumentReference/cbc:ID",
    *(
        f"{party}/{field}"
        for party in (SELLER, BUYER)
        for field in (
            "cac:PartyName/cbc:Name",
            "cac:PostalAddress/cbc:StreetName",
            "cac:PostalAddress/cbc:CityName",
            "cac:PostalAddress/cbc:PostalZone",
            "cac:PartyTaxScheme/cbc:CompanyID",
            "cac:PartyLegalEntity/cbc:RegistrationName",
            "cac:PartyLegalEntity/cbc:CompanyID",
        )
    ),
    f"{BUYER}/cac:Contact/cbc:Name",
    "cac:PaymentMeans/cbc:PaymentID",
    "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID",
    f"{SUBTOTAL}/cac:TaxCategory/cbc:Percent",
    "cac:InvoiceLine/cac:Item/cbc:Name",
)
DAYS = ("cbc:IssueDate", "cbc:DueDate", "cac:InvoicePeriod/cbc:StartDate", "cac:InvoicePeriod/cbc:EndDate")
AMOUNTS = (
    "cac:TaxTotal/cbc:TaxAmount",
    f"{SUBTOTAL}/cbc:TaxableAmount",
    f"{TOTALS}/cbc:TaxExclusiveAmount",
    f"{TOTALS}/cbc:PayableAmount",
    "cac:InvoiceLine/cbc:LineExtensionAmount",
)


def plain(text: str) -> str:
    return " ".join(text.split())


def pdf_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_number_document_and_log_row_come_together(signed):
    before = store.log_head().seq
    made = issue(signed, Request(2024, ("utrecht",)))
    (fact,) = store.numbered(dossier=DOSSIER)
    assert fact == made.issued[0].fact
    assert [row.action for row in store.log_rows(before)] == ["genummerd"]
    assert {name: store.kept_bytes(sha) for name, sha in fact.files.items()} == dict(made.issued[0].files)


def test_what_was_issued_is_written_again_byte_for_byte(signed):
    made = issue(signed, Request(2024))
    files = again(EXAMPLE, signed / "nogmaals", 2024)
    assert {path.name: path.read_bytes() for path in files} == {path.name: path.read_bytes() for path in made.files}


def test_nothing_is_written_again_that_was_never_issued(signed):
    with pytest.raises(NothingIssuedError, match="2024"):
        again(EXAMPLE, signed / "uit", 2024)


def test_before_anything_was_signed_there_is_nothing_to_invoice(workspace):
    assert refused(workspace, Request(2024)) == {"finance.not-in-force"}


def test_a_partij_gets_one_invoice_for_a_year(signed):
    issue(signed, Request(2024, ("utrecht",)))
    with pytest.raises(InvoiceRefusedError, match="al factuur NH-PTB-F2024-0001"):
        issue(signed, Request(2024))
    assert len(store.numbered()) == 1


def test_a_corrected_invoice_takes_the_place_of_the_first_and_bears_a_number_of_its_own(signed):
    issue(signed, Request(2024, ("utrecht",)))
    made = issue(signed, Request(2024, corrects="NH-PTB-F2024-0001"), moment=LATER).issued[0]
    xml = list(made.files.values())[2]
    assert made.fact.number == "NH-PTB-F2025-0001"
    assert one(xml, "cbc:InvoiceTypeCode") == "384"
    assert one(xml, "cac:BillingReference//cbc:ID") == made.fact.about == "NH-PTB-F2024-0001"
    assert standing_invoice(DOSSIER, 2024, "utrecht") == made.fact
    assert "factuur NH-PTB-F2024-0001 van 1 maart 2024" in plain(text_of(next(iter(made.files.values()))))


@pytest.mark.parametrize("number", ["NH-PTB-F2024-0001", "NH-PTB-F2024-0009"])
def test_only_an_invoice_that_stands_is_corrected(signed, number):
    issue(signed, Request(2024, ("utrecht",)))
    issue(signed, Request(2024, corrects="NH-PTB-F2024-0001"))
    with pytest.raises(InvoiceRefusedError, match=r"NH-PTB-F2024-0002 verwijst ernaar|niet uitgereikt"):
        issue(signed, Request(2024, corrects=number))


def test_an_invoice_is_taken_back_as_a_whole_and_then_there_may_be_another(signed):
    issue(signed, Request(2024, ("utrecht",)))
    made = issue(signed, Request(2024, cancels="NH-PTB-F2024-0001")).issued[0]
    docx, _, xml = made.files.values()
    assert made.fact.number == "NH-PTB-C2024-0001"
    assert one(xml, "cac:BillingReference//cbc:ID") == "NH-PTB-F2024-0001"
    assert one(xml, "cac:LegalMonetaryTotal/cbc:PayableAmount") == "90750.00"
    assert "vervalt de hiervoor genoemde factuur geheel" in text_of(docx)
    assert standing_invoice(DOSSIER, 2024, "utrecht") is None
    assert issue(signed, Request(2024, ("utrecht",))).issued[0].fact.number == "NH-PTB-F2024-0002"
    with pytest.raises(InvoiceRefusedError, match="NH-PTB-F2024-0002"):
        issue(signed, Request(2024, ("utrecht",)))


def test_an_invoice_is_taken_back_whatever_became_of_the_agreement(signed):
    issue(signed, Request(2024, ("utrecht",)))
    made = issue(signed, Request(2024, cancels="NH-PTB-F2024-0001"), moment=LATER).issued[0]
    assert made.fact.number == "NH-PTB-C2025-0001"


@pytest.mark.parametrize("how", ["corrects", "cancels"])
@pytest.mark.parametrize("first", ["corrects", "cancels"])
def test_what_was_replaced_or_taken_back_is_not_changed_again(signed, first, how):
    issue(signed, Request(2024, ("utrecht",)))
    issue(signed, Request(2024, **{first: "NH-PTB-F2024-0001"}))
    with pytest.raises(InvoiceRefusedError) as refusal:
        issue(signed, Request(2024, **{how: "NH-PTB-F2024-0001"}))
    assert [found.code for found in refusal.value.found] == ["finance.correction-replaced"]


def test_an_invoice_is_taken_back_with_the_btw_that_it_had(signed):
    issue(signed, Request(2024, ("utrecht",)))
    exempt = ("overeenkomst.btw", {"positie": "vrijgesteld", "reden": "Artikel 11"})
    dossier = changed_file("tekenklaar", signed / "dossier", exempt)
    with pytest.raises(InvoiceRefusedError, match="btw-positie tarief_21"):
        issue(signed, Request(2024, cancels="NH-PTB-F2024-0001"), dossier)


def test_the_year_of_the_extension_is_not_invoiced_before_it_is_in_force(signed):
    assert refused(signed, Request(2025)) == {"finance.not-in-force"}


def test_the_year_of_the_extension_is_invoiced_once_it_is_in_force(extended):
    made = issue(extended, Request(2025, ("utrecht",)), moment=LATER).issued[0]
    docx, _, xml = made.files.values()
    assert made.fact.number == "NH-PTB-F2025-0001"
    assert (one(xml, "cac:InvoicePeriod/cbc:StartDate"), one(xml, "cac:InvoicePeriod/cbc:EndDate")) == (
        "2025-01-01",
        "2025-12-31",
    )
    assert "verlengd onder kenmerk PTB-2024-09" in text_of(docx)


def test_after_the_end_of_the_agreement_nothing_is_invoiced(signed):
    assert refused(signed, Request(2024), moment=LATER) == {"finance.after-end"}


def test_no_invoice_is_dated_before_the_agreement_took_effect(signed):
    assert refused(signed, Request(2024, datum=date(2024, 1, 10))) == {"finance.before-effect"}


def test_no_invoice_is_dated_on_a_day_to_come(signed):
    assert refused(signed, Request(2024, datum=date(2024, 3, 2))) == {"finance.date-to-come"}


def test_the_dates_of_a_series_do_not_run_back(signed):
    issue(signed, Request(2024, ("utrecht",)))
    back = Request(2024, ("flevoland",), date(2024, 2, 29))
    with pytest.raises(InvoiceRefusedError, match=r"ligt vóór 1\smaart 2024, de datum van NH-PTB-F2024-0001"):
        issue(signed, back)
    assert len(store.numbered()) == 1


def test_a_year_before_the_agreement_is_told_as_such(signed):
    with pytest.raises(InvoiceRefusedError, match=r"geldt niet voor 2019: zij werkt terug tot 1\sjanuari 2024"):
        issue(signed, Request(2019))


def test_the_penvoerder_gets_no_invoice_of_itself(signed):
    assert refused(signed, Request(2024, ("noord-holland", "utrecht"))) == {"finance.buyer-is-penvoerder"}


def test_a_partij_that_nobody_knows_is_refused(signed):
    with pytest.raises(UnknownPartijError):
        issue(signed, Request(2024, ("drenthe",)))


def test_a_year_without_begroting_is_refused_together_with_everything_else(signed):
    assert refused(signed, Request(2030)) >= {
        "finance.budget-missing",
        "finance.penvoerder-missing",
        "finance.not-in-force",
    }


BROKEN = [
    ("finance.reference-missing", "partijen[0].factuur.referentie", [("partijen.0.factuur.referentie", None)]),
    ("finance.reference-odd", "partijen[1].factuur.referentie", [("partijen.1.factuur.referentie", "UT-1")]),
    (
        "finance.e-address-wrong",
        "partijen[1].factuur.e_factuur_id",
        [("partijen.1.factuur.e_factuur_id", "0999:12345")],
    ),
    (
        "finance.e-address-wrong",
        "partijen[1].factuur.e_factuur_id",
        [("partijen.1.factuur.e_factuur_id", "0106:12345")],
    ),
    ("finance.iban-missing", "partijen[2].iban", [("partijen.2.iban", None)]),
    ("finance.account-holder-missing", "partijen[2].rekeninghouder", [("partijen.2.rekeninghouder", None)]),
    (
        "finance.seller-id-missing",
        "partijen[2].kvk_nummer",
        [("partijen.2.kvk_nummer", None), ("partijen.2.oin", None)],
    ),
    ("finance.seller-vat-missing", "partijen[2].btw_id", [("partijen.2.btw_id", None)]),
    ("finance.buyer-id-missing", "partijen[1].oin", [("partijen.1.kvk_nummer", None), ("partijen.1.oin", None)]),
    ("finance.address-incomplete", "partijen[1].zetel.plaats", [("partijen.1.zetel.plaats", None)]),
    ("finance.btw-open", "overeenkomst.btw.positie", [("overeenkomst.btw.positie", None)]),
    ("finance.btw-reason-missing", "overeenkomst.btw.reden", [("overeenkomst.btw.positie", "vrijgesteld")]),
    ("finance.contribution-missing", "jaren.2024.inleg.utrecht.bedrag", [("jaren.2024.inleg.utrecht.bedrag", None)]),
    (
        "finance.contribution-negative",
        "jaren.2024.inleg.utrecht.bedrag",
        [("jaren.2024.inleg.utrecht.bedrag", "-1.00")],
    ),
    ("finance.agreement-open", "overeenkomst.onderwerp", [("overeenkomst.onderwerp", None)]),
    ("facts.sum-mismatch", "jaren.2024.begroting_totaal", [("jaren.2024.begroting_totaal", "1.00")]),
]


@pytest.mark.parametrize(("code", "where", "changes"), BROKEN)
def test_what_is_missing_or_wrong_is_told_with_its_field(signed, code, where, changes):
    with pytest.raises(InvoiceRefusedError) as refusal:
        issue(signed, Request(2024), changed_file("tekenklaar", signed / "dossier", *changes))
    assert (code, where) in {(found.code, found.where) for found in refusal.value.found}
    assert store.numbered() == ()


def test_all_mistakes_are_told_together(signed):
    dossier = changed_file("tekenklaar", signed / "dossier", *BROKEN[0][2], *BROKEN[1][2], *BROKEN[4][2])
    assert refused(signed, Request(2024), dossier) == {
        "finance.reference-missing",
        "finance.reference-odd",
        "finance.iban-missing",
    }
    assert told(signed, Request(2024), dossier).startswith("Er is niets genummerd en niets geschreven, want er zijn 3")


def test_outside_the_scope_the_btw_id_stays_away_and_that_is_said(workspace):
    change = (
        "overeenkomst.btw",
        {"positie": "buiten_reikwijdte", "reden": "Er is geen prestatie onder bezwarende titel"},
    )
    dossier = changed_file("tekenklaar", workspace / "dossier", change)
    put_in_force(dossier)
    made = issue(workspace, Request(2024, ("utrecht",)), dossier)
    docx, pdf, xml = made.issued[0].files.values()
    assert [remark.code for remark in made.remarks] == ["finance.vat-id-left-out"]
    assert "btw-id" not in text_of(docx).lower() + pdf_text(pdf).lower()
    assert b"PartyTaxScheme" not in xml
    assert made.issued[0].fact.facts["totaal"] == "75000.00"


def test_who_pays_nothing_is_left_out(workspace):
    changes = [("jaren.2024.inleg.utrecht.bedrag", "0.00"), ("jaren.2024.inleg_totaal", None)]
    dossier = changed_file("tekenklaar", workspace / "dossier", *changes)
    put_in_force(dossier)
    issued = issue(workspace, Request(2024), dossier).issued
    assert [each.fact.partij for each in issued] == ["flevoland", "zuid-holland"]


def test_who_is_named_twice_gets_one_invoice(signed):
    assert len(issue(signed, Request(2024, ("utrecht", "utrecht"))).issued) == 1


def test_an_invoice_follows_what_was_signed_and_not_a_later_edit(signed):
    changes = [("jaren.2024.inleg.utrecht.bedrag", "80000.00"), ("jaren.2024.inleg_totaal", None)]
    dossier = changed_file("tekenklaar", signed / "dossier", *changes)
    assert refused(signed, Request(2024), dossier) == {"finance.differs-from-signed"}
    assert "Ondertekend is € 75.000,00 voor provincie Utrecht" in plain(told(signed, Request(2024), dossier))


def test_when_another_was_first_the_documents_are_made_anew_for_the_next_number(signed):
    taken: list[NumberedDocument] = []

    def intrude(step: str, done: int, total: int) -> None:
        if not taken:
            series = "NH-PTB-F2024"
            taken.append(NumberedDocument(series, 1, f"{series}-0001", "ander", "factuur", "ander", MOMENT, "ander"))
            store.record_numbered(taken, {})

    made = issue(signed, Request(2024, ("utrecht",)), progress=intrude).issued[0]
    assert made.fact.number == "NH-PTB-F2024-0002"
    assert "NH-PTB-F2024-0002" in text_of(next(iter(made.files.values())))
    assert [each.volgnummer for each in store.numbered()] == [1, 2]


@pytest.mark.parametrize("step", ["Facturen opmaken", "PDF's maken", "E-facturen controleren"])
def test_stopped_halfway_nothing_is_numbered_and_nothing_written(signed, step):
    def interrupt(what: str, done: int, total: int) -> None:
        if what == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(signed, Request(2024), progress=interrupt)
    assert store.numbered() == ()
    assert not (signed / "uit").exists()


def test_stopped_while_writing_everything_numbered_can_be_written_again(signed):
    def interrupt(what: str, done: int, total: int) -> None:
        if what == "Facturen schrijven":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(signed, Request(2024), progress=interrupt)
    assert len(store.numbered()) == 3
    assert len(again(EXAMPLE, signed / "uit", 2024)) == 9


def test_a_partij_may_ask_for_peppol(signed):
    dossier = changed_file("tekenklaar", signed / "dossier", ("partijen.1.factuur.profiel", "peppol"))
    made = issue(signed, Request(2024), dossier)
    assert [each.fact.facts["profiel"] for each in made.issued] == ["nlcius", "peppol", "nlcius"]


def test_peppol_knows_no_corrected_invoice(signed):
    issue(signed, Request(2024, ("utrecht",)))
    dossier = changed_file("tekenklaar", signed / "dossier", ("partijen.1.factuur.profiel", "peppol"))
    with pytest.raises(InvoiceRefusedError, match="P0112"):
        issue(signed, Request(2024, corrects="NH-PTB-F2024-0001"), dossier)
