"""The characters of a PDF in the order in which they are drawn: all that the text gate needs, and fast.

No positions are computed, so words may be glued or cut; ``\\n`` stands wherever a text object begins. Read are the
operators that choose a font and show strings, marked content with /ActualText, and form XObjects (ISO 32000-1, 9.4).
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

TOKEN = re.compile(
    rb"<<(?P<dict>.*?)>>\s*BDC|(?P<image>\bBI\s.*?\sEI\b)|/(?P<font>[^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf\b"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>|\((?P<text>(?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*)\)"
    rb"|/(?P<form>[^\s/<>\[\]()]+)\s+Do\b|\b(?P<op>BT|BMC|BDC|EMC)\b",
    re.DOTALL,
)
ACTUAL = re.compile(rb"/ActualText\s*(?:<([0-9A-Fa-f\s]*)>|\(((?:[^\\()]|\\.)*)\))", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
MAX_DEPTH = 8


@dataclass
class _Font:
    """How the codes of one font read."""

    size: int = 1
    """Bytes a code."""
    signs: dict[int, str] = field(default_factory=dict)

    def read(self, raw: bytes) -> str:
        if not self.signs:
            return raw.decode("cp1252", "replace") if self.size == 1 else ""
        codes = raw if self.size == 1 else [raw[at] << 8 | raw[at + 1] for at in range(0, len(raw) - 1, 2)]
        return "".join([self.signs.get(code, "") for code in codes])


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page of a finished PDF of ours."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return pages_of(opened)


def pages_of(pdf: pikepdf.Pdf) -> list[str]:
    """The text of each page."""
    reader = _Reader()
    return [reader.page(page) for page in pdf.pages]


class _Reader:
    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], _Font] = {}

    def page(self, page: pikepdf.Page) -> str:
        page.contents_coalesce()
        contents = page.obj.get("/Contents")
        if contents is None:
            return ""
        return "".join(self._show(contents.read_bytes(), page.resources, 0))

    def _show(self, content: bytes, resources: pikepdf.Object, depth: int) -> Iterator[str]:
        font, marks, named = _Font(), [False], dict[bytes, _Font]()
        for token in TOKEN.finditer(content):
            kind = token.lastgroup
            if kind in {"hex", "text"}:
                if not any(marks):
                    yield font.read(_string(token))
            elif kind == "font":
                name = token["font"]
                if name not in named:
                    named[name] = self._font(resources, name)
                font = named[name]
            elif kind == "op" or kind == "dict":
                yield _mark(token, marks)
            elif kind == "form" and depth < MAX_DEPTH:
                yield from self._form(resources, token["form"], depth)

    def _form(self, resources: pikepdf.Object, name: bytes, depth: int) -> Iterator[str]:
        form = _resource(resources, "/XObject", name)
        if form is not None and form.get("/Subtype") == "/Form":
            yield from self._show(form.read_bytes(), form.get("/Resources", resources), depth + 1)

    def _font(self, resources: pikepdf.Object, name: bytes) -> _Font:
        font = _resource(resources, "/Font", name)
        if font is None:
            return _Font()
        if font.objgen not in self._fonts or font.objgen == (0, 0):
            self._fonts[font.objgen] = _read_font(font)
        return self._fonts[font.objgen]


def _resource(resources: pikepdf.Object, kind: str, name: bytes) -> pikepdf.Object | None:
    group = resources.get(kind)
    return None if group is None else group.get(f"/{name.decode('latin-1')}")


def _mark(token: re.Match[bytes], marks: list[bool]) -> str:
    """Follow marked content; the text that replaces what is shown within it."""
    operator = token["op"]
    if operator == b"BT":
        return "\n"
    if operator == b"EMC":
        if len(marks) > 1:
            marks.pop()
        return ""
    found = ACTUAL.search(token["dict"]) if token["dict"] is not None else None
    marks.append(found is not None)
    if found is None or any(marks[:-1]):
        return ""
    return _unicode(bytes.fromhex(found[1].decode()) if found[1] is not None else _unescape(found[2]))


def _unicode(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _string(token: re.Match[bytes]) -> bytes:
    if token["hex"] is not None:
        return _hex(token["hex"])
    return _unescape(token["text"])


def _hex(digits: bytes) -> bytes:
    clean = b"".join(digits.split())
    return bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode())


def _unescape(raw: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() and code < b"8" else ESCAPED.get(code, code)

    return ESCAPE.sub(one, raw) if b"\\" in raw else raw


def _read_font(font: pikepdf.Object) -> _Font:
    size = 2 if font.get("/Subtype") == "/Type0" else 1
    table = font.get("/ToUnicode")
    return _Font(size, _read_table(table.read_bytes()) if isinstance(table, pikepdf.Stream) else {})


def _read_table(raw: bytes) -> dict[int, str]:
    """A ToUnicode table: code → characters (9.10.3)."""
    signs: dict[int, str] = {}
    for kind, body in SECTION.findall(raw):
        values = [
            _hex(item) if item or not (opens or closes) else opens or closes
            for item, opens, closes in ITEM.findall(body)
        ]
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=False):
                signs[int.from_bytes(code)] = text.decode("utf-16-be", "replace")
        else:
            _read_ranges(values, signs)
    return signs


def _read_ranges(values: list[bytes], signs: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(values):
        first, last = int.from_bytes(values[at]), int.from_bytes(values[at + 1])
        if values[at + 2] == b"[":
            end = values.index(b"]", at)
            for offset, text in enumerate(values[at + 3 : end]):
                signs[first + offset] = text.decode("utf-16-be", "replace")
            at = end + 1
        else:
            start = values[at + 2]
            for offset in range(min(last - first, 0xFFFF) + 1):
                signs[first + offset] = (
                    (int.from_bytes(start) + offset).to_bytes(len(start)).decode("utf-16-be", "replace")
                )
            at += 3
