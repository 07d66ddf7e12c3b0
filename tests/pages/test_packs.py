"""Packs: one file per partij, the shared part made once."""

import hashlib
import io
import json
from dataclasses import replace
from functools import cache

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from papers import ENGINES, MOMENT, made, part

from assembler.pages import (
    Attachment,
    PackPlan,
    PageCode,
    SharedPart,
    build_pack,
    build_packs,
    build_shared,
    check_pack,
)
from assembler.pages.crew import crew
from assembler.pages.errors import EmptyPackError, PdfaError
from assembler.pages.tags import elements


@cache
def shared(engine: str) -> SharedPart:
    agreement = part(engine, "Overeenkomst", "SOK-", to_sign=True)
    return build_shared([agreement, part(engine, "Volmacht", "B1-")], title="Gedeeld", moment=MOMENT)


def plan(engine: str, partij: str = "flevoland", *, grants: bool = True) -> PackPlan:
    mandate = (part(engine, "Volmacht", "VM-", to_sign=True),) if grants else ()
    letter = (part(engine, "Brief", "AB-"),)
    return PackPlan(f"Tekenpakket {partij}", shared(engine), letter, MOMENT, mandate, partij, "a1b2c3")


@cache
def pack(engine: str) -> bytes:
    return build_pack(plan(engine))


def pages(engine: str, title: str) -> int:
    return len(pypdfium2.PdfDocument(made(engine)[title]))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pack_is_valid_pdfa_3b(engine: str) -> None:
    check_pack("pakket", pack(engine))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_plan_gives_the_same_bytes(engine: str) -> None:
    assert build_pack(plan(engine)) == pack(engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_many_packs_at_once_are_the_same_as_one_by_one(engine: str) -> None:
    plans = [plan(engine, "flevoland"), plan(engine, "utrecht", grants=False), plan(engine, "flevoland")]
    assert list(build_packs(plans)) == [build_pack(each) for each in plans]


def test_no_pack_is_handed_out_around_a_shared_part_that_is_not_pdfa() -> None:
    broken = replace(shared("embedded"), verdict=crew().submit(list, ["een bevinding"]))
    with pytest.raises(PdfaError, match="Gedeeld"):
        build_pack(replace(plan("embedded"), shared=broken))


def test_a_pack_begins_with_the_shared_part_byte_for_byte() -> None:
    assert pack("embedded").startswith(shared("embedded").data)


def test_a_pack_holds_letter_agreement_annex_and_volmacht_in_this_order() -> None:
    order = ("Brief", "Overeenkomst", "Volmacht", "Volmacht")
    counts = [pages("embedded", title) for title in order]
    reader = pypdf.PdfReader(io.BytesIO(pack("embedded")))
    assert len(reader.pages) == sum(counts)
    expected = [
        f"{label}{number}"
        for label, count in zip(("AB-", "SOK-", "B1-", "VM-"), counts, strict=True)
        for number in range(1, count + 1)
    ]
    assert reader.page_labels == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_bookmarks_hang_under_the_title_of_their_part_and_go_to_its_pages(engine: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pack(engine)))
    tops = [item for item in reader.outline if not isinstance(item, list)]
    assert [item.title for item in tops] == ["Brief", "Overeenkomst", "Volmacht", "Volmacht"]
    below = [item for item in reader.outline if isinstance(item, list)]
    assert [len(items) for items in below] == [1, 6, 3, 3]
    first, second = (reader.get_destination_page_number(items[0]) for items in below[2:])
    assert second - first == pages(engine, "Volmacht")


def test_links_of_two_parts_from_one_template_each_stay_in_their_part() -> None:
    with pikepdf.open(io.BytesIO(pack("embedded"))) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        start = sum(pages("embedded", title) for title in ("Brief", "Overeenkomst"))
        for first in (start, start + pages("embedded", "Volmacht")):
            links = pdf.pages[first].obj.Annots
            assert links and {numbers[link.Dest[0].objgen] - first for link in links} <= {1, 2}


def test_a_pack_says_title_language_and_opens_with_its_title_in_the_bar() -> None:
    with pikepdf.open(io.BytesIO(pack("embedded"))) as pdf:
        assert str(pdf.docinfo.Title) == "Tekenpakket flevoland"
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["dc:title"] == "Tekenpakket flevoland"


