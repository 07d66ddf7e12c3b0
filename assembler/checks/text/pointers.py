"""Where running text points at an artikel, lid or onderdeel: read out of the sentence, with the document it belongs to.

Knows lists ("artikel 4, 5 lid 2 en 6"), ranges ("artikelen 3 tot en met 7"), words for ordinals ("het derde lid"), the
order of statutes ("artikel 5, tweede lid, onder a") and that of agreements ("lid 2 van artikel 5").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assembler.checks.text.counting import ORDINALS

WORD = re.compile(r"(?<![\w-])(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.|ARTIKEL(?:EN)?)(?=\s*\d|\s+[IVX]+\b)\s*")
NUMBER = re.compile(
    r"(?P<number>\d{1,4}(?:[.:]\d{1,4})*(?:[a-z]{1,2}(?![\w.])|\s?(?:bis|ter)\b)?|[IVX]{1,6}(?!\w))(?![\w-]*\w)"
)
ORDINAL = re.compile(rf"(?:het\s+)?(?P<ordinal>{'|'.join(ORDINALS)})(?!\w)")
LID = re.compile(
    r"(?:het\s+)?(?:lid|leden)\s+(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?)(?!\w|,\d)|(?P<behind>lid|leden)(?!\w)"
)
ONDER = re.compile(
    r"(?:onder(?:deel|delen)?|sub(?:onderdeel)?|letter|punt|ten)\s+(?P<item>[a-z]{1,2}|\d{1,2}"
    r"|[ivx]{1,4})\s?[°º]?(?![\w.]\w|\w)(?P<bracket>\))?"
)
ITEM = re.compile(r"(?P<item>[a-z]|\d{1,2}|[ivx]{1,4})\s?[°º]?(?!\w|\.\w)")
RANGE = re.compile(r"\s*(?:tot en met|t/m|tot|–|-)\s*(?:het\s+|artikel\s+|lid\s+|onder(?:deel)?\s+)?")
LIST = re.compile(
    r"\s*(?:,\s*(?:en|of|alsmede|dan wel)?|en/of|en|of|alsmede|dan wel|respectievelijk|resp\.|&|/|juncto|jo\.?)\s*"
)
COMMA = re.compile(r"\s*,?\s*(?:aanhef(?:\s+en)?\s*,?\s*|en\s+(?=(?:onder|sub)))?(?:van\s+)?")


COUNTED = re.compile(
    r",\d|\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|euro|dagen|weken"
    r"|maanden|jaar|jaren|werkdagen|leden|personen|procent|%|uur|gemeenten|provincies|stemmen)"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """One target: "5", leden ("2",), onder ("a",); ``article`` "" = the artikel in which the text itself stands."""

    article: str
    leden: tuple[str, ...]
    onder: tuple[str, ...]
    start: int
    end: int
    """The whole reference stands at text[start:end], also for one target out of a list."""
    last: bool = True
    """Whether text behind ``end`` belongs to this target (the last of its list)."""
    single: bool = True
    """Whether it is the only target of its reference."""
    ranged: bool = False
    """Implied by a range: "3 tot en met 7"."""


@lru_cache(maxsize=8192)
def pointers(text: str) -> tuple[Pointer, ...]:
    """Every reference to an artikel in a text, in order; then the references to a lid that name no artikel."""
    found: list[Pointer] = []
    taken: list[tuple[int, int]] = []
    position = 0
    while (match := WORD.search(text, position)) is not None:
        targets, end = _targets(text, match)
        if targets:
            found += targets
            taken.append((min(one.start for one in targets), end))
        position = max(end, match.end())
    return (*found, *_loose(text, taken))


def _targets(text: str, match: re.Match[str]) -> tuple[list[Pointer], int]:
    """The targets behind one word "artikel"."""
    position, ranged = match.end(), False
    targets: list[Pointer] = []
    while (number := NUMBER.match(text, position)) is not None and _is_number(text, number, bool(targets)):
        bare = re.sub(r"\s", "", number["number"])
        if ranged and targets:
            targets += _between(targets[-1], bare)
        leden, onder, end = _details(text, number.end())
        targets.append(Pointer(bare, leden, onder, match.start(), end, ranged=False))
        position, ranged = _connector(text, end)
        if position < 0:
            break
    end = targets[-1].end if targets else match.end()
    before = _lid_before(text, match.start())
    return [_joined(one, before, end, one is targets[-1], len(targets) == 1) for one in targets], end


def _joined(one: Pointer, before: tuple[int, Pointer] | None, end: int, last: bool, single: bool) -> Pointer:
    one = replace(one, end=end, last=last, single=single)
    if before is None or not single:
        return one
    start, lid = before
    return replace(one, leden=lid.leden or one.leden, onder=lid.onder or one.onder, start=start)


def _is_number(text: str, number: re.Match[str], again: bool) -> bool:
    """Whether a number in a list is another artikel, and no amount, date or count of something."""
    if not again:
        return True
    return COUNTED.match(text, number.end()) is None and not text.startswith("€ ", number.start() - 2)


def _between(first: Pointer, last: str) -> Iterator[Pointer]:
    if first.article.isdigit() and last.isdigit() and 0 < int(last) - int(first.article) < 40:
        for number in range(int(first.article) + 1, int(last)):
            yield Pointer(str(number), (), (), first.start, first.end, ranged=True)


def _connector(text: str, position: int) -> tuple[int, bool]:
    """Where the next number of a list may begin, and whether a range leads to it; -1 when the list ends."""
    ranged = RANGE.match(text, position)
    if ranged and NUMBER.match(text, ranged.end()):
        return ranged.end(), True
    listed = LIST.match(text, position)
    if listed and NUMBER.match(text, listed.end()):
        return listed.end(), False
    return -1, False


def _details(text: str, position: int) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Leden and onderdelen behind the number of an artikel."""
    leden: list[str] = []
    onder: list[str] = []
    end = position
    while True:
        start = COMMA.match(text, end)
        at = start.end() if start else end
        found = _lid_at(text, at) or _lid_at(text, _behind_list(text, end))
        if found:
            leden += found[0]
            end = found[1]
            continue
        items = _items_at(text, at)
        if not items:
            return tuple(leden), tuple(onder), end
        onder += items[0]
        end = items[1]


