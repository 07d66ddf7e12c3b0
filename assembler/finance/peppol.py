"""The rules of Peppol BIS Billing 3 that EN 16931 does not have.

Source: OpenPeppol, BIS Billing 3.0, rules PEPPOL-EN16931-R…, P…, F…, CL… and PEPPOL-COMMON-R040, in our own words.
Lists of currencies, reasons and units are left to EN 16931, which checks the same ones.
"""

from assembler.finance.ubl_profile import CUSTOMIZATION, Profiel
from assembler.finance.ubl_rule import CUSTOMER, SUPPLIER, Rule

_PROFILE = "'urn:fdc:peppol.eu:2017:poacc:billing:'"
_CHARGE = "//cac:AllowanceCharge[not(parent::cac:Price)]"
_LINE = "/*/*[self::cac:InvoiceLine or self::cac:CreditNoteLine]"
_AMOUNTS = [
    "Amount",
    "BaseAmount",
    "PriceAmount",
    "TaxableAmount",
    "LineExtensionAmount",
    "TaxExclusiveAmount",
    "TaxInclusiveAmount",
    "AllowanceTotalAmount",
    "ChargeTotalAmount",
    "PrepaidAmount",
    "PayableRoundingAmount",
    "PayableAmount",
]
_DATES = ["IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate", "ActualDeliveryDate"]
_INVOICES = "71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877"
_CREDITS = "381 396 81 83 532"
_MIME = (
    "application/pdf image/png image/jpeg text/csv "
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.oasis.opendocument.spreadsheet"
)
_EAS = (
    "0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188 0190 "
    "0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 0213 0215 0216 "
    "0217 0218 0221 0225 0230 0235 0240 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 "
    "9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 "
    "9952 9953 9957 9959"
)
_BASE = "sum(cac:Price/cbc:BaseQuantity)"
_EXEMPTIONS = {"G": "G", "O": "O", "IC": "K", "AE": "AE", "D": "E", "F": "E", "I": "E", "J": "E"}


def _one_of(codes: str, what: str = "normalize-space(.)") -> str:
    return f"contains(' {codes} ', concat(' ', {what}, ' '))"


def _any(names: list[str], where: str = "//") -> str:
    return f"{where}*[{' or '.join(f'self::cbc:{name}' for name in names)}]"


def _near(left: str, right: str) -> str:
    """Equal but for two cents; half a thousandth more, for XPath 1.0 counts in binary fractions."""
    return f"({left}) - ({right}) <= 0.0205 and ({right}) - ({left}) <= 0.0205"


def _peppol(number: str, where: str, holds: str, message: str) -> Rule:
    return Rule(f"PEPPOL-EN16931-{number}", where, holds, message)


def _net(quantity: str) -> str:
    """What a line comes to: quantity × price, plus charges, less allowances; price per base quantity, else per one."""
    price = "number(cac:Price/cbc:PriceAmount)"
    charges = "sum(cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator)='true']/cbc:Amount)"
    allowances = "sum(cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator)='false']/cbc:Amount)"
    per = f"({_BASE} + not({_BASE}))"
    return f"{quantity} * {price} div {per} + {charges} - {allowances}"


