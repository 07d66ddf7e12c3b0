"""The facts of a cooperation agreement: read from ``dossier.yaml``, validated, frozen, and shown to templates.

``Dossier.load`` gives the facts or every mistake in them; ``open_points`` what is still missing before issue;
``view`` the plain data that templates use.
"""

from assembler.dossier import view
from assembler.dossier.dossier import Dossier
from assembler.dossier.mistakes import DossierError, Mistake
from assembler.dossier.open_points import open_points
from assembler.dossier.openheid import Open, OpenPoint

__all__ = ["Dossier", "DossierError", "Mistake", "Open", "OpenPoint", "open_points", "view"]
