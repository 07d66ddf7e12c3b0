"""The executed copy: an overview, a copy for reading, and the signed originals as they came."""

import hashlib
import io
import json
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from papers import ENGINES, MOMENT, made, part
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from signed import signed

from assembler.pages import PageCode, check_pack, short_hash
from assembler.pages.errors import NoOriginalsError
from assembler.pages.executed import ExecutedPlan, Look, Original, ReadingPart, build_executed
from assembler.pages.ink import Box


@cache
def returned(engine: str, partij: str) -> bytes:
    return signed(made(engine)["Overeenkomst"], "samenwerkingsovereenkomst.flevoland.1", partij)


def picture(colour: tuple[int, ...] = (0, 0, 255), size: tuple[int, int] = (200, 50)) -> bytes:
    sink = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(sink, "PNG")
    return sink.getvalue()


def plan(engine: str) -> ExecutedPlan:
    looks = (Look(1, Box(100, 400, 300, 450), picture()),)
    return ExecutedPlan(
        title="Overeenkomst, ondertekend exemplaar",
        cover=part(engine, "Brief", "OO-"),
        documents=(
            ReadingPart(part(engine, "Overeenkomst", "SOK-", to_sign=True), looks),
            ReadingPart(part(engine, "Volmacht", "VM-", to_sign=True)),
        ),
        originals=(
            Original("pakket flevoland (getekend).pdf", returned(engine, "flevoland"), "provincie Flevoland"),
            Original("../scan.PNG", picture(), "provincie Utrecht, op papier"),
        ),
        moment=MOMENT,
        log_head="12:a1b2c3",
    )


@cache
def executed(engine: str) -> bytes:
    return build_executed(plan(engine))


def inside(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}


def texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_executed_copy_is_valid_pdfa_3b(engine: str) -> None:
    check_pack("ondertekend exemplaar", executed(engine))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_plan_gives_the_same_bytes(engine: str) -> None:
    assert build_executed(plan(engine)) == executed(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_says_that_it_is_for_reading(engine: str) -> None:
    assert all("leesexemplaar" in text for text in texts(executed(engine)))


@pytest.mark.parametrize("engine", ENGINES)
def test_an_original_comes_out_as_it_came_in(engine: str) -> None:
    files = inside(executed(engine))
    assert files["ondertekend-01-pakket-flevoland-getekend-.pdf"] == returned(engine, "flevoland")
    assert files["ondertekend-02-scan.PNG"] == picture()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_signature_in_an_original_that_is_taken_out_validates_on_its_own(engine: str) -> None:
    data = inside(executed(engine))["ondertekend-01-pakket-flevoland-getekend-.pdf"]
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    verdict = validate_pdf_signature(signature)
    assert verdict.intact and verdict.valid


@pytest.mark.parametrize("engine", ENGINES)
def test_the_manifest_gives_the_hash_of_each_original_and_of_each_issued_text(engine: str) -> None:
    listed = json.loads(inside(executed(engine))["manifest.json"])
    files = inside(executed(engine))
    assert {each["naam"]: each["sha256"] for each in listed["originelen"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name.startswith("ondertekend-")
    }
    assert listed["uitgegeven_teksten"][0]["sha256"] == hashlib.sha256(made(engine)["Overeenkomst"]).hexdigest()
    assert listed["logboek_hoofd"] == "12:a1b2c3"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_signature_is_shown_on_its_line(engine: str) -> None:
    document = pypdfium2.PdfDocument(executed(engine))
    page = len(pypdfium2.PdfDocument(made(engine)["Brief"])) + 1
    image = document[page].render(scale=1).to_pil().convert("RGB")
    height = image.height
    assert image.getpixel((200, height - 425)) == (0, 0, 255)
    assert image.getpixel((310, height - 425)) != (0, 0, 255)


def test_a_picture_keeps_its_proportions() -> None:
    tall = Look(1, Box(100, 400, 300, 450), picture(size=(50, 50)))
    reading = replace(plan("embedded").documents[0], looks=(tall,))
    data = build_executed(replace(plan("embedded"), documents=(reading,)))
    page = pypdfium2.PdfDocument(data)[len(pypdfium2.PdfDocument(made("embedded")["Brief"])) + 1]
    image = page.render(scale=1).to_pil().convert("RGB")
    assert image.getpixel((125, image.height - 425)) == (0, 0, 255)
    assert image.getpixel((170, image.height - 425)) != (0, 0, 255)


def test_a_transparent_picture_stands_on_white_and_the_copy_stays_pdfa() -> None:
    clear = Look(1, Box(100, 400, 300, 450), picture((0, 0, 255, 0)))
    reading = replace(plan("embedded").documents[0], looks=(clear,))
    check_pack("exemplaar", build_executed(replace(plan("embedded"), documents=(reading,))))


def shown(look: Look) -> Image.Image:
    """The signature page with this look on it, at 72 dpi."""
    reading = replace(plan("embedded").documents[0], looks=(look,))
    data = build_executed(replace(plan("embedded"), documents=(reading,)))
    check_pack("exemplaar", data)
    page = pypdfium2.PdfDocument(data)[len(pypdfium2.PdfDocument(made("embedded")["Brief"])) + 1]
    return page.render(scale=1).to_pil().convert("RGB")


def test_of_a_scan_only_the_part_about_the_line_is_shown_at_its_own_place_and_size() -> None:
    wide = Image.new("RGB", (400, 300), (0, 0, 255))
    wide.paste((255, 0, 0), (80, 190, 280, 240))  # the line itself, 70 points from the left, 110 from the top
    sink = io.BytesIO()
    wide.save(sink, "PNG")
    line, around = Box(100, 400, 200, 425), Box(60, 370, 260, 520)
    image = shown(Look(1, line, sink.getvalue(), shows=around))
    seen = {point: image.getpixel((point[0], image.height - point[1])) for point in ((110, 410), (190, 420), (97, 410))}
    assert seen == {(110, 410): (255, 0, 0), (190, 420): (255, 0, 0), (97, 410): (0, 0, 255)}
    assert image.getpixel((150, image.height - 440)) != (0, 0, 255)


def test_a_line_of_which_there_is_no_picture_is_signed_in_words() -> None:
    words = ("Digitaal ondertekend door A. de Vries-漢", "op 14 februari 2024")
    reading = replace(plan("embedded").documents[0], looks=(Look(1, Box(100, 400, 300, 450), b"", words=words),))
    data = build_executed(replace(plan("embedded"), documents=(reading,)))
    check_pack("exemplaar", data)
    text = " ".join(" ".join(texts(data)).split())
    assert "Digitaal ondertekend door A. de Vries-? op 14 februari 2024" in text


def test_a_print_of_the_copy_does_not_pass_for_an_issued_page() -> None:
    page = pypdfium2.PdfDocument(executed("embedded"))[len(pypdfium2.PdfDocument(made("embedded")["Brief"]))]
    (found,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    code = PageCode.parse(found.text)
    assert code.document.endswith("LEES")
    assert code.digest != short_hash(made("embedded")["Overeenkomst"])


def test_a_file_of_several_partijen_is_embedded_once() -> None:
    scan = picture()
    both = (Original("a.png", scan, "Flevoland"), Original("b.png", scan, "Utrecht"))
    files = inside(build_executed(replace(plan("embedded"), originals=both)))
    assert [name for name in files if name.startswith("ondertekend-")] == ["ondertekend-01-a.png"]
    assert "Flevoland; Utrecht" in files["manifest.json"].decode()


def test_without_anything_signed_there_is_no_executed_copy() -> None:
    with pytest.raises(NoOriginalsError, match="nog geen enkel ondertekend bestand"):
        build_executed(replace(plan("embedded"), originals=()))
