"""Where the templates and the example dossiers are: beside the packages in a checkout, inside the wheel otherwise."""

from pathlib import Path

import assembler

_PACKAGE = Path(assembler.__file__).parent
_CHECKOUT = _PACKAGE.parent / "templates"
TEMPLATES = _PACKAGE / "templates" if (_PACKAGE / "templates").is_dir() else _CHECKOUT
EXAMPLES = TEMPLATES / "voorbeelden"


def template_path(soort: str) -> Path:
    """The Word template of one kind of document."""
    return TEMPLATES / f"{soort}.docx"
