"""Telling the shell how far a workflow is; a shell that shows nothing passes `silent`."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a step (Dutch, such as "Pakketten samenstellen"), how many are done and how many there are."""


def silent(step: str, done: int, total: int) -> None:
    """Show nothing."""
