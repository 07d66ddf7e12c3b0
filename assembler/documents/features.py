"""What a Word file uses that does not survive every way to PDF alike (the "Not" list for authors of templates)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from assembler.documents.errors import Place
from assembler.documents.package import WORD, Element, Package, parse_xml, read_package
from assembler.documents.whereabouts import Texts, heading_styles, place

W = f"{{{WORD}}}"
P, T = W + "p", W + "t"
_SERIFS = ("Caladea", "Cambria", "Liberation Serif", "Source Serif Pro", "Times New Roman")
_SANS = ("Arial", "Calibri", "Carlito", "DejaVu Sans", "Lato", "Liberation Sans", "Source Sans Pro")
SAFE_FONTS = frozenset({*_SERIFS, *_SANS, "Courier New", "Liberation Mono", "Symbol"})
"""The fonts that Tekenklaar brings along, and those of which it brings a twin of the same widths."""
_CODE = re.compile(r"^\s*(DATE|TIME|IF|=|CREATEDATE|SAVEDATE|PRINTDATE)\b|^\s*=")


@dataclass(frozen=True)
class Feature:
    """One use of something unsafe: what, and where it stands first; `count` tells how often."""

    what: str
    remedy: str
    place: Place
    count: int = 1


Test = Callable[[Element], bool]


def _on(element: Element) -> bool:
    return element.get(W + "val", "true") not in ("0", "false", "off", "none")


def _restarts(element: Element) -> bool:
    return bool(element.get(W + "start")) or element.get(W + "fmt", "decimal") != "decimal"


def _several(element: Element) -> bool:
    return len(element) > 1 or (element.get(W + "num") or "1") != "1"


def _dotted_in_cell(element: Element) -> bool:
    return element.get(W + "leader", "none") != "none" and next(element.iterancestors(W + "tc"), None) is not None


def _wingdings(element: Element) -> bool:
    return "wingdings" in str(element.get(W + "font", "")).lower()


def _computed(element: Element) -> bool:
    return bool(_CODE.match(element.text or element.get(W + "instr", "")))


def _always(element: Element) -> bool:
    return True


_FIELD = ("een datum-, IF- of rekenveld", "gebruik een veld uit het dossier of {% if %}")
_PICTURE = "voeg het als afbeelding in"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_UNSAFE: tuple[tuple[str, Test, str, str], ...] = (
    (W + "strike", _on, "doorgestreepte tekst", "haal de tekst weg of gebruik Wijzigingen bijhouden"),
    (W + "dstrike", _on, "doorgestreepte tekst", "haal de tekst weg of gebruik Wijzigingen bijhouden"),
    (W + "smallCaps", _on, "klein kapitaal", "gebruik hoofdletters"),
    (W + "pgBorders", _always, "een paginarand", "haal de rand weg"),
    (W + "lnNumType", _always, "regelnummers", "zet de regelnummering uit"),
    (W + "textDirection", _always, "verticale tekst", "zet de tekst horizontaal"),
    (W + "pgNumType", _restarts, "opnieuw beginnende of andere paginanummers", "nummer door in cijfers"),
    (W + "cols", _several, "kolommen", "gebruik een tabel"),
    (W + "instrText", _computed, *_FIELD),
    (W + "fldSimple", _computed, *_FIELD),
    (W + "sym", _wingdings, "een Wingdings-teken", "gebruik ☐, ☒ of een opsommingsteken"),
    (W + "tab", _dotted_in_cell, "een tab met puntjes in een tabelcel", "gebruik een onderrand van de cel"),
    ("{urn:schemas-microsoft-com:office:office}OLEObject", _always, "een ingesloten object (OLE)", _PICTURE),
    ("{urn:schemas-microsoft-com:vml}textpath", _always, "WordArt of een watermerk", "haal het weg"),
    (f"{{{_DRAWING}diagram}}relIds", _always, "SmartArt", _PICTURE),
    (f"{{{_DRAWING}chart}}chart", _always, "een grafiek als object", _PICTURE),
)


def unsafe_features(data: bytes, name: str) -> tuple[Feature, ...]:
    """Every unsafe feature of a Word file with its first place; TemplateError when it is no Word file."""
    package = read_package(data, name)
    headings = heading_styles(package)
    found: dict[tuple[str, str], Feature] = {}
    for part in _parts(package):
        for what, remedy, where in _of_part(package, part, name, headings):
            old = found.get((what, remedy))
            found[(what, remedy)] = Feature(what, remedy, old.place if old else where, old.count + 1 if old else 1)
    return tuple(found.values())


def unsafe_fonts(data: bytes, name: str) -> tuple[str, ...]:
    """The fonts that a Word file uses in its text and styles and that are not in the set, in alphabetical order."""
    package = read_package(data, name)
    roots = [_parsed(package, part) for part in _parts(package)]
    tags = [W + tag for tag in ("pStyle", "rStyle", "tblStyle")]
    used = {style.get(W + "val", "") for root in roots for style in root.iter(*tags)}
    styles = next(iter(package.related("styles")), None)
    found = {font for root in roots for font in _fonts(root)}
    if styles:
        found |= {font for root in _used_styles(_parsed(package, styles), used) for font in _fonts(root)}
    return tuple(sorted(found - SAFE_FONTS))


def _used_styles(root: Element, used: set[str]) -> Iterator[Element]:
    """The styles in use with those they are based on, and the defaults."""
    styles = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
    wanted = used | {name for name, style in styles.items() if style.get(W + "default") == "1"}
    seen: set[str] = set()
    while wanted - seen:
        name = (wanted - seen).pop()
        seen.add(name)
        style = styles.get(name)
        if style is not None:
            yield style
            wanted = wanted | {base.get(W + "val", "") for base in style.iterchildren(W + "basedOn", W + "link")}
    yield from root.iter(W + "docDefaults")


def _fonts(root: Element) -> Iterator[str]:
    for fonts in root.iter(W + "rFonts"):
        yield from (font for key in ("ascii", "hAnsi") if (font := fonts.get(W + key)))


def _parts(package: Package) -> list[str]:
    kinds = ("header", "footer", "footnotes", "endnotes")
    return [package.main, *(name for kind in kinds for name in package.related(kind))]


def _parsed(package: Package, part: str) -> Element:
    try:
        return parse_xml(package.entries[part].data)
    except etree.XMLSyntaxError:
        return etree.Element("damaged")


def _of_part(package: Package, part: str, name: str, headings: frozenset[str]) -> Iterator[tuple[str, str, Place]]:
    root = _parsed(package, part)
    paragraphs = list(root.iter(P))
    texts = Texts(part, ["".join(t.text or "" for t in p.iter(T)) for p in paragraphs], [_style(p) for p in paragraphs])
    index = {paragraph: at for at, paragraph in enumerate(paragraphs)}
    for tag, test, what, remedy in _UNSAFE:
        for element in root.iter(tag):
            if test(element):
                owner = next((index[one] for one in element.iterancestors(P) if one in index), -1)
                yield what, remedy, place(name, texts, owner, headings)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(W + "val", ""))
