"""The command line: parses input, calls one use-case, shows the result. Holds no rules of its own."""

from assembler.cli.main import main

__all__ = ["main"]
