"""What is inside a returned PDF, before anybody looks at what it says. Only ever run in the child.

Refused: encryption, forms of another technique (XFA), scripts, actions that start by themselves or leave the file, and
attachments that we did not put there.
"""

# mypy: disable-error-code="no-untyped-call"
import hashlib
import io
from collections.abc import Callable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.evidence.errors import GateError
from signatures.evidence.gate import LIMITS, GateLimits
from signatures.evidence.objects import walk
from signatures.evidence.sameness import entry

_CLEAN = "Stuur het uitgegeven pakket ondertekend en verder onaangeroerd terug, of een scan van de bladzijden."
_ACTIONS = {
    "/JavaScript": "een script",
    "/Launch": "een opdracht om een programma te starten",
    "/SubmitForm": "een opdracht om gegevens te versturen",
    "/ImportData": "een opdracht om gegevens in te lezen",
    "/GoToR": "een verwijzing naar een ander bestand",
    "/GoToE": "een verwijzing naar een bijgevoegd bestand",
    "/Rendition": "een opdracht om beeld of geluid af te spelen",
}
_KEYS = {
    "/JS": "een script",
    "/XFA": "een formulier van een techniek die wij niet lezen (XFA)",
    "/AA": "een handeling die vanzelf begint",
    "/RichMedia": "bewegend beeld",
}


def open_pdf(data: bytes, limits: GateLimits = LIMITS) -> PdfFileReader:
    """A reader over a PDF that is not encrypted and not too long; GateError otherwise. Parser errors pass through."""
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if "/Encrypt" in reader.trailer_view:
        raise GateError("Het bestand is versleuteld.", "Stuur het zonder wachtwoord.")
    count = reader.root["/Pages"]["/Count"]
    if not isinstance(count, generic.NumberObject) or not 0 < count <= limits.pages:
        what = f"Het bestand heeft {int(count)} bladzijden; er worden er ten hoogste {limits.pages} nagezien."
        raise GateError(what, "Stuur alleen de bladzijden van het pakket.")
    return reader


def inspect(reader: PdfFileReader, ours: Callable[[], frozenset[str]]) -> None:
    """GateError for anything inside that acts or that we did not attach; ``ours`` tells which attachments we made."""
    _check_opening(reader)
    attachments: list[Any] = []
    for item, _ in walk(reader.trailer_view, reader):
        if isinstance(item, generic.DictionaryObject):
            _check_dictionary(item)
            attachments += _attached(item)
    if not attachments:
        return
    allowed = ours()
    for attachment in attachments:
        if _digest(attachment) not in allowed:
            raise GateError("In het bestand zit een bijlage die wij er niet in hebben gedaan.", _CLEAN)


def attachments_of(data: bytes) -> frozenset[str]:
    """SHA-256 of every file that is attached in a PDF of ours."""
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    dictionaries = (item for item, _ in walk(reader.trailer_view, reader) if isinstance(item, generic.DictionaryObject))
    return frozenset(_digest(attachment) for item in dictionaries for attachment in _attached(item))


def _check_opening(reader: PdfFileReader) -> None:
    """To open at a page is harmless and many scanners ask for it; anything else that starts by itself is not."""
    opening = entry(reader.root, "/OpenAction")
    if isinstance(opening, generic.DictionaryObject) and (entry(opening, "/S") != "/GoTo" or "/Next" in opening):
        raise GateError("In het bestand zit een handeling die vanzelf begint.", _CLEAN)


def _check_dictionary(item: generic.DictionaryObject) -> None:
    for key, what in _KEYS.items():
        if key in item:
            raise GateError(f"In het bestand zit {what}.", _CLEAN)
    for key in ("/S", "/Subtype"):
        action = _ACTIONS.get(str(entry(item, key))) if key in item else None
        if action:
            raise GateError(f"In het bestand zit {action}.", _CLEAN)


def _attached(item: generic.DictionaryObject) -> Iterator[Any]:
    """Files in a file specification, or a stream that calls itself an attachment."""
    files = entry(item, "/EF")
    if isinstance(files, generic.DictionaryObject):
        yield from (files[key] for key in files)
    if isinstance(item, generic.StreamObject) and entry(item, "/Type") == "/EmbeddedFile":
        yield item


def _digest(attachment: Any) -> str:
    if not isinstance(attachment, generic.StreamObject):
        return ""
    return hashlib.sha256(attachment.read_data(DecodePurpose.GENERIC)).hexdigest()
