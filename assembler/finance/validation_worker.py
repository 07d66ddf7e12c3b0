"""A process that holds e-invoices against EN 16931. Run by its path: ``python -I validation_worker.py PATHS SHEET``.

PATHS is the module path of the program, as JSON; SHEET the compiled rules (XSLT). The rules run in SaxonC, which takes
the whole interpreter down when threads use it: so it runs here, alone, started once and asked many times. A request is
a length (4 bytes, big endian) and a UBL document; an answer one status byte (0 done, 1 failed), a length, and the
report (SVRL) or a message. It ends when the program closes the pipe.
"""

import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

_HEAD = struct.Struct(">I")
_ANSWER = struct.Struct(">BI")
DONE, FAILED = 0, 1


def serve(source: BinaryIO, sink: BinaryIO, report: Callable[[str], str]) -> None:
    """Answer until the other side is gone."""
    while len(head := source.read(_HEAD.size)) == _HEAD.size:
        status, payload = answer(source.read(_HEAD.unpack(head)[0]), report)
        sink.write(_ANSWER.pack(status, len(payload)) + payload)
        sink.flush()


def answer(document: bytes, report: Callable[[str], str]) -> tuple[int, bytes]:
    """The report on one document; what goes wrong is an answer too."""
    try:
        return DONE, report(document.decode()).encode()
    except Exception as failure:  # noqa: BLE001 - the shell of this process
        return FAILED, str(failure).encode()


def main() -> None:
    """Compile the rules once, then serve; the interrupt key is for the program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:] = json.loads(sys.argv[1])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from saxonche import PySaxonProcessor  # type: ignore[import-not-found]  # an extension without types

    with PySaxonProcessor(license=False) as saxon:
        rules = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[2])
        try:
            serve(
                sys.stdin.buffer,
                replies,
                lambda text: rules.transform_to_string(xdm_node=saxon.parse_xml(xml_text=text)),
            )
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    main()
