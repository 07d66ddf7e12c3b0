"""A Word template: loaded and compiled once per version, then filled as often as needed."""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Context

from assembler.documents.collecting import RUN_ERRORS, collect
from assembler.documents.compiling import Compiled, FilledPart, compile_template, shelf_of
from assembler.documents.errors import Mistake, OpenPointError, Place, TemplateError
from assembler.documents.field_paths import Field, fields_of
from assembler.documents.language import language
from assembler.documents.numbering_restarts import restarted
from assembler.documents.packing import deflated
from assembler.documents.pictures import packed
from assembler.documents.printing import UnprintableError
from assembler.documents.running import Run
from assembler.documents.scopes import Scopes, scopes_of
from assembler.documents.tags import Tag

_MOST_COMPILED = 64
_compiled: OrderedDict[str, Compiled] = OrderedDict()
_lock = threading.Lock()


class Template:
    """A template in docxtpl's language.

    Fills are safe to run side by side: a fill keeps its state to itself.
    """

    def __init__(self, name: str, digest: str, compiled: Compiled) -> None:
        self.name = name
        self.digest = digest
        """SHA-256 of the template's bytes, in hex."""
        self._compiled = compiled

    @classmethod
    def load(cls, source: str | PathLike[str] | bytes, name: str | None = None) -> Template:
        """The template in a file or in bytes, compiled, or as it was compiled before in this process.

        TemplateError with every mistake in it, OSError when the file cannot be read.
        """
        if isinstance(source, bytes):
            return cls._of(source, name or "(zonder naam)")
        path = Path(fspath(source))
        name = name or path.name
        if path.is_dir():
            raise TemplateError(
                [Mistake("template.no-word-file", Place(name), "is een map", "kies een Word-bestand (.docx)")]
            )
        return cls._of(path.read_bytes(), name)

    @classmethod
    def _of(cls, data: bytes, name: str) -> Template:
        digest = hashlib.sha256(data).hexdigest()
        with _lock:
            compiled = _compiled.get(digest)
            if compiled is not None:
                _compiled.move_to_end(digest)
        if compiled is None:
            compiled = compile_template(data, name)
            with _lock:
                _compiled[digest] = compiled
                while len(_compiled) > _MOST_COMPILED:
                    _compiled.popitem(last=False)
        return cls(name, digest, compiled)

    def fields(self) -> tuple[Field, ...]:
        """Every field that the template uses, with its places; `optional` when every use is guarded."""
        return fields_of(self._compiled, self.name)

    def split_tags(self) -> tuple[tuple[Place, str], ...]:
        """The tags that Word has spread over several runs: place and text. They work, but are hard to edit."""
        return self._places(tag for tag in self._tags() if tag.split and not tag.mixed)

    def mixed_tags(self) -> tuple[tuple[Place, str], ...]:
        """The split tags whose pieces look different: place and text. What is printed looks like the first piece."""
        return self._places(tag for tag in self._tags() if tag.mixed)

    def scopes(self, known: Collection[str] = ()) -> Scopes:
        """The loops of the template, what it prints whole, and slips with its own names.

        ``known``: the names of the values that it will be filled with; a loop that reuses one of them hides it.
        """
        return scopes_of(self._compiled, self.name, frozenset(known))

    def _tags(self) -> Iterator[Tag]:
        return (tag for part in self._compiled.parts for tag in part.source.lines)

    def _places(self, tags: Iterable[Tag]) -> tuple[tuple[Place, str], ...]:
        return tuple((self._compiled.place(self.name, tag), tag.raw) for tag in tags)

    def fill(self, values: Mapping[str, Any], allow_open: bool = True) -> bytes:
        """The filled document as the bytes of a .docx.

        FillError lists every missing and unprintable field. With `allow_open` false, OpenPointError lists every open
        point that the text would show.
        """
        compiled = self._compiled
        plain = values if type(values) is dict else dict(values)
        run = Run(compiled.tags, compiled.sites, compiled.counters)
        try:
            parts = [_filled(part, plain, run) for part in compiled.parts]
        except (UnprintableError, TemplateRuntimeError, *RUN_ERRORS) as why:
            raise collect(compiled, self.name, plain, why) from None
        if run.open and not allow_open:
            raise OpenPointError(self._open_points(run))
        if compiled.numbering:
            parts.append(restarted(compiled, run))
        if run.pictures.files:
            return _with_pictures(compiled, run, parts)
        return compiled.shelf.archive(parts)

    def _open_points(self, run: Run) -> list[Mistake]:
        remedy = "vul het in het dossier in"
        return [
            Mistake(
                "text.placeholder",
                self._compiled.place(self.name, tag),
                f"nog open in {tag.raw}: {what}",
                remedy,
                tag.body,
            )
            for tag, what in ((self._compiled.tags[number], what) for number, what in run.open)
        ]


def _with_pictures(compiled: Compiled, run: Run, parts: list[tuple[str, bytes, int, int]]) -> bytes:
    changed = run.pictures.changed(compiled.package)
    first = [packed(name, data) for name, data in changed.items()]
    return shelf_of(compiled.package, compiled.filled | set(changed)).archive(first + parts)


def _filled(part: FilledPart, values: dict[str, Any], run: Run) -> tuple[str, bytes, int, int]:
    out: list[bytes] = []
    run.out = out
    context = Context(language(), values, part.name, {})
    context.run = run  # type: ignore[attr-defined]
    part.root(context)
    raw = b"".join(out)
    return part.name, deflated(out, part.packed), zlib.crc32(raw), len(raw)
