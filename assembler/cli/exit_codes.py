"""Exit statuses of the command line; other programs lean on these numbers."""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    ATTENTION = 1
    """Done, and something needs a person: a finding of severity error."""
    USAGE = 2
    INVALID = 3
    """The input is not valid."""
    REFUSED = 4
    """A rule of the paperwork forbids it."""
    COMPONENT = 5
    """A needed component is missing or failed."""
    INTERRUPTED = 130
