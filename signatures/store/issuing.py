"""Recording an act of issuing: the whole of it, or nothing."""

from dataclasses import replace

from signatures import transitions
from signatures.facts import Facts, Uitgifte
from signatures.illegal import AlreadyIssuedError
from signatures.log import Entry, digest, plain
from signatures.store import models, rows
from signatures.store.aanbieding import Aanbieding
from signatures.store.errors import AlreadyRecordedError, OtherBytesError
from signatures.store.files import sha256_of
from signatures.store.journal import Write, writing
from signatures.store.reading import facts_of_many
from signatures.store.settings import home


def record_issue(aanbieding: Aanbieding) -> None:
    """Freeze an act of issuing: keeps the files, records issues, slots and packs, and logs each of them.

    AlreadyIssuedError where one of the texts was issued before; OtherBytesError where a pack is not the bytes its
    facts name; IllegalTransition where a rule forbids the issue.
    """
    files = _keep(aanbieding)
    entry = Entry(aanbieding.issued_at, aanbieding.by, "aangeboden", aanbieding.dossier, dossier=aanbieding.dossier)
    with writing(entry) as log:
        _refuse_known(aanbieding)
        _check_each(aanbieding)
        row = _add_aanbieding(aanbieding, files)
        _add_uitgiften(aanbieding, row, entry, log)
        _add_packs(aanbieding, row, entry, log)
        log(replace(entry, fact=digest(aanbieding.frozen())))


def _keep(aanbieding: Aanbieding) -> dict[str, str]:
    for pack, data in aanbieding.packs:
        if sha256_of(data) != pack.sha256:
            raise OtherBytesError(f"het pakket van {pack.partij}", pack.sha256, sha256_of(data))
        home().files.put(data)
    return {name: home().files.put(data) for name, data in aanbieding.files}


def _refuse_known(aanbieding: Aanbieding) -> None:
    ids = [uitgifte.id for uitgifte in aanbieding.uitgiften]
    known = models.Uitgifte.objects.filter(pk__in=ids).order_by("place").first()
    if known:
        raise AlreadyIssuedError(rows.uitgifte_fact(known, ()))
    pack = models.Pack.objects.filter(sha256__in=[p.sha256 for p, _ in aanbieding.packs]).first()
    if pack:
        raise AlreadyRecordedError("Pakket", pack.sha256)


def _check_each(aanbieding: Aanbieding) -> None:
    """Each issue is held against what was recorded before, and against those before it in the same act."""
    first = Facts(aanbieding.dossier, aanbieding.partijen, aanbieding.penvoerder, names=aanbieding.names)
    facts = facts_of_many([aanbieding.dossier]).get(aanbieding.dossier, first)
    for uitgifte in aanbieding.uitgiften:
        transitions.check_issue(facts, uitgifte)
        facts = replace(facts, uitgiften=(*facts.uitgiften, uitgifte))


def _add_aanbieding(aanbieding: Aanbieding, files: dict[str, str]) -> models.Aanbieding:
    return models.Aanbieding.objects.create(
        dossier=aanbieding.dossier,
        issued_at=aanbieding.issued_at,
        by=aanbieding.by,
        penvoerder=aanbieding.penvoerder,
        partijen=list(aanbieding.partijen),
        names=[list(pair) for pair in aanbieding.names],
        versions=[list(pair) for pair in aanbieding.versions],
        files=files,
    )


def _add_uitgiften(aanbieding: Aanbieding, row: models.Aanbieding, entry: Entry, log: Write) -> None:
    for place, fact in enumerate(aanbieding.uitgiften):
        issue = rows.uitgifte_row(fact, row, place)
        issue.save(force_insert=True)
        _open_slots(fact, issue)
        log(replace(entry, action="uitgegeven", object=fact.id, partij=fact.grantor or "", fact=digest(fact)))


def _open_slots(fact: Uitgifte, issue: models.Uitgifte) -> None:
    slots = [rows.slot_row(slot, issue, place) for place, slot in enumerate(fact.slots)]
    opened = models.Slot.objects.bulk_create(slots)
    reasons = [rows.besluit_rows(slot.bevoegdheid, row) for slot, row in zip(fact.slots, opened, strict=True)]
    models.Besluit.objects.bulk_create([besluit for one in reasons for besluit in one])


def _add_packs(aanbieding: Aanbieding, row: models.Aanbieding, entry: Entry, log: Write) -> None:
    for fact, _ in aanbieding.packs:
        models.Pack.objects.create(
            aanbieding=row,
            dossier=fact.dossier,
            partij=fact.partij,
            sha256=fact.sha256,
            documents=plain(fact.documents),
            fields=plain(fact.fields),
            issued_at=fact.issued_at,
        )
        log(replace(entry, action="pakket gemaakt", object=fact.sha256, partij=fact.partij, fact=digest(fact)))
