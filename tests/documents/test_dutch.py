"""Amounts, dates, numbers and enumerations as Dutch legal texts write them."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.documents.dutch import DUTCH_FILTERS, FilterError
from assembler.documents.dutch_numbers import cardinal, ordinal

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("bedrag", 75000, f"€{NBSP}75.000,00"),
        ("bedrag", Decimal("1234.5"), f"€{NBSP}1.234,50"),
        ("bedrag", "-1234.50", f"-€{NBSP}1.234,50"),
        ("bedrag", Decimal("0.005"), f"€{NBSP}0,01"),
        ("bedrag", 0, f"€{NBSP}0,00"),
        ("bedrag", Decimal("-0.001"), f"€{NBSP}0,00"),
        ("bedrag_voluit", 75000, "zegge: vijfenzeventigduizend euro"),
        ("bedrag_voluit", Decimal("1.21"), "zegge: een euro en eenentwintig cent"),
        ("bedrag_voluit", -2, "zegge: min twee euro"),
        ("datum", datetime.date(2024, 1, 1), f"1{NBSP}januari 2024"),
        ("datum", "2024-03-31", f"31{NBSP}maart 2024"),
        ("datum", datetime.datetime(2024, 12, 5, 23), f"5{NBSP}december 2024"),
        ("datum_kort", datetime.date(2024, 1, 1), "01-01-2024"),
        ("opsomming", ["A", "B", "C"], "A, B en C"),
        ("opsomming", ["A", "B"], "A en B"),
        ("opsomming", ["A"], "A"),
        ("opsomming", [], ""),
        ("getal", Decimal("1234.5"), "1.234,5"),
        ("getal", 1000000, "1.000.000"),
        ("getal", Decimal("1.50"), "1,5"),
        ("getal", -0.25, "-0,25"),
        ("telwoord", 3, "drie"),
        ("rangtelwoord", 1, "eerste"),
        ("hoofdletter", "gedeputeerde Staten", "Gedeputeerde Staten"),
        ("hoofdletter", "ijsland", "IJsland"),
        ("hoofdletter", "", ""),
        ("procent", 21, "21%"),
        ("procent", Decimal("12.5"), "12,5%"),
    ],
)
def test_a_filter_writes(name: str, value: object, text: str) -> None:
    assert DUTCH_FILTERS[name](value) == text


@pytest.mark.parametrize("name", sorted(DUTCH_FILTERS))
def test_what_is_open_passes_every_filter(name: str) -> None:
    assert DUTCH_FILTERS[name]("\ue000nog\ue001") == "\ue000nog\ue001"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bedrag", "veel"),
        ("bedrag", None),
        ("bedrag", True),
        ("bedrag", float("nan")),
        ("bedrag", Decimal("1e99")),
        ("bedrag_voluit", 10**14),
        ("datum", "31-12-2024"),
        ("datum", 20240101),
        ("opsomming", "tekst"),
        ("opsomming", {"a": 1}),
        ("opsomming", [None]),
        ("telwoord", 1.5),
        ("rangtelwoord", -1),
        ("hoofdletter", None),
        ("getal", []),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_the_filters_name(name: str, value: object) -> None:
    with pytest.raises(FilterError, match=name):
        DUTCH_FILTERS[name](value)


@pytest.mark.parametrize(
    ("number", "word", "rank"),
    [
        (0, "nul", "nulde"),
        (1, "een", "eerste"),
        (2, "twee", "tweede"),
        (3, "drie", "derde"),
        (8, "acht", "achtste"),
        (11, "elf", "elfde"),
        (14, "veertien", "veertiende"),
        (19, "negentien", "negentiende"),
        (20, "twintig", "twintigste"),
        (21, "eenentwintig", "eenentwintigste"),
        (22, "tweeëntwintig", "tweeëntwintigste"),
        (33, "drieëndertig", "drieëndertigste"),
        (80, "tachtig", "tachtigste"),
        (98, "achtennegentig", "achtennegentigste"),
        (100, "honderd", "honderdste"),
        (101, "honderdeen", "honderdeerste"),
        (103, "honderddrie", "honderdderde"),
        (108, "honderdacht", "honderdachtste"),
        (200, "tweehonderd", "tweehonderdste"),
        (1000, "duizend", "duizendste"),
        (1100, "duizend honderd", "duizend honderdste"),
        (2024, "tweeduizend vierentwintig", "tweeduizend vierentwintigste"),
        (235000, "tweehonderdvijfendertigduizend", "tweehonderdvijfendertigduizendste"),
        (1000000, "een miljoen", "een miljoenste"),
        (2000001, "twee miljoen een", "twee miljoen eerste"),
        (3000000000, "drie miljard", "drie miljardste"),
    ],
)
def test_a_number_in_words(number: int, word: str, rank: str) -> None:
    assert (cardinal(number), ordinal(number)) == (word, rank)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_two_numbers_never_share_their_words(one: int, other: int) -> None:
    assert (cardinal(one) == cardinal(other)) == (one == other)


@given(st.decimals(-(10**11), 10**11, places=2))
def test_an_amount_reads_back_to_the_cent(amount: Any) -> None:
    text = DUTCH_FILTERS["bedrag"](amount).replace(f"€{NBSP}", "").replace(".", "").replace(",", ".")
    assert Decimal(text) == amount
