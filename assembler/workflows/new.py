"""A fresh dossier folder from one of the examples."""

from pathlib import Path

from assembler.workflows.errors import FolderNotEmptyError
from assembler.workflows.output import write_file
from assembler.workflows.places import EXAMPLES

EXAMPLE_NAMES = ("concept", "tekenklaar")


def new(folder: Path, example: str = "concept") -> Path:
    """Copy the example dossier into ``folder``, which must be absent or empty; returns the path of dossier.yaml."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmptyError(folder)
    return copy_example(example, folder)


def copy_example(example: str, folder: Path) -> Path:
    """Write the files of an example into ``folder``, over earlier ones; returns the path of dossier.yaml."""
    source = EXAMPLES / example
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        write_file(folder / file.relative_to(source), file.read_bytes())
    (folder / "bijlagen").mkdir(exist_ok=True)
    return folder / "dossier.yaml"
