"""Holding everything that is kept against the log: nothing lost, nothing doubled, nothing half, nothing changed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from signatures.log import ChainReport, Head, LogRow, digest, follow
from signatures.store import models, rows
from signatures.store.errors import FileDamagedError, FileLostError
from signatures.store.failing import sentences
from signatures.store.journal import log_rows
from signatures.store.reading import facts_of_many, stored_ontvangst, submissions
from signatures.store.settings import home
from signatures.store.tables import tables

GUARDS_A_TABLE = {"sqlite": 3, "postgresql": 2}
IN_TURN = {"signatures_logrow", "signatures_numbered"}
"""Tables with one guard more: a row must follow the last one."""


@dataclass(frozen=True)
class AuditReport:
    """What the audit found."""

    chain: ChainReport
    problems: tuple[str, ...]
    """Dutch sentences: faults in the chain, facts without row, rows without fact, files lost or damaged."""
    warnings: tuple[str, ...]
    """Dutch sentences on how well the log is protected from now on."""

    @property
    def sound(self) -> bool:
        return not self.problems


def verify_log(printed: Iterable[str] = ()) -> ChainReport:
    """Walk the chain. ``printed``: heads (``number:hash``) that were printed elsewhere and must be found in it."""
    wanted = dict.fromkeys(printed, False)
    report = follow(_noting(log_rows(), wanted))
    missing = tuple(
        f"Het logboek bevat het afgedrukte hoofd {head} niet: het is ingekort of vervangen."
        for head, found in wanted.items()
        if not found
    )
    return ChainReport(report.rows, report.head, report.problems + missing)


def audit(printed: Iterable[str] = ()) -> AuditReport:
    """Hold chain, facts and files against one another."""
    chain = verify_log(printed)
    problems = (*chain.problems, *_facts_against_log(), *_files())
    return AuditReport(chain, problems, protection())


def protection() -> tuple[str, ...]:
    """What would let somebody change the log unseen by the database: missing triggers, a role that owns the tables."""
    with sentences(), connection.cursor() as cursor:
        return missing_guards() + tuple(_owner(cursor))


def missing_guards() -> tuple[str, ...]:
    """Tables of which a trigger is gone: somebody took it away."""
    with sentences(), connection.cursor() as cursor:
        return tuple(_missing_guards(cursor))


def unregistered_files() -> tuple[str, ...]:
    """Hashes of kept files that no fact names: left by an act that was stopped before its row was written."""
    return tuple(sorted(set(home().files.names()) - set(_named_files())))


def _noting(found: Iterator[LogRow], wanted: dict[str, bool]) -> Iterator[LogRow]:
    if not wanted:
        return found
    return _noted(found, wanted)


def _noted(found: Iterator[LogRow], wanted: dict[str, bool]) -> Iterator[LogRow]:
    for row in found:
        head = str(Head(row.seq, row.hash, row.recorded_at))
        if head in wanted:
            wanted[head] = True
        yield row


def _facts_against_log() -> Iterator[str]:
    logged = Counter(row.fact for row in log_rows() if row.fact)
    kept = Counter(digest(fact) for fact in recorded_facts())
    for fact in (kept - logged).elements():
        yield f"Een vastgelegd feit (hash {fact[:12]}…) staat niet zo in het logboek: het is gewijzigd of toegevoegd."
    for fact in (logged - kept).elements():
        yield f"Het logboek noemt een feit (hash {fact[:12]}…) dat er zo niet meer is: het is gewijzigd of verwijderd."


def recorded_facts() -> Iterator[Any]:
    """Every fact that has a row in the log, in the form over which the log has its hash."""
    for facts in facts_of_many().values():
        yield from facts.uitgiften
        yield from (*facts.withdrawals, *facts.declines, *facts.retractions, *facts.disputes, *facts.handelingen)
        yield from facts.herroepingen
    with sentences():
        yield from map(_frozen, models.Aanbieding.objects.prefetch_related("uitgiften", "packs"))
        yield from map(rows.pack_fact, models.Pack.objects.all())
        yield from map(stored_ontvangst, models.Ontvangst.objects.all())
        yield from map(rows.oordeel_fact, models.Oordeel.objects.all())
        yield from map(rows.invalidation_fact, models.Invalidation.objects.all())
        yield from map(rows.anchor_fact, models.Anchor.objects.all())
        yield from map(rows.numbered_fact, models.Numbered.objects.all())
    yield from submissions()


def _frozen(row: models.Aanbieding) -> dict[str, Any]:
    return {
        "dossier": row.dossier,
        "partijen": row.partijen,
        "penvoerder": row.penvoerder,
        "names": row.names,
        "uitgiften": [u.pk for u in sorted(row.uitgiften.all(), key=lambda u: u.place)],
        "packs": [p.sha256 for p in sorted(row.packs.all(), key=lambda p: p.pk)],
        "issued_at": row.issued_at,
        "by": row.by,
        "versions": row.versions,
        "files": row.files,
    }


def _files() -> Iterator[str]:
    for sha256 in sorted(set(_named_files())):
        try:
            home().files.get(sha256)
        except (FileLostError, FileDamagedError) as wrong:
            yield str(wrong)


def _named_files() -> Iterator[str]:
    with sentences():
        for model in (models.Pack, models.Ontvangst, models.Inzending):
            yield from model.objects.values_list("sha256", flat=True)
        for holder in (models.Aanbieding, models.Inzending, models.Numbered):
            for files in holder.objects.values_list("files", flat=True):
                yield from files.values()


def _missing_guards(cursor: Any) -> Iterator[str]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
    found = Counter(name for (name,) in cursor.fetchall())
    for table in tables():
        if found[table] < GUARDS_A_TABLE[connection.vendor] + (table in IN_TURN):
            yield f"Tabel {table} mist een vergrendeling: regels kunnen ongemerkt gewijzigd worden."


def _owner(cursor: Any) -> Iterator[str]:
    if connection.vendor == "sqlite":
        return
    cursor.execute("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'signatures_logrow'::regclass")
    if cursor.fetchone()[0]:
        yield (
            "De toepassing is eigenaar van het logboek en kan de vergrendeling weghalen; "
            "laat een andere rol de tabellen bezitten."
        )
