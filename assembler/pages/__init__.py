"""Pages: from a filled Word file to a pack that lasts. Combines, numbers and archives; knows no templates."""

from assembler.pages import embedded, office
from assembler.pages.codes import PageCode, document_code, short_hash
from assembler.pages.conversion import Text, convert, convert_all, convert_each
from assembler.pages.crew import warm_up
from assembler.pages.engine import Limits, PdfEngine, engine_named
from assembler.pages.errors import BatchError, ComponentError, ConversionError, PagesError, SuppliedFileError
from assembler.pages.fonts import FontSet, font_set
from assembler.pages.lint import FontRemark, lint_fonts
from assembler.pages.packs import PackPlan, build_pack, build_packs, check_pack
from assembler.pages.parts import Attachment, Part
from assembler.pages.shared import SharedPart, build_shared
from assembler.pages.supplied import Supplied, take_in

ENGINES = (embedded.NAME, office.NAME)

__all__ = [
    "ENGINES",
    "Attachment",
    "BatchError",
    "ComponentError",
    "ConversionError",
    "FontRemark",
    "FontSet",
    "Limits",
    "PackPlan",
    "PageCode",
    "PagesError",
    "Part",
    "PdfEngine",
    "SharedPart",
    "Supplied",
    "SuppliedFileError",
    "Text",
    "build_pack",
    "build_packs",
    "build_shared",
    "check_pack",
    "convert",
    "convert_all",
    "convert_each",
    "document_code",
    "engine_named",
    "font_set",
    "lint_fonts",
    "short_hash",
    "take_in",
    "warm_up",
]
