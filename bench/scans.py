"""What is recognised of returned paper: ``PYTHONPATH=tests python -m bench.scans [PARTIJEN …]``.

Packs of the example dossier, or of made-up ones with so many partijen, come back in all the ways of ``paper_corpus``.
Of every way: pages whose code is read, lines rightly claimed, lines claimed on which nobody wrote, pages of which
printed text is wrongly said to differ, and places that are shown as added. Then what is forged, in four scans each, and
single digits that are replaced by another of the same page.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from paper_corpus import FAX, FORGERIES, HONEST, OFFICE, Place, colour, fax, grey, packs_of, pages_of, some_pages
from PIL import Image
from scanner import POOR, RECEIVED_AT, Scanner

from signatures.evidence.paper import check_scan
from signatures.evidence.paper_report import Report
from signatures.evidence.readings import read
from signatures.evidence.verdict import Judgement, Line
from signatures.packs import PackFacts

WAYS = {
    "100 dpi, 2.7 degrees, JPEG 40": POOR,
    "100 dpi, upside down, JPEG 40": replace(POOR, upside_down=True, angle=1),
    "150 dpi": OFFICE,
    "300 dpi": Scanner(dpi=300, angle=1),
}
MAKERS = {"150 dpi": grey(OFFICE), "100 dpi": grey(POOR), "300 dpi": colour(WAYS["300 dpi"]), "fax": fax(FAX)}


def honest(packs: tuple[PackFacts, ...], pack: PackFacts) -> Iterator[str]:
    """A line per way, and the sum."""
    total: Counter[str] = Counter()
    for name, way in HONEST.items():
        places = some_pages(pack)
        readings = read(way.make([way.lay(place.signed(**way.pen)) for place in places]), packs)
        report = Report(readings, packs, Judgement(Line.TRUST, Line.REVOCATION))
        written = {f.slot for f in pack.fields if f.page in {place.number for place in places}}
        claimed = {claim.slot for claim in report.claims}
        count = Counter(
            pages=len(places),
            read=sum(reading.page is not None for reading in readings),
            compared=sum(reading.look.is_compared for reading in readings),
            lines=len(written),
            right=len(written & claimed),
            phantom=len(claimed - written),
            deviating=sum(bool(reading.look.changed) or reading.look.is_another_page for reading in readings),
            shown=sum(len(reading.look.added) for reading in readings if not way.adds),
        )
        total += count
        yield f"  {name}: {_told(count)}"
    yield f"  all: {_told(total)}"


def _told(count: Counter[str]) -> str:
    return (
        f"codes {count['read']}/{count['pages']}, compared {count['compared']}, "
        f"lines {count['right']}/{count['lines']}, claimed unwritten {count['phantom']}, "
        f"said to differ {count['deviating']}, shown without cause {count['shown']}"
    )


def forged(packs: tuple[PackFacts, ...], pack: PackFacts) -> Iterator[str]:
    """A line per forgery: in which scans it is named."""
    for name, forgery in FORGERIES.items():
        named = {}
        for scan, make in MAKERS.items():
            outcome = check_scan(make(forgery.sheets(pack)), "scan", packs, RECEIVED_AT)
            named[scan] = any(word in reason for reason in outcome.reasons for word in forgery.names)
        yield f"  {name}: named in {sum(named.values())} of {len(named)} {[scan for scan in named if not named[scan]]}"


def other_digit(place: Place, chance: random.Random) -> Image.Image | None:
    """The page with one digit replaced by another one of about the same size; None where there are no two."""
    sheet = pypdfium2.PdfDocument(place.pack.load())[place.number]
    text, height = sheet.get_textpage(), sheet.get_height()
    boxes = []
    for index, char in enumerate(text.get_text_range()[: text.count_chars()]):
        left, lower, right, upper = text.get_charbox(index)
        if char.isdigit() and height - lower < height - 75 and upper - lower > 6.5:
            points = left, height - upper, right, height - lower
            box = tuple(round(point * 200 / 72 + room) for point, room in zip(points, (-1, -1, 1, 1), strict=True))
            boxes.append((char, box))
    chance.shuffle(boxes)
    for char, box in boxes:
        for other, place_of in boxes:
            if other != char and abs((place_of[3] - place_of[1]) - (box[3] - box[1])) <= 2:
                paper, instead = place.paper.copy(), place.paper.crop(place_of)
                paper.paste(255, box)
                paper.paste(instead, box[:2])
                return paper
    return None


def digits(packs: tuple[PackFacts, ...], pack: PackFacts) -> Iterator[str]:
    """A line per way of scanning: of how many pages one changed digit is pointed out."""
    chance = random.Random(7)
    for name, scanner in WAYS.items():
        count: Counter[str] = Counter()
        for place in pages_of(pack):
            if (paper := other_digit(place, chance)) is not None:
                look = read(scanner.jpeg(paper), packs)[0].look
                count["forged"] += 1
                count["found"] += bool(look.changed or look.added)
                count["other"] += bool(look.changed)
        yield f"  {name}: {count['found']} of {count['forged']} pointed out, {count['other']} of them as other text"


def run(partijen: int = 0) -> Iterator[str]:
    """The lines about one dossier; the example when no number is given."""
    packs = packs_of(partijen)
    pack = packs[-1]
    yield f"{pack.dossier}, {pack.partij}: honest paper"
    yield from honest(packs, pack)
    yield "what is not as issued"
    yield from forged(packs, pack)
    yield "one digit for another"
    yield from digits(packs, pack)


if __name__ == "__main__":
    for number in [int(word) for word in sys.argv[1:]] or [0]:
        for line in run(number):
            print(line, flush=True)
