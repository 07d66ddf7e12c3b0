"""The child that turns Word files into PDF with the embedded engine. Run by its path, without the rest of the program.

It is started on its own (``python -I converter.py MEMORY CPU``), so that nothing of the parent is in it, and speaks
frames over standard input and output: a request is a length (4 bytes, big endian) and the bytes of a .docx; an answer
is one status byte (0 done, 1 refused), a length and the bytes of the PDF or of a message in UTF-8. A hostile file can
take this process down and nothing else.
"""

import os
import struct
import sys
from typing import BinaryIO

_HEAD = struct.Struct(">I")
_ANSWER = struct.Struct(">BI")
DONE, REFUSED = 0, 1


def limit(memory: int, cpu: int | None = None) -> None:
    """Bound this process: bytes of address space, no core file; ``cpu`` seconds more than used so far."""
    try:
        import resource
    except ImportError:  # not on this platform: the wall clock of the parent is what remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if cpu is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + cpu, hard))


def read_exactly(source: BinaryIO, count: int) -> bytes | None:
    """``count`` bytes, or None when the other side is gone."""
    data = source.read(count)
    return data if len(data) == count else None


def answer(docx: bytes) -> tuple[int, bytes]:
    """Convert one document; a panic of the engine is an answer too."""
    import dxpdf

    try:
        return DONE, bytes(dxpdf.convert(docx))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as failure:  # noqa: BLE001 - the shell of this process; Rust panics are no Exceptions
        return REFUSED, " ".join(str(failure).split())[:500].encode()


def read_request(source: BinaryIO) -> bytes | None:
    """The next request, or None when the parent closed the pipe."""
    head = read_exactly(source, _HEAD.size)
    return None if head is None else read_exactly(source, _HEAD.unpack(head)[0])


def send(sink: BinaryIO, status: int, payload: bytes) -> None:
    """One answer."""
    sink.write(_ANSWER.pack(status, len(payload)) + payload)
    sink.flush()


def serve(source: BinaryIO, sink: BinaryIO, memory: int, cpu: int) -> None:
    """Answer until the parent closes the pipe."""
    while (docx := read_request(source)) is not None:
        limit(memory, cpu)
        send(sink, *answer(docx))


if __name__ == "__main__":
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, replies, int(sys.argv[1]), int(sys.argv[2]))
