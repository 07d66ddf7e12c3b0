"""A fresh dossier folder from one of the examples."""

import shutil
from pathlib import Path

from assembler.workflows.errors import FolderNotEmptyError
from assembler.workflows.places import EXAMPLES

EXAMPLE_NAMES = ("concept", "tekenklaar")


def new(folder: Path, example: str = "concept") -> Path:
    """Copy the example dossier into ``folder``, which must be absent or empty; returns the path of dossier.yaml."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmptyError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(EXAMPLES / example, folder, dirs_exist_ok=True)
    (folder / "bijlagen").mkdir(exist_ok=True)
    return folder / "dossier.yaml"
