"""Whether the name in a certificate is that of the person who has to sign. Pure.

Names are written in many ways: initials or given names, surname first, capitals, without accents, with the name of a
spouse behind a hyphen. All that is the same person; another surname or other initials are not. What cannot be told is
said, never decided: a person looks at it.
"""

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

_TUSSENVOEGSELS = frozenset(
    (
        *("aan", "af", "bij", "d", "de", "del", "den", "der", "des", "di", "du", "el", "het", "in", "l", "la", "le"),
        *("los", "'s", "'t", "onder", "op", "over", "s", "t", "te", "ten", "ter", "tot", "uit", "van", "ver"),
        *("vd", "vdr", "von", "voor", "zu"),
    )
)
_TITLES = frozenset(
    (
        *("heer", "dhr", "mevrouw", "mevr", "mw", "mr", "mrs", "drs", "ir", "ing", "dr", "prof", "em"),
        *("msc", "bsc", "ma", "ba", "llm", "mba", "mpa", "mpm", "phd", "rc", "ra", "jhr", "jkvr"),
    )
)
_ORGANISATIONS = frozenset(
    (
        *("provincie", "gemeente", "waterschap", "hoogheemraadschap", "ministerie", "stichting", "vereniging"),
        *("bv", "nv", "organisatie", "zegel", "seal", "bestuursdienst", "omgevingsdienst"),
    )
)
_PSEUDONYM = re.compile(r":PN\b|\bpseud", re.IGNORECASE)
_VOWEL = re.compile("[aeiouy]")


class Likeness(Enum):
    """How much two names are alike."""

    SAME = "same"
    CLOSE = "close"
    """The same surname, with something that a person should look at: no initials, a second surname."""
    SEAL = "seal"
    """The certificate names an organisation, not a person."""
    PSEUDONYM = "pseudonym"
    OTHER = "other"


class _Name(NamedTuple):
    words: frozenset[str]
    """Surnames and given names."""
    initials: str
    between: frozenset[str]
    doubled: frozenset[str]
    """Parts of a double surname."""
    order: tuple[str, ...]
    """The words in the order in which they are written."""


def likeness(expected: str, found: str) -> Likeness:
    """How the name in a certificate relates to that of the signatory under the line."""
    if _PSEUDONYM.search(found):
        return Likeness.PSEUDONYM
    person = _compared(_read(expected), _read(found))
    if person is Likeness.OTHER and _read(found).words & _ORGANISATIONS:
        return Likeness.SEAL
    return person


def _compared(one: _Name, other: _Name) -> Likeness:
    common = one.words & other.words
    if not common:
        glued = bool(one.words) and _glued(one) == _glued(other) and _agree(one.initials, other.initials)
        return Likeness.CLOSE if glued else Likeness.OTHER
    first, second = _initials(one, common), _initials(other, common)
    if not _agree(first, second):
        return Likeness.OTHER
    extra = (one.words ^ other.words) & (one.doubled | other.doubled)
    alone = bool(first) != bool(second)
    return Likeness.CLOSE if extra or alone or one.between != other.between else Likeness.SAME


def _initials(name: _Name, common: frozenset[str]) -> str:
    """Initials as written, and those of the given names that the other spells otherwise or not at all."""
    given = [word for word in name.order if word not in common and word not in name.doubled]
    return name.initials + "".join(word[0] for word in given)


def _agree(first: str, second: str) -> bool:
    """The shorter row of initials begins the longer one; where one has none, nothing speaks against it."""
    return first.startswith(second) or second.startswith(first)


def _glued(name: _Name) -> str:
    """Surname with what stands between, written as one word: Vandenberg is van den Berg."""
    return "".join(sorted("".join((*name.between, *name.words))))


def _read(text: str) -> _Name:
    parts = _plain(text).split()
    words: list[str] = []
    initials, between = "", []
    for part in (piece for whole in parts for piece in whole.split("-") if piece):
        bare = part.replace(".", "").lower()
        if bare in _TUSSENVOEGSELS and "." not in part:
            between.append(bare)
        elif (bare in _TITLES and "." not in part.rstrip(".")) or not any(letter.isalpha() for letter in bare):
            continue
        elif "." in part or len(bare) == 1 or (part.isupper() and len(bare) < 4 and not _VOWEL.search(bare)):
            initials += _first_letters(part)
        else:
            words.append(bare)
    return _Name(frozenset(words), initials, frozenset(between), _doubled(parts, words), tuple(words))


def _doubled(parts: list[str], words: list[str]) -> frozenset[str]:
    """Parts of a double surname; a hyphen in what comes first, with a surname behind it, is in a given name."""
    found: set[str] = set()
    bound = False
    for part in parts:
        pieces = [piece for piece in part.lower().split("-") if piece in words or piece in _TUSSENVOEGSELS]
        if bound or len(pieces) > 1:
            found.update(pieces)
        bound = (bound or "-" in part) and bool(pieces) and pieces[-1] in _TUSSENVOEGSELS
    is_given = bool(words) and words[0] in found and words[-1] not in found
    return frozenset() if is_given else frozenset(found)


def _first_letters(part: str) -> str:
    """``J.H.`` gives jh, ``Th.M.`` gives tm, ``JH`` gives jh."""
    pieces = [piece for piece in part.lower().split(".") if piece]
    return "".join(piece[0] for piece in pieces) if "." in part else part.lower()


def _plain(text: str) -> str:
    """Without accents, remarks between brackets, commas and numbers; hyphens without room around them."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"\([^)]*\)|[,;/\\\d]", " ", text.replace("’", "'"))
    text = re.sub(r"^\s*(?:aan )?de (?:heer|dame)\b", " ", text, flags=re.IGNORECASE)
    return re.sub(r"\s*[-‐‑–]\s*", "-", text)
