"""What the words around a reference speak of, held against the headings and bodies of the artikelen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assembler.checks.agreement.structure import Agreement, Artikel, Block
from assembler.checks.text.once import once
from assembler.checks.text.pointers import Pointer
from assembler.checks.text.words import content_words, meets, same

LINK = re.compile(
    r"(?:,?\s*(?:zoals|als|dan wel als)?\s*(?:bedoeld|beschreven|omschreven|vastgelegd|opgenomen"
    r"|genoemd|bepaald|vermeld|geregeld|uitgewerkt|neergelegd"
    r"|gesteld|overeengekomen|benoemd|verwoord|weergegeven|aangegeven|gedefinieerd|afgesproken|vervat"
    r"|voorzien|uiteengezet)\s+(?:in|onder|bij|conform|volgens)"
    r"|\s+(?:in de zin van|van|uit)"
    r"|\s*\((?:zie(?: ook)?|vgl\.?|conform)?)\s*$"
)
GROUND = re.compile(
    r"\b(?:op (?:de )?(?:grond|voet|basis)|uit hoofde|in (?:afwijking|de zin|het kader|aanvulling)"
    r"|met (?:toepassing|inachtneming|uitzondering)"
    r"|ter (?:uitvoering|voldoening)|ten aanzien|voor de toepassing|bij wijze|naleving|wijziging"
    r"|uitvoering|toepassing)$"
)
"""In front of "van": says on what something rests, not what it is."""
INVERTED = re.compile(
    r"(?:\s+(?:lid|leden|onder|sub)\s+[\w., ]{1,12})?\s*,?\s*(?P<link>bedoelde?|beschreven|omschreven"
    r"|vastgelegde?|opgenomen|genoemde?|bepaalde|vermelde?|geregelde?"
    r"|uitgewerkte?|neergelegde|overeengekomen|voorziene)\s+(?P<words>[^.;:()]{3,80})"
)
IN_BRACKETS = re.compile(r"\s*\((?P<heading>[A-ZÀ-Þa-z][^()\d]{3,60})\)")
CLAUSE = re.compile(
    r"[.;:()]|,\s|\b(?:dat|die|waarbij|waarin|indien|tenzij|mits|en dat|maar|omdat|zodat|wanneer|zijn"
    r"|is|worden|wordt|heeft|hebben|blijft|blijven|kan|kunnen|zal|zullen|geldt|gelden)\b"
)
SPECIFIC = 10
"""Letters of a stem that is so specific that one use of it tells something: "verdeelsleutel"."""
NEAR = 6
"""How many content words around a reference are looked at."""


@dataclass(frozen=True, slots=True)
class Better:
    """Another artikel that fits the words around a reference better than its target."""

    artikel: Artikel
    sure: bool


@dataclass(frozen=True, slots=True)
class _Subject:
    heading: tuple[str, ...]
    body: Counter[str]


def better_artikel(agreement: Agreement, block: Block, pointer: Pointer, target: Artikel) -> Better | None:
    """The artikel that the words around a reference name, when the target has nothing to do with them."""
    words = subject_words(block.text, pointer) if pointer.single else ()
    if not words or (pointer.leden and _lid_speaks_of(agreement, target, pointer, words)):
        return None
    own = agreement.artikel_at(block.index)
    common = _common(agreement)
    words = tuple(word for word in words if word not in common)
    if not words:
        return None
    others = [one for one in agreement.artikelen_of(target.part) if one.number and one is not target and one is not own]
    return _by_heading(agreement, words, target, others)


def _by_heading(agreement: Agreement, words: tuple[str, ...], target: Artikel, others: list[Artikel]) -> Better | None:
    """Candidates are artikelen whose heading the words name; the head of the phrase (its last word) weighs most."""
    aim, head = _subject(agreement, target), words[-1]
    if any(meets(word, aim.heading) for word in words):
        return None
    named = [one for one in others if meets(head, _subject(agreement, one).heading)]
    full = [one for one in others if _covers(_subject(agreement, one).heading, words)]
    full = [one for one in full if one in named] or full
    if len(full) == 1:
        found = _weighed(agreement, _best(agreement, full[0], words), target, full[0], fully=True)
        return found if found is None or full[0] in named else Better(found.artikel, sure=False)
    if len(named) == 1 and not full:
        return _weighed(agreement, head, target, named[0], fully=False)
    return None if named or full else _by_body(agreement, head, target, others)


def _covers(heading: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words name the whole heading."""
    return bool(heading) and all(meets(word, words) for word in heading)