_DOCUMENT = (
    _peppol("R001", "/*", "cbc:ProfileID", "Het bedrijfsproces (ProfileID) ontbreekt."),
    _peppol("R002", "/*", "count(cbc:Note) <= 1", "Er staat meer dan één opmerking op de factuur."),
    _peppol(
        "R003",
        "/*",
        "cbc:BuyerReference or cac:OrderReference/cbc:ID",
        "De factuur noemt geen referentie van de afnemer en geen ordernummer.",
    ),
    _peppol(
        "R004",
        "/*",
        f"starts-with(normalize-space(cbc:CustomizationID), '{CUSTOMIZATION[Profiel.PEPPOL]}')",
        "De specificatie (CustomizationID) is niet die van Peppol BIS Billing 3.",
    ),
    _peppol(
        "R005",
        "/*/cbc:TaxCurrencyCode",
        "normalize-space(.)!=normalize-space(../cbc:DocumentCurrencyCode)",
        "De valuta van de btw is dezelfde als die van de factuur; laat haar weg.",
    ),
    _peppol(
        "R007",
        "/*",
        f"starts-with(normalize-space(cbc:ProfileID), {_PROFILE}) and "
        f"translate(substring-after(normalize-space(cbc:ProfileID), {_PROFILE}), '123456789', '000000000')='00:0.0'",
        "Het bedrijfsproces (ProfileID) heeft niet de vorm van Peppol.",
    ),
    _peppol("R008", "//*[not(*) and not(normalize-space())]", "false()", "Een veld is leeg; laat het weg."),
    _peppol("R010", CUSTOMER, "cbc:EndpointID", "De afnemer heeft geen adres voor e-facturen."),
    _peppol("R020", SUPPLIER, "cbc:EndpointID", "De verkoper heeft geen adres voor e-facturen."),
    _peppol("R053", "/*", "count(cac:TaxTotal[cac:TaxSubtotal])=1", "Er is niet precies één btw-totaal met opbouw."),
    _peppol(
        "R054",
        "/*",
        "count(cac:TaxTotal[not(cac:TaxSubtotal)])=number(boolean(cbc:TaxCurrencyCode))",
        "Een btw-totaal zonder opbouw hoort er alleen te staan bij een aparte valuta voor de btw, en dan één keer.",
    ),
    _peppol(
        "R055",
        "/*[cbc:TaxCurrencyCode]",
        "not(cac:TaxTotal/cbc:TaxAmount < 0 and cac:TaxTotal/cbc:TaxAmount > 0)",
        "De btw-totalen in beide valuta's hebben niet hetzelfde teken.",
    ),
    _peppol(
        "R080",
        "/cn:CreditNote",
        "count(cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']) <= 1",
        "Er staat meer dan één project op de creditnota.",
    ),
)
_MONEY = (
    _peppol(
        "R040",
        f"{_CHARGE}[cbc:MultiplierFactorNumeric and cbc:BaseAmount]",
        _near("number(cbc:Amount)", "cbc:BaseAmount * cbc:MultiplierFactorNumeric div 100"),
        "Een korting of toeslag is niet het percentage van haar grondslag.",
    ),
    _peppol(
        "R041",
        f"{_CHARGE}[cbc:MultiplierFactorNumeric]",
        "cbc:BaseAmount",
        "Bij een percentage van korting of toeslag ontbreekt de grondslag.",
    ),
    _peppol(
        "R042",
        f"{_CHARGE}[cbc:BaseAmount]",
        "cbc:MultiplierFactorNumeric",
        "Bij de grondslag van een korting of toeslag ontbreekt het percentage.",
    ),
    _peppol(
        "R043",
        _CHARGE,
        _one_of("true false", "normalize-space(cbc:ChargeIndicator)"),
        "Niet te zien is of het om korting (false) of toeslag (true) gaat.",
    ),
    _peppol(
        "R044",
        "//cac:Price/cac:AllowanceCharge",
        "normalize-space(cbc:ChargeIndicator)='false'",
        "Een toeslag op de prijs mag niet.",
    ),
    _peppol(
        "R046",
        "//cac:Price/cac:AllowanceCharge[cbc:BaseAmount]",
        "round(100 * ../cbc:PriceAmount) = round(100 * (cbc:BaseAmount - cbc:Amount))",
        "De prijs is niet de brutoprijs min de korting.",
    ),
    _peppol(
        "R051",
        f"{_any(_AMOUNTS)} | //cac:TaxTotal[cac:TaxSubtotal]/cbc:TaxAmount | //cac:TaxSubtotal/cbc:TaxAmount",
        "@currencyID=/*/cbc:DocumentCurrencyCode",
        "Een bedrag heeft een andere valuta dan de factuur.",
    ),
    _peppol(
        "R061",
        "//cac:PaymentMeans[cbc:PaymentMeansCode='49' or cbc:PaymentMeansCode='59']",
        "cac:PaymentMandate/cbc:ID",
        "Bij automatische incasso ontbreekt het kenmerk van de machtiging.",
    ),
)
_LINES = (
    _peppol("R100", _LINE, "count(cac:DocumentReference) <= 1", "Een regel verwijst naar meer dan één voorwerp."),
    _peppol(
        "R101",
        f"{_LINE}[cac:DocumentReference]",
        "cac:DocumentReference/cbc:DocumentTypeCode='130'",
        "Een verwijzing op een regel is geen verwijzing naar een voorwerp (130).",
    ),
    _peppol(
        "R110",
        f"{_LINE}/cac:InvoicePeriod/cbc:StartDate[/*/cac:InvoicePeriod/cbc:StartDate]",
        "number(translate(., '-', '')) >= number(translate(/*/cac:InvoicePeriod/cbc:StartDate, '-', ''))",
        "De periode van een regel begint vóór die van de factuur.",
    ),
    _peppol(
        "R111",
        f"{_LINE}/cac:InvoicePeriod/cbc:EndDate[/*/cac:InvoicePeriod/cbc:EndDate]",
        "number(translate(., '-', '')) <= number(translate(/*/cac:InvoicePeriod/cbc:EndDate, '-', ''))",
        "De periode van een regel eindigt na die van de factuur.",
    ),
    _peppol(
        "R120",
        _LINE,
        _near("number(cbc:LineExtensionAmount)", _net("sum(cbc:InvoicedQuantity | cbc:CreditedQuantity)")),
        "Het bedrag van een regel is niet hoeveelheid maal prijs.",
    ),
    _peppol(
        "R121",
        f"{_LINE}[cac:Price/cbc:BaseQuantity]",
        "cac:Price/cbc:BaseQuantity > 0",
        "De hoeveelheid waarvoor een prijs geldt, is niet groter dan nul.",
    ),
    _peppol(
        "R130",
        f"{_LINE}/cac:Price/cbc:BaseQuantity[@unitCode]",
        "@unitCode = ../../cbc:InvoicedQuantity/@unitCode or @unitCode = ../../cbc:CreditedQuantity/@unitCode",
        "De eenheid van de prijs is een andere dan die van de hoeveelheid.",
    ),
)
_CODES = (
    _peppol(
        "P0100",
        "/*/cbc:InvoiceTypeCode",
        _one_of(_INVOICES),
        "Deze soort factuur kent het bedrijfsproces van Peppol niet.",
    ),
    _peppol(
        "P0101",
        "/*/cbc:CreditNoteTypeCode",
        _one_of(_CREDITS),
        "Deze soort creditnota kent het bedrijfsproces van Peppol niet.",
    ),
    _peppol(
        "P0112",
        "/*/cbc:InvoiceTypeCode",
        "normalize-space(.)!='326' and normalize-space(.)!='384'",
        "Een gecorrigeerde factuur (384) kent Peppol alleen tussen Duitse partijen; stuur een creditnota en een nieuwe "
        "factuur.",
    ),
    *(
        _peppol(
            f"P{number:04}",
            f"//cac:TaxCategory[translate(cbc:TaxExemptionReasonCode, 'abcdefghijklmnopqrstuvwxyz', "
            f"'ABCDEFGHIJKLMNOPQRSTUVWXYZ')='VATEX-EU-{reason}']",
            f"normalize-space(cbc:ID)='{category}'",
            f"De reden VATEX-EU-{reason} hoort bij btw-categorie {category}.",
        )
        for number, (reason, category) in enumerate(_EXEMPTIONS.items(), 104)
    ),
    _peppol(
        "F001",
        _any(_DATES),
        "translate(., '0123456789', '0000000000')='0000-00-00' and number(substring(., 6, 2)) >= 1 "
        "and number(substring(., 6, 2)) <= 12 and number(substring(., 9, 2)) >= 1 and number(substring(., 9, 2)) <= 31",
        "Een datum is niet geschreven als 2024-12-31.",
    ),
    _peppol(
        "CL001",
        "//cbc:EmbeddedDocumentBinaryObject",
        _one_of(_MIME, "@mimeCode"),
        "De bijlage is van een soort die Peppol niet vervoert.",
    ),
    _peppol(
        "CL008", "//cbc:EndpointID[@schemeID]", _one_of(_EAS, "@schemeID"), "Het schema van het adres is onbekend."
    ),
    Rule(
        "PEPPOL-COMMON-R040",
        "//*[self::cbc:EndpointID or self::cbc:CompanyID or parent::cac:PartyIdentification][@schemeID='0088']",
        "string-length(normalize-space(.))=13 and (10 - (3 * ("
        + " + ".join(f"number(substring(normalize-space(.), {n}, 1))" for n in range(2, 13, 2))
        + ") + "
        + " + ".join(f"number(substring(normalize-space(.), {n}, 1))" for n in range(1, 13, 2))
        + ") mod 10) mod 10 = number(substring(normalize-space(.), 13, 1))",
        "Het GLN is niet goed geschreven: dertien cijfers met een kloppend controlecijfer.",
    ),
)
RULES = (*_DOCUMENT, *_MONEY, *_LINES, *_CODES)
