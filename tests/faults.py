"""Kill the program with SIGKILL at every point where it writes, and see that nothing is lost, doubled or half.

Run as a program for every point on SQLite, or with an address on PostgreSQL too:

    python tests/faults.py [--every N] [--postgresql URL]

(the role in URL must be allowed to make databases). The specifications run a sample of the points.

A write point is the start or the end of: a statement to the database, a commit, or a call that opens, writes, syncs,
renames or links a file. They are found by watching a process from inside (``sys.setprofile``), so the program itself
has no hooks. Each point gets a process of its own, forked from one that has everything loaded.
"""

import argparse
import io
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from paper_trail import DECIDED, RECEIVED, aanbieding, accepted, later, returned, sha, signed_by_all

from assembler.workflows import acts, issued_packs
from assembler.workflows.decide import decide
from assembler.workflows.receive import receive
from signatures import store
from signatures.evidence.trust import TrustList
from signatures.numbered import NumberedDocument

PACKS = "uitgegeven"
"""Folder of the packs, in these tests inside the workspace, so that it is compared too."""
CALLS = {"fsync", "replace", "write", "open", "link", "unlink", "mkdir"}
FRAMES = {("django/db/backends/utils.py", "_execute"), ("django/db/backends/utils.py", "_executemany")}
FRAMES |= {("django/db/backends/base/base.py", "_commit"), ("django/db/backends/base/base.py", "_rollback")}


class Watch:
    """Counts write points, and ends the process at one of them."""

    def __init__(self, at: int | None) -> None:
        self.at = at
        self.count = 0

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        if (event.startswith("c_") and _is_file_call(arg)) or (event in {"call", "return"} and _is_statement(frame)):
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


def _is_file_call(function: Any) -> bool:
    if getattr(function, "__name__", "") not in CALLS:
        return False
    return function.__module__ == "posix" or isinstance(getattr(function, "__self__", None), io.BufferedWriter)


def _is_statement(frame: FrameType) -> bool:
    code = frame.f_code
    return any(code.co_name == name and code.co_filename.endswith(file) for file, name in FRAMES)


@dataclass(frozen=True)
class Act:
    """Something done to a workspace, from a known state; done twice it must be as done once."""

    name: str
    prepare: Callable[[], None]
    act: Callable[[], None]


def _issue() -> None:
    store.record_issue(aanbieding())


def _issued_once() -> None:
    try:
        _issue()
    except store.AlreadyIssuedError:
        return


def _issue_and_write() -> None:
    """As the command does it: record, write the packs; done again, `issue` says so and `pack` writes them."""
    out = store.home().folder / PACKS
    try:
        made = aanbieding()
        store.record_issue(made)
        issued_packs.write_made(made, out)
    except store.AlreadyIssuedError:
        issued_packs.write_issued("ptb", out, (), DECIDED)


def _receive() -> None:
    """What taking in a file consists of: keep it, check it (here: an outcome that is ready), record the outcome."""
    inzending, data = returned("utrecht", aanbieding())
    store.receive(data, inzending.name, RECEIVED, "loket")
    store.record_submission(inzending, data, by="loket", dossier="ptb", files={"vak.png": b"beeld"})


def _received_once() -> None:
    if not store.submissions("ptb"):
        _receive()


def _decide() -> None:
    store.record_decision(accepted("i-utrecht"))


def _decided_once() -> None:
    try:
        _decide()
    except store.AlreadyDecidedError:
        return


def _number() -> None:
    documents = [_numbered(volgnummer) for volgnummer in range(1, 4)]
    store.record_numbered(documents, {sha(_bytes(each.volgnummer)): _bytes(each.volgnummer) for each in documents})


def _numbered(volgnummer: int) -> NumberedDocument:
    return NumberedDocument(
        "F-2024",
        volgnummer,
        f"F-2024-{volgnummer}",
        "ptb",
        "factuur",
        f"factuur {volgnummer}",
        RECEIVED,
        "loket",
        files={"factuur.xml": sha(_bytes(volgnummer))},
    )


