"""Named places in a PDF: on which page they are, and how links stop depending on the name.

Two parts made from one template carry the same names; combined, every link of the second would go to the first. So
each link gets its place itself (page and position), and the names are dropped. Only the names of signature lines stay
in the PDF of a single document, for whoever prepares signature fields (see ``anchors``); a pack has none.
"""

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Page, String


def named_destinations(pdf: pikepdf.Pdf) -> dict[str, Array]:
    """Name → explicit destination, from the name tree and from the older dictionary."""
    found: dict[str, Array] = {}
    for name, value in _named(pdf):
        target = value.get(Name.D) if isinstance(value, Dictionary) else value
        if isinstance(target, Array) and len(target):
            found[name] = target
    return found


def page_numbers(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Name → page on which the place is, counted from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    places = named_destinations(pdf)
    return {name: numbers[place[0].objgen] for name, place in places.items() if place[0].objgen in numbers}


def is_anchor(name: str) -> bool:
    """Whether a name is that of a signature line, see ``anchors``."""
    return name.startswith("handtekening")


def make_explicit(pdf: pikepdf.Pdf, *, keep_anchors: bool = False) -> None:
    """Replace every use of a name by the place itself, and drop the names, of signature lines only when asked.

    A link to nowhere loses its action.
    """
    places = named_destinations(pdf)
    for page in pdf.pages:
        for annotation in _annotations(page):
            _aim(annotation, places)
    for item in outline_items(pdf):
        _aim(item, places)
    if Name.Dests in pdf.Root:
        del pdf.Root[Name.Dests]
    if Name.Names in pdf.Root and Name.Dests in pdf.Root.Names:
        del pdf.Root.Names[Name.Dests]
    if keep_anchors:
        _name(pdf, {name: place for name, place in places.items() if is_anchor(name)})


def _name(pdf: pikepdf.Pdf, places: Mapping[str, Array]) -> None:
    if not places:
        return
    rows = Array()
    for name in sorted(places):
        rows.append(String(name))
        rows.append(Array(list(places[name])))
    names = pdf.Root.get(Name.Names, Dictionary())
    names[Name.Dests] = pdf.make_indirect(Dictionary(Names=rows))
    pdf.Root.Names = names


def outline_items(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    """All bookmarks of a PDF, from top to bottom."""
    outlines = pdf.Root.get(Name.Outlines)
    pending = [outlines.get(Name.First)] if isinstance(outlines, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while pending:
        item = pending.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield item
        pending += [item.get(Name.Next), item.get(Name.First)]


def _named(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Object]]:
    older = pdf.Root.get(Name.Dests)
    if isinstance(older, Dictionary):
        for key, value in older.items():
            yield str(key)[1:], value
    tree = pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests)
    if isinstance(tree, Dictionary):
        yield from NameTree(tree).items()


def _annotations(page: Page) -> Iterator[Dictionary]:
    annotations = page.obj.get(Name.Annots)
    if isinstance(annotations, Array):
        yield from (a for a in annotations if isinstance(a, Dictionary))


def _aim(thing: Dictionary, places: Mapping[str, Array]) -> None:
    action = thing.get(Name.A)
    goes = isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo
    target = action.get(Name.D) if goes and action is not None else thing.get(Name.Dest)
    if target is None:
        return
    place = target if isinstance(target, Array) else places.get(str(target).removeprefix("/"))
    for key in (Name.A, Name.Dest):
        if key in thing:
            del thing[key]
    if place is not None:
        thing[Name.Dest] = Array(list(place))
