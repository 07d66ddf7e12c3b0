"""Numbers run without a gap, are given once, and are there together with their document and log row."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from paper_trail import sha

from signatures import store
from signatures.numbered import NumberedDocument

MOMENT = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
DATA = b"<Invoice/>"


def document(volgnummer: int, once: str | None = None, series: str = "F-2024") -> NumberedDocument:
    return NumberedDocument(
        series=series,
        volgnummer=volgnummer,
        number=f"{series}-{volgnummer:04}",
        dossier="ptb",
        kind="factuur",
        once=once or f"factuur {series} {volgnummer}",
        issued_at=MOMENT,
        by="B. Schoorl (voorbeeld)",
        partij="utrecht",
        jaar=2024,
        facts={"totaal": "90750.00"},
        files={"factuur.xml": sha(DATA)},
    )


def record(*documents: NumberedDocument) -> None:
    store.record_numbered(documents, {sha(DATA): DATA})


def test_a_series_begins_at_one_and_each_series_counts_for_itself(home):
    assert store.next_in_series("F-2024") == 1
    record(document(1), document(2))
    assert (store.next_in_series("F-2024"), store.next_in_series("F-2025")) == (3, 1)


def test_what_was_recorded_comes_back_equal_with_its_file(home, again):
    record(document(1))
    again()
    assert store.numbered(dossier="ptb") == (document(1),)
    assert store.kept_bytes(sha(DATA)) == DATA
    assert store.audit().sound


@pytest.mark.parametrize("numbers", [(2,), (1, 3), (2, 1), (1, 1)], ids=str)
def test_numbers_that_do_not_follow_are_not_taken_and_nothing_is_recorded(home, numbers):
    with pytest.raises(store.NumberTakenError, match="doe het opnieuw"):
        record(*(document(number, once=f"{place}") for place, number in enumerate(numbers)))
    assert store.numbered() == ()
    assert store.log_head().seq == 0


def test_what_may_be_done_once_is_refused_the_second_time_and_the_refusal_is_logged(home):
    record(document(1, once="factuur ptb utrecht 2024"))
    with pytest.raises(store.OnlyOnceError, match="F-2024-0001"):
        record(document(2, once="een andere"), document(3, once="factuur ptb utrecht 2024"))
    assert len(store.numbered()) == 1
    assert [row.action for row in store.log_rows()] == ["genummerd", "geweigerd: genummerd"]


def test_other_bytes_than_the_facts_name_are_refused(home):
    with pytest.raises(store.OtherBytesError):
        store.record_numbered([document(1)], {sha(DATA): b"iets anders"})
    assert store.numbered() == ()


def test_the_database_itself_refuses_a_gap(home):
    from django.db import IntegrityError, transaction

    from signatures.store import rows

    record(document(1))
    with pytest.raises(IntegrityError, match="aansluiten"), transaction.atomic():
        rows.numbered_row(document(3)).save(force_insert=True)


@pytest.mark.parametrize(
    "statement", ["UPDATE signatures_numbered SET number = 'x'", "DELETE FROM signatures_numbered"]
)
def test_the_database_itself_refuses_to_change_a_number(home, statement):
    from django.db import IntegrityError, connection, transaction

    record(document(1))
    with pytest.raises(IntegrityError, match="gewijzigd of verwijderd"), transaction.atomic():
        connection.cursor().execute(statement)


def test_of_many_at_once_each_gets_a_number_and_none_is_left_out(home):
    def take(name: int) -> None:
        from django.db import connection

        while True:
            try:
                return record(document(store.next_in_series("F-2024"), once=f"factuur {name}"))
            except store.NumberTakenError:
                continue
            finally:
                connection.close()

    threads = [threading.Thread(target=take, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.volgnummer for each in store.numbered()] == [1, 2, 3, 4, 5, 6]
    assert store.audit().sound


def test_a_document_may_change_an_earlier_one(home):
    record(document(1))
    record(replace(document(2), kind="correctie", about="F-2024-0001"))
    assert [each.about for each in store.numbered()] == ["", "F-2024-0001"]


CHANGED = "UPDATE signatures_numbered SET {} WHERE volgnummer = 2"


@pytest.mark.parametrize(
    "statement", [CHANGED.format(each) for each in ("number = 'F-2024-0009'", "facts = '{}'", "partij = 'flevoland'")]
)
def test_a_number_changed_behind_the_guards_is_noticed(home, database, statement):
    from django.db import connection

    record(document(1), document(2))
    with connection.cursor() as cursor:
        if database == "sqlite":
            cursor.execute("DROP TRIGGER signatures_numbered_geen_update")
        else:
            cursor.execute("ALTER TABLE signatures_numbered DISABLE TRIGGER ALL")
        cursor.execute(statement)
    assert any("staat niet zo in het logboek" in problem for problem in store.audit().problems)
