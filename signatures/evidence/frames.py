"""How a question and its answer cross between this process and the child: a JSON head and the files behind it.

No pickles: a child that fell to a hostile file may answer anything, and its answer is only ever read as plain values.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from signatures.evidence.trust import TrustList
from signatures.facts import SlotId
from signatures.packs import DocumentInPack, FieldInPack, PackFacts

_COUNT = struct.Struct(">I")
_LENGTH = struct.Struct(">Q")
MOST = 4 << 30
"""Bytes in one frame, at the most."""


def write(sink: BinaryIO, head: dict[str, Any], files: Sequence[bytes]) -> None:
    """One frame: how many parts, then each with its length."""
    parts = [json.dumps(head).encode(), *files]
    sink.write(_COUNT.pack(len(parts)))
    for part in parts:
        sink.write(_LENGTH.pack(len(part)))
        sink.write(part)
    sink.flush()


def read(source: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """The next frame; EOFError when the other side is gone, ValueError when it is none."""
    (count,) = _COUNT.unpack(_exactly(source, _COUNT.size))
    parts: list[bytes] = []
    room = MOST
    for _ in range(count):
        (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
        room -= length
        if room < 0:
            raise ValueError("frame too large")
        parts.append(_exactly(source, length))
    if not parts:
        raise ValueError("empty frame")
    head = json.loads(parts[0])
    if not isinstance(head, dict):
        raise ValueError("head is no object")
    return head, parts[1:]


def _exactly(source: BinaryIO, count: int) -> bytes:
    data = source.read(count)
    if len(data) != count:
        raise EOFError
    return data


def pack_to_plain(pack: PackFacts) -> dict[str, Any]:
    """A pack without its bytes."""
    return {
        "dossier": pack.dossier,
        "partij": pack.partij,
        "sha256": pack.sha256,
        "issued_at": pack.issued_at.isoformat(),
        "documents": [[d.uitgifte, d.code, d.version, d.text_hash, d.first_page, d.pages] for d in pack.documents],
        "fields": [[f.name, [f.slot.uitgifte, f.slot.partij, f.slot.line], f.page, f.rect] for f in pack.fields],
    }


def pack_from_plain(plain: dict[str, Any], issued: bytes) -> PackFacts:
    """The pack with its bytes."""
    bare = PackFacts(
        dossier=plain["dossier"],
        partij=plain["partij"],
        sha256=plain["sha256"],
        documents=tuple(DocumentInPack(*document) for document in plain["documents"]),
        fields=tuple(FieldInPack(n, SlotId(*slot), page, pack_rect(rect)) for n, slot, page, rect in plain["fields"]),
        issued_at=datetime.fromisoformat(plain["issued_at"]),
    )
    return replace(bare, loader=lambda: issued)


def pack_rect(values: Sequence[float]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top."""
    left, bottom, right, top = values
    return left, bottom, right, top


def trust_to_parts(trust: TrustList) -> tuple[dict[str, Any], list[bytes]]:
    """Head and files of a trust list."""
    parts = (trust.roots, trust.stamp_roots, trust.between, trust.lists)
    head = {"version": trust.version, "online": trust.online, "counts": [len(part) for part in parts]}
    return head, [item for part in parts for item in part]


def trust_from_parts(head: dict[str, Any], files: Sequence[bytes]) -> TrustList:
    """The trust list again."""
    found: list[tuple[bytes, ...]] = []
    start = 0
    for count in head["counts"]:
        found.append(tuple(files[start : start + count]))
        start += count
    roots, stamp_roots, between, lists = found
    return TrustList(head["version"], roots, stamp_roots, between, lists, bool(head["online"]))
