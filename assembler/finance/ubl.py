"""An invoice or credit note as UBL 2.1, by EN 16931 with the rules of NLCIUS or Peppol BIS Billing 3.

Business terms (BT-…) are those of EN 16931-1. What the profile advises against is left out of it.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from assembler.finance.identifiers import Identifier
from assembler.finance.invoice import CENT, Deelnemer, Rekening, Rekeningregel, Rekeningsoort
from assembler.finance.ubl_elements import (
    CREDIT_NOTE,
    CURRENCY,
    INVOICE,
    PREFIXES,
    Element,
    Part,
    amount,
    filled,
    group,
    optional,
    value,
)
from assembler.finance.ubl_profile import CUSTOMIZATION, PROCESS, Profiel

COUNTRY = "NL"
SEPA = "58"
"""Payment means (UNTDID 4461): SEPA credit transfer."""
PIECE = "C62"
"""Unit (UN/ECE Recommendation 20): one."""
CATEGORIES = {"tarief_21": "S", "buiten_reikwijdte": "O", "vrijgesteld": "E"}
"""Btw category (UNTDID 5305) per btw position."""


@dataclass(frozen=True)
class Bijlage:
    """A file that travels inside the e-invoice."""

    naam: str
    data: bytes
    mime: str = "application/pdf"


def build(rekening: Rekening, profiel: Profiel, bijlage: Bijlage | None = None) -> bytes:
    """The UBL document; equal input gives equal bytes."""
    credit = rekening.soort is Rekeningsoort.CREDITNOTA
    space = CREDIT_NOTE if credit else INVOICE
    names: dict[Any, str] = {None: space, **PREFIXES}
    root = etree.Element(f"{{{space}}}{'CreditNote' if credit else 'Invoice'}", nsmap=names)
    filled(root, _head(rekening, profiel))
    filled(root, _references(rekening, profiel, bijlage))
    filled(root, (_supplier(rekening), _customer(rekening)))
    filled(root, _payment(rekening, profiel))
    filled(root, (_tax_total(rekening), _totals(rekening)))
    filled(root, (_line(rekening, number, line) for number, line in enumerate(rekening.regels, 1)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _head(rekening: Rekening, profiel: Profiel) -> Iterator[Part]:
    credit = rekening.soort is Rekeningsoort.CREDITNOTA
    yield value("CustomizationID", CUSTOMIZATION[profiel])
    yield value("ProfileID", PROCESS)
    yield value("ID", rekening.nummer)
    yield value("IssueDate", rekening.datum)
    if credit:
        yield value("CreditNoteTypeCode", rekening.soort.value)
    else:
        yield value("DueDate", rekening.vervaldatum)
        yield value("InvoiceTypeCode", rekening.soort.value)
    yield value("DocumentCurrencyCode", CURRENCY)
    yield optional("AccountingCost", rekening.kostenplaats)
    yield optional("BuyerReference", rekening.referentie)


def _references(rekening: Rekening, profiel: Profiel, bijlage: Bijlage | None) -> Iterator[Part]:
    yield group("InvoicePeriod", value("StartDate", rekening.periode_van), value("EndDate", rekening.periode_tot))
    if rekening.bij_factuur:
        yield group("BillingReference", group("InvoiceDocumentReference", value("ID", rekening.bij_factuur)))
    yield group("ContractDocumentReference", value("ID", rekening.overeenkomst))
    if bijlage:
        yield _attachment(bijlage)


def _attachment(bijlage: Bijlage) -> Element:
    data = base64.b64encode(bijlage.data).decode()
    embedded = value("EmbeddedDocumentBinaryObject", data, mimeCode=bijlage.mime, filename=bijlage.naam)
    return group("AdditionalDocumentReference", value("ID", bijlage.naam), group("Attachment", embedded))


def _supplier(rekening: Rekening) -> Element:
    return group("AccountingSupplierParty", _party(rekening.verkoper, rekening.btw_positie, contact=False))


def _customer(rekening: Rekening) -> Element:
    return group("AccountingCustomerParty", _party(rekening.koper, rekening.btw_positie, contact=True))


def _party(deelnemer: Deelnemer, positie: str, *, contact: bool) -> Element:
    """A party. Outside the scope of btw neither party may show a btw-id (EN 16931 BR-O-02)."""
    btw_id = None if CATEGORIES[positie] == "O" else deelnemer.btw_id
    return group(
        "Party",
        _identifier("EndpointID", deelnemer.adres_elektronisch),
        group("PartyName", value("Name", deelnemer.naam)),
        _address(deelnemer),
        group("PartyTaxScheme", value("CompanyID", btw_id), _vat()) if btw_id else None,
        group(
            "PartyLegalEntity",
            value("RegistrationName", deelnemer.naam),
            _identifier("CompanyID", deelnemer.nummer),
        ),
        group("Contact", value("Name", deelnemer.tav)) if contact and deelnemer.tav else None,
    )


def _identifier(name: str, identifier: Identifier | None) -> Part:
    return value(name, identifier.number, schemeID=identifier.scheme) if identifier else None


def _address(deelnemer: Deelnemer) -> Element:
    return group(
        "PostalAddress",
        optional("StreetName", deelnemer.adres),
        optional("CityName", deelnemer.plaats),
        optional("PostalZone", deelnemer.postcode),
        group("Country", value("IdentificationCode", COUNTRY)),
    )


def _vat() -> Element:
    return group("TaxScheme", value("ID", "VAT"))


def _payment(rekening: Rekening, profiel: Profiel) -> Iterator[Part]:
    """Where to pay; of a credit note, in words, how the money comes back."""
    if rekening.soort is Rekeningsoort.CREDITNOTA:
        terms = f"Terugbetaling uiterlijk {rekening.vervaldatum.isoformat()} op de rekening waarvan is betaald."
    else:
        terms = f"Te betalen uiterlijk {rekening.vervaldatum.isoformat()} ten name van {rekening.rekeninghouder}."
        yield group(
            "PaymentMeans",
            value("PaymentMeansCode", SEPA),
            value("PaymentID", rekening.betalingskenmerk),
            group("PayeeFinancialAccount", value("ID", rekening.iban), _account_holder(rekening, profiel)),
        )
    yield group("PaymentTerms", value("Note", terms))


def _account_holder(rekening: Rekening, profiel: Profiel) -> Part:
    """NLCIUS advises against the name of the account (BR-NL-30); there it stands in the terms of payment only."""
    return value("Name", rekening.rekeninghouder) if profiel is Profiel.PEPPOL else None


def _tax_total(rekening: Rekening) -> Element:
    amounts = rekening.bedragen
    subtotal = group(
        "TaxSubtotal",
        amount("TaxableAmount", amounts.netto),
        amount("TaxAmount", amounts.btw_bedrag),
        _category("TaxCategory", rekening, rekening.btw_reden),
    )
    return group("TaxTotal", amount("TaxAmount", amounts.btw_bedrag), subtotal)


def _category(name: str, rekening: Rekening, reason: str | None = None) -> Element:
    category = CATEGORIES[rekening.btw_positie]
    rate = None if category == "O" else rekening.bedragen.btw_tarief or Decimal(0)
    return group(
        name,
        value("ID", category),
        optional("Percent", rate),
        optional("TaxExemptionReason", reason if category != "S" else None),
        _vat(),
    )


def _totals(rekening: Rekening) -> Element:
    amounts = rekening.bedragen
    return group(
        "LegalMonetaryTotal",
        amount("LineExtensionAmount", amounts.netto),
        amount("TaxExclusiveAmount", amounts.netto),
        amount("TaxInclusiveAmount", amounts.totaal),
        amount("PayableAmount", amounts.totaal),
    )


def _line(rekening: Rekening, number: int, line: Rekeningregel) -> Element:
    """One line. A price is never negative (BR-27): of a negative amount the quantity is."""
    credit = rekening.soort is Rekeningsoort.CREDITNOTA
    quantity = -1 if line.bedrag < 0 else 1
    return group(
        "CreditNoteLine" if credit else "InvoiceLine",
        value("ID", number),
        value("CreditedQuantity" if credit else "InvoicedQuantity", quantity, unitCode=PIECE),
        amount("LineExtensionAmount", line.bedrag),
        group("Item", value("Name", line.omschrijving), _category("ClassifiedTaxCategory", rekening)),
        group("Price", amount("PriceAmount", abs(line.bedrag).quantize(CENT))),
    )
