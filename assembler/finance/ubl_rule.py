"""A rule about an e-invoice: where it looks, what must hold there, and what to say where it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from assembler.finance.ubl_elements import CREDIT_NOTE, INVOICE, PREFIXES, Element

NAMESPACES = {**PREFIXES, "inv": INVOICE, "cn": CREDIT_NOTE}
SUPPLIER = "/*/cac:AccountingSupplierParty/cac:Party"
CUSTOMER = "/*/cac:AccountingCustomerParty/cac:Party"


@dataclass(frozen=True)
class Regelfout:
    """A rule that a document breaks."""

    rule: str
    severe: bool
    """False for an advice: the document may leave."""
    xpath: str
    """Where in the document."""
    message: str


@dataclass(frozen=True)
class Rule:
    """``holds`` (XPath 1.0, true or false) is asked of every node that ``where`` selects."""

    id: str
    where: str
    holds: str
    message: str
    """What is the matter where it does not hold: one Dutch sentence."""
    severe: bool = True

    def broken(self, root: Element) -> Iterator[Regelfout]:
        """Each place where it does not hold."""
        for node in cast("list[Element]", root.xpath(self.where, namespaces=NAMESPACES)):
            if not node.xpath(f"boolean({self.holds})", namespaces=NAMESPACES):
                yield Regelfout(self.id, self.severe, place(node), self.message)


def broken(rules: Iterable[Rule], root: Element) -> tuple[Regelfout, ...]:
    """Every break of these rules."""
    return tuple(fault for rule in rules for fault in rule.broken(root))


def place(node: Element) -> str:
    """Path of an element by local names, numbered where there are more of a name."""
    steps = []
    for element in (node, *node.iterancestors()):
        name = etree.QName(element).localname
        before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
        alone = before == 0 and next(element.itersiblings(element.tag), None) is None
        steps.append(name if alone else f"{name}[{before + 1}]")
    return "/" + "/".join(reversed(steps))
