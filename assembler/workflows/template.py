"""For authors of templates: which fields a Word file asks for, and its text."""

from pathlib import Path

from assembler.documents import Field, Template
from assembler.documents.field_errors import WordFileError
from assembler.documents.text import text_of


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
