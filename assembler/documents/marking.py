"""From a part's XML to its text with every tag in one piece: found over run borders, lifted out of what holds it.

Word splits a tag over runs at will and sprinkles proofing marks and bookmarks in it. Here the texts of a paragraph's
runs are read as one, each tag becomes one mark in the run where it begins, and a tag with p, tr, tc or r takes the
place of the element that holds it. In the resulting XML, marks and processing instructions stand for tags.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field

from lxml import etree

from assembler.documents import cells
from assembler.documents.errors import Mistake, Place
from assembler.documents.package import WORD, Element
from assembler.documents.tags import (
    BREAK,
    COMMENT,
    MARK_END,
    MARK_START,
    PRINT,
    Tag,
    find_tags,
    read_tag,
)

W = f"{{{WORD}}}"
P, R, T, RPR, TR, TC, TBL = (W + name for name in ("p", "r", "t", "rPr", "tr", "tc", "tbl"))
_BREAKS = frozenset(W + name for name in ("tab", "br", "cr"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LEVELS = {"p": P, "tr": TR, "tc": TC}
_KEPT_LEVELS = {"p": "alinea", "tr": "tabelrij", "tc": "tabelcel"}
_LOST = {
    W + "drawing": "een afbeelding",
    W + "pict": "een afbeelding",
    W + "object": "een object",
    W + "sectPr": "een sectie-einde",
    W + "footnoteReference": "een voetnoot",
    W + "endnoteReference": "een eindnoot",
}
_RANGE_MARKS = frozenset(W + name for name in ("bookmarkStart", "bookmarkEnd"))
_CONTAINERS = frozenset(W + name for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent"))
_UNSEEN = frozenset(W + name for name in ("lang", "noProof", "rPrChange"))
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
_MARK = re.compile(f"{MARK_START}(\\d+){MARK_END}")
_ATTRIBUTE_TAG = re.compile(rb'="[^"<>]*\{[{%]|=\'[^\'<>]*\{[{%]')
_OTHER_TEXT_TAG = re.compile(rb"<(?!w:t[ >])[^<>]*[^<>/]>[^<]*\{[{%]")


@dataclass
class MarkedPart:
    """A part on its way: the tree, the tags found in it and what is wrong with them."""

    name: str
    root: Element
    tags: list[Tag]
    """All tags of the template so far, shared by its parts; a tag's number is its index."""
    mistakes: list[tuple[Tag | None, int, Mistake]] = field(default_factory=list)
    paragraphs: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    """Per paragraph its text, and the id of its style, as they were before any change."""

    def add_tag(self, raw: str, paragraph: int) -> Tag:
        """A new tag, numbered."""
        tag = read_tag(raw, len(self.tags), self.name, paragraph)
        self.tags.append(tag)
        return tag

    def wrong(self, code: str, paragraph: int, what: str, remedy: str) -> None:
        """Note a mistake; its place is worked out only when it is told."""
        self.mistakes.append((None, paragraph, Mistake(code, Place(""), what, remedy)))


def mark_part(name: str, data: bytes, root: Element, tags: list[Tag]) -> tuple[MarkedPart, str]:
    """The part `root` (parsed from `data`) with its tags marked, and its XML as text; appends to `tags`."""
    part = MarkedPart(name, root, tags)
    first = len(tags)
    lines = _paragraph_texts(part)
    raw = False
    for index, nodes in enumerate(lines):
        if raw or "{" in part.texts[index]:
            raw = _mark_paragraph(part, index, nodes, raw)
    if _OTHER_TEXT_TAG.search(data) or _ATTRIBUTE_TAG.search(data):
        _mark_elsewhere(part)
    mine = tags[first:]
    special = cells.apply(part, mine)
    _lift(part, [tag for tag in mine if tag.level in _LEVELS and tag.number not in special])
    if any(tag.level == "r" for tag in mine):
        _split_runs(part)
    _guard_containers(part)
    return part, etree.tostring(root, encoding="unicode", with_tail=False)


def instruction(target: str, text: str) -> Element:
    """A processing instruction: `tk` stands for a tag, `tk-op` for a step of ours."""
    return etree.ProcessingInstruction(target, text)


