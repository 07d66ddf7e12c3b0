"""Reading facts back, for one dossier or for all of them in the same handful of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signatures.facts import Facts, Inzending, Oordeel
from signatures.packs import PackFacts
from signatures.store import models, rows
from signatures.store.errors import NotFoundError
from signatures.store.failing import sentences
from signatures.store.gathering import gather
from signatures.store.settings import home


@dataclass(frozen=True)
class StoredInzending:
    """A submission with everything that was kept beside what its checking gave."""

    inzending: Inzending
    dossier: str
    """Empty where the file belongs to no dossier we know."""
    by: str
    details: Mapping[str, Any]
    """What the check wants kept: versions of tools and trust list, pages found and missing."""
    files: Mapping[str, str]
    """(name, SHA-256) of pictures and reports made by the check."""


@dataclass(frozen=True)
class StoredOntvangst:
    """A file as it came in."""

    sha256: str
    name: str
    received_at: datetime
    by: str
    partij: str

    def load(self) -> bytes:
        """The bytes as they came."""
        return home().files.get(self.sha256)


@dataclass(frozen=True)
class StoredAanbieding:
    """One act of issuing, read back."""

    dossier: str
    issued_at: datetime
    by: str
    uitgiften: tuple[str, ...]
    packs: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    files: Mapping[str, str]
    """(name, SHA-256); `kept_bytes` fetches them."""


def dossiers() -> tuple[str, ...]:
    """Keys of all dossiers of which something was issued, in order of first issue."""
    with sentences():
        keys = models.Aanbieding.objects.order_by("id").values_list("dossier", flat=True)
        return tuple(dict.fromkeys(keys))


def facts_of(dossier: str) -> Facts:
    """Everything recorded about one dossier; NotFoundError where nothing was issued."""
    found = facts_of_many([dossier]).get(dossier)
    if found is None:
        raise NotFoundError("Dossier", dossier)
    return found


def facts_of_many(wanted: Sequence[str] | None = None) -> dict[str, Facts]:
    """Everything recorded about these dossiers, or about all."""
    with sentences():
        return gather(wanted)


def pack_of(dossier: str, partij: str) -> tuple[PackFacts, bytes]:
    """The pack last issued to a partij, with its bytes; NotFoundError."""
    with sentences():
        row = models.Pack.objects.filter(dossier=dossier, partij=partij).order_by("-id").first()
    if row is None:
        raise NotFoundError("Pakket", f"{dossier}/{partij}")
    return rows.pack_fact(row), home().files.get(row.sha256)


def packs(dossier: str | None = None) -> tuple[PackFacts, ...]:
    """All packs ever issued, of one dossier or of all, oldest first."""
    with sentences():
        found = models.Pack.objects.order_by("id")
        return tuple(map(rows.pack_fact, found.filter(dossier=dossier) if dossier else found))


def packs_by_sha(sha256: str) -> tuple[PackFacts, ...]:
    """The pack with these issued bytes, if it is ours: one or none."""
    with sentences():
        return tuple(map(rows.pack_fact, models.Pack.objects.filter(sha256=sha256)))


def dossier_of_uitgifte(uitgifte: str) -> str:
    """The dossier that an issue belongs to; NotFoundError."""
    with sentences():
        found = models.Uitgifte.objects.filter(pk=uitgifte).values_list("dossier", flat=True).first()
    if found is None:
        raise NotFoundError("Uitgifte", uitgifte)
    return found


def aanbiedingen(dossier: str) -> tuple[StoredAanbieding, ...]:
    """Each act of issuing of a dossier, oldest first."""
    with sentences():
        found = models.Aanbieding.objects.filter(dossier=dossier).order_by("id")
        return tuple(_aanbieding(row) for row in found.prefetch_related("uitgiften", "packs"))


def submission(key: str) -> StoredInzending:
    """One submission; NotFoundError."""
    with sentences():
        row = models.Inzending.objects.filter(pk=key).first()
        if row is None:
            raise NotFoundError("Inzending", key)
        return stored_inzending(row)


def submission_bytes(key: str) -> bytes:
    """The returned file, exactly as it came; NotFoundError, FileLostError, FileDamagedError."""
    return home().files.get(submission(key).inzending.sha256)


def submissions(dossier: str | None = None) -> tuple[StoredInzending, ...]:
    """All submissions in order of receipt; those of dossier "" belong to no dossier we know."""
    with sentences():
        found = models.Inzending.objects.order_by("received_at", "pk")
        return tuple(map(stored_inzending, found if dossier is None else found.filter(dossier=dossier)))


def undecided() -> tuple[StoredInzending, ...]:
    """Submissions on which nobody has decided yet."""
    with sentences():
        found = models.Inzending.objects.filter(oordeel=None).order_by("received_at", "pk")
        return tuple(map(stored_inzending, found))


def decision_on(key: str) -> Oordeel | None:
    """The decision on a submission, also on a file of no dossier; None while nobody has decided."""
    with sentences():
        row = models.Oordeel.objects.filter(pk=key).first()
    return rows.oordeel_fact(row) if row else None


def unchecked() -> tuple[StoredOntvangst, ...]:
    """Files that came in and were not checked, because the program was stopped in between."""
    with sentences():
        checked = models.Inzending.objects.values("sha256")
        found = models.Ontvangst.objects.exclude(sha256__in=checked).order_by("id")
        return tuple(map(stored_ontvangst, found))


def kept_bytes(sha256: str) -> bytes:
    """A kept file by its hash; FileLostError, FileDamagedError."""
    return home().files.get(sha256)


def stored_ontvangst(row: models.Ontvangst) -> StoredOntvangst:
    return StoredOntvangst(row.sha256, row.name, row.received_at, row.by, row.partij)


def stored_inzending(row: models.Inzending) -> StoredInzending:
    claims = row.claims.select_related("slot").order_by("place")
    fact = rows.inzending_fact(row, map(rows.claim_fact, claims))
    return StoredInzending(fact, row.dossier, row.by, row.details, row.files)


def _aanbieding(row: models.Aanbieding) -> StoredAanbieding:
    uitgiften = sorted(row.uitgiften.all(), key=lambda u: u.place)
    in_order = sorted(row.packs.all(), key=lambda p: p.pk)
    return StoredAanbieding(
        row.dossier,
        row.issued_at,
        row.by,
        tuple(u.pk for u in uitgiften),
        tuple(p.sha256 for p in in_order),
        tuple((name, version) for name, version in row.versions),
        row.files,
    )
