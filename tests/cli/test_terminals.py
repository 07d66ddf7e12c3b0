"""The command line on the terminals, pipes and signals that it meets: a process of its own each time."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assembler.workflows.places import EXAMPLES, TEMPLATES

CONCEPT = str(EXAMPLES / "concept")


def _start(*arguments: str, options: tuple[str, ...] = (), **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, *options, "-m", "assembler.cli", *arguments]
    env = {**os.environ, "PYTHONPATH": str(TEMPLATES.parent), **environment}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def test_an_encoding_without_arrows_gets_question_marks_and_no_failure() -> None:
    out, err = (process := _start("check", CONCEPT, PYTHONIOENCODING="cp1252")).communicate(timeout=60)
    assert (process.returncode, err) == (1, b"")
    assert b"? Vul dit gegeven in" in out


def test_json_loses_nothing_in_a_narrow_encoding() -> None:
    out, _ = _start("check", CONCEPT, "--json", PYTHONIOENCODING="ascii").communicate(timeout=60)
    wide, _ = _start("check", CONCEPT, "--json", PYTHONIOENCODING="utf-8").communicate(timeout=60)
    assert json.loads(out.decode("ascii")) == json.loads(wide.decode("utf-8"))


def test_an_interrupt_while_the_program_loads_is_one_sentence() -> None:
    process = _start("check", CONCEPT)
    time.sleep(0.12)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)  # the latter: before a line of ours was read
    assert b"assembler" not in err


def test_mistakes_are_told_with_assertions_switched_off(tmp_path: Path) -> None:
    text = (EXAMPLES / "concept" / "dossier.yaml").read_text(encoding="utf-8")
    (tmp_path / "dossier.yaml").write_text(text.replace('"03-01"', "maart"), encoding="utf-8")
    process = _start("check", str(tmp_path), options=("-O",))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "is geen dag van het jaar" in err.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("value", "coloured"), [("1", False), ("", True)])
def test_no_color_switches_colours_off(value: str, coloured: bool) -> None:
    master, slave = os.openpty()
    command = [sys.executable, "-m", "assembler.cli", "check", str(EXAMPLES / "tekenklaar")]
    env = {**os.environ, "PYTHONPATH": str(TEMPLATES.parent), "NO_COLOR": value}
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=env) as process:
        os.close(slave)
        seen = b""
        try:
            while chunk := os.read(master, 4096):
                seen += chunk
        except OSError:  # the other end is closed
            pass
        process.wait(timeout=60)
    os.close(master)
    assert (b"\x1b[" in seen) is coloured
