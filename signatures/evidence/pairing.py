"""Which page of a returned file stands for which issued page, by what they say. Pure.

A platform puts a cover page before a file, or a report behind it, or its own number on every page; a forger takes a
page out. Pages that say the same are laid beside each other first, then those that say nearly the same.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

_ALIKE = 0.4
"""Part of the text that two pages share from which one may stand for the other."""
_SHINGLE = 6


def paired(issued: Sequence[str], returned: Sequence[str]) -> tuple[int | None, ...]:
    """For each issued page the returned page that stands for it, in rising order; None where there is none."""
    found: list[int | None] = [None] * len(issued)
    before = (0, 0)
    for block in SequenceMatcher(None, issued, returned, autojunk=False).get_matching_blocks():
        for page, other in _between(issued, returned, (before[0], block.a), (before[1], block.b)):
            found[page] = other
        for step in range(block.size):
            found[block.a + step] = block.b + step
        before = block.a + block.size, block.b + block.size
    return tuple(found)


def likeness(issued: str, returned: str) -> float:
    """1 for the same text, 0.95 where more stands around it, else the part that they share."""
    if issued == returned:
        return 1.0
    if issued and issued in returned:
        return 0.95
    one, other = _shingles(issued), _shingles(returned)
    return 2 * len(one & other) / max(1, len(one) + len(other))


@cache
def _shingles(text: str) -> frozenset[str]:
    return frozenset(text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1)))


_Span = tuple[int, int]


def _between(issued: Sequence[str], returned: Sequence[str], ours: _Span, theirs: _Span) -> list[tuple[int, int]]:
    """Pairs among pages of which none says the same: in order where there are as many, else by likeness."""
    pages, others = range(*ours), range(*theirs)
    if len(pages) == len(others):
        return list(zip(pages, others, strict=True))
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {other: (0.0, []) for other in (*others, theirs[1])}
    for page in reversed(pages):
        row = {theirs[1]: (0.0, list[tuple[int, int]]())}
        for other in reversed(others):
            row[other] = max(best[other], row[other + 1], key=lambda each: each[0])
            if (like := likeness(issued[page], returned[other])) >= _ALIKE:
                score, rest = best[other + 1]
                row[other] = max(row[other], (like + score, [(page, other), *rest]), key=lambda each: each[0])
        best = row
    return best[theirs[0]][1]
