"""The executed copy: an overview of who signed, a copy for reading, and the signed originals inside it.

The originals are embedded byte for byte: taken out, each has its own hash and its signatures validate on their own.
The pages are for reading only, since pages taken out of a signed PDF carry no signature any more; each says so.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pikepdf
from pikepdf import Name
from PIL import Image

from assembler.pages.codes import document_code
from assembler.pages.combining import Combination, attach, combine
from assembler.pages.drawing import Pen, Sheet
from assembler.pages.errors import NoOriginalsError
from assembler.pages.finalise import finalise
from assembler.pages.ink import Box
from assembler.pages.metadata import PROGRAM, Metadata, moment_of, plain
from assembler.pages.parts import Attachment, Part, manifest
from assembler.pages.stamps import stamp_reading_copy

MANIFEST = "manifest.json"
_MIME = {b"%PDF": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Look:
    """How a signature looks, to be shown on its line in the copy for reading."""

    page: int
    """From 0, within the document."""
    rect: Box
    picture: bytes
    """PNG or JPEG; empty where there is none, and then ``words`` are set on the line."""
    shows: Box | None = None
    """The place on the page that the picture is of, as far as it lies on the page; None for the line alone."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingPart:
    """A document as it was issued, and the looks of its signatures."""

    part: Part
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True)
class Original:
    """A returned file that was accepted, as it came in."""

    name: str
    """As the partij named it."""
    data: bytes
    description: str
    """One Dutch line: of whom, which documents."""


@dataclass(frozen=True)
class ExecutedPlan:
    """What an executed copy holds, in order."""

    title: str
    cover: Part
    """The ondertekeningsoverzicht."""
    documents: tuple[ReadingPart, ...]
    originals: tuple[Original, ...]
    moment: date | datetime
    log_head: str = ""


def build_executed(plan: ExecutedPlan) -> bytes:
    """The executed copy as PDF/A-3b; same plan, same bytes. Raises PagesError.

    Every page says that it is a copy for reading, and its page code is not that of the issued text: a print of it does
    not pass for a returned original.
    """
    if not plan.originals:
        raise NoOriginalsError(plan.title)
    parts = [_to_read(ReadingPart(plan.cover)), *map(_to_read, plan.documents)]
    engines = sorted({part.engine for part in parts if part.engine})
    about = Metadata(plan.title, moment_of(plan.moment), ", ".join(engines))
    made = combine(parts)
    originals = list(embedded_originals(plan.originals))
    attach(made.pdf, _manifest(plan, made, originals), about)
    for attachment in (*_own_attachments(parts), *originals):
        attach(made.pdf, attachment, about)
    return finalise(made.pdf, about, tagged=made.tagged)


def embedded_originals(originals: Sequence[Original]) -> Iterator[Attachment]:
    """The originals as attachments: numbered, with safe names; the same file of several partijen stands in it once."""
    seen: dict[bytes, list[str]] = {}
    for original in originals:
        seen.setdefault(hashlib.sha256(original.data).digest(), []).append(original.description)
    first = {hashlib.sha256(original.data).digest(): original for original in reversed(originals)}
    for number, (digest, descriptions) in enumerate(seen.items(), 1):
        original = first[digest]
        about = plain("; ".join(dict.fromkeys(descriptions)))
        yield Attachment(f"ondertekend-{number:02d}-{_safe(original.name)}", original.data, _mime(original.data), about)


def _safe(name: str) -> str:
    """A file name without folders and without signs that a file system refuses."""
    bare = re.sub(r"[^A-Za-z0-9._-]+", "-", re.split(r"[/\\]", name)[-1]).strip("-.")
    return bare[-80:] or "bestand"


def _mime(data: bytes) -> str:
    tiff = "image/tiff" if data[:4] in (b"II*\0", b"MM\0*") else "application/octet-stream"
    return next((mime for magic, mime in _MIME.items() if data.startswith(magic)), tiff)


def _to_read(reading: ReadingPart) -> Part:
    part = reading.part
    with pikepdf.open(io.BytesIO(part.pdf)) as pdf:
        _show(pdf, reading.looks)
        stamp_reading_copy(pdf)
        sink = io.BytesIO()
        pdf.save(sink, deterministic_id=True)
    return replace(part, pdf=sink.getvalue(), code=document_code(part.code, "LEES"), to_sign=False)


