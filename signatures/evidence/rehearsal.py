"""Paper for rehearsal: a pack as it would come back from a printer, a pen and a scanner. For the demo; of no value."""

import io
import math
from collections.abc import Iterable

import pypdfium2
from PIL import Image, ImageDraw

from signatures.packs import FieldInPack, PackFacts

DPI = 150
_INCH = 72
_SKEW = 0.6
"""Degrees that the sheets lie askew on the glass."""


def scan_of(pack: PackFacts, issued: bytes) -> bytes:
    """A PDF of grey pictures: every page of the pack, with a scribble on each of its signature lines."""
    pdf = pypdfium2.PdfDocument(issued)
    sheets = [_sheet(pdf[number], _on(pack.fields, number)) for number in range(len(pdf))]
    sink = io.BytesIO()
    sheets[0].save(sink, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI, quality=70)
    return sink.getvalue()


def _on(fields: Iterable[FieldInPack], page: int) -> list[FieldInPack]:
    return [field for field in fields if field.page == page]


def _sheet(page: pypdfium2.PdfPage, fields: Iterable[FieldInPack]) -> Image.Image:
    picture: Image.Image = page.render(scale=DPI / _INCH, grayscale=True).to_pil().convert("L")
    pen = ImageDraw.Draw(picture)
    for field in fields:
        pen.line(_scribble(field, picture.height), fill=40, width=3, joint="curve")
    return picture.rotate(_SKEW, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _scribble(field: FieldInPack, height: int) -> list[tuple[float, float]]:
    """A loop along the line that no two lines share, always the same for the same line."""
    scale = DPI / _INCH
    left, bottom, right, top = (value * scale for value in field.rect)
    middle, swing = height - (bottom + top) / 2, (top - bottom) * 0.3
    phase = sum(field.name.encode()) % 7
    steps = range(60)
    return [
        (left + (right - left) * 0.7 * step / 60, middle - swing * math.sin(step / 2.3 + phase) * math.cos(step / 7))
        for step in steps
    ]
