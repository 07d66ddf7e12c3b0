"""The overview of a year: sums that hold, and files that a Dutch spreadsheet opens safely."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from assembler.finance.overview import HEADINGS, Boeking, Regel, Stand, cells, regel, totals
from assembler.finance.overview_tables import as_csv, as_xlsx

INVOICE = Boeking("F-1", date(2024, 3, 1), date(2024, 3, 31), Decimal("75000.00"), Decimal("15750.00"))
CREDIT = Boeking("C-1", date(2025, 2, 10), date(2025, 3, 12), Decimal("6382.98"), Decimal("1340.43"))
UTRECHT = Stand("utrecht", "Provincie Utrecht", False, Decimal("75000.00"), INVOICE, CREDIT)
LEAD = Stand("noord-holland", "Provincie Noord-Holland", True, Decimal("50000.00"))
HOSTILE = Stand("x", '=HYPERLINK("http://voorbeeld.example";"klik")', False, None)
ROWS = [regel(stand) for stand in (UTRECHT, LEAD, HOSTILE)]


def read_csv(rows: list[Regel]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig")), delimiter=";"))


def test_the_balance_is_what_was_invoiced_less_what_was_credited() -> None:
    assert UTRECHT.saldo == Decimal("83026.59")
    assert HOSTILE.saldo == 0
    assert regel(LEAD).saldo is None


def test_the_last_row_adds_up_each_column_of_amounts() -> None:
    total = totals(ROWS)
    assert (total.partij, total.inleg, total.saldo) == ("Totaal", Decimal("125000.00"), Decimal("83026.59"))
    assert total.factuur is None and total.factuurdatum is None


def test_a_csv_file_opens_in_a_dutch_spreadsheet() -> None:
    data = as_csv(ROWS)
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == len(ROWS) + 2
    table = read_csv(ROWS)
    assert tuple(table[0]) == HEADINGS
    assert table[1][:4] == ["Provincie Utrecht", "75000,00", "F-1", "01-03-2024"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "|"])
def test_no_name_is_taken_for_a_formula(begin: str) -> None:
    row = regel(Stand("x", f"{begin}1+1", False, Decimal("-1.00")))
    assert read_csv([row])[1][:2] == [f"'{begin}1+1", "-1,00"]


def test_a_workbook_holds_numbers_and_dates_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(ROWS, 2024)))
    sheet = book["Overzicht 2024"]
    assert tuple(cell.value for cell in sheet[1]) == HEADINGS
    row = [cell.value for cell in sheet[2]]
    assert Decimal(str(row[1])) == Decimal("75000") and row[3].date() == date(2024, 3, 1)
    assert sheet["A4"].data_type == "s"
    assert sheet["A4"].value == HOSTILE.naam
    assert "€" in sheet["B2"].number_format and sheet["D2"].number_format == "dd-mm-yyyy"
    assert [cell.data_type for cell in sheet[2]].count("n") >= 8


def test_a_workbook_prints_on_a_page_on_its_side() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(ROWS, 2024))).active
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$1:$1"


def test_the_same_overview_gives_the_same_bytes() -> None:
    assert as_xlsx(ROWS, 2024) == as_xlsx(ROWS, 2024)
    assert b"2000-01-01" in _core(as_xlsx(ROWS, 2024))


def _core(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return package.read("docProps/core.xml")


def test_a_row_has_a_cell_for_every_heading() -> None:
    assert all(len(cells(row)) == len(HEADINGS) for row in ROWS)
