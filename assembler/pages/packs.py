"""A pack per partij: its letter, the agreement and annexes that all share, and its own volmacht, as one PDF/A-3b.

The shared part is made once (``build_shared``). A pack is its bytes and one update behind them, which puts pages before
and after, and replaces catalog, page-tree root, bookmarks, labels, names and metadata. The time it takes does not
depend on the size of the shared part, apart from copying it.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from assembler.pages.combining import Combination, attach, combine
from assembler.pages.crew import crew
from assembler.pages.errors import EmptyPackError, PdfaError
from assembler.pages.finalise import finalise, violations
from assembler.pages.fonts import font_set
from assembler.pages.incremental import Update
from assembler.pages.metadata import PROGRAM, Metadata, moment_of, plain
from assembler.pages.parts import Attachment, Part, PartFacts, manifest
from assembler.pages.shared import SharedPart, TagRoots

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class PackPlan:
    """What one pack holds, in order: ``before``, the shared part, ``after``."""

    title: str
    shared: SharedPart
    before: tuple[Part, ...]
    moment: date | datetime
    after: tuple[Part, ...] = ()
    partij: str = ""
    """Key of the partij, for the manifest."""
    log_head: str = ""
    """Head of the log at the moment of issue; empty in a draft."""

    @property
    def own(self) -> tuple[Part, ...]:
        """The parts of this pack alone."""
        return (*self.before, *self.after)


def build_pack(plan: PackPlan) -> bytes:
    """The bytes of one pack; same plan, same bytes. Its own parts are validated here, the shared part once for all
    packs; ``check_pack`` validates the whole. Raises PagesError.
    """
    return _bound(plan, *_own_file(plan))


def build_packs(plans: Iterable[PackPlan]) -> Iterator[bytes]:
    """Many packs in order, made on all cores; each as ``build_pack`` makes it. Raises PagesError at the first that
    fails."""
    plans = list(plans)
    crew().expect(len(plans))
    for plan, own in zip(plans, crew().map(_own_file, map(_without_shared_bytes, plans)), strict=True):
        yield _bound(plan, *own)


def _without_shared_bytes(plan: PackPlan) -> PackPlan:
    """What another process needs of a plan."""
    return replace(plan, shared=replace(plan.shared, data=b"", verdict=None))


def _own_file(plan: PackPlan) -> tuple[bytes, tuple[PartFacts, ...]]:
    """The own parts of a pack and its attachments as a valid file, and what the manifest says of them."""
    if not plan.own:
        raise EmptyPackError(plan.title)
    about, tags = _about(plan), plan.shared.tags
    own = combine(plan.own, tags.next_key if tags else 0)
    attach(own.pdf, _manifest(plan, own), about)
    for part in plan.own:
        for attachment in part.attachments:
            attach(own.pdf, attachment, about)
    return finalise(own.pdf, about, tagged=own.tagged), own.facts


def _bound(plan: PackPlan, own: bytes, facts: Sequence[PartFacts]) -> bytes:
    plan.shared.require_valid()
    with pikepdf.open(io.BytesIO(own)) as pdf:
        return _Binding(plan, pdf, facts).bind(_about(plan))


def _about(plan: PackPlan) -> Metadata:
    return Metadata(plan.title, moment_of(plan.moment), ", ".join(_engines(plan)))


def check_pack(title: str, data: bytes) -> None:
    """Validate a whole pack as PDF/A-3b, at a cost that grows with its pages. Raises PdfaError."""
    if findings := violations(data):
        raise PdfaError(title, findings)


def _engines(plan: PackPlan) -> list[str]:
    return sorted({part.engine for part in plan.own if part.engine} | set(plan.shared.engines))


def _manifest(plan: PackPlan, own: Combination) -> Attachment:
    cut = len(plan.before)
    facts = (*own.facts[:cut], *plan.shared.facts, *own.facts[cut:])
    data = manifest(
        facts,
        pakket=plain(plan.title),
        partij=plan.partij or None,
        programma=PROGRAM,
        motoren=_engines(plan),
        lettertypen_sha256=font_set().digest,
        logboek_hoofd=plan.log_head or None,
    )
    return Attachment(MANIFEST, data, "application/json", "Inhoud van dit pakket met de hash van elk stuk", "Data")


class _Binding:
    """Binds the own parts of one pack, an open small PDF, around the shared part."""

    def __init__(self, plan: PackPlan, pdf: Pdf, facts: Sequence[PartFacts]) -> None:
        self._plan = plan
        self._shared = plan.shared
        self._pdf = pdf
        self._facts = tuple(facts)
        self._update = Update(plan.shared.free)
        self._cut = len(plan.before)

    def bind(self, about: Metadata) -> bytes:
        """Write the update behind the shared part."""
        catalog = Dictionary(
            Type=Name.Catalog,
            Pages=self._page_tree(),
            Outlines=self._outline(),
            PageMode=Name.UseOutlines,
            PageLabels=Dictionary(Nums=self._labels()),
            Names=Dictionary(EmbeddedFiles=Dictionary(Names=self._files())),
            AF=Array(self._files()[1::2]),
            Metadata=self._pdf.Root.Metadata,
            OutputIntents=self._pdf.Root.OutputIntents,
            Lang=String(about.language),
            ViewerPreferences=Dictionary(DisplayDocTitle=True),
        )
        tags = self._shared.tags
        if tags and Name.StructTreeRoot in self._pdf.Root:
            catalog[Name.StructTreeRoot] = self._tags(tags)
            catalog[Name.MarkInfo] = Dictionary(Marked=True)
        self._update.replaced[self._shared.root] = catalog
        return self._update.append_to(
            self._shared.data, self._shared.previous, self._shared.root, self._pdf.trailer.Info, self._shared.identity
        )

    def _there(self, number: int) -> Object:
        return self._update.stand_in(self._pdf, number)

    def _replace(self, number: int, thing: Dictionary) -> Object:
        self._update.replaced[number] = thing
        return self._there(number)

    def _page_tree(self) -> Object:
        root = self._there(self._shared.pages_root)
        split = sum(facts.pages for facts in self._facts[: self._cut])
        pages = [page.obj for page in self._pdf.pages]
        kids = [self._node(pages[:split], root), self._there(self._shared.pages_inner), self._node(pages[split:], root)]
        self._update.replaced[self._shared.pages_root] = Dictionary(
            Type=Name.Pages,
            Kids=Array([kid for kid in kids if kid is not None]),
            Count=len(pages) + self._shared.pages,
        )
        return root

    def _node(self, pages: list[Dictionary], root: Object) -> Object | None:
        if not pages:
            return None
        node = self._pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(pages), Count=len(pages), Parent=root))
        for page in pages:
            page[Name.Parent] = node
        return node

    def _outline(self) -> Object:
        root = self._there(self._shared.outlines)
        own, item = [], self._pdf.Root.Outlines.get(Name.First)
        while item is not None:
            own.append(item)
            item = item.get(Name.Next)
        shared = [self._bookmark(index, root) for index in range(len(self._shared.bookmarks))]
        chain = [*own[: self._cut], *shared, *own[self._cut :]]
        visible = 0
        for index, body in enumerate([*own[: self._cut], *self._bookmark_bodies(), *own[self._cut :]]):
            body[Name.Parent] = root
            _link(body, Name.Prev, chain[index - 1] if index else None)
            _link(body, Name.Next, chain[index + 1] if index + 1 < len(chain) else None)
            visible += 1 + max(0, int(body.get(Name.Count, 0)))
        self._update.replaced[self._shared.outlines] = Dictionary(
            Type=Name.Outlines, First=chain[0], Last=chain[-1], Count=visible
        )
        return root

    def _bookmark(self, index: int, root: Object) -> Object:
        """A top-level bookmark of the shared part, written again because its neighbours change."""
        mark = self._shared.bookmarks[index]
        body = Dictionary(Title=String(mark.title), Parent=root, Dest=Array([self._there(mark.page), Name.Fit]))
        if mark.first is not None and mark.last is not None:
            body[Name.First], body[Name.Last] = self._there(mark.first), self._there(mark.last)
            body[Name.Count] = mark.count
        return self._replace(mark.number, body)

    def _bookmark_bodies(self) -> list[Object]:
        return [self._update.replaced[mark.number] for mark in self._shared.bookmarks]

    def _labels(self) -> Array:
        facts = (*self._facts[: self._cut], *self._shared.facts, *self._facts[self._cut :])
        rows, first = Array(), 0
        for each in facts:
            rows.append(first)
            rows.append(Dictionary(S=Name.D, P=String(each.label), St=1))
            first += each.pages
        return rows

    def _files(self) -> Array:
        found: dict[str, Object] = {name: self._pdf.attachments[name].obj for name in self._pdf.attachments}
        found |= {name: self._there(number) for name, number in self._shared.files}
        rows = Array()
        for name in sorted(found):
            rows.append(String(name))
            rows.append(found[name])
        return rows

    def _tags(self, there: TagRoots) -> Object:
        """The structure tree of both: parts in reading order under one Document."""
        own = self._pdf.Root.StructTreeRoot
        document, root = self._there(there.document), self._there(there.root)
        parts = list(own.K.K)
        for part in parts:
            part[Name.P] = document
        kids = [*parts[: self._cut], *map(self._there, there.parts), *parts[self._cut :]]
        self._update.replaced[there.document] = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(kids))
        leaves = [self._there(there.parent_leaf), own.ParentTree.Kids[0]]
        self._update.replaced[there.parent_tree] = Dictionary(Kids=Array(leaves))
        roles = Dictionary({role: Name(standard) for role, standard in there.roles})
        for role, standard in own.RoleMap.items():
            roles[role] = standard
        self._update.replaced[there.root] = Dictionary(
            Type=Name.StructTreeRoot,
            K=document,
            RoleMap=roles,
            ParentTree=self._there(there.parent_tree),
            ParentTreeNextKey=int(own.ParentTreeNextKey),
        )
        return root


def _link(item: Object, key: Name, other: Object | None) -> None:
    if other is not None:
        item[key] = other
    elif key in item:
        del item[key]
