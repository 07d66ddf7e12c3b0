"""From a filled Word file to a finished PDF, the same steps around either engine.

normalise → resolve fields → convert in a child (twice where page numbers are needed) → text gate → finalise.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

import pikepdf
from lxml import etree

from assembler.documents.fields import needs_page_numbers, resolve_fields, unlink_references
from assembler.documents.normalise import normalise
from assembler.pages.crew import crew
from assembler.pages.destinations import page_numbers
from assembler.pages.engine import PdfEngine, engine_named
from assembler.pages.errors import BatchError, PagesError, UnstablePagesError
from assembler.pages.finalise import finalise
from assembler.pages.glyph_runs import join_glyphs
from assembler.pages.metadata import Metadata, moment_of
from assembler.pages.stamps import stamp_concept
from assembler.pages.text_gate import require_whole_text

Progress = Callable[[int, int], None]
_PASSES = 4
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"


@dataclass(frozen=True)
class Text:
    """One filled Word file and what its PDF says about itself."""

    docx: bytes
    title: str
    concept: bool = False
    """Stamp CONCEPT on each page."""


def convert(
    docx: bytes,
    engine: str | PdfEngine = "embedded",
    *,
    title: str | None = None,
    moment: date | datetime | None = None,
    concept: bool = False,
    validate: bool = True,
) -> bytes:
    """The PDF/A-3b of a filled Word file. Same input, same bytes.

    ``moment`` stands as date in the PDF; without it, and without ``title``, the Word file's own are taken.
    ``validate=False`` leaves the verdict of PDF/A to the pack into which the file goes.
    Raises PagesError.
    """
    own_title, own_moment = _own_words(docx)
    text = Text(docx, title or own_title, concept)
    outcome = convert_each([text], engine, moment=moment or own_moment, validate=validate)[0]
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def convert_all(
    texts: Sequence[Text],
    engine: str | PdfEngine = "embedded",
    *,
    moment: date | datetime,
    progress: Progress | None = None,
    validate: bool = True,
) -> list[bytes]:
    """Convert many files in one go; the PDFs in order. Raises BatchError with all failures, after all were tried."""
    outcomes = convert_each(texts, engine, moment=moment, progress=progress, validate=validate)
    failures = [(text.title, out) for text, out in zip(texts, outcomes, strict=True) if isinstance(out, PagesError)]
    if failures:
        raise BatchError(failures)
    return [outcome for outcome in outcomes if isinstance(outcome, bytes)]


def convert_each(
    texts: Sequence[Text],
    engine: str | PdfEngine = "embedded",
    *,
    moment: date | datetime,
    progress: Progress | None = None,
    validate: bool = True,
) -> list[bytes | PagesError]:
    """Convert many files in one go; per file its PDF, or why there is none."""
    motor = engine_named(engine) if isinstance(engine, str) else engine
    drawn = _draw(list(crew().map(_begin, texts)), motor)
    abouts = [Metadata(text.title, moment_of(moment), motor.version) for text in texts]
    finishing = crew().map(partial(_finish, tagged=motor.tags, validate=validate), texts, drawn, abouts)
    outcomes: list[bytes | PagesError] = []
    for number, outcome in enumerate(finishing, 1):
        outcomes.append(outcome)
        if progress:
            progress(number, len(texts))
    return outcomes


@dataclass(frozen=True)
class _Sheetwork:
    """One file on its way: its Word text, what the engine made of it, and how many pages each pass had."""

    docx: bytes
    wanted: frozenset[str] = frozenset()
    """Bookmarks of which the page must be known."""
    pdf: bytes = b""
    failure: PagesError | None = None
    counts: tuple[int, ...] = ()


def _begin(text: Text) -> _Sheetwork:
    docx = resolve_fields(normalise(text.docx))
    return _Sheetwork(docx, needs_page_numbers(docx))


def _draw(works: list[_Sheetwork], engine: PdfEngine) -> list[_Sheetwork]:
    """Convert all; those with a table of contents again with the page numbers, until nothing moves."""
    pending = list(range(len(works)))
    for _ in range(_PASSES):
        _convert_pending(works, pending, engine)
        pending = [index for index in pending if _renumber(works, index, engine)]
        if not pending:
            return works
    for index in pending:
        works[index] = replace(works[index], failure=UnstablePagesError(works[index].counts))
    return works


def _convert_pending(works: list[_Sheetwork], pending: Sequence[int], engine: PdfEngine) -> None:
    results = engine.convert_batch([unlink_references(works[index].docx) for index in pending])
    for index, result in zip(pending, results, strict=True):
        if isinstance(result, bytes):
            works[index] = replace(works[index], pdf=result)
        else:
            works[index] = replace(works[index], failure=result)


def _renumber(works: list[_Sheetwork], index: int, engine: PdfEngine) -> bool:
    """Write the page numbers of the last pass into the Word text; whether that changed it."""
    work = works[index]
    if work.failure is not None or not work.wanted:
        return False
    with pikepdf.open(io.BytesIO(work.pdf)) as pdf:
        places, count = page_numbers(pdf), len(pdf.pages)
    numbers = {name: places[place] for name in work.wanted if (place := engine.destination(name)) in places}
    docx = resolve_fields(work.docx, numbers)
    works[index] = replace(work, docx=docx, counts=(*work.counts, count))
    return docx != work.docx


def _finish(text: Text, work: _Sheetwork, about: Metadata, *, tagged: bool, validate: bool) -> bytes | PagesError:
    if work.failure is not None:
        return work.failure
    try:
        with pikepdf.open(io.BytesIO(work.pdf)) as pdf:
            join_glyphs(pdf)
            require_whole_text(work.docx, pdf, text.title)
            if text.concept:
                stamp_concept(pdf)
            return finalise(pdf, about, tagged=tagged, validate=validate, keep_anchors=True)
    except PagesError as failure:
        return failure


def _own_words(docx: bytes) -> tuple[str, datetime]:
    """Title and last change as the Word file states them."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            root = etree.fromstring(package.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return "Document", _EPOCH
    title = (root.findtext(f"{_DC}title") or "").strip() or "Document"
    stated = root.findtext(f"{_DCTERMS}modified") or root.findtext(f"{_DCTERMS}created") or ""
    try:
        return title, moment_of(datetime.fromisoformat(stated))
    except ValueError:
        return title, _EPOCH
