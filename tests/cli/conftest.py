"""Workspaces of the example dossier, made once and copied for each specification that changes one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Command, Made, Outcome

from assembler.cli.exit_codes import Exit
from assembler.cli.failures import run
from assembler.cli.main import tekenklaar
from assembler.workflows.places import EXAMPLES
from assembler.workflows.rehearsal import Rehearsal
from assembler.workflows.workspace import open_workspace
from signatures import store


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """The command line, in a folder of its own with a workspace of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEKENKLAAR_HOME", str(tmp_path / "werkmap"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("TEKENKLAAR_TSA_URL", raising=False)

    def call(*arguments: str) -> Outcome:
        left = run(lambda: tekenklaar(list(arguments), standalone_mode=False))
        captured = capsys.readouterr()
        return Outcome(left, captured.out, captured.err)

    yield call
    store.close()


@pytest.fixture(scope="session")
def issued_place(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Issued on 8 February 2024."""
    place = tmp_path_factory.mktemp("uitgegeven")
    open_workspace(place / "werkmap", {})
    Rehearsal(EXAMPLES / "tekenklaar", place).issue()
    store.close()
    return Made(place)


@pytest.fixture(scope="session")
def returned_place(issued_place: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All four packs came back, three signed digitally and one on paper; nobody has decided yet."""
    place = tmp_path_factory.mktemp("teruggestuurd")
    shutil.copytree(issued_place.place, place, dirs_exist_ok=True)
    open_workspace(place / "werkmap", {})
    rehearsal = Rehearsal(EXAMPLES / "tekenklaar", place)
    taken = rehearsal.receive(rehearsal.sign(store.dossiers()[0]))
    store.close()
    return Made(place, tuple(each.inzending.id for each in taken))


@pytest.fixture
def issued(command: Command, issued_place: Made, tmp_path: Path) -> Command:
    """The command line beside a workspace in which the example was issued."""
    shutil.copytree(issued_place.place, tmp_path, dirs_exist_ok=True)
    open_workspace(tmp_path / "werkmap", {})
    return command


@pytest.fixture
def returned(command: Command, returned_place: Made, tmp_path: Path) -> tuple[Command, tuple[str, ...]]:
    """The command line beside a workspace with four returned files, and their ids."""
    shutil.copytree(returned_place.place, tmp_path, dirs_exist_ok=True)
    open_workspace(tmp_path / "werkmap", {})
    return command, returned_place.submissions


@pytest.fixture
def executed(returned: tuple[Command, tuple[str, ...]]) -> tuple[Command, tuple[str, ...]]:
    """Everything accepted, so that the agreement is in force."""
    call, ids = returned
    for submission in ids[:3]:
        assert call("decide", submission, "accept", "--by", "B. Schoorl").status == Exit.DONE
    paper = ("--signed-on", "2024-02-15", "--partij", "zuid-holland")
    assert call("decide", ids[3], "accept", "--by", "B. Schoorl", *paper).status == Exit.DONE
    return returned
