"""Work shared among processes: the same results, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assembler.pages import crew as module
from assembler.pages.crew import Crew
from assembler.pages.errors import PageCodeError, WorkLostError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def ready(crew: Crew) -> None:
    """Start, and wait until the other process takes work."""
    crew.start()
    task = crew.submit(os.getpid)
    while not task.done:
        time.sleep(0.01)


@pytest.fixture(name="two")
def _two():
    crew = Crew(1)
    ready(crew)
    yield crew
    crew.close()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(pid)


def test_results_come_in_the_order_of_the_work(two: Crew) -> None:
    assert list(two.map(pow, range(50), [2] * 50)) == [number**2 for number in range(50)]


def test_the_other_process_takes_part(two: Crew) -> None:
    naps = two.map(time.sleep, [0.05] * 10)
    started = time.monotonic()
    list(naps)
    assert time.monotonic() - started < 0.45


def test_without_other_processes_the_work_is_done_here() -> None:
    assert list(Crew(0).map(divmod, [7, 9], [2, 4])) == [(3, 1), (2, 1)]


def test_an_error_of_ours_comes_back_as_it_was(two: Crew) -> None:
    task = two.submit(_refuse)
    while not task.done:
        time.sleep(0.01)
    with pytest.raises(PageCodeError, match="De paginacode 'X' klopt niet: regel"):
        task.result()


def test_an_error_of_python_comes_back_too(two: Crew) -> None:
    with pytest.raises(ZeroDivisionError):
        list(two.map(divmod, [1] * 9, [1] * 8 + [0]))


def test_a_process_that_dies_at_its_work_is_a_typed_error(two: Crew) -> None:
    task = two.submit(os._exit, 3)
    while not task.done:
        time.sleep(0.01)
    with pytest.raises(WorkLostError, match="vastgelopen"):
        task.result()
    assert list(two.map(abs, [-1] * 9)) == [1] * 9


def test_a_process_that_does_not_answer_in_time_is_a_typed_error(monkeypatch: pytest.MonkeyPatch, two: Crew) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    task = two.submit(time.sleep, 60)
    while not task.done:
        time.sleep(0.01)
    with pytest.raises(WorkLostError):
        task.result()


def test_work_that_the_caller_leaves_is_dropped(two: Crew) -> None:
    for _ in two.map(time.sleep, [0.01] * 1000):
        break
    started = time.monotonic()
    assert two.submit(abs, -1).result() == 1
    assert time.monotonic() - started < 1


def test_closing_ends_the_other_processes(two: Crew) -> None:
    pid = two.pids[0]
    two.close()
    assert gone(pid)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_when_the_program_is_ended_its_processes_end(end: signal.Signals) -> None:
    program = (
        "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have it ignored
        "from assembler.pages.crew import Crew; crew = Crew(2); crew.start()\n"
        "while len(crew.pids) < 2: time.sleep(0.01)\n"
        "print(*crew.pids, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        pids = [int(pid) for pid in process.stdout.readline().split()]
        process.send_signal(end)
        process.wait(60)
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)


def test_an_interrupt_is_left_to_the_program(two: Crew) -> None:
    os.kill(two.pids[0], signal.SIGINT)
    task = two.submit(os.getpid)
    while not task.done:
        time.sleep(0.01)
    assert task.result() == two.pids[0]


def _refuse() -> None:
    raise PageCodeError("X", "regel")
