"""The rows of an Excel workbook: values as they were last computed, amounts exact to the cent.

Excel keeps numbers in binary with fifteen significant digits: 1234,10 comes back as 1234.0999999999999. Fifteen digits
are read, no more, and what is then no whole number of cents is told as a mistake instead of rounded.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from assembler.finance.actuals_table import MOST_ROWS, TableError, Uitgaveregel, rows_of

MOST_PARTS = 500
MOST_UNPACKED = 50 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
MOST_COLUMNS = 50
_FIRST_BYTES = 4096
_CENT = Decimal("0.01")
_EMPTY = "vul het bedrag in; staat er een formule, laat Excel die dan uitrekenen en bewaar de werkmap opnieuw"
_SAVE_AGAIN = "open het bestand in Excel en bewaar het opnieuw als gewone werkmap (.xlsx)"


def sheet_of(data: bytes) -> list[Uitgaveregel]:
    """The rows of the only worksheet that has a heading with post and amount. Raises TableError."""
    _require_harmless(data)
    found: list[list[Uitgaveregel]] = []
    first_problem: TableError | None = None
    for sheet in _sheets(data):
        try:
            found.append(rows_of(sheet))
        except TableError as problem:
            first_problem = first_problem or problem
    if len(found) > 1:
        rule, remedy = "de uitgaven komen van één blad", "haal de andere bladen weg of geef hun kolommen een andere kop"
        raise TableError(f"{len(found)} bladen hebben een kop met post en bedrag", rule, remedy)
    if not found:
        raise first_problem or TableError("de werkmap bevat geen blad", "de uitgaven staan op een blad", _SAVE_AGAIN)
    return [row if row.bedrag else replace(row, remedy=_EMPTY) for row in found[0]]


def _require_harmless(data: bytes) -> None:
    """Refuse what is no workbook, what unpacks to more than it should, and what leans on another file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _require_measure(package.infolist())
            _require_own(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as wrong:
        raise TableError(
            "dit is geen Excel-werkmap of zij is beschadigd", "een .xlsx is een heel bestand", _SAVE_AGAIN
        ) from wrong


def _require_measure(parts: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise TableError(
            "de werkmap is uitgepakt te groot", "hooguit 50 MB wordt gelezen", "bewaar alleen het blad met uitgaven"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise TableError(
            "de werkmap is met een wachtwoord beveiligd", "zij moet leesbaar zijn", "haal het wachtwoord eraf"
        )


def _require_own(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        rule = "een bedrag dat ergens anders staat, kan er hier anders uitzien"
        raise TableError(
            "de werkmap verwijst naar andere werkmappen", rule, "plak de bedragen als waarden en bewaar opnieuw"
        )
    for name in names:
        with package.open(name) as part:
            if b"<!DOCTYPE" in part.read(_FIRST_BYTES).replace(b"\0", b""):
                raise TableError("de werkmap bevat een eigen XML-definitie", "Excel schrijft die nooit", _SAVE_AGAIN)


def _sheets(data: bytes) -> Iterator[Iterable[tuple[int, list[str]]]]:
    import openpyxl  # type: ignore[import-untyped]  # loaded only where a workbook comes in

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [list(_cells(sheet)) for sheet in book.worksheets]
    except TableError:
        raise
    except (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        SyntaxError,
        OSError,
        zipfile.BadZipFile,
    ) as wrong:
        raise TableError("de werkmap is niet te lezen", "zij volgt de regels van Excel niet", _SAVE_AGAIN) from wrong
    yield from sheets


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what a file says about its own size is not believed
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    """The value of a cell as text that reads the same: an amount without noise, a date as no amount."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (datetime, date)):
        return f"datum {value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"tijd {value.isoformat()}"
    return str(value)


def _number(value: float) -> str:
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite() or exact != exact.quantize(_CENT):
        return f"{value:.15g} (geen heel aantal centen)"
    return f"{exact:.2f}"
