"""Findings over a template: whether it can be used, with which fields, and whether it looks alike in every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from assembler.checks.finding import Finding, Severity
from assembler.checks.template_fields import field_findings
from assembler.documents import Place, Template, TemplateError
from assembler.documents.features import SAFE_FONTS, unsafe_features, unsafe_fonts


def check_template(
    source: str | PathLike[str] | bytes, view_shape: Mapping[str, Any] | None = None, name: str | None = None
) -> tuple[Finding, ...]:
    """Every finding over the template in a file or in bytes.

    `view_shape` is an example of the mapping that the template will be filled with; with it, fields that do not exist
    and fields that may be empty and are not guarded are found too. OSError when the file cannot be read.
    """
    data = source if isinstance(source, bytes) else Path(fspath(source)).read_bytes()
    name = name or ("(zonder naam)" if isinstance(source, bytes) else Path(fspath(source)).name)
    try:
        template = Template.load(data, name)
    except TemplateError as error:
        return tuple(_mistakes(error, name))
    findings = [*_split_tags(template), *_features(data, name), *_fonts(data, name)]
    return (*field_findings(template, view_shape or {}), *findings)


def _mistakes(error: TemplateError, name: str) -> Iterator[Finding]:
    for one in error.mistakes:
        message, remedy = _sentence(one.what), _sentence(one.remedy)
        yield Finding(one.code, Severity.ERROR, name, one.place.within, one.place.paragraph or None, message, remedy)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(("?", ".")) else ".")


def _split_tags(template: Template) -> Iterator[Finding]:
    tags: dict[Place, list[str]] = {}
    for place, raw in template.split_tags():
        tags.setdefault(place, []).append(raw)
    for place, raws in tags.items():
        message = f"Word heeft {', '.join(f'“{raw}”' for raw in raws)} over stukken opmaak verdeeld; het werkt wel."
        remedy = "Typ de tag in één keer opnieuw, of wis de opmaak binnen de tag."
        paragraph = place.paragraph or None
        yield Finding("template.split-tag", Severity.INFO, template.name, place.within, paragraph, message, remedy)


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
