"""Annexes that the user supplies: taken in as they are, or refused by name."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from functools import cache

import pikepdf
import pypdfium2
import pytest
from papers import MOMENT, changed, made, word
from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Pdf
from PIL import Image

from assembler.pages import (
    Limits,
    PackPlan,
    Part,
    Supplied,
    SuppliedFileError,
    build_pack,
    build_shared,
    check_pack,
    take_in,
)
from assembler.pages.errors import (
    SuppliedActiveError,
    SuppliedDamagedError,
    SuppliedEmptyError,
    SuppliedEncryptedError,
    SuppliedKindError,
    SuppliedNotArchivableError,
    SuppliedTimeoutError,
    SuppliedTooLargeError,
    SuppliedWordError,
)
from assembler.pages.finalise import violations
from assembler.pages.pdf_text import pages_of

A4 = (595, 842)


def taken(name: str, data: bytes) -> Supplied:
    return take_in(name, data, moment=MOMENT)


@cache
def jaarplan() -> bytes:
    return made("embedded")["Volmacht"]


def picture(kind: str, size: tuple[int, int] = (600, 300), mode: str = "RGB", **how: object) -> bytes:
    """Left half red, right half white."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    sink = io.BytesIO()
    image.convert(mode).save(sink, kind, **how)
    return sink.getvalue()


