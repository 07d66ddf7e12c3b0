"""Turning fields into their results."""

from assembler.documents.field_tree import INSTRUCTION, MARK, SIMPLE, Field, fields_of, remove, run_of
from assembler.documents.instruction import BARE
from assembler.documents.reading import Story
from assembler.documents.wordml import Element, P, enclosing, make, w

RESOLVED = frozenset(
    {
        "REF",
        "PAGEREF",
        "NOTEREF",
        "SEQ",
        "STYLEREF",
        "TOC",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "COMMENTS",
        "DOCPROPERTY",
        BARE,
    }
)
"""Fields of which ``resolve_fields`` writes the result."""
LINK = w("hyperlink")


def unlink(story: Story, kinds: frozenset[str]) -> bool:
    """Replace the fields of these kinds by their results; False when there was none."""
    found = [one for one in fields_of(story.root) if one.instruction.kind in kinds]
    for one in reversed(found):
        _flatten(one)
    return bool(found)


def _flatten(one: Field) -> None:
    runs = _result_runs(one)
    link = (
        one.instruction.target
        if "h" in one.instruction and one.instruction.kind in {"REF", "PAGEREF", "NOTEREF"}
        else ""
    )
    if one.begin.tag == SIMPLE:
        _unwrap(one.begin)
    else:
        _drop_marks(one)
    if link and runs and _can_link(runs):
        _wrap(runs, link)


def _result_runs(one: Field) -> list[Element]:
    return [run for run in one.runs if run.find(MARK) is None and run.find(INSTRUCTION) is None]


def _drop_marks(one: Field) -> None:
    """Take away everything from the begin mark to the separator, and the end mark."""
    keep = set(one.runs)
    for run in _runs_between(run_of(one.begin), run_of(one.end)):
        if run not in keep:
            remove(run)


def _runs_between(first: Element, last: Element) -> list[Element]:
    """All runs from the first to the last, both included, in the order of the text."""
    found, inside = [], False
    for run in _top(first, last).iter(w("r")):
        inside = inside or run is first
        if inside:
            found.append(run)
        if run is last:
            break
    return found


def _top(first: Element, last: Element) -> Element:
    """The nearest element around both."""
    around = set(last.iterancestors())
    return next(one for one in first.iterancestors() if one in around)


def _unwrap(node: Element) -> None:
    """Put the children of an element in its place."""
    for inner in list(node):
        node.addprevious(inner)
    remove(node)


def _can_link(runs: list[Element]) -> bool:
    """A link can be put around runs that are neighbours in one paragraph and in no other link."""
    first = runs[0].getparent()
    return (
        first is not None
        and first.tag == P
        and all(run.getparent() is first for run in runs)
        and enclosing(first, LINK) is None
    )


def _wrap(runs: list[Element], bookmark: str) -> None:
    link = make("hyperlink", anchor=bookmark, history="1")
    runs[0].addprevious(link)
    for run in runs:
        link.append(run)


def drop_fields(story: Story, kinds: frozenset[str]) -> bool:
    """Remove the fields of these kinds with all they hold; False when there was none."""
    found = [one for one in fields_of(story.root) if one.instruction.kind in kinds]
    for one in found:
        if one.begin.tag == SIMPLE:
            remove(one.begin)
        elif one.begin.getparent() is not None and run_of(one.begin).getparent() is not None:
            for run in _runs_between(run_of(one.begin), run_of(one.end)):
                remove(run)
    return bool(found)
