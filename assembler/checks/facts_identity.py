"""Numbers and addresses that pass their own check and still look wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.checks.facts_source import INFO, WARNING, Remark, Remarks
from assembler.dossier import Dossier
from assembler.dossier.identificatie import OIN_PREFIXES, OIN_TEST_PREFIX
from assembler.dossier.mistakes import Path
from assembler.dossier.overeenkomst import BtwPositie
from assembler.dossier.partij import Partij

_UNUSED_LETTERS = ("SA", "SD", "SS")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def fictitious(dossier: Dossier) -> Remarks:
    """An organisation number from the test range."""
    for number, partij in enumerate(dossier.partijen):
        if (partij.oin or "").startswith(OIN_TEST_PREFIX):
            message = f"Het OIN van {partij.volledige_naam} is een testnummer, zodat de nummers fictief lijken."
            remedy = "Vervang de nummers door de echte voordat u echte stukken uitgeeft."
            yield Remark("facts.identifier-fictitious", INFO, ("partijen", number, "oin"), message, remedy)


def _odd(partij: Partij) -> Iterator[tuple[Path, str]]:
    name = partij.volledige_naam
    if partij.oin and partij.oin[:8] not in OIN_PREFIXES:
        yield ("oin",), f"Het OIN van {name} begint met {partij.oin[:8]}, een reeks die het OIN-register niet kent."
    if partij.rsin and partij.btw_id and partij.rsin != partij.btw_id[2:11]:
        yield ("btw_id",), f"Het btw-id van {name} bevat niet het RSIN {partij.rsin}."
    if partij.zetel.postcode and partij.zetel.postcode[-2:] in _UNUSED_LETTERS:
        yield (
            ("zetel", "postcode"),
            f"De postcode {partij.zetel.postcode} van {name} heeft letters die niet worden uitgegeven.",
        )


def odd(dossier: Dossier) -> Remarks:
    """Numbers that contradict each other or come from an unknown range."""
    for number, partij in enumerate(dossier.partijen):
        for path, message in _odd(partij):
            here: Path = ("partijen", number, *path)
            yield Remark("facts.identifier-odd", WARNING, here, message, "Controleer het nummer bij de bron.")


def duplicates(dossier: Dossier) -> Remarks:
    """One number, or one name, for two partijen."""
    words = {
        "kvk_nummer": "KvK-nummer",
        "rsin": "RSIN",
        "btw_id": "btw-id",
        "oin": "OIN",
        "iban": "IBAN",
        "tooi": "TOOI-code",
    }
    for field, what in {**words, "volledige_naam": "naam"}.items():
        first: dict[str, Partij] = {}
        for number, partij in enumerate(dossier.partijen):
            value = getattr(partij, field)
            if value is not None and first.setdefault(value, partij) is not partij:
                path: Path = ("partijen", number, field if field in words else "naam")
                message = (
                    f"Partij {number + 1} heeft dezelfde {what} als partij"
                    f" {dossier.partijen.index(first[value]) + 1}: {value}."
                )
                if what in ("KvK-nummer", "RSIN", "btw-id", "OIN", "IBAN"):
                    message = message.replace("dezelfde", "hetzelfde")
                yield Remark(
                    "facts.identifier-duplicate", WARNING, path, message, "Controleer welke van de twee klopt."
                )


def seller(dossier: Dossier) -> Remarks:
    """The penvoerder's numbers that an invoice must carry (Wet op de omzetbelasting 1968, 35a)."""
    for number, partij in enumerate(dossier.partijen):
        if partij is not dossier.penvoerder_in(dossier.jaar):
            continue
        needed = {"kvk_nummer": "KvK-nummer"}
        if dossier.overeenkomst.btw.positie is BtwPositie.TARIEF_21:
            needed["btw_id"] = "btw-id"
        for field in (field for field in needed if getattr(partij, field) is None):
            message = f"Het {needed[field]} van penvoerder {partij.volledige_naam} ontbreekt en hoort op de facturen."
            remedy = "Vul het in voordat u facturen maakt."
            yield Remark("facts.invoice-number-missing", WARNING, ("partijen", number, field), message, remedy)


def references(dossier: Dossier) -> Remarks:
    """A buyer's reference that does not have the form that the buyer asks for."""
    for number, partij in enumerate(dossier.partijen):
        reference, pattern = partij.factuur.referentie, partij.referentie_patroon
        if reference and pattern and not re.search(pattern, reference[:100]):
            message = f"De referentie {reference} van {partij.volledige_naam} past niet op het patroon {pattern}."
            remedy = "Vraag de partij om de juiste referentie; anders komt de factuur terug."
            yield Remark("facts.reference-odd", WARNING, ("partijen", number, "factuur", "referentie"), message, remedy)


def _emails(dossier: Dossier) -> Iterator[tuple[Path, str | None]]:
    yield ("aanbieding", "retour_email"), dossier.aanbieding.retour_email
    yield ("aanbieding", "contactpersoon", "email"), dossier.aanbieding.contactpersoon.email
    for number, partij in enumerate(dossier.partijen):
        if partij.volmacht:
            for role in ("contactpersoon", "plaatsvervanger"):
                path: Path = ("partijen", number, "volmacht", role, "email")
                yield path, getattr(partij.volmacht, role).email


def emails(dossier: Dossier) -> Remarks:
    """An address that cannot be an e-mail address."""
    for path, address in _emails(dossier):
        if address and not _EMAIL.fullmatch(address):
            message = f"{address} ziet er niet uit als een e-mailadres."
            yield Remark(
                "facts.contact-odd", WARNING, path, message, "Controleer het adres; het komt in de stukken te staan."
            )


RULES = (fictitious, odd, duplicates, seller, references, emails)
