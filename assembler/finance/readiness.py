"""What keeps an invoice from being made: everything that is missing or wrong in the facts, all at once.

Pure: facts in, obstacles out. Whether the agreement is in force, and what was invoiced before, is for the workflow.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assembler.dossier import Dossier
from assembler.dossier.geld import bedrag_geschreven as euro
from assembler.dossier.jaar import Inleg
from assembler.dossier.mistakes import written
from assembler.dossier.overeenkomst import BtwPositie
from assembler.dossier.partij import Partij
from assembler.dossier.view.plain import plain
from assembler.finance.identifiers import buyer_id, endpoint, mistake_in, seller_id

SEAT = {"adres": "straat en huisnummer", "postcode": "de postcode", "plaats": "de plaats"}
"""What a visiting address must have, by its field in the dossier."""
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Belemmering:
    """One thing in the dossier that an invoice cannot do without."""

    code: str
    where: str
    """Field path in the dossier."""
    message: str
    remedy: str
    severe: bool = True
    """False: the invoice can be made all the same."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.remedy}"


def _told(code: str, where: Where, message: str, remedy: str, *, severe: bool = True) -> Belemmering:
    return Belemmering(f"finance.{code}", written(where), message, remedy, severe)


@dataclass(frozen=True)
class Opgave:
    """Who is to be invoiced, for which year."""

    dossier: Dossier
    jaar: int
    kopers: tuple[str, ...]
    """Keys; of those not named by a person, who pays nothing is left out beforehand (see `payers`)."""


def payers(dossier: Dossier, jaar: int) -> tuple[str, ...]:
    """Every partij but the penvoerder that contributes in cash, or of which that is not known."""
    inleg = dossier.jaren[jaar].inleg if jaar in dossier.jaren else {}
    lead = dossier.penvoerder.get(jaar)
    others = (partij.sleutel for partij in dossier.partijen if partij.sleutel != lead)
    return tuple(key for key in others if inleg.get(key, Inleg()).bedrag != 0)


def obstacles(opgave: Opgave) -> tuple[Belemmering, ...]:
    """Everything that is in the way."""
    dossier, jaar = opgave.dossier, opgave.jaar
    lead = dossier.penvoerder_in(jaar)
    found = [*_agreement(dossier), *_btw(dossier), *_year(dossier, jaar)]
    if lead is None:
        found.append(
            _told(
                "penvoerder-missing",
                ("penvoerder", str(jaar)),
                f"Voor {jaar} is geen penvoerder aangewezen.",
                "Vul in wie de facturen stuurt.",
            )
        )
    else:
        found += _seller(dossier, lead)
    for key in opgave.kopers:
        found += _buyer(dossier, jaar, dossier.partij(key), lead)
    return tuple(found)


def _agreement(dossier: Dossier) -> Iterator[Belemmering]:
    for field in ("titel", "onderwerp", "kenmerk"):
        if getattr(dossier.overeenkomst, field) is None:
            yield _told(
                "agreement-open",
                ("overeenkomst", field),
                f"De overeenkomst heeft nog geen {field}.",
                "Vul dit in; de factuur verwijst ernaar.",
            )


def _btw(dossier: Dossier) -> Iterator[Belemmering]:
    btw = dossier.overeenkomst.btw
    if btw.positie is None:
        yield _told(
            "btw-open",
            ("overeenkomst", "btw", "positie"),
            "De keuze voor de btw is nog niet gemaakt.",
            "Kies tarief_21, buiten_reikwijdte of vrijgesteld.",
        )
    elif btw.positie is not BtwPositie.TARIEF_21 and not btw.reden:
        yield _told(
            "btw-reason-missing",
            ("overeenkomst", "btw", "reden"),
            "Er wordt geen btw berekend, maar de reden staat er niet bij (EN 16931, BR-E-10 en BR-O-10).",
            "Schrijf in één zin waarom geen btw verschuldigd is.",
        )


def _year(dossier: Dossier, jaar: int) -> Iterator[Belemmering]:
    entry = dossier.jaren.get(jaar)
    if entry is None or not entry.begroting:
        yield _told(
            "budget-missing",
            ("jaren", str(jaar), "begroting"),
            f"Voor {jaar} is er geen begroting; een bijdrage volgt uit begroting en jaarplan (artikel 6).",
            "Vul begroting en inleg van dat jaar in, of kies een ander jaar.",
        )


def _seller(dossier: Dossier, lead: Partij) -> Iterator[Belemmering]:
    here: Where = ("partijen", _place(dossier, lead))
    facts: Mapping[str, Any] = plain(lead, here, {})
    name = lead.volledige_naam
    yield from _address(here, lead)
    if not lead.iban:
        yield _told("iban-missing", (*here, "iban"), f"Het IBAN van {name} ontbreekt.", "Vul in waarop wordt betaald.")
    if not lead.rekeninghouder:
        yield _told(
            "account-holder-missing",
            (*here, "rekeninghouder"),
            f"Op wiens naam de rekening van {name} staat, ontbreekt.",
            "Neem de tenaamstelling over van een bankafschrift.",
        )
    if seller_id(facts) is None:
        yield _told(
            "seller-id-missing",
            (*here, "kvk_nummer"),
            f"{_cap(name)} heeft geen KvK-nummer en geen OIN (BR-NL-1).",
            "Vul een van beide in.",
        )
    yield from _seller_btw(dossier, lead, here)
    yield from _reachable(here, facts, name)


