"""The evidence bundle: whole, it verifies itself with plain Python; touched anywhere, it says where."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from signed import KINDS, SIGNED_AT, certificate, der, revocations, root, signed, stamp_root, stamper

from signatures.effect import instrument_state
from signatures.evidence import verify_bundle
from signatures.evidence.bundle import BundleExistsError, Evidence, Returned, Stamped, write_bundle
from signatures.evidence.trust import TrustList
from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Facts,
    Inzending,
    Kind,
    Oordeel,
    SigningDate,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
)
from signatures.log import Entry, Head, LogRow, append, digest
from signatures.log.chain import EMPTY
from signatures.packs import PackFacts

ISSUED = datetime(2024, 2, 1, 9, tzinfo=UTC)
RECEIVED, DECIDED = datetime(2024, 2, 12, 9, tzinfo=UTC), datetime(2024, 2, 13, 9, tzinfo=UTC)
MADE = datetime(2024, 3, 1, 9, tzinfo=UTC)
DOSSIER, OTHER = "PTB-2024-01", "GEHEIM-2024-07"
TEXT = b"%PDF-1.7 de tekst van de overeenkomst"
UITGIFTE = hashlib.sha256(TEXT).hexdigest()[:16]
SIGNERS = {"flevoland": "A. Gerritsen", "utrecht": "L. de Bruin"}


@cache
def issued_pack(partij: str) -> bytes:
    """A small PDF, different for each partij."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = f"Pakket {partij}"
        sink = io.BytesIO()
        pdf.save(sink, deterministic_id=True)
    return sink.getvalue()


@cache
def _sent_back(partij: str, kind: str, stamped: bool) -> bytes:
    return signed(issued_pack(partij), f"sok-{partij}-1", SIGNERS[partij], kind, stamped=stamped)


def sent_back(partij: str, kind: str = "rsa", stamped: bool = False) -> bytes:
    return _sent_back(partij, kind, stamped)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def slot(partij: str) -> SlotFact:
    power = Bevoegdheid(True, (Besluitfeit("gedeputeerde staten", ISSUED.date(), "GS-1"),))
    return SlotFact(SlotId(UITGIFTE, partij, 1), SIGNERS[partij], "commissaris van de Koning", f"sok-{partij}-1", power)


def uitgifte() -> Uitgifte:
    return Uitgifte(
        id=UITGIFTE,
        dossier=DOSSIER,
        kind=Kind.SAMENWERKINGSOVEREENKOMST,
        document="samenwerkingsovereenkomst",
        title="Samenwerkingsovereenkomst Bouwen",
        version="1.0",
        sha256=sha(TEXT),
        code="PTB-2024-01-SOK",
        pages=1,
        issued_at=ISSUED,
        slots=tuple(map(slot, SIGNERS)),
    )


def inzending(partij: str, data: bytes, verdict: Verdict = Verdict.PASS) -> Inzending:
    claim = Claim(SlotId(UITGIFTE, partij, 1), SigningDate.at(SIGNED_AT, Source.CLAIMED), SIGNERS[partij])
    name = f"pakket {partij} getekend.pdf"
    return Inzending(f"i-{partij}", sha(data), name, RECEIVED, Tier.T1, verdict, (claim,))


def trust_list() -> TrustList:
    return TrustList("proef (1)", (der(root()),), (der(stamp_root()),), (), (revocations(),))