def _show(pdf: pikepdf.Pdf, looks: Sequence[Look]) -> None:
    if not looks:
        return
    pen = Pen(pdf)
    for number, look in enumerate(looks):
        page = pdf.pages[look.page]
        if look.picture:
            _show_picture(pdf, pen, page, look, f"/TKBeeld{number}")
        elif look.words:
            pen.over(page, _written(pen, look))


def _show_picture(pdf: pikepdf.Pdf, pen: Pen, page: pikepdf.Page, look: Look, name: str) -> None:
    sheet = Sheet.of(page)
    picture, box = _cut(look, sheet) if look.shows else (look.picture, look.rect)
    image, (wide, high) = _image(pdf, picture)
    pen.over(page, _placed(name, box, wide / high, sheet))
    page.add_resource(image, Name.XObject, name=Name(name))


def _cut(look: Look, sheet: Sheet) -> tuple[bytes, Box]:
    """The part of a wider picture that is about the line, and where on the page that part belongs."""
    left, bottom, right, top = look.shows or look.rect
    shows = Box(max(left, 0.0), max(bottom, 0.0), min(right, sheet.width), min(top, sheet.height))
    line = look.rect
    part = Box(max(line.left - 8, shows.left), line.bottom - 6, min(line.right + 40, shows.right), line.top + 2)
    with Image.open(io.BytesIO(look.picture)) as opened:
        across, down = opened.width / (shows.right - shows.left), opened.height / (shows.top - shows.bottom)
        edges = (part.left - shows.left, shows.top - part.top, part.right - shows.left, shows.top - part.bottom)
        pixels = [round(edge * scale) for edge, scale in zip(edges, (across, down, across, down), strict=True)]
        sink = io.BytesIO()
        opened.crop((pixels[0], pixels[1], pixels[2], pixels[3])).save(sink, "PNG")
    return sink.getvalue(), part


def _written(pen: Pen, look: Look) -> str:
    """Words from the top of the line down, small enough for its room; a sign that our font lacks becomes a question
    mark."""
    room, height = look.rect.right - look.rect.left, look.rect.top - look.rect.bottom
    lines = ["".join(sign if sign in pen.face.glyphs else "?" for sign in line) for line in look.words]
    widest = max(pen.face.width(line, 1) for line in lines)
    size = min(8.0, room / widest if widest else 8.0, height / (1.25 * len(lines)))
    top = look.rect.bottom + 1.25 * size * len(lines)
    placed = (pen.text(line, look.rect.left, top - 1.25 * size * n, size) for n, line in enumerate(lines, 1))
    return "0.2 g\n" + "\n".join(placed)


def _image(pdf: pikepdf.Pdf, picture: bytes) -> tuple[pikepdf.Stream, tuple[int, int]]:
    """The picture on white, without colour profile or transparency, so that PDF/A holds."""
    with Image.open(io.BytesIO(picture)) as opened:
        seen = opened.convert("RGBA")
    flat = Image.new("RGBA", seen.size, "white")
    flat.alpha_composite(seen)
    stream = pdf.make_stream(
        flat.convert("RGB").tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=flat.width,
        Height=flat.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    return stream, flat.size


def _placed(name: str, box: Box, shape: float, sheet: Sheet) -> str:
    """As large as the line allows, its proportions kept, from the left on the rule."""
    room, height = box.right - box.left, box.top - box.bottom
    width, high = (room, room / shape) if shape > room / height else (height * shape, height)
    left = min(box.left, sheet.width - width)
    return f"q {width:.2f} 0 0 {high:.2f} {left:.2f} {box.bottom:.2f} cm {name} Do Q"


def _own_attachments(parts: Sequence[Part]) -> Iterator[Attachment]:
    for part in parts:
        yield from part.attachments


def _manifest(plan: ExecutedPlan, made: Combination, originals: Sequence[Attachment]) -> Attachment:
    listed: list[Mapping[str, object]] = [
        {"naam": each.name, "sha256": each.sha256, "omschrijving": each.description} for each in originals
    ]
    texts = {part.part.title: part.part.sha256 for part in plan.documents}
    data = manifest(
        made.facts,
        ondertekend_exemplaar=plain(plan.title),
        programma=PROGRAM,
        uitgegeven_teksten=[{"titel": plain(title), "sha256": sha256} for title, sha256 in texts.items()],
        originelen=listed,
        logboek_hoofd=plan.log_head or None,
    )
    return Attachment(MANIFEST, data, "application/json", "Inhoud met de hash van elk origineel", "Data")
