"""Findings over one file: a dossier, a Word template, or a finished agreement in Word, PDF or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assembler.checks.agreement import Agreement, reading
from assembler.checks.agreement.reading import FileKind
from assembler.checks.facts import check_facts
from assembler.checks.finding import Finding
from assembler.checks.template import check_template
from assembler.checks.text import check_text
from assembler.documents.manuscript import Manuscript
from assembler.dossier import Dossier, view

DOSSIER_SUFFIXES = (".yaml", ".yml")
TAG = re.compile(r"\{\{|\{%|\{#")
MANY_TAGS = 4
DENSE = 60
"""Fewer words than this a tag make a template, however short."""

Facts = Dossier | Mapping[str, Any]
Shape = Callable[[], Mapping[str, Any]]
"""Makes an example of the mapping that a template will be filled with; asked only when there is a template."""


@dataclass(frozen=True)
class Checked:
    """What was found in a file, and what it says where it is a finished document or a dossier."""

    findings: tuple[Finding, ...]
    agreement: Agreement | None = None
    dossier: Dossier | None = None


def check_file(path: str | Path, dossier: Facts | None = None, shape: Shape | None = None) -> tuple[Finding, ...]:
    """Findings over the file at ``path``, which stand in that order in the file; see `examine`."""
    return examine(path, dossier, shape).findings


def examine(
    path: str | Path, dossier: Facts | None = None, shape: Shape | None = None, sparse: Shape | None = None
) -> Checked:
    """Findings over the file at ``path``, and the finished document or the dossier in it.

    What the file is, its content decides. A Word file is a template when it has four tags or more, or a tag in every
    sixty words; a lone tag in a finished agreement is something left behind.
    ``dossier`` gives the facts that a template is held against: a dossier, or the mapping that would fill it; without
    it ``shape`` is asked for an example of such a mapping, and ``sparse`` for one with as little filled in as may be.
    Raises DossierError for a dossier that cannot be read, OSError for a file that cannot be opened, UncheckableError
    for what cannot be checked: another kind of file, encrypted, damaged, huge, empty, scanned, not Dutch.
    """
    file = Path(path)
    if file.is_dir() or file.suffix.lower() in DOSSIER_SUFFIXES:
        loaded = Dossier.load(file)
        found = Checked(check_facts(loaded), dossier=loaded)
    else:
        found = _document(file.read_bytes(), str(path), dossier, shape, sparse)
    return replace(found, findings=tuple(replace(finding, file=str(path)) for finding in found.findings))


def _document(data: bytes, name: str, dossier: Facts | None, shape: Shape | None, sparse: Shape | None) -> Checked:
    if reading.kind_of(data, name) is not FileKind.WORD:
        return _finished(reading.read(data, name), name)
    manuscript = reading.manuscript(data, name)
    if not is_template(manuscript):
        return _finished(reading.of_word(manuscript, name), name)
    facts = view.agreement(dossier) if isinstance(dossier, Dossier) else dossier
    example = facts if facts is not None or shape is None else shape()
    return Checked(check_template(data, example, Path(name).name, sparse() if sparse else None))


def _finished(agreement: Agreement, name: str) -> Checked:
    return Checked(check_text(agreement, name), agreement)


def is_template(manuscript: Manuscript) -> bool:
    """Whether a Word file is meant to be filled, by how many tags it has."""
    tags = sum(len(TAG.findall(one.text)) for one in manuscript.paragraphs)
    words = sum(len(one.text.split()) for one in manuscript.paragraphs)
    return tags >= MANY_TAGS or words < DENSE * tags
