"""Glyphs that the embedded engine places one by one, set again as one string per run.

dxpdf moves to every glyph of a word by itself, which makes a page four times as long, and slow to read, to search and
to validate. Within a text object that does nothing else, the moves become one string, with an adjustment where the
engine did not take the advance width of the font (kerning, justification): ISO 32000-1, 9.4.3. A glyph stays where it
was to within half a thousandth of the font size.
"""

import re
from collections.abc import Mapping
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

_RUN = re.compile(
    rb"(BT\s+/(?P<font>[^\s/<>\[\]()]+) (?P<size>[\d.]+) Tf\s+(?:[-\d.]+ ){6}Tm)\s+"
    rb"<(?P<first>[0-9A-F]{4})> Tj\s(?P<rest>(?:[-\d.]+ 0 Td <[0-9A-F]{4}> Tj\s)+)ET\b"
)
_MOVE = re.compile(rb"([-\d.]+) 0 Td <([0-9A-F]{4})> Tj")
_SPACED = re.compile(rb"[\d.] (?:Tc|Tw|Tz)\b")
"""Spacing that would add to the advance widths; never seen in what the engine writes."""
_UNIT = 1000
_TOLERANCE = 0.5


def join_glyphs(pdf: Pdf) -> None:
    """Set the runs of every page as strings. What does not have exactly the engine's form stays as it is."""
    fonts: dict[tuple[int, int], _Widths] = {}
    for page in pdf.pages:
        contents = page.obj.get(Name.Contents)
        if isinstance(contents, Array):
            page.contents_coalesce()
            contents = page.obj.Contents
        if isinstance(contents, pikepdf.Stream):
            _join_page(pdf, page, contents.read_bytes(), fonts)


def _join_page(pdf: Pdf, page: Page, content: bytes, fonts: "dict[tuple[int, int], _Widths]") -> None:
    if _SPACED.search(content):
        return
    known = _fonts_of(page, fonts)
    joined = _RUN.sub(lambda run: _joined(run, known), content)
    if len(joined) < len(content):
        page.obj.Contents = pdf.make_stream(joined)


def _fonts_of(page: Page, fonts: "dict[tuple[int, int], _Widths]") -> "dict[bytes, _Widths]":
    found = {}
    for name, font in page.resources.get(Name.Font, Dictionary()).items():
        if font.get(Name.Subtype) == Name.Type0 and font.get(Name.Encoding) == Name("/Identity-H"):
            found[name[1:].encode("latin-1", "replace")] = fonts.setdefault(font.objgen, _Widths(font))
    return found


class _Widths:
    """The advance widths of one font, in thousandths of its size; read when a run needs them."""

    def __init__(self, font: Object) -> None:
        self._font = font.DescendantFonts[0]

    @cached_property
    def usual(self) -> float:
        return float(self._font.get(Name.DW, _UNIT))

    @cached_property
    def of(self) -> Mapping[bytes, float]:
        """By code, as four hexadecimal digits (9.7.4.3)."""
        found: dict[int, float] = {}
        row = list(self._font.get(Name.W, Array()))
        while row:
            first = int(row.pop(0))
            second = row.pop(0)
            if isinstance(second, Array):
                found |= {first + offset: float(width) for offset, width in enumerate(second)}
            else:
                found |= dict.fromkeys(range(first, int(second) + 1), float(row.pop(0)))
        return {b"%04X" % code: width for code, width in found.items()}


def _joined(run: re.Match[bytes], fonts: Mapping[bytes, _Widths]) -> bytes:
    """One run as a string, or as it was where its font is none of ours."""
    widths = fonts.get(run["font"])
    size = float(run["size"])
    if widths is None or not size:
        return run[0]
    table, usual, scale = widths.of, widths.usual, _UNIT / size
    parts, last, ahead = [b"<", run["first"]], run["first"], 0.0
    for move, code in _MOVE.findall(run["rest"]):
        ahead += table.get(last, usual) - float(move) * scale
        if not -_TOLERANCE <= ahead <= _TOLERANCE:
            step = round(ahead)
            ahead -= step
            parts.append(b">%d<" % step)
        parts.append(code)
        last = code
    text = b"".join(parts)
    return b"%s %s ET" % (run[1], b"[%s>] TJ" % text if b">" in text else text + b"> Tj")
