"""On PostgreSQL the role that works owns nothing: it reads and adds, and cannot take the guards away."""

from uuid import uuid4

import pytest
from paper_trail import aanbieding, signed_by_all

from signatures import store

pytestmark = pytest.mark.component("postgresql")


@pytest.fixture
def role(cluster, tmp_path):
    name, worker = cluster.new_database(), f"werker-{uuid4().hex[:8]}"
    cluster.sql(f'CREATE ROLE "{worker}" LOGIN')
    store.setup(tmp_path, cluster.url(name, worker), owner_url=cluster.url(name), wait=2)
    yield worker
    store.close()


def refused(statement: str) -> None:
    from django.db import ProgrammingError, connection

    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_working_role_does_all_work(role):
    offer = aanbieding()
    store.record_issue(offer)
    signed_by_all(store, offer)
    report = store.audit()
    assert report.sound
    assert report.warnings == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signatures_logrow SET actor = 'x'",
        "DELETE FROM signatures_inzending",
        "TRUNCATE signatures_logrow",
        "DROP TABLE signatures_logrow",
        "DROP TRIGGER signatures_logrow_volgt ON signatures_logrow",
        "ALTER TABLE signatures_logrow DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
def test_the_working_role_cannot(role, statement):
    refused(statement)


def test_a_role_that_owns_the_log_is_named(cluster, empty_tables, tmp_path):
    store.setup(tmp_path, cluster.url(cluster.new_database(empty_tables)))
    assert any("eigenaar" in warning for warning in store.protection())
    store.close()
