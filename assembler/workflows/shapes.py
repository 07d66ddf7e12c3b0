"""Which facts a template may use: those of the complete example dossier, for the kind of document it is."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assembler.dossier import Dossier
from assembler.workflows.assemble import Assembly
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import stukken


@cache
def _example() -> Assembly:
    return Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))


def shape_of(path: Path) -> Mapping[str, Any]:
    """Facts for the kind of document that the file is named after; for another name, those every document has."""
    example = _example()
    same_kind = (stuk for stuk in stukken(example.facts) if stuk.soort == path.stem)
    stuk = next(same_kind, None)
    return example.mapping(stuk) if stuk else example.facts
