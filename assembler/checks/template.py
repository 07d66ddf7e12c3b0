"""Findings over a template: whether it can be used, with which fields, and whether it looks alike in every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from assembler.checks.finding import Finding, Severity
from assembler.checks.template_fields import field_findings
from assembler.checks.template_scopes import names_outside, scope_findings
from assembler.documents import Place, Template, TemplateError
from assembler.documents.features import SAFE_FONTS, unsafe_features, unsafe_fonts


def check_template(
    source: str | PathLike[str] | bytes,
    view_shape: Mapping[str, Any] | None = None,
    name: str | None = None,
    sparse: Mapping[str, Any] | None = None,
) -> tuple[Finding, ...]:
    """Every finding over the template in a file or in bytes.

    `view_shape` is an example of the mapping that the template will be filled with; with it, fields that do not exist
    and fields that may be empty and are not guarded are found too; `sparse` is such a mapping with as little in it as
    may be. OSError when the file cannot be read.
    """
    data = source if isinstance(source, bytes) else Path(fspath(source)).read_bytes()
    name = name or ("(zonder naam)" if isinstance(source, bytes) else Path(fspath(source)).name)
    try:
        template = Template.load(data, name)
    except TemplateError as error:
        return tuple(_mistakes(error, name))
    shape = view_shape or {}
    scopes = template.scopes(shape.keys())
    fields = field_findings(template, shape, names_outside(scopes), sparse)
    looks = (*_mixed_tags(template), *_split_tags(template), *_features(data, name), *_fonts(data, name))
    return (*fields, *scope_findings(template, scopes, shape), *looks)


def _mistakes(error: TemplateError, name: str) -> Iterator[Finding]:
    for one in error.mistakes:
        message, remedy = _sentence(one.what), _sentence(one.remedy)
        yield Finding(one.code, Severity.ERROR, name, one.place.within, one.place.paragraph or None, message, remedy)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(("?", ".")) else ".")


def _mixed_tags(template: Template) -> Iterator[Finding]:
    for place, raws in _by_place(template.mixed_tags()).items():
        message = f"Delen van {_quoted(raws)} hebben een eigen opmaak; het ingevulde krijgt overal die van het begin."
        remedy = "Geef de hele tag, met de accolades, één opmaak."
        at, text = place.within, place.paragraph or None
        yield Finding("template.formatting-lost", Severity.WARNING, template.name, at, text, message, remedy)


def _split_tags(template: Template) -> Iterator[Finding]:
    for place, raws in _by_place(template.split_tags()).items():
        message = f"Word heeft {_quoted(raws)} over stukken opmaak verdeeld; het werkt wel."
        remedy = "Typ de tag in één keer opnieuw, of wis de opmaak binnen de tag."
        at, text = place.within, place.paragraph or None
        yield Finding("template.split-tag", Severity.INFO, template.name, at, text, message, remedy)


def _by_place(found: Iterable[tuple[Place, str]]) -> dict[Place, list[str]]:
    tags: dict[Place, list[str]] = {}
    for place, raw in found:
        tags.setdefault(place, []).append(raw)
    return tags


def _quoted(raws: Iterable[str]) -> str:
    return ", ".join(f"“{raw}”" for raw in raws)


def _features(data: bytes, name: str) -> Iterator[Finding]:
    for one in unsafe_features(data, name):
        times = f" ({one.count} keer)" if one.count > 1 else ""
        message = f"Het sjabloon gebruikt {one.what}{times}, en dat ziet er niet in elke PDF hetzelfde uit."
        at, text, remedy = one.place.within, one.place.paragraph or None, _sentence(one.remedy)
        yield Finding("template.feature-unsafe", Severity.WARNING, name, at, text, message, remedy)


def _fonts(data: bytes, name: str) -> Iterator[Finding]:
    for font in unsafe_fonts(data, name):
        message = f"Het lettertype “{font}” wordt niet meegeleverd, dus de regels kunnen anders afbreken."
        remedy = f"Kies een van: {', '.join(sorted(SAFE_FONTS - {'Symbol'}))}."
        yield Finding("template.font-not-allowed", Severity.WARNING, name, "stijlen", None, message, remedy)
