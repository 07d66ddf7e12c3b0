"""What an e-invoice says, element by element, and that the official rules let it through."""

import base64
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree
from rekeningen import CORRECTIE, CREDITNOTA, FACTUUR, KOPER, REDENEN, regels, rekening

from assembler.finance.identifiers import Identifier
from assembler.finance.ubl import Bijlage, build
from assembler.finance.ubl_profile import Profiel
from assembler.finance.ubl_rule import NAMESPACES

PDF = Bijlage("factuur-1.pdf", b"%PDF-1.7 fictief")


def xml(rekening=FACTUUR, profiel=Profiel.NLCIUS):
    return etree.fromstring(build(rekening, profiel, PDF))


def text(root, path: str) -> list[str]:
    """Texts at a path below the root, with the prefixes of UBL."""
    return [str(found) for found in root.xpath(f"/*/{path}/text()", namespaces=NAMESPACES)]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("cbc:CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"),
        ("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
        ("cbc:ID", "NH-F2024-0001"),
        ("cbc:IssueDate", "2024-03-01"),
        ("cbc:DueDate", "2024-03-31"),
        ("cbc:InvoiceTypeCode", "380"),
        ("cbc:DocumentCurrencyCode", "EUR"),
        ("cbc:AccountingCost", "6120"),
        ("cbc:BuyerReference", "4100002601"),
        ("cac:InvoicePeriod/cbc:StartDate", "2024-01-01"),
        ("cac:InvoicePeriod/cbc:EndDate", "2024-12-31"),
        ("cac:ContractDocumentReference/cbc:ID", "PTB-2024-01"),
        ("cac:AccountingSupplierParty/cac:Party/cbc:EndpointID[@schemeID='0190']", "00000099999902702000"),
        ("cac:AccountingSupplierParty//cac:PartyLegalEntity/cbc:CompanyID[@schemeID='0106']", "00000027"),
        ("cac:AccountingSupplierParty//cac:PartyTaxScheme/cbc:CompanyID", "NL999902702B01"),
        ("cac:AccountingCustomerParty//cac:PartyLegalEntity/cbc:CompanyID[@schemeID='0190']", "00000099999902611000"),
        ("cac:AccountingCustomerParty//cac:PartyTaxScheme/cbc:CompanyID", "NL999902611B01"),
        ("cac:AccountingCustomerParty//cac:PostalAddress/cbc:StreetName", "Archimedeslaan 6"),
        ("cac:AccountingCustomerParty//cac:Contact/cbc:Name", "Financiële administratie"),
        ("cac:PaymentMeans/cbc:PaymentMeansCode", "58"),
        ("cac:PaymentMeans/cbc:PaymentID", "NH-F2024-0001"),
        ("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "NL65TEST0000002401"),
        ("cac:TaxTotal/cbc:TaxAmount[@currencyID='EUR']", "15750.00"),
        ("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount", "75000.00"),
        ("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", "S"),
        ("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent", "21"),
        ("cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", "75000.00"),
        ("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", "90750.00"),
        ("cac:LegalMonetaryTotal/cbc:PayableAmount", "90750.00"),
        ("cac:InvoiceLine/cbc:LineExtensionAmount", "75000.00"),
        ("cac:InvoiceLine/cac:Item/cbc:Name", "Bijdrage 1"),
    ],
)
def test_the_e_invoice_says_what_the_invoice_says(path, says):
    assert text(xml(), path) == [says]


def test_the_pdf_travels_inside_it():
    (embedded,) = xml().xpath("//cbc:EmbeddedDocumentBinaryObject", namespaces=NAMESPACES)
    assert base64.b64decode(embedded.text) == PDF.data
    assert dict(embedded.attrib) == {"mimeCode": "application/pdf", "filename": "factuur-1.pdf"}


def test_peppol_has_its_own_specification_and_the_name_of_the_account():
    root = xml(profiel=Profiel.PEPPOL)
    assert text(root, "cbc:CustomizationID") == [
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
    ]
    assert text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name") == ["Provincie Noord-Holland"]


def test_nlcius_names_the_account_holder_in_the_terms_of_payment_only():
    root = xml(replace(FACTUUR, rekeninghouder="Kassier NH"))
    assert text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name") == []
    assert text(root, "cac:PaymentTerms/cbc:Note") == ["Te betalen uiterlijk 2024-03-31 ten name van Kassier NH."]


