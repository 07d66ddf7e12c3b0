"""Runs of glyphs set as strings: the same text at the same places, in fewer words."""

import io

import pikepdf
import pypdfium2
import pytest
from papers import word

from assembler.documents.fields import resolve_fields, unlink_references
from assembler.documents.normalise import normalise
from assembler.pages import engine_named
from assembler.pages.glyph_runs import join_glyphs
from assembler.pages.pdf_text import pages_of


@pytest.fixture(name="raw", scope="module")
def _raw() -> bytes:
    made = engine_named("embedded").convert_batch([unlink_references(resolve_fields(normalise(word("Brief", 2))))])[0]
    assert isinstance(made, bytes)
    return made


def joined(raw: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        join_glyphs(pdf)
        sink = io.BytesIO()
        pdf.save(sink)
    return sink.getvalue()


def places(data: bytes) -> list[tuple[str, float, float]]:
    """Each character of the first page with the left lower corner of its box."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    signs = text.get_text_range()
    boxes = (text.get_charbox(number) for number in range(text.count_chars()))
    return [(sign, box[0], box[1]) for sign, box in zip(signs, boxes, strict=False) if not sign.isspace()]


def test_the_text_stays_the_same(raw: bytes) -> None:
    with pikepdf.open(io.BytesIO(raw)) as before, pikepdf.open(io.BytesIO(joined(raw))) as after:
        assert pages_of(after) == pages_of(before)


def test_every_glyph_stays_where_it_was(raw: bytes) -> None:
    before, after = places(raw), places(joined(raw))
    assert [sign for sign, *_ in after] == [sign for sign, *_ in before]
    assert max(max(abs(a[1] - b[1]), abs(a[2] - b[2])) for a, b in zip(after, before, strict=True)) < 0.02


def test_far_fewer_strings_are_shown(raw: bytes) -> None:
    with pikepdf.open(io.BytesIO(raw)) as before, pikepdf.open(io.BytesIO(joined(raw))) as after:
        strings = [pdf.pages[0].Contents.read_bytes().count(b"> Tj") for pdf in (before, after)]
    assert strings[1] * 3 < strings[0]


def test_a_page_that_spaces_its_letters_is_left_alone(raw: bytes) -> None:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        spaced = pdf.pages[0].Contents.read_bytes() + b"\n0.5 Tc\n"
        pdf.pages[0].Contents = pdf.make_stream(spaced)
        join_glyphs(pdf)
        assert pdf.pages[0].Contents.read_bytes() == spaced