def _bytes(volgnummer: int) -> bytes:
    return f"<Invoice>{volgnummer}</Invoice>".encode()


def _numbered_once() -> None:
    try:
        _number()
    except store.OnlyOnceError:
        return


def _prepare_decision() -> None:
    _issue()
    _receive()


# --- the same through the use-cases, as the command line calls them ---------------------------------------------------


def _take_in() -> None:
    """A file through the whole use-case; one that the gate refuses, so that no child process has to be started."""
    if store.submissions():
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brief.txt"
        path.write_bytes(b"geen pdf")
        list(receive([path], TrustList("proef", (), (), ()), RECEIVED, "loket"))


def _refuse_in_use() -> None:
    refusal = {"accepted": False, "by": "P. Penvoerder", "at": DECIDED, "reason": "geen stuk van ons"}
    try:
        decide(store.submissions()[0].inzending.id, **refusal)  # type: ignore[arg-type]
    except store.AlreadyDecidedError:
        return


def _accept_in_use() -> None:
    try:
        decide("i-utrecht", accepted=True, by="P. Penvoerder", at=DECIDED, lines=["1", "2"])
    except store.AlreadyDecidedError:
        return


def _once(what: str, act: Callable[[], object]) -> Callable[[], None]:
    """Do an act where the facts do not hold it yet."""

    def done() -> None:
        if not getattr(store.facts_of("ptb"), what):
            act()

    return done


def _signed() -> None:
    offer = aanbieding()
    store.record_issue(offer)
    signed_by_all(store, offer)


BY: dict[str, Any] = {"by": "B. Schoorl", "at": later(DECIDED, 60)}
WHY: dict[str, Any] = {**BY, "reason": "zo besloten"}
GROUND: dict[str, Any] = {**BY, "ground": "zo bevonden"}
AGREEMENT = "samenwerkingsovereenkomst"

ACTS = {
    "issue": Act("issue", lambda: None, _issued_once),
    "issue and write": Act("issue and write", lambda: None, _issue_and_write),
    "receive": Act("receive", _issue, _received_once),
    "decide": Act("decide", _prepare_decision, _decided_once),
    "take in": Act("take in", _issue, _take_in),
    "refuse": Act("refuse", lambda: (_issue(), _take_in())[0], _refuse_in_use),
    "accept": Act("accept", _prepare_decision, _accept_in_use),
    "decline": Act(
        "decline", _issue, _once("declines", lambda: acts.decline("ptb", AGREEMENT, "utrecht", line=None, **WHY))
    ),
    "retract": Act(
        "retract",
        lambda: (_prepare_decision(), _decided_once())[0],
        _once("retractions", lambda: acts.retract("ptb", AGREEMENT, "utrecht", line="1", **WHY)),
    ),
    "withdraw": Act("withdraw", _issue, _once("withdrawals", lambda: acts.withdraw("ptb", AGREEMENT, **WHY))),
    "dispute": Act("dispute", _signed, _once("disputes", lambda: acts.dispute("ptb", AGREEMENT, **GROUND))),
    "invalidate": Act("invalidate", _signed, _once("invalidations", lambda: acts.invalidate("i-utrecht", **GROUND))),
    "act": Act(
        "act",
        _issue,
        _once("handelingen", lambda: acts.record_act("ptb", "opdracht", date(2024, 1, 20), partijen=[], **BY)),
    ),
    "number": Act("number", lambda: None, _numbered_once),
    "revoke": Act(
        "revoke",
        _signed,
        _once("herroepingen", lambda: acts.revoke("ptb", "volmacht", "utrecht", date(2024, 3, 1), **WHY)),
    ),
    "set up": Act("set up", lambda: None, lambda: None),
}


class Place:
    """Where workspaces are made: each point starts from a fresh copy of the same state."""

    def __init__(self, folder: Path, new_database: Callable[[str | None], str] | None = None) -> None:
        self.folder = folder
        self.new_database = new_database
        self.original = folder / "original"
        self.original_url: str | None = None

    def prepare(self, act: Act) -> None:
        shutil.rmtree(self.original, ignore_errors=True)
        self.original_url = self.new_database(None) if self.new_database else None
        if act.name == "set up":
            self.original.mkdir()
            return
        store.setup(self.original, self.original_url)
        act.prepare()
        store.close()

    def fresh(self) -> tuple[Path, str | None]:
        copy = self.folder / uuid4().hex
        shutil.copytree(self.original, copy)
        return copy, self.new_database(self.original_url) if self.new_database else None