def _seller_btw(dossier: Dossier, lead: Partij, here: Where) -> Iterator[Belemmering]:
    positie = dossier.overeenkomst.btw.positie
    if positie in (BtwPositie.TARIEF_21, BtwPositie.VRIJGESTELD) and not lead.btw_id:
        rule = "BR-S-02" if positie is BtwPositie.TARIEF_21 else "BR-E-02"
        yield _told(
            "seller-vat-missing",
            (*here, "btw_id"),
            f"Het btw-id van {lead.volledige_naam} ontbreekt (EN 16931, {rule}; Wet OB artikel 35a).",
            "Vul het btw-id in.",
        )
    if positie is BtwPositie.BUITEN_REIKWIJDTE and lead.btw_id:
        yield _told(
            "vat-id-left-out",
            (*here, "btw_id"),
            "Buiten de reikwijdte van de btw mag een factuur geen btw-id tonen (EN 16931, BR-O-02).",
            "Er hoeft niets te gebeuren: het btw-id van verkoper en afnemer blijft weg.",
            severe=False,
        )


def _buyer(dossier: Dossier, jaar: int, partij: Partij, lead: Partij | None) -> Iterator[Belemmering]:
    here: Where = ("partijen", _place(dossier, partij))
    name = partij.volledige_naam
    if partij is lead:
        yield _told(
            "buyer-is-penvoerder",
            ("penvoerder", str(jaar)),
            f"{_cap(name)} is penvoerder over {jaar} en krijgt geen factuur van zichzelf (artikel 6.1).",
            "Kies een andere partij.",
        )
        return
    facts: Mapping[str, Any] = plain(partij, here, {})
    yield from _contribution(dossier, jaar, partij)
    yield from _address(here, partij)
    yield from _reference(here, partij)
    if buyer_id(facts) is None:
        yield _told(
            "buyer-id-missing",
            (*here, "oin"),
            f"{_cap(name)} heeft geen OIN en geen KvK-nummer (BR-NL-10).",
            "Vul een van beide in.",
        )
    yield from _reachable(here, facts, name)


def _contribution(dossier: Dossier, jaar: int, partij: Partij) -> Iterator[Belemmering]:
    entry = dossier.jaren.get(jaar)
    if entry is None:
        return
    amount = entry.inleg.get(partij.sleutel, Inleg()).bedrag
    where = ("jaren", str(jaar), "inleg", partij.sleutel, "bedrag")
    if amount is None:
        message = f"De bijdrage in geld van {partij.volledige_naam} over {jaar} is niet bekend."
        yield _told("contribution-missing", where, message, "Vul het bedrag in; 0.00 als er niets te betalen is.")
    elif amount == 0:
        message = f"{_cap(partij.volledige_naam)} draagt over {jaar} niets in geld bij."
        yield _told("contribution-zero", where, message, "Laat deze partij weg; er valt niets te factureren.")
    elif amount < 0:
        message = f"De bijdrage van {partij.volledige_naam} over {jaar} is {euro(amount)}, minder dan nul."
        yield _told("contribution-negative", where, message, "Terugbetalen gaat met een creditnota.")


def _address(here: Where, partij: Partij) -> Iterator[Belemmering]:
    for field, shown in SEAT.items():
        if not getattr(partij.zetel, field):
            yield _told(
                "address-incomplete",
                (*here, "zetel", field),
                f"In het adres van {partij.volledige_naam} ontbreekt {shown} (Wet OB artikel 35a; BR-NL-3, BR-NL-4).",
                "Vul het bezoekadres aan.",
            )


def _reference(here: Where, partij: Partij) -> Iterator[Belemmering]:
    where, reference = (*here, "factuur", "referentie"), partij.factuur.referentie
    if not reference:
        yield _told(
            "reference-missing",
            where,
            f"De referentie van {partij.volledige_naam} ontbreekt (BR-NL-2); zonder komt de factuur terug.",
            "Vraag de partij om haar verplichtingennummer.",
        )
    elif partij.referentie_patroon and not re.search(partij.referentie_patroon, reference[:100]):
        yield _told(
            "reference-odd",
            where,
            f"De referentie {reference} van {partij.volledige_naam} past niet op het patroon "
            f"{partij.referentie_patroon} dat deze partij vraagt.",
            "Vraag de partij om de juiste referentie.",
        )


def _reachable(here: Where, facts: Mapping[str, Any], name: str) -> Iterator[Belemmering]:
    """The electronic address. Where the dossier states none, it is the OIN or the KvK number, whose lack is told."""
    address = endpoint(facts)
    wrong = mistake_in(address) if address else ""
    if address and wrong:
        yield _told(
            "e-address-wrong",
            (*here, "factuur", "e_factuur_id"),
            f"Het e-factuuradres {address.scheme}:{address.number} van {name} klopt niet: {wrong}.",
            'Schrijf "0190:" met het OIN of "0106:" met het KvK-nummer.',
        )


def severe(found: Iterable[Belemmering]) -> Sequence[Belemmering]:
    """Those that stop the invoice."""
    return [each for each in found if each.severe]


def _place(dossier: Dossier, partij: Partij) -> int:
    """Its place in the preamble, from 0."""
    return next(number for number, other in enumerate(dossier.partijen) if other is partij)


def _cap(name: str) -> str:
    return name[:1].upper() + name[1:]
