"""Field results after filling (ECMA-376 part 1, 17.16)."""

import io
import zipfile

import pytest

from assembler.documents.field_errors import FieldError
from assembler.documents.fields import needs_page_numbers, resolve_fields, unlink_references
from assembler.documents.text import text_of


def contract(paper, *lines, **parts):
    """Two articles with members and letters, each bookmarked, then ``lines``."""
    body = (
        paper.par("", "Kop1", paper.bookmark("_Ref_een", paper.run("Begrippen")))
        + paper.par("", "Kop2", paper.bookmark("_Ref_lid", paper.run("een lid")))
        + paper.par("", "Kop3", paper.bookmark("_Ref_a", paper.run("een letter")))
        + paper.par("", "Kop3", paper.bookmark("_Ref_b", paper.run("nog een letter")))
        + "".join(lines)
    )
    return paper.build(body, **parts)


def lines(docx):
    return text_of(docx).splitlines()


def last(docx):
    return lines(docx)[-1].split("\t")[-1]


def main(docx):
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("REF _Ref_een \\r \\h", "Artikel 1"),
        ("REF _Ref_een \\n \\t", "1"),
        ("REF _Ref_lid \\n", "1.1"),
        ("REF _Ref_lid \\w", "1.1"),
        ("REF _Ref_a \\n", "a"),
        ("REF _Ref_a \\w", "1.1a"),
        ("REF _Ref_b \\w \\t", "1.1b"),
        ("REF _Ref_lid \\r \\p", "1.1 boven"),
        ("REF _Ref_lid \\p", "boven"),
        ("REF _Ref_lid", "een lid"),
        ("REF _Ref_lid \\h \\* Upper \\* MERGEFORMAT", "EEN LID"),
        ("REF _ref_LID \\* FirstCap", "Een lid"),
        ("_Ref_lid \\h", "een lid"),
        ("QUOTE iets", "oud"),
    ],
)
def test_a_reference_shows_what_its_switches_ask(paper, code, expected):
    assert last(resolve_fields(contract(paper, paper.par("", "", paper.field(code))))) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [("Kop3", "b"), ("Kop2", "1.1b"), ("Kop1", "1.1b")],
    ids=["from the same member", "from another member", "from another article"],
)
def test_a_relative_reference_leaves_out_what_both_share(paper, style, expected):
    docx = contract(paper, paper.par("", style, paper.field("REF _Ref_b \\r \\h")))
    assert last(resolve_fields(docx)) == expected


def test_a_label_keeps_its_brackets_and_loses_its_last_period(paper):
    numbering = paper.abstract(("decimal", "(%1)."), ("lowerLetter", "%2)")) + paper.num(1)
    body = paper.item("x").replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="doel"/><w:r>', 1) + paper.par(
        "", "", paper.field("REF doel \\w")
    )
    assert last(resolve_fields(paper.build(body, numbering=numbering))) == "(1)"


def test_a_reference_follows_its_target_when_an_article_goes(paper):
    target = paper.par("", "Kop1", paper.bookmark("doel", paper.run("Slot")))
    whole = paper.build(paper.par("Een", "Kop1") + target + paper.par("", "", paper.field("REF doel \\r")))
    without = paper.build(target + paper.par("", "", paper.field("REF doel \\r")))
    assert (last(resolve_fields(whole)), last(resolve_fields(without))) == ("Artikel 2", "Artikel 1")


def test_all_references_without_a_target_are_told_together_with_their_place(paper):
    docx = contract(
        paper, paper.par("Zie ", "", paper.field("REF weg \\r \\h")), paper.par("", "", paper.field("PAGEREF ook_weg"))
    )
    with pytest.raises(FieldError) as caught:
        resolve_fields(docx)
    first, second = caught.value.mistakes
    assert first.startswith("Onder “a. ") or "alinea" in first
    assert "{ REF weg \\r \\h }" in first and "voorwaarde" in first and "{ PAGEREF ook_weg }" in second


def test_a_number_is_not_made_up_for_a_target_without_one(paper):
    docx = paper.build(
        paper.par("", "", paper.bookmark("doel", paper.run("kaal"))) + paper.par("", "", paper.field("REF doel \\r"))
    )
    with pytest.raises(FieldError, match="alinea zonder nummer"):
        resolve_fields(docx)


def test_a_text_that_refers_to_itself_is_refused(paper):
    inside = paper.bookmark("kring", paper.run("a") + paper.field("REF kring"))
    with pytest.raises(FieldError, match="waarin zij zelf staat"):
        resolve_fields(paper.build(paper.par("", "", inside)))