def run(act: Act, place: Place, every: int = 1, offset: int = 1) -> tuple[int, list[str]]:
    """Kill at each ``every``-th write point; returns how many points there are and what was wrong, by point."""
    place.prepare(act)
    expected, points = _undisturbed(act, place)
    wrong: list[str] = []
    for point in range(offset, points + 1, every):
        wrong += [f"{act.name}, point {point} of {points}: {why}" for why in _disturbed(act, place, point, expected)]
    return points, wrong


def _undisturbed(act: Act, place: Place) -> tuple[Any, int]:
    home, url = place.fresh()
    counted = home.parent / f"{home.name}.count"
    assert _in_child(lambda: _watched(act, home, url, None, counted)) == 0
    state = _state(home, url)
    _drop(home)
    return state, int(counted.read_text())


def _disturbed(act: Act, place: Place, point: int, expected: Any) -> Iterator[str]:
    home, url = place.fresh()
    status = _in_child(lambda: _watched(act, home, url, point, None))
    if status != signal.SIGKILL:
        yield f"the process was not killed (status {status})"
    yield from _after(act, home, url, expected)
    _drop(home)


def _after(act: Act, home: Path, url: str | None, expected: Any) -> Iterator[str]:
    """Right after the kill everything is sound, and doing it again gives what one undisturbed time gives."""
    store.setup(home, url, wait=5)
    yield from store.audit().problems
    act.act()
    yield from store.audit().problems
    store.close()
    if _state(home, url) != expected:
        yield "done again, the outcome is another than that of one undisturbed time"


def _state(home: Path, url: str | None) -> Any:
    """All facts, all files, and the log but for refusals: an act that is done and asked for again is refused."""
    store.setup(home, url, wait=5)
    logged = [row.action for row in store.log_rows() if not row.action.startswith("geweigerd: ")]
    files = {name: store.kept_bytes(name) for name in sorted(store.home().files.names())}
    packs = {path.name: path.read_bytes() for path in sorted((home / PACKS).glob("[!.]*"))}
    state = store.facts_of_many(), store.packs(), store.submissions(), store.numbered(), files, logged, packs
    store.close()
    return state


def _watched(act: Act, home: Path, url: str | None, at: int | None, counted: Path | None) -> None:
    watch = Watch(at)
    if act.name != "set up":
        store.setup(home, url, wait=5)
    sys.setprofile(watch)
    if act.name == "set up":
        store.setup(home, url, wait=5)
    act.act()
    sys.setprofile(None)
    if counted:
        counted.write_text(str(watch.count))


def _in_child(work: Callable[[], None]) -> int:
    """Exit status of a forked process that does the work; minus nothing: a signal counts by its number."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else os.WEXITSTATUS(ended)


def _drop(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)


def databases_at(url: str) -> Callable[[str | None], str]:
    """Makes databases beside the one at this address."""
    import psycopg

    parts = urlsplit(url)

    def new(template: str | None) -> str:
        name = f"fault{uuid4().hex}"
        base = urlsplit(template).path.lstrip("/") if template else "template1"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {base}")
        return urlunsplit(parts._replace(path=f"/{name}"))

    return new


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--postgresql", metavar="URL")
    options = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for url in (None, options.postgresql) if options.postgresql else (None,):
            place = Place(Path(folder) / ("p" if url else "s"), databases_at(url) if url else None)
            place.folder.mkdir()
            for act in ACTS.values():
                points, wrong = run(act, place, options.every)
                faults += len(wrong)
                where = "PostgreSQL" if url else "SQLite"
                print(
                    f"{where}, {act.name}: {points} write points, {len(wrong)} faults", *wrong, sep="\n  ", flush=True
                )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
