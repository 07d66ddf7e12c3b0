"""Every rule of NLCIUS and Peppol that is ours: kept by what we make, and told of where it is broken."""

import copy

import pytest
from lxml import etree
from rekeningen import CORRECTIE, CREDITNOTA, FACTUUR

from assembler.finance import br_nl, peppol, peppol_nl
from assembler.finance.ubl import Bijlage, build
from assembler.finance.ubl_elements import CAC, CBC
from assembler.finance.ubl_profile import Profiel
from assembler.finance.ubl_rule import NAMESPACES, broken

PDF = Bijlage("factuur.pdf", b"%PDF-1.7 fictief")
RULES = {Profiel.NLCIUS: br_nl.RULES, Profiel.PEPPOL: (*peppol.RULES, *peppol_nl.RULES)}
SELLER, BUYER = "/*/cac:AccountingSupplierParty/cac:Party", "/*/cac:AccountingCustomerParty/cac:Party"
CHARGE = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>{}<cbc:Amount currencyID='EUR'>10.00"
    "</cbc:Amount>{}</cac:AllowanceCharge>"
)
BASE = "<cbc:BaseAmount currencyID='EUR'>{}</cbc:BaseAmount>"
FACTOR = "<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>"
REPRESENTATIVE = (
    "<cac:TaxRepresentativeParty><cac:PostalAddress><cbc:CityName>Haarlem</cbc:CityName><cac:Country>"
    "<cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:TaxRepresentativeParty>"
)
ORDER_LINE = "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>"
SECOND_TOTAL = "<cac:TaxTotal><cbc:TaxAmount currencyID='{}'>{}</cbc:TaxAmount></cac:TaxTotal>"
LINE_PERIOD = "<cac:InvoicePeriod><cbc:{0}>{1}</cbc:{0}></cac:InvoicePeriod>"
REFERENCE = "<cac:DocumentReference><cbc:ID>1</cbc:ID>{}</cac:DocumentReference>"
TYPE_130 = "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>"
PROJECT = "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"  # noqa: E501
NO_MEANS = "without any means of payment"
LINE, TYPE, TOTALS = "/*/cac:InvoiceLine", "/*/cbc:InvoiceTypeCode", "/*/cac:LegalMonetaryTotal"
MEANS = "/*/cac:PaymentMeans"
BIC = "<cac:FinancialInstitutionBranch><cbc:ID>TESTNL2A</cbc:ID></cac:FinancialInstitutionBranch>"

DROP, ADD, SAY, NAME = "drop", "add", "say", "name"
"""What is done to the document: an element dropped, XML added to one, another text, another attribute."""

