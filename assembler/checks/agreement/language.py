"""In which language a text is, by its most common words."""

from __future__ import annotations

import re
from collections import Counter

COMMON = {
    "Nederlands": """de het een van en in is op te dat die met voor zijn door aan wordt worden niet bij als deze dit of
        om tot uit naar over heeft hebben kan kunnen artikel overeenkomst partijen fan yn mei ta foar""",
    "Engels": "the of and to shall by for with this be or any agreement party parties as that its which",
    "Duits": "der die das und von für mit den dem des ist werden auf zu nicht eine einer im nach durch",
    "Frans": "le la les des et du que pour par dans est un une aux sur qui au ou sont cette",
}
OTHERS = {name: frozenset(words.split()) for name, words in COMMON.items()}
DUTCH = OTHERS.pop("Nederlands")
FEWEST = 40
"""Words; fewer say too little."""
MOST_READ = 20_000


def foreign(words: list[str]) -> str | None:
    """The other language a text is in; "" when it is no language at all; None when it is (also) Dutch."""
    sample = words[:MOST_READ]
    if len(sample) < FEWEST:
        return None
    counts = Counter(sample)
    dutch = _share(counts, DUTCH, len(sample))
    others = {name: _share(counts, common, len(sample)) for name, common in OTHERS.items()}
    name, share = max(others.items(), key=lambda one: one[1])
    if share > 1.5 * dutch and share > 0.08 and dutch < 0.1:
        return name
    return "" if dutch + share < 0.01 and len(sample) >= 100 else None


def _share(counts: Counter[str], common: frozenset[str], total: int) -> float:
    return sum(counts[word] for word in common) / total


def words_of(text: str) -> list[str]:
    """Its words, in lower case."""
    return re.findall(r"[^\W\d_]+", text.lower())
