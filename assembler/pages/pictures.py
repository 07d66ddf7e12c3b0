"""A supplied picture becomes pages: upright, at its own size where it fits, else as large as the sheet allows."""

import io

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from assembler.pages.refusal import Refusal

_MM = 72 / 25.4
A4 = (210 * _MM, 297 * _MM)
_MARGIN = 12 * _MM
_FOOT = 22 * _MM
_FORMATS = ("PNG", "JPEG", "TIFF", "MPO")
MOST_PIXELS = 120_000_000
MOST_FRAMES = 200
_LEAST_DPI, _MOST_DPI = 50, 2400


def pdf_of_picture(data: bytes) -> pikepdf.Pdf:
    """A PDF with one A4 page per frame. Raises Refusal."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    pdf = pikepdf.Pdf.new()
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _bound(picture)
            frames = [picture] if picture.format == "MPO" else ImageSequence.Iterator(picture)
            for frame in frames:
                _add_page(pdf, frame, data if _goes_unchanged(picture) else None)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal("large", "te veel beeldpunten", f"{MOST_PIXELS // 1_000_000} miljoen beeldpunten") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refusal("damaged", "afbeelding") from None
    return pdf


def _bound(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise Refusal(
            "large", f"{picture.width} bij {picture.height} beeldpunten", f"{MOST_PIXELS // 1_000_000} miljoen"
        )
    frames = getattr(picture, "n_frames", 1)
    if frames > MOST_FRAMES:
        raise Refusal("large", f"{frames} beelden", f"{MOST_FRAMES} beelden")


def _goes_unchanged(picture: Image.Image) -> bool:
    """A plain JPEG that stands upright is taken over without being compressed again."""
    upright = picture.getexif().get(0x0112, 1) == 1
    return picture.format == "JPEG" and picture.mode in ("RGB", "L") and upright and "icc_profile" not in picture.info


def _add_page(pdf: pikepdf.Pdf, frame: Image.Image, jpeg: bytes | None) -> None:
    dpi = _resolution(frame)
    if jpeg is not None:
        size, xobject = frame.size, _jpeg(pdf, frame, jpeg)
        frame.load()
    else:
        upright = _on_white(ImageOps.exif_transpose(frame))
        size, xobject = upright.size, _raster(pdf, upright)
        dpi = dpi if frame.size == upright.size else dpi[::-1]
    sheet = A4 if size[0] <= size[1] else A4[::-1]
    x, y, width, height = _placed(size, dpi, sheet)
    pdf.add_blank_page(page_size=sheet)
    page = pdf.pages[-1]
    page.obj[Name.Resources] = Dictionary(XObject=Dictionary(Im0=xobject))
    drawing = f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /Im0 Do Q"
    page.obj[Name.Contents] = pdf.make_stream(drawing.encode("ascii"))


def _resolution(frame: Image.Image) -> tuple[float, float]:
    """Dots per inch as the file says; 0 where it says nothing that can be true."""
    across, down = (float(value) for value in frame.info.get("dpi", (0, 0)))
    fine = all(_LEAST_DPI <= value <= _MOST_DPI for value in (across, down))
    return (across, down) if fine else (0.0, 0.0)


def _placed(
    size: tuple[int, int], dpi: tuple[float, float], sheet: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Left, bottom, width and height in points: centred, hung from the top, clear of the page code."""
    free = (sheet[0] - 2 * _MARGIN, sheet[1] - _MARGIN - _FOOT)
    natural = (size[0] / dpi[0] * 72, size[1] / dpi[1] * 72) if dpi[0] else (float(size[0]), float(size[1]))
    scale = min(free[0] / natural[0], free[1] / natural[1])
    if dpi[0]:
        scale = min(1.0, scale)
    width, height = natural[0] * scale, natural[1] * scale
    return (sheet[0] - width) / 2, sheet[1] - _MARGIN - height, width, height


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, in grey or RGB."""
    if picture.mode in ("1", "L", "I;16", "I"):
        return picture.convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return picture.convert("RGB")


def _jpeg(pdf: pikepdf.Pdf, frame: Image.Image, data: bytes) -> pikepdf.Stream:
    return _image(pdf, data, frame.size, frame.mode, Name.DCTDecode)


def _raster(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    return _image(pdf, picture.tobytes(), picture.size, picture.mode, None)


def _image(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], mode: str, coding: Name | None) -> pikepdf.Stream:
    stream = pdf.make_stream(data)
    entries = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if mode == "L" else Name.DeviceRGB,
    )
    for key, value in entries.items():
        stream[key] = value
    if coding is not None:
        stream[Name.Filter] = coding
    return stream