def test_a_credit_note_has_its_own_form_and_refers_to_the_invoice():
    root = xml(CREDITNOTA)
    assert etree.QName(root).localname == "CreditNote"
    assert text(root, "cbc:CreditNoteTypeCode") == ["381"]
    assert text(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["NH-F2024-0001"]
    assert text(root, "cac:CreditNoteLine/cbc:CreditedQuantity") == ["1"]
    assert text(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["7723.41"]


def test_a_corrected_invoice_refers_to_the_invoice_that_it_replaces():
    root = xml(CORRECTIE)
    assert text(root, "cbc:InvoiceTypeCode") == ["384"]
    assert text(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["NH-F2024-0001"]


@pytest.mark.parametrize(("positie", "category", "rate"), [("buiten_reikwijdte", "O", []), ("vrijgesteld", "E", ["0"])])
def test_where_no_btw_is_charged_the_reason_stands(positie, category, rate):
    root, here = xml(rekening(positie)), "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"
    assert text(root, f"{here}/cbc:ID") == text(root, "cac:InvoiceLine//cac:ClassifiedTaxCategory/cbc:ID") == [category]
    assert text(root, f"{here}/cbc:Percent") == rate
    assert text(root, f"{here}/cbc:TaxExemptionReason") == [REDENEN[positie]]
    assert text(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["75000.00"]


@pytest.mark.parametrize(("positie", "shown"), [("tarief_21", 2), ("vrijgesteld", 2), ("buiten_reikwijdte", 0)])
def test_outside_the_scope_of_btw_no_btw_id_is_shown(positie, shown):
    assert len(text(xml(rekening(positie)), "/cac:PartyTaxScheme/cbc:CompanyID")) == shown


def test_of_a_negative_line_the_quantity_is_negative_and_the_price_is_not():
    root = xml(replace(FACTUUR, regels=regels("100.00", "-30.05", "0.00")))
    assert text(root, "cac:InvoiceLine/cbc:InvoicedQuantity") == ["1", "-1", "1"]
    assert text(root, "cac:InvoiceLine/cac:Price/cbc:PriceAmount") == ["100.00", "30.05", "0.00"]
    assert text(root, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount") == ["69.95"]


def test_btw_is_computed_once_over_the_sum():
    three = replace(FACTUUR, regels=regels("0.07", "0.07", "0.07"))
    assert three.bedragen.btw_bedrag == Decimal("0.04")  # line by line it would be 0.03


def test_signs_that_xml_keeps_for_itself_are_written_out():
    root = xml(replace(FACTUUR, koper=replace(KOPER, naam='Gemeente A & <B> \'s-"C" ë')))
    assert text(root, "cac:AccountingCustomerParty//cac:PartyName/cbc:Name") == ['Gemeente A & <B> \'s-"C" ë']


def test_equal_facts_give_equal_bytes():
    assert build(FACTUUR, Profiel.NLCIUS, PDF) == build(FACTUUR, Profiel.NLCIUS, PDF)


@pytest.mark.parametrize("positie", REDENEN)
@pytest.mark.parametrize("made", [FACTUUR, CREDITNOTA, CORRECTIE], ids=["invoice", "credit note", "corrected"])
def test_the_official_rules_let_everything_through(validator, made, positie):
    document = build(replace(made, btw_positie=positie, btw_reden=REDENEN[positie]), Profiel.NLCIUS, PDF)
    assert validator.check(document, Profiel.NLCIUS) == ()


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (replace(FACTUUR, verkoper=replace(FACTUUR.verkoper, btw_id=None)), "BR-S-02"),
        (rekening("vrijgesteld", verkoper=replace(FACTUUR.verkoper, btw_id=None)), "BR-E-02"),
        (replace(rekening("vrijgesteld"), btw_reden=None), "BR-E-10"),
        (replace(rekening("buiten_reikwijdte"), btw_reden=None), "BR-O-10"),
        (replace(FACTUUR, koper=replace(KOPER, adres_elektronisch=Identifier("0001", "1"))), "BR-CL-25"),
        (replace(FACTUUR, nummer=""), "BR-02"),
    ],
    ids=["no btw-id", "exempt without btw-id", "exempt without reason", "outside without reason", "scheme", "number"],
)
def test_the_official_rules_stop_what_is_not_in_order(validator, made, rule):
    faults = validator.check(build(made, Profiel.NLCIUS, PDF), Profiel.NLCIUS)
    assert rule in {fault.rule for fault in faults if fault.severe}


def test_what_is_no_ubl_is_stopped_by_the_schema(validator):
    broken = build(FACTUUR, Profiel.NLCIUS).replace(b"cbc:IssueDate>2024-03-01", b"cbc:IssueDate>1 maart")
    (fault,) = validator.check(broken, Profiel.NLCIUS)
    assert (fault.rule, fault.xpath) == ("UBL-2.1", "/*/IssueDate")


def test_a_document_with_an_entity_is_not_expanded(validator):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Invoice xmlns="urn:x">&a;</Invoice>'
    assert validator.check(bomb, Profiel.NLCIUS)[0].severe
