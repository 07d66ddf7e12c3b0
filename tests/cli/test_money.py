"""`tekenklaar settle`, `deadlines`, `overview`: what they print, how they end, and what they say when used wrongly."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import pytest
from in_force import put_in_force

from assembler.cli.exit_codes import Exit
from assembler.cli.failures import run
from assembler.cli.main import tekenklaar
from assembler.workflows.places import EXAMPLES
from assembler.workflows.rehearsal_money import ACTUALS
from signatures import store

READY, CONCEPT = str(EXAMPLES / "tekenklaar"), str(EXAMPLES / "concept")
Command = Callable[..., tuple[Exit, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEKENKLAAR_HOME", str(tmp_path / "werkmap"))
    store.setup(tmp_path / "werkmap")
    put_in_force()
    (tmp_path / "realisatie.csv").write_text(ACTUALS, encoding="utf-8")

    def call(*arguments: str) -> tuple[Exit, str, str]:
        status = run(lambda: tekenklaar(list(arguments), standalone_mode=False))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    yield call
    store.close()


def settling(*more: str) -> tuple[str, ...]:
    return ("settle", READY, "--year", "2024", "--date", "2025-02-10", *more)


def test_a_year_is_invoiced_settled_and_shown(command: Command, tmp_path: Path) -> None:
    assert command("invoice", READY, "--year", "2024", "--date", "2024-03-01")[0] == Exit.DONE
    status, out, err = command(*settling("--actuals", "realisatie.csv", "--json"))
    assert (status, err) == (Exit.DONE, "")
    settlement = json.loads(out)["settlement"]
    assert settlement["surplus"] == "20000.00"
    assert [note["totaal"] for note in settlement["issued"]] == ["4119.14", "7723.41", "7208.51"]
    assert {path.name for path in (tmp_path / "afrekening").iterdir()} == set(settlement["files"])
    status, out, _ = command("overview", READY, "--year", "2024", "--csv", "o.csv", "--xlsx", "o.xlsx", "--json")
    assert json.loads(out)["total"] == {"contribution": "235000.00", "balance": "204798.94"}
    assert (tmp_path / "o.csv").exists() and (tmp_path / "o.xlsx").exists()
    status, out, _ = command("overview", READY, "--year", "2024")
    assert "204.798,94" in out and "of is betaald, staat niet in Tekenklaar" in out
    status, out, _ = command("deadlines", READY)
    assert "Terugbetaling volgens creditnota NH-PTB-C2025-0002" in out
    status, out, _ = command(*settling("--again", "--out", "nog"))
    assert (status, "18 bestanden in nog" in out) == (Exit.DONE, True)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 200])
def test_an_amount_stands_whole_on_a_screen_of_any_width(
    command: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = command("overview", READY, "--year", "2024")[1].replace("\xa0", " ")
    assert [amount in out for amount in ("€ 235.000,00", "€ 75.000,00", "€ 40.000,00")] == [True] * 3


def test_what_a_rule_forbids_ends_with_four_and_writes_nothing(command: Command, tmp_path: Path) -> None:
    status, out, err = command(*settling("--actuals", "realisatie.csv"))
    assert (status, out) == (Exit.REFUSED, "")
    assert err.count("geen factuur uitgereikt") == 3
    status, out, _ = command(*settling("--actuals", "realisatie.csv", "--json"))
    found = json.loads(out)["findings"]
    assert status == Exit.REFUSED
    assert {each["code"] for each in found} == {"finance.not-invoiced"}
    assert not (tmp_path / "afrekening").exists()


def test_mistakes_in_the_file_end_with_three(command: Command, tmp_path: Path) -> None:
    (tmp_path / "fout.csv").write_text("post;bedrag\nReizen;1\n", encoding="utf-8")
    status, _, err = command(*settling("--actuals", "fout.csv"))
    assert status == Exit.INVALID
    assert 'fout.csv, regel 2: de post "Reizen" staat niet in de begroting' in err


@pytest.mark.parametrize(
    "arguments",
    [
        settling(),
        settling("--again", "--actuals", "realisatie.csv"),
        settling("--actuals", "nergens.csv"),
        settling("--actuals", "realisatie.csv", "--key", "D"),
        ("deadlines", READY, "--sent", "morgen"),
        ("deadlines", READY, "--sent", "9999-12-31"),
        ("deadlines", READY, "--sent", "friesland=2024-03-27"),
        ("settle", READY, "--year", "2024", "--actuals", "realisatie.csv", "--date", "9999-12-31"),
    ],
    ids=["no file", "both", "no such file", "no such key", "no date", "no such day", "no such partij", "far away"],
)
def test_wrong_use_ends_with_two(command: Command, arguments: tuple[str, ...]) -> None:
    assert command(*arguments)[0] == Exit.USAGE


def test_nothing_to_write_again_and_an_unknown_year_are_refused(command: Command) -> None:
    status, _, err = command(*settling("--again"))
    assert status == Exit.REFUSED and "nog niet afgerekend" in err
    status, _, err = command("overview", READY, "--year", "1999")
    assert status == Exit.REFUSED and "kies uit 2023, 2024, 2025" in err


def test_deadlines_go_to_json_and_to_a_calendar(command: Command, tmp_path: Path) -> None:
    asked = ("deadlines", READY, "--sent", "2024-03-27", "--sent", "utrecht=2026-04-29", "--ics", "termijnen.ics")
    status, out, _ = command(*asked, "--json")
    found = {each["key"]: each for each in json.loads(out)["deadlines"]}
    assert status == Exit.DONE
    assert found["reactie-2024-03-27-allen"]["day"] == "2024-04-05"
    assert found["reactie-2026-04-29-utrecht"]["day"] == "2026-05-07"
    account = found["verantwoording-2024"]
    assert (account["weekday"], account["timely_until"], account["passed"]) == ("zaterdag", "2025-03-03", True)
    read = icalendar.Calendar.from_ical((tmp_path / "termijnen.ics").read_bytes())
    assert len(read.walk("VEVENT")) == len(found)
    status, out, _ = command(*asked, "--may-5", "lustrum", "--json")
    found = {each["key"]: each for each in json.loads(out)["deadlines"]}
    assert found["reactie-2026-04-29-utrecht"]["day"] == "2026-05-06"


def test_a_dossier_with_open_points_shows_what_can_be_dated(command: Command) -> None:
    status, out, _ = command("deadlines", CONCEPT)
    assert status == Exit.DONE
    assert "Nog zonder datum: terugzending van de stukken" in out
    assert "\ue000" not in out
