"""Reading facts back, for one dossier or for all of them in the same handful of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, Model, QuerySet

from signatures.facts import Claim, Facts, Inzending, Oordeel, Uitgifte
from signatures.packs import PackFacts
from signatures.store import models, rows
from signatures.store.errors import NotFoundError
from signatures.store.failing import sentences
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
        return _Reading(wanted).facts()


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


def _filled(facts: Facts, parts: dict[str, Any]) -> Facts:
    return replace(facts, **parts)


class _Reading:
    """One reading of some dossiers: each table is asked once."""

    def __init__(self, wanted: Sequence[str] | None) -> None:
        self.wanted = wanted

    def facts(self) -> dict[str, Facts]:
        """Facts by dossier."""
        parts = self._parts()
        return {
            dossier: _filled(facts, {name: tuple(found[dossier]) for name, found in parts.items()})
            for dossier, facts in self._offered().items()
        }

    def _parts(self) -> dict[str, Mapping[str, list[Any]]]:
        by_issue, by_slot, by_file = "uitgifte__dossier", "slot__uitgifte__dossier", "inzending__dossier"
        slot = ("slot",)
        return {
            "uitgiften": self._uitgiften(),
            "inzendingen": self._inzendingen(),
            "withdrawals": self._group(models.Withdrawal, by_issue, rows.withdrawal_fact, ("known_at", "pk")),
            "oordelen": self._group(models.Oordeel, by_file, rows.oordeel_fact, ("decided_at", "pk")),
            "declines": self._group(models.Decline, by_slot, rows.decline_fact, ("pk",), slot),
            "retractions": self._group(models.Retraction, by_slot, rows.retraction_fact, ("pk",), slot),
            "invalidations": self._group(models.Invalidation, by_file, rows.invalidation_fact, ("found_at", "pk")),
            "disputes": self._group(models.Dispute, by_issue, rows.dispute_fact, ("pk",)),
            "handelingen": self._group(models.Handeling, "dossier", rows.handeling_fact, ("pk",)),
        }

    def _offered(self) -> dict[str, Facts]:
        """Partijen, penvoerder and names as last issued; partijen of earlier issues stand behind them."""
        found: dict[str, Facts] = {}
        for row in self._of(models.Aanbieding, "dossier").order_by("id"):
            earlier = found.get(row.dossier, Facts(row.dossier, (), ""))
            partijen = tuple(dict.fromkeys((*row.partijen, *earlier.partijen)))
            names = tuple({**dict(earlier.names), **dict(row.names)}.items())
            found[row.dossier] = Facts(row.dossier, partijen, row.penvoerder, names=names)
        return found

    def _uitgiften(self) -> Mapping[str, list[Uitgifte]]:
        besluiten = self._by(models.Besluit, "slot__uitgifte__dossier", "slot_id", ("place",))
        slots = self._by(models.Slot, "uitgifte__dossier", "uitgifte_id", ("place",))
        grouped: dict[str, list[Uitgifte]] = defaultdict(list)
        for row in self._of(models.Uitgifte, "dossier").order_by("aanbieding_id", "place"):
            opened = (rows.slot_fact(slot, besluiten[slot.pk]) for slot in slots[row.pk])
            grouped[row.dossier].append(rows.uitgifte_fact(row, opened))
        return grouped

    def _inzendingen(self) -> Mapping[str, list[Inzending]]:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._of(models.Claim, "inzending__dossier").select_related("slot").order_by("place"):
            claims[claim.inzending_id].append(rows.claim_fact(claim))
        grouped: dict[str, list[Inzending]] = defaultdict(list)
        for row in self._of(models.Inzending, "dossier").order_by("received_at", "pk"):
            grouped[row.dossier].append(rows.inzending_fact(row, claims[row.pk]))
        return grouped

    def _group(
        self,
        model: type[Model],
        path: str,
        to_fact: Callable[[Any], Any],
        order: Iterable[str],
        related: Iterable[str] = (),
    ) -> Mapping[str, list[Any]]:
        grouped: dict[str, list[Any]] = defaultdict(list)
        found = self._of(model, path).order_by(*order).annotate(**{} if path == "dossier" else {"of_dossier": F(path)})
        for row in found.select_related(*related) if related else found:
            grouped[row.dossier if path == "dossier" else row.of_dossier].append(to_fact(row))
        return grouped

    def _by(self, model: type[Model], path: str, key: str, order: Iterable[str]) -> Mapping[Any, list[Any]]:
        grouped: dict[Any, list[Any]] = defaultdict(list)
        for row in self._of(model, path).order_by(*order):
            grouped[getattr(row, key)].append(row)
        return grouped

    def _of(self, model: type[Model], path: str) -> QuerySet[Any]:
        everything = model._default_manager.all()
        return everything if self.wanted is None else everything.filter(**{f"{path}__in": list(self.wanted)})
