"""One child process that answers framed requests, replaced when it dies or does not answer in time."""

import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_HEAD = struct.Struct(">I")
_ANSWER = struct.Struct(">BI")


class ChildGoneError(Exception):
    """The child died before it answered."""


class ChildLateError(Exception):
    """The child did not answer in time and was killed."""


class Child:
    """A worker started from its own file, so that it shares nothing with this process but two pipes."""

    def __init__(self, script: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = [sys.executable, "-I", str(script), *arguments]
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._served = False
        self._over = False

    def ask(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        """Send one request; status byte and payload of the answer. Raises ChildGoneError or ChildLateError.

        A child that served before and is found dead is replaced once: what killed it may be another's doing.
        """
        served, self._served = self._served, True
        try:
            return self._ask(request, seconds)
        except ChildGoneError:
            if not served:
                raise
            return self._ask(request, seconds)

    def _ask(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        process = self._alive()
        late = threading.Event()
        timer = threading.Timer(seconds, self._kill, (process, late))
        timer.start()
        try:
            return _exchange(process, request)
        except (OSError, EOFError):
            self.close()
            raise (ChildLateError if late.is_set() else ChildGoneError) from None
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process for good; a request that it works on fails."""
        self._over = True
        self.close()

    def close(self) -> None:
        """End the process; the next request starts a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                _shut(pipe)

    @property
    def pid(self) -> int | None:
        """The process id, while one runs."""
        return self._process.pid if self._process else None

    def _alive(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._over:
            raise ChildGoneError
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            )
        return self._process

    @staticmethod
    def _kill(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
        late.set()
        process.kill()


def _shut(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        return


def _exchange(process: "subprocess.Popen[bytes]", request: bytes) -> tuple[int, bytes]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(_HEAD.pack(len(request)) + request)
    process.stdin.flush()
    status, length = _ANSWER.unpack(_exactly(process.stdout, _ANSWER.size))
    return status, _exactly(process.stdout, length)


def _exactly(source: IO[bytes], count: int) -> bytes:
    data = source.read(count)
    if len(data) != count:
        raise EOFError
    return data
