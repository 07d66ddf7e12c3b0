"""The Dutch rules: NLCIUS (SI-UBL 2.0) for a seller in the Netherlands, in our own words.

Source: STPE, Gebruiksinstructie Basisfactuur (NLCIUS), the rules BR-NL-1 … BR-NL-35. Numbers 6, 14–18, 22 and 23 have
no meaning in UBL. The rules from 19 on are advice.
"""

from assembler.finance.ubl_rule import Rule

LAND = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
NL = f"/*[cac:AccountingSupplierParty/cac:Party/{LAND}='NL']"
"""A document of a seller in the Netherlands; the others are not for these rules."""
_SELLER = f"{NL}/cac:AccountingSupplierParty/cac:Party"
_BUYER = f"{NL}/cac:AccountingCustomerParty/cac:Party"
_REPRESENTATIVE = f"{NL}/cac:TaxRepresentativeParty"
_WHOLE_ADDRESS = "cbc:StreetName and cbc:CityName and cbc:PostalZone"
_KVK_OR_OIN = "(@schemeID='0106' or @schemeID='0190')"
_LEGAL_ID = f"cac:PartyLegalEntity/cbc:CompanyID[{_KVK_OR_OIN} and normalize-space(.)]"
_TYPE = f"{NL}/*[self::cbc:InvoiceTypeCode or self::cbc:CreditNoteTypeCode]"
MEANS = " or ".join(f"normalize-space(cbc:PaymentMeansCode)='{code}'" for code in (30, 48, 49, 57, 58, 59))


def _advice(number: str, where: str, message: str, holds: str = "false()") -> Rule:
    return Rule(f"BR-NL-{number}", f"{NL}{where}", holds, message, severe=False)


_MUST = (
    Rule("BR-NL-1", _SELLER, _LEGAL_ID, "De verkoper heeft geen KvK-nummer of OIN."),
    Rule(
        "BR-NL-2",
        NL,
        "cbc:BuyerReference or cac:OrderReference/cbc:ID",
        "De factuur noemt geen referentie van de afnemer en geen ordernummer.",
    ),
    Rule(
        "BR-NL-3",
        f"{_SELLER}/cac:PostalAddress",
        _WHOLE_ADDRESS,
        "Het adres van de verkoper is niet volledig: straat, plaats en postcode.",
    ),
    Rule(
        "BR-NL-4",
        f"{_BUYER}/cac:PostalAddress[cac:Country/cbc:IdentificationCode='NL']",
        _WHOLE_ADDRESS,
        "Het adres van de afnemer is niet volledig: straat, plaats en postcode.",
    ),
    Rule(
        "BR-NL-5",
        f"{_REPRESENTATIVE}/cac:PostalAddress[cac:Country/cbc:IdentificationCode='NL']",
        _WHOLE_ADDRESS,
        "Het adres van de fiscaal vertegenwoordiger is niet volledig: straat, plaats en postcode.",
    ),
    Rule(
        "BR-NL-7",
        _TYPE,
        ".='380' or .='381' or .='384' or .='389'",
        "De soort is geen factuur (380), creditnota (381), gecorrigeerde factuur (384) of selfbilling (389).",
    ),
    Rule(
        "BR-NL-8",
        _TYPE,
        "(.='381' and /cn:CreditNote) or (.!='381' and /inv:Invoice)",
        "Een creditnota (381) hoort in het berichttype CreditNote en elke andere soort in Invoice.",
    ),
    Rule(
        "BR-NL-9",
        f"{_TYPE}[.='384']",
        "../cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
        "Een gecorrigeerde factuur (384) noemt de factuur niet waarvoor zij in de plaats komt.",
    ),
    Rule(
        "BR-NL-10",
        f"{_BUYER}[{LAND}='NL']",
        _LEGAL_ID,
        "De afnemer heeft geen KvK-nummer of OIN.",
    ),
    Rule(
        "BR-NL-11",
        "/inv:Invoice/cac:LegalMonetaryTotal" + f"[{NL}]",
        "number(cbc:PayableAmount) <= 0 or //cac:PaymentMeans",
        "Er moet worden betaald, maar de factuur zegt niet hoe.",
    ),
    Rule(
        "BR-NL-12",
        f"{NL}/cac:PaymentMeans",
        MEANS,
        "De betaalwijze is geen van 30, 48, 49, 57, 58 en 59.",
    ),
    Rule(
        "BR-NL-13",
        f"{NL}//cac:OrderLineReference/cbc:LineID",
        "/*/cac:OrderReference/cbc:ID",
        "Een regel verwijst naar een orderregel, maar de factuur noemt geen order.",
    ),
)
_ADVICE = (
    _advice("19", "/cbc:TaxCurrencyCode", "Een aparte valuta voor de btw wordt afgeraden."),
    _advice("20", "/cbc:TaxPointDate", "Een aparte btw-datum wordt afgeraden."),
    _advice("21", "/cac:InvoicePeriod/cbc:DescriptionCode", "Een code voor de btw-datum wordt afgeraden."),
    _advice(
        "24",
        "/cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate",
        "De datum van de eerdere factuur wordt hier afgeraden.",
    ),
    _advice(
        "25",
        "/cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme",
        "Een ander belastingnummer van de verkoper dan het btw-id wordt afgeraden.",
        "not(cbc:CompanyID) or cac:TaxScheme/cbc:ID='VAT'",
    ),
    _advice(
        "26",
        "/cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyLegalForm",
        "De rechtsvorm van de verkoper wordt hier afgeraden.",
    ),
    _advice("27", "//cac:AddressLine/cbc:Line", "Een derde adresregel wordt afgeraden."),
    _advice("28", "//cbc:CountrySubentity", "Een landsdeel in het adres wordt afgeraden."),
    _advice("29", "/cac:PaymentMeans/cbc:PaymentMeansCode", "Betaalwijze in woorden wordt afgeraden.", "not(@name)"),
    _advice("30", "/cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name", "De naam van de rekening wordt afgeraden."),
    _advice(
        "31",
        "/cac:PaymentMeans[cbc:PaymentMeansCode='58' or cbc:PaymentMeansCode='59']",
        "Een bankcode (BIC) wordt bij SEPA afgeraden.",
        "not(cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID)",
    ),
    _advice(
        "32", "//cac:AllowanceCharge/cbc:AllowanceChargeReasonCode", "Een code voor korting of toeslag wordt afgeraden."
    ),
    _advice(
        "33",
        "/cac:TaxTotal/cbc:TaxAmount",
        "Een btw-totaal in een andere valuta wordt afgeraden.",
        "@currencyID=/*/cbc:DocumentCurrencyCode",
    ),
    _advice(
        "35",
        "/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode",
        "Een code voor de reden van vrijstelling wordt afgeraden; schrijf de reden in woorden.",
    ),
)
_EMPTY = Rule(
    "SI-UBL-2", "//*[not(*) and not(normalize-space())]", "false()", "Een veld is leeg; laat het weg.", severe=False
)
RULES = (*_MUST, *_ADVICE, _EMPTY)
