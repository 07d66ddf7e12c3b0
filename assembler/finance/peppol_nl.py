"""The national rules of Peppol BIS Billing 3 for a seller in the Netherlands: NL-R-001 … NL-R-009, in our own words.

They are the rules of NLCIUS once more; only, the country of a party is read from its btw-id where it has one.
"""

from assembler.finance.br_nl import LAND, MEANS
from assembler.finance.ubl_rule import CUSTOMER, SUPPLIER, Rule

_VAT_ID = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"
_IS_NL = f"substring(concat({{party}}/{_VAT_ID}, {{party}}[not({_VAT_ID})]/{LAND}), 1, 2)='NL'"
_SELLER_NL = _IS_NL.format(party=SUPPLIER)
_BUYER_NL = _IS_NL.format(party=CUSTOMER)
_BOTH_NL = f"{_SELLER_NL} and {_BUYER_NL}"
_WHOLE_ADDRESS = "cbc:StreetName and cbc:CityName and cbc:PostalZone"
_KVK_OR_OIN = "(@schemeID='0106' or @schemeID='0190') and normalize-space(.)"
RULES = (
    Rule(
        "NL-R-001",
        f"/cn:CreditNote[{_SELLER_NL}]",
        "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
        "De creditnota noemt de factuur niet waarbij zij hoort.",
    ),
    Rule(
        "NL-R-002",
        f"{SUPPLIER}/cac:PostalAddress[{_SELLER_NL}]",
        _WHOLE_ADDRESS,
        "Het adres van de verkoper is niet volledig: straat, plaats en postcode.",
    ),
    Rule(
        "NL-R-003",
        f"{SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyID[{_SELLER_NL}]",
        _KVK_OR_OIN,
        "De verkoper heeft geen KvK-nummer of OIN.",
    ),
    Rule(
        "NL-R-004",
        f"{CUSTOMER}/cac:PostalAddress[{_BOTH_NL}]",
        _WHOLE_ADDRESS,
        "Het adres van de afnemer is niet volledig: straat, plaats en postcode.",
    ),
    Rule(
        "NL-R-005",
        f"{CUSTOMER}/cac:PartyLegalEntity/cbc:CompanyID[{_BOTH_NL}]",
        _KVK_OR_OIN,
        "De afnemer heeft geen KvK-nummer of OIN.",
    ),
    Rule(
        "NL-R-006",
        f"/*/cac:TaxRepresentativeParty/cac:PostalAddress[cac:Country/cbc:IdentificationCode='NL'][{_SELLER_NL}]",
        _WHOLE_ADDRESS,
        "Het adres van de fiscaal vertegenwoordiger is niet volledig: straat, plaats en postcode.",
    ),
    Rule(
        "NL-R-007",
        f"/*/cac:LegalMonetaryTotal[{_SELLER_NL}]",
        "(/inv:Invoice and number(cbc:PayableAmount) <= 0) or (/cn:CreditNote and number(cbc:PayableAmount) >= 0) "
        "or //cac:PaymentMeans",
        "Er moet worden betaald, maar de factuur zegt niet hoe.",
    ),
    Rule(
        "NL-R-008",
        f"//cac:PaymentMeans[{_BOTH_NL}]",
        MEANS,
        "De betaalwijze is geen van 30, 48, 49, 57, 58 en 59.",
    ),
    Rule(
        "NL-R-009",
        f"//cac:OrderLineReference/cbc:LineID[{_SELLER_NL}]",
        "/*/cac:OrderReference/cbc:ID",
        "Een regel verwijst naar een orderregel, maar de factuur noemt geen order.",
    ),
)