def _paragraph_texts(part: MarkedPart) -> list[list[Element]]:
    """Per paragraph its text nodes (and the breaks and tabs among them) in document order; fills texts and styles."""
    index: dict[Element, int] = {}
    lines: list[list[Element]] = []
    for node in part.root.iter(P, T, *_BREAKS):
        if node.tag == P:
            index[node] = len(lines)
            part.paragraphs.append(node)
            lines.append([])
        elif node.tag == T or node.getparent().tag == R:
            owner = next(node.iterancestors(P), None)
            if owner is not None:
                lines[index[owner]].append(node)
    part.texts = ["".join((node.text or "") if node.tag == T else BREAK for node in nodes) for nodes in lines]
    part.styles = [_style(paragraph) for paragraph in part.paragraphs]
    return lines


def _style(paragraph: Element) -> str:
    first = paragraph[0] if len(paragraph) else None
    if first is None or first.tag != W + "pPr":
        return ""
    style = first.find(W + "pStyle")
    return "" if style is None else style.get(W + "val", "")


def _mark_paragraph(part: MarkedPart, index: int, nodes: list[Element], raw: bool) -> bool:
    """Put marks in the paragraph's runs; returns whether a `{% raw %}` is still open after it."""
    spans, unclosed = find_tags(part.texts[index])
    chosen: list[tuple[int, int, str]] = []
    for start, end in spans:
        text = part.texts[index][start:end]
        word = text[2:-2].strip(" -+")
        if raw or word == "raw":
            raw = word != "endraw"
            if word in ("raw", "endraw"):
                chosen.append((start, end, ""))
            continue
        tag = part.add_tag(text, index)
        tag.split = BREAK in text or _crosses(nodes, start, end)
        tag.mixed = tag.split and tag.opening == PRINT and len(_looks(nodes, start, end)) > 1
        chosen.append((start, end, "" if tag.opening == COMMENT and tag.level not in _LEVELS else tag.mark))
    if not raw:
        _report_unclosed(part, index, unclosed)
    _replace(nodes, chosen)
    return raw


def _crosses(nodes: list[Element], start: int, end: int) -> bool:
    at = 0
    for node in nodes:
        at += len(part_text(node))
        if start < at:
            return end > at
    return False


def _looks(nodes: list[Element], start: int, end: int) -> set[tuple[str, ...]]:
    """The different formattings of the runs over which a stretch of text is spread; language is no formatting."""
    looks: set[tuple[str, ...]] = set()
    at = 0
    for node in nodes:
        begin, at = at, at + len(part_text(node))
        if begin < end and start < at and part_text(node).strip():
            looks.add(_look(node.getparent().find(RPR)))
    return looks


def _look(properties: Element | None) -> tuple[str, ...]:
    shown = [one for one in properties if one.tag not in _UNSEEN] if properties is not None else []
    return tuple(sorted(_NAMESPACE.sub("", etree.tostring(one, encoding="unicode", with_tail=False)) for one in shown))


def _report_unclosed(part: MarkedPart, index: int, positions: list[int]) -> None:
    for at in positions:
        opening = part.texts[index][at : at + 2]
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[opening]
        part.wrong(
            "template.syntax",
            index,
            f"de tag die begint met “{part.texts[index][at : at + 30]}” wordt in deze alinea niet gesloten",
            f"sluit hem met {closing}",
        )


def _replace(nodes: list[Element], spans: list[tuple[int, int, str]]) -> None:
    """Replace each span of the joined text by its mark, in the node where the span begins."""
    edits: dict[int, list[tuple[int, int, str]]] = {}
    at, start = 0, 0
    texts = [part_text(node) for node in nodes]
    for first, last, mark in spans:
        while start + len(texts[at]) <= first:
            start, at = start + len(texts[at]), at + 1
        here, begin = at, start
        while begin < last:
            end = begin + len(texts[here])
            edits.setdefault(here, []).append(
                (max(first - begin, 0), min(last, end) - begin, mark if here == at else "")
            )
            here, begin = here + 1, end
    for number, changes in edits.items():
        text = texts[number]
        for first, last, mark in reversed(changes):
            text = text[:first] + mark + text[last:]
        _put_text(nodes[number], text)


