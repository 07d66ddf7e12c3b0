"""A timestamp server (RFC 3161) on this machine, that signs with a key of its own. Of no value, for specifications."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from asn1crypto import cms, tsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper


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
