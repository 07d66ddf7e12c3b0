"""Field results computed after filling: references, sequences, tables of contents (ECMA-376 part 1, 17.16).

Word, LibreOffice and other engines disagree on when they recompute a field, and print nonsense for a reference whose
clause was dropped by a condition. So results are written into the file, and a reference without a target is an error.
PAGE, NUMPAGES and the like stay live: only the finished page knows them.
"""

from collections.abc import Mapping

from assembler.documents.field_results import Results
from assembler.documents.field_tree import fields_of
from assembler.documents.reading import Reading
from assembler.documents.toc import rebuild_tables
from assembler.documents.unlinking import RESOLVED, unlink

Pages = Mapping[str, int] | Mapping[str, str]


def resolve_fields(docx: bytes, pages: Pages | None = None) -> bytes:
    """The document with the result of each field written into it; the same bytes when all results stood there.

    ``pages``: bookmark → number (or label) of the page it is on, for PAGEREF and tables of contents. Without it present
    page numbers stay and new ones are empty; ``needs_page_numbers`` tells of the result which ones are asked.
    Raises FieldError with every reference that has no target, WordFileError when the file cannot be read.
    """
    reading = Reading(docx)
    if not _has_fields(reading):
        return docx
    results = Results(reading, pages)
    results.write_sequences()
    results.write_references()
    rebuild_tables(reading, results)
    results.write_page_references()
    results.raise_mistakes()
    for part in results.changed:
        reading.word.change(part)
    return reading.word.save()


def needs_page_numbers(docx: bytes) -> frozenset[str]:
    """The bookmarks of which the page must be known: those that a PAGEREF, also in a table of contents, names."""
    reading = Reading(docx)
    fields = (one for story in reading.stories for one in fields_of(story.root))
    return frozenset(
        one.instruction.target for one in fields if one.instruction.kind == "PAGEREF" and one.instruction.target
    )


def _has_fields(reading: Reading) -> bool:
    return any(
        b"fldChar" in raw or b"fldSimple" in raw for raw in (reading.word.read(story.part) for story in reading.stories)
    )


def unlink_references(docx: bytes) -> bytes:
    """A copy for the PDF engines: every resolved field as plain text, those with ``\\h`` as a link to their bookmark.

    Engines recompute live references in their own way; of plain text they print what stands there.
    """
    reading = Reading(docx)
    for story in reading.stories:
        if unlink(story, RESOLVED):
            reading.word.change(story.part)
    return reading.word.save()
