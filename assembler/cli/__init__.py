"""The command line: parses input, calls one use-case, shows the result. Holds no rules of its own."""

import sys


def main() -> None:
    """Run the command line; an interrupt while it is still loading ends it as quietly as one later on."""
    try:
        from assembler.cli.main import main as run  # takes most of the start: inside the try
    except KeyboardInterrupt:
        sys.stderr.write("Afgebroken; er is niets half weggeschreven.\n")
        sys.exit(130)
    run()


__all__ = ["main"]
