"""Sheets of a scanned PDF: the picture itself where it is the whole page, and what the page shows where it is not."""

import io

import pikepdf
from PIL import Image, ImageDraw

from signatures.evidence.scans import sheets


def scanned() -> bytes:
    """One page at 150 dpi with a dark square in its upper left corner."""
    paper, sink = Image.new("L", (1240, 1754), 240), io.BytesIO()
    ImageDraw.Draw(paper).rectangle((100, 100, 300, 300), fill=30)
    paper.save(sink, "PDF", resolution=150, quality=80)
    return sink.getvalue()


def changed(contents: bytes = b"", **entries: object) -> bytes:
    with pikepdf.open(io.BytesIO(scanned())) as pdf:
        if contents:
            pdf.pages[0].contents_add(contents)
        for key, value in entries.items():
            pdf.pages[0][f"/{key}"] = value
        sink = io.BytesIO()
        pdf.save(sink)
    return sink.getvalue()


def shade(data: bytes, x: float, y: float) -> int:
    """Grey at a place, given in parts of the page."""
    (sheet,) = sheets(data)
    assert sheet.image is not None
    value = sheet.image.getpixel((round(x * sheet.image.width), round(y * sheet.image.height)))
    assert isinstance(value, int)
    return value


def test_a_page_that_is_one_picture_is_that_picture() -> None:
    (sheet,) = sheets(scanned())
    assert sheet.image is not None and sheet.image.size == (1240, 1754)
    assert shade(scanned(), 0.16, 0.11) < 60 and shade(scanned(), 0.6, 0.6) > 220


def test_what_lies_over_the_picture_is_seen() -> None:
    assert shade(changed(b"0 g 300 200 200 200 re f"), 0.65, 0.65) < 30


def test_a_page_that_is_shown_turned_is_seen_turned() -> None:
    assert shade(changed(Rotate=180), 0.84, 0.89) < 60


def test_a_page_of_which_a_part_is_shown_is_seen_as_shown() -> None:
    assert shade(changed(CropBox=pikepdf.Array([0, 0, 595, 421])), 0.16, 0.11) > 220
