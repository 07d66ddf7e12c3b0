"""Tracked changes (17.13.5): counted, accepted or rejected."""

from collections.abc import Iterator

from assembler.documents.wordml import PPR, RPR, Element, P, make, w

INSERTED = frozenset({w("ins"), w("moveTo")})
DELETED = frozenset({w("del"), w("moveFrom")})
PROPERTY_CHANGES = {
    w(f"{name}Change"): name
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
}
CELL_CHANGES = frozenset({w("cellIns"), w("cellDel"), w("cellMerge")})
RANGES = frozenset(w(f"{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End")) | frozenset(
    w(f"customXml{name}Range{end}") for name in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")
)
ALL = INSERTED | DELETED | frozenset(PROPERTY_CHANGES) | CELL_CHANGES
KEPT_BY_MARK = {w("rPr"), w("sectPr"), w("pPrChange")}
MARK_HOLDERS = frozenset({RPR, w("trPr"), w("ctrlPr")})


def changes(root: Element) -> Iterator[Element]:
    """Every tracked change below ``root``, in order."""
    return root.iter(*ALL)


def settle(root: Element, accept: bool) -> bool:
    """Accept or reject every tracked change; False when there was none."""
    if next(changes(root), None) is None and next(root.iter(*RANGES), None) is None:
        return False
    gone, stays = (DELETED, INSERTED) if accept else (INSERTED, DELETED)
    _settle_properties(root, accept)
    _settle_rows(root, gone)
    merged = _marked_paragraphs(root, gone)
    for node in [node for node in root.iter(*gone) if node.getparent() is not None]:
        _remove(node)
    for node in list(root.iter(*stays)):
        unwrap(node)
    for paragraph in reversed(merged):
        _merge_into_next(paragraph)
    for node in list(root.iter(*RANGES, *CELL_CHANGES)):
        _remove(node)
    _restore_text(root)
    return True


def unwrap(node: Element) -> None:
    """Put the children of an element in its place."""
    for inner in list(node):
        node.addprevious(inner)
    _remove(node)


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _settle_properties(root: Element, accept: bool) -> None:
    for change in list(root.iter(*PROPERTY_CHANGES)):
        holder = change.getparent()
        _remove(change)
        if not accept and holder is not None:
            _restore(holder, change.find(w(PROPERTY_CHANGES[str(change.tag)])))


def _restore(holder: Element, former: Element | None) -> None:
    """Put former properties back; a paragraph keeps its mark and section, which a change never holds."""
    kept = [node for node in holder if node.tag in KEPT_BY_MARK] if holder.tag == PPR else []
    marks = [node for node in holder if node.tag in INSERTED | DELETED] if holder.tag in MARK_HOLDERS else []
    for node in list(holder):
        holder.remove(node)
    for node in [*marks, *(former if former is not None else ()), *kept]:
        holder.append(node)


def _settle_rows(root: Element, gone: frozenset[str]) -> None:
    for row in list(root.iter(w("tr"))):
        properties = row.find(w("trPr"))
        if properties is not None and any(node.tag in gone for node in properties):
            _remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(f".//{w('tr')}") is None:
            _remove(table)


def _marked_paragraphs(root: Element, gone: frozenset[str]) -> list[Element]:
    """The paragraphs whose mark goes: their text joins the next paragraph."""
    found = []
    for paragraph in root.iter(P):
        mark = paragraph.find(f"{PPR}/{RPR}")
        if mark is not None and any(node.tag in gone for node in mark):
            found.append(paragraph)
    return found


def _merge_into_next(paragraph: Element) -> None:
    following = paragraph.getnext()
    content = [node for node in paragraph if node.tag != PPR]
    if following is None or following.tag != P:
        return
    at = 1 if following.find(PPR) is not None else 0
    for offset, node in enumerate(content):
        following.insert(at + offset, node)
    section = paragraph.find(f"{PPR}/{w('sectPr')}")
    if section is not None and following.find(PPR) is None:
        following.insert(0, make("pPr"))
    if section is not None:
        following.find(PPR).append(section)  # type: ignore[union-attr]
    _remove(paragraph)


def _restore_text(root: Element) -> None:
    """Text that was deleted is text again."""
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for node in root.iter(w(old)):
            node.tag = w(new)
