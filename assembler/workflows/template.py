"""For authors of templates: which fields a Word file asks for, and its text."""

from dataclasses import replace
from pathlib import Path

from assembler.checks import check_template
from assembler.documents import Field, Template
from assembler.documents.field_errors import WordFileError
from assembler.documents.text import text_of
from assembler.workflows.check import Outcome
from assembler.workflows.shapes import shape_of, sparse_of


def check(path: Path) -> Outcome:
    """Findings over a Word file as a template, whatever it looks like; held against the complete example."""
    found = check_template(path.read_bytes(), shape_of(path), path.name, sparse_of(path))
    return Outcome(tuple(replace(finding, file=str(path)) for finding in found), (), (str(path),))


def fields(path: Path) -> tuple[Field, ...]:
    """The fields of a template, in the order in which they first stand."""
    return Template.load(path).fields()


def text(path: Path) -> str:
    """The text of a Word file as it stands, tags included."""
    data = path.read_bytes()
    try:
        return text_of(data)
    except WordFileError as why:
        raise WordFileError(why.reason, str(path)) from None
