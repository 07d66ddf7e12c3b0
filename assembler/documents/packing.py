"""Writing a Word package by hand: unchanged entries as the compressed bytes they were, changed parts from segments.

A changed part is a row of chunks. Chunks of the template's own text were compressed once, when the template was
compiled, as raw deflate blocks that end in a full flush (RFC 1951 §3.2.4); what a fill adds goes between them as stored
blocks. So a fill compresses nothing. Times are 1980-01-01, so that the same input gives the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_DATE = (0 << 9) | (1 << 5) | 1
_UTF8_NAME = 0x800
_DEFLATED = 8
_LAST_BLOCK = b"\x03\x00"
_STORED = struct.Struct("<BHH")
_LONGEST_STORED = 0xFFFF
WORTH_PACKING = 48
"""Below this many bytes a chunk is not worth a block of its own."""


def pack_literal(data: bytes) -> bytes:
    """`data` as raw deflate blocks that end on a byte and refer to nothing before them."""
    if len(data) < WORTH_PACKING:
        return stored(data)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def stored(data: bytes) -> bytes:
    """`data` as stored deflate blocks."""
    size = len(data)
    if size <= _LONGEST_STORED:
        return _STORED.pack(0, size, size ^ 0xFFFF) + data if size else b""
    return b"".join(stored(data[at : at + _LONGEST_STORED]) for at in range(0, size, _LONGEST_STORED))


def deflated(chunks: Iterable[bytes], packed: Mapping[bytes, bytes]) -> bytes:
    """The deflate stream of `chunks`, of which those in `packed` are ready."""
    get = packed.get
    return b"".join([get(chunk) or stored(chunk) for chunk in chunks]) + _LAST_BLOCK


class Shelf:
    """The unchanged entries of a package, laid out once; `archive` adds the changed parts and the directory."""

    def __init__(self, entries: Sequence[tuple[str, bytes, int, int, int]]) -> None:
        """`entries`: name, packed bytes, method, crc, size."""
        body: list[bytes] = []
        directory: list[bytes] = []
        at = 0
        for name, packed, method, crc, size in entries:
            local, central = _headers(name, len(packed), method, crc, size, at)
            body += (local, packed)
            directory.append(central)
            at += len(local) + len(packed)
        self._body, self._directory, self._count = b"".join(body), b"".join(directory), len(entries)

    def archive(self, parts: Sequence[tuple[str, bytes, int, int]]) -> bytes:
        """The zip; `parts`: name, raw deflate stream, crc, size."""
        body = [self._body]
        directory = [self._directory]
        at = len(self._body)
        for name, packed, crc, size in parts:
            local, central = _headers(name, len(packed), _DEFLATED, crc, size, at)
            body += (local, packed)
            directory.append(central)
            at += len(local) + len(packed)
        central_size = sum(map(len, directory))
        count = self._count + len(parts)
        return b"".join(body + directory) + _END.pack(0x06054B50, 0, 0, count, count, central_size, at, 0)


def _headers(name: str, packed: int, method: int, crc: int, size: int, at: int) -> tuple[bytes, bytes]:
    label = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    local = _LOCAL.pack(0x04034B50, 20, flags, method, 0, _DATE, crc, packed, size, len(label), 0)
    central = _CENTRAL.pack(
        0x02014B50, 20, 20, flags, method, 0, _DATE, crc, packed, size, len(label), 0, 0, 0, 0, 0, at
    )
    return local + label, central + label
