"""The commands of signing: from issue to in force, and what they say when a rule forbids it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from command_line import CONCEPT, READY, Command
from history import FL, History, at, day, uitgifte, volmacht

from assembler.cli.board import print_status
from assembler.cli.exit_codes import Exit
from assembler.workflows.places import EXAMPLES
from assembler.workflows.rehearsal import DECIDED, Rehearsal
from assembler.workflows.workspace import open_workspace
from signatures.status import status


def test_nothing_is_issued_while_a_point_is_open(command: Command, tmp_path: Path) -> None:
    refused = command("issue", CONCEPT, "--by", "B. Schoorl")
    assert refused.status == Exit.REFUSED
    assert not (tmp_path / "uitgegeven").exists()
    assert json.loads(command("status", "--json").out) == {"dossiers": []}


def test_issuing_opens_a_line_for_each_signature(issued: Command, tmp_path: Path) -> None:
    found = json.loads(issued("status", READY, "--json").out)
    assert found["outstanding"] == 5 + 3 * 3
    kinds = [each["kind"] for each in found["instruments"]]
    assert kinds == ["samenwerkingsovereenkomst", "volmacht", "volmacht", "volmacht"]
    assert len(list((tmp_path / "uitgegeven").iterdir())) == 4


def test_pack_writes_what_was_issued_byte_for_byte_and_says_so(issued: Command, tmp_path: Path) -> None:
    (issued_file,) = (tmp_path / "uitgegeven").glob("*utrecht*")
    again = issued("pack", READY, "--partij", "utrecht", "--out", "weer")
    assert again.status == Exit.DONE
    assert "zoals uitgegeven op 8 februari 2024" in again.out
    assert (tmp_path / "weer" / "pakket-utrecht.pdf").read_bytes() == issued_file.read_bytes()
    by_reference = issued("pack", "PTB-2024-01", "--partij", "utrecht", "--out", "nog-eens")
    assert by_reference.status == Exit.DONE
    preview = issued("pack", READY, "--partij", "utrecht", "--out", "voorbeeld", "--preview")
    assert "Dit is een voorbeeld" in preview.out


def test_an_empty_workspace_says_so(command: Command) -> None:
    assert "nog niets uitgegeven" in command("status").out


def test_what_is_issued_after_its_own_end_is_told(command: Command) -> None:
    told = command("issue", READY, "--by", "B. Schoorl")
    assert (told.status, "is op 31 december 2024 al geëindigd" in told.out) == (Exit.DONE, True)


def test_nobody_issues_without_a_name(command: Command) -> None:
    assert (
        command("issue", READY, "--by", " ").err
        == "Iets vastleggen kan alleen iemand met naam; vermeld wie dit doet.\n"
    )


@pytest.mark.parametrize(
    ("asked", "known", "day"),
    [
        ("2024-12-31", "2024-12-30T23:00:00+00:00", "2024-12-31"),
        ("2024-12-31T23:30Z", "2024-12-31T23:30:00+00:00", "2025-01-01"),
        ("2024-12-31T23:30", "2024-12-31T22:30:00+00:00", "2024-12-31"),
        ("2024-03-31T03:30", "2024-03-31T01:30:00+00:00", "2024-03-31"),
        ("2024-10-27T03:30", "2024-10-27T02:30:00+00:00", "2024-10-27"),
    ],
)
def test_a_moment_without_a_zone_is_dutch_time(issued: Command, asked: str, known: str, day: str) -> None:
    found = json.loads(issued("status", READY, "--known-as-of", asked, "--json").out)
    assert (found["known_as_of"], found["as_of"]) == (known, day)


def test_the_same_text_is_not_issued_twice(issued: Command) -> None:
    again = issued("issue", READY, "--by", "B. Schoorl")
    assert again.status == Exit.REFUSED
    assert "al uitgegeven" in again.err


def test_a_changed_text_replaces_the_earlier_issue(command: Command, tmp_path: Path) -> None:
    command("new", "dossier", "--example", "tekenklaar")
    command("issue", "dossier", "--by", "B. Schoorl")
    facts = tmp_path / "dossier" / "dossier.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace('versie: "1.0"', 'versie: "1.1"'), encoding="utf-8")
    assert command("issue", "dossier", "--by", "B. Schoorl", "--out", "nieuw").status == Exit.DONE
    found = json.loads(command("status", "dossier", "--json").out)
    standing = {(each["document"], each["version"], each["state"]) for each in found["instruments"]}
    assert ("samenwerkingsovereenkomst", "1.0", "void") in standing
    assert ("samenwerkingsovereenkomst", "1.1", "open") in standing


def test_a_pack_that_comes_back_unsigned_is_kept_and_fails(issued: Command) -> None:
    returned = issued("receive", "uitgegeven/pakket-utrecht.pdf", "--json")
    assert returned.status == Exit.ATTENTION
    (submission,) = json.loads(returned.out)["submissions"]
    assert (submission["tier"], submission["verdict"]) == ("T1", "fail")
    assert set(submission["checks"]) == {"lineage", "integrity", "trust", "revocation", "time"}
    refused = issued("decide", submission["id"], "accept", "--by", "B. Schoorl")
    assert refused.status == Exit.REFUSED


def test_a_file_of_something_else_is_refused_by_tier_four(issued: Command, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("geen pdf")
    (submission,) = json.loads(issued("receive", "brief.txt", "--json").out)["submissions"]
    assert (submission["tier"], submission["verdict"]) == ("T4", "fail")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("decide", "i-bestaat-niet", "accept", "--by", "X"), Exit.INVALID, "niet vastgelegd"),
        (("executed", READY, "--out", "x.pdf"), Exit.REFUSED, "ondertekend"),
        (("status", "ONBEKEND"), Exit.INVALID, "ONBEKEND"),
        (("receive", "bestaat-niet.pdf"), Exit.USAGE, "bestaat-niet.pdf"),
        (("issue", READY), Exit.USAGE, "--by"),
        (("status", "--known-as-of", "gisteren"), Exit.USAGE, "gisteren"),
    ],
)
def test_wrong_use_gets_one_sentence(issued: Command, arguments: tuple[str, ...], status: Exit, said: str) -> None:
    outcome = issued(*arguments)
    assert (outcome.status, said in outcome.err) == (status, True), outcome.err


def test_the_log_is_whole_and_can_be_exported(issued: Command, tmp_path: Path) -> None:
    verified = issued("log", "verify")
    assert verified.status == Exit.DONE
    assert "gaaf" in verified.out
    assert issued("log", "export", "--out", "logboek.jsonl").status == Exit.DONE
    rows = [json.loads(line) for line in (tmp_path / "logboek.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))


def test_signed_packs_and_a_scan_bring_the_agreement_into_force(tmp_path: Path) -> None:
    from signatures import store

    open_workspace(tmp_path / "werkmap", {})
    rehearsal = Rehearsal(EXAMPLES / "tekenklaar", tmp_path)
    dossier = rehearsal.issue()
    taken = rehearsal.receive(rehearsal.sign(dossier))
    assert [received.inzending.tier.value for received in taken] == ["T1", "T1", "T1", "T3"]
    assert [received.inzending.verdict.value for received in taken[:3]] == ["pass"] * 3
    rehearsal.decide(taken)
    found: dict[str, Any] = status(store.facts_of(dossier), DECIDED)
    agreement = found["instruments"][0]
    assert (agreement["state"], agreement["took_effect_on"]) == ("executed", "2024-02-15")
    assert (agreement["works_back_to"], agreement["ends_on"]) == ("2024-01-01", "2024-12-31")
    assert found["outstanding"] == 0
    before = status(store.facts_of(dossier), datetime(2024, 2, 10, tzinfo=UTC))
    assert before["outstanding"] == 14


def test_the_board_tells_what_needs_bekrachtiging_and_which_volmacht_was_never_issued(
    capsys: pytest.CaptureFixture[str],
) -> None:
    history = History.of(uitgifte(), volmacht())
    history.sign_all(0)
    history.act("2024-02-10", partijen=(FL,))
    print_status(status(history.facts, at("2024-06-01")))
    told = " ".join(capsys.readouterr().out.split())
    assert "Bekrachtiging nodig door provincie Flevoland van de handeling van 10 februari 2024" in told
    assert "Volmacht van utrecht: nog niet uitgegeven" in told


def test_the_board_keeps_a_renewed_volmacht_apart_from_the_one_before(capsys: pytest.CaptureFixture[str]) -> None:
    renewed = volmacht(document="volmacht-2025-flevoland", issued_at=at("2024-10-01"), ends_on=day("2025-12-31"))
    history = History.of(uitgifte(), volmacht())
    history.issue(renewed)
    print_status(status(history.facts, at("2024-11-01")))
    assert "volmacht 2025" in capsys.readouterr().out
