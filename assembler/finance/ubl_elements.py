"""Elements of UBL 2.1: their namespaces, and a short way to write them."""

from collections.abc import Iterable
from decimal import Decimal

from lxml import etree

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
PREFIXES = {"cac": CAC, "cbc": CBC}
CURRENCY = "EUR"

Element = etree._Element
Part = Element | None


def value(name: str, text: object, **attributes: str) -> Element:
    """A basic component: ``cbc:<name>`` with text."""
    element = etree.Element(f"{{{CBC}}}{name}", attributes)
    element.text = str(text)
    return element


def optional(name: str, text: object | None, **attributes: str) -> Part:
    """A basic component, or nothing where there is no text: UBL here knows no empty elements."""
    return value(name, text, **attributes) if text not in (None, "") else None


def group(name: str, *parts: Part) -> Element:
    """An aggregate component: ``cac:<name>`` with the parts that are there."""
    return filled(etree.Element(f"{{{CAC}}}{name}"), parts)


def filled(element: Element, parts: Iterable[Part]) -> Element:
    """Add what is there."""
    element.extend([part for part in parts if part is not None])
    return element


def amount(name: str, euro: Decimal) -> Element:
    """An amount in EUR with two decimals."""
    return value(name, f"{euro:.2f}", currencyID=CURRENCY)
