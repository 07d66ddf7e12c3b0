"""The rows of a YAML file: ``post: bedrag`` lines, or the list that ``realisatie`` in a dossier is."""

from collections.abc import Iterator
from typing import Any

from assembler.dossier.loader import decode
from assembler.dossier.mistakes import DossierError, Path
from assembler.dossier.yaml_tree import Tree, parse_tree
from assembler.finance.actuals_table import TableError, Uitgaveregel

_RULE = "het bestand noemt per post één bedrag"
_REMEDY = "schrijf per regel: Communicatie: 25000.00"


def yaml_rows(data: bytes) -> list[Uitgaveregel]:
    """Raises TableError where the file has another shape, DossierError where it is no YAML."""
    tree, mistakes = parse_tree(decode(data, ""), "")
    if mistakes:
        raise DossierError(mistakes)
    value: Any = tree.value
    here: Path = ()
    if isinstance(value, dict) and set(value) == {"realisatie"}:
        value, here = value["realisatie"], ("realisatie",)
    if isinstance(value, dict):
        return [_row(tree, (*here, post), post, bedrag) for post, bedrag in value.items()]
    if isinstance(value, list):
        return list(_listed(tree, here, value))
    raise TableError("hier staan geen posten met bedragen", _RULE, _REMEDY)


def _listed(tree: Tree, here: Path, entries: list[Any]) -> Iterator[Uitgaveregel]:
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict) or set(entry) != {"post", "bedrag"}:
            line = tree.lines.get((*here, number))
            raise TableError("dit deel heeft niet precies de velden post en bedrag", _RULE, _REMEDY, line)
        yield _row(tree, (*here, number), entry["post"], entry["bedrag"])


def _row(tree: Tree, path: Path, post: object, bedrag: object) -> Uitgaveregel:
    amount = bedrag if isinstance(bedrag, str) else "" if bedrag is None else "?"
    return Uitgaveregel(
        tree.lines.get(path) or 1, str(post), amount, "schrijf het als 1234.56; niets uitgegeven is 0.00"
    )
