"""The log as a file: one row a line, in canonical form with its hash, so that anybody can check it with plain tools."""

import json
from collections.abc import Iterable, Iterator

import rfc8785

from signatures.log.chain import LogRow


class NotALogError(ValueError):
    """A line of an exported log cannot be read."""

    def __init__(self, line: int) -> None:
        super().__init__(f"Regel {line} van het geëxporteerde logboek is niet leesbaar; exporteer het opnieuw.")


class DamagedRowError(ValueError):
    """A row holds something that is no text, which only a hand can have put there."""

    def __init__(self, seq: object) -> None:
        super().__init__(
            f"Regel {seq} van het logboek is beschadigd en niet te exporteren; bekijk met `tekenklaar log verify` wat "
            "er aan de hand is, en zet een back-up terug."
        )


def export_lines(rows: Iterable[LogRow]) -> Iterator[bytes]:
    """One line a row, ended by a line feed: RFC 8785 over all fields, ``hash`` among them. DamagedRowError."""
    for row in rows:
        try:
            line = rfc8785.dumps(row._asdict())
        except (rfc8785.CanonicalizationError, TypeError, ValueError) as wrong:
            raise DamagedRowError(row.seq) from wrong
        yield line + b"\n"


def read_lines(lines: Iterable[bytes]) -> Iterator[LogRow]:
    """The rows of an exported log; NotALogError for a line that is none."""
    for number, line in enumerate(lines, 1):
        yield _row(number, line)


def _row(number: int, line: bytes) -> LogRow:
    try:
        row = LogRow(**json.loads(line))
    except (ValueError, TypeError) as wrong:
        raise NotALogError(number) from wrong
    if type(row.seq) is not int or any(type(value) is not str for value in row[1:]):
        raise NotALogError(number)
    return row
