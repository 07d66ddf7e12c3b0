"""A Word file with notes in its margin: each at the words that it is about. Lawyers live there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assembler.documents.word_file import WordFile
from assembler.documents.wordml import Element, P, R, T, w

AUTHOR, INITIALS = "Tekenklaar", "TK"
_CUT = " …"
_LONGEST_NUMBER = 20
"""Characters of a number that Word computes: "Artikel 12 –", "5.2.3."."""
_BLANK = frozenset((w("tab"), w("br"), w("cr"), w("noBreakHyphen")))


@dataclass(frozen=True)
class Note:
    """One note: the words that it is about, the number of the paragraph if that is known, and its text."""

    about: str
    """As shown, with its number; may be cut and end in " …". Empty for a note on the whole."""
    text: str
    """Paragraphs divided by line ends."""
    paragraph: int = 0
    """1-based count over the paragraphs with text in the body, those in tables included; 0 when it is not known."""


def with_comments(data: bytes, notes: Iterable[Note], moment: datetime) -> bytes:
    """The Word file in ``data`` with a comment per note, dated ``moment``; nothing else in it changes.

    A note whose words stand nowhere in the body (a header, a footnote) is put at the first paragraph and says so.
    Raises DocumentsError when the file is no Word document.
    """
    WordFile(data)
    document = docx.Document(io.BytesIO(data))
    lines = [line for line in map(_Line, document.element.body.iter(P)) if line.text.strip()]
    lines = lines or [_Line(document.add_paragraph("–")._p)]
    for note in notes:
        _attach(document, lines, note, moment)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Line:
    """A paragraph's words in one piece, and the run in which each stands."""

    def __init__(self, paragraph: Element) -> None:
        self.runs: list[Element] = []
        self.owner: list[int] = []
        """Per character of ``text`` the index of its run."""
        pieces: list[str] = []
        for run in (run for run in paragraph.iter(R) if next(run.iterancestors(P)) is paragraph):
            self._take(run, "".join(_shown(node) for node in run), pieces)
        self.text = "".join(pieces)

    def _take(self, run: Element, text: str, pieces: list[str]) -> None:
        for character in text:
            blank = character.isspace()
            if blank and (not pieces or pieces[-1] == " "):
                continue
            pieces.append(" " if blank else character)
            self.owner.append(len(self.runs))
        self.runs.append(run)

    def stretch(self, words: str) -> tuple[Element, Element] | None:
        """The runs in which ``words`` begin and end."""
        at = self.text.find(words) if words else -1
        return (self.runs[self.owner[at]], self.runs[self.owner[at + len(words) - 1]]) if at >= 0 else None


def _shown(node: Element) -> str:
    if node.tag == T:
        return str(node.text or "")
    return " " if node.tag in _BLANK else ""


def _attach(document: Document, lines: Sequence[_Line], note: Note, moment: datetime) -> None:
    found = _find(lines, note)
    text = note.text
    if found is None and note.about:
        text += f"\nDe plaats is in de hoofdtekst niet aan te wijzen: “{note.about}”"
    first, last = found or (lines[0].runs[0], lines[0].runs[-1])
    runs = [_run(document, run) for run in (first, last)]
    comment = document.add_comment(runs, text=text, author=AUTHOR, initials=INITIALS)
    comment._comment_elm.date = moment


def _run(document: Document, run: Any) -> Run:
    return Run(run, Paragraph(next(run.iterancestors(P)), document._body))


def _find(lines: Sequence[_Line], note: Note) -> tuple[Element, Element] | None:
    """Where the words of a note stand: in its own paragraph if that has them, else wherever they stand first."""
    own = lines[note.paragraph - 1 : note.paragraph] if note.paragraph else []
    for words in _readings(note.about):
        for line in (*own, *lines):
            if found := line.stretch(words):
                return found
    return (own[0].runs[0], own[0].runs[-1]) if own else None


def _readings(about: str) -> Iterator[str]:
    """The words as told without what was cut off, then also without the number that Word computes before them."""
    words = " ".join(about.split()).removesuffix(_CUT).rstrip()
    pieces = words.split(" ")
    for dropped in range(len(pieces)):
        if len(" ".join(pieces[:dropped])) <= _LONGEST_NUMBER:
            yield " ".join(pieces[dropped:])
