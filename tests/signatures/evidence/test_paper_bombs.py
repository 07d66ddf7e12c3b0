"""Scans that are too much or broken: one clear sentence, soon, and never a pass."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image
from scanner import RECEIVED_AT

from signatures.evidence.paper import check_scan
from signatures.evidence.scans import MAX_PAGES
from signatures.evidence.verdict import Outcome
from signatures.facts import Tier, Verdict


def check(data: bytes) -> Outcome:
    return check_scan(data, "scan", (), RECEIVED_AT)


def pdf_of(pages: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    sink = io.BytesIO()
    pdf.save(sink)
    return sink.getvalue()


def bomb_pdf() -> bytes:
    """One page that shows a picture of 40,000 by 40,000 points, in a few kilobytes."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    data = zlib.compress(zlib.compress(bytes(40_000 * 40_000 // 100)))
    kind = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    picture = pdf.make_stream(b"")
    picture.write(data, filter=kind)
    picture.Type, picture.Subtype, picture.Width, picture.Height = (
        pikepdf.Name.XObject,
        pikepdf.Name.Image,
        40_000,
        40_000,
    )
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
    page.Contents = pdf.make_stream(b"595 0 0 842 0 0 cm /Im Do")
    sink = io.BytesIO()
    pdf.save(sink)
    return sink.getvalue()


def bomb_png() -> bytes:
    """A PNG that says it is 60,000 by 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    made = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")):
        made += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return made


def test_a_scan_of_ten_thousand_pages_is_refused_at_once() -> None:
    outcome = check(pdf_of(10_000))
    assert outcome.tier is Tier.T4 and outcome.verdict is Verdict.FAIL
    assert outcome.reasons == (f"Het bestand heeft meer dan {MAX_PAGES} bladzijden; stuur de scan in delen.",)


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    sink, leaf = io.BytesIO(), Image.new("1", (8, 8))
    leaf.save(sink, "TIFF", save_all=True, append_images=[leaf] * (MAX_PAGES + 1))
    assert "meer dan" in check(sink.getvalue()).reasons[0]


@pytest.mark.parametrize("made", [bomb_pdf, bomb_png])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened(made: object) -> None:
    assert callable(made)
    outcome = check(made())
    assert outcome.tier is Tier.T4 and outcome.verdict is not Verdict.PASS and outcome.reasons


@pytest.mark.parametrize(
    "data",
    [b"", b"hallo", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(500), b"II*\0" + bytes(40), b"\xff\xd8\xff\xe0" + bytes(80)],
    ids=["nothing", "text", "bare pdf", "broken pdf", "broken tiff", "broken jpeg"],
)
def test_a_broken_file_gets_a_sentence_and_no_pass(data: bytes) -> None:
    outcome = check(data)
    assert outcome.tier is Tier.T4 and outcome.verdict is not Verdict.PASS
    assert outcome.reasons and outcome.claims == ()


def test_a_picture_cut_short_is_told_as_unreadable() -> None:
    sink = io.BytesIO()
    Image.effect_noise((800, 1100), 60).save(sink, "PNG")
    assert "nleesbaar" in check(sink.getvalue()[:20_000]).reasons[0]


def test_a_tiff_that_is_cut_off_says_which_page_is_unreadable() -> None:
    sink, leaf = io.BytesIO(), Image.effect_noise((400, 560), 60)
    leaf.save(sink, "TIFF", save_all=True, append_images=[leaf, leaf])
    reasons = check(sink.getvalue()[: int(len(sink.getvalue()) * 0.8)]).reasons
    assert any(reason.startswith("Onleesbaar: bladzijde 3") for reason in reasons), reasons
