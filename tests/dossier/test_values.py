"""What a single value of the file may look like: amounts, dates, numbers and text."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic_core import PydanticCustomError

from assembler.dossier.geld import bedrag_geschreven, parse_geld
from assembler.dossier.identificatie import (
    parse_e_factuur_id,
    parse_kvk_nummer,
    parse_oin,
    parse_patroon,
    parse_postcode,
)
from assembler.dossier.sleutel import parse_sleutel
from assembler.dossier.tekst import as_line, as_paragraphs
from assembler.dossier.tijd import add_months, datum_voluit, day_in_year, parse_datum, parse_maand_dag


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("75000", "75000.00"), ("75000.5", "75000.50"), ("40000.10", "40000.10"), ("75.000,00", "75000.00"),
        ("€ 75.000,-", "75000.00"), ("75000,00", "75000.00"), ("1.234.567", "1234567.00"), ("0.01", "0.01"),
        ("-12.50", "-12.50"), ("EUR 10", "10.00"), ("-€ 5,00", "-5.00"), ("€ -5,00", "-5.00"), ("75.000,5", "75000.50"),
        ("75 000,00", "75000.00"), ("75\u00a0000", "75000.00"), ("75.000,00 euro", "75000.00"), ("+75000", "75000.00"),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_cent(text: str, amount: str) -> None:
    assert parse_geld(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["75.000", "75,000", "1.234"])
def test_an_amount_that_can_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="kan twee dingen betekenen"):
        parse_geld(text)


@pytest.mark.parametrize(
    "text",
    ["€300.00,-", "1e5", "12.345.6", "twaalf", "0x10", "1_000", "NaN", "99999999999999", "", "7500.005", "75 00", "٧٥"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_geld(text)


def test_a_floating_point_number_is_never_an_amount() -> None:
    with pytest.raises(PydanticCustomError):
        parse_geld(0.1)


def test_an_amount_is_written_in_dutch() -> None:
    assert bedrag_geschreven(Decimal("-1234567.80")) == "-€\u00a01.234.567,80"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 12, 31), -3, date(2024, 9, 30)),
        (date(2024, 9, 30), 3, date(2024, 12, 30)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 1), 0, date(2024, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-31", "31-12-2024", "31 december 2024", "31  December 2024", "31/12/2024", "2024/12/31", "31 dec. 2024",
        "31.12.2024",
    ],
)  # fmt: skip
def test_a_date_may_be_written_in_every_dutch_way(text: str) -> None:
    assert parse_datum(text) == date(2024, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "24-12-31", "X-X-XXXX", "2024-12-31T00:00", "31-12/2024", "12/31/2024", "0000-01-01", "9999-12-31"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_datum(text)


def test_a_yearly_date_on_leap_day_is_the_28th_in_other_years() -> None:
    assert day_in_year(parse_maand_dag("02-29"), 2025) == date(2025, 2, 28)
    assert day_in_year("02-29", 2024) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["13-01", "00-10", "02-30", "maart", "2024-03-01"])
def test_what_is_no_day_of_the_year_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_maand_dag(text)


def test_day_and_month_stay_on_one_line() -> None:
    assert datum_voluit(date(2024, 3, 1)) == "1\u00a0maart 2024"


@pytest.mark.parametrize("text", ["8232 PH", "8232PH", " 8232 ph ", "1000 SS"])
def test_a_postcode_is_four_digits_and_two_letters(text: str) -> None:
    assert parse_postcode(text) in ("8232 PH", "1000 SS")


@pytest.mark.parametrize("text", ["0232 PH", "8232", "8232 P", "PH 8232", "8232 PH1", "8٢٣2 PH"])
def test_what_is_no_postcode_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_postcode(text)


def test_a_kvk_nummer_keeps_its_leading_zeros() -> None:
    assert parse_kvk_nummer("0123 4567") == "01234567"


def test_an_oin_of_an_unknown_range_is_accepted() -> None:
    assert parse_oin("12345678901234567890") == "12345678901234567890"


@pytest.mark.parametrize("parse", [parse_kvk_nummer, parse_oin, parse_postcode, parse_e_factuur_id, parse_sleutel])
@pytest.mark.parametrize("text", ["x", "١٢٣٤٥٦٧٨", "1234567é"])
def test_other_digits_and_letters_are_refused(parse: object, text: str) -> None:
    if parse is parse_sleutel and text == "x":
        return
    with pytest.raises(PydanticCustomError):
        parse(text)  # type: ignore[operator]


@pytest.mark.parametrize("text", ["(41", "(a+)+$", "(a|a)*b", "a*a*a*b", "x" * 101])
def test_a_pattern_is_a_simple_regular_expression(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_patroon(text)


def test_text_is_normalised_to_one_form() -> None:
    assert as_line("Su\u0301dwest") == "Súdwest"


@pytest.mark.parametrize("text", ["a & b", "<b>", "{{ x }}", '“’"', "مقاطعة", "🏡", "Łódź", "\u00a0", "ﬁ"])
def test_unusual_text_is_text(text: str) -> None:
    assert as_line(f"a{text}b").startswith("a")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ud800", "\ue000", "\ue001", "\ufffe"])
def test_what_cannot_be_printed_is_refused(character: str) -> None:
    with pytest.raises(PydanticCustomError):
        as_line(f"a{character}b")


@pytest.mark.parametrize("character", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))])
def test_what_turns_the_reading_direction_is_refused_with_the_reason(character: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        as_line(f"Flevo{character}land")
    assert "iets anders zien dan er staat" in refused.value.context["rule"]


def test_a_line_has_no_line_ends_and_a_text_has_one_kind() -> None:
    assert as_line("a\r\n  b\tc") == "a b c"
    assert as_paragraphs("a\r\nb\u2028c") == "a\nb\nc"


@pytest.mark.parametrize("month", list(range(1, 13)))
def test_every_month_has_its_short_name(month: int) -> None:
    short = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sept", "okt", "nov", "dec"][month - 1]
    assert parse_datum(f"1 {short} 2024") == date(2024, month, 1)
