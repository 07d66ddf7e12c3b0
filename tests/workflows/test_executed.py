"""From issue to evidence: the executed copy and the bundles of a dossier that everybody signed."""

import hashlib
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from examples import FOLDER
from PIL import Image

from assembler.pages import check_pack
from assembler.workflows import issue
from assembler.workflows.errors import NotSignedError
from assembler.workflows.evidence import write_evidence
from assembler.workflows.executed import executed_copy
from assembler.workflows.looks import look_name
from signatures import store
from signatures.evidence.testpki import TestPki
from signatures.facts import Claim, Inzending, Oordeel, SigningDate, Source, Tier, Verdict
from signatures.packs import PackFacts
from signatures.store.aanbieding import Aanbieding

ISSUED = datetime(2024, 2, 8, 9, tzinfo=UTC)
SIGNED, RECEIVED, DECIDED, NOW = (ISSUED + timedelta(days=days) for days in (2, 4, 5, 20))
DOSSIER = "PTB-2024-01"
Home = tuple[Path, TestPki]


@cache
def offered() -> Aanbieding:
    return issue.prepare(FOLDER / "tekenklaar", engine="embedded", moment=ISSUED, by="J. Jansen")


@cache
def pki() -> TestPki:
    return TestPki(ISSUED)


@cache
def sent_back(partij: str) -> bytes:
    """The pack of a partij with each of its lines signed digitally, one after the other."""
    pack, data = next(each for each in offered().packs if each[0].partij == partij)
    who = pki().signer(f"Ondertekenaar {partij}")
    for field in pack.fields:
        data = pki().sign(data, field.name, who, SIGNED, "B-LTA" if partij == "noord-holland" else "B-T")
    return data


def picture() -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", (260, 60), (0, 0, 255)).save(sink, "PNG")
    return sink.getvalue()


def take_back(pack: PackFacts, data: bytes) -> None:
    """Receive the signed pack of one partij."""
    claims = tuple(Claim(f.slot, SigningDate.at(SIGNED, Source.TIMESTAMP), pack.partij) for f in pack.fields)
    sha256, key = hashlib.sha256(data).hexdigest(), f"i-{pack.partij}"
    name = f"pakket-{pack.partij} (getekend).pdf"
    store.receive(data, name, RECEIVED, "tekenklaar")
    came = Inzending(key, sha256, name, RECEIVED, Tier.T1, Verdict.PASS, claims)
    kept = {look_name(field.slot): picture() for field in pack.fields} if pack.partij != "utrecht" else {}
    store.record_submission(came, data, by="tekenklaar", dossier=DOSSIER, files=kept)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    store.setup(tmp_path / "werkmap")
    store.record_issue(offered())
    return tmp_path


@pytest.fixture
def signed(workspace: Path) -> Path:
    for pack, _ in offered().packs:
        take_back(pack, sent_back(pack.partij))
    for pack, _ in offered().packs:
        store.record_decision(Oordeel(f"i-{pack.partij}", True, "M. de Vries", DECIDED))
    return workspace


def inside(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}


def test_the_executed_copy_holds_overview_texts_and_signed_originals(signed: Path) -> None:
    data = executed_copy(DOSSIER, NOW)
    check_pack("ondertekend exemplaar", data)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert all("leesexemplaar" in page for page in pages)
    assert "Ondertekeningsoverzicht" in pages[0]
    assert "aanvaard door M. de Vries" in " ".join(" ".join(pages).split())
    originals = {data for name, data in inside(data).items() if name.startswith("ondertekend-")}
    assert originals == {sent_back(pack.partij) for pack, _ in offered().packs}


def colours(data: bytes, words: str) -> set[tuple[int, int, int]]:
    """Colours in the middle of the signature line of the page that bears these words."""
    page = next(p for p in pypdfium2.PdfDocument(data) if words in p.get_textpage().get_text_range())
    image = page.render(scale=1).to_pil().convert("RGB")
    return {colour for _, colour in image.crop((180, 275, 400, 365)).getcolors(1 << 16)}


def test_a_picture_that_was_kept_is_shown_on_its_line(signed: Path) -> None:
    assert (0, 0, 255) in colours(executed_copy(DOSSIER, NOW), "Ondertekeningspagina provincie Flevoland")


def test_a_digital_signature_without_a_kept_picture_is_shown_as_its_file_shows_it(signed: Path) -> None:
    seen = colours(executed_copy(DOSSIER, NOW), "Ondertekeningspagina provincie Utrecht")
    assert (0, 0, 255) not in seen and len(seen) > 20


def test_a_signature_that_shows_nothing_is_told_in_words(workspace: Path) -> None:
    for pack, issued in offered().packs:
        take_back(pack, issued if pack.partij == "utrecht" else sent_back(pack.partij))
    for pack, _ in offered().packs:
        store.record_decision(Oordeel(f"i-{pack.partij}", True, "M. de Vries", DECIDED))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(executed_copy(DOSSIER, NOW))]
    page = next(page for page in pages if "Ondertekeningspagina provincie Utrecht" in page)
    assert "Digitaal ondertekend door utrecht" in page and "op 10 februari 2024" in page


def test_without_a_fully_signed_document_there_is_no_executed_copy(workspace: Path) -> None:
    with pytest.raises(NotSignedError, match="nog geen enkel stuk door iedereen ondertekend"):
        executed_copy(DOSSIER, NOW)


def test_the_bundle_of_each_instrument_verifies_itself(signed: Path) -> None:
    trust = pki().write_trust(signed / "vertrouwen").read()
    made = write_evidence(DOSSIER, signed / "bewijs", trust, NOW)
    assert len(made) == 4
    for folder in made:
        command = [sys.executable, "-I", "-S", str(folder / "controleer.py")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_bundle_of_an_unsigned_instrument_says_how_far_it_is(workspace: Path) -> None:
    made = write_evidence(DOSSIER, workspace / "bewijs", pki().write_trust(workspace / "v").read(), NOW)
    assert all(b'"outstanding"' in (folder / "bewijs.json").read_bytes() for folder in made)
