"""YAML read as a tree of text: mappings, lists and the words as they stand, each with its line.

Nothing is guessed from the look of a word (``01234567`` stays eight digits, ``1.0`` a version, ``40000.10`` exact),
because the fields of the model say what they hold. ``~``, an empty value and the word ``open`` are None: not known
yet. Limits keep a hostile file from costing more than a large honest one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from assembler.dossier.mistakes import DossierError, Mistake, Path, written

MOST_DEPTH = 20
MOST_ALIASES = 100
MOST_VALUES = 500_000
_EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
_OPEN_MARKS = frozenset({"open", "Open", "OPEN"})
_MERGE = "<<"
_TRANSLATIONS = (
    ("cannot start any token", "hier staat een teken dat YAML niet kent, zoals een tab of een apenstaartje"),
    ("mapping values are not allowed", "hier staat een dubbele punt te veel of springt de regel verkeerd in"),
    ("unexpected end of stream", "een aanhalingsteken is niet gesloten"),
    ("could not find expected ':'", "na een sleutel ontbreekt de dubbele punt"),
    ("expected ',' or", "een lijst of groep tussen haken is niet gesloten"),
    ("expected <block end>", "de regel springt verkeerd in"),
    ("undefined alias", "hier wordt verwezen naar een anker (*) dat niet bestaat"),
    ("unknown escape", "na een backslash tussen dubbele aanhalingstekens staat een onbekend teken"),
)


@dataclass
class Tree:
    """The values of a file and the line on which each stands."""

    value: Any
    lines: dict[Path, int]
    open_marks: set[Path] = field(default_factory=set)
    """Values for which the file says in so many words that they are open."""


_SECOND = "(tweede keer)"


class _Refused(Exception):
    def __init__(self, what: str, rule: str, remedy: str, path: Path, line: int) -> None:
        self.mistake = Mistake(written(path), line, what, rule, remedy)


class _Builder:
    """Builds the tree from parser events, one value at a time."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.lines: dict[Path, int] = {}
        self.open_marks: set[Path] = set()
        self.mistakes: list[Mistake] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.values = 0

    def build(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line + 1
        self.lines[path] = line
        self._count(1, path, line)
        if isinstance(event, AliasEvent):
            return self._alias(event, path, line)
        before = self.values
        self._refuse_tag(event, path, line)
        value = self._value(event, path, line)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.values - before + 1)
        return value

    def _value(self, event: Any, path: Path, line: int) -> Any:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MOST_DEPTH:
            raise _Refused(
                "het bestand is te diep genest",
                f"er zijn hoogstens {MOST_DEPTH} niveaus",
                "maak de opbouw vlakker",
                path,
                line,
            )
        return self._mapping(path) if isinstance(event, MappingStartEvent) else self._sequence(path)

    def _scalar(self, event: ScalarEvent, path: Path) -> str | None:
        text: str = event.value
        if text in _OPEN_MARKS:
            self.open_marks.add(path)
            return None
        if (event.style is None and text in _EMPTY_WORDS) or not text.strip():
            return None
        return text

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.build(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, ScalarEvent):
                raise _Refused(
                    "een groep of lijst staat op de plaats van een sleutel", "een sleutel is één woord",
                    "zet de sleutel voor de dubbele punt", path, line,
                )  # fmt: skip
            key = event.value
            here = (*path, key)
            if key in items:
                self._duplicate(here, line)
                self.build(next(self.events), (*path, _SECOND))  # the first counts; what follows from this is noise
                continue
            items[key] = self.build(next(self.events), here)
            self.lines[here] = line
        return self._merged(items, path) if _MERGE in items else items

    def _merged(self, items: dict[str, Any], path: Path) -> dict[str, Any]:
        """The items with those of the groups that `<<` names behind them (YAML 1.1, merge key)."""
        source = items.pop(_MERGE)
        groups = source if isinstance(source, list) else [source]
        if not all(isinstance(group, dict) for group in groups):
            raise _Refused(
                "achter << staat geen groep", "met << neemt een groep de waarden van een andere over",
                "verwijs met * naar een groep of schrijf de waarden voluit", path, self.lines[(*path, _MERGE)],
            )  # fmt: skip
        for group in groups:
            items |= {key: value for key, value in group.items() if key not in items}
        return items

    def _duplicate(self, path: Path, line: int) -> None:
        self.mistakes.append(
            Mistake(
                written(path), line, f'de sleutel "{path[-1]}" staat hier twee keer (ook op regel {self.lines[path]})',
                "elk gegeven heeft één waarde", "haal een van beide weg",
            )
        )  # fmt: skip

    def _alias(self, event: AliasEvent, path: Path, line: int) -> Any:
        self.aliases += 1
        if event.anchor not in self.anchors:
            raise _Refused(
                f"de verwijzing *{event.anchor} wijst naar niets of naar zichzelf", "een anker (&) gaat eraan vooraf",
                "schrijf de waarde voluit", path, line,
            )  # fmt: skip
        if self.aliases > MOST_ALIASES:
            raise _Refused(
                "het bestand bevat te veel verwijzingen (*)", f"er zijn er hoogstens {MOST_ALIASES} toegestaan",
                "schrijf de waarden voluit", path, line,
            )  # fmt: skip
        value, size = self.anchors[event.anchor]
        self._count(size, path, line)
        return value

    def _count(self, values: int, path: Path, line: int) -> None:
        self.values += values
        if self.values > MOST_VALUES:
            raise _Refused(
                "het bestand bevat te veel waarden", f"meer dan {MOST_VALUES} zijn niet toegestaan",
                "verwijder de verwijzingen (*) of splits het dossier", path, line,
            )  # fmt: skip

    def _refuse_tag(self, event: Any, path: Path, line: int) -> None:
        tag = event.tag
        if (tag and not str(tag).startswith("tag:yaml.org,2002:")) or str(tag).startswith("tag:yaml.org,2002:python"):
            raise _Refused(
                f"het type {str(tag)[:40]} is niet toegestaan", "een dossier bevat alleen tekst, lijsten en groepen",
                "haal het type (met uitroepteken) weg", path, line,
            )  # fmt: skip