@dataclass
class Story:
    """What happened, with its log: issue, receipt, decision, and something of another dossier in between."""

    kind: str = "rsa"
    stamped: bool = False
    verdict: Verdict = Verdict.PASS
    accepted: bool = True
    trust: TrustList = field(default_factory=trust_list)

    def evidence(self) -> Evidence:
        files = {partij: sent_back(partij, self.kind, self.stamped) for partij in SIGNERS}
        came = tuple(inzending(partij, data, self.verdict) for partij, data in files.items())
        judged = tuple(Oordeel(each.id, self.accepted, "M. de Vries", DECIDED) for each in came)
        packs = tuple(self._pack(partij) for partij in SIGNERS)
        facts = Facts(DOSSIER, tuple(SIGNERS), "utrecht", (uitgifte(),), inzendingen=came, oordelen=judged)
        state = instrument_state(facts, UITGIFTE, MADE)
        assert state is not None
        recorded = [uitgifte(), *(pack for pack, _ in packs), *came, *judged]
        rows = tuple(self._log([pack for pack, _ in packs], came, judged))
        return Evidence(
            state=state,
            packs=packs,
            returned=tuple(Returned(each, files[each.id[2:]], {"pyhanko": "0.38"}, {"1.png": b"p"}) for each in came),
            recorded=recorded,
            log=rows,
            status={"dossier": DOSSIER, "outstanding": 0},
            trust=self.trust,
            tools={"tekenklaar": "0.3"},
            made_at=MADE,
            texts={"dossier.yaml": b"dossier: 1\n", "samenwerkingsovereenkomst.pdf": TEXT},
            names={"flevoland": "provincie Flevoland", "utrecht": "provincie Utrecht"},
        )

    def _pack(self, partij: str) -> tuple[PackFacts, bytes]:
        data = issued_pack(partij)
        return PackFacts(DOSSIER, partij, sha(data), (), (), ISSUED), data

    def _log(self, packs: list[PackFacts], came: tuple[Inzending, ...], judged: tuple[Oordeel, ...]) -> list[LogRow]:
        said = "aanvaard" if self.accepted else "afgewezen"
        entries = [
            Entry(ISSUED, "J. Jansen", "aangeboden", "iets", "limburg", OTHER, note="heel vertrouwelijk"),
            Entry(ISSUED, "J. Jansen", "uitgegeven", UITGIFTE, dossier=DOSSIER, fact=digest(uitgifte())),
            *(Entry(ISSUED, "J. Jansen", "pakket gemaakt", p.sha256, p.partij, DOSSIER, fact=digest(p)) for p in packs),
            Entry(RECEIVED, "J. Jansen", "aangeboden", "anders", "limburg", OTHER, note="óók vertrouwelijk"),
            *(Entry(RECEIVED, "tekenklaar", "gecontroleerd: pass", i.id, "", DOSSIER, fact=digest(i)) for i in came),
            *(Entry(DECIDED, o.by, said, o.inzending, "", DOSSIER, fact=digest(o), note="“goed”") for o in judged),
        ]
        head, rows = EMPTY, []
        for entry in entries:
            rows.append(append(head, entry))
            head = Head(rows[-1].seq, rows[-1].hash, rows[-1].recorded_at)
        return rows


