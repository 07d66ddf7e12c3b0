"""Killed while it writes, the program loses nothing, doubles nothing and leaves nothing half.

Here a sample of the write points, each run another one of the same kind; `python tests/faults.py` takes them all.
"""

from pathlib import Path

import pytest
from faults import ACTS, Place, databases_at, run

SAMPLE = {"issue": 23, "receive": 13, "decide": 9, "number": 11, "set up": 97}
SELDOM = 29
"""Of the other acts, which are written in the same way."""


@pytest.mark.parametrize("name", ACTS)
def test_nothing_is_lost_doubled_or_half_on_sqlite(tmp_path: Path, name: str) -> None:
    points, wrong = run(ACTS[name], Place(tmp_path), every=SAMPLE.get(name, SELDOM))
    assert points > 20
    assert wrong == []


@pytest.mark.component("postgresql")
@pytest.mark.parametrize("name", ACTS)
def test_nothing_is_lost_doubled_or_half_on_postgresql(tmp_path: Path, name: str, cluster) -> None:
    place = Place(tmp_path, databases_at(cluster.url("postgres")))
    points, wrong = run(ACTS[name], place, every=2 * SAMPLE.get(name, SELDOM), offset=5)
    assert points > 20
    assert wrong == []
