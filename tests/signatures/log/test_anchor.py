"""Anchoring the head with a timestamp server, on this machine, that signs with a key of its own."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import cms, tsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from signatures import store
from signatures.log.anchor import TimestampError, fetch_token, stamped_moment

HEAD = hashlib.sha256(b"hoofd").hexdigest()
AT = datetime(2024, 2, 1, 12, 0, tzinfo=UTC)


def certificate(key, usage=ExtendedKeyUsageOID.TIME_STAMPING):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fictieve tijdstempeldienst")])
    now, day = datetime.now(UTC), timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(now - day).not_valid_after(now + day)
    return builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True).sign(key, hashes.SHA256())


class EllipticStamper(DummyTimeStamper):
    """The same, with a key on an elliptic curve."""

    def _sign_tst_info(self, tst_info_data, md_algorithm, dt):
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("message_digest", hashlib.sha256(tst_info_data).digest()),
            ]
        )
        key = serialization.load_der_private_key(self.tsa_key.dump(), password=None)
        return key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())), attributes

    def _build_signed_data(self, *args):
        built = super()._build_signed_data(*args)
        built["signer_infos"][0]["signature_algorithm"] = {"algorithm": "sha256_ecdsa"}
        return built


def stamper(key, cert) -> DummyTimeStamper:
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    kind = DummyTimeStamper if isinstance(key, rsa.RSAPrivateKey) else EllipticStamper
    return kind(
        asn1_x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(der),
        certs_to_embed=None,
    )


class Server:
    """A timestamp server; ``spoil`` changes its answer before it is sent."""

    def __init__(self, dummy: DummyTimeStamper) -> None:
        self.dummy = dummy
        self.spoil = lambda answer: answer
        self.asked: list[bytes] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked.append(question)
                answer = server.dummy.request_tsa_response(tsp.TimeStampReq.load(question)).dump()
                body = server.spoil(answer)
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()


def serving(key, **options):
    return Server(stamper(key, certificate(key, **options)))


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
