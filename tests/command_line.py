"""What a command left behind, and the dossiers that specifications run commands on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assembler.cli.exit_codes import Exit
from assembler.workflows.places import EXAMPLES

READY, CONCEPT = str(EXAMPLES / "tekenklaar"), str(EXAMPLES / "concept")


@dataclass(frozen=True)
class Outcome:
    status: Exit
    out: str
    err: str


Command = Callable[..., Outcome]


@dataclass(frozen=True)
class Made:
    """A place with a workspace and the files beside it."""

    place: Path
    submissions: tuple[str, ...] = ()
    """Ids, in the order flevoland, noord-holland, utrecht, zuid-holland; the last one came on paper."""