@pytest.mark.parametrize("title", ['A & B <"{{x}}"> \\ (', "Súdwest-Fryslân ✓ שלום 😀", "x\x07\udc80y", "n" * 3000, ""])
def test_a_strange_title_does_no_harm(title: str) -> None:
    letter = replace(part("embedded", "Brief", "AB-"), title=title or "Brief")
    data = build_pack(PackPlan(title, shared("embedded"), (letter,), MOMENT, partij="flevoland"))
    check_pack("pakket", data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == pdf.open_metadata()["dc:title"]


def test_the_manifest_names_each_part_with_its_hash_engine_fonts_and_the_head_of_the_log() -> None:
    with pikepdf.open(io.BytesIO(pack("embedded"))) as pdf:
        told = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
        relation = pdf.attachments["manifest.json"].obj.AFRelationship
    assert relation == "/Data"
    assert [entry["titel"] for entry in told["stukken"]] == ["Brief", "Overeenkomst", "Volmacht", "Volmacht"]
    assert told["stukken"][1]["sha256"] == hashlib.sha256(made("embedded")["Overeenkomst"]).hexdigest()
    assert told["stukken"][1]["eerste_bladzijde"] == pages("embedded", "Brief") + 1
    assert told["partij"] == "flevoland" and told["logboek_hoofd"] == "a1b2c3"
    assert len(told["lettertypen_sha256"]) == 64 and told["motoren"][0].startswith("dxpdf")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_of_a_pack_bears_the_code_of_its_document(engine: str) -> None:
    found = []
    for page in pypdfium2.PdfDocument(pack(engine)):
        codes = zxingcpp.read_barcodes(page.render(scale=100 / 72).to_pil().convert("L"))
        code = PageCode.parse(codes[0].text)
        found.append((code.document, code.page))
    count = pages(engine, "Overeenkomst")
    first = pages(engine, "Brief")
    assert found[first : first + count] == [("PTB-2024-01-OVEREENKOMST", number) for number in range(1, count + 1)]


def test_who_grants_no_volmacht_gets_a_pack_without_one() -> None:
    data = build_pack(plan("embedded", grants=False))
    check_pack("pakket", data)
    whole, without = (len(pypdf.PdfReader(io.BytesIO(each)).pages) for each in (pack("embedded"), data))
    assert whole - without == pages("embedded", "Volmacht")


def test_an_original_is_embedded_byte_for_byte() -> None:
    original = Attachment("getekend.pdf", b"%PDF-1.7 as it came", "application/pdf", "Ondertekend origineel")
    annex = replace(part("embedded", "Brief", "B2-"), attachments=(original,))
    with_original = build_shared([annex], title="Gedeeld", moment=MOMENT)
    data = build_pack(PackPlan("P", with_original, (part("embedded", "Brief", "AB-"),), MOMENT))
    check_pack("pakket", data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.attachments) == {"getekend.pdf", "manifest.json"}
        assert pdf.attachments["getekend.pdf"].get_file().read_bytes() == original.data
        told = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    assert told["stukken"][1]["bijgevoegd"][0]["sha256"] == original.sha256


def test_pdf_readers_of_three_makes_see_the_same_pages() -> None:
    count = len(pypdf.PdfReader(io.BytesIO(pack("embedded"))).pages)
    assert len(pypdfium2.PdfDocument(pack("embedded"))) == count
    with pikepdf.open(io.BytesIO(pack("embedded"))) as pdf:
        assert len(pdf.pages) == count and pdf.check_pdf_syntax() == []


@pytest.mark.component("libreoffice")
def test_tags_of_all_parts_are_joined_under_one_document() -> None:
    with pikepdf.open(io.BytesIO(pack("libreoffice"))) as pdf:
        root = pdf.Root.StructTreeRoot
        assert pdf.Root.MarkInfo.Marked
        assert [str(top.T) for top in root.K.K] == ["Brief", "Overeenkomst", "Volmacht", "Volmacht"]
        rows = dict(pikepdf.NumberTree(root.ParentTree).items())
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(keys)) == len(pdf.pages) and set(keys) <= set(rows)
        for page in pdf.pages:
            for element in rows[int(page.obj.StructParents)]:
                assert page.obj.objgen in _pages_of(element)


def _pages_of(element: pikepdf.Object) -> set[tuple[int, int]]:
    """The pages that an element names, and what is below it: a paragraph may run on."""
    return {node.Pg.objgen for node in (element, *elements(element)) if "/Pg" in node}


def test_a_pack_with_untagged_parts_is_not_called_tagged() -> None:
    with pikepdf.open(io.BytesIO(pack("embedded"))) as pdf:
        assert "/MarkInfo" not in pdf.Root and "/StructTreeRoot" not in pdf.Root


def test_an_empty_pack_is_refused() -> None:
    with pytest.raises(EmptyPackError):
        build_shared([], title="Leeg", moment=MOMENT)
    with pytest.raises(EmptyPackError):
        build_pack(PackPlan("Leeg", shared("embedded"), (), MOMENT))


def test_what_a_pack_adds_does_not_depend_on_the_size_of_the_shared_part() -> None:
    large = build_shared([part("embedded", "Overeenkomst", f"S{n}-") for n in range(12)], title="Groot", moment=MOMENT)
    small = build_shared([part("embedded", "Overeenkomst", "S-")], title="Klein", moment=MOMENT)
    added = [
        len(build_pack(PackPlan("P", base, (part("embedded", "Brief", "AB-"),), MOMENT))) - len(base.data)
        for base in (small, large)
    ]
    assert added[1] - added[0] < 12 * 700
