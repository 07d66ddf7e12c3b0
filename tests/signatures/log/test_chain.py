"""The chain of the log, and the form in which it is hashed."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from signatures.facts import SigningDate, SlotId, Source
from signatures.log import GENESIS, Entry, Head, LogRow, append, canonical, digest, export_lines, follow, read_lines
from signatures.log.canonical import NaiveMomentError
from signatures.log.chain import CLOCK, EMPTY, canonical_row, hash_of, head_of
from signatures.log.export import NotALogError

NOON = datetime(2024, 2, 1, 12, 0, tzinfo=UTC)


def chain(number: int) -> list[LogRow]:
    rows, head = [], EMPTY
    for n in range(number):
        rows.append(append(head, Entry(NOON + timedelta(minutes=n), "P. Penvoerder", "ontvangen", f"i-{n}", "utrecht")))
        head = head_of(rows[-1])
    return rows


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(texts, min_size=9, max_size=9), st.integers(1, 2**53 - 1))
def test_the_fast_form_of_a_row_is_the_canonical_form_of_rfc_8785(words, seq):
    row = LogRow(seq, *words[:8], words[8], "geen", GENESIS, "f" * 64)
    content = row._asdict()
    del content["hash"]
    assert canonical_row(row) == rfc8785.dumps(content)
    assert hash_of(row) == hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def test_the_first_row_follows_nothing():
    (row,) = chain(1)
    assert (row.seq, row.prev_hash) == (1, GENESIS)


def test_each_row_holds_the_hash_of_the_one_before_it():
    rows = chain(5)
    assert [row.prev_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]


def test_a_whole_chain_gives_its_head():
    rows = chain(5)
    report = follow(rows)
    assert report.whole
    assert (report.rows, report.head) == (5, Head(5, rows[-1].hash, rows[-1].recorded_at))


def test_an_empty_log_is_whole():
    assert follow([]).head == EMPTY


@pytest.mark.parametrize("field", [name for name in LogRow._fields if name not in {"seq", "hash", "recorded_at"}])
def test_a_change_in_any_field_is_found(field):
    rows = chain(5)
    rows[2] = rows[2]._replace(**{field: "x"})
    assert any("Regel 3" in problem for problem in follow(rows).problems)


def test_a_change_of_record_time_or_number_is_found():
    for change in ({"recorded_at": "2024-02-01T12:01:30.000000Z"}, {"seq": 7}):
        rows = chain(5)
        rows[2] = rows[2]._replace(**change)
        assert not follow(rows).whole


@pytest.mark.parametrize(
    "tamper",
    [
        lambda rows: rows[:2] + rows[3:],
        lambda rows: rows[1:],
        lambda rows: rows[:3] + rows[2:],
        lambda rows: [rows[0], rows[2], rows[1], *rows[3:]],
    ],
    ids=["a row is gone", "the first is gone", "a row is there twice", "rows changed places"],
)
def test_a_chain_that_is_not_in_order_is_found(tamper):
    assert not follow(tamper(chain(5))).whole


def test_a_row_changed_together_with_its_own_hash_is_found_at_the_next():
    rows = chain(5)
    forged = rows[2]._replace(actor="iemand anders", hash="")
    rows[2] = forged._replace(hash=hash_of(forged))
    assert follow(rows).problems == ("Regel 4 sluit niet aan op regel 3: de vorige hash klopt niet.",)


def test_many_faults_are_counted():
    rows = [row._replace(actor="x") for row in chain(100)]
    assert follow(rows).problems[-1] == "En nog 80 fouten."


def test_a_row_is_never_recorded_before_the_one_it_follows():
    (first,) = chain(1)
    second = append(head_of(first), Entry(NOON - timedelta(hours=1), "iemand", "ontvangen", "x"))
    assert second.recorded_at == first.recorded_at


def test_only_a_named_correction_of_the_clock_may_lie_before_the_row_above_it():
    (first,) = chain(1)
    back = append(head_of(first), Entry(NOON - timedelta(hours=1), "B. Beheerder", CLOCK, "klok"))
    assert back.recorded_at < first.recorded_at
    assert follow([first, back]).whole
    other = back._replace(action="ontvangen", hash="")
    assert not follow([first, other._replace(hash=hash_of(other))]).whole


def test_moments_are_written_in_utc_and_need_a_time_zone():
    east = datetime(2024, 2, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    assert append(EMPTY, Entry(east, "a", "b", "c")).recorded_at == "2024-02-01T12:00:00.000000Z"
    with pytest.raises(NaiveMomentError):
        append(EMPTY, Entry(datetime(2024, 2, 1), "a", "b", "c"))


def test_the_same_fact_has_the_same_hash_in_any_time_zone():
    east = NOON.astimezone(timezone(timedelta(hours=5)))
    one, other = (SigningDate(date(2024, 2, 1), Source.TIMESTAMP, moment) for moment in (NOON, east))
    assert digest(one) == digest(other)
    assert digest(one) != digest(SigningDate(date(2024, 2, 1), Source.CLAIMED, NOON))


def test_a_fact_is_canonical_json():
    assert canonical(SlotId("u", "utrecht", 1)) == b'{"line":1,"partij":"utrecht","uitgifte":"u"}'


def test_an_exported_log_comes_back_the_same():
    rows = chain(5)
    assert list(read_lines(export_lines(rows))) == rows


def test_an_exported_line_can_be_checked_with_plain_tools():
    (line,) = export_lines(chain(1))
    row = json.loads(line)
    stated = row.pop("hash")
    plain = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(plain).hexdigest() == stated


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b'{"seq": 1}', b"\xff"])
def test_a_line_that_is_no_row_is_named(line):
    good = list(export_lines(chain(1)))
    with pytest.raises(NotALogError, match="Regel 2"):
        list(read_lines([*good, line]))


def test_a_row_with_a_number_for_a_word_is_named():
    (line,) = export_lines(chain(1))
    with pytest.raises(NotALogError):
        list(read_lines([line.replace(b'"utrecht"', b"5")]))
