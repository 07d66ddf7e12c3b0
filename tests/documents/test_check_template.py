"""What a check finds in a template."""

from typing import Any

import pytest

from assembler.checks.template import check_template

_SHAPE = {
    "titel": "x",
    "partijen": [{"naam": "a", "tooi": None}, {"naam": "b", "tooi": "pv1"}],
    "verlenging": None,
    "leeg": [],
}


def codes(word: Any, *texts: str, body: str = "", shape: Any = None) -> list[str]:
    data = word.package("".join(map(word.paragraph, texts)) + body)
    return [finding.code for finding in check_template(data, shape, "proef.docx")]


def test_a_good_template_gives_no_findings(word: Any) -> None:
    texts = ("{{ titel }}", "{% for p in partijen %}{{ p.naam }}{% if p.tooi %}{{ p.tooi }}{% endif %}{% endfor %}")
    assert codes(word, *texts, shape=_SHAPE) == []


def test_an_unknown_field_is_found_with_a_suggestion(word: Any) -> None:
    data = word.package(word.paragraph("{% for p in partijen %}{{ p.naem }}{% endfor %}"))
    (finding,) = check_template(data, _SHAPE, "proef.docx")
    assert (finding.code, str(finding.severity), finding.file) == ("template.unknown-field", "error", "proef.docx")
    assert "partijen[].naem" in finding.message
    assert "“naam”" in finding.remedy
    assert finding.sentence
    assert finding.where.startswith("hoofdtekst")


def test_an_optional_field_without_a_guard_is_found(word: Any) -> None:
    text = "{% for p in partijen %}{{ p.tooi }}{% endfor %}"
    assert codes(word, text, shape=_SHAPE) == ["template.optional-unguarded"]


def test_nothing_is_said_of_what_the_example_does_not_show(word: Any) -> None:
    text = "{% for x in leeg %}{{ x.y }}{% endfor %}{% if verlenging %}{{ verlenging.datum }}{% endif %}"
    assert codes(word, text, shape=_SHAPE) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ titel", "template.syntax"),
        ("a {%p if titel %}", "template.tag-not-alone"),
        ("{{ titel|tojson }}", "template.expression-not-allowed"),
    ],
)
def test_the_mistakes_of_loading_are_findings(word: Any, text: str, code: str) -> None:
    assert code in codes(word, text)


def test_a_file_that_is_no_word_file_is_a_finding() -> None:
    (finding,) = check_template(b"nee", None, "x.docx")
    assert finding.code == "template.no-word-file"
    assert finding.message.endswith(".")


def test_a_split_tag_is_good_to_know(word: Any) -> None:
    body = "<w:p><w:r><w:t>{{ ti</w:t></w:r><w:r><w:t>tel }}</w:t></w:r></w:p>"
    (finding,) = check_template(word.package(body), None, "x")
    assert (finding.code, str(finding.severity)) == ("template.split-tag", "info")


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t></w:r>",
        "<w:r><w:rPr><w:smallCaps/></w:rPr><w:t>x</w:t></w:r>",
        "<w:r><w:instrText> DATE \\@ d </w:instrText></w:r>",
        "<w:r><w:instrText> IF 1 = 1 a b </w:instrText></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        '<w:pPr><w:sectPr><w:pgNumType w:start="1"/></w:sectPr></w:pPr>',
        '<w:pPr><w:sectPr><w:cols w:num="2"/></w:sectPr></w:pPr>',
    ],
)
def test_what_engines_draw_differently_is_a_warning(word: Any, xml: str) -> None:
    assert codes(word, body=f"<w:p>{xml}</w:p>") == ["template.feature-unsafe"]


def test_a_font_outside_the_set_is_a_warning(word: Any) -> None:
    xml = '<w:p><w:r><w:rPr><w:rFonts w:ascii="Papyrus" w:hAnsi="Calibri"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    assert codes(word, body=xml) == ["template.font-not-allowed"]


