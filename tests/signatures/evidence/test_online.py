"""Revocation lists are fetched only when that is switched on, and only for certificates under a trusted root."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pki import ISSUED, RECEIVED, SIGNED, trusted
from small_packs import OWN, issued, pack_of

from signatures.evidence import check
from signatures.evidence.testpki import TestPki
from signatures.facts import Verdict


class Shelf:
    """A web server with some files on it, and the addresses that were asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        shelf = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shelf.asked.append(self.path)
                self.send_response(200 if self.path in shelf.files else 404)
                self.end_headers()
                self.wfile.write(shelf.files.get(self.path, b""))

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()


def stocked(shelf: Shelf) -> TestPki:
    pki = TestPki(ISSUED, lists_at=shelf.address)
    shelf.files = dict(zip(("/root.crl", "/issuer.crl"), pki.lists(), strict=True))
    return pki


def returned(pki: TestPki) -> bytes:
    return pki.sign(issued(), OWN, pki.signer("A. Koning (proef)"), SIGNED, "B-B")


def test_by_default_nothing_is_fetched(shelf: Shelf) -> None:
    pki = stocked(shelf)
    outcome = check(returned(pki), "x.pdf", [pack_of(issued())], RECEIVED, trusted(pki, lists=False))

    assert outcome.verdict is Verdict.INDETERMINATE
    assert shelf.asked == []


def test_switched_on_the_lists_are_fetched_and_it_passes(shelf: Shelf) -> None:
    pki = stocked(shelf)
    trust = replace(trusted(pki, lists=False), online=True)

    assert check(returned(pki), "x.pdf", [pack_of(issued())], RECEIVED, trust).verdict is Verdict.PASS
    assert set(shelf.asked) == {"/root.crl", "/issuer.crl"}


def test_a_list_that_is_not_there_leaves_it_unknown(shelf: Shelf) -> None:
    pki = stocked(shelf)
    shelf.files.clear()
    trust = replace(trusted(pki, lists=False), online=True)

    assert check(returned(pki), "x.pdf", [pack_of(issued())], RECEIVED, trust).verdict is Verdict.INDETERMINATE


def test_no_address_of_a_stranger_is_visited(shelf: Shelf) -> None:
    trust = replace(trusted(lists=False), online=True)
    outcome = check(returned(stocked(shelf)), "x.pdf", [pack_of(issued())], RECEIVED, trust)

    assert outcome.verdict is Verdict.INDETERMINATE
    assert shelf.asked == []
