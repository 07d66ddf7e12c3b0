"""Every template that is refused, and in which words."""

import io
import zipfile
from typing import Any

import pytest

from assembler.documents import FillError, Template, TemplateError

_REL = '<Relationship Id="rId99" Type="http://x/relationships/{0}" Target="{1}" TargetMode="External"/>'


def refused(mistakes: Any, data: bytes) -> list[str]:
    return list(mistakes(TemplateError, lambda: Template.load(data, "proef.docx")))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "geen Word-bestand"),
        (b"%PDF-1.7", "geen Word-bestand"),
        (b"PK\x03\x04 kapot", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "versleuteld"),
    ],
)
def test_what_is_no_word_file_is_told_with_the_remedy(mistakes: Any, data: bytes, words: str) -> None:
    (told,) = refused(mistakes, data)
    assert words in told
    assert "proef.docx" in told
    assert ".docx" in told.partition(";")[2]


def test_a_cut_off_file_is_damaged(word: Any, mistakes: Any) -> None:
    data = word.package(word.paragraph("x"))
    assert "beschadigd" in refused(mistakes, data[: len(data) // 2])[0]


def test_a_flipped_byte_is_found(word: Any, mistakes: Any) -> None:
    data = bytearray(word.package(word.paragraph("x" * 500)))
    at = data.index(b"word/document.xml") + 30
    data[at] ^= 0xFF
    assert "beschadigd" in refused(mistakes, bytes(data))[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
        ("a", "zip"),
    ],
)
def test_other_packages_are_called_by_their_name(word: Any, mistakes: Any, name: str, words: str) -> None:
    assert words in refused(mistakes, word.zipped({name: b"<x/>"}))[0]


def changed(word: Any, file: str, old: bytes, new: bytes) -> bytes:
    files = word.files(word.package(word.paragraph("x")))
    assert old in files[file]
    return bytes(word.zipped(files | {file: files[file].replace(old, new)}))


@pytest.mark.parametrize(
    ("new", "words"),
    [(b"application/vnd.ms-word.document.macroEnabled.main+xml", "macro"), (b"x.template.main+xml", ".dotx")],
)
def test_macro_files_and_dotx_are_refused(word: Any, mistakes: Any, new: bytes, words: str) -> None:
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert words in refused(mistakes, changed(word, "[Content_Types].xml", old, new))[0]


def test_a_macro_project_under_any_name_is_refused(word: Any, mistakes: Any) -> None:
    files = word.files(word.package(word.paragraph("x")))
    assert "macro" in refused(mistakes, word.zipped(files | {"word/vbaProject.bin": b"x"}))[0]


def test_every_relationship_to_the_outside_is_told_but_hyperlinks_are_fine(word: Any, mistakes: Any) -> None:
    kinds = (("image", "http://x/a.png"), ("attachedTemplate", "file:///c:/n.dotm"), ("hyperlink", "http://ok"))
    relations = "".join(_REL.format(*one) for one in kinds)
    told = refused(mistakes, word.package(word.paragraph("x"), relations=relations))
    assert len(told) == 2
    assert "a.png" in told[0]
    assert "Normal.dotm" in told[1]


@pytest.mark.parametrize("file", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_document_type_or_entity_is_refused(word: Any, mistakes: Any, file: str) -> None:
    files = word.files(word.package(word.paragraph("x")))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + files[file]
    assert any(
        "entiteit" in one or "geldige XML" in one for one in refused(mistakes, word.zipped(files | {file: bomb}))
    )


def test_xml_that_is_too_deep_or_broken_is_refused(word: Any, mistakes: Any) -> None:
    assert "geldige XML" in refused(mistakes, word.package("<w:p>" * 400 + "{{ x }}" + "</w:p>" * 400))[0]
    assert "geldige XML" in refused(mistakes, changed(word, "word/document.xml", b"</w:body>", b""))[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(mistakes: Any) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 5_000_000)
    assert "zip-bom" in refused(mistakes, stream.getvalue())[0]


def test_too_many_entries_are_refused(word: Any, mistakes: Any) -> None:
    assert "te groot" in refused(mistakes, word.zipped({f"f{n}": b"" for n in range(4_100)}))[0]


def test_strict_open_xml_is_refused_with_the_remedy(word: Any, mistakes: Any) -> None:
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = changed(word, "word/document.xml", old, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert "Strict" in refused(mistakes, data)[0]


@pytest.mark.parametrize("mark", ["\ufdd05\ufdd1", "&#64976;5&#64977;", "&#xFDD0;5&#xFDD1;"])
def test_a_text_that_poses_as_a_tag_of_ours_is_refused(word: Any, mistakes: Any, mark: str) -> None:
    body = f"<w:p><w:r><w:t>{mark}{{{{ x }}}}</w:t></w:r></w:p>"
    assert "U+FDD0" in mistakes(TemplateError, lambda: word.body(body))[0]


@pytest.mark.parametrize("text", ["{#r x #}", "{#tc x #}", "{#tr x #}"])
def test_a_comment_tag_anywhere_is_left_out_or_refused(word: Any, text: str) -> None:
    from assembler.documents import DocumentsError

    try:
        assert word.lines(word.template(f"a{text}").fill({})) == ["a"]
    except DocumentsError as error:
        assert "tabel" in str(error)


def test_a_folder_is_no_template(tmp_path: Any, mistakes: Any) -> None:
    assert "map" in mistakes(TemplateError, lambda: Template.load(tmp_path))[0]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{{ naam", "template.syntax", "niet gesloten"),
        ("{% if x %}a", "template.syntax", "niet afgesloten"),
        ("a{% endif %}", "template.syntax", "niet is geopend"),
        ("{% for x in y %}{% endif %}{% endfor %}", "template.syntax", "sluit"),
        ("{% else %}", "template.syntax", "niet binnen"),
        ("{{ a b }}", "template.syntax", "niet te lezen"),
        ("{{ }}", "template.syntax", "niet te lezen"),
        ("{% fi x %}", "template.syntax", "bestaat niet"),
        ("tekst {%p if x %}", "template.tag-not-alone", "niet alleen"),
        ("{%p if x %}{{ y }}", "template.tag-not-alone", "niet alleen"),
        ("{%tr if x %}", "template.tag-not-alone", "tabelrij"),
        ("{% cellbg x %}", "template.tag-not-alone", "tabelcel"),
        ("{{ x|bedarg }}", "template.expression-not-allowed", "bedoelt u “bedrag”?"),
        ("{{ x|tojson }}", "template.expression-not-allowed", "tojson"),
        ("{{ x|attr('y') }}", "template.expression-not-allowed", "attr"),
        ("{{ x.__class__ }}", "template.expression-not-allowed", "liggend streepje"),
        ("{{ x['__class__'] }}", "template.expression-not-allowed", "liggend streepje"),
        ("{{ x|map(attribute='a.__class__')|list }}", "template.expression-not-allowed", "liggend streepje"),
        ("{{ _x }}", "template.expression-not-allowed", "liggend streepje"),
        ("{{ f() }}", "template.expression-not-allowed", "f()"),
        ("{{ x.format_map(y) }}", "template.expression-not-allowed", "format_map()"),
        ("{{ x.y.z() }}", "template.expression-not-allowed", "z()"),
        ("{{ cycler('a') }}", "template.expression-not-allowed", "cycler()"),
        ("{{ 2 ** 9 }}", "template.expression-not-allowed", "pow"),
        ("{{ x is callable }}", "template.expression-not-allowed", "callable"),
        ("{% include 'x' %}", "template.expression-not-allowed", "include"),
        ("{% macro m() %}{% endmacro %}", "template.expression-not-allowed", "macro"),
        ("{% for x in y recursive %}{% endfor %}", "template.expression-not-allowed", "recursieve"),
    ],
)
def test_a_tag_that_cannot_be_is_told_with_its_place(word: Any, text: str, code: str, words: str) -> None:
    body = word.paragraph("Artikel 2", '<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>') + word.paragraph(text)
    with pytest.raises(TemplateError) as caught:
        word.body(body)
    found = [one for one in caught.value.mistakes if words in str(one)]
    assert found, str(caught.value)
    assert found[0].code == code
    assert found[0].place.heading == "Artikel 2"
    assert found[0].place.paragraph == text


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 3000 + "x" + ")" * 3000 + " }}",
        "{{ " + "-" * 3000 + "x }}",
        "{{ " + "9" * 6000 + " }}",
        "{{ x" + ".y" * 3000 + " }}",
        "{% for x in y %}" * 30 + "{% endfor %}" * 30,
        "{% if x %}" * 200 + "{% endif %}" * 200,
        "{{ x" + "|e" * 3000 + " }}",
        "{{ x }}" * 21_000,
    ],
    ids=["brackets", "minus", "digits", "dots", "loops", "conditions", "filters", "tags"],
)
def test_a_template_that_is_nested_beyond_reason_is_refused(word: Any, text: str) -> None:
    with pytest.raises(TemplateError):
        word.template(text)


def test_all_mistakes_of_a_template_are_told_together(word: Any, mistakes: Any) -> None:
    texts = ("{{ a b }}", "{{ x|bedarg }}", "{{ y|nix }}")
    assert len(mistakes(TemplateError, lambda: word.template(*texts[1:]))) == 2
    header = {"header1": f"<w:hdr>{word.paragraph(texts[1])}</w:hdr>"}
    told = mistakes(TemplateError, lambda: word.template(texts[0], "{{ open", extra=header))
    assert len(told) >= 2
    assert any("koptekst" in one for one in told)


def test_a_loop_over_half_a_row_is_refused(word: Any, mistakes: Any) -> None:
    cells = "".join(f"<w:tc>{word.paragraph(text)}</w:tc>" for text in ("{% for x in xs %}a", "b"))
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"
    told = mistakes(TemplateError, lambda: word.body(table + word.paragraph("{% endfor %}")))
    assert "zelfde soort plaats" in told[0]


def test_a_paragraph_tag_beside_a_section_break_is_refused(word: Any, mistakes: Any) -> None:
    section = "<w:pPr><w:sectPr/></w:pPr>"
    body = word.paragraph("{%p if x %}", section) + word.paragraph("{%p endif %}")
    assert "sectie-einde" in mistakes(TemplateError, lambda: word.body(body))[0]


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(2000) %}{% for b in range(2000) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999999999) %}{% endfor %}",
        "{{ 'x' * 99999999 }}",
        "{{ 99999999 * 'x' }}",
        "{{ 'x'|center(99999999) }}",
        "{{ ['x']|batch(99999999, 'y')|list|length }}",
        "{{ ('a'*1000)|replace('', 'b'*100000) }}",
        "{{ ('a'*1000).replace('a', 'b'*100000) }}",
        "{% set n = namespace(s='xxxxxxxx') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
        "{% set n = namespace(s=9) %}{% for i in range(99) %}{% set n.s = n.s * n.s %}{% endfor %}",
        "{{ dag.strftime('%9999999Y') }}",
        "{{ 1.5|round(99999999, 'ceil') }}",
        "{{ ('a\\n' * 900000)|indent(9999) }}",
        "{{ range(2000)|join('x' * 100000) }}",
        "{{ ('x' * 100000).join(range(2000)|list) }}",
        "{{ ['x'] * 5 }}",
        "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a ~ '' }}",
        "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a|string }}",
        "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a|join }}",
        "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
        "{% set a = ['x'] %}" + "{% set a = [a, a] %}" * 60 + "{{ a|opsomming }}",
        "{{ [[1], [2]]|sum(start=[]) }}",
    ],
)
def test_a_template_bomb_does_not_go_off(word: Any, text: str) -> None:
    import datetime

    with pytest.raises(FillError):
        word.template(text).fill({"dag": datetime.date(2024, 1, 1)})


def test_long_text_times_many_rounds_is_bounded(word: Any, mistakes: Any) -> None:
    made = word.template("{%p for x in xs %}", "y" * 100_000, "{%p endfor %}")
    assert "te groot" in mistakes(FillError, lambda: made.fill({"xs": list(range(10_000))}))[0]


@pytest.mark.parametrize(
    "text", ["{{ x.upper }}", "{{ x.real }}", "{{ n.numerator }}", "{{ d.keys }}", "{{ loop.index }}", "{{ x.zfill }}"]
)
def test_python_attributes_do_not_exist_in_a_template(word: Any, text: str) -> None:
    with pytest.raises(FillError):
        word.template(text).fill({"x": "a", "n": 1, "d": {}})


def test_a_tag_that_does_not_stand_alone_is_told_once(word: Any) -> None:
    with pytest.raises(TemplateError) as caught:
        word.template("{%p if ja %} tekst", "meer", "{%p endif %}")
    assert [one.code for one in caught.value.mistakes] == ["template.tag-not-alone"]


def test_a_letter_apart_from_its_brace_is_told_how_to_write(word: Any) -> None:
    with pytest.raises(TemplateError, match=r"schrijf \{%p aan elkaar"):
        word.template("{% p if ja %}")
