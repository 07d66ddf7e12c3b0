"""Tags that a line end has spread over two paragraphs: their paragraphs become one, as docxtpl makes them.

An author presses Enter within a long condition, and Word makes a new paragraph. The tag is still meant as one.
"""

from __future__ import annotations

from lxml import etree

from assembler.documents.package import WORD, Element
from assembler.documents.tags import find_tags

W = f"{{{WORD}}}"
P, R, T, PPR, RAW = W + "p", W + "r", W + "t", W + "pPr", "{% raw %}"
MOST_PARAGRAPHS = 20
"""Limit on the paragraphs that one tag may be spread over."""


def gather(root: Element) -> None:
    """Join every paragraph in which a tag stays open with those behind it, up to the one that closes the tag."""
    unclosed = [paragraph for paragraph in root.iter(P) if _stays_open(_text(paragraph))]
    if not unclosed or RAW in "".join(root.itertext()):
        return
    for paragraph in unclosed:
        if paragraph.getparent() is not None:
            _join_up(paragraph)


def _text(paragraph: Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(T))


def _stays_open(text: str) -> bool:
    last = max(text.rfind(opening) for opening in ("{{", "{%", "{#"))
    return last > max(text.rfind(closing) for closing in ("}}", "%}", "#}")) and bool(find_tags(text)[1])


def _join_up(paragraph: Element) -> None:
    """Take in what follows, when that closes the tag; leave all as it is when it does not."""
    text = _text(paragraph)
    behind: list[Element] = []
    follower = paragraph.getnext()
    while follower is not None and follower.tag == P and _is_plain(follower) and len(behind) < MOST_PARAGRAPHS:
        behind.append(follower)
        text += " " + _text(follower)
        if not _stays_open(text):
            break
        follower = follower.getnext()
    if not behind or _stays_open(text):
        return
    for one in behind:
        _append(paragraph, one)


def _is_plain(paragraph: Element) -> bool:
    return paragraph.find(f"{PPR}/{W}sectPr") is None and next(paragraph.iter(W + "txbxContent"), None) is None


def _append(paragraph: Element, follower: Element) -> None:
    gap = etree.SubElement(etree.SubElement(paragraph, R), T)
    gap.text = " "
    paragraph.extend([child for child in follower if child.tag != PPR])
    follower.getparent().remove(follower)