def _code_point(character: str | int) -> str:
    return f"U+{character if isinstance(character, int) else ord(character[0]):04X}"


def _explained(error: YAMLError) -> Mistake:
    if isinstance(error, ReaderError):
        return Mistake(
            "", None, f"het bestand bevat het teken {_code_point(error.character)}", "YAML kent dat teken niet",
            "verwijder het teken",
        )  # fmt: skip
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "") if isinstance(error, MarkedYAMLError) else ""
    what = next((dutch for english, dutch in _TRANSLATIONS if english in problem), f"de YAML is onleesbaar ({problem})")
    return Mistake(
        "", mark.line + 1 if mark else None, what, "zo is niet te zien welke waarde bij welke sleutel hoort",
        "herstel deze regel of die erboven en lees het dossier opnieuw",
    )  # fmt: skip


def _documents(builder: _Builder) -> Any:
    value: Any = None
    documents = 0
    for event in builder.events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(
                    "het bestand bevat meer dan één YAML-document (---)", "een bestand is één dossier",
                    "zet elk dossier in een eigen map", (), event.start_mark.line + 1,
                )  # fmt: skip
        elif isinstance(event, (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)):
            value = builder.build(event, ())
    return value


def parse_tree(text: str, file: str) -> tuple[Tree, list[Mistake]]:
    """The tree of a YAML text and its duplicate keys; DossierError when the text cannot be read at all."""
    builder = _Builder(iter(YAML(typ="safe", pure=True).parse(text)))
    try:
        value = _documents(builder)
    except _Refused as refused:
        raise DossierError([_at(refused.mistake, file)]) from None
    except YAMLError as error:
        raise DossierError([_at(_explained(error), file)]) from None
    return Tree(value, builder.lines, builder.open_marks), [_at(mistake, file) for mistake in builder.mistakes]


def _at(mistake: Mistake, file: str) -> Mistake:
    return Mistake(mistake.path, mistake.line, mistake.what, mistake.rule, mistake.remedy, file)
