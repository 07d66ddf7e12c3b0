"""docxtpl's tags for table cells: cellbg, colspan, hm (merge across a loop), vm (merge down a loop); table grids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from assembler.documents.package import WORD, Element
from assembler.documents.tags import MARK_START, STATEMENT, Tag

if TYPE_CHECKING:
    from assembler.documents.marking import MarkedPart

W = f"{{{WORD}}}"
TC, TCPR, T, P, R = (W + name for name in ("tc", "tcPr", "t", "p", "r"))
_WORDS = re.compile(r"(cellbg|colspan)\s+(.+)|(hm|vm)$", re.DOTALL)
_BEFORE = {
    "gridSpan": ("cnfStyle", "tcW"),
    "vMerge": ("cnfStyle", "tcW", "gridSpan", "hMerge"),
    "shd": ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders"),
}


def apply(part: MarkedPart, tags: list[Tag]) -> set[int]:
    """Carry out the cell tags among `tags` on the tree; returns the numbers of those that are done with."""
    wanted = {tag.number: match for tag in tags if tag.opening == STATEMENT and (match := _WORDS.match(tag.body))}
    if wanted:
        _carry_out(part, wanted)
    _watch_grids(part, tags)
    return set(wanted)


def _carry_out(part: MarkedPart, wanted: dict[int, re.Match[str]]) -> None:
    nodes = [node for node in part.root.iter(T) if node.text]
    for number, match in wanted.items():
        tag = part.tags[number]
        node = next((node for node in nodes if tag.mark in (node.text or "")), None)
        cell = None if node is None else next(node.iterancestors(TC), None)
        if node is None or cell is None:
            part.wrong(
                "template.tag-not-alone",
                tag.paragraph,
                f"de tag “{tag.raw}” staat niet in een tabelcel",
                "zet hem in een cel",
            )
            continue
        node.text = (node.text or "").replace(tag.mark, "")
        _one(part, cell, node, tag, match)
        _clear(node)


def _one(part: MarkedPart, cell: Element, node: Element, tag: Tag, match: re.Match[str]) -> None:
    if match.group(1) == "cellbg":
        shade = _property(cell, "shd", {"val": "clear", "color": "auto"})
        shade.set(W + "fill", _value(part, match.group(2), tag))
    elif match.group(1) == "colspan":
        _property(cell, "gridSpan", {"val": _value(part, match.group(2), tag)})
    elif match.group(3) == "hm":
        _merge_across(part, cell, tag)
    else:
        _merge_down(part, cell, tag, node)


def _value(part: MarkedPart, expression: str, tag: Tag) -> str:
    fresh = part.add_tag("{{ " + expression + " }}", tag.paragraph)
    fresh.raw, fresh.attribute = tag.raw, True
    return fresh.mark


def _merge_across(part: MarkedPart, cell: Element, tag: Tag) -> None:
    old = cell.find(f"{TCPR}/{W}gridSpan")
    width = "" if old is None else f"{old.get(W + 'val', '1')} * "
    _property(cell, "gridSpan", {"val": _value(part, f"{width}loop.length", tag)})
    first, last = _first_only(part, tag)
    cell.addprevious(etree.ProcessingInstruction("tk", str(first.number)))
    cell.addnext(etree.ProcessingInstruction("tk", str(last.number)))


def _merge_down(part: MarkedPart, cell: Element, tag: Tag, node: Element) -> None:
    """As in docxtpl, the text around the tag stands in the first cell only; Word shows no other."""
    _property(cell, "vMerge", {"val": _value(part, "'restart' if loop.first else 'continue'", tag)})
    first, last = _first_only(part, tag)
    start = next(cell.iter(T))
    start.text = first.mark + (start.text or "")
    node.text = (node.text or "") + last.mark


def _first_only(part: MarkedPart, tag: Tag) -> tuple[Tag, Tag]:
    first, last = (part.add_tag(raw, tag.paragraph) for raw in ("{% if loop.first %}", "{% endif %}"))
    first.raw = last.raw = tag.raw
    return first, last


def _property(cell: Element, name: str, values: dict[str, str]) -> Element:
    """A fresh property of the cell in the order that the schema asks, instead of an old one."""
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    for old in properties.findall(W + name):
        properties.remove(old)
    at = sum(1 for child in properties if etree.QName(child).localname in _BEFORE[name])
    fresh = etree.Element(W + name, {W + key: value for key, value in values.items()})
    properties.insert(at, fresh)
    return fresh


def _clear(node: Element) -> None:
    run = node.getparent()
    if not node.text and run.tag == R:
        run.remove(node)
        if all(child.tag == W + "rPr" for child in run):
            run.getparent().remove(run)


def _watch_grids(part: MarkedPart, tags: list[Tag]) -> None:
    """Have the fill count the columns of every table whose cells come from loops or spans."""
    marks = [tag.mark for tag in tags if tag.level == "tc"]
    for table in list(part.root.iter(W + "tbl")) if any(map(_turns_cells, tags)) else ():
        grid = table.find(W + "tblGrid")
        spans = any(MARK_START in span.get(W + "val", "") for span in table.iter(W + "gridSpan"))
        if grid is not None and (spans or any(mark in (node.text or "") for node in table.iter(T) for mark in marks)):
            grid.addprevious(etree.ProcessingInstruction("tk-op", "begin"))
            table.append(etree.ProcessingInstruction("tk-op", "grid"))


def _turns_cells(tag: Tag) -> bool:
    return tag.level == "tc" or tag.body.startswith(("colspan", "hm"))


def fitted_grid(columns: list[int], rows: list[list[int]]) -> list[int]:
    """The column widths (twips) of a table whose rows hold `rows` (per cell its span): the table keeps its width.

    Columns are added by scaling the old ones and giving each new one the new average; too many are dropped and their
    width shared out, as docxtpl does.
    """
    most = max((len(row) for row in rows), default=len(columns))
    if columns and most > len(columns):
        width, count = sum(columns), len(columns)
        average = width / most
        columns = [int(one * average / (width / count)) if width else 0 for one in columns] + [int(average)] * (
            most - count
        )
    spanned = max((sum(row) for row in rows), default=len(columns))
    if 0 < spanned < len(columns):
        extra = sum(columns[spanned:]) // spanned
        columns = [one + extra for one in columns[:spanned]]
    return columns
