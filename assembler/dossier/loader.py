"""Finding and reading the file of a dossier: the only place in this package that touches the disk."""

from __future__ import annotations

import codecs
import os
from pathlib import Path as FilePath

from assembler.dossier.mistakes import DossierError, Mistake

FILE_NAME = "dossier.yaml"
MOST_BYTES = 5 * 1024 * 1024


def _refuse(file: str, what: str, rule: str, remedy: str, line: int | None = None) -> DossierError:
    return DossierError([Mistake("", line, what, rule, remedy, file)])


def find_file(path: str | os.PathLike[str]) -> FilePath:
    """The ``dossier.yaml`` that ``path`` (the file or its folder) means; DossierError when there is none."""
    here = FilePath(path)
    if os.path.isdir(here):
        here = here / FILE_NAME
        if not os.path.isfile(here):
            raise _refuse(
                str(path), f"in deze map staat geen {FILE_NAME}", "een dossier is een map met dat bestand",
                "wijs de goede map aan of begin er een met tekenklaar new",
            )  # fmt: skip
    if not os.path.isfile(here):
        raise _refuse(
            str(path), "dit bestand bestaat niet", f"een dossier is een bestand {FILE_NAME} of de map ervan",
            "controleer de naam en de map",
        )  # fmt: skip
    return here


def read_text(file: FilePath) -> str:
    """The text of the file; DossierError when it is unreadable, too large or not UTF-8."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _refuse(
                file.name, "het bestand is groter dan 5 MB", "zo groot wordt een dossier niet",
                "controleer of dit het goede bestand is",
            )  # fmt: skip
        data = file.read_bytes()
    except OSError as error:
        raise _refuse(
            str(file), "het bestand is niet te lezen", f"het systeem meldt: {error.strerror}",
            "controleer of u het mag openen",
        ) from None  # fmt: skip
    return decode(data, file.name)


def decode(data: bytes, name: str) -> str:
    """UTF-8 text, with or without byte order mark; UTF-16 when its mark says so (Windows calls that Unicode)."""
    try:
        if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and data[:4] != codecs.BOM_UTF32_LE:
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse(
            name, "het bestand bevat tekens die geen UTF-8 zijn", "een dossier is opgeslagen als UTF-8",
            "sla het in de tekstverwerker opnieuw op met de codering UTF-8", data.count(b"\n", 0, error.start) + 1,
        ) from None  # fmt: skip
