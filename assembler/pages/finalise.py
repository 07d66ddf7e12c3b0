"""The last step of every PDF: nothing of the machine or the moment in it, and valid PDF/A-3b.

The engines leave dates, checksums and a clock reading inside the colour profile; all of it is replaced. The writing and
the verdict are pikepdf's: what it approves is the bytes that are handed out.
"""

import io
import logging

import pikepdf
from pikepdf import Dictionary, Name, pdfa

from assembler.pages.accessibility import complete_tags
from assembler.pages.destinations import make_explicit, outline_items
from assembler.pages.errors import PdfaError
from assembler.pages.metadata import Metadata

FLAVOUR = "3b"
logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on font dates that the engines wrote
_CATALOG = (Name.OpenAction, Name.AA, Name.PieceInfo, Name.Threads, Name.Perms, Name.Legal, Name.Collection)


def finalise(
    pdf: pikepdf.Pdf, metadata: Metadata, *, tagged: bool, validate: bool = True, keep_anchors: bool = False
) -> bytes:
    """The bytes of ``pdf`` as PDF/A-3b. Equal input gives equal bytes. Raises PdfaError.

    Without ``tagged`` a structure tree is dropped: a partial one misleads a screen reader more than none.
    ``keep_anchors`` leaves the names of signature lines in it.
    """
    make_explicit(pdf, keep_anchors=keep_anchors)
    for item in outline_items(pdf):
        _forget(item, Name.SE)
    for key in _CATALOG:
        if key in pdf.Root:
            del pdf.Root[key]
    if tagged:
        complete_tags(pdf)
    else:
        drop_tags(pdf)
    if Name.Outlines in pdf.Root:
        pdf.Root.PageMode = Name.UseOutlines
    return write(pdf, metadata, validate=validate)


def write(pdf: pikepdf.Pdf, metadata: Metadata, *, validate: bool = True) -> bytes:
    """Repair, describe, write and validate; ``validate=False`` where a later step gives the verdict."""
    pdf.Root.OutputIntents = pikepdf.Array()
    _tidy_pictures(pdf)
    pdfa.prepare(pdf, FLAVOUR)
    metadata.write(pdf)
    for key in set(pdf.trailer.keys()) - {"/Root", "/Info", "/Size"}:
        del pdf.trailer[key]
    pdf.remove_unreferenced_resources()
    sink = io.BytesIO()
    if not validate:
        pdf.save(sink, **pdfa.resolve_save_kwargs(FLAVOUR, deterministic_id=True))
        return sink.getvalue()
    try:
        pdfa.save(pdf, sink, FLAVOUR, repair=False, deterministic_id=True)
    except pdfa.PdfaError as failure:
        raise PdfaError(metadata.title, [str(finding) for finding in failure.report.findings]) from None
    return sink.getvalue()


def _tidy_pictures(pdf: pikepdf.Pdf) -> None:
    """Drop a key that an engine sets beside a JPEG and that has a meaning in its decoding parameters only."""
    for page in pdf.pages:
        for picture in page.get("/Resources", Dictionary()).get(Name.XObject, Dictionary()).values():
            _forget(picture, Name.ColorTransform)


def violations(data: bytes) -> list[str]:
    """What keeps a written file from being PDF/A-3b; empty when it is valid."""
    return [str(finding) for finding in pdfa.validate_written(io.BytesIO(data), FLAVOUR).findings]


def drop_tags(pdf: pikepdf.Pdf) -> None:
    """Remove the structure tree and all that points into it."""
    for key in (Name.StructTreeRoot, Name.MarkInfo):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        _forget(page.obj, Name.StructParents)
        _forget(page.obj, Name.Tabs)
        for annotation in page.obj.get(Name.Annots, []):
            if isinstance(annotation, Dictionary):
                _forget(annotation, Name.StructParent)


def _forget(thing: pikepdf.Object, key: Name) -> None:
    if key in thing:
        del thing[key]
