"""Printing a value where a tag stood: as text in its run, with breaks and tabs, open points marked, never a blank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from assembler.documents.package import OFFICE, WORD
from assembler.documents.tags import Tag

OPEN_START, OPEN_END = "\ue000", "\ue001"
"""Around the description of what is still open (assembler.dossier.Open)."""
_OPEN = re.compile(f"{OPEN_START}([^{OPEN_START}{OPEN_END}]*){OPEN_END}")
special = re.compile("[&<>\x00-\x1f\ue000\ue001\ud800-\udfff\ufffe\uffff]").search
_FORBIDDEN = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAYOUT = re.compile("[\n\t\a\f]")
_RUN = re.compile(r"<w:r(?: [^<>]*)?>(?:<w:rPr>.*?</w:rPr>|<w:rPr/>)?", re.DOTALL)
_PARAGRAPH = re.compile(
    r"<w:p(?: [^<>]*)?>(<w:pPr>.*?</w:pPr>(?=<w:r|<w:bookmark|<w:proof|<w:hyper|<\?|<w:ins|<w:sdt|$|<w:p))?", re.DOTALL
)
_BLANK_T = '<w:t xml:space="preserve"></w:t>'
_WRAP = f'<x xmlns:w="{WORD}" xmlns:r="{OFFICE}">%s</x>'


class UnprintableError(Exception):
    """A value cannot be printed; the message says why and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass
class Site:
    """The place of a print tag in the part's text: which looks the text around it has."""

    text: str
    """The part's marked XML."""
    at: int
    """Where the tag's mark stands in it; −1 for an attribute or a text outside runs."""

    @classmethod
    def of(cls, text: str, at: int, tag: Tag) -> Site:
        """The site of `tag`, whose mark stands at `at`."""
        site = cls(text, at)
        known = {"run": tag.run, "paragraph": tag.paragraph_looks, "plain": True if tag.level == "p" else None}
        site.__dict__.update({name: value for name, value in known.items() if value is not None})
        return site

    @cached_property
    def run(self) -> str:
        """The properties of the run around the tag, as XML; the run's opening tag is left out."""
        start = _last(self.text, self.at, "w:r")
        match = _RUN.match(self.text, start) if start >= 0 else None
        found = re.search(r"<w:rPr>.*</w:rPr>", match.group(), re.DOTALL) if match else None
        return found.group() if found else ""

    @cached_property
    def paragraph(self) -> str:
        """The properties of the paragraph around the tag, without a section break."""
        start = _last(self.text, self.at, "w:p")
        opening = self.text.find(">", start) + 1 if start >= 0 else -1
        if opening <= 0 or not self.text.startswith("<w:pPr>", opening):
            return ""
        end = self.text.find("</w:pPr>", opening)
        found = self.text[opening : end + len("</w:pPr>")]
        if "pPrChange" in found:
            return ""
        return re.sub(r"<w:sectPr.*?</w:sectPr>|<w:sectPr[^<>]*/>", "", found, flags=re.DOTALL)

    @cached_property
    def plain(self) -> bool:
        """Whether the run stands in its paragraph itself, not in a hyperlink or an insertion."""
        start = _last(self.text, self.at, "w:p")
        between = self.text[start : self.at] if start >= 0 else ""
        return all(
            len(re.findall(rf"<{name}[ >]", between)) == between.count(f"</{name}>")
            for name in ("w:hyperlink", "w:ins", "w:sdtContent", "w:smartTag", "w:fldSimple", "w:moveTo")
        )

    @cached_property
    def highlighted(self) -> str:
        """The run's properties with a yellow highlight, in the order that the schema asks."""
        return highlighted(self.run)


def _last(text: str, at: int, name: str) -> int:
    """The start of the innermost element `name` that is open at `at`."""
    depth = 0
    for match in reversed(list(re.finditer(rf"<(/?){name}(?=[ >/])[^<>]*?(/?)>", text[max(0, at - 60_000) : at]))):
        if match.group(2):
            continue
        depth += 1 if match.group(1) else -1
        if depth < 0:
            return max(0, at - 60_000) + match.start()
    return -1


_AFTER_HIGHLIGHT = [
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]


def highlighted(run: str) -> str:
    """Run properties `run` with a yellow highlight."""
    run = re.sub(r"<w:highlight [^<>]*/>", "", run) or "<w:rPr></w:rPr>"
    match = re.search(rf"<w:(?:{'|'.join(_AFTER_HIGHLIGHT)})[ />]|</w:rPr>", run)
    at = match.start() if match else 0
    return run[:at] + '<w:highlight w:val="yellow"/>' + run[at:]


