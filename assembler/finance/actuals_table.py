"""Rows of a table with a heading: which column is the post, which the amount. And such a table out of a CSV file."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assembler.dossier.mistakes import Mistake

POST = ("post", "begrotingspost", "begrotingsregel", "omschrijving")
BEDRAG = ("bedrag", "besteed", "uitgaven", "uitgegeven", "realisatie", "werkelijk")
MOST_ROWS = 5_000
DELIMITERS = (";", "\t", ",")
_HEADING_REMEDY = "zet boven de kolommen: post en bedrag"


@dataclass(frozen=True)
class Uitgaveregel:
    """One row as it stands in the file."""

    regel: int
    """Row in the file, from 1."""
    post: str
    bedrag: str
    remedy: str = ""
    """What to do where the amount cannot be read; empty for what always helps."""


class TableError(Exception):
    """The file is no table of posts and amounts."""

    def __init__(self, what: str, rule: str, remedy: str, line: int | None = None) -> None:
        self.mistakes = (Mistake("", line, what, rule, remedy),)
        super().__init__(what)


def rows_in(data: bytes) -> list[Uitgaveregel]:
    """The rows of a CSV file: fields parted by ; , or tab, text in UTF-8, UTF-16 with its mark, or Windows-1252."""
    text = _decoded(data)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return rows_of((reader.line_num, cells) for cells in reader)
    except csv.Error as wrong:
        raise TableError(
            f"deze regel is geen CSV ({wrong})",
            "een tekst met aanhalingstekens eindigt waar zij begon: op dezelfde regel",
            "open het bestand in een rekenblad en bewaar het opnieuw",
            reader.line_num,
        ) from None


def _decoded(data: bytes) -> str:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    for delimiter in DELIMITERS:
        if _columns([cell.strip('" ') for cell in heading.split(delimiter)]):
            return delimiter
    return ";"


def rows_of(table: Iterable[tuple[int, Sequence[str]]]) -> list[Uitgaveregel]:
    """The rows below the heading, blank ones left out. Raises TableError where there is no heading."""
    rows = iter(_not_blank(table))
    number, heading = next(rows, (None, ()))
    columns = _columns(heading)
    if columns is None:
        raise TableError(
            "er staat geen kop boven de kolommen" if heading else "het bestand is leeg",
            "een kolom heet post, een andere bedrag, besteed of uitgaven",
            _HEADING_REMEDY,
            number,
        )
    return [_row(number, cells, columns, len(heading)) for number, cells in rows]


def _not_blank(table: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    for count, (number, cells) in enumerate(table):
        if count >= MOST_ROWS:
            raise TableError(
                f"het bestand telt meer dan {MOST_ROWS} regels", "zoveel posten heeft een begroting niet", "kort het in"
            )
        if any(cell.strip() for cell in cells):
            yield number, cells


def _columns(heading: Sequence[str]) -> tuple[int, int] | None:
    names = [" ".join(cell.split()).casefold() for cell in heading]
    post = next((n for n, name in enumerate(names) if name in POST), None)
    bedrag = next((n for n, name in enumerate(names) if name in BEDRAG), None)
    return None if post is None or bedrag is None else (post, bedrag)


def _row(number: int, cells: Sequence[str], columns: tuple[int, int], width: int) -> Uitgaveregel:
    post, bedrag = (cells[column].strip() if column < len(cells) else "" for column in columns)
    if any(cell.strip() for cell in cells[width:]):
        remedy = "deze regel heeft meer velden dan de kop; zet een bedrag met een komma tussen aanhalingstekens"
        return Uitgaveregel(number, post, " | ".join(cells[columns[1] :]), remedy)
    return Uitgaveregel(number, post, bedrag)
