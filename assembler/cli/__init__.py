"""The command line: parses input, calls one use-case, shows the result. Holds no rules of its own."""

import os
import signal
import sys


def main() -> None:
    """Run the command line; an interrupt while it is still loading ends it as quietly as one later on.

    While loading, the program is left at once: an exception could be swallowed by whatever is being imported, and
    nothing has been made yet that would have to be put away.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    from assembler.cli.main import main as run  # takes most of the start

    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


def _leave(*_: object) -> None:
    sys.stderr.write("Afgebroken; er is niets half weggeschreven.\n")
    sys.stderr.flush()
    os._exit(130)


__all__ = ["main"]
