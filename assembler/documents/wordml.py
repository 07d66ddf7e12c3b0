"""The vocabulary of WordprocessingML (ECMA-376 part 1, chapter 17) that the readers of filled documents share."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
OFF = frozenset({"0", "false", "off"})


@lru_cache(maxsize=1024)
def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


P, R, T, PPR, RPR, VAL = w("p"), w("r"), w("t"), w("pPr"), w("rPr"), w("val")
DELETED = frozenset({w("del"), w("moveFrom")})
"""Containers of what a tracked change takes away."""


def value(parent: Element | None, name: str) -> str | None:
    """The w:val of the child ``name``; None where there is none."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else child.get(VAL)


def toggle(parent: Element | None, name: str) -> bool | None:
    """An on/off property (17.17.4): None where it is not stated."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else child.get(VAL, "1").lower() not in OFF


def whole(text: str | None, otherwise: int) -> int:
    """A whole number as Word reads it; ``otherwise`` where it is missing or nonsense."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph in the order of the story, the copies for old programs (mc:Fallback) left out."""
    spare = {inner for fallback in root.iter(FALLBACK) for inner in fallback.iter(P)}
    for paragraph in root.iter(P):
        if paragraph not in spare:
            yield paragraph


def enclosing(node: Element, name: str) -> Element | None:
    """The nearest ancestor with this qualified name."""
    return next(node.iterancestors(name), None)


def make(name: str, **attributes: str) -> Element:
    """A new element of WordprocessingML with attributes of WordprocessingML."""
    return etree.Element(w(name), {w(key): text for key, text in attributes.items()}, nsmap={"w": WORD})


def child(parent: Element, name: str, **attributes: str) -> Element:
    """The same, appended to ``parent``."""
    made = etree.SubElement(parent, w(name))
    for key, text in attributes.items():
        made.set(w(key), text)
    return made


def write_text(run: Element, text: str) -> None:
    """Append ``text`` to a run: tabs and line ends as Word's own elements, spaces kept."""
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            child(run, "br")
        for piece_number, piece in enumerate(line.split("\t")):
            if piece_number:
                child(run, "tab")
            if piece:
                leaf = child(run, "t")
                leaf.text = piece
                if piece != piece.strip() or "  " in piece:
                    leaf.set(SPACE, "preserve")
