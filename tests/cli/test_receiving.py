"""Taking files in on the command line: nothing that came in is lost, and whose name is in a certificate is told."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import Command

from assembler.cli.exit_codes import Exit
from assembler.workflows.receive import receive_one
from signatures import store
from signatures.evidence.testpki import Identity, TestPki
from signatures.evidence.trust import TrustFolder

SIGNED = datetime(2024, 2, 14, 10, 0, tzinfo=UTC)
RECEIVED = datetime(2024, 2, 16, 8, 0, tzinfo=UTC)
Signed = Callable[[str], tuple[str, tuple[str, ...]]]


def test_receive_tells_in_json_exactly_what_is_promised(issued: Command) -> None:
    (found,) = json.loads(issued("receive", "uitgegeven/pakket-utrecht.pdf", "--json").out)["submissions"]
    promised = ("id", "file", "sha256", "tier", "verdict", "instrument", "version", "partij", "pages", "checks")
    assert tuple(found) == (*promised, "reasons")
    assert tuple(found["pages"]) == ("expected", "found", "missing")
    assert tuple(found["checks"]) == ("lineage", "integrity", "trust", "revocation", "time")


def test_a_file_that_was_kept_and_not_checked_is_checked_at_the_next_chance(issued: Command, tmp_path: Path) -> None:
    data = (tmp_path / "uitgegeven" / "pakket-utrecht.pdf").read_bytes()
    store.receive(data, "pakket-utrecht.pdf", RECEIVED, "loket")
    (tmp_path / "brief.txt").write_text("geen pdf")
    found = json.loads(issued("receive", "brief.txt", "--json").out)["submissions"]
    assert [each["file"] for each in found] == ["pakket-utrecht.pdf", "brief.txt"]
    fact = store.submission(found[0]["id"]).inzending
    assert (fact.received_at, fact.partijen) == (RECEIVED, ("utrecht",))
    assert fact.checked_at is not None
    assert store.unchecked() == ()


def test_without_files_what_waits_is_checked(issued: Command) -> None:
    store.receive(b"geen pdf", "brief.txt", RECEIVED, "loket")
    outcome = issued("receive")
    assert (outcome.status, "brief.txt: fout" in outcome.out) == (Exit.ATTENTION, True)
    assert issued("receive").status == Exit.USAGE


UNREADABLE = Path("/proc/self/mem")


@pytest.mark.skipif(not UNREADABLE.exists(), reason="needs a file that everybody may open and nobody can read")
def test_what_came_before_a_file_that_cannot_be_read_is_shown(issued: Command, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("geen pdf")
    outcome = issued("receive", "brief.txt", str(UNREADABLE))
    assert outcome.status == Exit.COMPONENT
    assert "brief.txt: fout" in outcome.out


def test_a_file_sent_in_again_after_a_stop_is_taken_in_once(issued: Command, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_bytes(b"geen pdf")
    store.receive(b"geen pdf", "brief.txt", RECEIVED, "loket")
    found = json.loads(issued("receive", "brief.txt", "--json").out)["submissions"]
    assert len(found) == len(store.submissions()) == 1
    assert [row.action for row in store.log_rows()].count("ontvangen") == 1


def test_the_receipt_bears_the_head_of_the_log(issued: Command) -> None:
    assert issued("receive", "uitgegeven/pakket-utrecht.pdf").out.endswith(f"hoofd {store.log_head()}\n")


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return TestPki(SIGNED)


@pytest.fixture
def signed(issued: Command, tmp_path: Path, pki: TestPki) -> Signed:
    """Verdict and reasons of the pack of Noord-Holland, whose signatory is M. Zandstra, signed by a certificate."""
    trust = pki.write_trust(tmp_path / "vertrouwen")

    def check(name: str) -> tuple[str, tuple[str, ...]]:
        pack, data = store.pack_of(store.dossiers()[0], "noord-holland")
        back = pki.sign(data, pack.fields[0].name, _identity(pki, name), SIGNED, level="B-LTA")
        fact = receive_one("retour.pdf", back, TrustFolder(trust.path).read(), RECEIVED, "loket").inzending
        return f"{fact.verdict} {dict(fact.checks)['trust']}", fact.reasons

    return check


def _identity(pki: TestPki, name: str) -> Identity:
    return pki.signer(name)


@pytest.mark.parametrize(
    ("name", "verdict", "said"),
    [
        ("M. Zandstra", "pass pass", ""),
        ("Marieke Zandstra", "pass pass", ""),
        ("M. Zandstra-de Boer", "pass pass", "ga na dat het dezelfde persoon is"),
        ("K. Waterman", "indeterminate indeterminate", "terwijl onder de regel de heer M. Zandstra staat"),
        ("Provincie Noord-Holland", "indeterminate indeterminate", "noemt een organisatie"),
        ("Zanger:PN", "indeterminate indeterminate", "pseudoniem"),
    ],
)
def test_the_name_in_the_certificate_is_held_against_who_has_to_sign(
    signed: Signed, name: str, verdict: str, said: str
) -> None:
    found, reasons = signed(name)
    assert found == verdict
    assert any(said in reason for reason in reasons) if said else reasons == ()


def test_a_certificate_in_another_name_may_still_be_accepted_by_a_person(issued: Command, signed: Signed) -> None:
    signed("K. Waterman")
    (waiting,) = store.undecided()
    outcome = issued("decide", waiting.inzending.id, "accept", "--by", "B. Schoorl", "--reason", "vervanger, gezien")
    assert outcome.status == Exit.DONE