def _best(agreement: Agreement, other: Artikel, words: tuple[str, ...]) -> str:
    """The last of the words that stands in a heading."""
    return [word for word in words if meets(word, _subject(agreement, other).heading)][-1]


def _by_body(agreement: Agreement, head: str, target: Artikel, others: list[Artikel]) -> Better | None:
    """No heading has the word: one other artikel that does use it is worth a look."""
    if len(head) < SPECIFIC or _count(agreement, target, head):
        return None
    using = [one for one in others if _count(agreement, one, head)]
    return Better(using[0], sure=False) if len(using) == 1 else None


def _weighed(agreement: Agreement, head: str, target: Artikel, other: Artikel, *, fully: bool) -> Better | None:
    there, here = _count(agreement, target, head), _count(agreement, other, head)
    if there == 0:
        return Better(other, sure=True)
    if fully and here >= 3 * there and len(_subject(agreement, other).heading) >= 2:
        return Better(other, sure=True)
    return Better(other, sure=False) if fully and here >= 3 * there else None


def _count(agreement: Agreement, artikel: Artikel, word: str) -> int:
    """How often an artikel uses a word, also in compounds."""
    known = _counts(agreement)
    if word not in known:
        known[word] = {
            start: sum(count for other, count in subject.body.items() if same(word, other))
            for start, subject in _subjects(agreement).items()
        }
    return known[word][artikel.blocks.start]


@once
def _counts(agreement: Agreement) -> dict[str, dict[int, int]]:
    """By word, and by the first block of each artikel: how often it is used; filled as words are met."""
    return {}


@once
def _subjects(agreement: Agreement) -> dict[int, _Subject]:
    """What each artikel speaks of, by its first block."""
    return {
        one.blocks.start: _Subject(
            content_words(one.heading),
            Counter(content_words("\n".join(agreement.blocks[index].text for index in one.blocks))),
        )
        for one in agreement.artikelen
    }


def _subject(agreement: Agreement, artikel: Artikel) -> _Subject:
    return _subjects(agreement)[artikel.blocks.start]


@once
def _common(agreement: Agreement) -> frozenset[str]:
    """Words that most artikelen use: they tell nothing apart."""
    subjects = list(_subjects(agreement).values())
    counted = Counter(word for subject in subjects for word in subject.body)
    return frozenset(word for word, count in counted.items() if len(subjects) >= 4 and count > 0.7 * len(subjects))


def _lid_speaks_of(agreement: Agreement, target: Artikel, pointer: Pointer, words: tuple[str, ...]) -> bool:
    cited = [lid for lid in target.leden if lid.path[-1] in pointer.leden or lid.number in pointer.leden]
    body = " ".join(agreement.blocks[index].text for lid in cited for index in lid.blocks)
    return meets(words[-1], content_words(body))


def subject_words(text: str, pointer: Pointer) -> tuple[str, ...]:
    """Stems of the words that say what is referred to, the head last; () when the sentence does not say."""
    bracketed = IN_BRACKETS.match(text, pointer.end)
    if bracketed:
        return content_words(bracketed["heading"])[:NEAR]
    inverted = INVERTED.match(text, pointer.end)
    if inverted and re.search(
        r"(?:\bin|\bbij|\bonder|\bvolgens|\bop grond van)\s+(?:de\s+|het\s+)?$", text[: pointer.start]
    ):
        phrase = CLAUSE.split(inverted["words"])[0]
        return _noun_phrase(phrase)
    link = LINK.search(text[: pointer.start])
    if link is None or GROUND.search(text[: link.start()]):
        return ()
    before = text[max(0, link.start() - 140) : link.start()].rstrip(" ,")
    clause = CLAUSE.split(before)[-1]
    return content_words(clause)[-NEAR:]


def _noun_phrase(phrase: str) -> tuple[str, ...]:
    """The first words behind "de in artikel 5 bedoelde": up to the noun, which is the last of a short phrase."""
    words = re.split(
        r"\b(?:van|voor|aan|met|door|in|op|en|of|te|bij|naar|uit|over|om|tot|is|zijn|worden|wordt|niet"
        r"|uiterlijk|binnen)\b",
        phrase,
    )[0]
    return content_words(words)[:3]
