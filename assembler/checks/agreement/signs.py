"""What a paragraph announces by itself: an artikel, a bijlage, a hoofdstuk, a heading."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assembler.checks.agreement.labels import ARTIKEL, BIJLAGE, DIVISION, ENIG, Label, automatic, label_of
from assembler.checks.agreement.passage import Passage

LONGEST_HEADING = 130
"""Characters; a heading is not longer."""
TERMINAL = re.compile(r"[.;:,?!]$")
GOES_ON = re.compile(
    r"(?:lid|leden|onder(?:deel)?|sub|van|en|of|tot|t/m|juncto|jo|jis|is|zijn|geldt|wordt|blijft|eerste|tweede|derde|vierde"
    r"|vijfde|zesde|aanhef|,|;|\)|[a-z])(?!\w)|[,;)]"
)
"""What follows "artikel 5" in the middle of a sentence that starts a line."""
STATUTE = re.compile(
    r"(?:\d[\d.:a-z]*\s+)?(?:de\s+|het\s+)?(?:[A-Z][\w-]*(?:wet|wetboek|besluit|regeling|verordening|richtlijn|code)\b|Wet\s|Wgr|BW|Awb"
    r"|AVG|Sr|Rv|VWEU|Burgerlijk\sWetboek|Algemene\swet|Besluit\s)"
)
VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|heeft|hebben|kan|kunnen|zal|zullen|moet|moeten|mag|mogen|dient|dienen|gaat|gaan"
    r"|treedt|treden|draagt|dragen|stelt|stellen|komt|komen|blijft|blijven|geldt|gelden|betaalt|betalen|eindigt|neemt"
    r"|nemen|maakt|maken|vindt|vinden|bestaat|bestaan|bedraagt|bedragen|verstrekt|verstrekken|verleent|verlenen)\b"
)
TO_WHAT = re.compile(r"(?:bij|behorend(?:e)? bij|van)\s+(?:de|deze|het|dit)\s")
"""What follows "Bijlage 1" where it says to what it belongs, not how it is called."""
ANNEX_LIST = re.compile(r"(?i)(?:lijst van |overzicht (?:van )?|de )?bijlagen?(?: bij .{0,60})?\s*:?$")

What = Literal["artikel", "bijlage", "division", "heading", ""]


@dataclass(frozen=True, slots=True)
class Sign:
    """What a paragraph announces; ``what`` "" = nothing by itself."""

    what: What = ""
    number: str = ""
    shown: str = ""
    rest: str = ""
    run_in: bool = False
    """``rest`` is text of the artikel, not its heading."""
    certain: bool = False
    """A style or an automatic number says so, not only the words."""


NOTHING = Sign()


def sign_of(passage: Passage) -> Sign:
    """What one paragraph announces."""
    if passage.is_aside:
        return NOTHING
    text = f"{passage.label} {passage.text}".strip() if passage.label and not passage.bullet else passage.text
    certain = passage.heading > 0 or bool(passage.label and not passage.bullet and text[:1].isalpha())
    found = _artikel(text, certain, passage) or _bijlage(text, passage) or _division(text, passage)
    if found is not None:
        return found
    if passage.in_table:
        return NOTHING
    if passage.heading:
        return Sign("heading", rest=passage.text, certain=True)
    return Sign("heading", rest=passage.text) if _looks_like_heading(passage) else NOTHING


def _artikel(text: str, certain: bool, passage: Passage) -> Sign | None:
    enig = ENIG.match(text)
    match = ARTIKEL.match(text)
    if enig is not None and len(text) <= LONGEST_HEADING:
        return Sign("artikel", "", "Enig artikel", enig["rest"])
    if match is None or (passage.in_table and not certain):
        return None
    rest, stop = match["rest"].strip(), match["stop"].strip()
    stated = certain and (passage.heading > 0 or passage.label.lower().startswith(("art", "§")))
    if not stated and not _announces(rest, stop, passage):
        return None
    shown = text[: match.start("rest")].strip() if rest else text
    return Sign("artikel", match["number"].strip(), shown, rest, run_in=is_sentence(rest), certain=stated)


def _announces(rest: str, stop: str, passage: Passage) -> bool:
    """Whether what stands behind "Artikel 5" makes it a heading rather than the start of a sentence."""
    if not rest:
        return stop in {"", ".", ":", "-", "–", "—"}
    if stop not in {"", ")"} and not rest[:1].islower():
        return True
    if GOES_ON.match(rest) or (STATUTE.match(rest) and not passage.strong):
        return False
    if stop:
        return len(rest) <= LONGEST_HEADING and not TERMINAL.search(rest)
    return rest[:1] in "(['‘“\"" or (len(rest) <= LONGEST_HEADING and not TERMINAL.search(rest))


def is_sentence(text: str) -> bool:
    """Whether a text behind a number is running text, not a heading."""
    if len(text) > LONGEST_HEADING:
        return True
    return bool(re.search(r"[.;:]$", text)) and (len(text.split()) > 5 or VERB.search(text) is not None)


def _bijlage(text: str, passage: Passage) -> Sign | None:
    match = BIJLAGE.match(text)
    if match is None or passage.in_table or len(text) > LONGEST_HEADING + 40:
        return None
    rest, stop, number = match["rest"].strip(), match["stop"].strip(), match["number"] or ""
    if passage.heading or (passage.new_page and not is_sentence(rest)):
        named = "" if TO_WHAT.match(rest) else rest
        return Sign("bijlage", number, text[: match.start("rest")].strip(), named, certain=True)
    upper = match["word"][0].isupper()
    if not upper or (rest and not number and not passage.strong) or is_sentence(rest) or text.endswith((".", ";", ",")):
        return None
    if TO_WHAT.match(rest) and not TERMINAL.search(rest):
        return Sign("bijlage", number, text[: match.start("rest")].strip(), "")
    if rest and not stop and (rest[0].islower() or rest[0] in "&,(/"):
        return None
    return Sign("bijlage", number, text[: match.start("rest")].strip(), rest)


def _division(text: str, passage: Passage) -> Sign | None:
    match = DIVISION.match(text)
    if match is None or passage.in_table or len(text) > LONGEST_HEADING or not match["word"][0].isupper():
        return None
    rest = match["rest"].strip()
    if not passage.heading and (rest[:1].islower() or GOES_ON.match(rest) or TERMINAL.search(rest)):
        return None
    return Sign("division", match["number"], text[: match.start("rest")].strip() if rest else text, rest)


def _looks_like_heading(passage: Passage) -> bool:
    text = passage.text
    if ANNEX_LIST.match(text) and text[:1].isupper():
        return True
    short = 2 < len(text) <= 80 and text[:1].isupper() and not re.search(r"[.;,?!]$", text)
    return short and (passage.strong or (text.isupper() and len(text.split()) > 1)) and "___" not in text


def numbered_headings(passages: Sequence[Passage], signs: Sequence[Sign]) -> dict[int, Sign]:
    """Artikelen that are shown as a bare number before a heading ("1. Definities"); {} when the word is used.

    They are the short numbered lines with text between them, counting on from 1; a list of short items has none.
    """
    if sum(sign.what == "artikel" for sign in signs) >= 2:
        return {}
    candidates = [index for index, one in enumerate(passages) if _may_be_numbered(one, signs[index])]
    found: dict[int, Sign] = {}
    near = set(candidates)
    for index in candidates:
        label = _own_label(passages[index])
        stands_out = passages[index].heading > 0 or passages[index].strong
        if label is None or ((index + 1 in near or index - 1 in near) and not stands_out):
            continue
        value = int(label.number)
        if value == 1 or found:
            found[index] = Sign("artikel", label.number, label.shown, label.rest, certain=bool(passages[index].heading))
    if not _counts_on([int(sign.number) for sign in found.values()]):
        return {}
    return dict(sorted({**found, **_between(passages, signs, list(found))}.items()))


def _between(passages: Sequence[Passage], signs: Sequence[Sign], found: Sequence[int]) -> dict[int, Sign]:
    """Numbered paragraphs that fill a gap between two artikelen, though they do not look like a heading."""
    filled: dict[int, Sign] = {}
    for low, high in itertools.pairwise(found):
        first, last = _own_label(passages[low]), _own_label(passages[high])
        wanted = int(first.number) + 1 if first and last else 0
        for index in range(low + 1, high) if first and last and int(last.number) > wanted else ():
            label = _own_label(passages[index])
            is_free = (
                not passages[index].in_table and not passages[index].is_aside and signs[index].what in {"", "heading"}
            )
            if label is not None and is_free and label.style == "digit" and int(label.number) == wanted:
                run_in = is_sentence(label.rest)
                filled[index] = Sign("artikel", label.number, label.shown, label.rest, run_in=run_in)
                wanted += 1
    return filled


def roman_divisions(passages: Sequence[Passage], signs: Sequence[Sign]) -> dict[int, Sign]:
    """Hoofdstukken that are shown as a bare roman number or letter right above an artikel ("II. Inzet")."""
    found: dict[int, Sign] = {}
    for index, (one, following) in enumerate(zip(passages, signs[1:], strict=False)):
        if following.what != "artikel" or signs[index].what == "artikel" or one.is_aside or one.in_table:
            continue
        label = _own_label(one)
        if label is not None and label.style in {"Roman", "capital"} and _is_short_title(label.rest):
            found[index] = Sign("division", label.number, label.shown, label.rest)
    return found


def _is_short_title(text: str) -> bool:
    return 0 < len(text) <= 80 and text[:1].isupper() and not TERMINAL.search(text)


def _own_label(passage: Passage) -> Label | None:
    if passage.label:
        return automatic(passage.label, passage.bullet, passage.text)
    return label_of(passage.text)


def _may_be_numbered(passage: Passage, sign: Sign) -> bool:
    if passage.in_table or passage.is_aside or sign.what in {"bijlage", "division"}:
        return False
    label = _own_label(passage)
    if label is None or label.style != "digit" or not label.rest[:1].isupper():
        return False
    short = len(label.rest) <= 80 and len(label.rest.split()) <= 10 and not re.search(r"[.;:,]$", label.rest)
    return passage.heading > 0 or (short and VERB.search(label.rest) is None)


def _counts_on(numbers: list[int]) -> bool:
    """Whether most of them follow each other; a gap or a double may be a mistake in the text."""
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return len(numbers) >= 2 and numbers[0] == 1 and sum(step == 1 for step in steps) * 3 >= len(steps) * 2