LOOP, VALUE = "template.loop-variable", "template.value"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{% for p in partijen %}{{ p.naam }}{% endfor %}{{ p.naam }}", [LOOP]),
        ("{% for p in partijen %}{{ loop.index }}{% endfor %}{{ loop.index }}", [LOOP]),
        ("{% for p in partijen %}{{ loop.indx }}{% endfor %}", [LOOP]),
        ("{% for titel in partijen %}{{ titel.naam }}{% endfor %}", [LOOP]),
        ("{% for p in partijen %}{% for p in partijen %}{{ p.naam }}{% endfor %}{{ p.naam }}{% endfor %}", [LOOP]),
        ("{% for p in partijen %}x{% endfor %}", [LOOP]),
        ("{% for letter in titel %}{{ letter }}{% endfor %}", [LOOP]),
        ("{% for a, b in partijen %}{{ a }}{{ b }}{% endfor %}", [LOOP]),
        ("{{ partijen }}", [VALUE]),
        ("{% for p in partijen %}{{ p }}{% endfor %}", [VALUE]),
        ("{% for p in partijen %}{{ p.naam }}{% endfor %}{% for p in partijen %}{{ p.naam }}{% endfor %}", []),
        ("{% for p in partijen %}{{ loop.index }}. {{ loop.cycle('a', 'b') }}{% endfor %}", []),
        ("{% for k, v in partijen[0].items() %}{{ k }}{{ v|default('') }}{% endfor %}", []),
        ("{% for _x in range(3) %}.{% endfor %}", ["template.expression-not-allowed"]),
        ("{% for i in range(3) %}.{% endfor %}", []),
        ("{% set n = titel %}{{ n }}{% for p in partijen %}{{ n }}{{ p.naam }}{% endfor %}", []),
        ("{{ partijen|length }}", []),
    ],
)
def test_a_name_of_the_template_itself_is_used_where_it_means_something(word: Any, text: str, found: list[str]) -> None:
    assert codes(word, text, shape=_SHAPE) == found


def test_a_misspelt_group_is_an_unknown_field(word: Any) -> None:
    assert codes(word, "{{ overenkomst.titel }}", shape=_SHAPE) == ["template.unknown-field"]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ('{{ "<b>vet</b>" }}', ["warning"]),
        ('{{ "A &amp; B" }}', ["warning"]),
        ('{{ titel ~ " & " ~ titel }}', ["info"]),
        ('{{ "gewoon" }}', []),
    ],
)
def test_markup_in_a_text_within_a_tag_is_told(word: Any, text: str, severities: list[str]) -> None:
    found = check_template(word.package(word.paragraph(text)), _SHAPE, "proef.docx")
    assert [str(f.severity) for f in found if f.code == "template.literal-markup"] == severities


@pytest.mark.parametrize(
    ("look", "code"), [("<w:b/>", "template.formatting-lost"), ('<w:lang w:val="en-US"/>', "template.split-tag")]
)
def test_a_tag_in_two_looks_is_told_apart_from_one_in_two_pieces(word: Any, look: str, code: str) -> None:
    runs = f"<w:r><w:t>{{{{ ti</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>tel }}}}</w:t></w:r>"
    assert codes(word, body=f"<w:p>{runs}</w:p>", shape=_SHAPE) == [code]


def test_what_a_sparse_dossier_leaves_out_must_be_guarded_where_it_is_reached(word: Any) -> None:
    full = {"titel": "x", "site": "a.nl", "heeft_site": True}
    bare = {"titel": "x", "site": None, "heeft_site": False}
    for text, found in [
        ("{{ site }}", ["template.optional-unguarded"]),
        ("{% if titel %}{{ site }}{% endif %}", ["template.optional-unguarded"]),
        ("{% if heeft_site %}{{ site }}{% endif %}", []),
        ("{% if site %}{{ site }}{% endif %}", []),
    ]:
        data = word.package(word.paragraph(text))
        assert [one.code for one in check_template(data, full, "proef.docx", bare)] == found, text
