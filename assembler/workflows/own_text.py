"""A text that legal staff finished in Word and that is issued instead of the generated one.

It passes what the generated text passes by its making: nothing is left open, no template tag and no tracked change is
left, and each signature line stands on the page of its own partij, with the name of who signs.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assembler.documents.text import text_of
from assembler.pages.anchors import Line
from assembler.pages.pdf_text import page_texts
from assembler.workflows.check import check
from assembler.workflows.errors import OwnTextError
from signatures import Slot

_LEFT_OPEN = {
    "een veld van het sjabloon": re.compile(r"\{\{.*?\}\}|\{%.*?%\}"),
    "een open punt": re.compile(r"nog in te vullen[^\n.;]{0,60}", re.IGNORECASE),
    "een plek om in te vullen": re.compile(
        r"\[(?:naam|datum|kenmerk|plaats|functie|titel|bedrag|invullen|nader)\b[^\]\n]{0,80}\]|\bXX[-/.]XX[-/.]XX(?:XX)?\b"
        r"|\[[\s•●….xX*_-]*\]|…{2,}\.*|\.{5,}|_{4,}|\bDhr/Mw\b|\bn\.t\.b\.|\bTODO\b|\(CvdK/[^)]{0,40}\)",
        re.IGNORECASE,
    ),
}
_UNDECIDED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b")
_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""Where text stands that is printed."""
_MOST = 20


def read_own_text(path: Path, dossier: Path) -> bytes:
    """The Word file, after the checks that need no pages. Raises OwnTextError with everything that is wrong.

    A finding of severity error over the text, or against the dossier, stops it unless the dossier says it is accepted.
    """
    docx = path.read_bytes()
    if not _is_word(docx):
        raise OwnTextError(path.name, ["dit is geen Word-bestand (.docx)"])
    if mistakes := [*_left_open(docx), *_undecided(docx)] or _found(path, dossier):
        raise OwnTextError(path.name, mistakes[:_MOST])
    return docx


def _found(path: Path, dossier: Path) -> list[str]:
    errors = [one for one in check([path], dossier).findings if one.severity == "error"]
    return [f"{one.where}: {one.message} ({one.code})" for one in errors]


def _is_word(data: bytes) -> bool:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "word/document.xml" in archive.namelist()


def _left_open(docx: bytes) -> Iterator[str]:
    """One mistake per kind and wording, however often it stands there."""
    text = text_of(docx)
    for what, pattern in _LEFT_OPEN.items():
        for found in dict.fromkeys(match.group().strip() for match in pattern.finditer(text)):
            yield f"er staat nog {what} in: “{found[:60]}”"


def _undecided(docx: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = [name for name in archive.namelist() if _PART.fullmatch(name)]
        if any(_UNDECIDED.search(archive.read(name)) for name in parts):
            yield "er staan bijgehouden wijzigingen in; aanvaard of verwerp die eerst in Word"
        if "word/comments.xml" in archive.namelist() and b"<w:comment " in archive.read("word/comments.xml"):
            yield "er staan opmerkingen in; verwijder die eerst in Word"


def require_own_lines(
    name: str, pdf: bytes, slots: Sequence[Slot], lines: Sequence[Line], partijen: Sequence[Mapping[str, Any]]
) -> None:
    """Each signature line stands on a page that names its partij and its signatory. Raises OwnTextError."""
    pages = [_squeezed(page) for page in page_texts(pdf)]
    full = {partij["sleutel"]: partij["volledige_naam"] for partij in partijen}
    wrong = []
    for slot, line in zip(slots, lines, strict=True):
        missing = [
            word for word in (full[slot.partij], slot.signatory) if _squeezed(word) not in pages[line.anchor.page]
        ]
        if missing:
            wrong.append(
                f"de {_place(slot)} hoort bij {full[slot.partij]}, maar op die bladzijde "
                f"({line.anchor.page + 1}) staat niet: {', '.join(missing)}"
            )
    if wrong:
        raise OwnTextError(name, wrong)


def _place(slot: Slot) -> str:
    return f"{slot.line}e ondertekeningsregel" if slot.line > 1 else "ondertekeningsregel"


def _squeezed(text: str) -> str:
    """Letters and digits only: a PDF may glue words or cut them."""
    return re.sub(r"\W+", "", text).casefold()
