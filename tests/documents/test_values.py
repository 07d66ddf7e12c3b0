"""Values as people type them, and values as nobody should."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.documents import FillError, OpenPointError, Template

_HOSTILE = st.text(
    st.one_of(
        st.sampled_from("&<>\"'{}%#\n\t ]-\u202eשלום🙂\u00a0\ue0f0\ue0f1"),
        st.characters(exclude_categories=("Cs", "Cc", "Co"), exclude_characters="\ufffe\uffff"),
    ),
    max_size=40,
)


def open_point(what: str) -> str:
    return f"\ue000{what}\ue001"


@settings(max_examples=60, deadline=None)
@given(value=_HOSTILE, attribute=_HOSTILE)
def test_any_text_comes_out_as_it_went_in(word: Any, value: str, attribute: str) -> None:
    made = word.body('<w:p><w:r><wp:docPr id="1" descr="{{ y }}"/><w:t>[{{ x }}]</w:t></w:r></w:p>')
    assert word.lines(made.fill({"x": value, "y": attribute})) == [f"[{value}]"]


@pytest.mark.parametrize("value", ["a\x00b", "a\x1bb", "a\ufffeb", "\ud800"])
def test_a_character_that_word_cannot_hold_is_refused_by_name(word: Any, mistakes: Any, value: str) -> None:
    (told,) = mistakes(FillError, lambda: word.template("{{ partij.naam }}").fill({"partij": {"naam": value}}))
    assert "{{ partij.naam }}" in told
    assert "U+" in told


def test_breaks_tabs_paragraphs_and_pages_are_made_in_word(word: Any) -> None:
    made = word.body("<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>")
    filled = made.fill({"x": "a\nb\tc\ad\fe\r\nf"})
    assert word.lines(filled) == ["a\nb\tc", "d", "\n", "e\nf"]
    assert word.xml(filled).count("<w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr>") == 3


@pytest.mark.parametrize("value", [None, [], {"a": 1}, object(), ["x"]])
def test_what_has_no_text_is_not_printed(word: Any, value: object) -> None:
    with pytest.raises(FillError):
        word.template("{{ x }}").fill({"x": value})


def test_none_is_fine_where_it_is_guarded(word: Any) -> None:
    assert word.lines(word.template("a{% if x %}{{ x }}{% endif %}").fill({"x": None})) == ["a"]


def test_all_missing_and_unprintable_fields_are_told_at_once(word: Any, mistakes: Any) -> None:
    made = word.body(
        word.paragraph("Artikel 5", '<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>')
        + "".join(
            map(word.paragraph, ("{{ naaam }}", "{{ partij.zetl }}", "{{ leeg }}", "{{ dag|datum }}", "{{ goed }}"))
        )
    )
    values = {"naam": "x", "partij": {"zetel": "y"}, "leeg": None, "dag": "geen dag", "goed": 1}
    told = mistakes(FillError, lambda: made.fill(values))
    assert len(told) == 4
    assert all("proef.docx" in one and "onder “Artikel 5”" in one for one in told)
    assert "bedoelt u “zetel”?" in told[1]


def test_a_missing_field_in_a_condition_or_a_loop_is_no_silent_no(word: Any, mistakes: Any) -> None:
    made = word.template("{% if weg %}a{% endif %}", "{% for x in ook_weg %}b{% endfor %}")
    assert len(mistakes(FillError, lambda: made.fill({}))) == 2


def test_the_field_of_a_mistake_is_named_by_its_path(word: Any) -> None:
    with pytest.raises(FillError) as caught:
        word.template("{% for p in ps %}{{ p.adres.straat }}{% endfor %}").fill({"ps": [{"adres": {}}]})
    assert [one.path for one in caught.value.mistakes] == ["p.adres.straat"]


def test_an_open_point_becomes_a_highlighted_run_of_its_own(word: Any) -> None:
    made = word.body("<w:p><w:r><w:rPr><w:b/><w:sz/><w:u/></w:rPr><w:t>op {{ x }}.</w:t></w:r></w:p>")
    filled = made.fill({"x": f"a {open_point('datum')} b"})
    assert word.lines(filled) == ["op a [nog in te vullen: datum] b."]
    run = word.run_xml(filled, "[nog in te vullen: datum]")
    assert '<w:rPr><w:b/><w:sz/><w:highlight w:val="yellow"/><w:u/></w:rPr>' in run


def test_an_open_point_is_plain_text_in_a_property(word: Any) -> None:
    filled = word.template("x", title="{{ x }}").fill({"x": open_point("titel")})
    assert "[nog in te vullen: titel]" in word.files(filled)["docProps/core.xml"].decode()


def test_an_issued_text_lists_every_open_point(word: Any, mistakes: Any) -> None:
    made = word.template("{{ a }} {{ b|datum }}", "{{ c }}")
    values = {"a": open_point("naam"), "b": open_point("datum"), "c": "klaar"}
    told = mistakes(OpenPointError, lambda: made.fill(values, allow_open=False))
    assert [("naam" in one, "datum" in one) for one in told] == [(True, True), (False, True)] or len(told) == 2
    assert made.fill(values | {"a": "x", "b": "2024-01-01"}, allow_open=False)


def test_an_open_point_that_is_not_printed_does_not_count(word: Any) -> None:
    made = word.template("{% if x %}ja{% endif %}")
    assert word.lines(made.fill({"x": open_point("naam")}, allow_open=False)) == ["ja"]


def test_values_that_look_like_tags_stay_text(word: Any) -> None:
    assert word.lines(word.template("{{ x }}").fill({"x": "{{ y }}{% if %}"})) == ["{{ y }}{% if %}"]


def test_a_mapping_of_any_kind_is_taken(word: Any) -> None:
    from types import MappingProxyType

    made: Template = word.template("{{ a.b }}")
    assert word.lines(made.fill(MappingProxyType({"a": MappingProxyType({"b": "x"})}))) == ["x"]
