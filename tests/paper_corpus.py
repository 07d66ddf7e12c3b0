"""Returned paper in all the ways in which offices return it, honest and not; for the suite and for ``bench.scans``.

Each treatment is what happens to a signed sheet (see ``desk``) and how it is scanned (see ``scanner``). Text of the
dossiers is fictitious.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import desk
import pypdfium2
from desk import Paper
from PIL import Image, ImageDraw
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


# What is not as it was issued

Forge = Callable[[PackFacts], list[Paper]]


@dataclass(frozen=True)
class Forgery:
    """Sheets on which something is other than what was issued, and a word that the sentence about it has."""

    sheets: Forge
    names: tuple[str, ...]
    """Words of the sentences of which one has to be said."""
    is_refused: bool = False
    """Whether nothing may be claimed."""


def money_page(pack: PackFacts) -> Place:
    return Place(pack, agreement(pack).first_page + 7)


def boxed(place: Place, words: str, nth: int = 0) -> tuple[int, int, int, int]:
    """Where words stand, in pixels of the paper."""
    page = pypdfium2.PdfDocument(place.pack.load())[place.number]
    text, scale = page.get_textpage(), 200 / 72
    search = text.search(words, match_case=True)
    for _ in range(nth):
        search.get_next()
    found = search.get_next()
    assert found is not None, words
    boxes = [text.get_charbox(found[0] + index) for index in range(found[1])]
    left, lower = min(b[0] for b in boxes) * scale, min(b[1] for b in boxes) * scale
    right, upper = max(b[2] for b in boxes) * scale, max(b[3] for b in boxes) * scale
    height = place.paper.height
    return round(left) - 1, round(height - upper) - 2, round(right) + 1, round(height - lower) + 2


def with_words(place: Place, old: str, new: str) -> Paper:
    """Some words painted over and others typed there in a like size."""
    paper, box = place.paper.copy(), boxed(place, old)
    paper.paste(255, box)
    ImageDraw.Draw(paper).text((box[0], (box[1] + box[3]) / 2), new, fill=0, font_size=28, anchor="lm")
    return paper


def _signing(pack: PackFacts) -> Place:
    return next(p for p in pages_of(pack, "SOK") if p.lines)


def _page_under(pack: PackFacts, code: int, other: int) -> Paper:
    """The text of one page over the code of another."""
    paper, text = (Place(pack, agreement(pack).first_page + n).paper.copy() for n in (code, other))
    high = round(paper.height * 0.88)
    paper.paste(text.crop((0, 0, paper.width, high)), (0, 0))
    return paper


def _struck(pack: PackFacts) -> Paper:
    paper = money_page(pack).paper.copy()
    ImageDraw.Draw(paper).line((300, 905, 1100, 911), fill=40, width=5)
    return paper


def _inserted(pack: PackFacts) -> Paper:
    paper = money_page(pack).paper.copy()
    ImageDraw.Draw(paper).text((260, 2060), "niet akkoord met dit artikel", fill=60, font_size=40)
    return paper


def _patched(pack: PackFacts) -> Paper:
    """A slip of paper over three lines, with other words on it."""
    paper = money_page(pack).paper.copy()
    pen = ImageDraw.Draw(paper)
    pen.rectangle((250, 900, 1400, 1020), fill=250)
    pen.text((260, 940), "De bijdrage vervalt zodra een partij daarom vraagt.", fill=10, font_size=30)
    return paper


FORGERIES = {
    "an amount typed over": Forgery(
        lambda p: [_signing(p).signed(), with_words(money_page(p), amount_on(money_page(p)), "99.999,99")],
        ("wijkt af", "niet is uitgegeven"),
    ),
    "a slip with other words": Forgery(lambda p: [_signing(p).signed(), _patched(p)], ("wijkt af",), True),
    "text of another page under a copied code": Forgery(
        lambda p: [_signing(p).signed(), _page_under(p, 8, 4)], ("uitgegeven tekst",), True
    ),
    "lines struck out by hand": Forgery(lambda p: [_signing(p).signed(), _struck(p)], ("niet is uitgegeven",)),
    "a remark in the margin": Forgery(lambda p: [_signing(p).signed(), _inserted(p)], ("niet is uitgegeven",)),
    "a page left out": Forgery(
        lambda p: [q.paper for q in pages_of(p, "SOK") if q.number != agreement(p).first_page + 4], ("ontbreken",)
    ),
}


def amount_on(place: Place) -> str:
    """The first amount on a page, as printed."""
    page = pypdfium2.PdfDocument(place.pack.load())[place.number]
    text = page.get_textpage().get_text_range()
    found = re.search(r"\d{1,3}\.\d{3},\d\d", text) or re.search(r"\d{2,}", text)
    assert found is not None
    return found[0]
