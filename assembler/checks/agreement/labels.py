"""Numbers at the start of a paragraph, typed or automatic: which style, which value, what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["dotted", "digit", "degree", "letter", "capital", "roman", "Roman", "dash"]

DASHES = "-–—•·▪●○◦■□➢➤✓\uf0b7\uf0a7*"
TYPED = re.compile(
    rf"""(?:
    (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})[.):]?(?=\s+\D|\s*$)
    |(?P<degree>\d{{1,2}})\s?[°º][.):]?(?=\s|$)
    |§\s?(?P<section>\d{{1,3}})[.):]?(?=\s)
    |(?P<digit>\d{{1,3}})(?P<stop>[.):]|(?=\s+[A-ZÀ-Þ"'‘“(\[])|(?=\s*$))(?=\s|$)
    |\((?P<inside>\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|[ivx]{{1,5}}|[IVX]{{1,5}})\)(?=\s|$)
    |(?P<letters>[a-z]{{1,2}}|[A-Z]|[ivx]{{1,5}}|[IVX]{{1,6}})[.):](?=\s|$)
    |(?P<dash>[{re.escape(DASHES)}]|o(?=\s+[A-ZÀ-Þa-z]))(?=\s)
    )\s*""",
    re.VERBOSE,
)
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+$")
ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})$")
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ARTIKEL = re.compile(
    r"(?P<word>(?i:artikel|art\.)|§)\s*(?P<number>\d{1,3}(?:[.:]\d{1,3})*(?:[a-z]|bis|ter)?(?!\w)|[IVXLC]{1,7}(?!\w)|[A-Z](?!\w))"
    r"(?P<stop>\s*[.:)–—-]*)\s*(?P<rest>.*)$",
    re.DOTALL,
)
ENIG = re.compile(r"(?i:enig artikel)\s*[.:–—-]?\s*(?P<rest>.*)$", re.DOTALL)
BIJLAGE = re.compile(
    r"(?P<word>(?i:bijlage|annex|appendix))(?!\w)(?:\s+(?i:nr\.?|nummer))?"
    r"(?:\s*(?P<number>\d{1,2}(?:\.\d{1,2})?[a-zA-Z]?|[IVX]{1,5}|[A-Z])(?!\w))?(?P<stop>\s*[.:)–—-]*)\s*(?P<rest>.*)$"
)
DIVISION = re.compile(
    r"(?P<word>(?i:hoofdstuk|paragraaf|afdeling|titel|deel|onderdeel))\s+"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?|[IVXLC]{1,7}|[A-Z])(?!\w)\s*[.:–—-]*\s*(?P<rest>.*)$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A number in front of a paragraph."""

    style: Style
    number: str
    """Bare."""
    shown: str
    """As written."""
    rest: str
    """The text behind it."""
    bare: bool = False
    """A typed number with no full stop or bracket behind it: it may be part of the sentence."""

    @property
    def value(self) -> int:
        """Its count within its style; 0 for a dash. Of a dotted number that of its last part."""
        return value_of(self.number, self.style)


def value_of(number: str, style: str) -> int:
    """How many-th a number is."""
    if style in {"digit", "degree", "dotted"}:
        last = re.match(r"\d+", number.rsplit(".", 1)[-1])
        return int(last.group()) if last else 0
    if style in {"roman", "Roman"}:
        return roman_value(number)
    if style in {"letter", "capital"}:
        return (len(number) - 1) * 26 + ord(number[0].lower()) - ord("a") + 1
    return 0


def roman_value(number: str) -> int:
    """1 for "I"; 0 for what is no roman number."""
    worths = [VALUES.get(sign, 0) for sign in number.lower()]
    pairs = zip(worths, [*worths[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs) if all(worths) else 0


def label_of(text: str) -> Label | None:
    """The typed number at the start of a text; None when there is none."""
    match = TYPED.match(text)
    if match is None:
        return None
    shown, rest = match.group().strip(), text[match.end() :]
    if match["dotted"]:
        return None if THOUSANDS.match(match["dotted"]) else Label("dotted", match["dotted"], shown, rest)
    if match["degree"]:
        return Label("degree", match["degree"], shown, rest)
    if match["section"]:
        return Label("digit", match["section"], shown, rest)
    if match["digit"]:
        return Label("digit", match["digit"], shown, rest, bare=not match["stop"])
    if match["dash"]:
        return Label("dash", "", shown, rest)
    return _lettered(match["inside"] or match["letters"], shown, rest)


def _lettered(number: str, shown: str, rest: str) -> Label:
    if number.isdigit():
        return Label("digit", number, shown, rest)
    if len(number) > 1 and ROMAN.match(number.lower()):
        return Label("roman" if number.islower() else "Roman", number, shown, rest)
    return Label("letter" if number.islower() else "capital", number, shown, rest)


def automatic(shown: str, bullet: bool, text: str) -> Label | None:
    """The same of a number that Word computed; None when it is a word such as "Artikel 5"."""
    if bullet:
        return Label("dash", "", shown, text)
    bare = shown.strip()
    found = label_of(bare + " ") or label_of(bare + ". ")
    if found is None or found.rest.strip():
        return None
    return Label(found.style, found.number, bare, text)
