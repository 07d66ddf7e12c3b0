"""Which field of the dossier a broken rule is about: people mend the dossier, not the XML."""

from collections.abc import Mapping
from dataclasses import dataclass

from assembler.finance.ubl_rule import Regelfout

SELLER, BUYER, YEAR = "partijen[{seller}]", "partijen[{buyer}]", "jaren.{jaar}"
_BTW = "overeenkomst.btw"
BY_RULE: Mapping[str, str] = {
    "BR-NL-1": f"{SELLER}.kvk_nummer",
    "BR-NL-2": f"{BUYER}.factuur.referentie",
    "BR-NL-10": f"{BUYER}.oin",
    "BR-NL-11": f"{SELLER}.iban",
    "NL-R-003": f"{SELLER}.kvk_nummer",
    "NL-R-005": f"{BUYER}.oin",
    "NL-R-007": f"{SELLER}.iban",
    "PEPPOL-EN16931-R003": f"{BUYER}.factuur.referentie",
    "PEPPOL-EN16931-R010": f"{BUYER}.factuur.e_factuur_id",
    "PEPPOL-EN16931-R020": f"{SELLER}.factuur.e_factuur_id",
    "PEPPOL-EN16931-R004": f"{BUYER}.factuur.profiel",
    "BR-CO-26": f"{SELLER}.kvk_nummer",
    "BR-S-02": f"{SELLER}.btw_id",
    "BR-E-02": f"{SELLER}.btw_id",
    "BR-O-02": f"{SELLER}.btw_id",
    "BR-E-10": f"{_BTW}.reden",
    "BR-O-10": f"{_BTW}.reden",
    "BR-50": f"{SELLER}.iban",
    "BR-61": f"{SELLER}.iban",
}
"""Rules that look elsewhere than at the field that is wrong."""
BY_ELEMENT: Mapping[str, str] = {
    "EndpointID": "{party}.factuur.e_factuur_id",
    "PostalAddress": "{party}.zetel",
    "PartyTaxScheme": "{party}.btw_id",
    "PartyLegalEntity": "{party}.kvk_nummer",
    "PartyName": "{party}.naam",
    "Contact": "{party}.factuur.tav",
    "BuyerReference": f"{BUYER}.factuur.referentie",
    "AccountingCost": f"{BUYER}.factuur.kostenplaats",
    "PaymentMeans": f"{SELLER}.iban",
    "ContractDocumentReference": "overeenkomst.kenmerk",
    "InvoicePeriod": "overeenkomst.einddatum",
    "TaxTotal": _BTW,
    "InvoiceLine": f"{YEAR}.inleg.{{key}}.bedrag",
    "CreditNoteLine": f"{YEAR}.realisatie",
    "LegalMonetaryTotal": f"{YEAR}.inleg.{{key}}.bedrag",
}
"""By the part of the document in which the fault stands; the deepest part that is known decides."""


@dataclass(frozen=True)
class Plaats:
    """Whose document it is: places in the preamble from 0, the buyer's key, the year."""

    seller: int
    buyer: int
    key: str
    jaar: int


def field_of(fault: Regelfout, plaats: Plaats) -> str:
    """The field path in the dossier; the agreement as a whole where none is to blame."""
    pattern = BY_RULE.get(fault.rule) or _by_place(fault.xpath)
    party = BUYER if "AccountingCustomerParty" in fault.xpath else SELLER
    return pattern.replace("{party}", party).format(**vars(plaats))


def _by_place(xpath: str) -> str:
    steps = [step.split("[")[0] for step in xpath.split("/")]
    return next((BY_ELEMENT[step] for step in reversed(steps) if step in BY_ELEMENT), "overeenkomst")
