"""What a template says, and what a fill makes of it."""

import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from docx import Document

from assembler.documents import FillError, Template


def test_a_value_stands_where_its_tag_stood(word: Any) -> None:
    assert word.lines(word.template("Beste {{ naam }}!").fill({"naam": "Jan"})) == ["Beste Jan!"]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ a.b }}", "1"),
        ("{{ a['b'] }}", "1"),
        ("{{ a[“b”] }}", "1"),
        ("{{ lijst[1] }}", "y"),
        ("{{ lijst[-1] }}", "z"),
        ("{{ 2 + 3 * 4 }}", "14"),
        ("{{ 'x' ~ 1 ~ naam }}", "x1Jan"),
        ("{{ 'ja' if a.b == 1 else 'nee' }}", "ja"),
        ("{{ weg|default('niets') }}", "niets"),
        ("{{ ‘x’ }}", "x"),
        ("{{ naam|upper }}", "JAN"),
        ("{{ lijst|join(', ') }}", "x, y, z"),
        ("{{ lijst|length }}", "3"),
        ("{{ naam.upper() }}", "JAN"),
        ("{{ a.get('q', 'geen') }}", "geen"),
        ("{{ dag.year }}", "2024"),
        ("{{ '}}' }}", "}}"),
        ("{{ bedrag }}", "1.50"),
        ("{% for i in range(3) %}{{ i }}{% endfor %}", "012"),
        ("{% for k, v in a.items() %}{{ k }}={{ v }}{% endfor %}", "b=1"),
        ("{% for x in lijst %}{{ x }}{% if not loop.last %}-{% endif %}{% endfor %}", "x-y-z"),
        ("{% for x in [] %}{% else %}leeg{% endfor %}", "leeg"),
        ("{% for x in lijst if x != 'y' %}{{ x }}{% endfor %}", "xz"),
        ("{% set n = 3 %}{{ n }}", "3"),
        ("{% with n = 4 %}{{ n }}{% endwith %}", "4"),
        ("{% set s = namespace(n=0) %}{% for x in lijst %}{% set s.n = s.n + 1 %}{% endfor %}{{ s.n }}", "3"),
        ("{% if a.b > 1 %}a{% elif a.b == 1 %}b{% else %}c{% endif %}", "b"),
        ("{# opmerking #}x", "x"),
        ("{% raw %}{{ naam }}{% endraw %}", "{{ naam }}"),
        ("{_{ naam }_} {_% if %_}", "{{ naam }} {% if %}"),
        ("{{ dag.strftime('%d') }}", "02"),
        ("{{ weg is defined }}", "False"),
        ("{% for rij in lijst|batch(2) %}{{ rij|length }}{% endfor %}", "21"),
        ("{{ namen|map(attribute='n')|join(' ') }}", "p q"),
    ],
)
def test_the_language_is_that_of_docxtpl(word: Any, tag: str, text: str) -> None:
    values = {
        "a": {"b": 1},
        "lijst": ["x", "y", "z"],
        "naam": "Jan",
        "dag": datetime.date(2024, 1, 2),
        "bedrag": Decimal("1.50"),
        "namen": [{"n": "p"}, {"n": "q"}],
    }
    assert word.lines(word.template(tag).fill(values)) == [text]


def test_a_key_called_items_is_a_key(word: Any) -> None:
    made = word.template("{% for i in order.items %}{{ i }}{% endfor %}")
    assert word.lines(made.fill({"order": {"items": ["a", "b"]}})) == ["ab"]


def test_a_paragraph_tag_takes_its_paragraph_with_it(word: Any) -> None:
    made = word.template("{%p for x in xs %}", "{{ x }}", "{%p endfor %}", "einde")
    assert word.lines(made.fill({"xs": [1, 2]})) == ["1", "2", "einde"]


def test_two_paragraph_tags_may_share_a_paragraph(word: Any) -> None:
    made = word.template("{%p for x in xs %}{%p if x %}", "{{ x }}", "{%p endif %}{%p endfor %}")
    assert word.lines(made.fill({"xs": [0, 2]})) == ["2"]


def test_a_row_is_repeated(word: Any) -> None:
    row = "<w:tr><w:tc>{0}</w:tc><w:tc>{1}</w:tc></w:tr>"
    rows = [("{%tr for x in xs %}", ""), ("{{ x.a }}", "{{ x.b }}"), ("{%tr endfor %}", "")]
    xml = "".join(row.format(*map(word.paragraph, texts)) for texts in rows)
    made = word.body(
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5"/><w:gridCol w:w="5"/></w:tblGrid>{xml}</w:tbl><w:p/>'
    )
    assert word.table(made.fill({"xs": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]})) == [["1", "2"], ["3", "4"]]


