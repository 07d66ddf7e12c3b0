"""When the machine fails there is one clear sentence, the file is kept where it can be, and the log stays true."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from paper_trail import DECIDED, ISSUED, RECEIVED, aanbieding, accepted, later, returned

from signatures import store


@pytest.fixture
def sqlite_home(tmp_path):
    store.setup(tmp_path, wait=0.2)
    yield tmp_path
    store.close()


def hand_in(offer, partij="utrecht"):
    inzending, data = returned(partij, offer)
    return store.record_submission(inzending, data, by="loket", dossier="ptb")


def test_a_clock_that_ran_back_is_named_and_the_file_is_kept(home):
    store.record_issue(aanbieding())
    before = store.log_head()
    with pytest.raises(store.ClockRanBackError) as refusal:
        store.receive(b"stuk", "stuk.pdf", later(ISSUED, -60), "loket")
    (kept,) = store.unregistered_files()
    assert kept in str(refusal.value)
    assert store.kept_bytes(kept) == b"stuk"
    assert store.log_head() == before


def test_who_waited_for_another_is_recorded_after_the_other(home):
    store.record_issue(aanbieding())
    store.receive(b"stuk", "stuk.pdf", later(ISSUED, -2), "loket")
    assert [row.recorded_at for row in store.log_rows()] == sorted(row.recorded_at for row in store.log_rows())
    assert store.verify_log().whole


def test_after_a_clock_that_ran_ahead_a_named_person_lets_the_work_go_on(home):
    store.receive(b"een", "een.pdf", later(RECEIVED, 60 * 24 * 3650), "loket")
    store.acknowledge_clock("B. Beheerder", "de klok liep tien jaar voor", RECEIVED)
    store.receive(b"twee", "twee.pdf", later(RECEIVED, 1), "loket")
    assert store.audit().sound
    assert list(store.log_rows())[1].note == "de klok liep tien jaar voor"


def test_a_locked_database_is_named(sqlite_home):
    other = sqlite3.connect(sqlite_home / "db.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(store.DatabaseLockedError):
        store.receive(b"stuk", "stuk.pdf", RECEIVED, "loket")
    other.execute("ROLLBACK")
    assert store.receive(b"stuk", "stuk.pdf", RECEIVED, "loket").name == "stuk.pdf"


@pytest.mark.component("postgresql")
def test_a_locked_postgresql_is_named(cluster, empty_tables, tmp_path):
    import psycopg

    url = cluster.url(cluster.new_database(empty_tables))
    store.setup(tmp_path, url, wait=0.2)
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE signatures_logrow")
        with pytest.raises(store.DatabaseLockedError):
            store.receive(b"stuk", "stuk.pdf", RECEIVED, "loket")
    assert store.receive(b"stuk", "stuk.pdf", RECEIVED, "loket").name == "stuk.pdf"
    store.close()


@pytest.mark.component("postgresql")
def test_a_postgresql_that_stops_half_way_leaves_nothing_behind(cluster, empty_tables, tmp_path):
    import psycopg
    from django.db import connection

    url = cluster.url(cluster.new_database(empty_tables))
    store.setup(tmp_path, url, wait=1)

    def stop(execute, sql, params, many, context):
        if 'INSERT INTO "signatures_logrow"' in sql:
            with psycopg.connect(url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop), pytest.raises(store.DatabaseFailedError):
        store.record_issue(aanbieding())
    store.close()
    store.setup(tmp_path, url, wait=1)
    assert store.dossiers() == () and store.audit().sound
    store.record_issue(aanbieding())
    assert store.dossiers() == ("ptb",)
    store.close()


@pytest.mark.component("postgresql")
def test_a_postgresql_that_is_not_there_is_named(tmp_path):
    with pytest.raises(store.DatabaseFailedError):
        store.setup(tmp_path, f"postgresql://owner@/niets?host={tmp_path}")
    store.close()


def test_an_address_of_another_database_is_refused(tmp_path):
    with pytest.raises(store.DatabaseUrlError, match="mysql"):
        store.setup(tmp_path, "mysql://x/y")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("niets", "is geen adres"),
        ("postgresql://u:geheim@machine", "noemt geen database"),
        ("postgresql://u:geheim@machine:poort/db", "de poort klopt niet"),
        ("postgresql://u:geheim@[::1/db", "de machine of de poort klopt niet"),
    ],
)
def test_an_address_that_is_none_is_named_without_its_password(tmp_path, address, said):
    with pytest.raises(store.DatabaseUrlError, match=said) as wrong:
        store.setup(tmp_path, address)
    assert "geheim" not in str(wrong.value)


@pytest.mark.parametrize("where", ["bestand", "bestand/werkmap"])
def test_a_workspace_that_is_no_folder_is_named(tmp_path, where):
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(store.StoreError, match="daar staat een bestand"):
        store.setup(tmp_path / where)


def test_a_workspace_of_a_later_version_is_left_alone(tmp_path):
    store.setup(tmp_path)
    store.close()
    with sqlite3.connect(tmp_path / "db.sqlite3") as later_version:
        row = "INSERT INTO django_migrations (app, name, applied) VALUES ('signatures', '9999_later', '2030-01-01')"
        later_version.execute(row)
    with pytest.raises(store.NewerDatabaseError, match="9999_later"):
        store.setup(tmp_path)
    store.close()


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(b"geen database" * 100)
    with pytest.raises(store.DatabaseFailedError):
        store.setup(tmp_path)
    store.close()


def test_a_full_database_is_named_and_nothing_is_half(sqlite_home):
    store.record_issue(aanbieding())
    from django.db import connection

    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    before = store.log_head()
    inzending, data = returned("utrecht", aanbieding())
    long = {"bevindingen": ["x" * 1000] * 500}
    with pytest.raises(store.DiskFullError):
        store.record_submission(inzending, data, by="loket", dossier="ptb", details=long)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    assert (store.log_head(), store.submissions()) == (before, ())
    assert store.audit().sound
    store.record_submission(inzending, data, by="loket", dossier="ptb", details=long)


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from signatures import store
store.setup(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
try:
    store.receive(b"x" * 600_000, "groot.pdf", datetime(2024, 2, 1, tzinfo=UTC), "loket")
except store.DiskFullError as full:
    print(full)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of POSIX")
def test_a_full_disk_is_named_and_leaves_no_half_file(tmp_path):
    """No room for the file: here because the process may not write a file of that size."""
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, cwd=root)
    assert "geen ruimte meer op de schijf" in done.stdout, done.stderr
    assert list((tmp_path / "bestanden").iterdir()) == []
    store.setup(tmp_path)
    assert store.log_head().seq == 0
    store.close()


def test_the_store_says_so_when_it_is_used_before_it_is_set_up():
    code = "from signatures import store; store.dossiers()"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert "call signatures.store.setup(home) first" in done.stderr


def test_leftovers_of_a_killed_process_are_swept(home):
    (store.home().files.folder / ".tijdelijk-abc").write_bytes(b"half")
    assert store.home().files.sweep(older_than=0) == 0
    assert store.home().files.sweep(older_than=4e9) == 1
    assert list(store.home().files.names()) == []


def test_a_damaged_file_is_written_again_when_it_comes_in_again(home):
    sha256 = store.home().files.put(b"stuk")
    store.home().files.path(sha256).write_bytes(b"st")
    assert store.home().files.put(b"stuk") == sha256
    assert store.kept_bytes(sha256) == b"stuk"


DECIDE = """
import sys
from pathlib import Path
from paper_trail import accepted
from signatures import store
store.setup(Path(sys.argv[1]), sys.argv[2] or None)
print("ready", flush=True)
sys.stdin.readline()
try:
    store.record_decision(accepted("i-utrecht", by=sys.argv[3]))
    print("won")
