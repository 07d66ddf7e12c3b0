"""The lowest 20 mm of a page belong to the page code: no document of ours draws there."""

import pypdfium2
import pytest
from papers import ENGINES, MOMENT

from assembler.dossier import Dossier
from assembler.pages import Text, convert_all
from assembler.workflows.assemble import Assembly
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import Stuk, stukken

_DPI = 50
_FOOT = 20
"""Millimetres."""
PACKED = ("samenwerkingsovereenkomst", "verlenging", "jaarplan", "volmacht", "aanbiedingsbrief")


def one_of_each() -> list[Stuk]:
    """The first document of every kind that can stand in a pack."""
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    everything = stukken(assembly.facts)
    return [next(stuk for stuk in everything if stuk.soort == soort) for soort in PACKED]


def darkest_below(page: pypdfium2.PdfPage) -> int:
    """The darkest grey in the foot of the page: 255 is white."""
    picture = page.render(scale=_DPI / 72, grayscale=True).to_pil()
    foot = round(_FOOT / 25.4 * _DPI)
    return int(picture.crop((0, picture.height - foot, picture.width, picture.height)).getextrema()[0])


@pytest.mark.parametrize("engine", ENGINES)
def test_no_document_of_ours_draws_where_the_page_code_stands(engine: str) -> None:
    assembly = Assembly.of(Dossier.load(EXAMPLES / "tekenklaar"))
    texts = [Text(assembly.fill(stuk), stuk.key) for stuk in one_of_each()]
    drawn = [
        (text.title, number)
        for text, pdf in zip(texts, convert_all(texts, engine, moment=MOMENT, validate=False), strict=True)
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1)
        if darkest_below(page) < 250
    ]
    assert drawn == []
