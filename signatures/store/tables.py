"""Bringing the tables up to date: at once for a new workspace, by migrations for an older one."""

import os
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from signatures.store import models
from signatures.store.errors import NewerDatabaseError
from signatures.store.failing import sentences
from signatures.store.settings import database, other_database

LATEST = "0004_register"
"""Name of the last migration; a specification holds it against the folder."""
KNOWN = ("0001_facts", "0002_guards", "0003_herroepingen", LATEST)
"""Names of all migrations of this version; another one was made by a later version."""
TURN = 0x7465_6B65_6E
"""Key of the lock on PostgreSQL under which tables are made."""


def bring_up_to_date(folder: Path, url: str | None, owner_url: str | None, wait: float) -> None:
    """Make or migrate the tables where they are not as this version needs them."""
    with sentences():
        if url is None and not (folder / "db.sqlite3").exists() and _is_ours():
            _new_sqlite(folder, wait)
        if not is_current():
            _migrate(folder, url, owner_url, wait)


def is_current() -> bool:
    """Whether every migration of this version has been applied; NewerDatabaseError where there are later ones."""
    if connection.vendor == "sqlite":
        exists = "SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'"
    else:
        exists = "SELECT 1 WHERE to_regclass('django_migrations') IS NOT NULL"
    with connection.cursor() as cursor:
        cursor.execute(exists)
        if cursor.fetchone() is None:
            return False
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'signatures' ORDER BY id")
        applied = [name for (name,) in cursor.fetchall()]
    if later := [name for name in applied if name not in KNOWN]:
        raise NewerDatabaseError(later)
    return set(KNOWN) <= set(applied)


def tables() -> Sequence[str]:
    """Names of all tables of the store."""
    return [model._meta.db_table for model in (*models.FACTS, models.LogRow)]


def _is_ours() -> bool:
    return bool(getattr(settings, "TEKENKLAAR_OWN_SETTINGS", False))


def _new_sqlite(folder: Path, wait: float) -> None:
    """Build the database under another name and give it its own in one step; who comes second keeps the first's."""
    final = database(folder, None, wait)
    building = folder / f".db-{uuid.uuid4().hex}.sqlite3"
    with other_database({**final, "NAME": str(building)}, final):
        _run_migrations()
    try:
        os.link(building, folder / "db.sqlite3")
    except FileExistsError:
        pass
    finally:
        for left in folder.glob(building.name + "*"):
            left.unlink(missing_ok=True)


def _migrate(folder: Path, url: str | None, owner_url: str | None, wait: float) -> None:
    if connection.vendor == "sqlite":
        _run_migrations()
    elif owner_url and url:
        with other_database(database(folder, owner_url, wait), database(folder, url, wait)):
            _in_turn()
            _grant(database(folder, url, wait)["USER"])
    else:
        _in_turn()


def _in_turn() -> None:
    """Migrate while no other process does, all of it in one transaction: Django alone notes a migration after it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
        if not is_current():
            _run_migrations()


def _run_migrations() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _grant(role: str) -> None:
    """The working role may read and add, and owns nothing."""
    quoted: Any = connection.ops.quote_name(role)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"GRANT SELECT, INSERT ON {table} TO {quoted}")
        cursor.execute(f"GRANT SELECT ON django_migrations TO {quoted}")
