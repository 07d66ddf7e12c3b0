"""Scans as they come back: a PDF of pictures, TIFF of one page or many, JPEG or PNG, as grey sheets, one at a time.

What is too much is refused before it is decoded: too many pages, pictures of absurd size. Sheets are kept small enough
to hold one in memory, and large enough for the codes: about 150 dpi on A4.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps

MAX_PAGES = 1000
"""Pages of one returned file."""
MAX_PIXELS = 100_000_000
"""Of one page: A3 at 600 dpi is seventy million."""
LONG_SIDE = 1754
"""Pixels: the long side of A4 at 150 dpi."""
_A4 = 842.0
_LARGEST = 3 * _A4
"""Points: sheets longer than this are drawn no larger; a scanner's wrong resolution makes pages of metres."""
_OBJECTS = 20_000
_FEWEST = 900
"""Pixels along the long side below which a picture is no scan of a page."""
BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    MemoryError,
    RuntimeError,
    struct.error,
    Image.DecompressionBombError,
)
"""What Pillow's readers raise for a file that is broken."""
_FORMATS = {b"II*\0": "TIFF", b"MM\0*": "TIFF", b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG"}


class ScanError(Exception):
    """A returned file that cannot be looked at as a scan."""


class UnknownScanError(ScanError):
    def __init__(self) -> None:
        super().__init__("Het bestand is geen PDF, TIFF, JPEG of PNG.")


class TooManyPagesError(ScanError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"Het bestand heeft meer dan {limit} bladzijden; stuur de scan in delen.")


class TooLargeSheetError(ScanError):
    def __init__(self, number: int, pixels: int) -> None:
        super().__init__(
            f"Bladzijde {number + 1} van het bestand is een afbeelding van {pixels // 1_000_000} miljoen beeldpunten; "
            f"meer dan {MAX_PIXELS // 1_000_000} miljoen wordt niet aangenomen. Scan op 150 tot 300 dpi."
        )


class BrokenScanError(ScanError):
    def __init__(self, reason: str = "") -> None:
        super().__init__("Het bestand is beschadigd of onvolledig en kan niet worden geopend.")
        self.reason = reason


@dataclass(frozen=True)
class Sheet:
    """One page of the returned file."""

    number: int
    """From 0."""
    image: Image.Image | None
    """Grey; None where this page cannot be read."""


def is_scan(data: bytes) -> bool:
    """Whether the first bytes are those of a kind of file that can hold a scan."""
    return data.startswith(b"%PDF-") or _format(data) is not None


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of a returned file in order. Raises ScanError, before the first page where it can be known."""
    if data.startswith(b"%PDF-"):
        return _pdf_sheets(data)
    if (kind := _format(data)) is None:
        raise UnknownScanError
    return _picture_sheets(data, kind)


def _format(data: bytes) -> str | None:
    return next((kind for magic, kind in _FORMATS.items() if data.startswith(magic)), None)


def _pdf_sheets(data: bytes) -> Iterator[Sheet]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BrokenScanError(str(error)) from error
    try:
        if len(pdf) > MAX_PAGES:
            raise TooManyPagesError(MAX_PAGES)
        for number in range(len(pdf)):
            yield Sheet(number, _pdf_sheet(pdf, number))
    finally:
        pdf.close()


def _pdf_sheet(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image | None:
    try:
        page = pdf[number]
        try:
            native = _native(page, number)
            return _only_picture(page) or _drawn(page, native)
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ZeroDivisionError, MemoryError, ValueError):
        return None


def _drawn(page: pypdfium2.PdfPage, native: int) -> Image.Image:
    longest = max(page.get_size())
    goal = min(native or LONG_SIDE, _goal(longest))
    bitmap = page.render(scale=goal / longest, grayscale=True)
    try:
        picture: Image.Image = bitmap.to_pil().copy()
        return picture
    finally:
        bitmap.close()


def _only_picture(page: pypdfium2.PdfPage) -> Image.Image | None:
    """The picture of a page that shows one upright picture and nothing else, as scanners make them; else None.

    Five times as fast as drawing the page, and the same: nothing lies over it, is cut off, mirrored or transparent.
    """
    things = list(islice(page.get_objects(max_depth=1), 2))
    if len(things) != 1 or not isinstance(things[0], pypdfium2.PdfImage):
        return None
    thing, raw = things[0], things[0].raw
    if page.get_rotation() or pdfium.FPDFPage_GetAnnotCount(page.raw) or pdfium.FPDFPageObj_HasTransparency(raw):
        return None
    if pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(raw)) > 0 or not _fills(thing, page):
        return None
    if thing.get_metadata().bits_per_pixel not in (8, 24):
        return None
    if max(thing.get_px_size()) < _FEWEST:
        return None
    return _smaller(thing.get_bitmap().to_pil().convert("L"), _goal(max(page.get_size())))


def _fills(thing: pypdfium2.PdfImage, page: pypdfium2.PdfPage) -> bool:
    """Whether a picture lies upright on the whole page, with square points."""
    (a, b, c, d, e, f), (width, height) = thing.get_matrix().get(), page.get_size()
    across, along = thing.get_px_size()
    if a <= 0 or d <= 0 or max(abs(b), abs(c)) > 0.001 * a:
        return False
    room = 0.01 * max(width, height)
    is_whole = bool(max(abs(e), abs(f), abs(a - width), abs(d - height)) <= room)
    return is_whole and abs(across * d / (along * a) - 1) < 0.01 and tuple(page.get_mediabox()[:2]) == (0, 0)


def _goal(points: float) -> int:
    """Pixels wanted along the long side: 150 dpi, for larger paper too."""
    return round(LONG_SIDE * max(1.0, min(points, 2 * _A4) / _A4)) if points <= _LARGEST else 2 * LONG_SIDE


def _native(page: pypdfium2.PdfPage, number: int) -> int:
    """Pixels along the long side of the largest picture on the page; 0 where it has none. Raises TooLargeSheetError."""
    longest = 0
    for count, thing in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if count > _OBJECTS:
            break
        if isinstance(thing, pypdfium2.PdfImage):
            width, height = thing.get_px_size()
            if width * height > MAX_PIXELS:
                raise TooLargeSheetError(number, width * height)
            longest = max(longest, width, height)
    return longest if longest > _FEWEST else 0


def _picture_sheets(data: bytes, kind: str) -> Iterator[Sheet]:
    if kind == "TIFF":
        with _opened(data, kind) as counted:
            if _has_page(counted, MAX_PAGES) is True:
                raise TooManyPagesError(MAX_PAGES)
    with _opened(data, kind) as picture:
        number = 0
        while (is_there := _has_page(picture, number)) is not False:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise TooLargeSheetError(number, width * height)
            yield Sheet(number, _picture_sheet(picture) if is_there else None)
            number += 1
            if kind != "TIFF" or is_there is None:
                return


def _opened(data: bytes, kind: str) -> Image.Image:
    """The picture at its first page; opened anew, since a look beyond its last page leaves Pillow elsewhere."""
    try:
        return Image.open(io.BytesIO(data), formats=[kind])
    except BROKEN as error:
        raise BrokenScanError(str(error)) from error


def _has_page(picture: Image.Image, number: int) -> bool | None:
    """Go to a page; False where the file ends before it, None where it cannot be told what comes there."""
    try:
        picture.seek(number)
    except EOFError:
        return False
    except BROKEN:
        return None
    return True


def _picture_sheet(picture: Image.Image) -> Image.Image | None:
    try:
        if picture.format == "JPEG":
            picture.draft("L", (LONG_SIDE * 3 // 4, LONG_SIDE))
        upright = ImageOps.exif_transpose(picture)
        return _smaller(_square(_on_white(upright), picture.info.get("dpi")))
    except BROKEN:
        return None


def _square(picture: Image.Image, dpi: object) -> Image.Image:
    """With square pixels: those of a plain fax are twice as high as wide."""
    if not isinstance(dpi, tuple) or len(dpi) != 2 or not all(float(side) > 0 for side in dpi):
        return picture
    across, along = (float(side) for side in dpi)
    if not 1.2 < max(across / along, along / across) <= 4:
        return picture
    most = max(across, along)
    size = round(picture.width * most / across), round(picture.height * most / along)
    return picture.resize(size, Image.Resampling.BICUBIC)


def _on_white(picture: Image.Image) -> Image.Image:
    """Grey, with what is transparent white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("L")
    if picture.mode.startswith(("I;16", "I")):
        return picture.convert("I").point([value / 256 for value in range(65536)], "L")
    return picture.convert("L")


def _smaller(picture: Image.Image, most: int = LONG_SIDE) -> Image.Image:
    longest = max(picture.size)
    if longest <= most * 1.1:
        return picture
    goal = most / longest
    size = round(picture.width * goal), round(picture.height * goal)
    return picture.resize(size, Image.Resampling.BOX if goal <= 0.5 else Image.Resampling.BILINEAR)