def part_text(node: Element) -> str:
    """A text node's text; a break or tab counts as one character."""
    return (node.text or "") if node.tag == T else BREAK


def _put_text(node: Element, text: str) -> None:
    if node.tag != T and text:
        return
    if text:
        node.text = text
        node.set(_SPACE, "preserve")
        return
    run = node.getparent()
    run.remove(node)
    _drop_hollow(run)


def _drop_hollow(run: Element) -> None:
    if run.tag == R and all(child.tag == RPR for child in run) and run.getparent() is not None:
        run.getparent().remove(run)


def _mark_elsewhere(part: MarkedPart) -> None:
    """Tags in attributes and in texts that are no run's (field codes, drawings, properties)."""
    index = {paragraph: at for at, paragraph in enumerate(part.paragraphs)}
    for element in part.root.iter(etree.Element):
        owner = -2
        for name, value in element.items():
            if "{" in value:
                owner = _owner(element, index) if owner == -2 else owner
                element.set(name, _mark_text(part, value, owner))
        if element.tag != T and element.text and "{" in element.text:
            element.text = _mark_text(part, element.text, _owner(element, index))


def _owner(element: Element, index: dict[Element, int]) -> int:
    return next((index[one] for one in (element, *element.iterancestors()) if one in index), -1)


def _mark_text(part: MarkedPart, text: str, paragraph: int) -> str:
    spans, _ = find_tags(text)
    for start, end in reversed(spans):
        tag = part.add_tag(text[start:end], paragraph)
        tag.attribute = True
        text = text[:start] + ("" if tag.opening == COMMENT else tag.mark) + text[end:]
    return text


# --- tags that take the place of their paragraph, row or cell ---------------------------------------------------------


def _lift(part: MarkedPart, tags: list[Tag]) -> None:
    targets: dict[Element, list[Tag]] = {}
    carriers = _carriers(part, {tag.number for tag in tags})
    for tag in tags:
        node = carriers.get(tag.number)
        target = None if node is None or tag.attribute else next(node.iterancestors(_LEVELS[tag.level]), None)
        if target is None:
            _not_alone(
                part, tag, f"staat niet in een {_KEPT_LEVELS[tag.level]}", "kies de letter die bij de plaats hoort"
            )
        else:
            targets.setdefault(target, []).append(tag)
    for target, mine in targets.items():
        if target.getparent() is not None:
            _lift_one(part, target, mine)


def _carriers(part: MarkedPart, numbers: set[int]) -> dict[int, Element]:
    found: dict[int, Element] = {}
    for node in part.root.iter(T) if numbers else ():
        for match in _MARK.finditer(node.text or ""):
            if int(match.group(1)) in numbers:
                found[int(match.group(1))] = node
    return found


def _lift_one(part: MarkedPart, target: Element, tags: list[Tag]) -> None:
    if all(tag.opening == COMMENT for tag in tags):
        target.getparent().remove(target)
        return
    tags = [tag for tag in tags if tag.opening != COMMENT]
    if not _stands_alone(part, target, tags):
        return
    parent = target.getparent()
    at = parent.index(target)
    marks = [node for node in target.iter(*_RANGE_MARKS) if not node.get(W + "name", "").startswith("_GoBack")]
    ends = [node for node in marks if node.tag.endswith("End")]
    starts = [node for node in marks if not node.tag.endswith("End")]
    row = target.tag != P
    signs = [instruction("tk", str(tag.number)) for tag in tags]
    for tag in tags:
        tag.run = _properties(target.find(f".//{R}/{RPR}"))
        tag.paragraph_looks = _properties(target.find(W + "pPr") if target.tag == P else None)
    parent[at : at + 1] = signs if row else [*ends, *signs, *starts]


