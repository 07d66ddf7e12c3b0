"""The seam behind which a PDF engine stands. It is kept thin: a young engine can be replaced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assembler.pages.errors import ConversionError, UnknownEngineError

Converted = bytes | ConversionError
"""The PDF of one document, or why there is none."""


@dataclass(frozen=True)
class Limits:
    """What a child may use for one document."""

    seconds: float = 60.0
    """Wall clock and processor time, in seconds."""
    memory: int = 2 * 1024**3
    """Address space of one child, in bytes."""


class PdfEngine(Protocol):
    """Turns Word files into PDF. Equal bytes in, equal pages out."""

    @property
    def name(self) -> str:
        """As on the command line: ``embedded`` or ``libreoffice``."""

    @property
    def version(self) -> str:
        """Name and release of the program underneath, recorded with each document."""

    @property
    def tags(self) -> bool:
        """Whether its PDF carries a structure tree worth keeping."""

    def convert_batch(self, docs: Sequence[bytes]) -> list[Converted]:
        """One result per document, in order. A document that fails does not touch the others."""

    def destination(self, bookmark: str) -> str:
        """The name under which a Word bookmark is a named destination in the PDF."""


_MAKERS: dict[str, Callable[[], PdfEngine]] = {}
_RUNNING: dict[str, PdfEngine] = {}


def register(name: str, maker: Callable[[], PdfEngine]) -> None:
    """Make an engine known under a name."""
    _MAKERS[name] = maker


def engine_named(name: str) -> PdfEngine:
    """The engine of that name, started once per process; never another one in its place.

    Raises UnknownEngineError, or EngineMissingError when it is not installed.
    """
    if name not in _MAKERS:
        raise UnknownEngineError(name, sorted(_MAKERS))
    if name not in _RUNNING:
        _RUNNING[name] = _MAKERS[name]()
    return _RUNNING[name]
