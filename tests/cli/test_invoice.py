"""`tekenklaar invoice`: what it prints, how it ends, and what it says when it is used wrongly."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from in_force import put_in_force

from assembler.cli.exit_codes import Exit
from assembler.cli.failures import run
from assembler.cli.main import tekenklaar
from assembler.workflows.places import EXAMPLES
from signatures import store

READY = str(EXAMPLES / "tekenklaar")
Command = Callable[..., tuple[Exit, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEKENKLAAR_HOME", str(tmp_path / "werkmap"))
    store.setup(tmp_path / "werkmap")
    put_in_force()

    def call(*arguments: str) -> tuple[Exit, str, str]:
        status = run(lambda: tekenklaar(["invoice", *arguments], standalone_mode=False))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    yield call
    store.close()


def test_it_lists_what_it_wrote(command: Command, tmp_path: Path):
    status, out, err = command(READY, "--year", "2024", "--partij", "utrecht", "--date", "2024-03-01")
    assert (status, err) == (Exit.DONE, "")
    assert "3 bestanden in facturen" in out
    assert (tmp_path / "facturen" / "factuur-NH-PTB-F2024-0001-utrecht.xml").exists()


def test_json_has_number_amounts_and_files_of_each(command: Command):
    status, out, _ = command(READY, "--year", "2024", "--partij", "utrecht", "--date", "2024-03-01", "--json")
    (made,) = json.loads(out)["invoices"]
    assert status == Exit.DONE
    assert made["number"] == "NH-PTB-F2024-0001"
    assert (made["netto"], made["btw_bedrag"], made["totaal"]) == ("75000.00", "15750.00", "90750.00")
    assert {name.rpartition(".")[2] for name in made["files"]} == {"docx", "pdf", "xml"}


def test_what_a_rule_forbids_is_told_with_its_remedy_and_exit_status_four(command: Command, tmp_path: Path):
    status, out, err = command(READY, "--year", "2025", "--date", "2024-03-01")
    assert (status, out) == (Exit.REFUSED, "")
    assert "De overeenkomst geldt niet voor 2025" in err
    assert "tekenklaar status" in err
    assert not (tmp_path / "facturen").exists()


def test_json_lists_what_is_in_the_way(command: Command):
    status, out, _ = command(READY, "--year", "2025", "--date", "2024-03-01", "--json")
    assert status == Exit.REFUSED
    assert [found["code"] for found in json.loads(out)["findings"]] == ["finance.not-in-force"]


@pytest.mark.parametrize(
    "arguments",
    [
        (READY,),
        (READY, "--year", "twee"),
        (READY, "--year", "2024", "--date", "1 maart"),
        (READY, "--year", "2024", "--partij", "drenthe"),
        (READY, "--year", "2024", "--profile", "ubl"),
        (READY, "--year", "2024", "--corrects", "F-1", "--again"),
    ],
    ids=["no year", "year in words", "date in words", "unknown partij", "unknown profile", "two things at once"],
)
def test_used_wrongly_it_ends_with_status_two(command: Command, arguments: tuple[str, ...]):
    assert command(*arguments)[0] == Exit.USAGE


def test_an_iban_that_fails_its_check_is_refused_where_it_stands(command: Command, tmp_path: Path):
    broken = Path(READY, "dossier.yaml").read_text(encoding="utf-8").replace("NL65TEST", "NL66TEST")
    (tmp_path / "dossier.yaml").write_text(broken, encoding="utf-8")
    status, _, err = command("dossier.yaml", "--year", "2024")
    assert status == Exit.INVALID
    assert "IBAN" in err
    assert "partijen[2].iban" in err


def test_nobody_is_no_name(command: Command):
    assert command(READY, "--year", "2024", "--date", "2024-03-01", "--by", " ")[0] == Exit.REFUSED
    assert store.numbered() == ()