def bundle(tmp_path: Path, story: Story | None = None) -> Path:
    write_bundle((story or Story()).evidence(), tmp_path / "bewijs")
    return tmp_path / "bewijs"


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """The script of the bundle in a Python without any package."""
    command = [sys.executable, "-I", "-S", str(folder / "controleer.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    assert done.stderr == ""
    return done.returncode, done.stdout


def reseal(folder: Path) -> None:
    """What a forger does after touching a file: write its new hash into the manifest."""
    content = json.loads((folder / "bewijs.json").read_bytes())
    for name in content["bestanden"]:
        if (folder / name).is_file():
            content["bestanden"][name]["sha256"] = sha((folder / name).read_bytes())
    (folder / "bewijs.json").write_text(json.dumps(content), "utf-8")


def first(folder: Path, pattern: str) -> Path:
    return next(iter(sorted(folder.glob(pattern))))


# --- whole ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_bundle_verifies_itself_without_any_package(tmp_path: Path, kind: str) -> None:
    status, said = run(bundle(tmp_path, Story(kind)))
    assert status == 0, said
    assert "Uitkomst: alles klopt." in said
    assert "handtekening 1: gezet door 'A. Gerritsen', volgens zichzelf op" in said
    assert "vertrouwd door 'Proefstamcertificaat'" in said


def test_a_timestamp_proves_the_moment(tmp_path: Path) -> None:
    status, said = run(bundle(tmp_path, Story(stamped=True)))
    assert status == 0, said
    assert "bewezen op 2024-02-09 10:30:00 UTC" in said


def test_every_line_rests_on_a_submission_that_a_person_accepted(tmp_path: Path) -> None:
    _, said = run(bundle(tmp_path))
    assert "A. Gerritsen (provincie Flevoland): getekend, volgens inzending i-flevoland." in said
    assert "L. de Bruin (provincie Utrecht): getekend, volgens inzending i-utrecht." in said


def test_a_returned_file_is_in_it_as_it_came(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    assert first(folder, "inzendingen/i-flevoland-*").read_bytes() == sent_back("flevoland")


def test_the_same_evidence_gives_the_same_bundle(tmp_path: Path) -> None:
    evidence = Story().evidence()
    assert write_bundle(evidence, tmp_path / "een") == write_bundle(evidence, tmp_path / "twee")


def test_the_hash_of_the_manifest_is_told(tmp_path: Path) -> None:
    told = write_bundle(Story().evidence(), tmp_path / "bewijs")
    assert told in run(tmp_path / "bewijs")[1]


def test_matters_of_another_dossier_are_not_told_and_the_chain_stays_closed(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert OTHER.encode() not in everything and b"vertrouwelijk" not in everything
    assert "gesloten keten van 8 regels" in run(folder)[1]


def test_a_timestamp_over_the_log_is_verified(tmp_path: Path) -> None:
    evidence = Story().evidence()
    *_, last = evidence.log
    token = stamper().request_tsa_response  # the dummy answers without a server
    made = stamp(bytes.fromhex(last.hash), token)
    write_bundle(replace(evidence, anchors=(Stamped(last.seq, made),)), tmp_path / "bewijs")
    status, said = run(tmp_path / "bewijs")
    assert status == 0 and f"Regel {last.seq} van het logboek bestond op 2024-02-09 10:30:00 UTC." in said


def test_a_timestamp_over_another_log_is_wrong(tmp_path: Path) -> None:
    evidence = Story().evidence()
    made = stamp(bytes(32), stamper().request_tsa_response)
    write_bundle(replace(evidence, anchors=(Stamped(3, made),)), tmp_path / "bewijs")
    status, said = run(tmp_path / "bewijs")
    assert status == 1 and "ankers/3.tst: de tijdstempel hoort bij andere gegevens" in said


def stamp(imprint: bytes, ask: Callable[[Any], Any]) -> bytes:
    from asn1crypto import algos, tsp

    algorithm = algos.DigestAlgorithm({"algorithm": "sha256"})
    about = tsp.MessageImprint({"hash_algorithm": algorithm, "hashed_message": imprint})
    answer = ask(tsp.TimeStampReq({"version": "v1", "message_imprint": about, "cert_req": True}))
    token: bytes = answer["time_stamp_token"].dump()
    return token


# --- touched ----------------------------------------------------------------------------------------------------------


def test_a_changed_file_is_named(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    first(folder, "uitkomsten/*.json").write_bytes(b"{}")
    status, said = run(folder)
    assert status == 1 and "uitkomsten/i-flevoland.json: het bestand is gewijzigd." in said


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    first(folder, "teksten/*").unlink()
    assert "teksten/dossier.yaml: het bestand ontbreekt." in run(folder)[1]


def test_an_added_file_is_named(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (folder / "inzendingen" / "extra.pdf").write_bytes(b"%PDF-1.7")
    status, said = run(folder)
    assert status == 1 and "inzendingen/extra.pdf: het bestand hoort niet in deze bundel." in said


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (tmp_path / "buiten.txt").write_bytes(b"x")
    content = json.loads((folder / "bewijs.json").read_bytes())
    content["bestanden"]["../buiten.txt"] = {"sha256": sha(b"x"), "bytes": 1}
    (folder / "bewijs.json").write_text(json.dumps(content))
    assert run(folder)[0] == 1


def test_a_returned_file_that_was_swapped_is_unknown_to_the_log(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    first(folder, "inzendingen/i-flevoland-*").write_bytes(
        signed(issued_pack("flevoland"), "sok-flevoland-1", "Iemand Anders")
    )
    reseal(folder)
    status, said = run(folder)
    assert status == 1 and "het logboek noemt dit bestand niet" in said


def test_an_issued_pack_that_was_swapped_is_unknown_to_the_log_and_no_longer_what_was_signed(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    first(folder, "uitgifte/pakket-flevoland-*").write_bytes(issued_pack("limburg"))
    reseal(folder)
    _, said = run(folder)
    assert "het logboek noemt dit bestand niet" in said
    assert "begint niet met een uitgegeven pakket" in said


def test_another_text_under_the_name_of_the_issued_one_is_noticed(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    content = json.loads((folder / "bewijs.json").read_bytes())
    content["instrument"]["sha256"] = sha(b"een andere tekst")
    (folder / "bewijs.json").write_text(json.dumps(content))
    status, said = run(folder)
    assert status == 1 and "noemt de tekst van dit stuk niet als uitgegeven" in said


def test_a_changed_row_of_the_log_breaks_the_chain(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    path = folder / "logboek.jsonl"
    path.write_text(path.read_text("utf-8").replace("M. de Vries", "N. de Vries", 1), "utf-8")
    reseal(folder)
    status, said = run(folder)
    assert status == 1 and "is gewijzigd" in said


def test_a_row_taken_out_of_the_log_breaks_the_chain(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    lines = (folder / "logboek.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "logboek.jsonl").write_bytes(b"".join(lines[:3] + lines[4:]))
    reseal(folder)
    assert "sluit niet aan op de regel ervoor" in run(folder)[1]


def test_a_log_that_was_cut_short_is_noticed(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    lines = (folder / "logboek.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "logboek.jsonl").write_bytes(b"".join(lines[:-1]))
    reseal(folder)
    assert "niet het hoofd dat de bundel noemt" in run(folder)[1]


def test_a_changed_fact_no_longer_fits_the_log(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    path = next(each for each in folder.glob("feiten/*") if b"M. de Vries" in each.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"M. de Vries", b"N. de Vries"))
    reseal(folder)
    status, said = run(folder)
    assert status == 1 and "(aanvaard) ontbreekt of is een ander" in said


def test_a_line_called_signed_without_an_acceptance_is_wrong(tmp_path: Path) -> None:
    folder = bundle(tmp_path, Story(accepted=False))
    content = json.loads((folder / "bewijs.json").read_bytes())
    content["ondertekenregels"][0]["status"] = "satisfied"
    (folder / "bewijs.json").write_text(json.dumps(content))
    status, said = run(folder)
    assert status == 1 and "geen aanvaarde inzending draagt deze regel" in said


def test_a_line_is_said_to_rest_on_the_submission_that_counts_for_it(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    content = json.loads((folder / "bewijs.json").read_bytes())
    content["ondertekenregels"][0]["inzending"] = "i-een-andere"
    (folder / "bewijs.json").write_text(json.dumps(content))
    status, said = run(folder)
    assert status == 1 and "inzending i-een-andere is voor deze regel niet aanvaard" in said


def test_a_submission_accepted_for_other_lines_only_carries_none_beside_them(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    decision = next(path for path in (folder / "feiten").iterdir() if b'"accepted":true' in path.read_bytes())
    content = json.loads(decision.read_bytes())
    content["slots"] = [{"line": 9, "partij": "niemand", "uitgifte": "0"}]
    decision.write_text(json.dumps(content))
    reseal(folder)
    status, said = run(folder)
    assert status == 1 and "geen aanvaarde inzending draagt deze regel" in said


def test_a_manifest_of_another_form_is_wrong_in_one_sentence(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    content = json.loads((folder / "bewijs.json").read_bytes())
    del content["logboek"]
    (folder / "bewijs.json").write_text(json.dumps(content))
    status, said = run(folder)
    assert status == 1 and "heeft niet de vorm die hoort" in said


def test_a_folder_without_manifest_is_no_bundle(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    status, said = run(folder, str(tmp_path))
    assert status == 2 and "dit is geen bewijsbundel" in said


def test_evidence_is_not_mixed_with_what_was_there(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    with pytest.raises(BundleExistsError, match="is niet leeg"):
        write_bundle(Story().evidence(), folder)


# --- signatures -------------------------------------------------------------------------------------------------------


def trusting(folder: Path, trust: TrustList, capsys: pytest.CaptureFixture[str], data: bytes) -> str:
    """What the verifier says of the signatures in a PDF that was passed, with this trust list."""
    write_bundle(replace(Story().evidence(), trust=trust), folder)
    verify_bundle.check_pdf("x", data, verify_bundle.Trust(folder / "vertrouwen"), verify_bundle.Report(), True)
    return capsys.readouterr().out


def test_a_byte_changed_after_signing_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = sent_back("flevoland").replace(b"595", b"596", 1)
    assert "na ondertekening gewijzigd" in trusting(tmp_path, Story().trust, capsys, data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_forged_signature_value_is_found(kind: str) -> None:
    contents = next(iter(verify_bundle.signatures_in(sent_back("flevoland", kind)))).contents
    genuine = verify_bundle.Signed(contents)
    value = genuine.signature.body
    forged = value[:-1] + bytes([value[-1] ^ 1])
    tampered = verify_bundle.Signed(contents.replace(value, forged))
    found = next(iter(verify_bundle.signatures_in(sent_back("flevoland", kind))))
    genuine.check(found.covered)
    with pytest.raises(verify_bundle.WrongError, match="past niet bij de ondertekende gegevens"):
        tampered.check(found.covered)


@pytest.mark.parametrize("kind", ["pss", "p256"])
def test_no_damage_to_a_signature_makes_it_good_or_stops_the_verifier(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = verify_bundle.signatures_in(sent_back("flevoland", kind))
    write_bundle(Story().evidence(), tmp_path / "b")
    trust, message = verify_bundle.Trust(tmp_path / "b" / "vertrouwen"), found.contents.rstrip(b"\0")
    for at in range(0, len(message), 41):
        damaged = message[:at] + bytes([message[at] ^ 0x41]) + message[at + 1 :]
        report = verify_bundle.Report()
        verify_bundle._check_signature("x", found._replace(contents=damaged), trust, report, True)
        assert report.wrong or report.unknown or _same_content(damaged, message), at
    capsys.readouterr()


def _same_content(damaged: bytes, genuine: bytes) -> bool:
    """Damage in what is not signed, such as the copy of the authority's certificate."""
    one, two = verify_bundle.Signed(damaged), verify_bundle.Signed(genuine)
    assert one.attributes is not None and two.attributes is not None
    same = one.certificate.raw == two.certificate.raw and one.attributes.raw[1:] == two.attributes.raw[1:]
    return same and one.signature.body == two.signature.body


def test_a_signatory_under_another_root_is_not_trusted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = certificate("Vreemd stamcertificaat", "rsa", "Vreemd stamcertificaat")
    said = trusting(tmp_path, TrustList("1", (der(stranger),)), capsys, sent_back("flevoland"))
    assert "leidt niet naar een wortel in 'vertrouwen'" in said


def test_a_root_of_the_timestamp_server_is_no_root_for_signatories(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = trusting(tmp_path, TrustList("1", (), (der(root()),)), capsys, sent_back("flevoland"))
    assert "[FOUT]" in said


def test_a_certificate_revoked_before_signing_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crl = revocations("A. Gerritsen", since=SIGNED_AT - timedelta(days=3))
    said = trusting(tmp_path, TrustList("1", (der(root()),), (), (), (crl,)), capsys, sent_back("flevoland"))
    assert "was sinds 2024-02-06 ingetrokken" in said


def test_without_a_list_revocation_stays_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = trusting(tmp_path, TrustList("1", (der(root()),)), capsys, sent_back("flevoland"))
    assert "[let op]" in said and "is hier niet nagegaan" in said and "[FOUT]" not in said


def test_bytes_behind_the_last_signature_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = sent_back("flevoland") + b"\n%% iets erbij\n"
    assert "die zij niet dekt" in trusting(tmp_path, Story().trust, capsys, data)


def test_two_signatures_in_one_file_are_both_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = signed(sent_back("flevoland"), "sok-flevoland-2", "B. Secretaris", "p256")
    said = trusting(tmp_path, Story().trust, capsys, data)
    assert "handtekening 1: gezet door 'A. Gerritsen'" in said
    assert "handtekening 2: gezet door 'B. Secretaris'" in said


def test_a_fault_in_a_file_that_was_not_passed_is_what_the_verdict_said(tmp_path: Path) -> None:
    story = Story(verdict=Verdict.INDETERMINATE, accepted=False, trust=TrustList("leeg"))
    status, said = run(bundle(tmp_path, story))
    assert status == 0 and "leidt niet naar een wortel" in said
