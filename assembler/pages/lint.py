"""What in a Word file an engine would print otherwise than Word does: fonts outside the set."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from assembler.pages.fonts import FontSet, font_set

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi"}
_TEXT_PARTS = ("document", "footnotes", "endnotes", "header", "footer")


@dataclass(frozen=True)
class FontRemark:
    """A font that a document names and the set has not, so that lines break elsewhere than in Word."""

    family: str
    part: str
    """Part of the package in which it stands first."""

    def __str__(self) -> str:
        return (
            f"{self.part}: het lettertype '{self.family}' hoort niet bij de vaste set, zodat regels anders afbreken "
            "dan in Word; gebruik Cambria, Source Serif Pro, Source Sans Pro of Lato."
        )


def lint_fonts(docx: bytes, fonts: FontSet | None = None) -> tuple[FontRemark, ...]:
    """The fonts outside the set which the text of a Word file uses, each once."""
    known = fonts or font_set()
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        theme = _theme_fonts(package)
        for part in _parts(package):
            for family in _families(_root(package, part), theme):
                found.setdefault(family, part)
    return tuple(FontRemark(family, part) for family, part in sorted(found.items()) if not known.knows(family))


def _parts(package: zipfile.ZipFile) -> Iterator[str]:
    for name in sorted(package.namelist()):
        stem = name.removeprefix("word/").removesuffix(".xml")
        if name == f"word/{stem}.xml" and stem.rstrip("0123456789") in _TEXT_PARTS:
            yield name
    if "word/styles.xml" in package.namelist():
        yield "word/styles.xml"


def _root(package: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(part), parser)


def _families(root: etree._Element, theme: dict[str, str]) -> Iterator[str]:
    for fonts in root.iter(f"{_W}rFonts"):
        for themed, plain in _SLOTS.items():
            name = fonts.get(f"{_W}{themed}")
            family = theme.get(name, "") if name else fonts.get(f"{_W}{plain}")
            if family:
                yield family


def _theme_fonts(package: zipfile.ZipFile) -> dict[str, str]:
    name = "word/theme/theme1.xml"
    if name not in package.namelist():
        return {}
    root = _root(package, name)
    named: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{_A}{kind}Font/{_A}latin")
        if latin is not None:
            named |= {f"{kind}Ascii": latin.get("typeface", ""), f"{kind}HAnsi": latin.get("typeface", "")}
    return named
