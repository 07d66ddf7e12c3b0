"""Page codes on scanned sheets: which document, version and page a sheet says it is, and where the code stands.

The code is ``TK1:<document>:<version>:<page>/<pages>:<12 hexadecimal digits>`` in a QR code in the lower right corner.
Reading the two corners where it stands on a sheet that lies straight or upside down is ten times as fast as searching
a whole page, so that is done first; a scan in which nothing is found is enlarged, because modules of one and a half
pixel (100 dpi) are now and then missed as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image

_PAYLOAD = re.compile(r"TK1:([A-Z0-9][A-Z0-9.-]{0,31}):([A-Z0-9][A-Z0-9.-]{0,31}):(\d{1,5})/(\d{1,5}):([0-9A-F]{12})")
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_WIDE, _HIGH = 0.32, 0.24
"""Part of the sheet that a corner takes: the code, and room for a sheet that lies shifted."""
_LONGEST = 6000
"""Pixels beyond which a picture is not enlarged."""

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left of the code, as the code itself is turned."""


@dataclass(frozen=True, order=True)
class SheetCode:
    """What one sheet says about itself."""

    document: str
    version: str
    digest: str
    """First 12 hexadecimal digits, upper case, of the SHA-256 of the text."""
    page: int
    """From 1, within the document."""
    pages: int

    @classmethod
    def parse(cls, text: str) -> "SheetCode | None":
        """Read a payload; None for any other QR code, such as that of a post stamp."""
        match = _PAYLOAD.fullmatch(text.strip())
        if match is None or not 1 <= int(match[3]) <= int(match[4]):
            return None
        return cls(match[1], match[2], match[5], int(match[3]), int(match[4]))


@dataclass(frozen=True)
class FoundCode:
    """A code, and its place on the picture in pixels."""

    code: SheetCode
    corners: Corners


def find_codes(sheet: Image.Image) -> tuple[FoundCode, ...]:
    """The page codes on a sheet, however it is turned; more than one only where several pages lie on one sheet."""
    for box, size in _places(sheet):
        if found := _read(sheet, box, size):
            return found if _fills(found[0], sheet) else _read(sheet, (0, 0, *sheet.size), 1) or found
    return ()


def code_in(picture: Image.Image) -> Corners | None:
    """Where the code of an issued page stands on a clean picture of it; None when it bears none."""
    found = _read(picture, (0, 0, *picture.size), 1)
    return found[0].corners if found else None


def _places(sheet: Image.Image) -> Iterator[tuple[tuple[int, int, int, int], int]]:
    width, height = sheet.size
    wide, high = round(width * _WIDE), round(height * _HIGH)
    lower, upper = (width - wide, height - high, width, height), (0, 0, wide, high)
    for size in (1, 3):
        yield lower, size
        yield upper, size
    yield (0, 0, width, height), 1
    if max(width, height) * 2 <= _LONGEST:
        yield (0, 0, width, height), 2


def _read(sheet: Image.Image, box: tuple[int, int, int, int], size: int) -> tuple[FoundCode, ...]:
    part = sheet.crop(box)
    if size > 1:
        part = part.resize((part.width * size, part.height * size), Image.Resampling.BICUBIC)
    found = (
        FoundCode(code, _corners(barcode.position, box, size))
        for barcode in zxingcpp.read_barcodes(part, formats=_QR)
        if (code := SheetCode.parse(barcode.text)) is not None
    )
    return tuple(sorted(found, key=lambda each: each.code))


def _corners(place: zxingcpp.Position, box: tuple[int, int, int, int], size: int) -> Corners:
    a, b, c, d = (
        (point.x / size + box[0], point.y / size + box[1])
        for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    )
    return a, b, c, d


def _fills(found: FoundCode, sheet: Image.Image) -> bool:
    """Whether the page of this code takes most of the sheet: a code is one twenty-first of the long side of A4."""
    (ax, ay), (bx, by), *_ = found.corners
    return 21 * max(abs(ax - bx), abs(ay - by)) > 0.75 * max(sheet.size)
