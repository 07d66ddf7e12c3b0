"""The gate: what is not taken in, and what is said about it."""

import io

import pytest
from pki import RECEIVED, trusted
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from small_packs import bare_pack, issued, pack_of, stream, written

from signatures.evidence import GateError, check
from signatures.evidence.gate import GateLimits, admit
from signatures.facts import Tier, Verdict


def refusal(data: bytes) -> str:
    outcome = check(data, "retour", [pack_of(issued())], RECEIVED, trusted())
    assert (outcome.tier, outcome.verdict) == (Tier.T4, Verdict.FAIL)
    return outcome.reasons[0]


@pytest.mark.parametrize("data", [b"", b"hallo", b"PK\x03\x04", b" %PDF-1.7", b"GIF89a", b"<svg/>"])
def test_what_is_no_pdf_and_no_picture_is_refused(data: bytes) -> None:
    assert refusal(data)


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7", "pdf"), (b"II*\x00", "tiff"), (b"\xff\xd8\xff\xe0", "jpeg")])
def test_the_kind_follows_from_the_first_bytes(data: bytes, kind: str) -> None:
    assert admit(data) == kind


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(GateError, match="groter dan 1 MB"):
        admit(b"%PDF-" + bytes(2 << 20), GateLimits(size=1 << 20))


def test_an_encrypted_file_is_refused() -> None:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(bare_pack())))
    writer.encrypt("geheim", "geheim")
    sink = io.BytesIO()
    writer.write(sink)

    assert "versleuteld" in refusal(sink.getvalue())


def test_a_scan_of_ten_thousand_pages_is_refused() -> None:
    kids = b"4 0 R " * 10_000
    pages = b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids
    page = b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] >>"

    assert "10000 bladzijden" in refusal(written([b"<< /Type /Catalog /Pages 3 0 R >>", b"<< >>", pages, page]))


def action(kind: str) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name("/S"): pdf_name(kind), pdf_name("/F"): pdf_string("x")})


def other(entries: bytes) -> bytes:
    """A file of somebody else, with these entries in its catalog."""
    pages, page = (
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] >>",
    )
    return written([b"<< /Type /Catalog /Pages 3 0 R %s >>" % entries, b"<< >>", pages, page, stream(b"vreemd")])


@pytest.mark.parametrize(
    ("entries", "word"),
    [
        (b"/OpenAction << /S /JavaScript /JS (x) >>", "vanzelf"),
        (b"/OpenAction << /S /URI /URI (http://x) >>", "vanzelf"),
        (b"/AA << /WC << /S /GoTo >> >>", "vanzelf"),
        (b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>", "script"),
        (b"/Names << /J#61vaScript << /Names [(a) << /S /J#61vaScript /#4aS (x) >>] >> >>", "script"),
        (b"/AcroForm << /Fields [] /XFA (x) >>", "XFA"),
        (b"/Outlines << /First << /A << /S /Launch /F (x) >> >> >>", "programma"),
        (b"/Outlines << /First << /A << /S /SubmitForm /F (x) >> >> >>", "versturen"),
        (b"/Outlines << /First << /A << /S /GoToR /F (x) >> >> >>", "ander bestand"),
        (b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << /F 5 0 R >> >>] >> >>", "bijlage"),
    ],
)
def test_what_acts_or_carries_other_files_is_refused(entries: bytes, word: str) -> None:
    assert word in refusal(other(entries))


def test_to_open_at_a_page_is_harmless() -> None:
    outcome = check(other(b"/OpenAction [4 0 R /Fit]"), "scan", [pack_of(issued())], RECEIVED, trusted())

    assert not any("vanzelf" in reason for reason in outcome.reasons)


def test_a_broken_pdf_is_not_decided_here() -> None:
    outcome = check(b"%PDF-1.7\nkapot", "retour", [pack_of(issued())], RECEIVED, trusted())

    assert outcome.verdict is Verdict.INDETERMINATE
    assert "kon niet worden gelezen" in outcome.reasons[0]
