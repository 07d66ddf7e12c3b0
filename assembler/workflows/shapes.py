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
    """Facts for the kind of document that the file is named after; for another name, those of every kind together."""
    example = _example()
    of_kind = {stuk.soort: stuk for stuk in stukken(example.facts)}
    if path.stem in of_kind:
        return example.mapping(of_kind[path.stem])
    return {name: value for stuk in of_kind.values() for name, value in example.mapping(stuk).items()}
