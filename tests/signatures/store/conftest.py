"""A workspace on each database: SQLite in a folder, PostgreSQL in a private cluster that goes when the tests end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from programs import find_program

from signatures import store


class Cluster:
    """A PostgreSQL of our own, reached by a socket in its folder; root runs it as the user ``postgres``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)
        self._run("initdb", "-D", str(folder / "data"), "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(folder / "data"), "-w", "-o", settings, "-l", str(folder / "log"), "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def new_database(self, template: str = "template1") -> str:
        """The name of a fresh database."""
        name = f"db{uuid4().hex}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def url(self, name: str, user: str = "owner") -> str:
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def sql(self, statement: str, database: str = "postgres", user: str = "owner") -> str:
        return self._run("psql", "-h", str(self.folder), "-U", user, "-qAtc", statement, database)

    def _run(self, name: str, *args: str) -> str:
        program = find_program(name)
        assert program is not None
        plain = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(
            [program, *args], user=self.user, cwd=self.folder, capture_output=True, text=True, env=plain
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="tk-pg-"))
    started = Cluster(folder)
    yield started
    started.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_tables(cluster: Cluster) -> str:
    """A database with tables and nothing in them, to make others from."""
    name = cluster.new_database()
    with tempfile.TemporaryDirectory() as folder:
        store.setup(Path(folder), cluster.url(name))
    store.close()
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.component("postgresql"))])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest) -> str | None:
    """Address of an empty database; None for SQLite."""
    if database == "sqlite":
        return None
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.url(cluster.new_database(request.getfixturevalue("empty_tables")))


@pytest.fixture
def home(tmp_path: Path, url: str | None) -> Iterator[Path]:
    """A workspace set up on each database in turn."""
    store.setup(tmp_path, url, wait=2)
    yield tmp_path
    store.close()


@pytest.fixture
def again(home: Path, url: str | None) -> Callable[[], None]:
    """Close the workspace and open it afresh."""

    def reopen() -> None:
        store.close()
        store.setup(home, url, wait=2)

    return reopen
