"""Patterns as Python knows them: accepted for plain values, closed to everything inside a value."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assembler.documents import FillError, OpenPointError, TemplateError
from assembler.dossier import Open

FACTS = {"bedrag": Decimal("1234.5"), "nummer": 7, "dag": date(2024, 12, 31), "naam": "Drenthe <&>", "groep": {"a": 1}}
PRINTED = {
    '{{ "%.2f"|format(bedrag) }}': "1234.50",
    '{{ "%03d" % nummer }}': "007",
    '{{ "%s-%s" % (nummer, naam) }}': "7-Drenthe <&>",
    '{{ "%(n)s van %(n)s, 100%%"|format(n=nummer) }}': "7 van 7, 100%",
    '{{ "{:,.2f}".format(bedrag) }}': "1,234.50",
    '{{ "{} {n:>4} {{}}".format(nummer, n=nummer) }}': "7    7 {}",
    '{{ "{:%d-%m-%Y}".format(dag) }}': "31-12-2024",
    "{{ nummer % 4 }}": "3",
}
REFUSED = {
    '{{ "{0.__class__}".format(nummer) }}': "0.__class__",
    '{{ "{0[a]}".format(groep) }}': "0[a]",
    '{{ "{!r}".format(naam) }}': "uitroepteken",
    '{{ "{:>{b}}".format(1, b=9) }}': "opmaak",
    '{{ "{:9999999}".format(1) }}': "opmaak",
    '{{ "%9999999d" % 1 }}': "procentteken",
    '{{ "{} {}".format(1) }}': "“1”",
    '{{ "%s %s" % 1 }}': "meer waarden",
    '{{ "%s" % (1, 2) }}': "meer waarden",
    '{{ "{".format(1) }}': "accolades",
    '{{ "%s"|format(groep) }}': "groep",
    '{{ "%s %(a)s"|format(1, a=1) }}': "niet allebei",
}


@pytest.mark.parametrize("tag", PRINTED)
def test_a_pattern_prints_plain_values(tag: str, word: Any) -> None:
    assert word.lines(word.template(tag).fill(FACTS)) == [PRINTED[tag]]


@pytest.mark.parametrize("tag", REFUSED)
def test_a_pattern_reaches_into_nothing(tag: str, word: Any, mistakes: Callable[..., list[str]]) -> None:
    told = mistakes(FillError, lambda: word.template(tag).fill(FACTS))
    assert len(told) == 1
    assert REFUSED[tag] in told[0]


@pytest.mark.parametrize("tag", ['{{ "%.2f" % bedrag }}', '{{ "{:.2f}".format(bedrag) }}'])
def test_a_missing_field_in_a_pattern_is_told_by_its_name(
    tag: str, word: Any, mistakes: Callable[..., list[str]]
) -> None:
    told = mistakes(FillError, lambda: word.template(tag).fill({}))
    assert "“bedrag”" in told[0]


@pytest.mark.parametrize("tag", ['{{ "%.2f" % bedrag }}', '{{ "{:.2f}".format(bedrag) }}'])
def test_an_open_point_stays_open_in_a_pattern(tag: str, word: Any) -> None:
    template = word.template(tag)
    facts = {"bedrag": Open("het bedrag")}
    assert word.lines(template.fill(facts)) == ["[nog in te vullen: het bedrag]"]
    with pytest.raises(OpenPointError):
        template.fill(facts, allow_open=False)


def test_a_choice_without_an_alternative_prints_nothing(word: Any) -> None:
    assert word.lines(word.template("{{ 'X' if ja }}|{{ 'X' if nee }}").fill({"ja": True, "nee": False})) == ["X|"]


def test_safe_means_no_less_escaped(word: Any) -> None:
    assert word.lines(word.template("{{ naam|safe }}").fill(FACTS)) == ["Drenthe <&>"]


def test_a_number_beyond_all_numbers_is_refused_when_the_template_is_read(
    word: Any, mistakes: Callable[..., list[str]]
) -> None:
    assert "te groot" in mistakes(TemplateError, lambda: word.template("{{ 1e400 }}"))[0]


def test_the_first_of_an_empty_list_is_told_without_a_field_name(word: Any, mistakes: Callable[..., list[str]]) -> None:
    told = mistakes(FillError, lambda: word.template("{{ lijst|first }}").fill({"lijst": []}))
    assert "None" not in told[0]
    assert "|default" in told[0]
