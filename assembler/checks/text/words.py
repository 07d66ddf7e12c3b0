"""Content words of Dutch legal text, brought to a stem, so that "bijdrage" meets "bijdragen" and "jaarbijdrage"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+")
_EMPTY = """
    aan aangaande aangegeven aanhef aanzien achter achteraf afgesproken alle alleen allen als alsdan alsmede alsnog
    alsook ander andere anders artikel artikelen bedoeld bedoelde behoudens beide beneden bepaald bepaalde bepaling
    bepalingen beschreven betreft betreffende betrekking bij bijlage bijlagen binnen boven bovengenoemd
    bovengenoemde daar daaraan daarbij daarin daarmee daarna daarop daartoe daaruit daarvan daarvoor dan dat deze
    dezelfde die dient dienen dit door doet doen dus echter een eerst eerste eigen elk elke elkaar enig enige enkel
    enkele enz er eraan erbij ertoe even eventuele gaan gaat geen gehele geldt gelden geldende genoemd genoemde
    geregeld gesteld gestelde geval gevallen geven geweest had hadden haar hebben heeft hem hen het hier hierbij
    hierboven hierin hierna hieronder hiervoor hij hoe hun ieder iedere ieders iemand iets indien ingevolge inzake
    jegens juncto kan kunnen krachtens leden lid maar mag mede meer met middels mits moet moeten mogen mogelijk
    moment na naar naast nader nadere nadat namens namelijk neemt nemen niet niets nodig nog nogmaals nu of om
    omschreven omtrent omvat omvatten onder onderdeel ongeacht onverminderd op opgenomen opzichte over overeenkomst
    overeenkomsten overeenkomstig overige partij partijen per reeds respectievelijk rond sinds slechts sommige
    steeds sub tegen ten tenminste tenzij ter terzake tevens tijdens toe tot tussen tweede uit uitgewerkt uiterlijk
    uitsluitend uitvoering van vanaf vanuit vanwege vastgelegd vastgestelde vastgesteld verder vermeld vermelde
    vervolgens via volgens volgende voor voorafgaand vooraf voormelde voornoemd voornoemde voorts voorzien voorzover
    voren vorenbedoelde vorige waar waaraan waarbij waarin waarmee waarnaar waarop waaronder waartoe waarvan
    waarvoor wanneer was wat weer wel welk welke werd werden wie wijze wil willen wordt worden zal zich zij zijn
    zijnde zodat zodra zoals zonder zou zouden zowel zullen zulks jaar jaarlijks jaarlijkse dag dagen maand maanden
    week weken datum
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing about the subject of a sentence."""
ENDINGS = ("ingen", "ing", "eren", "elen", "enden", "ende", "heden", "heid", "ieel", "iële", "en", "es", "e", "s")
LEAST = 4
"""Characters a stem keeps."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A rough stem: "bijdragen", "bijdrage" → "bijdrag"; good enough to see that two words are one."""
    word = word.lower().replace("’", "'").strip("-'")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            word = word[: -len(ending)]
            break
    if len(word) > LEAST and word[-1] == word[-2]:
        word = word[:-1]
    word = re.sub(r"([aeou])\1", r"\1", word)
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])


def content_words(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(stem(word) for word in WORD.findall(text) if len(word) > 3 and word.lower() not in EMPTY)


def same(one: str, other: str) -> bool:
    """Whether two stems are one word, or one closes or opens a compound with the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and (long.endswith(short) or long.startswith(short))


def meets(word: str, others: Iterable[str]) -> bool:
    """Whether a stem is among others."""
    return any(same(word, other) for other in others)