def test_a_result_keeps_the_look_of_the_old_one(paper):
    docx = resolve_fields(contract(paper, paper.par("", "", paper.field("REF _Ref_lid \\r", "oud", "<w:b/>"))))
    assert "<w:rPr><w:b/></w:rPr><w:t>1.1</w:t>" in main(docx)


def test_a_field_in_one_run_and_one_without_a_result_are_written_too(paper):
    tight = ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF _Ref_lid \\r</w:instrText>'
             '<w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
    assert last(resolve_fields(contract(paper, paper.par("zie ", "", tight)))) == "zie 1.1"


def test_a_simple_field_is_written(paper):
    simple = f'<w:fldSimple w:instr="REF _Ref_lid \\r">{paper.run("oud")}</w:fldSimple>'
    assert last(resolve_fields(contract(paper, paper.par("", "", simple)))) == "1.1"


def test_an_old_result_over_paragraphs_becomes_one_line(paper):
    code = "<w:r><w:instrText>REF _Ref_lid</w:instrText></w:r>"
    start = paper.mark("begin") + code + paper.mark("separate") + paper.run("oud")
    split = (
        paper.par("Voor ", "", start)
        + paper.par("midden")
        + paper.par("ouder", "", paper.mark("end") + paper.run(" na"))
    )
    assert lines(resolve_fields(contract(paper, split)))[-1] == "Voor een lid na"


def test_a_reference_in_an_instruction_does_not_disturb_the_outer_field(paper):
    number = paper.field("REF _Ref_lid \\r")
    before, after = (f"<w:r><w:instrText> {text} </w:instrText></w:r>" for text in ("IF", "= 1 ja nee"))
    outer = (
        paper.mark("begin") + before + number + after + paper.mark("separate") + paper.run("nee") + paper.mark("end")
    )
    docx = resolve_fields(contract(paper, paper.par("", "", outer)))
    assert last(docx) == "nee" and "<w:t>1.1</w:t>" in main(docx)


def test_references_in_header_footer_and_footnote_are_written(paper):
    see = paper.par("", "", paper.field("REF _Ref_lid \\r"))
    docx = contract(paper, header=see, footer=see, footnotes=f'<w:footnote w:id="2">{see}</w:footnote>')
    assert lines(resolve_fields(docx))[-3:] == ["1.1", "1.1", "1.1"]


def test_a_locked_field_stays(paper):
    locked = paper.field("REF weg").replace('"begin"', '"begin" w:fldLock="1"')
    docx = contract(paper, paper.par("", "", locked))
    assert resolve_fields(docx) == docx


def test_text_that_refers_to_text_with_a_reference_is_quiet_in_the_end(paper):
    body = (
        paper.par("", "", paper.field("REF twee"))
        + paper.par("", "", paper.bookmark("twee", paper.run("zie ") + paper.field("REF drie")))
        + paper.par("", "", paper.bookmark("drie", paper.run("slot")))
    )
    assert lines(resolve_fields(paper.build(body))) == ["zie slot", "zie slot", "slot"]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["SEQ Tabel", "SEQ Figuur", "SEQ Tabel"], ["1", "1", "2"]),
        (["SEQ T \\* ARABIC", "SEQ T \\* roman", "SEQ T \\* ALPHABETIC"], ["1", "ii", "C"]),
        (["SEQ T \\r 5", "SEQ T", "SEQ T \\c"], ["5", "6", "6"]),
        (["SEQ T", "SEQ T \\h", "SEQ T"], ["1", "", "3"]),
    ],
)
def test_sequences_count_by_name(paper, codes, expected):
    docx = paper.build("".join(paper.par("x", "", paper.field(code)) for code in codes))
    assert [line[1:] for line in lines(resolve_fields(docx))] == expected


def test_a_sequence_starts_again_at_a_heading(paper):
    caption = paper.par("T", "", paper.field("SEQ T \\s 1"))
    docx = paper.build(paper.par("A", "Kop1") + caption * 2 + paper.par("B", "Kop1") + caption)
    assert [line for line in lines(resolve_fields(docx)) if line.startswith("T")] == ["T1", "T2", "T1"]


def test_a_style_reference_takes_the_nearest_heading_above(paper):
    docx = contract(paper, paper.par("", "", paper.field('STYLEREF "Kop 1"')), paper.par("Slot", "Kop1"))
    assert "Begrippen" in lines(resolve_fields(docx))


def test_the_title_comes_from_the_properties(paper):
    docx = paper.build(
        paper.par("", "", paper.field("TITLE")) + paper.par("", "", paper.field("DOCPROPERTY Title")), core="SOK 2024"
    )
    assert lines(resolve_fields(docx)) == ["SOK 2024", "SOK 2024"]


