"""The child that opens returned files. Run by its path, with limits; a hostile file can take it down and nothing else.

``python -I examiner.py MEMORY CPU`` speaks frames over standard input and output (see ``frames``). Where the platform
can fork, each file is opened in a process of its own that ends with the answer, so that no file meets what another left
behind, while the libraries are loaded once.
"""

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[2]))

from signatures.evidence import frames
from signatures.evidence.refusals import unreadable
from signatures.evidence.returned import examine
from signatures.evidence.verdict import Outcome, to_plain

CHECK, PICTURE = "check", "picture"
_BROKEN = "Het bestand kon niet worden gelezen: het is beschadigd, of op een ongewone manier gemaakt."
_TOO_LARGE = "Het bestand kon niet worden gelezen: het is te diep genest, of vroeg te veel geheugen."


def limit(memory: int, cpu: int) -> None:
    """Bound this process: bytes of address space, seconds of CPU beyond those used, no core file."""
    try:
        import resource
    except ImportError:  # not on this platform: the wall clock of the parent is what remains
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = int(usage.ru_utime + usage.ru_stime) + cpu
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))


def answer(head: dict[str, Any], files: Sequence[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Head and files of the answer to one question; a failure of any kind is an answer too."""
    if head["question"] == PICTURE:
        from signatures.evidence.sides import crop

        return {}, [crop(files[0], head["page"], frames.pack_rect(head["rect"]))]
    outcome = _judged(head, files)
    return to_plain(outcome), [picture.png for picture in outcome.pictures]


def _judged(head: dict[str, Any], files: Sequence[bytes]) -> Outcome:
    data, name, received_at = files[0], head["name"], datetime.fromisoformat(head["received_at"])
    count = len(head["packs"])
    packs = [frames.pack_from_plain(plain, issued) for plain, issued in zip(head["packs"], files[1:], strict=False)]
    try:
        return examine(data, name, packs, received_at, frames.trust_from_parts(head["trust"], files[1 + count :]))
    except (KeyboardInterrupt, SystemExit):
        raise
    except (RecursionError, MemoryError):
        return unreadable(data, name, received_at, _TOO_LARGE)
    except BaseException:  # noqa: BLE001 - the shell of this process
        return unreadable(data, name, received_at, _BROKEN)


def serve(source: BinaryIO, sink: BinaryIO, memory: int, cpu: int) -> None:
    """Answer until the parent closes the pipe."""
    while True:
        try:
            head, files = frames.read(source)
        except EOFError:
            return
        if hasattr(os, "fork"):
            sink.write(_apart(head, files, memory, cpu))
            sink.flush()
        else:
            limit(memory, cpu)
            frames.write(sink, *answer(head, files))


def _apart(head: dict[str, Any], files: Sequence[bytes], memory: int, cpu: int) -> bytes:
    """The answer of a process that lives for this question alone; ends this one when it did not answer."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer_and_end(writing, head, files, memory, cpu)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(3)
    return said


def _answer_and_end(writing: int, head: dict[str, Any], files: Sequence[bytes], memory: int, cpu: int) -> None:
    status = 1
    try:
        limit(memory, cpu)
        reply = io.BytesIO()
        frames.write(reply, *answer(head, files))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(reply.getvalue())
        status = 0
    finally:
        os._exit(status)


def _load() -> None:
    """Load what every question needs, before the first one; the libraries themselves load some of it only when used."""
    with suppress(ImportError):
        import cryptography.hazmat.backends.openssl.backend  # noqa: F401
        import pyhanko.pdf_utils.filters  # noqa: F401

        import signatures.evidence.paper  # noqa: F401


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _load()
    serve(sys.stdin.buffer, replies, int(sys.argv[1]), int(sys.argv[2]))