def _behind_list(text: str, position: int) -> int:
    """Behind ", en" and the like: ", onderdeel b, en vierde lid"."""
    listed = LIST.match(text, position)
    return listed.end() if listed else len(text)


def _lid_at(text: str, position: int) -> tuple[list[str], int] | None:
    """ "lid 2", "leden 1 en 2", "tweede lid", "eerste en derde lid", "eerste tot en met vierde lid"."""
    match = LID.match(text, position)
    if match and match["number"]:
        return _more(text, match["number"], match.end(), NUMBERED)
    ordinal = ORDINAL.match(text, position)
    if ordinal is None:
        return None
    numbers, end = _more(text, str(ORDINALS[ordinal["ordinal"]]), ordinal.end(), ORDINALLY)
    word = re.compile(r"\s*(?:lid|leden)(?!\w)").match(text, end)
    return (numbers, word.end()) if word else None


NUMBERED = re.compile(
    r"(?:het\s+)?(?:lid\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?)(?!\w|,\d)(?!\s*(?:van\b.{0,30}artikel|lid\b))"
)
ORDINALLY = ORDINAL


def _more(text: str, first: str, end: int, pattern: re.Pattern[str]) -> tuple[list[str], int]:
    numbers = [first]
    while True:
        ranged, listed = RANGE.match(text, end), LIST.match(text, end)
        for step, is_range in ((ranged, True), (listed, False)):
            following = pattern.match(text, step.end()) if step else None
            if following and not _starts_article(text, following.end()):
                value = following.groupdict().get("number") or str(
                    ORDINALS.get(following.groupdict().get("ordinal") or "", "")
                )
                if is_range and numbers[-1].isdigit() and value.isdigit():
                    numbers += [str(one) for one in range(int(numbers[-1]) + 1, min(int(value), int(numbers[-1]) + 30))]
                numbers.append(value)
                end = following.end()
                break
        else:
            return numbers, end


def _starts_article(text: str, end: int) -> bool:
    """ "artikel 5 lid 2 en 6 lid 1": the 6 is an artikel."""
    return re.match(r"\s*,?\s*(?:lid|leden|\w+de lid|\w+ste lid|onder|sub)\s", text[end : end + 30]) is not None


def _items_at(text: str, position: int) -> tuple[list[str], int] | None:
    match = ONDER.match(text, position)
    if match is None or match["item"] in {"de", "en", "of", "er", "in"}:
        return None
    items, end = [match["item"]], match.end()
    while True:
        ranged, listed = RANGE.match(text, end), LIST.match(text, end)
        step = ranged or listed
        following = ITEM.match(text, step.end()) if step else None
        if (
            following is None
            or _starts_article(text, following.end())
            or following["item"].isdigit() != items[-1].isdigit()
        ):
            return items, end
        items.append(following["item"])
        end = following.end()


BEFORE = re.compile(
    r"(?P<lid>(?:[Hh]et\s+)?(?:(?:lid|leden)\s+\d[\d., en]*|(?:[a-zë]+(?:de|ste)(?:,?\s+(?:en\s+)?))+(?:lid|leden))"
    r"(?:,?\s*(?:aanhef en\s+)?(?:onder|sub)(?:deel)?\s+[a-z0-9]{1,2}\s*,?)?|(?:[Oo]nder"
    r"|[Ss]ub)(?:deel)?\s+[a-z]{1,2}\s*,?)\s+van\s+(?:het\s+)?$"
)


def _lid_before(text: str, start: int) -> tuple[int, Pointer] | None:
    """ "lid 2 van" in front of "artikel 5"."""
    window = text[max(0, start - 70) : start]
    match = BEFORE.search(window)
    if match is None:
        return None
    at = start - len(window) + match.start()
    text_before = text[at:start]
    text_before = text_before[0].lower() + text_before[1:]
    found = _lid_at(text_before, 0)
    if found:
        items = _items_at(text_before, COMMA.match(text_before, found[1]).end())  # type: ignore[union-attr]
        return at, Pointer("", tuple(found[0]), tuple(items[0]) if items else (), at, start)
    items = _items_at(text_before, 0)
    return (at, Pointer("", (), tuple(items[0]), at, start)) if items else None


LOOSE = re.compile(rf"(?<![\w-])(?:[Hh]et\s+(?={'|'.join(ORDINALS)})|(?=(?:[Ll]id|[Ll]eden)\s+\d))")


def _loose(text: str, taken: list[tuple[int, int]]) -> Iterator[Pointer]:
    """A lid of the artikel in which the text stands: "lid 2", "het eerste lid"."""
    for match in LOOSE.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        lowered = (
            text[: match.end()] + text[match.end() :].replace("Lid", "lid", 1)
            if text[match.end() : match.end() + 3] == "Lid"
            else text
        )
        found = _lid_at(lowered, match.end())
        if found is None:
            continue
        start = COMMA.match(text, found[1])
        items = _items_at(text, start.end()) if start else None
        end = items[1] if items else found[1]
        yield Pointer("", tuple(found[0]), tuple(items[0]) if items else (), match.start(), end)
