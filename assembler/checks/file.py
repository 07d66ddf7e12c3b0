"""Findings over one file: a dossier or a Word template."""

import errno
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assembler.checks.facts import check_facts
from assembler.checks.finding import Finding
from assembler.checks.template import check_template
from assembler.dossier import Dossier, view

DOSSIER_SUFFIXES = (".yaml", ".yml")
WORD_SUFFIXES = (".docx", ".dotx", ".docm")


class UnknownFileKindError(Exception):
    """A file that is neither a dossier nor a Word template."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: dit is geen dossier (map of .yaml) en geen Word-sjabloon (.docx); noem een van deze twee."
        )


def check_file(path: str | Path, dossier: Dossier | Mapping[str, Any] | None = None) -> tuple[Finding, ...]:
    """Findings over the file at ``path``, which stand in that order in the file.

    ``dossier`` gives the facts that a template is held against: a dossier, or the mapping that would fill it.
    Raises DossierError for a dossier that cannot be read, FileNotFoundError for none, UnknownFileKindError for another
    kind of file.
    """
    file = Path(path)
    if file.is_dir() or file.suffix.lower() in DOSSIER_SUFFIXES:
        found = check_facts(Dossier.load(file))
    elif file.suffix.lower() in WORD_SUFFIXES:
        found = check_template(file, view.agreement(dossier) if isinstance(dossier, Dossier) else dossier)
    elif not os.path.exists(file):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    else:
        raise UnknownFileKindError(file)
    return tuple(replace(finding, file=str(path)) for finding in found)
