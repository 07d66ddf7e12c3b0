"""The overview of a year as a CSV file and as an Excel workbook, both safe to open in a Dutch spreadsheet.

No text of a dossier is ever taken for a formula, amounts stay numbers, and the same overview gives the same bytes.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assembler.finance.overview import HEADINGS, Cell, Regel, cells, totals

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|")
"""What a spreadsheet takes for the beginning of a formula or a command."""
_EURO = "[$€-413]\u00a0#,##0.00;[Red]-[$€-413]\u00a0#,##0.00"
_DATE = "dd-mm-yyyy"
_MOMENT = datetime(2000, 1, 1)
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


def as_csv(rows: Sequence[Regel]) -> bytes:
    """The overview, with its totals below."""
    return table_csv(HEADINGS, [cells(row) for row in (*rows, totals(rows))])


def table_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, fields parted by ; and amounts with a comma: as a Dutch Excel reads it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_xlsx(rows: Sequence[Regel], jaar: int) -> bytes:
    """A workbook with one sheet; amounts are numbers and dates dates, shown as in Dutch."""
    from openpyxl import Workbook  # type: ignore[import-untyped]  # loaded only where a workbook is written
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    book = Workbook()
    sheet = book.active
    sheet.title = f"Overzicht {jaar}"
    table: list[Iterable[Cell]] = [HEADINGS, *map(cells, rows), cells(totals(rows))]
    for number, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            _put(sheet.cell(number, column), value)
    for bold in (1, len(table)):
        for cell in sheet[bold]:
            cell.font = Font(bold=True)
    _laid_out(sheet)
    book.properties.creator = "Tekenklaar"
    out = io.BytesIO()
    book.save(out)
    return _without_moments(out.getvalue())


def _put(cell: object, value: Cell) -> None:
    """Write one value; a text is a text, whatever it begins with."""
    cell.value = value  # type: ignore[attr-defined]
    if isinstance(value, str):
        cell.data_type = "s"  # type: ignore[attr-defined]
        cell.quotePrefix = value.startswith(_FORMULA)  # type: ignore[attr-defined]
    elif isinstance(value, Decimal):
        cell.number_format = _EURO  # type: ignore[attr-defined]
    elif isinstance(value, date):
        cell.number_format = _DATE  # type: ignore[attr-defined]


def _laid_out(sheet: object) -> None:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    sheet.freeze_panes = "B2"  # type: ignore[attr-defined]
    _fit_on_paper(sheet)
    for number, heading in enumerate(HEADINGS, 1):
        width = 34 if number == 1 else max(18, len(heading) + 2)
        sheet.column_dimensions[get_column_letter(number)].width = width  # type: ignore[attr-defined]


def _fit_on_paper(sheet: Any) -> None:
    """On A4 on its side, all columns beside one another, the heading on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _without_moments(data: bytes) -> bytes:
    """The package without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in package.namelist():
            part = package.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", f"{_MOMENT:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, part)
    return out.getvalue()
