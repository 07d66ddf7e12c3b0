"""Page codes: what a returned sheet says about itself, also after a poor scan."""

import io
import random

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from papers import ENGINES, changed, made
from PIL import Image

from assembler.pages import PageCode, document_code, short_hash
from assembler.pages.codes import stamp_codes
from assembler.pages.errors import PageCodeError
from assembler.pages.pdf_text import pages_of

LONGEST = "PTB-2024-01-VM-ZUIDWEST-FRYSLAN1"


def coded(pdf: bytes, code: str = LONGEST) -> bytes:
    return changed(pdf, lambda opened: stamp_codes(opened, code, "1.0", short_hash(pdf)))


def scans(pdf: bytes, angles: tuple[float, ...], dpi: int = 100) -> list[tuple[int, Image.Image]]:
    """Grey renders of each page, turned and compressed as a copier does."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        sheet = page.render(scale=dpi / 72).to_pil().convert("L")
        for angle in angles:
            turned = sheet.rotate(angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
            sink = io.BytesIO()
            turned.save(sink, "JPEG", quality=40)
            found.append((number, Image.open(sink)))
    return found


def read(scan: Image.Image) -> PageCode | None:
    """As a reader of scans does: as it is, and when nothing is found once more at twice the size."""
    for size in (1, 2):
        enlarged = scan.resize((scan.width * size, scan.height * size), Image.Resampling.BICUBIC)
        if codes := zxingcpp.read_barcodes(enlarged, formats=zxingcpp.BarcodeFormat.QRCode):
            return PageCode.parse(codes[0].text)
    return None


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_is_read_from_a_grey_scan_at_100_dpi_askew_and_upside_down(engine: str) -> None:
    source = made(engine)["Overeenkomst"]
    pages = len(pypdfium2.PdfDocument(source))
    for number, scan in scans(coded(source), (0, 3, -3, 1.4, 180, 177, 183)):
        assert read(scan) == PageCode(LONGEST, "1.0", number, pages, short_hash(source))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_bears_its_code_where_the_reader_expects_it(turn: int) -> None:
    turned = changed(made("embedded")["Brief"], lambda pdf: [page.rotate(turn, relative=False) for page in pdf.pages])
    for number, scan in scans(coded(turned), (0,)):
        found = zxingcpp.read_barcodes(scan)[0]
        assert PageCode.parse(found.text).page == number
        assert found.position.top_left.x > scan.width * 0.8 and found.position.top_left.y > scan.height * 0.85


def test_the_readable_line_stands_beside_the_code() -> None:
    source = made("embedded")["Volmacht"]
    with pikepdf.open(io.BytesIO(coded(source, "PTB-VM"))) as pdf:
        texts = pages_of(pdf)
    for number, text in enumerate(texts, 1):
        assert f"PTB-VM  ·  versie 1.0  ·  bladzijde {number} van {len(texts)}  ·  {short_hash(source)}" in text


def test_the_code_keeps_out_of_the_text() -> None:
    plain, stamped = (made("embedded")["Volmacht"], coded(made("embedded")["Volmacht"]))
    for before, after in zip(pypdfium2.PdfDocument(plain), pypdfium2.PdfDocument(stamped), strict=True):
        images = [page.render(scale=1).to_pil().convert("L") for page in (before, after)]
        lowest = round(images[0].height - 20 * 72 / 25.4)
        boxes = [image.crop((0, 0, image.width, lowest)).tobytes() for image in images]
        assert boxes[0] == boxes[1]
        assert images[0].crop((0, lowest, *images[0].size)).getextrema() == (255, 255)


def test_what_is_written_is_what_is_read() -> None:
    chance = random.Random(1)
    for _ in range(200):
        pages = chance.randint(1, 99999)
        code = PageCode(document_code(f"K{chance.random()}"), "2.1", chance.randint(1, pages), pages, "0123456789AB")
        assert PageCode.parse(str(code)) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hallo",
        "TK1:A:1.0:1/2",
        "TK2:A:1.0:1/2:0123456789AB",
        "TK1:A:1.0:3/2:0123456789AB",
        "TK1:A:1.0:0/2:0123456789AB",
        "TK1:a:1.0:1/2:0123456789AB",
        "TK1:A:1.0:1/2:0123456789ABCD",
    ],
)
def test_a_foreign_code_is_refused(text: str) -> None:
    with pytest.raises(PageCodeError):
        PageCode.parse(text)


def test_two_long_names_keep_two_document_codes() -> None:
    first, second = (document_code("PTB-2024-01", "VM", f"gemeente-met-een-heel-lange-naam-{end}") for end in "ab")
    assert first != second and max(len(first), len(second)) <= 32


def test_a_name_with_diacritics_gives_a_code_that_a_scanner_reads() -> None:
    assert document_code("Súdwest-Fryslân & co") == "SUDWEST-FRYSLAN-CO"


def test_the_hash_in_the_code_is_that_of_the_text_before_codes() -> None:
    source = made("embedded")["Brief"]
    _, scan = scans(coded(source), (0,))[0]
    found = read(scan)
    assert found is not None and found.digest == short_hash(source)
    assert found.digest != short_hash(coded(source))
