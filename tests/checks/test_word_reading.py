"""What Word shows is what is read; what it keeps behind the text is told as marks."""

from __future__ import annotations

import io

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assembler.checks.agreement import Agreement, Kind, Mark
from assembler.checks.agreement.word_reader import from_word


def agreement(build) -> Agreement:
    """The agreement in a Word file that ``build`` fills."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return from_word(out.getvalue())


def paragraph_of(xml: str):
    return lambda document: document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    insertion = f'<w:ins w:id="1" w:author="x">{run("twee")}</w:ins>'
    deletion = '<w:del w:id="2" w:author="x"><w:r><w:delText>drie</w:delText></w:r></w:del>'
    block = agreement(paragraph_of(run("Een termijn van ") + insertion + deletion + run(" maanden."))).blocks[0]
    assert block.text == "Een termijn van twee maanden."
    assert [(span.mark, block.text[span.start : span.end], span.note) for span in block.spans] == [
        (Mark.INSERTED, "twee", ""),
        (Mark.DELETED, "", "drie"),
    ]


def test_hidden_text_is_left_out_and_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
    block = agreement(paragraph_of(run("Zichtbaar.") + hidden)).blocks[0]
    assert block.text == "Zichtbaar."
    assert [(span.mark, span.note) for span in block.spans] == [(Mark.HIDDEN, "geheim")]


def test_highlighting_is_told_over_split_runs() -> None:
    def build(document) -> None:
        paragraph = document.add_paragraph("Datum: ")
        for piece in ("1 maart", " 2025"):
            paragraph.add_run(piece).font.highlight_color = WD_COLOR_INDEX.YELLOW

    block = agreement(build).blocks[0]
    assert [(span.mark, block.text[span.start : span.end]) for span in block.spans] == [
        (Mark.HIGHLIGHT, "1 maart 2025")
    ]


def test_a_comment_is_told_where_it_stands_and_by_itself() -> None:
    def build(document) -> None:
        paragraph = document.add_paragraph("Het bedrag is ")
        document.add_comment(paragraph.add_run("hoog"), text="klopt dit?", author="x")

    one = agreement(build)
    assert [(one.blocks[0].text[s.start : s.end], s.note) for s in one.blocks[0].marks(Mark.COMMENTED)] == [
        ("hoog", "klopt dit?")
    ]
    assert [(block.text, str(block.place)) for block in one.blocks if block.kind is Kind.COMMENT] == [
        ("klopt dit?", "opmerking 1")
    ]


def test_a_reference_without_its_bookmark_is_told() -> None:
    field = f'<w:fldSimple w:instr=" REF _weg \\r \\h ">{run("5")}</w:fldSimple>'
    block = agreement(paragraph_of(run("Zie artikel ") + field + run("."))).blocks[0]
    assert block.text == "Zie artikel 5."
    assert [(span.mark, span.note) for span in block.spans] == [(Mark.BROKEN_REFERENCE, "_weg")]


def test_headers_footers_and_notes_stand_behind_the_text() -> None:
    def build(document) -> None:
        document.add_paragraph("Artikel 1 Doel")
        document.sections[0].header.paragraphs[0].text = "Concept"
        document.sections[0].footer.paragraphs[0].text = "versie 2"

    one = agreement(build)
    assert [(block.kind, block.text) for block in one.blocks] == [
        (Kind.ARTIKEL, "Doel"),
        (Kind.HEADER, "Concept"),
        (Kind.FOOTER, "versie 2"),
    ]
    assert [block.text for block in one.running] == ["Doel"]


def test_soft_hyphens_fixed_spaces_and_line_ends_within_a_token_do_not_divide_it() -> None:
    broken = "<w:r><w:t>XX-</w:t><w:br/><w:t>XX-XXXX en €\u00a05.000 voor samen\u00adwerking</w:t></w:r>"
    assert agreement(paragraph_of(broken)).blocks[0].text == "XX-XX-XXXX en € 5.000 voor samenwerking"


def test_merged_cells_keep_the_columns_of_a_table() -> None:
    def build(document) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Wie"
        table.cell(0, 2).text = "Bedrag"
        for row, texts in ((1, ("provincie", "Flevoland", "€ 5,00")), (2, ("provincie", "Utrecht", "€ 6,00"))):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text

    table = agreement(build).tables[0]
    assert table.texts()[:2] == (("Wie", "", "Bedrag"), ("provincie", "Flevoland", "€ 5,00"))


def test_an_empty_numbered_paragraph_is_kept() -> None:
    def build(document) -> None:
        document.add_paragraph("eerste", "List Number")
        document.add_paragraph("", "List Number")
        document.add_paragraph("", "Normal")

    assert [(block.label, block.text) for block in agreement(build).blocks] == [("1.", "eerste"), ("2.", "")]


def test_a_table_of_contents_is_no_text_of_the_agreement() -> None:
    def build(document) -> None:
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("Artikel 1 Doel\t3", style)
        document.add_paragraph("Artikel 1 Doel", "Heading 1")

    one = agreement(build)
    assert [artikel.number for artikel in one.artikelen] == ["1"]
    assert one.blocks[0].kind is Kind.TOC


def test_a_text_box_is_read() -> None:
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p>'
        f"{run('In het kader.')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    texts = [block.text for block in agreement(paragraph_of(run("Buiten.") + box)).blocks]
    assert texts == ["Buiten.", "In het kader."]


def test_a_prompt_that_nobody_answered_is_told() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klik hier')}</w:sdtContent></w:sdt>"
    block = agreement(paragraph_of(run("Naam: ") + control)).blocks[0]
    assert [(span.mark, block.text[span.start : span.end]) for span in block.spans] == [(Mark.PROMPT, "Klik hier")]
