"""A filled Word file made plain for the PDF engines."""

import io
import zipfile

import pytest

from assembler.documents.field_errors import ForeignContentError, RevisionError, WordFileError
from assembler.documents.normalise import normalise
from assembler.documents.text import text_of, words_of
from assembler.documents.word_file import MAX_PARTS
from assembler.pages.text_gate import find_losses

INSERTED = '<w:ins w:id="1" w:author="x"><w:r><w:t>nieuw</w:t></w:r></w:ins>'
REMOVED = '<w:del w:id="2" w:author="x"><w:r><w:delText>oud</w:delText></w:r></w:del>'


def main(docx, part="word/document.xml"):
    return zipfile.ZipFile(io.BytesIO(docx)).read(part).decode()


def test_a_file_with_nothing_to_do_comes_back_byte_for_byte(paper):
    docx = paper.build(paper.par("kaal"))
    assert normalise(docx) is docx


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{p}</w:sdtContent></w:sdt>",
        "<w:p><w:sdt><w:sdtContent>{r}</w:sdtContent></w:sdt></w:p>",
        '<w:p><w:smartTag w:element="x"><w:smartTagPr/>{r}</w:smartTag></w:p>',
        '<w:customXml w:element="x">{p}</w:customXml>',
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{p}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
    ],
    ids=["block", "inline", "smart tag", "custom xml", "nested", "row and cell"],
)
def test_a_container_is_unwrapped_and_its_text_stays(paper, body):
    xml = main(normalise(paper.build(body.format(p=paper.par("inhoud"), r=paper.run("inhoud")))))
    assert "inhoud" in xml and not any(name in xml for name in ("w:sdt", "smartTag", "customXml"))


def test_tracked_changes_are_refused_with_their_place(paper):
    with pytest.raises(RevisionError, match=r"2 bijgehouden wijzigingen, de eerste .*alinea 1"):
        normalise(paper.build(paper.par("tekst ", "", INSERTED + REMOVED)))


@pytest.mark.parametrize(("choice", "expected"), [("accept", "a nieuw"), ("reject", "a oud")])
def test_tracked_text_is_accepted_or_rejected(paper, choice, expected):
    assert text_of(normalise(paper.build(paper.par("a ", "", INSERTED + REMOVED)), revisions=choice)) == expected


@pytest.mark.parametrize(("choice", "expected"), [("accept", ["een twee"]), ("reject", ["een ", "twee"])])
def test_a_deleted_paragraph_mark_joins_two_paragraphs(paper, choice, expected):
    first = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{paper.run("een ")}</w:p>'
    assert text_of(normalise(paper.build(first + paper.par("twee")), revisions=choice)).splitlines() == expected


@pytest.mark.parametrize(("choice", "kept"), [("accept", False), ("reject", True)])
def test_a_changed_look_is_accepted_or_put_back(paper, choice, kept):
    look = '<w:rPr><w:i/><w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>'
    xml = main(normalise(paper.build(f"<w:p><w:r>{look}<w:t>x</w:t></w:r></w:p>"), revisions=choice))
    assert ("<w:b/>" in xml, "<w:i/>" in xml) == (kept, not kept)


def test_a_deleted_row_goes(paper):
    row = "<w:tr>{0}<w:tc>{1}</w:tc></w:tr>"
    table = row.format("", paper.par("blijft")) + row.format('<w:trPr><w:del w:id="1"/></w:trPr>', paper.par("weg"))
    assert text_of(normalise(paper.build(f"<w:tbl>{table}</w:tbl>"), revisions="accept")) == "blijft"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F053"/></w:r>', "☒"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0e0</w:t></w:r>', "→"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>a\uf0b7</w:t></w:r>', "α•"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>ijsland</w:t></w:r>", "IJSLAND"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:t>open</w:t></w:r>", "open"),
        ('<w:commentRangeStart w:id="0"/><w:r><w:t>a</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>', "a"),
    ],
)  # fmt: skip
def test_a_look_becomes_plain_characters(paper, inside, expected):
    xml = main(normalise(paper.build(f"<w:p>{inside}</w:p>")))
    assert f">{expected}</w:t>" in xml and "vanish" not in xml and "comment" not in xml and "Wingdings" not in xml


def test_capitals_by_style_reach_the_text_and_the_number(paper):
    styles = '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="K"/><w:rPr><w:caps/></w:rPr></w:style>'
    level = '<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:pStyle w:val="K"/><w:lvlText w:val="Deel %1"/>'
    look = '<w:pStyle w:val="K"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = f"<w:p><w:pPr>{look}</w:pPr><w:r><w:t>slot</w:t></w:r></w:p>"
    docx = normalise(paper.build(body, styles=styles, numbering=paper.abstract(level) + paper.num(1)))
    assert text_of(docx) == "DEEL A\tSLOT" and ">SLOT<" in main(docx)


