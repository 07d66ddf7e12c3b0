"""The part of all packs that is the same: made once, with its places noted, so that a pack can be built around it.

The finished file is laid out for that: page tree, bookmarks and tags each hang one level below a root of their own, so
that a pack replaces a handful of small objects, however large the shared part is.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from assembler.pages.combining import attach, combine
from assembler.pages.crew import Task, crew
from assembler.pages.destinations import make_explicit
from assembler.pages.errors import DamagedBaseError, EmptyPackError, PdfaError
from assembler.pages.finalise import finalise, violations
from assembler.pages.metadata import Metadata, moment_of
from assembler.pages.parts import Part, PartFacts


@dataclass(frozen=True)
class Bookmark:
    """A top-level bookmark of the shared part: the title of a part, and where its own bookmarks hang."""

    number: int
    title: str
    page: int
    """Object number of the page to which it goes."""
    first: int | None
    last: int | None
    count: int


@dataclass(frozen=True)
class TagRoots:
    """Where the structure tree of the shared part can be taken hold of: object numbers."""

    root: int
    document: int
    parent_tree: int
    parent_leaf: int
    parts: tuple[int, ...]
    roles: tuple[tuple[str, str], ...]
    next_key: int


@dataclass(frozen=True)
class SharedPart:
    """A finished PDF/A-3b and what a pack must know to be built around it."""

    data: bytes
    facts: tuple[PartFacts, ...]
    root: int
    pages_root: int
    pages_inner: int
    pages: int
    outlines: int
    bookmarks: tuple[Bookmark, ...]
    files: tuple[tuple[str, int], ...]
    """Name and object number of each embedded file."""
    tags: TagRoots | None
    free: int
    """First free object number."""
    previous: int
    """Place of the cross-reference table."""
    identity: bytes
    title: str
    verdict: Task[list[str]] | None = field(default=None, compare=False, repr=False)
    """The validation of the bytes, under way; None when another process has it."""

    def require_valid(self) -> None:
        """Wait for the verdict on PDF/A-3b; no pack is handed out before it. Raises PdfaError."""
        if self.verdict is not None and (findings := self.verdict.result()):
            raise PdfaError(self.title, findings)

    @property
    def engines(self) -> tuple[str, ...]:
        """The engines that made the parts."""
        return tuple(sorted({facts.engine for facts in self.facts if facts.engine}))


def build_shared(parts: Sequence[Part], *, title: str, moment: date | datetime) -> SharedPart:
    """Combine, code and archive what all packs share. It is validated while the packs are prepared, once; the first
    pack waits for the verdict. Raises PagesError."""
    if not parts:
        raise EmptyPackError(title)
    about = Metadata(title, moment_of(moment), ", ".join(sorted({part.engine for part in parts if part.engine})))
    made = combine(parts)
    for part in parts:
        for attachment in part.attachments:
            attach(made.pdf, attachment, about)
    make_explicit(made.pdf)
    _hang_pages_lower(made.pdf)
    data = finalise(made.pdf, about, tagged=made.tagged, validate=False)
    return replace(_survey(data, made.facts, about.title), verdict=crew().submit(violations, data))


def _hang_pages_lower(pdf: pikepdf.Pdf) -> None:
    inner = pdf.Root.Pages
    outer = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([inner]), Count=len(pdf.pages)))
    inner[Name.Parent] = outer
    pdf.Root.Pages = outer


def _survey(data: bytes, facts: tuple[PartFacts, ...], title: str) -> SharedPart:
    place = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-64:])
    if place is None:
        raise DamagedBaseError
    with pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
        root = pdf.Root
        return SharedPart(
            data=data,
            facts=facts,
            root=_number(root),
            pages_root=_number(root.Pages),
            pages_inner=_number(root.Pages.Kids[0]),
            pages=int(root.Pages.Count),
            outlines=_number(root.Outlines),
            bookmarks=tuple(_bookmarks(root.Outlines)),
            files=tuple((name, _number(pdf.attachments[name].obj)) for name in sorted(pdf.attachments)),
            tags=_tag_roots(root),
            free=int(pdf.trailer["/Size"]),
            previous=int(place.group(1)),
            identity=bytes(pdf.trailer["/ID"][0]),
            title=title,
        )


def _bookmarks(outlines: Object) -> list[Bookmark]:
    found, item = [], outlines.get(Name.First)
    while item is not None:
        first, last = item.get(Name.First), item.get(Name.Last)
        found.append(
            Bookmark(
                _number(item),
                str(item.Title),
                _number(item.Dest[0]),
                _number(first) if first is not None else None,
                _number(last) if last is not None else None,
                int(item.get(Name.Count, 0)),
            )
        )
        item = item.get(Name.Next)
    return found


def _tag_roots(root: Object) -> TagRoots | None:
    tree = root.get(Name.StructTreeRoot)
    if tree is None:
        return None
    return TagRoots(
        root=_number(tree),
        document=_number(tree.K),
        parent_tree=_number(tree.ParentTree),
        parent_leaf=_number(tree.ParentTree.Kids[0]),
        parts=tuple(_number(part) for part in tree.K.K),
        roles=tuple((role, str(standard)) for role, standard in tree.RoleMap.items()),
        next_key=int(tree.ParentTreeNextKey),
    )


def _number(thing: Object) -> int:
    return int(thing.objgen[0])