NLCIUS_BREAKS = [
    ("BR-NL-1", f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", DROP, ""),
    ("BR-NL-1", f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", NAME, "schemeID=0002"),
    ("BR-NL-2", "/*/cbc:BuyerReference", DROP, ""),
    ("BR-NL-3", f"{SELLER}/cac:PostalAddress/cbc:StreetName", DROP, ""),
    ("BR-NL-4", f"{BUYER}/cac:PostalAddress/cbc:PostalZone", DROP, ""),
    ("BR-NL-5", "/*", ADD, REPRESENTATIVE),
    ("BR-NL-7", TYPE, SAY, "383"),
    ("BR-NL-8", TYPE, SAY, "381"),
    ("BR-NL-9", TYPE, SAY, "384"),
    ("BR-NL-10", f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID", NAME, "schemeID=0002"),
    ("BR-NL-11", MEANS, DROP, ""),
    ("BR-NL-12", f"{MEANS}/cbc:PaymentMeansCode", SAY, "10"),
    ("BR-NL-13", LINE, ADD, ORDER_LINE),
    ("BR-NL-19", "/*", ADD, "<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>"),
    ("BR-NL-20", "/*", ADD, "<cbc:TaxPointDate>2024-03-01</cbc:TaxPointDate>"),
    ("BR-NL-21", "/*/cac:InvoicePeriod", ADD, "<cbc:DescriptionCode>35</cbc:DescriptionCode>"),
    ("BR-NL-24", "/*", ADD, "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>1</cbc:ID><cbc:IssueDate>2024-03-01</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>"),  # noqa: E501
    ("BR-NL-25", f"{SELLER}/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID", SAY, "LOC"),
    ("BR-NL-26", f"{SELLER}/cac:PartyLegalEntity", ADD, "<cbc:CompanyLegalForm>x</cbc:CompanyLegalForm>"),
    ("BR-NL-27", f"{BUYER}/cac:PostalAddress", ADD, "<cac:AddressLine><cbc:Line>x</cbc:Line></cac:AddressLine>"),
    ("BR-NL-28", f"{BUYER}/cac:PostalAddress", ADD, "<cbc:CountrySubentity>x</cbc:CountrySubentity>"),
    ("BR-NL-29", f"{MEANS}/cbc:PaymentMeansCode", NAME, "name=SEPA"),
    ("BR-NL-30", f"{MEANS}/cac:PayeeFinancialAccount", ADD, "<cbc:Name>x</cbc:Name>"),
    ("BR-NL-31", f"{MEANS}/cac:PayeeFinancialAccount", ADD, BIC),
    ("BR-NL-32", "/*", ADD, "<cac:AllowanceCharge><cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode></cac:AllowanceCharge>"),  # noqa: E501
    ("BR-NL-33", "/*/cac:TaxTotal/cbc:TaxAmount", NAME, "currencyID=USD"),
    ("BR-NL-35", "/*/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory", ADD, "<cbc:TaxExemptionReasonCode>VATEX-EU-O</cbc:TaxExemptionReasonCode>"),  # noqa: E501
    ("SI-UBL-2", "/*/cbc:AccountingCost", SAY, " "),
]  # fmt: skip
PEPPOL_BREAKS = [
    ("PEPPOL-EN16931-R001", "/*/cbc:ProfileID", DROP, ""),
    ("PEPPOL-EN16931-R002", "/*", ADD, "<cbc:Note>een</cbc:Note><cbc:Note>twee</cbc:Note>"),
    ("PEPPOL-EN16931-R003", "/*/cbc:BuyerReference", DROP, ""),
    ("PEPPOL-EN16931-R004", "/*/cbc:CustomizationID", SAY, "urn:cen.eu:en16931:2017"),
    ("PEPPOL-EN16931-R005", "/*", ADD, "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>"),
    ("PEPPOL-EN16931-R007", "/*/cbc:ProfileID", SAY, "urn:fdc:peppol.eu:2017:poacc:billing:1:1.0"),
    ("PEPPOL-EN16931-R008", "/*/cbc:AccountingCost", SAY, " "),
    ("PEPPOL-EN16931-R010", f"{BUYER}/cbc:EndpointID", DROP, ""),
    ("PEPPOL-EN16931-R020", f"{SELLER}/cbc:EndpointID", DROP, ""),
    ("PEPPOL-EN16931-R040", "/*", ADD, CHARGE.format(FACTOR, BASE.format("200.00"))),
    ("PEPPOL-EN16931-R041", "/*", ADD, CHARGE.format(FACTOR, "")),
    ("PEPPOL-EN16931-R042", "/*", ADD, CHARGE.format("", BASE.format("100.00"))),
    ("PEPPOL-EN16931-R043", "/*", ADD, CHARGE.format("", "").replace("true", "ja")),
    ("PEPPOL-EN16931-R044", f"{LINE}/cac:Price", ADD, CHARGE.format("", "")),
    ("PEPPOL-EN16931-R046", f"{LINE}/cac:Price", ADD, CHARGE.format("", BASE.format("100.00"))),
    ("PEPPOL-EN16931-R051", f"{TOTALS}/cbc:PayableAmount", NAME, "currencyID=USD"),
    ("PEPPOL-EN16931-R053", "/*/cac:TaxTotal/cac:TaxSubtotal", DROP, ""),
    ("PEPPOL-EN16931-R054", "/*", ADD, SECOND_TOTAL.format("USD", "15750.00")),
    ("PEPPOL-EN16931-R055", "/*", ADD, "<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>" + SECOND_TOTAL.format("USD", "-1.00")),  # noqa: E501
    ("PEPPOL-EN16931-R061", f"{MEANS}/cbc:PaymentMeansCode", SAY, "59"),
    ("PEPPOL-EN16931-R100", LINE, ADD, 2 * REFERENCE.format(TYPE_130)),
    ("PEPPOL-EN16931-R101", LINE, ADD, REFERENCE.format("")),
    ("PEPPOL-EN16931-R110", LINE, ADD, LINE_PERIOD.format("StartDate", "2023-12-31")),
    ("PEPPOL-EN16931-R111", LINE, ADD, LINE_PERIOD.format("EndDate", "2025-01-01")),
    ("PEPPOL-EN16931-R120", f"{LINE}/cac:Price/cbc:PriceAmount", SAY, "75000.03"),
    ("PEPPOL-EN16931-R121", f"{LINE}/cac:Price", ADD, "<cbc:BaseQuantity>0</cbc:BaseQuantity>"),
    ("PEPPOL-EN16931-R130", f"{LINE}/cac:Price", ADD, "<cbc:BaseQuantity unitCode='KGM'>1</cbc:BaseQuantity>"),
    ("PEPPOL-EN16931-P0100", TYPE, SAY, "389"),
    ("PEPPOL-EN16931-P0112", TYPE, SAY, "384"),
    *((f"PEPPOL-EN16931-P{number:04}", "/*/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory", ADD, f"<cbc:TaxExemptionReasonCode>vatex-eu-{reason}</cbc:TaxExemptionReasonCode>")  # noqa: E501
      for number, reason in enumerate(("G", "O", "IC", "AE", "D", "F", "I", "J"), 104)),
    ("PEPPOL-EN16931-F001", "/*/cbc:IssueDate", SAY, "1-3-2024"),
    ("PEPPOL-EN16931-CL001", "//cbc:EmbeddedDocumentBinaryObject", NAME, "mimeCode=application/zip"),
    ("PEPPOL-EN16931-CL008", f"{BUYER}/cbc:EndpointID", NAME, "schemeID=0105"),
    ("PEPPOL-COMMON-R040", f"{BUYER}/cbc:EndpointID", NAME, "schemeID=0088"),
    ("NL-R-002", f"{SELLER}/cac:PostalAddress/cbc:CityName", DROP, ""),
    ("NL-R-003", f"{SELLER}/cac:PartyLegalEntity/cbc:CompanyID", NAME, "schemeID=0002"),
    ("NL-R-004", f"{BUYER}/cac:PostalAddress/cbc:StreetName", DROP, ""),
    ("NL-R-005", f"{BUYER}/cac:PartyLegalEntity/cbc:CompanyID", NAME, "schemeID=0002"),
    ("NL-R-006", "/*", ADD, REPRESENTATIVE),
    ("NL-R-007", MEANS, DROP, ""),
    ("NL-R-008", f"{MEANS}/cbc:PaymentMeansCode", SAY, "10"),
    ("NL-R-009", LINE, ADD, ORDER_LINE),
]  # fmt: skip
CREDIT_BREAKS = [
    ("PEPPOL-EN16931-R080", "/*", ADD, 2 * PROJECT),
    ("PEPPOL-EN16931-P0101", "/*/cbc:CreditNoteTypeCode", SAY, "380"),
    ("NL-R-001", "/*/cac:BillingReference", DROP, ""),
]


def document(profiel: Profiel, rekening=FACTUUR):
    return etree.fromstring(build(rekening, profiel, PDF))


def changed(root, where: str, act: str, what: str):
    """A copy of the document with one thing done to it."""
    root = copy.deepcopy(root)
    (element,) = root.xpath(where, namespaces=NAMESPACES)
    if act == DROP:
        element.getparent().remove(element)
    elif act == SAY:
        element.text = what
    elif act == NAME:
        element.set(*what.split("=", 1))
    else:
        element.extend(etree.fromstring(f"<x xmlns:cac='{CAC}' xmlns:cbc='{CBC}'>{what}</x>"))
    return root


def told(profiel: Profiel, root) -> set[str]:
    return {fault.rule for fault in broken(RULES[profiel], root)}


@pytest.mark.parametrize(("rule", "where", "act", "what"), NLCIUS_BREAKS)
def test_a_broken_rule_of_nlcius_is_told(rule, where, act, what):
    root = document(Profiel.NLCIUS)
    assert rule not in told(Profiel.NLCIUS, root)
    assert rule in told(Profiel.NLCIUS, changed(root, where, act, what))


@pytest.mark.parametrize(("rule", "where", "act", "what"), PEPPOL_BREAKS)
def test_a_broken_rule_of_peppol_is_told(rule, where, act, what):
    root = document(Profiel.PEPPOL)
    assert rule not in told(Profiel.PEPPOL, root)
    assert rule in told(Profiel.PEPPOL, changed(root, where, act, what))


@pytest.mark.parametrize(("rule", "where", "act", "what"), CREDIT_BREAKS)
def test_a_broken_rule_about_credit_notes_is_told(rule, where, act, what):
    root = document(Profiel.PEPPOL, CREDITNOTA)
    assert rule not in told(Profiel.PEPPOL, root)
    assert rule in told(Profiel.PEPPOL, changed(root, where, act, what))


@pytest.mark.parametrize("profiel", Profiel)
@pytest.mark.parametrize("rekening", [FACTUUR, CREDITNOTA], ids=["invoice", "credit note"])
def test_what_we_make_keeps_every_rule_and_every_advice(profiel, rekening):
    assert told(profiel, document(profiel, rekening)) == set()


def test_a_corrected_invoice_is_for_nlcius_only():
    assert told(Profiel.NLCIUS, document(Profiel.NLCIUS, CORRECTIE)) == set()
    assert told(Profiel.PEPPOL, document(Profiel.PEPPOL, CORRECTIE)) == {"PEPPOL-EN16931-P0112"}


def test_every_rule_of_ours_is_broken_somewhere_above():
    above = {rule for rule, *_ in (*NLCIUS_BREAKS, *PEPPOL_BREAKS, *CREDIT_BREAKS)}
    assert {rule.id for rules in RULES.values() for rule in rules} == above


def test_the_dutch_rules_are_for_dutch_sellers():
    root = document(Profiel.NLCIUS)
    abroad = changed(root, f"{SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", SAY, "BE")
    assert "BR-NL-2" not in told(Profiel.NLCIUS, changed(abroad, "/*/cbc:BuyerReference", DROP, ""))


@pytest.mark.parametrize(("gln", "right"), [("8712345000005", False), ("4035811991014", True), ("871234500000", False)])
def test_a_gln_has_thirteen_digits_and_a_check_digit(gln, right):
    root = document(Profiel.PEPPOL)
    (endpoint,) = root.xpath(f"{BUYER}/cbc:EndpointID", namespaces=NAMESPACES)
    endpoint.set("schemeID", "0088")
    endpoint.text = gln
    assert ("PEPPOL-COMMON-R040" not in told(Profiel.PEPPOL, root)) is right