@pytest.mark.parametrize("code", ["DATE \\@ d", "IF 1 = 1 ja nee", "= 1 + 1", "MERGEFIELD naam"])
def test_computed_fields_become_the_text_the_author_saw(paper, code):
    xml = main(normalise(paper.build(paper.par("", "", paper.field(code, "gezien")))))
    assert "gezien" in xml and "fldChar" not in xml


def test_references_and_page_numbers_stay_live(paper):
    docx = paper.build(paper.par("", "", paper.field("PAGE") + paper.field("REF x")))
    assert normalise(docx) is docx


@pytest.mark.parametrize(
    ("state", "sign"), [('<w:default w:val="0"/>', "☐"), ('<w:default w:val="0"/><w:checked/>', "☒")]
)
def test_an_old_check_box_becomes_its_sign(paper, state, sign):
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
    )
    field = f"{begin}<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{paper.mark('end')}"
    assert text_of(normalise(paper.build(paper.par("", "", field)))) == sign


def test_outside_links_go_and_hyperlinks_stay(paper):
    link = '<w:hyperlink r:id="rIdH"><w:r><w:t>hier</w:t></w:r></w:hyperlink>'
    picture = f'<w:p><w:r><w:drawing><a:blip r:link="rIdP"/></w:drawing></w:r>{link}</w:p>'
    docx = with_relations(
        paper.build(picture), rIdP=("image", "http://x.example/p.png"), rIdH=("hyperlink", "https://x.example/")
    )
    plain = normalise(docx)
    assert "<w:drawing" not in main(plain) and "hyperlink" in main(plain)
    relations = main(plain, "word/_rels/document.xml.rels")
    assert "p.png" not in relations and "https://x.example/" in relations


def with_relations(docx, **outside):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                more = "".join(
                    f'<Relationship Id="{key}" Type="{kind}/{word}" Target="{to}" TargetMode="External"/>'
                    for key, (word, to) in outside.items()
                )
                text = text.replace("</Relationships>", f"{more}</Relationships>")
            new.writestr(name, text)
    return out.getvalue()


def test_an_inserted_file_is_refused_since_nobody_sees_its_text(paper):
    with pytest.raises(ForeignContentError, match="ingevoegd bestand"):
        normalise(paper.build('<w:altChunk r:id="rId9"/>'))


def test_normalising_twice_changes_nothing_more(paper):
    once = normalise(paper.build(paper.par("a", "", INSERTED + paper.field("DATE"))), revisions="accept")
    assert normalise(once) is once


def nested(paper):
    return paper.build("<w:sdt><w:sdtContent>" * 300 + paper.par("x") + "</w:sdtContent></w:sdt>" * 300)


def entity(paper):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paper.build(paper.par("x")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(
                name, text.replace("?>", '?><!DOCTYPE d [<!ENTITY a "b">]>', 1) if "document.xml" in name else text
            )
    return out.getvalue()


def crowded(paper):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(MAX_PARTS + 1):
            package.writestr(f"{number}", b"")
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [nested, entity, crowded, lambda paper: b"geen zip", lambda paper: b"", lambda paper: paper.build("x")[:-40]],
)
def test_a_file_that_cannot_be_read_safely_is_refused_in_one_sentence(paper, make):
    with pytest.raises(WordFileError, match="geen bruikbaar Word-bestand"):
        normalise(make(paper))


def test_words_are_counted_over_body_header_footer_and_notes_as_they_are_shown(paper):
    see = paper.par("Kop", "", paper.field("REF x", "zin"))
    line = f'<w:footnote w:id="0" w:type="separator">{paper.par("streep")}</w:footnote>'
    note = f'{line}<w:footnote w:id="2">{paper.par("noot")}</w:footnote>'
    hidden = paper.par("", "", paper.run("geheim", "<w:vanish/>") + REMOVED + paper.run("groot", "<w:caps/>"))
    docx = paper.build(paper.item("tekst") + hidden, header=see, footer=paper.par("voet"), footnotes=note)
    assert words_of(docx) == {"Artikel": 1, "1": 1, "tekst": 1, "GROOT": 1, "Kopzin": 1, "voet": 1, "noot": 1}


def test_a_word_lost_in_a_footnote_is_found_by_the_text_gate(paper):
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    docx = paper.build(
        paper.par("tekst", "", mark), footnotes=f'<w:footnote w:id="2">{paper.par("een noot")}</w:footnote>'
    )
    kept, lost = (find_losses(docx, [page]) for page in ("tekst1\n1een noot", "tekst1\n1een"))
    assert kept == [] and [(loss.words, loss.place) for loss in lost] == [
        (("noot",), "in de voetnoten, alinea 1 (“een noot”)")
    ]
