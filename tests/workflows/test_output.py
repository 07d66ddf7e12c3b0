"""Writing results: whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from assembler.workflows.output import write_file


def test_a_file_appears_whole_with_its_folders(tmp_path: Path) -> None:
    made = write_file(tmp_path / "a" / "b.pdf", b"inhoud")
    assert made.read_bytes() == b"inhoud"
    assert [p.name for p in made.parent.iterdir()] == ["b.pdf"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "disk full"), KeyboardInterrupt()], ids=["full", "interrupt"]
)
def test_a_failed_write_leaves_the_earlier_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, failure: BaseException
) -> None:
    path = write_file(tmp_path / "pack.pdf", b"oud")

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(type(failure)):
        write_file(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]
