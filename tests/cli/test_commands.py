"""The command line: what each command does, and what it says when it is used wrongly."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assembler.cli.exit_codes import Exit
from assembler.cli.failures import run
from assembler.cli.main import tekenklaar
from assembler.workflows import output
from assembler.workflows.places import EXAMPLES, TEMPLATES

CONCEPT, READY = str(EXAMPLES / "concept"), str(EXAMPLES / "tekenklaar")


@dataclass(frozen=True)
class Outcome:
    status: Exit
    out: str
    err: str

    @property
    def json(self) -> dict[str, list[dict[str, str]]]:
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Outcome:
        status = run(lambda: tekenklaar(list(arguments), standalone_mode=False))
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


def test_new_makes_a_dossier_that_check_can_read(command: Command, tmp_path: Path) -> None:
    made = command("new", "mijn-dossier")
    assert made.status == Exit.DONE
    assert {p.name for p in (tmp_path / "mijn-dossier").iterdir()} >= {"dossier.yaml", "bijlagen"}
    assert command("check", "mijn-dossier").status == Exit.ATTENTION


def test_new_never_mixes_with_files_that_are_there(command: Command, tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("van mij")
    refused = command("new", "vol")
    assert refused.status == Exit.REFUSED
    assert "lege map" in refused.err
    assert [p.name for p in (tmp_path / "vol").iterdir()] == ["brief.txt"]


def test_check_names_every_open_point_of_the_concept(command: Command) -> None:
    found = command("check", CONCEPT, "--json")
    assert found.status == Exit.ATTENTION
    findings = found.json["findings"]
    wheres = {f["where"] for f in findings if f["code"] == "facts.open"}
    assert {"partijen[0].besluiten[0].datum", "overeenkomst.kenmerk"} <= wheres
    codes = {f["code"] for f in findings}
    assert {"facts.sum-mismatch", "facts.legal-basis-lapsed", "facts.seat-missing"} <= codes
    keys = ["code", "severity", "file", "where", "sentence", "message", "remedy"]
    assert all(list(f) == keys for f in findings)


def test_check_finds_nothing_that_stops_the_complete_example(command: Command) -> None:
    found = command("check", READY, "--json")
    assert found.status == Exit.DONE
    severities = [f["severity"] for f in found.json["findings"]]
    assert "error" not in severities
    assert severities.count("warning") <= 2


def test_every_template_of_ours_passes_the_template_check(command: Command) -> None:
    templates = sorted(TEMPLATES.glob("*.docx"))
    assert len(templates) == 9
    found = command("check", *map(str, templates), "--json")
    assert [f for f in found.json["findings"] if f["severity"] != "info"] == []


def test_draft_makes_the_chosen_documents_only(command: Command, tmp_path: Path) -> None:
    made = command("draft", READY, "--only", "volmacht", "--partij", "utrecht", "--out", "uit")
    assert made.status == Exit.DONE
    assert [p.name for p in (tmp_path / "uit").iterdir()] == ["volmacht-utrecht.docx"]


def test_draft_of_the_concept_marks_what_is_open(command: Command, tmp_path: Path) -> None:
    from assembler.documents.text import text_of

    assert command("draft", CONCEPT, "--only", "volmacht", "--partij", "flevoland", "--out", "uit").status == Exit.DONE
    text = text_of((tmp_path / "uit" / "volmacht-flevoland.docx").read_bytes())
    assert "[nog in te vullen: " in text


def test_pack_refuses_while_points_are_open_and_names_them(command: Command, tmp_path: Path) -> None:
    refused = command("pack", CONCEPT, "--out", "uit")
    assert refused.status == Exit.REFUSED
    assert "partijen[0].besluiten[0].datum" in refused.err
    assert not (tmp_path / "uit").exists()


def test_pack_makes_one_file_per_partij_and_the_same_bytes_each_time(command: Command, tmp_path: Path) -> None:
    for folder in ("een", "twee"):
        assert command("pack", READY, "--partij", "utrecht", "--out", folder).status == Exit.DONE
    assert not (tmp_path / "werkmap").exists()
    first, second = (list((tmp_path / folder).iterdir()) for folder in ("een", "twee"))
    assert [p.name for p in first] == ["pakket-utrecht.pdf"]
    assert first[0].read_bytes() == second[0].read_bytes()


def test_the_penvoerder_is_offered_no_volmacht_of_its_own(command: Command, tmp_path: Path) -> None:
    made = command("draft", READY, "--only", "volmacht", "--out", "uit")
    assert made.status == Exit.DONE
    names = sorted(p.name for p in (tmp_path / "uit").iterdir())
    assert names == ["volmacht-flevoland.docx", "volmacht-utrecht.docx", "volmacht-zuid-holland.docx"]
    nothing = command("draft", READY, "--only", "volmacht", "--partij", "noord-holland", "--out", "uit")
    assert nothing.status == Exit.USAGE
    assert "penvoerder" in nothing.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("check", "bestaat-niet.yaml"), Exit.INVALID, "bestaat-niet.yaml"),
        (("check", "bestaat-niet.docx"), Exit.INVALID, "bestaat niet"),
        (("check", "/etc/hostname"), Exit.INVALID, "geen dossier"),
        (("check",), Exit.USAGE, "PATHS"),
        (("draft", "bestaat-niet"), Exit.INVALID, "bestaat-niet"),
        (("draft", READY, "--only", "gedicht"), Exit.USAGE, "gedicht"),
        (("draft", READY, "--partij", "gelderland"), Exit.USAGE, "kies uit: flevoland"),
        (("pack", READY, "--partij", "gelderland"), Exit.USAGE, "kies uit: flevoland"),
        (("template", "check", "bestaat-niet.docx"), Exit.INVALID, "bestaat niet"),
        (("template", "fields", READY), Exit.INVALID, "map"),
        (("onzin",), Exit.USAGE, "onzin"),
        (("draft", READY, "--out", "/etc/hostname/uit"), Exit.USAGE, "geen map"),
    ],
)
def test_wrong_use_gets_one_sentence_and_its_own_status(
    command: Command, arguments: tuple[str, ...], status: Exit, said: str
) -> None:
    outcome = command(*arguments)
    assert (outcome.status, said in outcome.err) == (status, True), outcome.err
    assert "Traceback" not in outcome.err


def test_a_file_that_is_no_word_file_is_named_as_a_finding(command: Command, tmp_path: Path) -> None:
    (tmp_path / "nep.docx").write_bytes(b"geen zip")
    found = command("template", "check", "nep.docx", "--json")
    assert found.status == Exit.ATTENTION
    (finding,) = found.json["findings"]
    assert finding["severity"] == "error"


def test_template_fields_lists_what_the_volmacht_asks_for(command: Command) -> None:
    listed = command("template", "fields", str(TEMPLATES / "volmacht.docx"))
    assert listed.status == Exit.DONE
    assert "volmacht.handelingen[]" in listed.out or "volmacht.handelingen" in listed.out


def test_template_text_shows_the_tags(command: Command) -> None:
    shown = command("template", "text", str(TEMPLATES / "volmacht.docx"))
    assert shown.status == Exit.DONE
    assert "{%p for handeling in volmacht.handelingen %}" in shown.out or "volmacht.handelingen" in shown.out


def test_a_full_disk_ends_with_one_sentence_and_nothing_half_written(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    failed = command("draft", READY, "--only", "volmacht", "--out", "uit")
    assert failed.status == Exit.COMPONENT
    assert "schijf is vol" in failed.err
    assert list((tmp_path / "uit").iterdir()) == []


def test_an_interrupt_in_mid_write_leaves_nothing_half(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    stopped = command("draft", READY, "--only", "volmacht", "--out", "uit")
    assert stopped.status == Exit.INTERRUPTED
    assert list((tmp_path / "uit").iterdir()) == []


def test_the_demonstration_makes_four_packs_and_three_volmachten(command: Command, tmp_path: Path) -> None:
    shown = command("demo", "--out", "demo")
    assert shown.status == Exit.DONE
    packs = sorted(p.name for p in (tmp_path / "demo" / "pakketten").iterdir())
    assert packs == [f"pakket-{key}.pdf" for key in ("flevoland", "noord-holland", "utrecht", "zuid-holland")]
    volmachten = list((tmp_path / "demo" / "concepten").glob("volmacht-*.docx"))
    assert len(volmachten) == 3
    assert "in werking op 2024-02-15" in shown.out
    money = tmp_path / "demo" / "geld"
    assert len(list((money / "facturen").glob("*.xml"))) == len(list((money / "afrekening").glob("*.xml"))) == 3
    assert {"termijnen.ics", "overzicht-2024.xlsx", "verlenging"} <= {path.name for path in money.iterdir()}


def test_check_says_that_a_path_does_not_exist(command: Command) -> None:
    missing = command("check", "nergens")
    assert missing.status == Exit.INVALID
    assert "nergens: dit bestand of deze map bestaat niet" in missing.err


def test_a_file_whose_text_cannot_be_read_is_named(command: Command, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(b"geen zip")
    refused = command("template", "text", "brief.docx")
    assert refused.status == Exit.INVALID
    assert refused.err.startswith("brief.docx: dit is geen bruikbaar Word-bestand")
