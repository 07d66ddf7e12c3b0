"""A process that works alongside the program on the same things. Run by its path: ``python -I worker.py PATHS MODULE``.

PATHS is the module path of the program, as JSON; MODULE is loaded before the first answer. It speaks frames over
standard input and output: a request is a length (4 bytes, big endian) and a pickled function with its arguments, or
nothing to ask whether it is ready; an answer is one status byte (0 done, 1 failed), a length, and the pickled result or
error. It ends when the program closes the pipe or is gone.
"""

import importlib
import json
import os
import pickle
import signal
import struct
import sys
from typing import BinaryIO

_HEAD = struct.Struct(">I")
_ANSWER = struct.Struct(">BI")
DONE, FAILED = 0, 1


def answer(request: bytes) -> tuple[int, bytes]:
    """Do one piece of work; what goes wrong in it is an answer too."""
    if not request:
        return DONE, b""
    try:
        function, arguments = pickle.loads(request)  # noqa: S301 - from the program, over a pipe that only it holds
        return DONE, pickle.dumps(function(*arguments), pickle.HIGHEST_PROTOCOL)
    except Exception as failure:  # noqa: BLE001 - the shell of this process; the program raises it again
        return FAILED, told(failure)


def told(failure: Exception) -> bytes:
    """An error in a form that needs no call of its class, whose arguments are facts and not the sentence."""
    try:
        return pickle.dumps((type(failure), failure.args, vars(failure)), pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - whatever it holds that cannot travel
        return pickle.dumps((RuntimeError, (f"{type(failure).__name__}: {failure}",), {}))


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer until the other side is gone."""
    while len(head := source.read(_HEAD.size)) == _HEAD.size:
        status, payload = answer(source.read(_HEAD.unpack(head)[0]))
        sink.write(_ANSWER.pack(status, len(payload)) + payload)
        sink.flush()


def main() -> None:
    """Leave the interrupt key to the program, load what is needed, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:] = json.loads(sys.argv[1])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    importlib.import_module(sys.argv[2])
    try:
        serve(sys.stdin.buffer, replies)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
