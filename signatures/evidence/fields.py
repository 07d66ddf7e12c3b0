# mypy: disable-error-code="no-untyped-call"
"""Prepared signature fields: one per signature line, added to a pack by an incremental update when it is issued.

The update is deterministic: the same pack and the same fields give the same bytes. It sets the append-only signature
flags (ISO 32000-1, table 219) and gives each field an empty appearance (PDF/A-3, ISO 19005-3, 6.3.3). A dot in the
name of a field makes a tree of fields, because a partial name may hold no dot (ISO 32000-1, 12.7.3.2).
"""

import hashlib
import io
import itertools
from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, ensure_sig_flags

from signatures.evidence.errors import FieldError
from signatures.evidence.objects import dangling, page_dictionaries
from signatures.packs import FieldInPack, Rect

LEAST = 10.0
"""Points: a field smaller than this on either side cannot show a signature."""


class _Writer(IncrementalPdfFileWriter):
    """Writes an update that carries neither the time nor chance."""

    def _update_meta(self) -> None:
        """Leave the metadata as they are."""

    def identify(self, digest: bytes) -> None:
        """Take the second half of the file identifier from what is written (ISO 32000-1, 14.4)."""
        first, _ = self._document_id
        self._document_id = generic.ArrayObject([first, generic.ByteStringObject(digest[:16])])


def prepare_fields(pack: bytes, fields: Sequence[FieldInPack]) -> bytes:
    """The pack with an empty signature field for each of ``fields``; begins with the bytes of ``pack``.

    Raises FieldError when the pack cannot be signed as it is (encrypted, a form or scripts in it, broken references)
    or when a field does not lie on its page, overlaps another or has a name twice.
    """
    try:
        return _prepared(pack, fields)
    except (misc.PdfError, ValueError, KeyError, TypeError, IndexError, AssertionError) as problem:
        raise FieldError(
            f"het bestand is geen gave PDF ({type(problem).__name__})", "maak het pakket opnieuw"
        ) from None


def _prepared(pack: bytes, fields: Sequence[FieldInPack]) -> bytes:
    reader = PdfFileReader(io.BytesIO(pack), strict=True)
    _admit(reader, pack)
    _check_names(fields)
    _check_places(fields, [_box(page) for page in page_dictionaries(reader)])
    writer = _Writer(io.BytesIO(pack), strict=True)
    for field in fields:
        append_signature_field(writer, SigFieldSpec(field.name, on_page=field.page, box=_rounded(field.rect)))
    if fields:
        ensure_sig_flags(writer, lock_sig_flags=True)
    writer.identify(hashlib.sha256(pack + repr([(f.name, f.page, f.rect) for f in fields]).encode()).digest())
    if reader.input_version < (1, 7):
        writer.root["/Version"] = pdf_name("/1.7")
        writer.update_root()
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def _admit(reader: PdfFileReader, pack: bytes) -> None:
    again = "maak het pakket opnieuw zonder"
    if reader.encrypted:
        raise FieldError("het is versleuteld", f"{again} versleuteling")
    if b"/Linearized" in pack[:2048]:
        raise FieldError("het is geschikt gemaakt voor snelle webweergave", f"{again} linearisatie")
    for key, what in (
        ("/AcroForm", "een formulier"),
        ("/OpenAction", "een script of handeling"),
        ("/AA", "een script"),
    ):
        if key in reader.root:
            raise FieldError(f"er zit al {what} in", f"{again} {what}")
    if loose := dangling(reader):
        raise FieldError(f"object {min(loose)} wordt genoemd en bestaat niet", "maak het pakket opnieuw")


def _check_names(fields: Sequence[FieldInPack]) -> None:
    names = sorted(field.name for field in fields)
    for name in names:
        if not all(name.split(".")):
            raise FieldError(f"de veldnaam {name!r} heeft een leeg deel", "geef elk deel tussen de punten een naam")
    for one, other in itertools.pairwise(names):
        if one == other:
            raise FieldError(f"de veldnaam {one} komt twee keer voor", "geef elk veld een eigen naam")
        if other.startswith(f"{one}."):
            raise FieldError(f"{one} is zowel een veld als een groep van velden", "geef elk veld een eigen naam")


def _check_places(fields: Sequence[FieldInPack], boxes: Sequence[Rect]) -> None:
    for field in fields:
        if not 0 <= field.page < len(boxes):
            raise FieldError(
                f"{field.name} staat op bladzijde {field.page + 1} van {len(boxes)}", "wijs het veld opnieuw aan"
            )
        if not _inside(field.rect, boxes[field.page]):
            raise FieldError(f"{field.name} valt buiten zijn bladzijde of is te klein", "wijs het veld opnieuw aan")
    for one, other in itertools.combinations(fields, 2):
        if one.page == other.page and _overlap(one.rect, other.rect):
            raise FieldError(f"{one.name} en {other.name} liggen over elkaar", "wijs de velden opnieuw aan")


def _box(page: generic.DictionaryObject) -> Rect:
    left, bottom, right, top = (float(value) for value in page["/MediaBox"])
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _inside(rect: Rect, box: Rect) -> bool:
    left, bottom, right, top = rect
    large = right - left >= LEAST and top - bottom >= LEAST
    return large and box[0] <= left and box[1] <= bottom and right <= box[2] and top <= box[3]


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rounded(rect: Rect) -> Any:
    """As pyHanko takes it, though its types say whole numbers."""
    return tuple(round(value, 2) for value in rect)
