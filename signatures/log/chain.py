"""A row of the log, and the chain of rows.

The canonical form of a row is RFC 8785 over an object whose keys are ASCII and whose values are strings and one safe
integer. For such objects the canonical form is plain text between fixed keys, which is why it can be written fast;
a specification holds it against a full implementation.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring
from typing import NamedTuple

from signatures.log.canonical import utc

GENESIS = "0" * 64
"""What the first row has for a previous hash."""
CLOCK = "klok hersteld"
"""The one action after which the record time may lie before that of the row above it."""
MANY = 20
"""More faults than this are counted, not listed."""


@dataclass(frozen=True)
class Entry:
    """What a row says, before it gets its place."""

    recorded_at: datetime
    """Record time, aware."""
    actor: str
    """Named person, or the part of the program that acted."""
    action: str
    object: str
    """What was acted upon: id of an issue, a submission, a slot."""
    partij: str = ""
    """Key, or keys with a comma between them."""
    dossier: str = ""
    world_date: str = ""
    """When it was so in the world: ISO 8601 day or instant; empty where that has no meaning."""
    precision: str = ""
    """``day``, ``instant`` or empty."""
    fact: str = ""
    """SHA-256 over the canonical form of the fact recorded together with this row."""
    note: str = ""
    """One Dutch sentence where the row needs one, such as why something was refused."""


class LogRow(NamedTuple):
    """One row as it is kept. A tuple, because a million of them are read at a time."""

    seq: int
    recorded_at: str
    actor: str
    partij: str
    dossier: str
    action: str
    object: str
    world_date: str
    precision: str
    fact: str
    note: str
    prev_hash: str
    hash: str


class Head(NamedTuple):
    """The last row: its number, hash and record time. An empty log has number 0."""

    seq: int
    hash: str
    recorded_at: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


EMPTY = Head(0, GENESIS, "")


@dataclass(frozen=True)
class ChainReport:
    """What walking the chain gave."""

    rows: int
    head: Head
    problems: tuple[str, ...] = ()
    """Dutch sentences, in the order of the rows; empty when the chain is whole."""

    @property
    def whole(self) -> bool:
        return not self.problems


def canonical_row(row: LogRow) -> bytes:
    """RFC 8785 form of everything in the row but its own hash."""
    q = encode_basestring
    return (
        f'{{"action":{q(row[5])},"actor":{q(row[2])},"dossier":{q(row[4])},"fact":{q(row[9])},"note":{q(row[10])},'
        f'"object":{q(row[6])},"partij":{q(row[3])},"precision":{q(row[8])},"prev_hash":{q(row[11])},'
        f'"recorded_at":{q(row[1])},"seq":{row[0]},"world_date":{q(row[7])}}}'
    ).encode()


def hash_of(row: LogRow) -> str:
    """SHA-256 over the canonical form, hexadecimal."""
    return hashlib.sha256(canonical_row(row)).hexdigest()


def append(head: Head, entry: Entry) -> LogRow:
    """The row that follows the head.

    Its record time is never before that of the head: of two people who act at once, the one who waited for the other
    is recorded after the other.
    """
    moment = utc(entry.recorded_at)
    row = LogRow(
        seq=head.seq + 1,
        recorded_at=moment if entry.action == CLOCK else max(moment, head.recorded_at),
        actor=entry.actor,
        partij=entry.partij,
        dossier=entry.dossier,
        action=entry.action,
        object=entry.object,
        world_date=entry.world_date,
        precision=entry.precision,
        fact=entry.fact,
        note=entry.note,
        prev_hash=head.hash,
        hash="",
    )
    return row._replace(hash=hash_of(row))


def head_of(row: LogRow) -> Head:
    """The head when this row is the last."""
    return Head(row.seq, row.hash, row.recorded_at)


def follow(rows: Iterable[LogRow], start: Head = EMPTY) -> ChainReport:
    """Walk the rows from ``start`` and say everything that is wrong with them; reads each row once."""
    walk = _Walk(start)
    for row in rows:
        walk.step(row)
    return ChainReport(walk.rows, walk.head, walk.sentences())


class _Walk:
    """Where the walk has come, and what was wrong on the way."""

    def __init__(self, start: Head) -> None:
        self.head = start
        self.rows = 0
        self.problems: list[str] = []
        self.more = 0

    def step(self, row: LogRow) -> None:
        """One row further; almost always nothing is wrong, so the test for that comes first."""
        seq, prev_hash, last = self.head
        self.rows += 1
        try:
            if (
                row[0] != seq + 1
                or row[11] != prev_hash
                or hashlib.sha256(canonical_row(row)).hexdigest() != row[12]
                or (row[1] < last and row[5] != CLOCK)
            ):
                self._say_what_is_wrong(row)
        except (TypeError, ValueError):
            self._add(f"Regel {row[0]} is gewijzigd: er staat iets in dat geen tekst is.")
        self.head = Head(row[0], str(row[12]), str(row[1]))

    def _say_what_is_wrong(self, row: LogRow) -> None:
        if row.seq != self.head.seq + 1:
            self._add(f"Na regel {self.head.seq} volgt regel {row.seq}: er ontbreken regels of ze staan dubbel.")
        if row.prev_hash != self.head.hash:
            self._add(f"Regel {row.seq} sluit niet aan op regel {self.head.seq}: de vorige hash klopt niet.")
        if hash_of(row) != row.hash:
            self._add(f"Regel {row.seq} is gewijzigd: de inhoud past niet bij de eigen hash.")
        if row.recorded_at < self.head.recorded_at and row.action != CLOCK:
            self._add(f"Regel {row.seq} is vastgelegd vóór regel {self.head.seq}: de klok liep terug.")

    def _add(self, sentence: str) -> None:
        if len(self.problems) < MANY:
            self.problems.append(sentence)
        else:
            self.more += 1

    def sentences(self) -> tuple[str, ...]:
        tail = (f"En nog {self.more} fouten.",) if self.more else ()
        return (*self.problems, *tail)
