"""The structure trees of several PDFs joined into one, so that a screen reader can walk through the whole.

pypdf copies the pages with their marks and drops the tree. Here each tree is brought over: its pages and links are
found again by number, the keys of its parent tree move up, and its root becomes a Part under one Document.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

_PAGE = Name("/TKPage")
_LINK = Name("/TKLink")


def is_tagged(data: bytes) -> bool:
    """Whether the PDF has a structure tree."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return Name.StructTreeRoot in pdf.Root


def join_tags(pdf: Pdf, sources: Sequence[tuple[bytes, str]], first_key: int = 0) -> None:
    """Give ``pdf``, combined from the sources (bytes and title) in this order, one structure tree.

    The parent tree hangs one level below its root, so that a later update can add to it without touching it.
    """
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    roles, rows = Dictionary(), Array()
    key, page = first_key, 0
    for number, (data, title) in enumerate(sources, 1):
        with pikepdf.open(io.BytesIO(data)) as source:
            tree = _brought_over(pdf, source, page)
            _tell_apart(tree, f"{first_key}-{number}-")
            _adopt(tree, document, title)
            for role, standard in tree.get(Name.RoleMap, Dictionary()).items():
                roles[role] = standard
            _number_pages(pdf, source, page)
            used = _move_keys(pdf, tree, rows, range(page, page + len(source.pages)), key)
            key, page = key + used, page + len(source.pages)
    leaf = pdf.make_indirect(Dictionary(Nums=rows, Limits=Array([first_key, max(first_key, key - 1)])))
    root = Dictionary(
        Type=Name.StructTreeRoot,
        K=document,
        RoleMap=roles,
        ParentTree=pdf.make_indirect(Dictionary(Kids=Array([leaf]))),
        ParentTreeNextKey=key,
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    document[Name.P] = pdf.Root.StructTreeRoot
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def elements(root: Object) -> Iterator[Dictionary]:
    """All dictionaries of a structure tree below its root: elements, marked content and object references."""
    pending: list[Object] = [root]
    while pending:
        node = pending.pop()
        below = node.get(Name.K)
        for child in below if isinstance(below, Array) else [below]:
            if isinstance(child, Dictionary):
                yield child
                pending.append(child)


def _brought_over(pdf: Pdf, source: Pdf, first_page: int) -> Object:
    """A copy of the tree of ``source`` that points to the pages of ``pdf``."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    root = source.Root.StructTreeRoot
    homes = {link.objgen: number for number, page in enumerate(source.pages) for link in page.obj.get(Name.Annots, [])}
    for node in elements(root):
        _note(node, numbers, homes)
    tree = pdf.copy_foreign(root)
    links = {}
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get(Name.Annots, []) if number >= first_page else []:
            if Name.StructParent in link:
                links[(number - first_page, int(link.StructParent))] = link
    for node in elements(tree):
        if _LINK in node:
            _point(node, Name.Obj, links.get((int(node[_PAGE]) if _PAGE in node else -1, int(node[_LINK]))))
            del node[_LINK]
        if _PAGE in node and int(node[_PAGE]) >= 0:
            node[Name.Pg] = pdf.pages[first_page + int(node[_PAGE])].obj
        if _PAGE in node:
            del node[_PAGE]
    return tree


def _note(node: Dictionary, numbers: dict[tuple[int, int], int], homes: dict[tuple[int, int], int]) -> None:
    """Write down page and link as numbers, so that copying the tree does not copy the pages."""
    if Name.Obj in node:
        link = node[Name.Obj]
        node[_LINK] = int(link.get(Name.StructParent, -1))
        node[_PAGE] = homes.get(link.objgen, -1)
        del node[Name.Obj]
        if Name.Pg in node:
            del node[Name.Pg]
    elif Name.Pg in node:
        node[_PAGE] = numbers[node[Name.Pg].objgen]
        del node[Name.Pg]


def _point(node: Dictionary, key: Name, target: Object | None) -> None:
    if target is not None:
        node[key] = target


def _tell_apart(tree: Object, prefix: str) -> None:
    """Make the identifiers of elements unique over all parts."""
    for node in elements(tree):
        if Name.ID in node:
            node[Name.ID] = String(prefix + str(node[Name.ID]))


def _adopt(tree: Object, document: Object, title: str) -> None:
    tops = tree.get(Name.K)
    for top in tops if isinstance(tops, Array) else [tops]:
        if not isinstance(top, Dictionary):
            continue
        if top.get(Name.S) == Name.Document:
            top[Name.S] = Name.Part
        top[Name.T] = String(title)
        top[Name.P] = document
        document[Name.K].append(top)


def _number_pages(pdf: Pdf, source: Pdf, first_page: int) -> None:
    """Give the pages the keys that pypdf dropped."""
    for number, page in enumerate(source.pages, first_page):
        if Name.StructParents in page.obj:
            pdf.pages[number].obj[Name.StructParents] = page.obj[Name.StructParents]
        pdf.pages[number].obj[Name.Tabs] = Name.S


def _move_keys(pdf: Pdf, tree: Object, rows: Array, pages: range, shift: int) -> int:
    """Move the keys of one part up by ``shift``; returns how many it takes."""
    highest = -1
    for key, value in NumberTree(tree.ParentTree).items():
        rows.append(key + shift)
        rows.append(value)
        highest = max(highest, key)
    for number in pages:
        page = pdf.pages[number].obj
        for thing, name in ((page, Name.StructParents), *((a, Name.StructParent) for a in page.get(Name.Annots, []))):
            if name in thing:
                thing[name] = int(thing[name]) + shift
                highest = max(highest, int(thing[name]) - shift)
    return highest + 1
