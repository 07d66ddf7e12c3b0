"""Text that we draw on a page ourselves, in an embedded font, so that PDF/A holds."""

import base64
import contextlib
import hashlib
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from assembler.pages.errors import UnknownGlyphError
from assembler.pages.fonts import cache_root, font_set

_CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0xA1, 0x100))) + "€–—…‘’“”"
_TOUNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True)
class Face:
    """A subset of one font file, with what is needed to set text in it."""

    name: str
    program: bytes
    glyphs: Mapping[str, int]
    widths: tuple[int, ...]
    """Per glyph, in 1/1000 of the font size."""
    metrics: Mapping[str, object]

    def encode(self, text: str) -> str:
        """The text as a hexadecimal PDF string. Raises UnknownGlyphError."""
        missing = [character for character in text if character not in self.glyphs]
        if missing:
            raise UnknownGlyphError(text, missing[0])
        return "<" + "".join(f"{self.glyphs[character]:04X}" for character in text) + ">"

    def width(self, text: str, size: float) -> float:
        """Width of the text in points at a size in points."""
        return sum(self.widths[self.glyphs[character]] for character in text) * size / 1000

    def embed(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The font as an object of ``pdf``."""
        program = pdf.make_stream(self.program, Length1=len(self.program))
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/" + self.name), Flags=4, FontFile2=program, StemV=80
        )
        for key, value in self.metrics.items():
            descriptor[key] = Array(value) if isinstance(value, list) else value
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + self.name),
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            DW=0,
            W=Array([0, Array(list(self.widths))]),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + self.name),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(self.glyphs)),
        )
        return pdf.make_indirect(font)


@cache
def face(file: str = "SourceSansPro-Regular.ttf") -> Face:
    """The stamp font: Latin letters, digits and signs of one file of the set; cut out once per machine."""
    path = font_set().file(file)
    kept = _place(path)
    with contextlib.suppress(OSError, ValueError, TypeError):
        return _told(json.loads(kept.read_bytes()))
    made = _subset(path)
    with contextlib.suppress(OSError):
        _keep(made, kept)
    return made


def _place(path: Path) -> Path:
    """Where the cut of a font file is kept: another file, set of characters or release of the tools, another place."""
    from fontTools import version  # type: ignore[import-untyped]

    key = hashlib.sha256(path.read_bytes() + f"{_CHARACTERS} {version}".encode()).hexdigest()
    return cache_root() / f"stempel-{key[:16]}.json"


def _keep(made: Face, target: Path) -> None:
    told = {**vars(made), "program": base64.b64encode(made.program).decode()}
    temporary = target.with_name(f"{target.name}.{os.getpid()}")
    temporary.write_text(json.dumps(told), encoding="utf-8")
    os.replace(temporary, target)


def _told(told: dict[str, Any]) -> Face:
    return Face(**{**told, "program": base64.b64decode(told["program"]), "widths": tuple(told["widths"])})


def _subset(path: Path) -> Face:
    from fontTools import subset  # here, for it takes longer to load than all else
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "BASE", "name", "STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=_CHARACTERS)
    cutter.subset(font)
    sink = io.BytesIO()
    font.save(sink, reorderTables=True)
    scale = 1000 / font["head"].unitsPerEm
    order = font.getGlyphOrder()
    numbers = {name: number for number, name in enumerate(order)}
    glyphs = {chr(code): numbers[name] for code, name in sorted(font.getBestCmap().items())}
    widths = tuple(round(font["hmtx"][name][0] * scale) for name in order)
    return Face("TKSTMP+" + path.stem, sink.getvalue(), glyphs, widths, _metrics(font, scale))


def _metrics(font: Any, scale: float) -> dict[str, object]:
    head, hhea = font["head"], font["hhea"]
    return {
        "/FontBBox": [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)],
        "/Ascent": round(hhea.ascent * scale),
        "/Descent": round(hhea.descent * scale),
        "/CapHeight": round(getattr(font["OS/2"], "sCapHeight", 700) * scale),
        "/ItalicAngle": 0,
    }


def _to_unicode(glyphs: Mapping[str, int]) -> bytes:
    pairs = sorted({number: character for character, number in glyphs.items()}.items())
    ranges = ""
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        rows = "".join(
            f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>\n" for number, character in block
        )
        ranges += f"{len(block)} beginbfchar\n{rows}endbfchar\n"
    return _TOUNICODE.format(ranges=ranges).encode()
