"""Facts to rows and back. A fact that went in comes out equal."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from signatures.facts import (
    Bevoegdheid,
    Claim,
    Decline,
    Dispute,
    Handeling,
    Herroeping,
    Invalidation,
    Inzending,
    Kind,
    Oordeel,
    Retraction,
    SigningDate,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
    Withdrawal,
)
from signatures.numbered import NumberedDocument
from signatures.packs import DocumentInPack, FieldInPack, PackFacts
from signatures.store import models
from signatures.store.settings import home

UITGIFTE = ("id", "dossier", "document", "title", "version", "sha256", "code", "pages", "issued_at")
UITGIFTE_MAYBE = (
    "works_back_to",
    "ends_on",
    "grantor",
    "supersedes",
    "vorige_einddatum",
    "volmachten_voortgezet",
)


@dataclass(frozen=True)
class AnchorFact:
    """One attempt to have the head of the log stamped."""

    seq: int
    head: str
    requested_at: datetime
    server: str
    token: str
    """DER of the token (RFC 3161, TimeStampToken) in base64; empty where it failed."""
    stamped_at: datetime | None
    failure: str
    """One Dutch sentence; empty where it succeeded."""


def slot_id(slot: models.Slot) -> SlotId:
    return SlotId(slot.uitgifte_id, slot.partij, slot.line)


def uitgifte_row(fact: Uitgifte, aanbieding: models.Aanbieding, place: int) -> models.Uitgifte:
    same = {name: getattr(fact, name) for name in UITGIFTE + UITGIFTE_MAYBE}
    return models.Uitgifte(**same, kind=fact.kind.value, aanbieding=aanbieding, place=place)


def slot_row(fact: SlotFact, uitgifte: models.Uitgifte, place: int) -> models.Slot:
    return models.Slot(
        uitgifte=uitgifte,
        partij=fact.id.partij,
        line=fact.id.line,
        signatory=fact.signatory,
        capacity=fact.capacity,
        field=fact.field,
        is_hoofd=fact.bevoegdheid.is_hoofd,
        geldig_tot=fact.bevoegdheid.geldig_tot,
        medeondertekent=fact.bevoegdheid.medeondertekent,
        place=place,
    )


def besluit_rows(fact: Bevoegdheid, slot: models.Slot) -> list[models.Besluit]:
    pairs = [(False, besluit) for besluit in fact.besluiten]
    if fact.machtiging:
        pairs.append((True, fact.machtiging))
    return [
        models.Besluit(slot=slot, machtiging=m, orgaan=b.orgaan, datum=b.datum, kenmerk=b.kenmerk, place=place)
        for place, (m, b) in enumerate(pairs)
    ]


def uitgifte_fact(row: models.Uitgifte, slots: Iterable[SlotFact]) -> Uitgifte:
    same: dict[str, Any] = {name: getattr(row, name) for name in UITGIFTE + UITGIFTE_MAYBE}
    return Uitgifte(**same, kind=Kind(row.kind), slots=tuple(slots))


def signing_columns(signing: SigningDate | None) -> dict[str, Any]:
    if signing is None:
        return {"day": None, "source": "", "instant": None}
    return {"day": signing.day, "source": signing.source.value, "instant": signing.instant}


def signing_fact(row: models.Claim | models.Oordeel) -> SigningDate | None:
    return SigningDate(row.day, Source(row.source), row.instant) if row.day else None


def claim_row(fact: Claim, inzending: models.Inzending, slot: models.Slot, place: int) -> models.Claim:
    return models.Claim(
        inzending=inzending, slot=slot, signer=fact.signer, place=place, **signing_columns(fact.signing)
    )


def claim_fact(row: models.Claim) -> Claim:
    return Claim(slot_id(row.slot), signing_fact(row), row.signer)


def inzending_fact(row: models.Inzending, claims: Iterable[Claim]) -> Inzending:
    return Inzending(
        row.id,
        row.sha256,
        row.name,
        row.received_at,
        Tier(row.tier),
        Verdict(row.verdict),
        tuple(claims),
        tuple(row.reasons),
        tuple((line, outcome) for line, outcome in row.checks),
        tuple(row.partijen),
        row.checked_at,
    )


def oordeel_fact(row: models.Oordeel) -> Oordeel:
    return Oordeel(row.inzending_id, row.accepted, row.by, row.decided_at, signing_fact(row), row.reason, *_lines(row))


def _lines(row: models.Oordeel) -> tuple[tuple[SlotId, ...], tuple[tuple[SlotId, SigningDate], ...]]:
    slots = tuple(SlotId(**slot) for slot in row.slots)
    return slots, tuple((SlotId(**slot), _written_date(signing)) for slot, signing in row.dates)


def _written_date(written: dict[str, Any]) -> SigningDate:
    instant = written["instant"]
    return SigningDate(
        date.fromisoformat(written["day"]),
        Source(written["source"]),
        datetime.fromisoformat(instant) if instant else None,
    )


def withdrawal_fact(row: models.Withdrawal) -> Withdrawal:
    return Withdrawal(row.uitgifte_id, row.known_at, row.reason, row.by)


def decline_fact(row: models.Decline) -> Decline:
    return Decline(slot_id(row.slot), row.known_at, row.reason, row.by)


def retraction_fact(row: models.Retraction) -> Retraction:
    return Retraction(slot_id(row.slot), row.known_at, row.reason, row.by)


def invalidation_fact(row: models.Invalidation) -> Invalidation:
    return Invalidation(row.inzending_id, row.found_at, row.ground, row.by)


def dispute_fact(row: models.Dispute) -> Dispute:
    return Dispute(row.uitgifte_id, row.known_at, row.ground, row.by)


def handeling_fact(row: models.Handeling) -> Handeling:
    return Handeling(row.day, row.description, row.known_at, tuple(row.partijen))


def herroeping_fact(row: models.Herroeping) -> Herroeping:
    issue = row.uitgifte_id or ""
    return Herroeping(row.partij, row.last_day, row.known_at, row.reason, row.by, issue, row.kenmerk)


def anchor_fact(row: models.Anchor) -> AnchorFact:
    return AnchorFact(row.seq, row.head, row.requested_at, row.server, row.token, row.stamped_at, row.failure)


NUMBERED = tuple(field.name for field in fields(NumberedDocument))


def numbered_row(fact: NumberedDocument) -> models.Numbered:
    return models.Numbered(**{name: getattr(fact, name) for name in NUMBERED})


def numbered_fact(row: models.Numbered) -> NumberedDocument:
    return NumberedDocument(**{name: getattr(row, name) for name in NUMBERED})


def pack_fact(row: models.Pack) -> PackFacts:
    sha256, files = row.sha256, home().files
    return PackFacts(
        row.dossier,
        row.partij,
        sha256,
        tuple(DocumentInPack(**document) for document in row.documents),
        tuple(_field(field) for field in row.fields),
        row.issued_at,
        lambda: files.get(sha256),
    )


def _field(row: dict[str, Any]) -> FieldInPack:
    left, bottom, right, top = row["rect"]
    return FieldInPack(row["name"], SlotId(**row["slot"]), row["page"], (left, bottom, right, top))
