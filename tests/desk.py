"""What happens to paper on a desk before it is scanned: pens, stamps, stains, holes. Same input, same paper."""

import random
from collections.abc import Callable, Sequence
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from signatures.packs import FieldInPack

Paper = Image.Image
"""In colour or grey, at 200 dpi."""
_SCALE = 200 / 72
BLUE, RED, GREEN, BLACK, PENCIL = "#1a3fa0", "#c02418", "#147a3c", "#202020", "#a8a8a8"


def in_colour(paper: Paper) -> Paper:
    """The paper, ready for coloured ink."""
    return paper.convert("RGB")


def signed_with(
    paper: Paper, fields: Sequence[FieldInPack], ink: str = BLUE, width: int = 4, swing: float = 18
) -> Paper:
    """A signature on each of these lines, with the day written above it."""
    paper = in_colour(paper)
    for field in fields:
        left, bottom, right, top = field.rect
        chance, pen = random.Random(field.name), ImageDraw.Draw(paper)
        x, middle = left + 15, (bottom + top) / 2
        stroke = [(x, middle)]
        for _ in range(26):
            x += chance.uniform(-2, (right - left) / 26)
            stroke.append((x, middle + chance.uniform(-swing, swing)))
        pen.line([(a * _SCALE, paper.height - b * _SCALE) for a, b in stroke], fill=ink, width=width, joint="curve")
        place = (left + 8) * _SCALE, paper.height - (top + 28) * _SCALE
        pen.text(place, "Lelystad, 13-2-2024", fill=ink, font_size=11 * _SCALE)
    return paper


def _over(paper: Paper, paint: Callable[[ImageDraw.ImageDraw], object], blur: float = 0.6) -> Paper:
    """Ink through which the print is still seen."""
    ground = in_colour(paper)
    layer = Image.new("RGB", ground.size, "white")
    paint(ImageDraw.Draw(layer))
    return ImageChops.multiply(ground, layer.filter(ImageFilter.GaussianBlur(blur)))


def round_stamp(paper: Paper, x: float, y: float, ink: str = BLUE, radius: float = 48) -> Paper:
    """The round stamp of an organisation; middle in points from the upper left."""

    def paint(pen: ImageDraw.ImageDraw) -> None:
        for part, width in ((1.0, 5), (0.72, 3)):
            r = radius * part * _SCALE
            pen.ellipse((x * _SCALE - r, y * _SCALE - r, x * _SCALE + r, y * _SCALE + r), outline=ink, width=width)
        for index, letter in enumerate("PROVINCIE VOORBEELD "):
            turn, r = index / 20 * 2 * pi, radius * 0.85 * _SCALE
            pen.text((x * _SCALE + r * cos(turn), y * _SCALE + r * sin(turn)), letter, ink, font_size=20, anchor="mm")

    return _over(paper, paint)


def received_stamp(paper: Paper) -> Paper:
    """The stamp of a post room in the upper right corner."""

    def paint(pen: ImageDraw.ImageDraw) -> None:
        pen.rectangle((1130, 40, 1560, 160), outline=RED, width=5)
        pen.text((1345, 75), "INGEKOMEN", RED, font_size=38, anchor="mm")
        pen.text((1345, 125), "14 FEB. 2024", RED, font_size=32, anchor="mm")

    return _over(paper, paint)


def initialled(paper: Paper) -> Paper:
    """A paraaf in the lower left corner."""
    paper = in_colour(paper)
    pen = ImageDraw.Draw(paper)
    pen.line([(150, 2190), (190, 2120), (205, 2200), (240, 2130), (230, 2210), (310, 2150)], BLUE, 4, joint="curve")
    return paper


def coffee(paper: Paper) -> Paper:
    """The ring of a cup, over the text."""
    return _over(paper, lambda pen: pen.ellipse((500, 700, 1000, 1200), fill="#f0e4d0", outline="#b08a5a", width=12), 3)


def holes(paper: Paper, shade: str = "#303030") -> Paper:
    """Two punched holes in the left margin."""
    paper = in_colour(paper)
    for y in (1010, 1330):
        ImageDraw.Draw(paper).ellipse((70, y, 115, y + 45), fill=shade)
    return paper


def staple(paper: Paper) -> Paper:
    """A staple in the upper left corner, and the shadow of the fold."""
    paper = in_colour(paper)
    pen = ImageDraw.Draw(paper)
    pen.line((60, 130, 150, 60), fill="#505050", width=6)
    pen.line((0, 300, 300, 0), fill="#d8d8d8", width=5)
    return paper


def creases(paper: Paper) -> Paper:
    """Folded in three for an envelope."""

    def paint(pen: ImageDraw.ImageDraw) -> None:
        for y in (780, 1560):
            pen.line((0, y, 1654, y + 6), fill="#d0d0d0", width=5)

    return _over(paper, paint, 1.5)


def highlighted(paper: Paper) -> Paper:
    """A line of text in yellow."""
    return _over(paper, lambda pen: pen.rectangle((240, 800, 1400, 850), fill="#fff25a"))


def cropped(paper: Paper, left: int = 0, upper: int = 0, right: int = 0, lower: int = 0) -> Paper:
    """Cut off along the edges, in millimetres: a feeder that takes too little."""
    cut = tuple(round(mm / 25.4 * 200) for mm in (left, upper, right, lower))
    return paper.crop((cut[0], cut[1], paper.width - cut[2], paper.height - cut[3]))


def on_letter(paper: Paper) -> Paper:
    """A4 printed to fit on American Letter."""
    width, height = round(8.5 * 200), 11 * 200
    small = paper.resize((round(paper.width * height / paper.height), height), Image.Resampling.BICUBIC)
    sheet = Image.new(paper.mode, (width, height), "white")
    sheet.paste(small, ((width - small.width) // 2, 0))
    return sheet


def on_a3(paper: Paper) -> Paper:
    """Left on the glass of a scanner that was set to A3."""
    sheet = Image.new(paper.mode, (paper.height, paper.width * 2), "white")
    sheet.paste(paper, (0, 0))
    return sheet
