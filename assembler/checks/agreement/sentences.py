"""A paragraph cut into sentences; knows the abbreviations of Dutch legal texts."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

ABBREVIATIONS = frozenset(
    [
        "aanbev",
        "aant",
        "afd",
        "afz",
        "al",
        "alg",
        "ambt",
        "art",
        "artt",
        "b.v",
        "bestuursr",
        "bijl",
        "bijv",
        "blz",
        "bv",
        "btw",
        "c.a",
        "c.q",
        "ca",
        "cie",
        "co",
        "conf",
        "cq",
        "d.d",
        "d.m.v",
        "d.w.z",
        "dd",
        "dgl",
        "dhr",
        "div",
        "dr",
        "drs",
        "e.a",
        "e.d",
        "e.e.a",
        "e.o",
        "e.v",
        "ed",
        "enz",
        "et",
        "etc",
        "evt",
        "excl",
        "fam",
        "fig",
        "gem",
        "hfst",
        "hr",
        "i.c",
        "i.c.m",
        "i.e",
        "i.h.b",
        "i.o",
        "i.p.v",
        "i.v.m",
        "iii",
        "incl",
        "ing",
        "inz",
        "ir",
        "jl",
        "jo",
        "jr",
        "juncto",
        "k.k",
        "l.s",
        "lid",
        "ll",
        "m.a.w",
        "m.b.t",
        "m.b.v",
        "m.h.o",
        "m.i",
        "m.i.v",
        "m.m.v",
        "m.n",
        "m.u.v",
        "max",
        "mej",
        "mevr",
        "mgr",
        "min",
        "mln",
        "mld",
        "mr",
        "mrs",
        "mw",
        "n.a",
        "n.a.v",
        "n.b",
        "n.o.m",
        "n.t.b",
        "n.v",
        "nl",
        "no",
        "nr",
        "nrs",
        "nv",
        "o.a",
        "o.b.v",
        "o.g.v",
        "o.i.d",
        "o.l.v",
        "o.m",
        "o.v",
        "o.v.v",
        "p.a",
        "p.j",
        "p.m",
        "p/a",
        "pag",
        "par",
        "pct",
        "plm",
        "pnt",
        "prof",
        "q.q",
        "r.o",
        "resp",
        "sr",
        "st",
        "stb",
        "stcrt",
        "sub",
        "t.a.v",
        "t.b.v",
        "t.g.v",
        "t.l.v",
        "t.n.v",
        "t.o.v",
        "t.w",
        "t.z.t",
        "tel",
        "toel",
        "trb",
        "u.d",
        "v.a",
        "v.d",
        "v.o.f",
        "v.v.g.b",
        "vgl",
        "vlg",
        "vnl",
        "voorz",
        "vs",
        "wnd",
        "z.g",
        "z.o.z",
        "z.s.m",
        "zgn",
        "zn",
    ]
)
"""Without their last full stop."""
END = re.compile(r"([.?!]|…|(?<!\.)\.{3,})([\"'”’»)\]]*)(\s+)")
OPENING = re.compile(r"[\"'“‘„«(\[]*([A-Z0-9À-Þ€]|['’][nsth]\b)")
LAST_WORD = re.compile(r"[^\s(\[\"'“‘„]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is ``paragraph[start:end]``."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def sentences(paragraph: str) -> tuple[Sentence, ...]:
    """The sentences of one paragraph, in order; linear in its length."""
    cuts = [0, *(match.end() for match in END.finditer(paragraph) if _ends(paragraph, match)), len(paragraph)]
    spans = [(start, end) for start, end in itertools.pairwise(cuts) if paragraph[start:end].strip()]
    return tuple(_sentence(paragraph, start, end) for start, end in spans)


def sentence_at(paragraph: str, position: int) -> str:
    """The sentence in which a position stands."""
    found = [one for one in sentences(paragraph) if one.start <= position]
    return found[-1].text if found else paragraph


def _sentence(paragraph: str, start: int, end: int) -> Sentence:
    text = paragraph[start:end]
    start += len(text) - len(text.lstrip())
    return Sentence(text.strip(), start, start + len(text.strip()))


def _ends(paragraph: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends here, and not an abbreviation, initial, number or left-out word."""
    if not OPENING.match(paragraph, match.end()):
        return False
    if match[1] != ".":
        return match[1] in "?!" or len(match[1]) == 1 or True
    found = LAST_WORD.search(paragraph, max(0, match.start() - 40), match.start())
    word = found.group().lower() if found else ""
    return not (word in ABBREVIATIONS or re.fullmatch(r"[a-z]|([a-z]\.)+[a-z]{1,3}", word) or _is_number(word, match))


def _is_number(word: str, match: re.Match[str]) -> bool:
    """ "artikel 5. Definities" or "1. Eerste": a number at the start of the paragraph is a label."""
    return word.isdigit() and match.start() - len(word) == 0
