"""A Word file read as an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assembler.checks.agreement.building import build
from assembler.checks.agreement.labels import label_of
from assembler.checks.agreement.passage import Passage, Role
from assembler.checks.agreement.signs import sign_of
from assembler.checks.agreement.structure import Agreement, Mark, Span
from assembler.documents.manuscript import Manuscript, Paragraph, read_manuscript

ASIDES = {
    "header": "koptekst",
    "footer": "voettekst",
    "footnote": "voetnoot",
    "comment": "opmerking",
    "toc": "inhoudsopgave",
}
COUNTED = frozenset({"footnote", "comment"})
GONE = "\u00ad\u200b\u200c\u200d\ufeff\u2060"
"""Characters that show nothing."""
SPACE = re.compile(r"[\s\u00a0\u2007\u202f]+")
STANDS_FOR = {"\u2011": "-", "\u00a0": " "}
FORM_LINE = re.compile(r"(?i)(?:naam|functie|plaats|datum|handtekening|namens|voor)\b.{0,40}:|_{4,}|\.{8,}")
ERROR_TEXT = re.compile(r"(?i)(?:fout! verwijzingsbron niet gevonden|error! reference source not found)\.?")


def from_word(docx: bytes) -> Agreement:
    """The agreement in a Word file. Raises WordFileError for what is no usable Word file."""
    return of_manuscript(read_manuscript(docx))


def of_manuscript(manuscript: Manuscript) -> Agreement:
    """The agreement in paragraphs that were read before."""
    passages = [passage for one in manuscript.paragraphs for passage in _passages(one)]
    return build("docx", passages, bookmarks=manuscript.bookmarks)


def _passages(one: Paragraph) -> Iterator[Passage]:
    """One paragraph; several where line ends within it separate what paragraphs should; none when it is blank."""
    if not one.text.strip() and not one.stretches and not one.label and one.table < 0:
        return
    pieces = _pieces(one.text)
    for count, (start, end) in enumerate(pieces):
        yield _passage(one, start, end, first=count == 0)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where a paragraph is cut: before a line that has a number of its own, or is a line of a form."""
    if "\n" not in text:
        return [(0, len(text))]
    cuts = [0]
    for match in re.finditer(r"\n+", text):
        before, after = text[cuts[-1] : match.start()], text[match.end() :].split("\n", 1)[0].strip()
        if after and before.strip() and _is_apart(before.rsplit("\n", 1)[-1].strip(), after):
            cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _is_apart(before: str, after: str) -> bool:
    if before.endswith(("-", ",")) or re.search(r"(?i)\b(?:artikel|lid|bijlage|art\.)$", before):
        return False
    if FORM_LINE.search(after) or FORM_LINE.search(before):
        return True
    label = label_of(after)
    return bool(label and label.rest and not label.bare) or sign_of(Passage(after)).what in {"artikel", "bijlage"}


def _passage(one: Paragraph, start: int, end: int, first: bool) -> Passage:
    raw = one.text[start:end]
    text, where = _collapsed(raw) if one.stretches else (SPACE.sub(" ", _plain(raw)).strip(), None)
    spans = tuple(_spans(one, start, end, where)) if where is not None else ()
    role: Role = one.role  # type: ignore[assignment]
    aside = ASIDES.get(role, "")
    return Passage(
        text, one.label if first else "", one.bullet and first, one.level, one.heading, role,
        f"{aside} {one.count}" if role in COUNTED and one.count else aside, one.bold, one.new_page and first,
        one.table, one.row, one.column, one.columns, one.header_row, spans=(*spans, *_error_spans(text)), verbatim=raw,
    )  # fmt: skip


def _plain(raw: str) -> str:
    for sign in GONE:
        if sign in raw:
            raw = raw.replace(sign, "")
    return re.sub(r"(?<=\w)-\n+(?=\w)", "-", raw.replace("\u2011", "-"))


def _collapsed(raw: str) -> tuple[str, list[int]]:
    """White space single; for every position in ``raw`` its position in the result."""
    out: list[str] = []
    where: list[int] = []
    for index, sign in enumerate(raw):
        where.append(len(out))
        if sign in GONE or (sign == "\n" and index and raw[index - 1] == "-"):
            continue
        if SPACE.match(sign):
            if out and out[-1] != " ":
                out.append(" ")
            continue
        out.append(STANDS_FOR.get(sign, sign))
    if out and out[-1] == " ":
        out.pop()
    where.append(len(out))
    return "".join(out), [min(at, len(out)) for at in where]


def _spans(one: Paragraph, start: int, end: int, where: list[int]) -> Iterator[Span]:
    for stretch in one.stretches:
        if stretch.end < start or stretch.start > end or (stretch.start == end != len(one.text) and start != end):
            continue
        low, high = max(stretch.start, start) - start, min(stretch.end, end) - start
        yield Span(where[low], where[high], Mark(stretch.kind), stretch.note)


def _error_spans(text: str) -> Iterator[Span]:
    """What Word prints where a reference has lost its target."""
    for match in ERROR_TEXT.finditer(text):
        yield Span(match.start(), match.end(), Mark.BROKEN_REFERENCE, "")
