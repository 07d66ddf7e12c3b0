"""Prepared signature fields."""

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from small_packs import FIELDS, bare_pack, issued, written

from signatures.evidence.errors import FieldError
from signatures.evidence.fields import prepare_fields
from signatures.facts import SlotId
from signatures.packs import FieldInPack, Rect

ROOM = (60.0, 60.0, 260.0, 120.0)


def one(name: str = "a.b.1", page: int = 0, rect: Rect = ROOM) -> FieldInPack:
    return FieldInPack(name, SlotId("u", "p", 1), page, rect)


def test_the_pack_stands_unchanged_at_the_beginning() -> None:
    assert issued().startswith(bare_pack())


def test_the_same_pack_and_fields_give_the_same_bytes() -> None:
    assert prepare_fields(bare_pack(), FIELDS) == prepare_fields(bare_pack(), FIELDS)


def test_other_fields_give_another_identifier() -> None:
    first, second = (PdfFileReader(io.BytesIO(prepare_fields(bare_pack(), [one(name)]))) for name in ("a", "b"))

    assert first.document_id[0] == second.document_id[0]
    assert first.document_id[1] != second.document_id[1]


def test_every_field_stands_empty_under_its_full_name() -> None:
    found = enumerate_sig_fields(PdfFileReader(io.BytesIO(issued())))

    assert [(name, value) for name, value, _ in found] == [(field.name, None) for field in FIELDS]


def test_the_file_asks_to_be_appended_to_only() -> None:
    form = PdfFileReader(io.BytesIO(issued())).root["/AcroForm"]

    assert form["/SigFlags"] == 3 and "/NeedAppearances" not in form


def test_every_field_has_an_appearance_as_an_archive_file_needs() -> None:
    for _, _, reference in enumerate_sig_fields(PdfFileReader(io.BytesIO(issued()))):
        assert set(reference.get_object()["/AP"]) == {"/N"}


def test_no_fields_add_no_form() -> None:
    assert "/AcroForm" not in PdfFileReader(io.BytesIO(prepare_fields(bare_pack(), []))).root


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ([one(), one()], "twee keer"),
        ([one("a"), one("a.b", rect=(60.0, 200.0, 260.0, 240.0))], "groep"),
        ([one("a..b")], "leeg deel"),
        ([one(page=9)], "bladzijde 10"),
        ([one(rect=(390.0, 10.0, 500.0, 60.0))], "buiten"),
        ([one(rect=(10.0, 10.0, 15.0, 60.0))], "te klein"),
        ([one("a"), one("b")], "over elkaar"),
    ],
)
def test_fields_that_cannot_be_are_refused(fields: list[FieldInPack], word: str) -> None:
    with pytest.raises(FieldError, match=word):
        prepare_fields(bare_pack(), fields)


def test_a_pack_that_has_a_form_already_is_refused() -> None:
    with pytest.raises(FieldError, match="formulier"):
        prepare_fields(issued(), FIELDS)


def test_a_pack_that_mentions_an_object_that_does_not_exist_is_refused() -> None:
    catalog = b"<< /Type /Catalog /Pages 3 0 R /Names 99 0 R >>"
    pages = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 400 300] >>"

    with pytest.raises(FieldError, match="object 99"):
        prepare_fields(written([catalog, b"<< >>", pages, page]), [one()])


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(FieldError, match="gave PDF"):
        prepare_fields(b"%PDF-1.7\nniets", [one()])