def test_page_numbers_are_left_to_the_page(paper):
    docx = paper.build(paper.par("", "", paper.field("PAGE") + paper.field("NUMPAGES")))
    assert resolve_fields(docx) == docx


def test_a_page_reference_shows_the_page_it_is_told(paper):
    docx = contract(paper, paper.par("", "", paper.field("PAGEREF _Ref_lid \\h")))
    assert needs_page_numbers(docx) == {"_Ref_lid"}
    assert (last(resolve_fields(docx, {"_Ref_lid": 4})), last(resolve_fields(docx))) == ("4", "oud")


def test_a_page_that_was_not_found_is_an_error(paper):
    with pytest.raises(FieldError, match="bladzijde van het doel"):
        resolve_fields(contract(paper, paper.par("", "", paper.field("PAGEREF _Ref_lid"))), {})


TOC_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Inhopg{n}"><w:name w:val="toc {n}"/></w:style>' for n in (1, 2)
)


def with_table(paper, code='TOC \\o "1-2" \\h \\z', end=True):
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    start = paper.mark("begin") + instruction + paper.mark("separate")
    start = start.replace('o "1-2"', "o &quot;1-2&quot;").replace('t "', "t &quot;").replace('1" \\h', "1&quot; \\h")
    table = (
        paper.par("", "Inhopg1", start + paper.run("oud"))
        + paper.par("ouder", "Inhopg1")
        + paper.par("", "", paper.mark("end"))
    )
    if not end:
        table = paper.par("", "Inhopg1", start + paper.run("oud") + paper.mark("end"))
    rest = paper.par("Een", "Kop1") + paper.par("Lid", "Kop2") + paper.par("Twee", "Kop1")
    return paper.build(table + rest, styles=paper.headings + TOC_STYLES)


ENTRIES = ["Artikel 1\tEen\t", "1.1\tLid\t", "Artikel 2\tTwee\t"]


@pytest.mark.parametrize("end", [True, False], ids=["end in a paragraph of its own", "all in one paragraph"])
def test_a_table_of_contents_is_rebuilt_from_the_headings_that_are_left(paper, end):
    assert lines(resolve_fields(with_table(paper, end=end)))[:3] == ENTRIES


def test_a_table_of_contents_asks_for_pages_and_shows_them(paper):
    docx = resolve_fields(with_table(paper))
    wanted = sorted(needs_page_numbers(docx))
    numbered = resolve_fields(docx, dict(zip(wanted, (3, 4, 5), strict=True)))
    assert [line.rpartition("\t")[2] for line in lines(numbered)[:3]] == ["3", "4", "5"]


def test_a_table_of_contents_has_links_and_a_right_tab_with_dots(paper):
    xml = main(resolve_fields(with_table(paper)))
    assert xml.count("<w:hyperlink ") == 3 and xml.count('<w:tab w:val="right" w:leader="dot"') == 3
    assert xml.count('w:name="_Toc') == 3 and '<w:pStyle w:val="Inhopg2"/>' in xml


def test_other_styles_take_their_place_in_a_table_of_contents(paper):
    assert lines(resolve_fields(with_table(paper, 'TOC \\t "Kop 2;1" \\h')))[0] == "1.1\tLid\t"


def test_resolving_twice_changes_nothing_more(paper):
    for docx in (with_table(paper), contract(paper, paper.par("", "", paper.field("REF _Ref_b \\w")))):
        once = resolve_fields(docx)
        assert resolve_fields(once) == once and once != docx


def test_a_file_without_fields_comes_back_byte_for_byte(paper):
    docx = paper.build(paper.par("kaal"))
    assert resolve_fields(docx) is docx


def test_parts_without_changes_are_copied_as_they_are(paper):
    docx = contract(paper, paper.par("", "", paper.field("REF _Ref_lid \\r")))
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (docx, resolve_fields(docx)))
    assert before.namelist() == after.namelist() and after.testzip() is None
    assert before.read("word/styles.xml") == after.read("word/styles.xml")


def test_unlinked_references_are_text_in_a_link_and_live_numbers_stay(paper):
    docx = resolve_fields(contract(paper, paper.par("", "", paper.field("REF _Ref_lid \\r \\h") + paper.field("PAGE"))))
    xml = main(unlink_references(docx))
    assert '<w:hyperlink w:anchor="_Ref_lid" w:history="1"><w:r><w:t' in xml and "REF" not in xml and "PAGE" in xml
    assert text_of(unlink_references(docx)) == text_of(docx)


def test_an_unlinked_table_of_contents_reads_the_same(paper):
    docx = resolve_fields(with_table(paper))
    assert text_of(unlink_references(docx)) == text_of(docx) and "fldChar" not in main(unlink_references(docx))
