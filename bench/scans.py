"""What is recognised of scans, and what of forgeries: ``PYTHONPATH=tests python -m bench.scans``.

Every page of one example pack, printed and scanned in ten ways, then with one printed digit replaced by another of
the same page. Counts pages whose code is read, honest pages on which something is said to differ or to be added,
honest pages that would be refused, and forged pages on which the difference is pointed out.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
from PIL import Image
from scanner import POOR, Scanner, issued, pack, printed

from signatures.evidence.readings import Reading, read

WAYS = {
    "100 dpi, 2,7 degrees, JPEG 40": POOR,
    "100 dpi, -3 degrees, JPEG 40": replace(POOR, angle=-3),
    "100 dpi, upside down, JPEG 40": replace(POOR, upside_down=True, angle=1),
    "100 dpi, 97 %, shifted": replace(POOR, scale=0.97, shift=(8, 5)),
    "100 dpi, noise 14": replace(POOR, noise=14),
    "150 dpi": Scanner(),
    "150 dpi, shadow": Scanner(shadow=True, angle=-1.5),
    "200 dpi, black border": Scanner(dpi=200, border=18),
    "200 dpi, faint": Scanner(dpi=200, paper=225, ink=90),
    "300 dpi": Scanner(dpi=300, angle=1),
}


def forged(paper: Image.Image, data: bytes, number: int, chance: random.Random) -> Image.Image | None:
    """The page with one digit replaced by another one of about the same size; None where there are no two."""
    sheet = pypdfium2.PdfDocument(data)[number]
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
        for other, place in boxes:
            if other != char and abs((place[3] - place[1]) - (box[3] - box[1])) <= 2:
                paper, instead = paper.copy(), paper.crop(place)
                paper.paste(255, box)
                paper.paste(instead, box[:2])
                return paper
    return None


def seen(scanner: Scanner, paper: Image.Image, partij: str) -> Reading:
    return read(scanner.jpeg(paper), [pack(partij)])[0]


def run(partij: str = "flevoland") -> Iterator[str]:
    """A line per way of scanning."""
    data, chance = issued()[partij], random.Random(7)
    for name, scanner in WAYS.items():
        count: Counter[str] = Counter()
        for number in range(len(pypdfium2.PdfDocument(data))):
            paper = printed(data, number)
            honest = seen(scanner, paper, partij)
            count["pages"] += 1
            count["read"] += honest.page is not None
            count["compared"] += honest.look.is_compared
            count["doubted"] += bool(honest.look.changed or honest.look.added)
            count["refused"] += honest.look.is_another_text
            if (other := forged(paper, data, number, chance)) is not None:
                count["forged"] += 1
                look = seen(scanner, other, partij).look
                count["found"] += bool(look.changed or look.added)
                count["as other text"] += bool(look.changed)
        yield f"{name}: {count['read']} of {count['pages']} codes read, {count['compared']} compared"
        yield f"  honest pages doubted {count['doubted']}, refused {count['refused']}"
        found, other = count["found"], count["as other text"]
        yield f"  one digit replaced: {found} of {count['forged']} pointed out, {other} of them as other text"


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
