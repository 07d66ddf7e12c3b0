"""The numbering part of a filled document, with a new list for every round in which one restarts."""

from __future__ import annotations

import re
import zlib

from assembler.documents.compiling import Compiled
from assembler.documents.packing import deflated
from assembler.documents.running import Run


def restarted(compiled: Compiled, run: Run) -> tuple[str, bytes, int, int]:
    """The numbering part: name, deflate stream, crc, size."""
    name = compiled.numbering or ""
    text = compiled.package.entries[name].data.decode("utf-8")
    levels = {one.number: one.level for one in compiled.restarts}
    lists = dict(re.findall(r'<w:num\b[^<>]*w:numId="(\d+)"[^<>]*>\s*<w:abstractNumId w:val="(\d+)"', text))
    added = [_list(text, fresh, lists[old], levels[old]) for (old, _), fresh in run.numbers.items() if old in lists]
    at = _place(text)
    data = (text[:at] + "".join(added) + text[at:]).encode()
    return name, deflated([data], {}), zlib.crc32(data), len(data)


def _place(text: str) -> int:
    """New lists stand after the last one, before whatever closes the part."""
    last = text.rfind("</w:num>")
    return last + len("</w:num>") if last >= 0 else text.rfind("</w:numbering>")


def _list(text: str, number: int, abstract: str, level: int) -> str:
    start = _start(text, abstract, level)
    override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _start(text: str, abstract: str, level: int) -> str:
    definition = re.search(rf'<w:abstractNum\b[^<>]*w:abstractNumId="{abstract}".*?</w:abstractNum>', text, re.DOTALL)
    one = (
        re.search(rf'<w:lvl\b[^<>]*w:ilvl="{level}".*?</w:lvl>', definition.group(), re.DOTALL) if definition else None
    )
    start = re.search(r'<w:start w:val="(\d+)"', one.group()) if one else None
    return start.group(1) if start else "1"