def test_a_table_without_rows_goes(word: Any) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{word.paragraph(text)}</w:tc></w:tr>" for text in ("{%tr for x in xs %}", "x", "{%tr endfor %}")
    )
    made = word.body(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/>")
    assert "<w:tbl>" not in word.xml(made.fill({"xs": []}))


def test_a_column_is_repeated_and_the_grid_follows(word: Any) -> None:
    cells = "".join(
        f"<w:tc>{word.paragraph(text)}</w:tc>" for text in ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")
    )
    grid = '<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
    made = word.body(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl><w:p/>")
    filled = made.fill({"xs": [1, 2, 3]})
    assert word.table(filled) == [["1", "2", "3"]]
    assert word.xml(filled).count('<w:gridCol w:w="300"/>') == 3


def test_a_cell_keeps_a_paragraph_when_its_condition_fails(word: Any) -> None:
    inside = "".join(map(word.paragraph, ("{%p if ja %}", "tekst", "{%p endif %}")))
    made = word.body(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl><w:p/>")
    assert "<w:tcPr/><w:p/></w:tc>" in word.xml(made.fill({"ja": False}))
    assert "<w:p/></w:tc>" not in word.xml(made.fill({"ja": True}))


def test_cell_tags_set_span_colour_and_merge(word: Any) -> None:
    texts = ("{% colspan n %}a", "{% cellbg kleur %}b")
    cells = "".join(f"<w:tc><w:tcPr><w:tcW/><w:vAlign/></w:tcPr>{word.paragraph(text)}</w:tc>" for text in texts)
    made = word.body(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl><w:p/>")
    xml = word.xml(made.fill({"n": 2, "kleur": "FF0000"}))
    assert '<w:tcW/><w:gridSpan w:val="2"/><w:vAlign/>' in xml
    assert '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>' in xml


def test_a_dash_joins_the_text_with_the_paragraph_before_and_after(word: Any) -> None:
    made = word.template(
        "Huis", "{%- if stad -%}", " in de stad", "{%- else -%}", " buiten", "{%- endif -%}", " te koop"
    )
    assert word.lines(made.fill({"stad": True})) == ["Huis in de stad te koop"]


def test_a_condition_may_run_from_one_paragraph_into_the_next(word: Any) -> None:
    made = word.template("a{% if ja %}b", "c{% endif %}d")
    assert word.lines(made.fill({"ja": True})) == ["ab", "cd"]
    assert word.lines(made.fill({"ja": False})) == ["ad"]


def test_headers_footers_notes_comments_and_properties_are_filled(word: Any) -> None:
    names = ("header", "footer", "footnotes", "endnotes", "comments")
    roots = {"header": "w:hdr", "footer": "w:ftr"}
    notes = {"footnotes": "w:footnote", "endnotes": "w:endnote", "comments": "w:comment"}
    extra = {}
    for name in names:
        root, text = roots.get(name, f"w:{name}"), word.paragraph("van {{ naam }}")
        inside = f'<{notes[name]} w:id="1">{text}</{notes[name]}>' if name in notes else text
        extra[f"{name}1" if name in roots else name] = f"<{root}>{inside}</{root}>"
    filled = word.template("x", extra=extra, title="Voor {{ naam }}").fill({"naam": "A & B"})
    assert {word.lines(filled, part)[0] for part in extra} == {"van A & B"}
    assert "<dc:title>Voor A &amp; B</dc:title>" in word.files(filled)["docProps/core.xml"].decode()


def test_a_tag_in_an_attribute_or_a_field_code_is_filled(word: Any) -> None:
    made = word.body(
        '<w:p><w:r><w:drawing><wp:docPr id="1" descr="{{ x }}"/></w:drawing></w:r>'
        '<w:r><w:instrText> DOCPROPERTY "{{ x }}" </w:instrText></w:r></w:p>'
    )
    xml = word.xml(made.fill({"x": 'a"<\n'}))
    assert 'descr="a&quot;&lt; "' in xml
    assert 'DOCPROPERTY "a&quot;&lt; "' in xml


def test_an_element_with_a_tag_in_its_attribute_may_stand_in_a_loop(word: Any) -> None:
    link = '<w:hyperlink w:anchor="{% if x %}a{{ x }}{% endif %}"><w:r><w:t>{{ x }}</w:t></w:r></w:hyperlink>'
    body = word.paragraph("{%p for x in xs %}") + f"<w:p>{link}</w:p>" + word.paragraph("{%p endfor %}")
    xml = word.xml(word.body(body).fill({"xs": [1, 2]}))
    assert 'w:anchor="a1"' in xml
    assert 'w:anchor="a2"' in xml


def test_docxtpl_rich_text_and_listings_are_taken(word: Any) -> None:
    from docxtpl import Listing, RichText, RichTextParagraph

    made = word.template("x {{r rijk }} y", "{{ lijst }}", "{{p alinea }}")
    rich = RichText("vet & dik", bold=True)
    rich.add("\nnieuw")
    filled = made.fill({"rijk": rich, "lijst": Listing("a\nb<"), "alinea": RichTextParagraph("los", parastyle="Kop1")})
    assert word.lines(filled) == ["x vet & dik\nnieuw y", "a\nb<", "los"]
    assert "<w:b/>" in word.xml(filled)


def test_plain_text_at_a_run_or_paragraph_tag_keeps_the_looks(word: Any) -> None:
    made = word.body("<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{p x }}</w:t></w:r></w:p>")
    assert word.xml(made.fill({"x": "a"})).count("<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr>") == 1


def test_filling_twice_gives_the_same_bytes(word: Any) -> None:
    made = word.template("{{ x }}", "{% for i in range(3) %}{{ i }}{% endfor %}")
    assert made.fill({"x": "é"}) == made.fill({"x": "é"})


def test_a_template_is_compiled_once_per_version(word: Any) -> None:
    data = word.package(word.paragraph("{{ uniek }}"))
    first, second = Template.load(data, "a"), Template.load(data, "b")
    assert first._compiled is second._compiled
    assert first.digest == second.digest


def test_unchanged_files_are_copied_as_they_were_packed(word: Any) -> None:
    data = word.package(word.paragraph("{{ x }}"))
    start = data.index(b"word/styles.xml") + len(b"word/styles.xml")
    assert data[start : start + 40] in Template.load(data).fill({"x": 1})


def test_word_files_of_python_docx_are_taken(word: Any) -> None:
    document = Document()
    document.add_heading("{{ titel }}", 1)
    document.add_paragraph("{{ tekst }}", style="List Number")
    stream = io.BytesIO()
    document.save(stream)
    filled = Template.load(stream.getvalue()).fill({"titel": "A", "tekst": "B"})
    assert word.lines(filled) == ["A", "B"]


def test_the_fields_of_a_template_are_told_with_what_is_optional(word: Any) -> None:
    made = word.template(
        "{{ a.b }}", "{% for p in ps %}{{ p.n }}{% if p.t %}{{ p.t }}{% endif %}{% endfor %}", "{{ d|default('') }}"
    )
    fields = {field.path: field.optional for field in made.fields()}
    assert fields == {"a.b": False, "ps": False, "ps[].n": False, "ps[].t": True, "d": True}


def picture() -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_comes_along_with_its_relationship_and_type(word: Any) -> None:
    from docxtpl import InlineImage

    header = {"header1": f"<w:hdr>{word.paragraph('{{ logo }}')}</w:hdr>"}
    made = word.template("voor {{ logo }} na", extra=header)
    image = InlineImage(None, io.BytesIO(picture()), width=914400, anchor="https://voorbeeld.nl/?a&b")
    filled = made.fill({"logo": image})
    (shape,) = Document(io.BytesIO(filled)).inline_shapes
    assert (shape.width, shape.height) == (914400, 457200)
    assert word.lines(filled) == ["voor  na"]
    files = word.files(filled)
    assert [files[name] for name in files if name.startswith("word/media/")] == [picture()]
    assert {"word/_rels/document.xml.rels", "word/_rels/header1.xml.rels"} <= set(files)


def test_a_picture_that_cannot_be_read_is_refused_by_its_field(word: Any, mistakes: Any) -> None:
    from docxtpl import InlineImage

    made = word.template("{{ logo }}")
    (told,) = mistakes(FillError, lambda: made.fill({"logo": InlineImage(None, io.BytesIO(b"geen plaatje"))}))
    assert "{{ logo }}" in told
    assert "afbeelding" in told
