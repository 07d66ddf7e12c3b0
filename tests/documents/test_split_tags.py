"""Word spreads a tag over runs as it likes; the filled text is the same."""

import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.documents import TemplateError

_NOISE = (
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="5" w:name="_GoBack"/><w:bookmarkEnd w:id="5"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "",
)
_LOOKS = ("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:lang w:val="nl-NL"/></w:rPr>')
_TEXTS = (
    "Beste {{ naam }}, {% if ja %}u krijgt {{ bedrag|bedrag }}{% else %}niets{% endif %}.",
    "{%p for x in xs %}",
    "{{ loop.index }}) {{ x.a ~ ‘-’ }}{# weg #}{{ x['b'] }}",
    "{%p endfor %}",
    "vooraf {%r if ja %}midden{%r endif %} achteraf {{r naam }}",
)
_VALUES = {"naam": "Jan & Co", "ja": True, "bedrag": 12, "xs": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}
_WHOLE = [
    "Beste Jan & Co, u krijgt €\u00a012,00.",
    "1) 1-2",
    "2) 3-4",
    "vooraf midden achteraf Jan & Co",
]


def split(text: str, chance: random.Random) -> str:
    """A paragraph with `text` in runs that begin and end anywhere."""
    cuts = sorted({0, len(text), *(chance.randrange(len(text)) for _ in range(chance.randrange(12)))})
    runs = (
        f'<w:r>{chance.choice(_LOOKS)}<w:t xml:space="preserve">{escape(text[a:b])}</w:t></w:r>{chance.choice(_NOISE)}'
        for a, b in pairwise(cuts)
    )
    inside = "".join(runs)
    return f"<w:p>{inside}</w:p>" if chance.random() < 0.7 else f"<w:p><w:ins w:id='1'>{inside}</w:ins></w:p>"


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32))
def test_a_tag_split_anywhere_gives_the_same_text(word: Any, seed: int) -> None:
    chance = random.Random(seed)
    made = word.body("".join(split(text, chance) for text in _TEXTS))
    assert word.lines(made.fill(_VALUES)) == _WHOLE


def test_what_follows_a_split_tag_keeps_its_own_looks(word: Any) -> None:
    runs = "<w:r><w:t>{{ na</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>am }} vet</w:t></w:r>"
    xml = word.xml(word.body(f"<w:p>{runs}</w:p>").fill({"naam": "Jan"}))
    assert (
        '<w:t xml:space="preserve">Jan</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> vet</w:t>' in xml
    )


def test_breaks_inside_a_tag_are_spaces(word: Any) -> None:
    made = word.body("<w:p><w:r><w:t>{% if a</w:t><w:br/><w:t>and b %}ja{% endif %}</w:t></w:r></w:p>")
    assert word.lines(made.fill({"a": 1, "b": 1})) == ["ja"]


def test_a_run_tag_leaves_what_stands_around_it_as_it_looks(word: Any) -> None:
    made = word.body("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a {{r x }} b</w:t><w:br/></w:r></w:p>")
    xml = word.xml(made.fill({"x": "X"}))
    assert xml.count("<w:rPr><w:b/></w:rPr>") == 4
    assert xml.count("<w:br/>") == 1


_PIECES = [
    "{{ x }}",
    "{{",
    "}}",
    "{% if x %}",
    "{% endif %}",
    "{%p if x %}",
    "{%p endif %}",
    "{%tr for y in x %}",
    "{#",
    "#}",
    "a",
]
_PIECES += [
    "{% for y in x %}",
    "{% endfor %}",
    "{%-",
    "-%}",
    "{%- endif -%}",
    "{{r x }}",
    "{{p x }}",
    "{% vm %}",
    "{% hm %}",
    "{% else %}",
]
_PIECES += [
    "{% raw %}",
    "{%tc x %}",
    "{% set x = 1 %}",
    "'",
    "<",
    "{_{",
    "{% cellbg x %}",
    "{% colspan x %}",
    "|",
    "{{ x.y|e }}",
]


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4)), min_size=1, max_size=5
    )
)
def test_any_jumble_of_tags_is_filled_or_refused_with_a_reason(word: Any, jumble: list[tuple[bool, list[str]]]) -> None:
    from assembler.documents import DocumentsError

    cell = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{0}</w:tc></w:tr></w:tbl><w:p/>"
    paragraphs = [(table, word.paragraph("".join(pieces))) for table, pieces in jumble]
    try:
        word.xml(word.body("".join(cell.format(xml) if table else xml for table, xml in paragraphs)).fill({"x": "t"}))
    except DocumentsError as error:
        assert str(error)


def test_a_tag_spread_over_two_paragraphs_is_one_tag(word: Any) -> None:
    template = word.template("{% if soort == 'gemeente'", "or soort == 'provincie' %}Ja{% endif %}", "Slot")
    assert word.lines(template.fill({"soort": "provincie"})) == ["Ja", "Slot"]
    assert word.lines(template.fill({"soort": "waterschap"})) == ["", "Slot"]


def test_a_row_tag_spread_over_two_paragraphs_of_its_cell_takes_its_row(word: Any) -> None:
    def row(*paragraphs: str) -> str:
        return f"<w:tr><w:tc>{''.join(map(word.paragraph, paragraphs))}</w:tc></w:tr>"

    body = row("{%tr for p in partijen", "if p.kiest %}") + row("{{ p.naam }}") + row("{%tr endfor %}") + row("Slot")
    template = word.body(f"<w:tbl>{body}</w:tbl>")
    partijen = [{"naam": "A", "kiest": True}, {"naam": "B", "kiest": False}]
    assert word.table(template.fill({"partijen": partijen})) == [["A"], ["Slot"]]


def test_a_spread_tag_counts_as_split(word: Any) -> None:
    template = word.template("{{ naam", "| upper }}")
    assert [raw for _, raw in template.split_tags()] == ["{{ naam | upper }}"]


def test_a_tag_that_no_following_paragraph_closes_is_told_where_it_begins(
    word: Any, mistakes: Callable[..., list[str]]
) -> None:
    told = mistakes(TemplateError, lambda: word.template("Begin {{ naam", "Midden", "Einde"))
    assert ["wordt in deze alinea niet gesloten" in one and "Begin" in one for one in told] == [True]


def test_braces_within_a_tag_do_not_end_it(word: Any) -> None:
    template = word.template("{{ {'a': {'b': naam}}.a.b }} en {{ naam }}")
    assert word.lines(template.fill({"naam": "Drenthe"})) == ["Drenthe en Drenthe"]
