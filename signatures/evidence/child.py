"""The child process in which returned files are opened: asked by frames, bounded, replaced when it dies or is late."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signatures.evidence import frames

_SCRIPT = Path(__file__).with_name("examiner.py")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True)
class ChildLimits:
    """What the child may use for one file."""

    memory: int = 3 << 30
    """Bytes of address space."""
    cpu: int = 300
    """Seconds of processor time."""
    seconds: float = 400.0
    """Seconds on the wall clock, on a machine at rest; up to eight times as many where others use it too."""


class ChildGoneError(Exception):
    """The child died before it answered, or answered nonsense."""


class ChildLateError(Exception):
    """The child did not answer in time and was ended."""


class Child:
    """A process started from its own file, that shares nothing with this one but two pipes."""

    def __init__(self, limits: ChildLimits | None = None) -> None:
        self.limits = limits or ChildLimits()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, head: dict[str, Any], files: Sequence[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Put one question and wait for the answer. Raises ChildGoneError or ChildLateError."""
        with self._lock:
            process = self._alive()
            late = threading.Event()
            timer = threading.Timer(self.limits.seconds * _crowd(), _end_late, (process, late))
            timer.start()
            try:
                return _exchange(process, head, files)
            except (OSError, EOFError, ValueError):
                self._end()
                raise (ChildLateError if late.is_set() else ChildGoneError) from None
            except BaseException:
                self._end()
                raise
            finally:
                timer.cancel()

    def close(self) -> None:
        """End the process; the next question starts a new one."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _alive(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(_SCRIPT), str(self.limits.memory), str(self.limits.cpu)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
        return self._process


def _crowd() -> float:
    """How many programs want each processor, from 1 to 8: how much longer the same work takes on the wall clock."""
    if not hasattr(os, "getloadavg"):
        return 1.0
    return min(8.0, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))


def _environment() -> dict[str, str]:
    """Nothing of this machine but where its libraries are; one thread, since each one more takes address space."""
    kept = (
        "PATH",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "SYSTEMROOT",
        "TMPDIR",
        "TEMP",
        "http_proxy",
        "https_proxy",
        "no_proxy",
    )
    return {**{key: os.environ[key] for key in kept if key in os.environ}, "LC_ALL": "C.UTF-8", **_ONE_THREAD}


def _exchange(
    process: "subprocess.Popen[bytes]", head: dict[str, Any], files: Sequence[bytes]
) -> tuple[dict[str, Any], list[bytes]]:
    assert process.stdin is not None and process.stdout is not None
    frames.write(process.stdin, head, files)  # type: ignore[arg-type]
    return frames.read(process.stdout)  # type: ignore[arg-type]


def _end_late(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    _kill(process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the process with all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
