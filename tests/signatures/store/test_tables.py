"""The tables are what the code thinks they are, and are brought up to date without losing anything."""

import ast
import sqlite3
from pathlib import Path

import pytest
from paper_trail import RECEIVED, aanbieding, signed_by_all

from signatures import store
from signatures.log import digest

STORE = Path(store.__file__).parent


def test_the_last_migration_is_the_one_the_code_asks_for(home):
    from signatures.store import tables

    assert tuple(sorted(p.stem for p in (STORE / "migrations").glob("0*.py"))) == tables.KNOWN
    assert tables.KNOWN[-1] == tables.LATEST


def test_the_tables_are_those_of_the_models(home):
    from django.core.management import call_command

    call_command("makemigrations", "signatures", check=True, dry_run=True, verbosity=0)


def test_every_table_of_facts_is_guarded(home):
    from signatures.store import models

    facts = {model._meta.label_lower.rpartition(".")[2] for model in (*models.FACTS, models.LogRow)}
    from django.apps import apps

    assert facts == {model._meta.model_name for model in apps.get_app_config("signatures").get_models()}
    assert not [warning for warning in store.protection() if "vergrendeling" in warning and "mist" in warning]


def test_nothing_but_the_store_knows_django():
    package = STORE.parent
    for path in package.rglob("*.py"):
        if STORE not in path.parents:
            assert "django" not in {name.split(".")[0] for name in imported(path)}, path


def imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_a_second_workspace_is_another_one(tmp_path):
    for name in ("een", "twee"):
        store.setup(tmp_path / name)
        store.record_issue(aanbieding(name))
        assert store.dossiers() == (name,)
    store.setup(tmp_path / "een")
    assert store.dossiers() == ("een",)
    store.close()


def test_a_workspace_stopped_between_tables_and_guards_is_finished(tmp_path):
    """As a workspace of an earlier version, or one whose first start was broken off on a database that was there."""
    from django.core.management import call_command

    from signatures.store import settings

    (tmp_path / "bestanden").mkdir()
    settings._configure(settings.values(tmp_path, None))
    call_command("migrate", "signatures", "0001", verbosity=0)
    store.setup(tmp_path)
    assert store.protection() == ()
    store.receive(b"stuk", "stuk.pdf", RECEIVED, "loket")
    assert store.audit().sound
    store.close()


def test_a_workspace_of_before_herroepingen_gets_their_table_and_keeps_its_facts(tmp_path):
    from django.core.management import call_command

    store.setup(tmp_path)
    store.record_issue(aanbieding())
    before = store.facts_of("ptb")
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute("DROP TABLE signatures_herroeping")
        database.execute("DROP TABLE signatures_numbered")
        database.execute("DELETE FROM django_migrations WHERE name IN ('0003_herroepingen', '0004_register')")
    store.close()
    store.setup(tmp_path)
    assert store.facts_of("ptb") == before
    assert store.audit().sound and store.protection() == ()
    call_command("makemigrations", "signatures", check=True, dry_run=True, verbosity=0)
    store.close()


def test_sqlite_writes_ahead_and_syncs_every_commit(tmp_path):
    store.setup(tmp_path)
    from django.db import connection

    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert values == ["wal", 2]
    store.close()


def test_the_log_can_be_read_by_other_programs(tmp_path):
    store.setup(tmp_path)
    store.record_issue(aanbieding())
    store.close()
    with sqlite3.connect(tmp_path / "db.sqlite3") as plain:
        ((fact,),) = plain.execute("SELECT fact FROM signatures_logrow WHERE action = 'aangeboden'")
    assert fact == digest(aanbieding().frozen())


@pytest.mark.component("postgresql")
def test_both_databases_keep_the_same_log(tmp_path, cluster, empty_tables):
    heads = []
    for url in (None, cluster.url(cluster.new_database(empty_tables))):
        store.setup(tmp_path / str(bool(url)), url)
        offer = aanbieding()
        store.record_issue(offer)
        signed_by_all(store, offer)
        heads.append(store.log_head())
        store.close()
    assert heads[0] == heads[1]
