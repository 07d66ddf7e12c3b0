"""Pages: from a filled Word file to a pack that lasts. Combines, numbers and archives; knows no templates."""

from assembler.pages import embedded, office
from assembler.pages.conversion import Text, convert, convert_all, convert_each
from assembler.pages.engine import Limits, PdfEngine, engine_named
from assembler.pages.errors import ComponentError, ConversionError, PagesError
from assembler.pages.fonts import FontSet, font_set
from assembler.pages.lint import FontRemark, lint_fonts

ENGINES = (embedded.NAME, office.NAME)

__all__ = [
    "ENGINES",
    "ComponentError",
    "ConversionError",
    "FontRemark",
    "FontSet",
    "Limits",
    "PagesError",
    "PdfEngine",
    "Text",
    "convert",
    "convert_all",
    "convert_each",
    "engine_named",
    "font_set",
    "lint_fonts",
]
