"""Telling a person where in a Word file something stands: the part, the heading above, the paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from assembler.documents.errors import Place
from assembler.documents.package import WORD, Element, Package, parse_xml

W = f"{{{WORD}}}"
_LABELS = {
    "document": "hoofdtekst",
    "header": "koptekst",
    "footer": "voettekst",
    "footnotes": "voetnoten",
    "endnotes": "eindnoten",
    "comments": "opmerkingen",
    "core": "documenteigenschappen",
}
_HEADING = re.compile(r"(?:heading|kop|artikel|title|titel)\b|(?:heading|kop)\d", re.IGNORECASE)


@dataclass(frozen=True)
class Texts:
    """The paragraphs of a part as they were: text and style id."""

    part: str
    texts: list[str]
    styles: list[str]


def label(part: str) -> str:
    """A part's name for a person: hoofdtekst, koptekst, …"""
    stem = re.sub(r"\d*\.xml$", "", part.rpartition("/")[2])
    return _LABELS.get(stem, part)


def heading_styles(package: Package) -> frozenset[str]:
    """The ids of the styles that head a section: by name, or by outline level."""
    name = next(iter(package.related("styles")), None)
    if name is None:
        return frozenset()
    try:
        root = parse_xml(package.entries[name].data)
    except etree.XMLSyntaxError:
        return frozenset()
    return frozenset(style.get(W + "styleId", "") for style in root.iter(W + "style") if _heads(style))


def _heads(style: Element) -> bool:
    name = style.find(W + "name")
    named = name is not None and _HEADING.match(name.get(W + "val", ""))
    return bool(named) or style.find(f"{W}pPr/{W}outlineLvl") is not None


def place(template: str, texts: Texts, paragraph: int, headings: frozenset[str]) -> Place:
    """The place of paragraph number `paragraph` (−1: nowhere in particular)."""
    if paragraph < 0:
        return Place(template, label(texts.part))
    above = (
        texts.texts[at]
        for at in range(paragraph - 1, -1, -1)
        if texts.styles[at] in headings and texts.texts[at].strip()
    )
    return Place(template, label(texts.part), next(above, ""), texts.texts[paragraph])
