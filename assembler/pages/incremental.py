"""An update appended to a PDF: new objects, replaced ones, and a cross-reference stream that points back.

The cost depends on what is added, not on what is there (ISO 32000-1, 7.5.6): the finished bytes are copied and never
parsed again.
"""

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream


@dataclass
class Update:
    """Objects of a small open PDF, to be written behind the bytes of a large one.

    ``known`` names objects of the large file: an object of the small one stands in for each, by number. It is written
    only when it is in ``replaced``.
    """

    first: int
    """The first number that is free in the large file."""
    known: dict[tuple[int, int], int] = field(default_factory=dict)
    replaced: dict[int, Object] = field(default_factory=dict)
    _numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    _pending: list[tuple[int, Object]] = field(default_factory=list)

    def stand_in(self, pdf: pikepdf.Pdf, number: int) -> Object:
        """An object of the small file that means object ``number`` of the large one."""
        token = pdf.make_indirect(Dictionary())
        self.known[token.objgen] = number
        return token

    def number(self, thing: Object) -> int:
        """The number of an indirect object in the result; a new one is queued for writing."""
        if thing.objgen in self.known:
            return self.known[thing.objgen]
        if thing.objgen not in self._numbers:
            self._numbers[thing.objgen] = self.first + len(self._numbers)
            self._pending.append((self._numbers[thing.objgen], thing))
        return self._numbers[thing.objgen]

    def append_to(self, base: bytes, previous: int, root: int, info: Object, first_id: bytes) -> bytes:
        """The bytes of ``base`` and the update. ``previous``: place of the last cross-reference of ``base``."""
        info_number = self.number(info)
        chunks, places, position = [base, b"\n"], {}, len(base) + 1
        self._pending += sorted(self.replaced.items(), key=lambda item: item[0])
        while self._pending:
            number, thing = self._pending.pop(0)
            body = b"%d 0 obj\n%s\nendobj\n" % (number, self._body(thing))
            places[number] = position
            chunks.append(body)
            position += len(body)
        trailer = {
            b"/Root": b"%d 0 R" % root,
            b"/Info": b"%d 0 R" % info_number,
            b"/Prev": b"%d" % previous,
            b"/ID": _identity(first_id, chunks[1:]),
        }
        chunks.append(_cross_references(places, position, self.first + len(self._numbers), trailer))
        return b"".join(chunks)

    def _body(self, thing: Object) -> bytes:
        if isinstance(thing, Stream):
            return self._stream(thing)
        return self._direct(thing)

    def _stream(self, stream: Stream) -> bytes:
        entries = {key: value for key, value in stream.stream_dict.items() if key != "/Length"}
        data = stream.read_raw_bytes()
        head = b"".join(_name(key) + b" " + self._value(value) + b"\n" for key, value in sorted(entries.items()))
        if "/Filter" not in entries and entries.get("/Type") != "/Metadata":
            data = zlib.compress(data, 9)
            head += b"/Filter /FlateDecode\n"
        return b"<<\n%s/Length %d\n>>\nstream\n%s\nendstream" % (head, len(data), data)

    def _value(self, value: object) -> bytes:
        if isinstance(value, Object) and value.is_indirect:
            return b"%d 0 R" % self.number(value)
        return self._direct(value)

    def _direct(self, value: object) -> bytes:
        if isinstance(value, Dictionary):
            return (
                b"<<" + b" ".join(_name(key) + b" " + self._value(item) for key, item in sorted(value.items())) + b">>"
            )
        if isinstance(value, Array):
            return b"[" + b" ".join(map(self._value, value)) + b"]"
        if isinstance(value, Object):
            return value.unparse(resolved=True)
        if isinstance(value, bool):
            return b"true" if value else b"false"
        if isinstance(value, Decimal):
            return f"{value:f}".encode("ascii")
        return b"null" if value is None else str(value).encode("ascii")


def _name(key: str) -> bytes:
    return pikepdf.Name(key).unparse()


def _identity(first: bytes, chunks: list[bytes]) -> bytes:
    digest = hashlib.md5(usedforsecurity=False)
    for chunk in chunks:
        digest.update(chunk)
    return b"[<%s> <%s>]" % (first.hex().encode(), digest.hexdigest().encode())


def _cross_references(places: Mapping[int, int], position: int, number: int, trailer: Mapping[bytes, bytes]) -> bytes:
    """The cross-reference stream (ISO 32000-1, 7.5.8), an object itself, and the pointer to it."""
    entries = {**places, number: position}
    numbers = sorted(entries)
    rows = b"".join(struct.pack(">BQB", 1, entries[each], 0) for each in numbers)
    data = zlib.compress(rows, 9)
    index = b" ".join(b"%d %d" % (start, count) for start, count in _ranges(numbers))
    head = b"".join(key + b" " + value + b"\n" for key, value in trailer.items())
    return (
        b"%d 0 obj\n<<\n/Type /XRef\n/W [1 8 1]\n/Size %d\n" % (number, number + 1)
        + b"/Index [%s]\n%s/Filter /FlateDecode\n/Length %d\n>>\nstream\n" % (index, head, len(data))
        + data
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % position
    )


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and sum(found[-1]) == number:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((number, 1))
    return found
