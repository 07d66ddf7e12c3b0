"""How fast the log is verified: rows a second, read from the database and walked, against walking alone.

    python -m bench.log [ROWS]           SQLite; with DATABASE_URL set to an empty database: PostgreSQL too

The wanted speed is 50,000 rows a second. One figure for reading alone stands beside it: what the database itself costs.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from signatures import store
from signatures.log import Entry, LogRow, append, follow
from signatures.log.chain import EMPTY, head_of

ROWS = 200_000
START = datetime(2024, 1, 1, tzinfo=UTC)


def rows(number: int) -> Iterator[LogRow]:
    """A log as dossiers make it: acts with a fact, now and then a sentence."""
    head = EMPTY
    for n in range(number):
        note = "De ondertekenaar was op die dag niet bevoegd." if n % 10 == 0 else ""
        entry = Entry(
            START + timedelta(seconds=n),
            "P. Penvoerder",
            "aanvaard",
            f"i-{n:010x}",
            "provincie-utrecht",
            "toekomstbestendig-bouwen",
            "2024-01-25",
            "day",
            f"{n:064x}",
            note,
        )
        row = append(head, entry)
        head = head_of(row)
        yield row


def run(number: int = ROWS) -> Iterator[str]:
    """Lines with what was measured."""
    made = list(rows(number))
    yield f"log: walking {number} rows in memory: {_rate(number, lambda: follow(made)):,.0f} rows/s"
    for url in filter(lambda u: u is None or u, (None, os.environ.get("DATABASE_URL", ""))):
        with tempfile.TemporaryDirectory() as folder:
            store.setup(Path(folder), url)
            _fill(made)
            name = "PostgreSQL" if url else "SQLite"
            reading = _rate(number, lambda: sum(1 for _ in store.log_rows()))
            verifying = _rate(number, store.verify_log)
            yield f"log: verifying {number} rows on {name}: {verifying:,.0f} rows/s (reading alone {reading:,.0f})"
            store.close()


def _fill(made: list[LogRow]) -> None:
    """Straight into the table, some thousands at a time."""
    from django.db import transaction

    from signatures.store import models

    with transaction.atomic():
        models.LogRow.objects.bulk_create([models.LogRow(**row._asdict()) for row in made], batch_size=2000)


def _rate(number: int, work: object) -> float:
    """Best of three, in rows a second."""
    best = min(_once(work) for _ in range(3))
    return number / best


def _once(work: object) -> float:
    start = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(line, flush=True)
