"""The fields of a story, nested and split over paragraphs as Word writes them, and the writing of their results."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from assembler.documents.instruction import Instruction, read_instruction
from assembler.documents.text import SIGNS
from assembler.documents.wordml import (
    DELETED,
    PPR,
    RPR,
    Element,
    P,
    R,
    T,
    enclosing,
    make,
    w,
    write_text,
)  # fmt: skip

MARK = w("fldChar")
SIMPLE = w("fldSimple")
INSTRUCTION = w("instrText")


@dataclass(eq=False)
class Field:
    """One field."""

    begin: Element
    """The w:fldChar that begins it, or the w:fldSimple."""
    parent: "Field | None"
    separate: Element | None = None
    end: Element | None = None
    words: list[str] = field(default_factory=list)
    runs: list[Element] = field(default_factory=list)
    """The runs of the result, those of fields within it too."""

    @cached_property
    def instruction(self) -> Instruction:
        """Its instruction."""
        return read_instruction("".join(self.words))

    @property
    def paragraph(self) -> Element:
        """The paragraph in which it begins."""
        found = enclosing(self.begin, P)
        return found if found is not None else self.begin

    @property
    def is_locked(self) -> bool:
        """Whether the author forbade to update it."""
        return self.begin.get(w("fldLock")) in {"1", "true", "on"}

    def within(self, kind: str) -> bool:
        """Whether it stands in a field of this kind."""
        outer = self.parent
        while outer is not None:
            if outer.instruction.kind == kind:
                return True
            outer = outer.parent
        return False

    @property
    def result(self) -> str:
        """The text that the file holds as its result."""
        return "".join(run_text(run) for run in self.runs)


def run_text(run: Element) -> str:
    """The text, tabs and line ends of one run."""
    return "".join(node.text or "" if node.tag == T else SIGNS.get(node.tag, "") for node in run)


def isolate_marks(root: Element) -> None:
    """Give every field mark a run of its own, so that results can be replaced run by run."""
    for run in {mark.getparent() for mark in root.iter(MARK)}:
        if run is not None and run.tag == R:
            _isolate([node for node in run if node.tag != RPR], run)


def _isolate(content: list[Element], run: Element) -> None:
    """Move all but the first of ``content`` to runs of their own, behind each other."""
    properties = run.find(RPR)
    for node in content[1:]:
        own = make("r")
        if properties is not None:
            own.append(deepcopy(properties))
        run.addnext(own)
        own.append(node)
        run = own


def fields_of(root: Element) -> list[Field]:
    """The complete fields below ``root`` in the order in which they begin; unfinished and deleted ones left out."""
    if next(root.iter(MARK, SIMPLE), None) is None:
        return []
    isolate_marks(root)
    found: list[Field] = []
    stack: list[Field] = []
    for node, is_end in _walk(root):
        if node.tag == SIMPLE and is_end:
            stack = [one for one in stack if one.begin is not node]
        elif node.tag == SIMPLE:
            found.append(
                Field(node, stack[-1] if stack else None, separate=node, end=node, words=[node.get(w("instr"), "")])
            )
            stack.append(found[-1])
        elif not is_end:
            _take(node, stack, found)
    return [one for one in found if one.end is not None]


def _walk(root: Element) -> Iterator[tuple[Element, bool]]:
    """Runs, and field elements at their begin and end; nothing of what was deleted."""
    for node in root:
        if node.tag == R:
            yield node, False
            if any(len(inner) for inner in node):
                yield from _walk(node)
        elif node.tag == SIMPLE:
            yield node, False
            yield from _walk(node)
            yield node, True
        elif node.tag not in DELETED:
            yield from _walk(node)


def _take(run: Element, stack: list[Field], found: list[Field]) -> None:
    mark = run.find(MARK)
    kind = mark.get(w("fldCharType")) if mark is not None else None
    if kind == "begin" and mark is not None:
        found.append(Field(mark, stack[-1] if stack else None))
        _share(run, stack)
        stack.append(found[-1])
    elif kind == "separate" and stack:
        stack[-1].separate = mark
        _share(run, stack[:-1])
    elif kind == "end" and stack:
        stack.pop().end = mark
        _share(run, stack)
    else:
        _read_run(run, stack)


def _read_run(run: Element, stack: list[Field]) -> None:
    _share(run, stack)
    texts = [node.text or "" for node in run if node.tag == INSTRUCTION]
    if stack and stack[-1].separate is None:
        stack[-1].words += texts
    elif len(stack) > 1 and stack[-2].separate is None:
        stack[-2].words.append(run_text(run))


def _share(run: Element, stack: list[Field]) -> None:
    for outer in stack:
        if outer.separate is not None:
            outer.runs.append(run)


def write_result(one: Field, text: str) -> bool:
    """Make ``text`` the result of a field, in the look of its present result; False when it is that already."""
    if one.is_locked or one.result == text:
        return False
    plain = [run for run in one.runs if run.find(MARK) is None and run.find(INSTRUCTION) is None]
    run = plain[0] if plain else _new_run(one)
    for other in one.runs:
        if other is not run:
            remove(other)
    for node in list(run):
        if node.tag != RPR:
            run.remove(node)
    write_text(run, text)
    one.runs = [run]
    _join_paragraphs(one)
    return True


def remove(run: Element) -> None:
    """Take a run away, and the link or simple field around it when nothing is left in it."""
    holder = run.getparent()
    if holder is None:
        return
    holder.remove(run)
    if len(holder) == 0 and holder.tag in {w("hyperlink"), SIMPLE}:
        remove(holder)


def _new_run(one: Field) -> Element:
    """An empty run where the result belongs."""
    run = make("r")
    if one.begin.tag == SIMPLE:
        one.begin.append(run)
        return run
    begin_run = one.begin.getparent()
    properties = begin_run.find(RPR) if begin_run is not None else None
    if properties is not None:
        run.append(deepcopy(properties))
    _separate(one).addnext(run)
    return run


def _separate(one: Field) -> Element:
    """The run with the separator, made when the field never had a result."""
    if one.separate is None:
        holder = make("r")
        one.separate = make("fldChar", fldCharType="separate")
        holder.append(one.separate)
        run_of(one.end).addprevious(holder)
    return run_of(one.separate)


def run_of(mark: Element | None) -> Element:
    """The run of a field mark."""
    run = mark.getparent() if mark is not None else None
    if run is None:
        raise AssertionError("a field mark stands in a run")
    return run


def _join_paragraphs(one: Field) -> None:
    """Bring the end of a result that ran over paragraphs into its first paragraph."""
    first, last = one.paragraph, enclosing(run_of(one.end), P)
    if one.begin.tag == SIMPLE or last is None or last is first or last.getparent() is not first.getparent():
        return
    while (between := first.getnext()) is not None and between is not last:
        first.getparent().remove(between)  # type: ignore[union-attr]
    section = last.find(f"{PPR}/{w('sectPr')}")
    if section is not None:
        properties = first.find(PPR)
        (properties if properties is not None else _properties(first)).append(section)
    for node in [node for node in last if node.tag != PPR]:
        first.append(node)
    last.getparent().remove(last)  # type: ignore[union-attr]


def _properties(paragraph: Element) -> Element:
    made = make("pPr")
    paragraph.insert(0, made)
    return made
