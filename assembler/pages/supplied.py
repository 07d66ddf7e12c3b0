"""A bijlage that the user supplies: PDF, Word or picture, taken in as it is.

A pack must be PDF/A, and its pages bear codes, so what goes into it is a copy: the pages of a PDF a little smaller (the
code needs the margin), a picture on A4, a Word file converted like our own and then treated as a PDF. A file with a
digital signature, or with files embedded in it, goes along byte for byte as an attachment, and every page of the copy
of a signed one says "leesexemplaar". A file that cannot become PDF/A (a font that is not embedded, for instance) is
refused by name: turning its pages into pictures would make its text unreadable for a machine and a screen reader.
"""

import atexit
import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path, PurePath

from assembler.documents import DocumentsError
from assembler.pages.child import Child, ChildGoneError, ChildLateError
from assembler.pages.conversion import convert
from assembler.pages.engine import Limits, PdfEngine, engine_named
from assembler.pages.environment import child_environment
from assembler.pages.errors import (
    PagesError,
    SuppliedActiveError,
    SuppliedDamagedError,
    SuppliedEmptyError,
    SuppliedEncryptedError,
    SuppliedFileError,
    SuppliedKindError,
    SuppliedNotArchivableError,
    SuppliedTimeoutError,
    SuppliedTooLargeError,
    SuppliedWordError,
)
from assembler.pages.fonts import font_set
from assembler.pages.metadata import moment_of, plain
from assembler.pages.parts import Attachment
from assembler.pages.refusal import Refusal

MOST_BYTES = 60 * 1024**2
"""A supplied file may have this many bytes."""
LIMITS = Limits(seconds=60, memory=3 * 1024**3)
_SCRIPT = Path(__file__).with_name("intake.py")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_WORD = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Supplied:
    """A supplied file, ready for a pack."""

    name: str
    pdf: bytes
    """The copy for the pack: PDF/A-3b without page codes."""
    sha256: str
    """Of the file as it came."""
    signed: bool = False
    attachments: tuple[Attachment, ...] = ()
    """The file itself, where its bytes must stay as they are."""
    engine: str = ""
    """Engine that made the pages of a Word file."""


def take_in(
    name: str,
    data: bytes,
    *,
    moment: date | datetime,
    title: str | None = None,
    engine: str | PdfEngine = "embedded",
    limits: Limits = LIMITS,
) -> Supplied:
    """Take in one file. ``name`` is the file as the user knows it. Raises SuppliedFileError or ComponentError."""
    if not data:
        raise SuppliedEmptyError(name)
    if len(data) > MOST_BYTES:
        raise SuppliedTooLargeError(name, f"{len(data) // 1024**2} MB", f"{MOST_BYTES // 1024**2} MB")
    title = title or PurePath(name).stem
    kind = _kind(name, data)
    if kind == "word":
        return _word(name, data, title, moment, engine)
    (signed, files), pdf = _asked(name, _request(kind, title, moment, data), limits)
    kept = (_original(name, data, signed),) if signed or files else ()
    return Supplied(name, pdf, hashlib.sha256(data).hexdigest(), bool(signed), kept)


def _request(kind: str, title: str, moment: date | datetime, data: bytes) -> bytes:
    return json.dumps([kind, title, moment_of(moment).isoformat()]).encode() + b"\n" + data


def _kind(name: str, data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith(_OLE) and _ENCRYPTED_WORD in data:
        raise SuppliedEncryptedError(name)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(name, data)
    raise SuppliedKindError(name)


def _zipped(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise SuppliedDamagedError(name, "Word-bestand") from None
    if "word/vbaProject.bin" in names:
        raise SuppliedActiveError(name, "macro's")
    if "word/document.xml" not in names:
        raise SuppliedKindError(name)
    return "word"


def _word(name: str, data: bytes, title: str, moment: date | datetime, engine: str | PdfEngine) -> Supplied:
    motor = engine_named(engine) if isinstance(engine, str) else engine
    try:
        pdf = convert(data, motor, title=title, moment=moment, validate=False)
    except (DocumentsError, PagesError) as failure:
        raise SuppliedWordError(name, failure) from failure
    _, copy = _asked(name, _request("pdf", title, moment, pdf), LIMITS)
    return Supplied(name, copy, hashlib.sha256(data).hexdigest(), engine=motor.version)


def _original(name: str, data: bytes, signed: bool) -> Attachment:
    why = "Ondertekend origineel, byte voor byte" if signed else "Origineel met ingesloten bestanden, byte voor byte"
    return Attachment(plain(PurePath(name).name), data, "application/pdf", why, "Source")


def _asked(name: str, request: bytes, limits: Limits) -> tuple[tuple[bool, list[str]], bytes]:
    reader = _reader(limits)
    try:
        status, payload = reader.ask(request, limits.seconds)
    except (ChildGoneError, ChildLateError):
        raise SuppliedTimeoutError(name) from None
    if status:
        raise _refused(name, Refusal.decode(payload))
    head, _, pdf = payload.partition(b"\n")
    signed, files = json.loads(head)
    return (signed, files), pdf


@cache
def _reader(limits: Limits) -> Child:
    child = Child(_SCRIPT, (str(limits.memory), str(max(1, round(limits.seconds)))), child_environment(font_set()))
    atexit.register(child.close)
    return child


_REFUSALS: dict[str, Callable[..., SuppliedFileError]] = {
    "encrypted": SuppliedEncryptedError,
    "damaged": SuppliedDamagedError,
    "empty": SuppliedEmptyError,
    "large": SuppliedTooLargeError,
    "active": SuppliedActiveError,
    "archive": lambda name, *findings: SuppliedNotArchivableError(name, findings),
}


def _refused(name: str, refusal: Refusal) -> SuppliedFileError:
    return _REFUSALS[refusal.reason](name, *refusal.facts)