def rendered(pdf: bytes, page: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().convert("RGB")


def red_box(pdf: bytes) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is red, in points."""
    red = rendered(pdf).split()[1].point(lambda value: 255 if value < 100 else 0)
    box = red.getbbox()
    assert box is not None
    return box


def empty_pdf(_: Pdf | None = None) -> bytes:
    sink = io.BytesIO()
    Pdf.new().save(sink)
    return sink.getvalue()


def with_signature(pdf: Pdf) -> None:
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 10, 20, 30], Contents=b"\0" * 16)
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T="H", Rect=[0, 0, 0, 0])
    field.V = pdf.make_indirect(value)
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)


def locked(password: str) -> bytes:
    return changed(jaarplan(), lambda pdf: None, encryption=Encryption("owner", password))


def with_entry(key: str, value: Dictionary) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def with_link(action: Dictionary) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    return change


def with_file(name: str, data: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.attachments[name] = AttachedFileSpec(pdf, data, filename=name)

    return change


def with_loose_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font["/Los"] = pdf.make_indirect(font)
    pdf.pages[0].contents_add(b"BT /Los 12 Tf 50 50 Td (los) Tj ET")


def test_a_pdf_is_taken_in_with_all_its_pages_and_text() -> None:
    supplied = taken("jaarplan.pdf", jaarplan())
    with pikepdf.open(io.BytesIO(supplied.pdf)) as copy, pikepdf.open(io.BytesIO(jaarplan())) as source:
        assert len(copy.pages) == len(source.pages)
        assert [text.split() for text in pages_of(copy)] == [text.split() for text in pages_of(source)]
    assert supplied.sha256 == hashlib.sha256(jaarplan()).hexdigest()


def test_the_copy_of_a_pdf_leaves_the_margin_for_the_page_code_free() -> None:
    full = changed(jaarplan(), lambda pdf: pdf.pages[0].contents_add(b"1 0 0 rg 0 0 595 842 re f", prepend=True))
    _, _, _, bottom = red_box(taken("vol.pdf", full).pdf)
    assert bottom <= 842 - 19.5 * 72 / 25.4


def test_a_pdf_that_is_shown_turned_stays_as_it_is_read() -> None:
    turned = changed(jaarplan(), lambda pdf: [page.rotate(90, relative=False) for page in pdf.pages])
    copy = rendered(taken("dwars.pdf", turned).pdf)
    assert copy.width > copy.height


def test_taking_in_twice_gives_the_same_bytes() -> None:
    assert taken("jaarplan.pdf", jaarplan()).pdf == taken("jaarplan.pdf", jaarplan()).pdf


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("JPEG", "RGB"), ("TIFF", "RGB"), ("PNG", "P"), ("JPEG", "CMYK")]
)
def test_a_picture_becomes_a_valid_page(kind: str, mode: str) -> None:
    supplied = taken(f"scan.{kind.lower()}", picture(kind, mode=mode))
    assert violations(supplied.pdf) == []
    assert len(pypdfium2.PdfDocument(supplied.pdf)) == 1


def test_a_picture_keeps_its_own_size_where_it_fits() -> None:
    left, _, right, _ = red_box(taken("scan.png", picture("PNG", dpi=(300, 300))).pdf)
    assert right - left == pytest.approx(300 / 300 * 72, abs=2)


def test_a_photo_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter to the right
    left, top, right, bottom = red_box(taken("foto.jpg", picture("JPEG", exif=exif)).pdf)
    page = rendered(taken("foto.jpg", picture("JPEG", exif=exif)).pdf)
    assert page.height > page.width and bottom - top == pytest.approx(right - left, abs=6) and top < page.height / 3


def test_what_is_transparent_in_a_picture_becomes_white() -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    sink = io.BytesIO()
    clear.save(sink, "PNG")
    assert rendered(taken("leeg.png", sink.getvalue()).pdf).getextrema() == ((255, 255),) * 3


def test_every_frame_of_a_tiff_becomes_a_page() -> None:
    more = [Image.new("RGB", (300, 600), "blue"), Image.new("L", (300, 300), 40)]
    supplied = taken("fax.tif", picture("TIFF", save_all=True, append_images=more))
    assert len(pypdfium2.PdfDocument(supplied.pdf)) == 3


def test_a_word_file_goes_through_the_same_steps_as_ours() -> None:
    supplied = taken("jaarplan.docx", word("Brief", 1))
    assert violations(supplied.pdf) == [] and supplied.engine.startswith("dxpdf")


def test_a_signed_file_goes_along_byte_for_byte_beside_a_copy_that_says_so_on_every_page() -> None:
    signed = changed(jaarplan(), with_signature)
    supplied = taken("getekend.pdf", signed)
    assert supplied.signed and [item.data for item in supplied.attachments] == [signed]
    with pikepdf.open(io.BytesIO(supplied.pdf)) as copy:
        assert all("leesexemplaar" in text for text in pages_of(copy))
        assert "/AcroForm" not in copy.Root


def test_a_file_with_files_in_it_goes_along_whole() -> None:
    supplied = taken("rekenblad.pdf", changed(jaarplan(), with_file("cijfers.csv", b"1;2")))
    assert len(supplied.attachments) == 1 and not supplied.signed


def test_a_supplied_annex_stands_in_a_valid_pack() -> None:
    supplied = taken("getekend.pdf", changed(jaarplan(), with_signature))
    annex = Part("Bijlage 2", supplied.pdf, "PTB-B2", "B2-", attachments=supplied.attachments)
    shared = build_shared([annex], title="Gedeeld", moment=MOMENT)
    letter = Part("Brief", made("embedded")["Brief"], "PTB-AB", "AB-")
    check_pack("pakket", build_pack(PackPlan("Pakket", shared, (letter,), MOMENT)))


SCRIPT = Dictionary(S=Name.JavaScript, JS="1")
XFA = Dictionary(XFA=Array(), Fields=Array())
BAD: dict[str, tuple[Callable[[], bytes], type[SuppliedFileError]]] = {
    "leeg.pdf": (lambda: b"", SuppliedEmptyError),
    "geen-bladzijden.pdf": (empty_pdf, SuppliedEmptyError),
    "op-slot.pdf": (lambda: locked("b"), SuppliedEncryptedError),
    "rechten.pdf": (lambda: locked(""), SuppliedEncryptedError),
    "kapot.pdf": (lambda: b"%PDF-1.7\nniets", SuppliedDamagedError),
    "half.png": (lambda: picture("PNG")[:200], SuppliedDamagedError),
    "kapot.docx": (lambda: b"PK\x03\x04 niets", SuppliedDamagedError),
    "tekst.txt": (lambda: b"hallo", SuppliedKindError),
    "script.pdf": (lambda: changed(jaarplan(), with_entry("/OpenAction", SCRIPT)), SuppliedActiveError),
    "start.pdf": (lambda: changed(jaarplan(), with_link(Dictionary(S=Name.Launch, F="a.exe"))), SuppliedActiveError),
    "stuurt.pdf": (lambda: changed(jaarplan(), with_link(Dictionary(S=Name.SubmitForm, F="x"))), SuppliedActiveError),
    "elders.pdf": (lambda: changed(jaarplan(), with_link(Dictionary(S=Name.GoToR, F="x", D="y"))), SuppliedActiveError),
    "xfa.pdf": (lambda: changed(jaarplan(), with_entry("/AcroForm", XFA)), SuppliedActiveError),
    "programma.pdf": (lambda: changed(jaarplan(), with_file("hulp.exe", b"MZ")), SuppliedActiveError),
    "vermomd.pdf": (lambda: changed(jaarplan(), with_file("hulp.txt", b"\x7fELF")), SuppliedActiveError),
    "losse-letter.pdf": (lambda: changed(jaarplan(), with_loose_font), SuppliedNotArchivableError),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_an_annex_is_refused_by_name_with_a_remedy(name: str) -> None:
    make, error = BAD[name]
    with pytest.raises(error) as refused:
        taken(name, make())
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ") and sentence.endswith(".") and "; " in sentence and "\n" not in sentence


def test_a_picture_with_too_many_dots_is_refused() -> None:
    wide = Image.new("1", (12000, 12000))
    sink = io.BytesIO()
    wide.save(sink, "PNG")
    with pytest.raises(SuppliedTooLargeError):
        taken("poster.png", sink.getvalue())


def test_a_file_that_keeps_the_reader_busy_is_refused_in_time() -> None:
    with pytest.raises(SuppliedTimeoutError):
        take_in("traag.pdf", jaarplan(), moment=MOMENT, limits=Limits(seconds=0.01))


def test_a_word_file_that_cannot_be_converted_is_refused_by_name() -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as package:
        package.writestr("word/document.xml", "<nee")
    with pytest.raises(SuppliedWordError, match=r"^plan\.docx: "):
        taken("plan.docx", broken.getvalue())
