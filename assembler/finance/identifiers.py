"""Numbers by which buyer and seller are known in an e-invoice: legal identity and electronic address, each by scheme.

Schemes are those of ISO/IEC 6523 (ICD) and the Electronic Address Scheme list (EAS): 0106 is the KvK number, 0190 the
OIN. NLCIUS takes no other as legal identity of a Dutch party (BR-NL-1, BR-NL-10).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KVK, OIN = "0106", "0190"
NAMES = {KVK: "KvK", OIN: "OIN"}
FORMS: Mapping[str, tuple[str, str]] = {
    KVK: (r"[0-9]{8}", "een KvK-nummer heeft acht cijfers"),
    OIN: (r"[0-9]{20}", "een OIN heeft twintig cijfers"),
    "9944": (r"NL[0-9]{9}B[0-9]{2}", "een btw-id ziet eruit als NL123456789B01"),
}
"""Per scheme that a Dutch public body is reached by: form of the number, and the rule in words."""


@dataclass(frozen=True)
class Identifier:
    """A number with the scheme that says what number it is."""

    scheme: str
    number: str

    @property
    def name(self) -> str:
        """What the scheme is called on paper."""
        return NAMES.get(self.scheme, self.scheme)


def kvk(partij: Mapping[str, Any]) -> Identifier | None:
    return Identifier(KVK, str(partij["kvk_nummer"])) if partij["kvk_nummer"] else None


def oin(partij: Mapping[str, Any]) -> Identifier | None:
    return Identifier(OIN, str(partij["oin"])) if partij["oin"] else None


def seller_id(partij: Mapping[str, Any]) -> Identifier | None:
    """Legal identity of the seller: KvK, else OIN (BT-30)."""
    return kvk(partij) or oin(partij)


def buyer_id(partij: Mapping[str, Any]) -> Identifier | None:
    """Legal identity of the buyer: OIN, by which public bodies know one another, else KvK (BT-47)."""
    return oin(partij) or kvk(partij)


def endpoint(partij: Mapping[str, Any]) -> Identifier | None:
    """Where e-invoices are delivered: as the partij says, else its OIN, else its KvK number (BT-34, BT-49)."""
    stated = partij["factuur"]["e_factuur_id"]
    if stated:
        return Identifier(*str(stated).split(":", 1))
    return buyer_id(partij)


def mistake_in(identifier: Identifier) -> str:
    """The rule that an electronic address breaks, in words; empty when it is in order."""
    if identifier.scheme not in FORMS:
        known = ", ".join(FORMS)
        return f"schema {identifier.scheme} is geen schema voor een Nederlandse overheid (bekend: {known})"
    form, rule = FORMS[identifier.scheme]
    return "" if re.fullmatch(form, identifier.number) else rule
