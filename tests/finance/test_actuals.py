"""Actual spending out of a file: what is read, and what is told about a file that cannot be relied on."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.finance.actuals import ActualsError, read_actuals
from assembler.finance.actuals_table import MOST_ROWS

POSTEN = ("Communicatie", "Café & Onderzoek")
SPENT = {"Communicatie": Decimal("1234.56"), "Café & Onderzoek": Decimal("0.00")}


def workbook(*rows: tuple[Any, ...], change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(data: bytes, name: str = "realisatie.csv") -> list[str]:
    with pytest.raises(ActualsError) as refused:
        read_actuals(data, name, POSTEN)
    return [str(mistake) for mistake in refused.value.mistakes]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("post;bedrag\nCommunicatie;1.234,56\nCafé & Onderzoek;0,00\n", "utf-8"),
        ("post;bedrag\nCommunicatie;1234.56\nCafé & Onderzoek;0\n", "utf-8-sig"),
        ("Post\tBesteed\r\nCommunicatie\t€ 1.234,56\r\n\r\nCafé & Onderzoek\t0,00\r\n", "cp1252"),
        ('post,toelichting,bedrag\n communicatie ,"a, b","1.234,56"\nCafé & Onderzoek,,0.00\n', "utf-8"),
        ("post;uitgaven\nCommunicatie;1234,56\nCafé & Onderzoek;0,00\nTotaal;1.234,56", "utf-16"),
    ],
    ids=["Dutch", "with a byte order mark", "tabs and Windows-1252", "commas and quotes", "with a total, UTF-16"],
)
def test_a_csv_file_is_read_as_a_spreadsheet_writes_it(text: str, encoding: str) -> None:
    assert read_actuals(text.encode(encoding), "realisatie.csv", POSTEN) == SPENT


@pytest.mark.parametrize(
    "text",
    [
        "Communicatie: 1234.56\nCafé & Onderzoek: 0.00\n",
        "realisatie:\n- {post: Communicatie, bedrag: '1.234,56'}\n- {post: Café & Onderzoek, bedrag: 0}\n",
    ],
    ids=["post: bedrag", "as in a dossier"],
)
def test_a_yaml_file_is_read(text: str) -> None:
    assert read_actuals(text.encode(), "realisatie.yaml", POSTEN) == SPENT


def test_a_workbook_is_read_from_the_sheet_with_the_heading() -> None:
    def other_sheet(book: openpyxl.Workbook) -> None:
        book.create_sheet("Toelichting").append(("Dit blad gaat over iets anders",))

    data = workbook(("Post", "Besteed"), ("Communicatie", 1234.56), ("Café & Onderzoek", 0), change=other_sheet)
    assert read_actuals(data, "realisatie.xlsx", POSTEN) == SPENT


@given(st.integers(-(10**11), 10**11))
def test_an_amount_in_a_workbook_is_exact_to_the_cent(cents: int) -> None:
    from assembler.finance.actuals_xlsx import _text

    assert Decimal(_text(cents / 100)) == Decimal(cents) / 100


def test_a_sum_of_binary_fractions_is_read_without_its_noise() -> None:
    data = workbook(("post", "bedrag"), ("Communicatie", 0.1 + 0.2), ("Café & Onderzoek", 1234.0999999999999))
    assert list(read_actuals(data, "a.xlsx", POSTEN).values()) == [Decimal("0.30"), Decimal("1234.10")]


def test_every_mistake_is_told_at_once_with_its_row_and_remedy() -> None:
    text = "post;bedrag\nComunicatie;10,00\nCafé & Onderzoek;75.000\nCafé & Onderzoek;1,00\n;;\nReizen;veel\n"
    sentences = told(text.encode())
    assert sentences == [
        'realisatie.csv: de post "Communicatie" ontbreekt, want de verantwoording volgt de posten van de begroting'
        " (artikel 6.5 van de overeenkomst); voeg de post toe; is er niets op uitgegeven, schrijf dan 0,00.",
        'realisatie.csv, regel 2: de post "Comunicatie" staat niet in de begroting, want de verantwoording volgt de'
        ' posten van de begroting (artikel 6.5 van de overeenkomst); bedoelt u "Communicatie"?',
        'realisatie.csv, regel 3: het bedrag "75.000" kan twee dingen betekenen (post Café & Onderzoek), want een'
        " bedrag is in euro, met hoogstens twee decimalen, en kan maar één ding betekenen; schrijf het als 1234,56,"
        " zonder punt voor duizendtallen; niets uitgegeven is 0,00.",
        'realisatie.csv, regel 4: de post "Café & Onderzoek" staat er twee keer (ook op regel 3), want iedere post'
        " komt één keer voor; tel de bedragen op tot één regel, of haal de dubbele regel weg.",
        'realisatie.csv, regel 6: "veel" is geen bedrag (post Reizen), want een bedrag is in euro, met hoogstens twee'
        " decimalen, en kan maar één ding betekenen; schrijf het als 1234,56, zonder punt voor duizendtallen; niets"
        " uitgegeven is 0,00.",
        'realisatie.csv, regel 6: de post "Reizen" staat niet in de begroting, want de verantwoording volgt de posten'
        " van de begroting (artikel 6.5 van de overeenkomst); kies uit Communicatie, Café & Onderzoek, of haal de"
        " regel weg.",
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "het bestand is leeg"),
        ("a;b\n1;2\n", "er staat geen kop boven de kolommen"),
        ('post;bedrag\n"Communicatie;1\n', "deze regel is geen CSV"),
        ("post,bedrag\nCommunicatie,1.234,56\n", "meer velden dan de kop"),
        ("post;bedrag\nCommunicatie;\n", 'bij "Communicatie" staat geen bedrag'),
        ("post;bedrag\nCommunicatie;1\nCafé & Onderzoek;2\nTotaal;4\n", "de regels zijn samen"),
        ("post;bedrag\n" + "x;1\n" * (MOST_ROWS + 1), "telt meer dan"),
    ],
    ids=["empty", "no heading", "an open quote", "Dutch commas", "no amount", "a wrong total", "endless"],
)
def test_a_csv_file_that_cannot_be_relied_on_is_refused(text: str, part: str) -> None:
    assert any(part in sentence for sentence in told(text.encode()))


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (1.005, "geen bedrag"),
        (date(2024, 3, 1), "geen bedrag"),
        (True, "geen bedrag"),
        (None, "staat geen bedrag"),
        ("#REF!", "geen bedrag"),
        ("=1+1", "staat geen bedrag"),
    ],
    ids=["half a cent", "a date", "yes or no", "nothing", "an error", "a formula never computed"],
)
def test_a_cell_that_holds_no_amount_is_told(value: Any, part: str) -> None:
    data = workbook(("post", "bedrag"), ("Communicatie", value), ("Café & Onderzoek", 1))
    assert [part in sentence for sentence in told(data, "realisatie.xlsx")] == [True]


def test_two_sheets_with_amounts_are_refused() -> None:
    def second(book: openpyxl.Workbook) -> None:
        book.create_sheet("Oud").append(("post", "bedrag"))

    assert "2 bladen" in told(workbook(("post", "bedrag"), change=second), "realisatie.xlsx")[0]


def test_a_sheet_with_a_cell_in_the_last_row_costs_no_time() -> None:
    def far(book: openpyxl.Workbook) -> None:
        book.active["XFD1048576"] = 1

    assert "telt meer dan" in told(workbook(("post", "bedrag"), change=far), "realisatie.xlsx")[0]


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO(workbook(("post", "bedrag"), ("Communicatie", 1), ("Café & Onderzoek", 1)))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"PK\x03\x04 geen zip", "geen Excel-werkmap"),
        (b"\xd0\xcf\x11\xe0 een oude werkmap", "geen Excel-werkmap"),
        (with_part("xl/media/groot.bin", b"\0" * (51 * 1024 * 1024)), "uitgepakt te groot"),
        (with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "verwijst naar andere werkmappen"),
        (with_part("xl/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "een eigen XML-definitie"),
        (b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
    ],
    ids=["no zip", "an old workbook", "a bomb", "links to elsewhere", "entities", "too large"],
)
def test_a_hostile_workbook_is_refused(data: bytes, part: str) -> None:
    assert part in told(data, "realisatie.xlsx")[0]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Communicatie: 1\nCommunicatie: 2\n", "Communicatie"),
        ("- {post: Communicatie}\n", "niet precies de velden"),
        ("tekst", "geen posten"),
        ("Communicatie: [1]\nCafé & Onderzoek: 1\n", "geen bedrag"),
        ("a: [\n", "realisatie.yaml"),
    ],
    ids=["a key twice", "no amount", "no table", "a list as amount", "no YAML"],
)
def test_a_yaml_file_that_cannot_be_relied_on_is_refused(text: str, part: str) -> None:
    assert part in told(text.encode(), "realisatie.yaml")[0]


def test_another_kind_of_file_is_refused() -> None:
    assert "bewaar het als .xlsx, .csv of .yaml" in told(b"", "realisatie.ods")[0]


@given(st.binary(max_size=200), st.sampled_from([".csv", ".xlsx", ".yaml"]))
def test_no_bytes_whatever_lead_to_anything_but_an_answer(data: bytes, suffix: str) -> None:
    with pytest.raises(ActualsError):
        read_actuals(data, f"realisatie{suffix}", POSTEN)