def _properties(element: Element | None) -> str:
    """Properties of a run or paragraph as XML, without namespaces (the root declares them)."""
    if element is None:
        return ""
    return _NAMESPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def _stands_alone(part: MarkedPart, target: Element, tags: list[Tag]) -> bool:
    text = "".join(node.text or "" for node in target.iter(T))
    for tag in tags:
        text = text.replace(tag.mark, "")
    others = [part.tags[int(number)] for number in _MARK.findall(text)]
    for tag in others:
        text = text.replace(tag.mark, tag.raw if tag.opening != COMMENT else "")
    word = _KEPT_LEVELS[tags[0].level]
    lost = next((name for tag, name in _LOST.items() if target.find(f".//{tag}") is not None), None)
    if text.strip():
        _not_alone(
            part,
            tags[0],
            f"staat niet alleen in zijn {word}: ook “{' '.join(text.split())[:60]}” staat er",
            f"geef de tag een eigen {word}",
        )
    elif lost:
        _not_alone(
            part, tags[0], f"staat niet alleen in zijn {word}: er staat ook {lost}", f"geef de tag een eigen {word}"
        )
    return not text.strip() and not lost


def _not_alone(part: MarkedPart, tag: Tag, what: str, remedy: str) -> None:
    part.wrong("template.tag-not-alone", tag.paragraph, f"de tag “{tag.raw}” {what}", remedy)


# --- tags between runs ------------------------------------------------------------------------------------------------


def _split_runs(part: MarkedPart) -> None:
    """Give each tag of level r a place between runs; what stands around it in its run keeps the run's looks."""
    for node in [node for node in part.root.iter(T) if MARK_START in (node.text or "")]:
        pieces = _run_pieces(part, node.text or "")
        if len(pieces) > 1 or (pieces and isinstance(pieces[0], Tag)):
            _split_run(node, pieces)


def _run_pieces(part: MarkedPart, text: str) -> list[str | Tag]:
    pieces: list[str | Tag] = []
    at = 0
    for match in _MARK.finditer(text):
        tag = part.tags[int(match.group(1))]
        if tag.level == "r":
            pieces += [text[at : match.start()], tag]
            at = match.end()
    return [piece for piece in (*pieces, text[at:]) if piece]


def _split_run(node: Element, pieces: list[str | Tag]) -> None:
    run = node.getparent()
    parent = run.getparent()
    before, after = _like(run), _like(run)
    position = run.index(node)
    before.extend([child for child in run[:position] if child.tag != RPR])
    after.extend(list(run)[list(run).index(node) + 1 :])
    row: list[Element] = [before] if any(child.tag != RPR for child in before) else []
    for piece in pieces:
        if isinstance(piece, Tag):
            piece.run = _properties(run.find(RPR))
            row.append(instruction("tk", str(piece.number)))
        else:
            row.append(_text_run(run, piece))
    row += [after] if any(child.tag != RPR for child in after) else []
    at = parent.index(run)
    parent[at : at + 1] = row


def _like(run: Element) -> Element:
    fresh = etree.Element(R, run.attrib, nsmap=run.nsmap)
    properties = run.find(RPR)
    if properties is not None:
        fresh.append(copy.deepcopy(properties))
    return fresh


def _text_run(run: Element, text: str) -> Element:
    fresh = _like(run)
    node = etree.SubElement(fresh, T)
    node.text = text
    node.set(_SPACE, "preserve")
    return fresh


# --- containers that Word wants a paragraph in ------------------------------------------------------------------------


def _guard_containers(part: MarkedPart) -> None:
    """Where a condition may leave a cell, note or header without its closing paragraph, have the fill put one there."""
    holders = {sign.getparent() for sign in part.root.iter(etree.PI) if sign.target == "tk"}
    for holder in holders:
        if holder.tag in _CONTAINERS and (not len(holder) or holder[-1].tag != P):
            at = 1 if len(holder) and holder[0].tag == W + "tcPr" else 0
            holder.insert(at, instruction("tk-op", "begin"))
            holder.append(instruction("tk-op", "cell" if holder.tag == TC else "block"))
        elif holder.tag == TBL and holder.getparent() is not None:
            parent = holder.getparent()
            parent.insert(parent.index(holder), instruction("tk-op", "begin"))
            parent.insert(parent.index(holder) + 1, instruction("tk-op", "table"))
