"""What is still open: the mark that stands in a draft for a value that must be known before issue."""

from __future__ import annotations

from dataclasses import dataclass

OPEN_START = "\ue000"
OPEN_END = "\ue001"


class Open(str):
    """A value that is not known yet: its Dutch description between two private-use marks.

    It is text, so that it can stand inside a sentence; ``documents`` turns the marked span into a highlighted mark.
    """

    __slots__ = ()

    def __new__(cls, description: str) -> Open:
        return super().__new__(cls, f"{OPEN_START}{description.strip(OPEN_START + OPEN_END)}{OPEN_END}")

    @property
    def description(self) -> str:
        """What is missing, without the marks."""
        return self[1:-1]

    def __getnewargs__(self) -> tuple[str]:
        return (self.description,)


@dataclass(frozen=True)
class OpenPoint:
    """One value that must be known before issue and is not: where it belongs in the file and what it is, in Dutch."""

    path: str
    line: int | None
    what: str
