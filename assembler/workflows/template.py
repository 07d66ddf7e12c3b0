"""For authors of templates: which fields a Word file asks for, and its text."""

from pathlib import Path

from assembler.documents import Field, Template
from assembler.documents.text import text_of


def fields(path: Path) -> tuple[Field, ...]:
    """The fields of a template, in the order in which they first stand."""
    return Template.load(path).fields()


def text(path: Path) -> str:
    """The text of a Word file as it stands, tags included."""
    return text_of(path.read_bytes())
