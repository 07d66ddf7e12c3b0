r"""How fast a finished agreement is checked, and whether time grows with its length only.

    python -c "from bench import checks; print(*checks.run(), sep='\n')"

Checked are our own texts: those of ``bench/agreements`` behind each other as bijlagen of the first, as Word of 25
pages (some 9,000 words), as PDF of 200 pages and as text of growing length. Stated is processor time after a first
check has loaded everything; of a PDF that of the child too, which works while the program waits.
"""

from __future__ import annotations

import io
import re
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import docx

from assembler.checks.agreement import Agreement
from assembler.checks.agreement.reading import read
from assembler.checks.text import check_text
from assembler.pages import convert

TEXTS = sorted((Path(__file__).parent / "agreements").glob("*.txt"))
WORDS_A_PAGE = 360
PDF_WORDS_A_PAGE = 195
"""In the lay-out of python-docx's own template."""
WORD_PAGES, PDF_PAGES = 25, 200
WORD_TARGET, PDF_TARGET = 0.150, 3.0
"""Seconds."""


def text_of(pages: int, a_page: int = WORDS_A_PAGE) -> str:
    """Agreements behind each other until they fill so many pages."""
    made: list[str] = []
    words = number = 0
    while words < pages * a_page:
        one = TEXTS[number % len(TEXTS)].read_text(encoding="utf-8")
        made.append(one if number == 0 else f"Bijlage {number}: stuk {number}\n\n{one}")
        words, number = words + len(one.split()), number + 1
    return " ".join("\n\n".join(made).split(" ")[: pages * a_page])


def word_of(text: str) -> bytes:
    """The same as a Word file: a paragraph a line, headings for artikelen."""
    document = docx.Document()
    for line in (line for line in text.splitlines() if any(map(str.isalpha, line))):
        document.add_paragraph(line.strip(), "Heading 2" if line.startswith("Artikel ") and len(line) < 60 else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def timed(data: bytes) -> tuple[Agreement, float, float]:
    """The agreement, and seconds of processor time for reading it and for all rules."""
    start = time.process_time()
    agreement = read(data, "bench")
    between = time.process_time()
    check_text(agreement)
    return agreement, between - start, time.process_time() - between


def run() -> Iterator[str]:
    """Measure; one line a figure."""
    word = word_of(text_of(WORD_PAGES))
    timed(word)
    reading, rules = min((timed(word)[1:] for _ in range(3)), key=sum)
    share = (reading + rules) / WORD_TARGET
    parts = f"{reading * 1e3:.0f} ms reading, {rules * 1e3:.0f} ms rules"
    yield f"check, Word of {WORD_PAGES} pages: {parts}; {share:.2f} × target"
    yield _pdf()
    yield from _growth()


def _pdf() -> str:
    pdf = convert(word_of(re.sub(r"[.…_]{3,}", "", text_of(PDF_PAGES, PDF_WORDS_A_PAGE))), engine="embedded")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    agreement, reading, rules = timed(pdf)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (
        f"check, PDF of {agreement.pages} pages: {child:.1f} s child, {reading:.1f} s reading, {rules:.1f} s rules; "
        f"{(child + reading + rules) / PDF_TARGET:.2f} × target"
    )


def _growth() -> Iterator[str]:
    """Seconds a page at 25, 100 and 400 pages of text, against those at 25."""
    base = 0.0
    for pages in (25, 100, 400):
        _, reading, rules = timed(text_of(pages).encode())
        each = (reading + rules) / pages
        base = base or each
        yield f"check, text of {pages} pages: {each * 1e3:.1f} ms a page, {each / base:.2f} × that of 25"
