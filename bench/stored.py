"""Facts put into a store in bulk, past the rules and the log: only for measuring how fast they are read."""

from collections.abc import Sequence
from itertools import chain

from django.db.models import Model

from signatures.facts import Facts, Inzending, Oordeel, SlotFact, Uitgifte
from signatures.log import Entry
from signatures.store import journal, models, rows


def fill(dossiers: Sequence[Facts]) -> None:
    """Write issues, slots, submissions and decisions of these dossiers."""
    offered = [_aanbieding(number, facts) for number, facts in enumerate(dossiers, 1)]
    _create(models.Aanbieding, offered)
    issues = [
        (row, issue, place) for row, f in zip(offered, dossiers, strict=True) for place, issue in enumerate(f.uitgiften)
    ]
    written = [rows.uitgifte_row(issue, row, place) for row, issue, place in issues]
    _create(models.Uitgifte, written)
    slots = _slots([(row, issue) for row, (_, issue, _) in zip(written, issues, strict=True)])
    sent = [(facts.dossier, one) for facts in dossiers for one in facts.inzendingen]
    files = {one.id: _inzending(dossier, one) for dossier, one in sent}
    _create(models.Inzending, list(files.values()))
    claims = [
        rows.claim_row(claim, files[one.id], slots[claim.slot], place)
        for _, one in sent
        for place, claim in enumerate(one.claims)
    ]
    _create(models.Claim, claims)
    _create(models.Oordeel, [_oordeel(said, files[said.inzending]) for f in dossiers for said in f.oordelen])
    journal.note_refusal(
        Entry(dossiers[0].uitgiften[0].issued_at, "Meting", "gevuld", "proef"), "alleen voor een meting"
    )


def _create(model: type[Model], made: Sequence[Model]) -> None:
    model._default_manager.bulk_create(made, batch_size=500)


def _aanbieding(number: int, facts: Facts) -> models.Aanbieding:
    first = facts.uitgiften[0]
    return models.Aanbieding(
        id=number,
        dossier=facts.dossier,
        issued_at=first.issued_at,
        by="Behandelaar",
        penvoerder=facts.penvoerder,
        partijen=list(facts.partijen),
        names=[list(pair) for pair in facts.names],
        versions=[],
        files={},
    )


def _slots(issues: Sequence[tuple[models.Uitgifte, Uitgifte]]) -> dict[object, models.Slot]:
    pairs: list[tuple[SlotFact, models.Slot]] = []
    for row, issue in issues:
        pairs += [(slot, rows.slot_row(slot, row, place)) for place, slot in enumerate(issue.slots)]
    for number, (_, made) in enumerate(pairs, 1):
        made.pk = number
    _create(models.Slot, [made for _, made in pairs])
    decisions = chain.from_iterable(rows.besluit_rows(slot.bevoegdheid, made) for slot, made in pairs)
    _create(models.Besluit, list(decisions))
    return {slot.id: made for slot, made in pairs}


def _inzending(dossier: str, fact: Inzending) -> models.Inzending:
    return models.Inzending(
        id=fact.id,
        dossier=dossier,
        sha256=fact.sha256,
        name=fact.name,
        received_at=fact.received_at,
        checked_at=fact.checked_at,
        by="Behandelaar",
        tier=fact.tier.value,
        verdict=fact.verdict.value,
        reasons=list(fact.reasons),
        checks=[list(check) for check in fact.checks],
        partijen=list(fact.partijen),
        details={},
        files={},
    )


def _oordeel(fact: Oordeel, inzending: models.Inzending) -> models.Oordeel:
    return models.Oordeel(
        inzending=inzending,
        accepted=fact.accepted,
        by=fact.by,
        decided_at=fact.decided_at,
        reason=fact.reason,
        slots=[],
        dates=[],
        **rows.signing_columns(fact.signed_on),
    )
