"""The default engine, installed by pip: dxpdf, always in a child process with limits."""

import atexit
import importlib.metadata
import importlib.util
import os
import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from assembler.pages.child import Child, ChildGoneError, ChildLateError
from assembler.pages.engine import Converted, Limits, register
from assembler.pages.environment import child_environment
from assembler.pages.errors import (
    EngineCrashedError,
    EngineMissingError,
    EngineRefusedError,
    EngineTimeoutError,
)
from assembler.pages.fonts import FontSet, font_set

NAME = "embedded"
LIMITS = Limits()
_SCRIPT = Path(__file__).with_name("converter.py")
_DONE = 0


class EmbeddedEngine:
    """dxpdf in as many children as there are cores; a child serves many documents."""

    name = NAME
    tags = False  # its structure tree holds headings only, which is worse than none

    def __init__(self, workers: int | None = None, limits: Limits = LIMITS, fonts: FontSet | None = None) -> None:
        if importlib.util.find_spec("dxpdf") is None:
            raise EngineMissingError(NAME, "installeer het pakket dxpdf (pip install dxpdf)")
        self._limits = limits
        count = workers or os.cpu_count() or 1
        self._idle: queue.LifoQueue[Child] = queue.LifoQueue()
        for _ in range(count):
            self._idle.put(self._child(fonts or font_set()))
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="dxpdf")
        atexit.register(self.close)

    @property
    def version(self) -> str:
        return f"dxpdf {importlib.metadata.version('dxpdf')}"

    def convert_batch(self, docs: Sequence[bytes]) -> list[Converted]:
        if len(docs) == 1:
            return [self._convert(docs[0])]
        return list(self._pool.map(self._convert, docs))

    def destination(self, bookmark: str) -> str:
        return bookmark

    def close(self) -> None:
        """End all children."""
        self._pool.shutdown(cancel_futures=True)
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def _child(self, fonts: FontSet) -> Child:
        limits = (str(self._limits.memory), str(max(1, round(self._limits.seconds))))
        return Child(_SCRIPT, limits, child_environment(fonts))

    @contextmanager
    def _borrowed(self) -> Iterator[Child]:
        child = self._idle.get()
        try:
            yield child
        finally:
            self._idle.put(child)

    def _convert(self, docx: bytes) -> Converted:
        with self._borrowed() as child:
            try:
                status, payload = child.ask(docx, self._limits.seconds)
            except ChildGoneError:
                return EngineCrashedError(NAME)
            except ChildLateError:
                return EngineTimeoutError(NAME, self._limits.seconds)
        if status == _DONE:
            return payload
        return EngineRefusedError(NAME, payload.decode("utf-8", "replace"))


register(NAME, EmbeddedEngine)