def escape(text: str) -> str:
    """`text` for XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def open_points(text: str) -> list[str]:
    """The descriptions of what is open in `text`."""
    return _OPEN.findall(text)


def open_label(what: str) -> str:
    """The one uniform mark for what is open."""
    return f"[nog in te vullen: {what}]"


def plain_text(value: Any) -> str:
    """The text of a plain value; UnprintableError for what has no text of its own."""
    text = str(value) if isinstance(value, str) else _text_of(value)
    _check_characters(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _text_of(value: Any) -> str:
    kind: Any = type(value)
    if value is None:
        raise UnprintableError("het veld is leeg (geen waarde)", "vul het in of zet er {% if %} omheen")
    if isinstance(value, Mapping | list | tuple | set | frozenset) or callable(value):
        remedy = "kies een onderdeel, maak een lus of gebruik |opsomming"
        raise UnprintableError("het veld is een groep of lijst, geen tekst", remedy)
    if kind.__str__ is object.__str__ and kind.__repr__ is object.__repr__:
        remedy = "geef een tekst, getal of datum"
        raise UnprintableError(f"een waarde van het soort {kind.__name__} kan niet worden afgedrukt", remedy)
    return str(value)


def _check_characters(text: str) -> None:
    bad = _FORBIDDEN.search(text)
    if bad:
        what = f"de waarde bevat een teken dat in Word niet kan (U+{ord(bad.group()):04X})"
        raise UnprintableError(what, "haal dat teken uit de waarde")


def in_attribute(text: str) -> str:
    """`text` in an attribute or a text outside runs: open points and breaks as plain text."""
    text = _OPEN.sub(lambda match: open_label(match.group(1)), text)
    return escape(_LAYOUT.sub(" ", text)).replace('"', "&quot;")


def in_text(text: str, site: Site) -> str:
    """`text` within a `w:t` of the site's run."""
    pieces = _OPEN.split(text)
    out = [_with_layout(escape(pieces[0]), site)]
    for what, after in zip(pieces[1::2], pieces[2::2], strict=True):
        out.append(f"</w:t></w:r><w:r>{site.highlighted}{_t(escape(open_label(what)))}</w:r>")
        out.append(f'<w:r>{site.run}<w:t xml:space="preserve">{_with_layout(escape(after), site)}')
    return "".join(out)


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def _with_layout(text: str, site: Site) -> str:
    return _LAYOUT.sub(lambda match: _layout(match.group(), site), text) if _LAYOUT.search(text) else text


def _layout(char: str, site: Site) -> str:
    again = f'<w:r>{site.run}<w:t xml:space="preserve">'
    if char == "\n":
        return '</w:t><w:br/><w:t xml:space="preserve">'
    if char == "\t":
        return '</w:t><w:tab/><w:t xml:space="preserve">'
    if not site.plain:
        return '</w:t><w:br/><w:t xml:space="preserve">'
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if char == "\f" else ""
    return f"</w:t></w:r></w:p>{page}<w:p>{site.paragraph}{again}"


def as_run(text: str, site: Site) -> str:
    """`text` as a run of its own (`{{r }}`)."""
    return f'<w:r>{site.run}<w:t xml:space="preserve">{in_text(text, site)}</w:t></w:r>'


def as_paragraph(text: str, site: Site) -> str:
    """`text` as a paragraph of its own (`{{p }}`)."""
    return f"<w:p>{site.paragraph}{as_run(text, site)}</w:p>"


# --- docxtpl's value classes ------------------------------------------------------------------------------------------


def is_markup(value: Any) -> bool:
    """Whether `value` is one of docxtpl's classes that bring their own XML."""
    return type(value).__module__.partition(".")[0] == "docxtpl"


def markup(value: Any, level: str, site: Site) -> str:
    """The XML of one of docxtpl's values at a tag of `level`."""
    kind = type(value).__name__
    if kind == "Listing":
        text = str(value.xml).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'")
        text = plain_text(text.replace("&amp;", "&"))
        return {"": in_text, "r": as_run, "p": as_paragraph}.get(level, in_text)(text, site)
    if kind == "RichText" and level in ("", "r", "p"):
        runs = _rich(value.xml, site, "<w:p>%s</w:p>")
        outside = {"": f'</w:t></w:r>{runs}<w:r>{site.run}<w:t xml:space="preserve">', "r": runs}
        return outside.get(level, f"<w:p>{site.paragraph}{runs}</w:p>")
    if kind == "RichTextParagraph" and level == "p":
        return _rich(value.xml, site, "%s")
    raise UnprintableError(
        f"een waarde van het soort {kind} kan hier niet worden ingevoegd",
        "gebruik {{r voor RichText en {{p voor RichTextParagraph",
    )


def _rich(xml: str, site: Site, around: str) -> str:
    _check_characters(xml)
    xml = re.sub(
        r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t xml:space=\"preserve\">(.*?)</w:t></w:r>",
        lambda m: _rich_run(m, xml, site),
        xml,
        flags=re.DOTALL,
    )
    try:
        etree.fromstring(_WRAP % (around % xml))
    except etree.XMLSyntaxError as why:
        raise UnprintableError("de opgemaakte tekst is geen geldige XML", "maak haar met RichText") from why
    return xml


def _rich_run(match: re.Match[str], xml: str, site: Site) -> str:
    run = match.group(1) or ""
    inside = xml[: match.start()]
    in_paragraph = inside.rfind("<w:p>") > inside.rfind("</w:p>")
    properties = re.match(r"<w:p>(<w:pPr>.*?</w:pPr>)?", inside[inside.rfind("<w:p>") :]) if in_paragraph else None
    paragraph = (properties.group(1) or "") if properties else site.paragraph
    looks = Site("", -1)
    looks.__dict__.update(
        run=run,
        paragraph=paragraph,
        plain=inside.count("<w:hyperlink") == inside.count("</w:hyperlink>") and site.plain,
    )
    return f'<w:r>{run}<w:t xml:space="preserve">{_marked(match.group(2), looks)}</w:t></w:r>'


def _marked(text: str, site: Site) -> str:
    pieces = _OPEN.split(text)
    out = [_with_layout(pieces[0], site)]
    for what, after in zip(pieces[1::2], pieces[2::2], strict=True):
        out.append(f"</w:t></w:r><w:r>{site.highlighted}{_t(open_label(what))}</w:r>")
        out.append(f'<w:r>{site.run}<w:t xml:space="preserve">{_with_layout(after, site)}')
    return "".join(out)
