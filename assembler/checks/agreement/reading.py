"""A file read as an agreement, whatever its name says it is; hostile and useless files refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from pathlib import Path

from assembler.checks.agreement.language import foreign, words_of
from assembler.checks.agreement.pdf_reader import of_pdf_text
from assembler.checks.agreement.structure import Agreement
from assembler.checks.agreement.text_reader import from_text
from assembler.checks.agreement.word_reader import of_manuscript
from assembler.checks.errors import (
    DamagedError,
    EmptyError,
    EncryptedError,
    NotDutchError,
    OldWordError,
    ScannedError,
    TooLargeError,
    UnknownFileKindError,
    WrongExtensionError,
)
from assembler.documents.field_errors import WordFileError
from assembler.documents.manuscript import Manuscript, read_manuscript
from assembler.pages.text_lines import PdfUnreadableError, read_lines

MOST_BYTES = 100 * 1024**2
MOST_TEXT = 4 * 1024**2
"""Bytes of a plain text; a thousand pages have about three million."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
OTHER_ZIPS = (
    ("xl/", "een Excel-bestand"),
    ("ppt/", "een PowerPoint-bestand"),
    ("content.xml", "een OpenDocument-bestand"),
)


class FileKind(StrEnum):
    """What the bytes of a file are."""

    WORD = "word"
    PDF = "pdf"
    TEXT = "text"


TOLD = {FileKind.WORD: "een Word-bestand", FileKind.PDF: "een PDF", FileKind.TEXT: "gewone tekst"}
EXTENSIONS = {
    ".docx": FileKind.WORD,
    ".docm": FileKind.WORD,
    ".dotx": FileKind.WORD,
    ".pdf": FileKind.PDF,
    ".txt": FileKind.TEXT,
    ".md": FileKind.TEXT,
}
LEAST_WORDS = 20
"""Words of a text whose name does not say that it is one."""


def kind_of(data: bytes, name: str) -> FileKind:
    """By content. Raises UncheckableError for what cannot be checked, also where the name says something else."""
    kind = _by_content(data, name)
    extension = Path(name).suffix.lower()
    if EXTENSIONS.get(extension, kind) is not kind:
        raise WrongExtensionError(name, extension, TOLD[kind])
    return kind


def _by_content(data: bytes, name: str) -> FileKind:
    if len(data) > MOST_BYTES:
        raise TooLargeError(name, f"{len(data) // 1024**2} MB, terwijl {MOST_BYTES // 1024**2} MB mag")
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyError(name)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"PK"):
        return _zipped(data, name)
    _refuse_others(data, name)
    return FileKind.TEXT


def _zipped(data: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise DamagedError(name, "het Word-bestand is beschadigd") from None
    if any(one.startswith("word/") for one in names):
        return FileKind.WORD
    kind = next((kind for start, kind in OTHER_ZIPS if any(one.startswith(start) for one in names)), "")
    if kind == "een OpenDocument-bestand":
        raise OldWordError(name, kind)
    if "_rels/.rels" in names and not kind:
        return FileKind.WORD
    raise UnknownFileKindError(name, kind or "een zip-bestand")


def _refuse_others(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        if LOCKED in data:
            raise EncryptedError(name)
        raise OldWordError(name, "een bestand uit een oude Word-versie (.doc) of een ander Office-bestand")
    if data.lstrip()[:5] == b"{\\rtf":
        raise OldWordError(name, "een RTF-bestand")
    if data.startswith(PICTURES):
        raise ScannedError(name, 1)
    if data.lstrip()[:100].lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise UnknownFileKindError(name, "een webpagina of XML-bestand")


def read(data: bytes, name: str) -> Agreement:
    """The agreement in a file. Raises UncheckableError: encrypted, damaged, huge, empty, scanned or not Dutch."""
    kind = kind_of(data, name)
    if kind is FileKind.WORD:
        return of_word(manuscript(data, name), name)
    return from_pdf(data, name) if kind is FileKind.PDF else _plain(data, name)


def read_file(path: str | Path) -> Agreement:
    """The agreement in the file at ``path``. OSError when it cannot be opened, UncheckableError as ``read``."""
    return read(Path(path).read_bytes(), str(path))


def manuscript(data: bytes, name: str) -> Manuscript:
    """The paragraphs of a Word file."""
    try:
        return read_manuscript(data)
    except WordFileError as why:
        if "wachtwoord" in why.reason:
            raise EncryptedError(name) from why
        if "te groot" in why.reason:
            raise TooLargeError(name, "uitgepakt meer dan een overeenkomst kan zijn") from why
        raise DamagedError(name, f"het Word-bestand is niet te lezen: {why.reason}") from why


def of_word(one: Manuscript, name: str) -> Agreement:
    """The agreement in a Word file that was opened before."""
    return _readable(of_manuscript(one), name)


def from_pdf(data: bytes, name: str) -> Agreement:
    """The agreement in a PDF."""
    try:
        text = read_lines(data)
    except PdfUnreadableError as why:
        raise _refusal(why.reason, name) from why
    signs = sum(len(line.text.split()) for line in text.lines)
    if signs < 5 or (signs < 3 * text.pages and text.pages > 2):
        raise ScannedError(name, text.pages)
    return _readable(of_pdf_text(text), name)


def _refusal(reason: str, name: str) -> Exception:
    refusals = {
        "encrypted": EncryptedError(name),
        "empty": EmptyError(name),
        "large": TooLargeError(name, "te veel bladzijden of bytes"),
        "late": TooLargeError(name, "het lezen duurt te lang of vraagt te veel geheugen"),
    }
    return refusals.get(reason, DamagedError(name, "de PDF is beschadigd"))


def _plain(data: bytes, name: str) -> Agreement:
    if len(data) > MOST_TEXT:
        raise TooLargeError(name, f"{len(data) // 1024**2} MB tekst")
    text = _decoded(data, name)
    if Path(name).suffix.lower() not in EXTENSIONS and len(text.split()) < LEAST_WORDS:
        raise UnknownFileKindError(name)
    return _readable(from_text(text), name)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    sample = data[:4096]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\v" for byte in sample)
    if b"\0" in sample or control > 0.02 * len(sample):
        raise UnknownFileKindError(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _readable(agreement: Agreement, name: str) -> Agreement:
    """The same, when there is Dutch text in it."""
    words: list[str] = []
    for block in agreement.running:
        words += words_of(block.text)
        if len(words) > 20_000:
            break
    if not words:
        raise EmptyError(name)
    language = foreign(words)
    if language is not None:
        raise NotDutchError(name, language)
    return agreement
