"""The dossier: all facts of one agreement, validated once and frozen."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError

from assembler.dossier.aanbieding import Aanbieding
from assembler.dossier.aanvaarding import KEY, Aanvaarding
from assembler.dossier.bijlage import Bijlage
from assembler.dossier.feit import Feit, Frozen
from assembler.dossier.jaar import Jaar
from assembler.dossier.loader import FILE_NAME, find_file, read_text
from assembler.dossier.mistakes import DossierError, Mistake, Path, written
from assembler.dossier.overeenkomst import Jaartal, Overeenkomst
from assembler.dossier.partij import Partij, Sleutel
from assembler.dossier.references import conflicts
from assembler.dossier.structure import explained, line_of
from assembler.dossier.tekst import as_line
from assembler.dossier.verlenging import Verlenging
from assembler.dossier.volmacht import VolmachtVoorwaarden
from assembler.dossier.yaml_tree import Tree, parse_tree

T = TypeVar("T")
_EMPTY = ("het bestand is leeg", "een dossier bevat ten minste de partijen", "begin er een met tekenklaar new")
SchemaVersion = Annotated[Literal["1"], BeforeValidator(as_line)]


class Dossier(Feit):
    """Everything the documents of one agreement are made from.

    ``Dossier.load`` reads a file, ``Dossier.from_facts`` plain Python values; both raise ``DossierError`` with every
    mistake. A value that is not known yet is None; ``open_points`` tells which of those are needed before issue.
    """

    dossier: SchemaVersion
    """Version of this file format."""
    overeenkomst: Overeenkomst = Overeenkomst()
    partijen: tuple[Partij, ...]
    """In the order of the preamble; 2 to 400."""
    penvoerder: Annotated[Mapping[Jaartal, Sleutel | None], Frozen] = Field(default={}, validate_default=True)
    """Lead partij per year; a year without an entry has none."""
    jaren: Annotated[Mapping[Jaartal, Jaar], Frozen] = Field(default={}, validate_default=True)
    bijlagen: tuple[Bijlage, ...] = ()
    volmacht: VolmachtVoorwaarden = VolmachtVoorwaarden()
    aanbieding: Aanbieding = Aanbieding()
    verlenging: Verlenging | None = None
    aanvaard: tuple[Aanvaarding, ...] = ()
    """Findings that a person leaves as they are."""

    _lines: Mapping[Path, int] = PrivateAttr(default_factory=dict)
    _open_marks: frozenset[Path] = PrivateAttr(default=frozenset())
    _folder: FilePath | None = PrivateAttr(default=None)
    _file: str = PrivateAttr(default=FILE_NAME)
    _remembered: dict[str, Any] = PrivateAttr(default_factory=dict)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a ``dossier.yaml`` or the folder that holds it; DossierError with every mistake in it."""
        file = find_file(path)
        return cls.from_text(read_text(file), folder=file.parent, file=file.name)

    @classmethod
    def from_text(cls, text: str, *, folder: FilePath | None = None, file: str = FILE_NAME) -> Self:
        """Read YAML text; files of annexes are looked for in ``folder``, when given."""
        tree, mistakes = parse_tree(text, file)
        if tree.value is None:
            raise DossierError([Mistake("", None, *_EMPTY, file)])
        return cls._from_tree(tree, mistakes, folder, file)

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any], *, folder: FilePath | None = None) -> Self:
        """Build from plain values (dict, list, str, int, Decimal, date, None)."""
        return cls._from_tree(Tree(dict(facts), {}), [], folder, FILE_NAME)

    @classmethod
    def _from_tree(cls, tree: Tree, mistakes: Iterable[Mistake], folder: FilePath | None, file: str) -> Self:
        found = list(mistakes)
        dossier = None
        try:
            dossier = cls.model_validate(tree.value)
        except ValidationError as error:
            found += explained(error, cls, tree.lines, file)
        told = {one.path for one in found}
        for path, what, rule, remedy in conflicts(tree.value, folder):
            if written(path) in told:
                continue  # one mistake at a place is enough to go and look
            found.append(Mistake(written(path), line_of(path, tree.lines), what, rule, remedy, file))
        if dossier is None or found:
            raise DossierError(found)
        dossier._lines, dossier._open_marks = tree.lines, frozenset(tree.open_marks)
        dossier._folder, dossier._file = folder, file
        return dossier

    @property
    def folder(self) -> FilePath | None:
        """The folder that the dossier was read from; None when it was built from values."""
        return self._folder

    @property
    def file(self) -> str:
        """Name of the file, for findings."""
        return self._file

    @property
    def open_marks(self) -> frozenset[Path]:
        """Paths at which the file says ``open`` in so many words."""
        return self._open_marks

    def line_of(self, path: Path) -> int | None:
        """The line on which ``path``, or else the group around it, stands."""
        return line_of(path, self._lines)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the facts in canonical form: layout, comments and key order do not matter, and neither do
        accepted findings, which change no document."""
        facts = self.model_dump(mode="json", exclude={KEY})
        canonical = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    @property
    def jaar(self) -> int | None:
        """Year of the agreement: that of its end date, else the last year of which there are facts."""
        if self.overeenkomst.einddatum:
            return self.overeenkomst.einddatum.year
        return max((*self.penvoerder, *self.jaren), default=None)

    def remembered(self, what: str, make: Callable[[Self], T]) -> T:
        """What ``make`` derives from these facts, made once: frozen facts give the same answer each time."""
        if what not in self._remembered:
            self._remembered[what] = make(self)
        found: T = self._remembered[what]
        return found

    def penvoerder_in(self, year: int | None) -> Partij | None:
        """The penvoerder of a year."""
        key = self.penvoerder.get(year) if year is not None else None
        return self.partij(key) if key else None

    def partij(self, key: str) -> Partij:
        """The partij with this key; KeyError when there is none."""
        for partij in self.partijen:
            if partij.sleutel == key:
                return partij
        raise KeyError(key)

    @property
    def volmachtgevers(self) -> tuple[Partij, ...]:
        """Every partij but the penvoerder of the agreement year."""
        penvoerder = self.penvoerder_in(self.jaar)
        return tuple(partij for partij in self.partijen if partij is not penvoerder)
