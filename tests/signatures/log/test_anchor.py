"""Anchoring the head with a timestamp server, on this machine, that signs with a key of its own."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from timestamp_server import serving

from signatures import store
from signatures.log.anchor import TimestampError, fetch_token, stamped_moment

HEAD = hashlib.sha256(b"hoofd").hexdigest()
AT = datetime(2024, 2, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["rsa", "ec"])
def server(request):
    key = rsa.generate_private_key(65537, 2048) if request.param == "rsa" else ec.generate_private_key(ec.SECP256R1())
    running = serving(key)
    yield running
    running.http.shutdown()
    running.http.server_close()


def test_a_token_states_when_the_head_was_there(server):
    stamp = fetch_token(HEAD, server.url, timeout=5)
    assert abs(stamp.stamped_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert stamped_moment(stamp.token, HEAD) == stamp.stamped_at


def test_a_token_is_about_one_head_only(server):
    stamp = fetch_token(HEAD, server.url, timeout=5)
    assert stamped_moment(stamp.token, hashlib.sha256(b"ander").hexdigest()) is None


def test_a_changed_token_is_no_token(server):
    stamp = fetch_token(HEAD, server.url, timeout=5)
    changed = bytearray(stamp.token)
    changed[-3] ^= 1
    assert stamped_moment(bytes(changed), HEAD) is None


def test_an_old_answer_sent_again_is_refused(server):
    answers: list[bytes] = []

    def first_again(answer: bytes) -> bytes:
        answers.append(answer)
        return answers[0]

    server.spoil = first_again
    fetch_token(HEAD, server.url, timeout=5)
    with pytest.raises(TimestampError):
        fetch_token(HEAD, server.url, timeout=5)


@pytest.mark.parametrize(
    "answer", [b"", b"nee", b"0" * 2_000_000, b"\x30\x03\x02\x01\x00", b"\x30\x05\x30\x03\x02\x01\x02"]
)
def test_an_answer_that_is_no_timestamp_is_named(server, answer):
    server.spoil = lambda _: answer
    with pytest.raises(TimestampError, match="geen bruikbaar tijdstempel"):
        fetch_token(HEAD, server.url, timeout=5)


def test_a_certificate_not_meant_for_timestamping_is_refused():
    running = serving(ec.generate_private_key(ec.SECP256R1()), usage=ExtendedKeyUsageOID.CODE_SIGNING)
    with pytest.raises(TimestampError):
        fetch_token(HEAD, running.url, timeout=5)
    running.http.shutdown()
    running.http.server_close()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "file:///etc/hostname", "geen adres"])
def test_a_server_that_is_not_there_is_named(address):
    with pytest.raises(TimestampError):
        fetch_token(HEAD, address, timeout=2)


@pytest.fixture
def workspace(tmp_path):
    store.setup(tmp_path)
    store.receive(b"stuk", "stuk.pdf", AT, "loket")
    yield tmp_path
    store.close()


def test_an_anchored_head_is_kept_with_its_token(workspace, server):
    head = store.log_head()
    outcome = store.anchor_log(server.url, AT)
    assert outcome.succeeded
    (kept,) = store.anchors()
    assert (kept.seq, kept.head) == (head.seq, head.hash)
    assert list(store.log_rows())[-1].action == "verankerd"
    assert store.audit().sound


def test_a_failure_to_anchor_is_recorded_and_stops_nothing(workspace):
    outcome = store.anchor_log("http://127.0.0.1:9", AT, timeout=2)
    assert not outcome.succeeded
    last = list(store.log_rows())[-1]
    assert (last.action, last.note) == ("verankering mislukt", outcome.fact.failure)
    assert store.audit().sound
