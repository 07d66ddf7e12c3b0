"""Returned paper in all the ways in which offices return it, honest and not; for the suite and for ``bench.scans``.

Each treatment is what happens to a signed sheet (see ``desk``) and how it is scanned (see ``scanner``). Text of the
dossiers is fictitious.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import desk
from desk import Paper
from PIL import Image
from scanner import ISSUED_AT, POOR, Scanner, printed

from assembler.workflows.issue import prepare
from bench.dossiers import write
from signatures.packs import DocumentInPack, PackFacts

EXAMPLE = Path(__file__).parents[1] / "templates" / "voorbeelden" / "tekenklaar"
OFFICE = Scanner()
FAX = Scanner(dpi=200, noise=0, blur=0.4)


@cache
def packs_of(partijen: int = 0) -> tuple[PackFacts, ...]:
    """The packs of the example dossier, or of a made-up one with this many partijen, as they are issued."""
    with TemporaryDirectory() as folder:
        source = write(Path(folder), partijen) if partijen else EXAMPLE
        made = prepare(source, engine="embedded", moment=ISSUED_AT, by="J. Jansen")
    return tuple(replace(pack, loader=partial(bytes, data)) for pack, data in made.packs)


@dataclass(frozen=True)
class Place:
    """A page of a pack."""

    pack: PackFacts
    number: int

    @property
    def paper(self) -> Paper:
        return printed(self.pack.load(), self.number)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.pack.fields if field.page == self.number)

    def signed(self, **pen: object) -> Paper:
        fields = [field for field in self.pack.fields if field.page == self.number]
        return desk.signed_with(self.paper, fields, **pen)  # type: ignore[arg-type]


def pages_of(pack: PackFacts, kind: str = "") -> list[Place]:
    """The pages of the documents in a pack whose code has this word in it."""
    chosen = [document for document in pack.documents if kind in document.code]
    return [Place(pack, doc.first_page + page) for doc in chosen for page in range(doc.pages)]


def agreement(pack: PackFacts) -> DocumentInPack:
    return next(document for document in pack.documents if "SOK" in document.code)


def some_pages(pack: PackFacts) -> list[Place]:
    """Pages with lines of the own partij, one of money, one of a letter, one of an annex."""
    lines = sorted({field.page for field in pack.fields})
    first = agreement(pack).first_page
    chosen = [*lines, first + 7, 0, next((d.first_page + 1 for d in pack.documents if "JAARPLAN" in d.code), 1)]
    return [Place(pack, number) for number in dict.fromkeys(chosen)]


Lay = Callable[[Paper], Paper]
Make = Callable[[Sequence[Paper]], bytes]


@dataclass(frozen=True)
class Treatment:
    """What happens to honest sheets, and how they become a file."""

    pen: dict[str, object]
    lay: Lay
    make: Make
    """Sheets in colour or grey to the returned file."""
    adds: bool = False
    """Whether something stands on the paper that the person who decides should see."""


def grey(scanner: Scanner) -> Make:
    return lambda papers: scanner.pdf([paper.convert("L") for paper in papers])


def colour(scanner: Scanner) -> Make:
    def make(papers: Sequence[Paper]) -> bytes:
        first, *rest = (
            Image.merge("RGB", [scanner.scan(band, seed) for band in paper.convert("RGB").split()])
            for seed, paper in enumerate(papers)
        )
        sink = io.BytesIO()
        first.save(sink, "PDF", save_all=True, append_images=rest, quality=scanner.quality, resolution=scanner.dpi)
        return sink.getvalue()

    return make


def fax(scanner: Scanner, cut: int = 150, tall: float = 1.0) -> Make:
    """TIFF of group 4 in two colours; ``tall`` below one makes the pixels of a plain fax, higher than wide."""

    def make(papers: Sequence[Paper]) -> bytes:
        first, *rest = (bilevel(scanner.scan(paper.convert("L"), seed)) for seed, paper in enumerate(papers))
        sink = io.BytesIO()
        size = scanner.dpi, round(scanner.dpi * tall)
        first.save(sink, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=size)
        return sink.getvalue()

    def bilevel(seen: Paper) -> Paper:
        seen = seen.resize((seen.width, round(seen.height * tall)), Image.Resampling.BOX) if tall != 1.0 else seen
        return seen.point([255 * (value > cut) for value in range(256)]).convert("1")

    return make


def tiff(scanner: Scanner) -> Make:
    return lambda papers: scanner.tiff([paper.convert("L") for paper in papers])


def same(paper: Paper) -> Paper:
    return paper


def _how(pen: str = desk.BLUE, width: int = 4, swing: float = 18) -> dict[str, object]:
    return {"ink": pen, "width": width, "swing": swing}


PENS = {
    "blue pen, in colour": Treatment(_how(), same, colour(OFFICE)),
    "red pen": Treatment(_how(desk.RED), same, grey(OFFICE)),
    "green pen": Treatment(_how(desk.GREEN), same, grey(OFFICE)),
    "thick marker across the lines": Treatment(_how(desk.BLACK, 13, 45), same, grey(OFFICE)),
    "faint pencil": Treatment(_how(desk.PENCIL, 3), same, grey(OFFICE)),
    "faint pencil, 100 dpi, JPEG 40": Treatment(_how(desk.PENCIL, 3), same, grey(replace(POOR, angle=1))),
}
DESK = {
    "round blue stamp over text": Treatment(_how(), lambda p: desk.round_stamp(p, 330, 300), colour(OFFICE), True),
    "round red stamp over text": Treatment(
        _how(), lambda p: desk.round_stamp(p, 330, 300, desk.RED), grey(OFFICE), True
    ),
    "stamp of the post room": Treatment(_how(), desk.received_stamp, grey(OFFICE), True),
    "a paraaf on every page": Treatment(_how(), desk.initialled, grey(OFFICE), True),
    "yellow marker": Treatment(_how(), desk.highlighted, colour(OFFICE)),
    "coffee": Treatment(_how(), desk.coffee, colour(OFFICE), True),
    "punched holes, lid dark": Treatment(_how(), desk.holes, grey(OFFICE), True),
    "punched holes, lid light": Treatment(_how(), lambda p: desk.holes(p, "#e8e8e8"), grey(OFFICE)),
    "staple": Treatment(_how(), desk.staple, grey(OFFICE), True),
    "folded in three": Treatment(_how(), desk.creases, grey(OFFICE)),
}
PAPERS = {
    "margins cropped by 8 mm": Treatment(_how(), lambda p: desk.cropped(p, 8, 8, 5, 5), grey(OFFICE)),
    "left 25 mm cropped, letters gone": Treatment(_how(), lambda p: desk.cropped(p, left=32), grey(OFFICE)),
    "A4 on Letter": Treatment(_how(), desk.on_letter, grey(OFFICE)),
    "A4 on the glass of A3": Treatment(_how(), desk.on_a3, grey(OFFICE)),
}
SCANS = {
    "150 dpi": Treatment(_how(), same, grey(OFFICE)),
    "150 dpi, TIFF": Treatment(_how(), same, tiff(OFFICE)),
    "100 dpi, 2.7 degrees, JPEG 40": Treatment(_how(), same, grey(POOR)),
    "100 dpi, -3 degrees, JPEG 40": Treatment(_how(), same, grey(replace(POOR, angle=-3))),
    "100 dpi, upside down, JPEG 40": Treatment(_how(), same, grey(replace(POOR, upside_down=True, angle=1))),
    "100 dpi, noise": Treatment(_how(), same, grey(replace(POOR, noise=14))),
    "150 dpi, shadow": Treatment(_how(), same, grey(Scanner(shadow=True, angle=-1.5))),
    "200 dpi, black border": Treatment(_how(), same, grey(Scanner(dpi=200, border=18))),
    "200 dpi, faint toner": Treatment(_how(), same, grey(Scanner(dpi=200, paper=225, ink=90))),
    "300 dpi, colour": Treatment(_how(), same, colour(Scanner(dpi=300, angle=1))),
    "fax of 200 dpi": Treatment(_how(), same, fax(FAX)),
    "fax of 200 dpi, dark": Treatment(_how(), same, fax(FAX, 190)),
    "fax of 200 dpi, thin, askew": Treatment(_how(), same, fax(replace(FAX, angle=1.2), 110)),
    "fax of 204 by 98 dpi": Treatment(_how(), same, fax(FAX, 150, 0.49)),
}
HONEST = PENS | DESK | PAPERS | SCANS
