"""Links: the contents and the references of a document can be clicked, in the document and in its pack."""

import io
from functools import cache

import pikepdf
import pytest
from papers import ENGINES, MOMENT, made, part

from assembler.pages import PackPlan, build_pack, build_shared
from assembler.pages.pdf_text import pages_of

ARTICLES = [f"Artikel{number}Verplichtingen" for number in range(1, 7)]


@cache
def pack(engine: str) -> bytes:
    """Letter, agreement, the agreement again (so that its names occur twice), volmacht."""
    twice = [part(engine, "Overeenkomst", label) for label in ("SOK-", "B1-")]
    shared = build_shared(twice, title="Gedeeld", moment=MOMENT)
    letter, mandate = part(engine, "Brief", "AB-"), part(engine, "Volmacht", "VM-")
    return build_pack(PackPlan("Pakket", shared, (letter,), MOMENT, (mandate,)))


def headings(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, from 0, on which the articles stand, those that list them left out."""
    texts = [page.replace(" ", "").replace("\n", "") for page in pages_of(pdf)]
    listing = [number for number, text in enumerate(texts) if all(article in text for article in ARTICLES)]
    return [
        next(number for number, text in enumerate(texts) if number > contents and article in text)
        for contents in listing
        for article in ARTICLES
    ]


def links(pdf: pikepdf.Pdf) -> list[int]:
    """Where the links of all pages go, from the top of each page down, a link of several pieces once."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", []):
            found[number, -round(float(link.Rect[3]) / 4)] = numbers[link.Dest[0].objgen]
    return [found[place] for place in sorted(found)]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_line_of_the_contents_goes_to_its_article(engine: str) -> None:
    with pikepdf.open(io.BytesIO(made(engine)["Overeenkomst"])) as pdf:
        assert links(pdf)[:6] == headings(pdf)


@pytest.mark.parametrize("engine", ENGINES)
def test_in_a_pack_every_line_of_the_contents_goes_to_the_article_of_its_own_part(engine: str) -> None:
    with pikepdf.open(io.BytesIO(pack(engine))) as pdf:
        wanted = headings(pdf)
        assert len(wanted) == 12 and len(set(wanted)) >= 6
        goes = links(pdf)
        assert [place for place in goes if place in wanted][:12] == wanted