except store.AlreadyDecidedError as late:
    print(late)
"""


def test_of_people_who_decide_at_once_one_wins_and_the_others_are_told(home, url):
    offer = aanbieding()
    store.record_issue(offer)
    hand_in(offer)
    people = [start(home, url, f"Persoon {n}") for n in range(4)]
    for person in people:
        assert person.stdout.readline() == "ready\n"
    for person in people:
        person.stdin.write("\n")
        person.stdin.flush()
    said = [person.communicate()[0].strip() for person in people]
    assert said.count("won") == 1
    (oordeel,) = store.facts_of("ptb").oordelen
    assert sum(oordeel.by in sentence for sentence in said) == 3
    assert store.audit().sound


def start(home, url, name):
    tests = Path(__file__).resolve().parents[2]
    paths = f"import sys; sys.path[:0] = [{str(tests)!r}, {str(tests.parent)!r}]\n"
    return subprocess.Popen(
        [sys.executable, "-c", paths + DECIDE, str(home), url or "", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_many_files_received_at_once_stand_in_one_unbroken_log(home, url):
    from concurrent.futures import ThreadPoolExecutor

    def one(n):
        try:
            store.receive(f"stuk {n}".encode(), f"{n}.pdf", later(DECIDED, 0), "loket")
        finally:
            store.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(24)))
    assert store.audit().sound
    assert store.log_head().seq == 24


def test_two_programs_may_set_up_the_same_workspace_at_once(tmp_path):
    code = f"from pathlib import Path; from signatures import store; store.setup(Path({str(tmp_path)!r}))"
    root = Path(__file__).resolve().parents[3]
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=root) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    store.setup(tmp_path)
    assert store.audit().sound
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.endswith(("-wal", "-shm"))) == [
        "bestanden",
        "db.sqlite3",
    ]
    store.close()


def test_deciding_twice_by_hand_is_stopped_by_the_database_too(home):
    from django.db import IntegrityError

    from signatures.store import models

    offer = aanbieding()
    store.record_issue(offer)
    hand_in(offer)
    store.record_decision(accepted("i-utrecht"))
    row = models.Oordeel.objects.get()
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)
