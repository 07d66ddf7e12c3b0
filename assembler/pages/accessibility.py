"""What LibreOffice leaves undone in its tagged PDF (ISO 14289-1, PDF/UA): lines that are neither text nor artifact,
style names mapped to themselves, and a tab order written as a string.
"""

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator, Pdf

_BEGIN, _END = ("m", "re"), ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n")
_Instruction = ContentStreamInstruction | ContentStreamInlineImage


def complete_tags(pdf: Pdf) -> None:
    """Make up for it in a tagged PDF."""
    for page in pdf.pages:
        page.obj[Name.Tabs] = Name.S
        _mark_lines(pdf, page)
    _tidy_roles(pdf.Root.StructTreeRoot)


def _mark_lines(pdf: Pdf, page: pikepdf.Page) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    marked = list(_marked(instructions))
    if len(marked) != len(instructions):
        page.obj[Name.Contents] = pdf.make_stream(pikepdf.unparse_content_stream(marked))


def _marked(instructions: Iterable[_Instruction]) -> Iterator[_Instruction]:
    """The same drawing, with each path and picture that stands outside marked content as an Artifact."""
    depth, drawing = 0, False
    for instruction in instructions:
        operator = str(instruction.operator)
        depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
        alone = depth == 0 and operator == "Do"
        begins = depth == 0 and not drawing and operator in _BEGIN
        if begins or alone:
            yield ContentStreamInstruction([Name.Artifact], Operator("BMC"))
            drawing = begins
        yield instruction
        if (drawing and operator in _END) or alone:
            yield ContentStreamInstruction([], Operator("EMC"))
            drawing = False


def _tidy_roles(root: pikepdf.Object) -> None:
    """A standard role needs no mapping, and one to itself is an error."""
    roles = root.get(Name.RoleMap, Dictionary())
    for role in [role for role, standard in roles.items() if role == str(standard)]:
        del roles[role]
