"""Word: templates compiled and filled, fields resolved, texts read; the only room that knows docxtpl and jinja2."""

from assembler.documents.errors import DocumentsError, FillError, Mistake, OpenPointError, Place, TemplateError
from assembler.documents.field_paths import Field
from assembler.documents.scopes import Literal, Loop, Printed, Scopes, Slip, SlipKind
from assembler.documents.template import Template

__all__ = [
    "DocumentsError",
    "Field",
    "FillError",
    "Literal",
    "Loop",
    "Mistake",
    "OpenPointError",
    "Place",
    "Printed",
    "Scopes",
    "Slip",
    "SlipKind",
    "Template",
    "TemplateError",
]
