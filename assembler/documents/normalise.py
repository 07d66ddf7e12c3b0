"""A filled Word file made plain for the PDF engines: what they lose, fetch or compute in their own way is settled."""

from collections.abc import Callable

from assembler.documents import revisions as tracked
from assembler.documents.field_errors import ForeignContentError, RevisionError
from assembler.documents.field_tree import fields_of
from assembler.documents.form_fields import settle_form_fields
from assembler.documents.instruction import KINDS
from assembler.documents.outside_links import drop_outside_links
from assembler.documents.places import place_of
from assembler.documents.plain_runs import (
    drop_hidden,
    map_symbols,
    map_symbols_of_lists,
    raise_capitals,
    raise_capitals_of_lists,
)
from assembler.documents.reading import Reading, Story
from assembler.documents.stated_numbers import state_numbers
from assembler.documents.text import LIVE
from assembler.documents.unlinking import RESOLVED, drop_fields, unlink
from assembler.documents.wordml import Element, P, enclosing, w

WRAPPERS = {w("sdt"): w("sdtContent"), w("smartTag"): None, w("customXml"): None}
WRAPPER_PROPERTIES = frozenset({w("smartTagPr"), w("customXmlPr")})
FOREIGN = {w("altChunk"): "een ingevoegd bestand", w("subDoc"): "een subdocument"}
SILENT = frozenset({"TC", "XE", "RD", "TA", "PRIVATE", "ADVANCE"})
"""Fields that show nothing."""
FROZEN = KINDS - RESOLVED - LIVE - SILENT - {"HYPERLINK"}
"""Fields that keep the text the author saw: IF, DATE, TIME, formulas and the rest."""
CHOICES = ("refuse", "accept", "reject")


def normalise(docx: bytes, *, revisions: str = "refuse") -> bytes:
    """The document without content controls, tracked changes, outside links, symbol fonts, capitals by style,
    computed fields, hidden text and comments; the same bytes when there was nothing to do.

    ``revisions``: what becomes of tracked changes: refuse (RevisionError), accept or reject.
    Raises WordFileError for a file that cannot be read safely, ForeignContentError for content no engine shows.
    """
    if revisions not in CHOICES:
        raise ValueError(f"revisions must be one of {', '.join(CHOICES)}")
    reading = Reading(docx)
    _settle_revisions(reading, revisions)
    _refuse_foreign(reading)
    drop_outside_links(reading.word)
    for step in STEPS:
        for story in Reading(reading.word).stories:
            if step(story):
                reading.word.change(story.part)
    _plain_lists(reading)
    return reading.word.save()


def _settle_revisions(reading: Reading, choice: str) -> None:
    if choice == "refuse":
        _refuse_revisions(reading)
    for story in reading.stories:
        if tracked.settle(story.root, accept=choice == "accept"):
            reading.word.change(story.part)


def _refuse_revisions(reading: Reading) -> None:
    found = [(story, change) for story in reading.stories for change in tracked.changes(story.root)]
    if found:
        story, change = found[0]
        raise RevisionError(len(found), _place(story, change))


def _place(story: Story, node: Element) -> str:
    paragraph = node if node.tag == P else enclosing(node, P)
    return str(place_of(story, paragraph)) if paragraph is not None else "in het document"


def _refuse_foreign(reading: Reading) -> None:
    for story in reading.stories:
        for node in story.root.iter(*FOREIGN):
            raise ForeignContentError(FOREIGN[str(node.tag)], _place(story, node))


def _unwrap(story: Story) -> bool:
    found = list(story.root.iter(*WRAPPERS))
    for node in found:
        for properties in [inner for inner in node if inner.tag in WRAPPER_PROPERTIES]:
            node.remove(properties)
        content = WRAPPERS[str(node.tag)]
        inner = node.find(content) if content else node
        for child in list(inner) if inner is not None else ():
            node.addprevious(child)
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return bool(found)


def _settle_fields(story: Story) -> bool:
    """Form fields, silent fields and computed fields, where there are any."""
    if not {one.instruction.kind for one in fields_of(story.root)} & (SILENT | FROZEN):
        return False
    settled = [settle_form_fields(story), drop_fields(story, SILENT), unlink(story, FROZEN)]
    return any(settled)


STEPS: tuple[Callable[[Story], bool], ...] = (
    _unwrap,
    _settle_fields,
    drop_hidden,
    raise_capitals,
    map_symbols,
    state_numbers,
)


def _plain_lists(reading: Reading) -> None:
    for part in reading.word.related("numbering"):
        root = reading.word.xml(part)
        if any([map_symbols_of_lists(root), raise_capitals_of_lists(root, reading.styles)]):
            reading.word.change(part)
