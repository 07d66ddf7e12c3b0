"""Writing: one transaction, in turn, with the log row beside the fact. Either both are there or neither.

Writers take turns (SQLite: immediate transactions; PostgreSQL: a lock held until commit), so every check of a rule
sees all that was recorded before it.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from signatures.illegal import IllegalTransition, NobodyNamedError
from signatures.log import Entry, Head, LogRow, append
from signatures.log.canonical import utc
from signatures.log.chain import CLOCK, EMPTY
from signatures.store import models
from signatures.store.errors import ClockRanBackError, DatabaseFailedError, NotAllowedError
from signatures.store.failing import sentences

TURN = 0x7465_6B6B
"""Key of the lock on PostgreSQL under which facts are written."""
SLACK = timedelta(minutes=30)
"""So long may a moment lie before the last row: the time somebody waited for another, or a check took."""

BEFORE_ALL = -(2**62)
"""No row stands before this number, also none that somebody slipped in by hand."""

Write = Callable[[Entry], None]


@contextlib.contextmanager
def writing(entry: Entry, kept: tuple[str, ...] = ()) -> Iterator[Write]:
    """A transaction for one act; the block adds facts and calls the given function for the log row.

    What a rule refuses is rolled back and logged as refused. ``kept``: hashes of files that stay, for the sentence.
    """
    if not entry.actor.strip():
        raise NobodyNamedError("iets vastleggen")
    try:
        with _turn(entry, kept):
            yield add_row
    except ClockRanBackError:
        raise
    except (NotAllowedError, IllegalTransition) as refusal:
        note_refusal(entry, str(refusal))
        raise


def note_refusal(entry: Entry, sentence: str) -> None:
    """Log that an act was refused, and why."""
    with _turn(entry, ()):
        add_row(replace(entry, action=f"geweigerd: {entry.action}", note=sentence, fact=""))


def acknowledge_clock(by: str, reason: str, at: datetime) -> None:
    """Go on after the clock had run ahead: a named person says that ``at`` is right, and the log says so too."""
    entry = Entry(at, by, CLOCK, "klok", note=reason)
    if not by.strip():
        raise NobodyNamedError("de klok goedkeuren")
    with sentences(), transaction.atomic():
        _take_turn()
        add_row(entry)


def log_head() -> Head:
    """Number, hash and record time of the last row."""
    with sentences():
        row = models.LogRow.objects.order_by("-seq").values_list("seq", "hash", "recorded_at").first()
    return Head(*row) if row else EMPTY


def log_rows(after: int = BEFORE_ALL, at_a_time: int = 20_000) -> Iterator[LogRow]:
    """The rows in order, some thousands in memory at a time."""
    names = ", ".join(LogRow._fields)
    query = f"SELECT {names} FROM signatures_logrow WHERE seq > %s ORDER BY seq LIMIT {at_a_time}"  # noqa: S608
    while True:
        rows = _batch(query, after)
        yield from map(LogRow._make, rows)
        if len(rows) < at_a_time:
            return
        after = rows[-1][0]


def _batch(query: str, after: int) -> list[tuple[Any, ...]]:
    """The rows that follow; where one holds bytes that are no text, as they are, so that it can be named."""
    try:
        return _fetched(query, after)
    except DatabaseFailedError:
        if connection.vendor != "sqlite":
            raise
    connection.connection.text_factory = _as_it_is
    try:
        return _fetched(query, after)
    finally:
        connection.connection.text_factory = str


def _as_it_is(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


def _fetched(query: str, after: int) -> list[tuple[Any, ...]]:
    with sentences(), connection.cursor() as cursor:
        cursor.execute(query, [after])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def add_row(entry: Entry) -> None:
    """Put a row behind the last one; only within a turn."""
    row = append(log_head(), entry)
    models.LogRow.objects.create(**row._asdict())


@contextlib.contextmanager
def _turn(entry: Entry, kept: tuple[str, ...]) -> Iterator[None]:
    with sentences(), transaction.atomic():
        _take_turn()
        _refuse_old_clock(entry.recorded_at, kept)
        yield


def _take_turn() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _refuse_old_clock(moment: datetime, kept: tuple[str, ...]) -> None:
    last = log_head().recorded_at
    if last and utc(moment + SLACK) < last:
        raise ClockRanBackError(utc(moment), last, kept)
