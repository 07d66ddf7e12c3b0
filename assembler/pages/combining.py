"""Several finished PDFs become one: pypdf combines, pikepdf joins the tags and archives.

See docs/adr for what pypdf does here and what it loses.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pikepdf
import pypdf
from pikepdf import AttachedFileSpec, Name
from pypdf.constants import PageLabelStyle

from assembler.pages.codes import document_code, short_hash, stamp_codes
from assembler.pages.metadata import Metadata, plain
from assembler.pages.parts import Attachment, Part, PartFacts
from assembler.pages.tags import is_tagged, join_tags


@dataclass(frozen=True)
class Combination:
    """Parts combined in memory, not yet archived."""

    pdf: pikepdf.Pdf
    facts: tuple[PartFacts, ...]
    tagged: bool


def combine(parts: Sequence[Part], first_key: int = 0) -> Combination:
    """Combine the parts, each page with its code, each part with its bookmarks under its title.

    Tags are kept where every part has them; ``first_key`` is the first number for them in the parent tree.
    """
    parts = [replace(part, title=plain(part.title)) for part in parts]
    coded = [_coded(part) for part in parts]
    writer = pypdf.PdfWriter()
    counts = []
    for part, data in zip(parts, coded, strict=True):
        before = len(writer.pages)
        writer.append(io.BytesIO(data), outline_item=part.title)
        counts.append(len(writer.pages) - before)
        writer.set_page_label(before, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, prefix=part.label, start=1)
    sink = io.BytesIO()
    writer.write(sink)
    pdf = pikepdf.open(io.BytesIO(sink.getvalue()))
    tagged = all(is_tagged(data) for data in coded)
    if tagged:
        join_tags(pdf, list(zip(coded, (part.title for part in parts), strict=True)), first_key)
    facts = tuple(PartFacts.of(part, count) for part, count in zip(parts, counts, strict=True))
    return Combination(pdf, facts, tagged)


def attach(pdf: pikepdf.Pdf, attachment: Attachment, about: Metadata) -> None:
    """Embed a file byte for byte, as a file associated with the whole document (ISO 19005-3, 6.8)."""
    pdf.attachments[attachment.name] = AttachedFileSpec(
        pdf,
        attachment.data,
        filename=attachment.name,
        description=attachment.description,
        mime_type=attachment.mime,
        creation_date=about.pdf_date,
        mod_date=about.pdf_date,
        relationship=Name("/" + attachment.relationship),
    )


def _coded(part: Part) -> bytes:
    with pikepdf.open(io.BytesIO(part.pdf)) as pdf:
        stamp_codes(pdf, part.code, document_code(part.version), short_hash(part.pdf))
        sink = io.BytesIO()
        pdf.save(sink, deterministic_id=True)
    return sink.getvalue()
