"""Where facts are kept, and the Django settings that follow from it. Nothing is read from a settings file."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from signatures.store.errors import DatabaseUrlError, NotSetUpError, WorkspaceError
from signatures.store.files import Files

WAIT = 20
"""Seconds to wait for another process that writes."""
SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON"


@dataclass(frozen=True)
class Home:
    """The workspace folder."""

    folder: Path

    @property
    def files(self) -> Files:
        return Files(self.folder / "bestanden")


_here: list[Home] = []


def home() -> Home:
    """The workspace that is in use; NotSetUpError before `setup`."""
    if not _here:
        raise NotSetUpError
    return _here[0]


def database(folder: Path, url: str | None, wait: float = WAIT) -> dict[str, Any]:
    """Django's description of the database; DatabaseUrlError for an address that is not PostgreSQL's."""
    return _postgresql(url, wait) if url else _sqlite(folder, wait)


def values(folder: Path, url: str | None, wait: float = WAIT) -> dict[str, Any]:
    """Settings for a program that has only the store; a web application adds its own to these."""
    return {
        "INSTALLED_APPS": ["signatures.store"],
        "DATABASES": {"default": database(folder, url, wait)},
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    }


def setup(folder: Path, database_url: str | None = None, *, owner_url: str | None = None, wait: float = WAIT) -> None:
    """Use this workspace from now on: makes the folders and brings the tables up to date.

    ``database_url`` None means SQLite in the folder. On PostgreSQL the tables are best owned by another role than the
    one that works with them: ``owner_url`` is then the address by which tables are made; the working role gets no more
    than reading and adding. ``wait``: seconds to wait for another process that writes. May be called again for
    another workspace. In a process whose Django settings come from elsewhere the database stays the one set there.
    """
    folder = Path(folder)
    _make(folder)
    _here[:] = [Home(folder)]
    _configure(values(folder, database_url, wait))
    from signatures.store import tables  # the models exist only from here on

    tables.bring_up_to_date(folder, database_url, owner_url, wait)


def _make(folder: Path) -> None:
    """The folders of a workspace; WorkspaceError where they cannot be made or written in."""
    files = folder / "bestanden"
    try:
        files.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as wrong:
        raise WorkspaceError(str(folder), "daar staat een bestand, en geen map") from wrong
    except OSError as wrong:
        raise WorkspaceError(str(folder), "de map is niet te maken, want u hebt er geen schrijfrechten") from wrong
    if not (os.access(files, os.W_OK) and os.access(folder, os.W_OK)):
        raise WorkspaceError(str(folder), "u hebt er geen schrijfrechten")


def use_database(description: dict[str, Any]) -> None:
    """Point Django's default connection at another database, for this process."""
    from django.db import connections

    connections.close_all()
    connections.settings = connections.configure_settings({"default": dict(description)})
    with contextlib.suppress(AttributeError):
        del connections["default"]


def close() -> None:
    """Let go of the database; the next call opens it again."""
    from django.db import connections

    connections.close_all()


@contextlib.contextmanager
def other_database(description: dict[str, Any], back: dict[str, Any]) -> Iterator[None]:
    """Work on another database for a while."""
    use_database(description)
    try:
        yield
    finally:
        use_database(back)


def _configure(wanted: dict[str, Any]) -> None:
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(**wanted, TEKENKLAAR_OWN_SETTINGS=True)
    if not apps.ready:
        django.setup()
    if getattr(settings, "TEKENKLAAR_OWN_SETTINGS", False):
        use_database(wanted["DATABASES"]["default"])


def _sqlite(folder: Path, wait: float) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "db.sqlite3"),
        "OPTIONS": {"timeout": wait, "transaction_mode": "IMMEDIATE", "init_command": SQLITE},
    }


def _postgresql(url: str, wait: float) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise DatabaseUrlError("", "is geen adres: de machine of de poort klopt niet") from wrong
    if parts.scheme not in {"postgres", "postgresql"}:
        raise DatabaseUrlError(parts.scheme)
    if not parts.path.strip("/"):
        raise DatabaseUrlError("", "noemt geen database")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or query.pop("port", "")),
        "OPTIONS": {**query, "options": f"-c lock_timeout={int(wait * 1000)}"},
    }
