"""Signature lines in finished PDFs: found in order, on the right page, with room for a signature."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from papers import ENGINES, MOMENT, part

from assembler.dossier import Dossier
from assembler.pages import PackPlan, Text, build_pack, build_shared, convert_all
from assembler.pages.anchors import Anchor, fields_of_pack, lines_of, signature_lines
from assembler.pages.destinations import named_destinations
from assembler.pages.errors import AnchorCountError
from assembler.pages.parts import Part
from assembler.workflows.assemble import Assembly
from assembler.workflows.places import EXAMPLES
from assembler.workflows.stukken import Stuk

AGREEMENT, EXTENSION = Stuk("samenwerkingsovereenkomst"), Stuk("verlenging")
MANDATE, LETTER = Stuk("volmacht", "zuid-holland"), Stuk("aanbiedingsbrief", "utrecht")
SIGNED = (AGREEMENT, EXTENSION, MANDATE)


@cache
def assembly() -> Assembly:
    return Assembly.of(Dossier.load(Path(EXAMPLES / "tekenklaar")), concept=False)


@cache
def finished(engine: str) -> dict[Stuk, bytes]:
    works = (*SIGNED, LETTER)
    texts = [Text(assembly().fill(work), assembly().title(work)) for work in works]
    return dict(zip(works, convert_all(texts, engine, moment=MOMENT, validate=False), strict=True))


def field_names(stuk: Stuk) -> list[str]:
    return [slot.field_name for slot in assembly().slots(stuk)]


def words_in(pdf: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = box
    sheet = pypdfium2.PdfDocument(pdf)[page]
    return str(sheet.get_textpage().get_text_bounded(left, bottom, right, top)).strip()


def above(pdf: bytes, anchor: Anchor) -> str:
    """The words of the signature block over the line, up to its heading."""
    rect = anchor.rect
    return words_in(pdf, anchor.page, (0, rect.top, 595, rect.top + 170))


@pytest.mark.parametrize("stuk", SIGNED, ids=lambda stuk: stuk.soort)
@pytest.mark.parametrize("engine", ENGINES)
def test_every_slot_of_a_document_has_a_line(engine: str, stuk: Stuk) -> None:
    lines = lines_of(assembly().title(stuk), finished(engine)[stuk], field_names(stuk))
    assert [line.name for line in lines] == field_names(stuk)


@pytest.mark.parametrize("engine", ENGINES)
def test_line_n_of_a_partij_stands_under_its_own_name(engine: str) -> None:
    pdf = finished(engine)[AGREEMENT]
    signatories = [slot.signatory for slot in assembly().slots(AGREEMENT)]
    assert all(name in above(pdf, anchor) for name, anchor in zip(signatories, signature_lines(pdf), strict=True))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_second_line_of_a_partij_is_that_of_its_college(engine: str) -> None:
    pdf = finished(engine)[AGREEMENT]
    *_, legal_person, college = signature_lines(pdf)
    assert legal_person.page == college.page
    assert "namens gedeputeerde staten" in " ".join(above(pdf, college).split())
    assert "namens gedeputeerde staten" not in " ".join(above(pdf, legal_person).split())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_volmacht_has_its_lines_from_top_to_bottom(engine: str) -> None:
    pdf = finished(engine)[MANDATE]
    tops = [anchor.rect.top for anchor in signature_lines(pdf)]
    assert tops == sorted(tops, reverse=True)
    assert "provinciesecretaris" in above(pdf, signature_lines(pdf)[1])


@pytest.mark.parametrize("stuk", SIGNED, ids=lambda stuk: stuk.soort)
@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_printed_where_a_signature_comes(engine: str, stuk: Stuk) -> None:
    pdf = finished(engine)[stuk]
    for anchor in signature_lines(pdf):
        sheet = pypdfium2.PdfDocument(pdf)[anchor.page]
        left, bottom, right, top = (round(edge * 2) for edge in anchor.rect)
        picture = sheet.render(scale=2, grayscale=True).to_pil()
        crop = picture.crop((left + 2, picture.height - top + 2, right - 2, picture.height - bottom - 2))
        assert crop.getextrema() == (255, 255)


@pytest.mark.parametrize("stuk", SIGNED, ids=lambda stuk: stuk.soort)
@pytest.mark.parametrize("engine", ENGINES)
def test_there_is_room_for_a_signature(engine: str, stuk: Stuk) -> None:
    boxes = [anchor.rect for anchor in signature_lines(finished(engine)[stuk])]
    assert all(box.right - box.left > 200 and box.top - box.bottom > 40 for box in boxes)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_has_no_lines(engine: str) -> None:
    assert signature_lines(finished(engine)[LETTER]) == ()


def test_a_text_with_a_line_too_few_is_refused_in_one_sentence() -> None:
    pdf = finished("embedded")[MANDATE]
    with pytest.raises(AnchorCountError, match=r"heeft 3 ondertekeningsregels .* terwijl er 4 nodig zijn"):
        lines_of("Volmacht", pdf, ["a", "b", "c", "d"])


def plan(engine: str) -> PackPlan:
    agreement = Part("Overeenkomst", finished(engine)[AGREEMENT], "SOK", "SOK-", to_sign=True, engine=engine)
    mandate = Part("Volmacht", finished(engine)[MANDATE], "VM", "VM-", to_sign=True, engine=engine)
    letter = Part("Brief", finished(engine)[LETTER], "BRIEF", "BRIEF-", engine=engine)
    shared = build_shared([agreement, part(engine, "Volmacht", "B1-")], title="Gedeeld", moment=MOMENT)
    return PackPlan("Tekenpakket", shared, (letter,), MOMENT, (mandate,), "zuid-holland")


@pytest.mark.parametrize("engine", ENGINES)
def test_fields_of_a_pack_come_on_the_pages_of_the_pack(engine: str) -> None:
    made = plan(engine)
    agreement = lines_of("Overeenkomst", finished(engine)[AGREEMENT], field_names(AGREEMENT))
    mandate = lines_of("Volmacht", finished(engine)[MANDATE], field_names(MANDATE))
    slots = assembly().slots(AGREEMENT)
    own = [line for slot, line in zip(slots, agreement, strict=True) if slot.partij == "zuid-holland"]
    fields = fields_of_pack(made, {"SOK": own, "VM": mandate})
    assert [field.name for field in fields] == [line.name for line in (*own, *mandate)]
    pack = build_pack(made)
    labels = [words_in(pack, f.page, (0, f.rect.bottom - 2, f.rect.left, f.rect.bottom + 14)) for f in fields]
    assert labels == ["Handtekening"] * 5
    assert "Ondertekeningspagina provincie Zuid-Holland" in words_in(pack, fields[0].page, (0, 0, 595, 842))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pack_has_no_names_in_it(engine: str) -> None:
    with pikepdf.open(io.BytesIO(build_pack(plan(engine)))) as pdf:
        assert named_destinations(pdf) == {}
