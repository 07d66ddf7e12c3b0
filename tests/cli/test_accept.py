"""`tekenklaar accept`: a person leaves a finding as it is, once, with a reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assembler.cli.failures import run
from assembler.cli.main import tekenklaar

WHO = ["--reason", "zo afgesproken", "--by", "J. Jurist"]


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = run(lambda: tekenklaar(list(words), standalone_mode=False))
    told = capsys.readouterr()
    return int(status), told.out, told.err


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    CliRunner().invoke(tekenklaar, ["new", str(tmp_path / "d"), "--example", "tekenklaar"])
    return str(tmp_path / "d")


def warnings(found: dict[str, Any]) -> list[str]:
    return [one["message"] for one in found["findings"] if one["severity"] == "warning"]


def test_an_accepted_finding_stands_apart_with_its_reason(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "accept", dossier, "facts.date-weekend", "--where", "1 maart 2025", *WHO)[0] == 0
    _, out, _ = call(capsys, "check", dossier, "--json")
    found = json.loads(out)
    assert [message.endswith("2026.") for message in warnings(found)] == [True]
    (one,) = found["accepted"]
    assert (one["code"], one["reason"], one["by"]) == ("facts.date-weekend", "zo afgesproken", "J. Jurist")
    _, shown, _ = call(capsys, "check", dossier)
    assert "aanvaard door J. Jurist" in shown


def test_it_stands_again_when_its_words_change(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "accept", dossier, "facts.date-weekend", "--all", *WHO)
    file = Path(dossier) / "dossier.yaml"
    file.write_text(file.read_text("utf-8").replace('uiterlijk: "03-01"', 'uiterlijk: "03-02"'), "utf-8")
    _, out, _ = call(capsys, "check", dossier, "--json")
    assert len(warnings(json.loads(out))) == 1


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["facts.nope"], 2, "geen bevinding 'facts.nope'"),
        (["facts.date-weekend", "--where", "artikel 99"], 2, "staat wel op"),
        (["facts.date-weekend"], 2, "--where, of alle met --all"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    dossier: str, capsys: pytest.CaptureFixture[str], words: list[str], status: int, told: str
) -> None:
    before = (Path(dossier) / "dossier.yaml").read_bytes()
    found, _, err = call(capsys, "accept", dossier, *words, *WHO)
    assert (found, told in err) == (status, True), err
    assert (Path(dossier) / "dossier.yaml").read_bytes() == before


def test_an_open_point_is_never_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    CliRunner().invoke(tekenklaar, ["new", str(tmp_path / "d")])
    status, _, err = call(capsys, "accept", str(tmp_path / "d"), "facts.open", "--all", *WHO)
    assert (status, "vul het aan" in err) == (4, True)
