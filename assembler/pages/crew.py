"""More than one core for the work around the engines: reading, checking, stamping, archiving.

Python computes on one core at a time, so other processes lend a hand (``worker.py``): one fewer than there are cores,
for this one works too. They load while the work begins and take what is not yet begun once they are ready; without
them everything is done here, with the same result. They hold nothing between two pieces of work, ignore the interrupt
key, and end with the program: at its exit, or when its pipe closes because it died.
"""

import atexit
import json
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from assembler.pages.child import Child, ChildGoneError, ChildLateError
from assembler.pages.errors import WorkLostError

_SCRIPT = Path(__file__).with_name("worker.py")
_LOADED = "assembler.pages"
_SECONDS = 300.0
"""Longest that one piece of work may take elsewhere; a pack of 700 pages is archived in some 10."""
_COUNT = "TEKENKLAAR_PROCESSES"
"""Environment variable: how many processes may compute, this one included; by default one a core, at most four."""
_MOST = 4
_WORTH = 6
"""Pieces of work from which on it pays to start processes."""
_DONE = 0
_T = TypeVar("_T")


class Task(Generic[_T]):
    """A piece of work that was handed in."""

    def __init__(self, crew: "Crew", function: Callable[..., _T], arguments: Sequence[Any]) -> None:
        self._crew = crew
        self._call = (function, tuple(arguments))
        self._outcome: tuple[_T | None, BaseException | None] | None = None

    def result(self) -> _T:
        """What came of it; raises what it raised. While another does it, this process does what else is waiting."""
        self._crew.attend(self)
        assert self._outcome is not None
        value, failure = self._outcome
        if failure is not None:
            raise failure
        return value  # type: ignore[return-value]  # a result, for there is no failure

    @property
    def done(self) -> bool:
        return self._outcome is not None

    def settle(self, value: _T | None, failure: BaseException | None) -> None:
        """Note the outcome, and tell who waits for it."""
        self._outcome = value, failure
        self._crew.wake()

    def run(self) -> None:
        """Do it in this process."""
        function, arguments = self._call
        try:
            self.settle(function(*arguments), None)
        except Exception as failure:  # noqa: BLE001 - raised again where the result is asked for
            self.settle(None, failure)

    def packed(self) -> bytes:
        """What another process needs to do it."""
        return pickle.dumps(self._call, pickle.HIGHEST_PROTOCOL)


class Crew:
    """This process and, once there is enough to do, some others."""

    def __init__(self, others: int) -> None:
        self._others = others
        self._waiting: deque[Task[Any]] = deque()
        self._change = threading.Condition()
        self._children: list[Child] = []
        self._started = False

    @property
    def pids(self) -> list[int]:
        """The other processes that run."""
        return [child.pid for child in self._children if child.pid is not None]

    def start(self) -> None:
        """Let the other processes load already, for work that is about to come."""
        if self._started:
            return
        self._started = True
        for _ in range(self._others):
            child = Child(_SCRIPT, (json.dumps(sys.path), _LOADED), {**os.environ, _COUNT: "1"})
            self._children.append(child)
            threading.Thread(target=self._lead, args=(child,), daemon=True).start()
        atexit.register(self.close)

    def expect(self, heavy: int) -> None:
        """Say how many heavy pieces of work are about to come; more than one is worth starting for."""
        if heavy > 1:
            self.start()

    def submit(self, function: Callable[..., _T], *arguments: Any) -> Task[_T]:
        """Hand in work; ``function`` is one of a module, and it and its arguments can be pickled."""
        task = Task(self, function, arguments)
        with self._change:
            self._waiting.append(task)
            self._change.notify_all()
        return task

    def map(self, function: Callable[..., _T], *columns: Iterable[Any]) -> Iterator[_T]:
        """``function`` of each row, in order. When one fails or the caller leaves, what was not begun is dropped."""
        tasks = [self.submit(function, *row) for row in zip(*columns, strict=True)]
        if len(tasks) >= _WORTH:
            self.start()
        try:
            for task in tasks:
                yield task.result()
        finally:
            with self._change:
                self._waiting = deque(task for task in self._waiting if task not in tasks)

    def attend(self, wanted: Task[Any]) -> None:
        """Work until that one is done."""
        while not wanted.done:
            task = self._taken(wanted)
            if task is not None:
                task.run()
                continue
            with self._change:
                self._change.wait_for(lambda: wanted.done or bool(self._waiting))

    def wake(self) -> None:
        """Something is done."""
        with self._change:
            self._change.notify_all()

    def close(self) -> None:
        """End the other processes."""
        for child in self._children:
            child.end()

    def _taken(self, wanted: Task[Any] | None = None) -> Task[Any] | None:
        with self._change:
            if wanted is not None and wanted in self._waiting:
                self._waiting.remove(wanted)
                return wanted
            return self._waiting.popleft() if self._waiting else None

    def _lead(self, child: Child) -> None:
        """Hand work to one process, for as long as there is one."""
        try:
            child.ask(b"", _SECONDS)
        except (OSError, ChildGoneError, ChildLateError):
            return
        while True:
            with self._change:
                self._change.wait_for(lambda: bool(self._waiting))
                task = self._waiting.popleft()
            task.settle(*_elsewhere(child, task))


def _elsewhere(child: Child, task: Task[Any]) -> tuple[Any, BaseException | None]:
    try:
        status, payload = child.ask(task.packed(), _SECONDS)
        outcome = pickle.loads(payload)  # noqa: S301 - from our own process, over a pipe that only we hold
    except (ChildGoneError, ChildLateError):
        return None, WorkLostError()
    except Exception as failure:  # noqa: BLE001 - raised again where the result is asked for
        return None, failure
    return (outcome, None) if status == _DONE else (None, _again(*outcome))


def _again(kind: type[Exception], arguments: tuple[Any, ...], facts: dict[str, Any]) -> Exception:
    """An error as it was in the other process."""
    failure = kind.__new__(kind, *arguments)
    failure.args = arguments
    vars(failure).update(facts)
    return failure


@cache
def crew() -> Crew:
    """The crew of this program."""
    named = os.environ.get(_COUNT, "")
    return Crew((int(named) if named.isdecimal() else min(_MOST, os.cpu_count() or 1)) - 1)


def warm_up() -> None:
    """Say that many documents are coming, so that the other processes load while the Word files are being filled."""
    crew().start()
