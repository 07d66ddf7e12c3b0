"""What a database says when it fails, turned into a sentence with a remedy."""

import contextlib
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from signatures.store.errors import DatabaseFailedError, DatabaseLockedError, DiskFullError, StoreError

LOCKED = ("database is locked", "database table is locked", "lock timeout", "could not obtain lock")
FULL = ("database or disk is full", "No space left on device", "could not extend file")


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """Turn the database's failures into our own; constraint violations pass through, the caller knows them better."""
    try:
        yield
    except (OperationalError, InterfaceError) as wrong:
        raise _translated(wrong) from wrong
    except DatabaseError as wrong:
        if type(wrong).__name__ == "IntegrityError":
            raise
        raise _translated(wrong) from wrong


def _translated(wrong: Exception) -> StoreError:
    said = str(wrong)
    if any(word in said for word in LOCKED):
        return DatabaseLockedError()
    if any(word in said for word in FULL):
        return DiskFullError(str(connection.settings_dict["NAME"]))
    return DatabaseFailedError(said.splitlines()[0] if said else type(wrong).__name__)
