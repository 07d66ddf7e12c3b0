"""Nobody changes, removes or slips in a row: not through our code, not by speaking to the database."""

# ruff: noqa: S608

from datetime import UTC, datetime

import pytest
from paper_trail import aanbieding, signed_by_all

from signatures import store
from signatures.log.chain import Entry, append

FILLED = (
    "aanbieding",
    "uitgifte",
    "slot",
    "besluit",
    "pack",
    "inzending",
    "claim",
    "oordeel",
    "logrow",
)
FIRST_COLUMN = {"slot": "partij", "besluit": "orgaan", "claim": "signer", "oordeel": "reason", "logrow": "actor"}
KEY = {"oordeel": "inzending_id", "logrow": "seq"}


@pytest.fixture(autouse=True)
def filled(home):
    offer = aanbieding()
    store.record_issue(offer)
    signed_by_all(store, offer)


def execute(statement: str, *values: object) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused():
    from django.db import IntegrityError

    return pytest.raises(IntegrityError, match=r"gewijzigd of verwijderd|aansluiten")


on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize(
    "database", [pytest.param("postgresql", marks=pytest.mark.component("postgresql"))], indirect=True
)


def test_no_row_is_changed():
    for table in FILLED:
        column = FIRST_COLUMN.get(table, "dossier")
        with refused():
            execute(f"UPDATE signatures_{table} SET {column} = {column}")


def test_no_row_is_removed():
    for table in FILLED:
        with refused():
            execute(f"DELETE FROM signatures_{table}")


def test_no_row_is_put_over_another(database):
    for table in FILLED:
        rows, key = f"signatures_{table} SELECT * FROM signatures_{table}", KEY.get(table, "id")
        over = f"INSERT INTO {rows} WHERE true ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}"
        with refused():
            execute(f"INSERT OR REPLACE INTO {rows}" if database == "sqlite" else over)


@on_sqlite
def test_sqlite_replaces_nothing_in_a_session_without_recursive_triggers(database):
    outside_a_transaction("PRAGMA recursive_triggers=OFF")
    with refused():
        execute("REPLACE INTO signatures_logrow SELECT * FROM signatures_logrow WHERE seq = 3")
    with refused():
        execute("UPDATE OR REPLACE signatures_logrow SET actor = 'iemand anders' WHERE seq = 3")


def outside_a_transaction(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


@on_postgresql
def test_postgresql_empties_no_table(database):
    for table in FILLED:
        with refused():
            execute(f"TRUNCATE signatures_{table} CASCADE")


@on_postgresql
def test_postgresql_is_not_fooled_by_a_session_that_plays_replica(database):
    outside_a_transaction("SET session_replication_role = replica")
    with refused():
        execute("DELETE FROM signatures_logrow")


def test_a_row_must_follow_the_last_one():
    head = store.log_head()
    entry = Entry(datetime(2025, 1, 1, tzinfo=UTC), "iemand", "stiekem", "x")
    gap = append(head._replace(seq=head.seq + 1), entry)
    fork = append(next(iter(_heads())), entry)
    for row in (gap, fork._replace(seq=head.seq + 1)):
        with refused():
            insert(row)


def _heads():
    from signatures.log.chain import head_of

    return map(head_of, store.log_rows())


def insert(row) -> None:
    marks = ", ".join(["%s"] * len(row))
    execute(f"INSERT INTO signatures_logrow ({', '.join(row._fields)}) VALUES ({marks})", *row)


def test_two_rows_cannot_follow_the_same_row_even_without_triggers(database):
    from django.db import IntegrityError

    drop = "" if database == "sqlite" else " ON signatures_logrow"
    execute(f"DROP TRIGGER signatures_logrow_volgt{drop}")
    if database == "sqlite":
        execute("DROP TRIGGER signatures_logrow_geen_replace")
    head = store.log_head()
    row = append(head, Entry(datetime(2025, 1, 1, tzinfo=UTC), "iemand", "stiekem", "x"))
    insert(row)
    with pytest.raises(IntegrityError):
        insert(row._replace(seq=row.seq + 1, hash="f" * 64))


def test_a_missing_guard_is_noticed(database):
    on = "" if database == "sqlite" else " ON signatures_oordeel"
    name = "signatures_oordeel_geen_update" if database == "sqlite" else "signatures_oordeel_geen_wijziging"
    execute(f"DROP TRIGGER {name}{on}")
    assert any("signatures_oordeel" in warning for warning in store.protection())


def unguarded(database: str, table: str) -> None:
    if database == "postgresql":
        execute(f"ALTER TABLE signatures_{table} DISABLE TRIGGER ALL")
    else:
        for event in ("update", "delete"):
            execute(f"DROP TRIGGER signatures_{table}_geen_{event}")


def test_a_fact_changed_behind_the_guards_is_noticed(database):
    unguarded(database, "oordeel")
    execute("UPDATE signatures_oordeel SET by = 'iemand anders' WHERE inzending_id = 'i-utrecht'")
    problems = store.audit().problems
    assert len(problems) == 2
    assert "staat niet zo in het logboek" in problems[0]


def test_a_word_changed_in_any_fact_is_noticed(database):
    columns = {"slot": "signatory", "besluit": "kenmerk", "claim": "signer", "uitgifte": "title", "pack": "partij"}
    for table, column in {**columns, "inzending": "name", "aanbieding": "by"}.items():
        before = store.audit().problems
        unguarded(database, table)
        execute(f"UPDATE signatures_{table} SET {column} = 'anders'")
        assert store.audit().problems != before, table


def test_a_log_row_changed_behind_the_guards_is_noticed(database):
    unguarded(database, "logrow")
    execute("UPDATE signatures_logrow SET actor = 'iemand anders' WHERE seq = 3")
    assert store.verify_log().problems == ("Regel 3 is gewijzigd: de inhoud past niet bij de eigen hash.",)


def test_a_log_cut_short_is_noticed_by_a_head_that_was_printed(database):
    printed = str(store.log_head())
    assert store.verify_log([printed]).whole
    unguarded(database, "logrow")
    execute("DELETE FROM signatures_logrow WHERE seq = %s", store.log_head().seq)
    assert store.verify_log().whole
    assert not store.verify_log([printed]).whole
    assert not store.audit().sound


def test_a_kept_file_that_changed_or_went_is_noticed(home):
    (pack, _), *_ = aanbieding().packs
    path = store.home().files.path(pack.sha256)
    path.write_bytes(b"vervalst")
    assert store.audit().problems == (str(store.FileDamagedError(pack.sha256)),)
    path.unlink()
    assert store.audit().problems == (str(store.FileLostError(pack.sha256)),)
    with pytest.raises(store.FileLostError):
        store.pack_of("ptb", pack.partij)
