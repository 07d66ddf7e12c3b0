"""Dutch legal wording made from facts: enumerations, decisions, legal bases and the capacity in which a person signs.

Values that are still open arrive as ``Open`` and keep their mark inside the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assembler.dossier.bestuurslaag import Bestuurslaag
from assembler.dossier.openheid import Open
from assembler.dossier.tijd import datum_voluit

_RANG = (
    "nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende",
    "negentiende", "twintigste",
)  # fmt: skip
_ARTIKEL = re.compile(
    r"(?:art(?:ikel|\.)?\s+)?(\S+?),?(?:\s+lid\s+(\d+),?)?(?:\s+(?:onder|sub)\s+(\S+?),?)?", re.IGNORECASE
)
_REGULATION = re.compile(
    r"\b\w*?(?P<het>besluit|wetboek|reglement|statuut|verdrag|protocol|register)\b"
    r"|\b\w*?(?P<de>wet|verordening|regeling|richtlijn)\b",
    re.IGNORECASE,
)


def opsomming(parts: Sequence[str]) -> str:
    """``A, B en C``."""
    return " en ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def dag(value: date | Open) -> str:
    """A day written out, or its open mark."""
    return value if isinstance(value, Open) else datum_voluit(value)


def artikel_voluit(artikel: str) -> str:
    """``158 lid 1 onder d`` → ``artikel 158, eerste lid, onder d,``; another notation stays as it is."""
    found = _ARTIKEL.fullmatch(artikel.strip())
    if not found:
        return artikel if artikel.lower().startswith("art") else f"artikel {artikel}"
    number, lid, onder = found.groups()
    ordinal = _RANG[int(lid)] if lid and int(lid) < len(_RANG) else f"{lid}e" if lid else None
    parts = [f"artikel {number}", *([f"{ordinal} lid"] if ordinal else []), *([f"onder {onder}"] if onder else [])]
    return ", ".join(parts) + ("," if len(parts) > 1 else "")


def grondslag(basis: Mapping[str, Any]) -> str:
    """``artikel 158, eerste lid, onder d, van de Provinciewet``."""
    name: str = basis["regeling"]
    kind = _REGULATION.search(name)
    article = basis["lidwoord"] or ("het" if kind and kind["het"] else "de")
    return f"{artikel_voluit(basis['artikel'])} van {article} {name}" if basis["artikel"] else f"{article} {name}"


def grondslagen(bases: Sequence[Mapping[str, Any]]) -> str:
    """All legal bases of one partij; articles of one regulation stand together before its name."""
    parts: list[str] = []
    for number, basis in enumerate(bases):
        following = bases[number + 1] if number + 1 < len(bases) else None
        joined = following and basis["artikel"] and following["artikel"] and following["regeling"] == basis["regeling"]
        parts.append(artikel_voluit(basis["artikel"]) if joined else grondslag(basis))
    return opsomming([part.rstrip(",") for part in parts[:-2]] + parts[-2:])


def besluit(orgaan: str, datum: date | Open, kenmerk: str) -> str:
    """``het besluit van gedeputeerde staten van Flevoland van 12 december 2023, kenmerk X``."""
    return f"het besluit van {orgaan} van {dag(datum)}, kenmerk {kenmerk}"


def voluit(persoon: Mapping[str, Any]) -> str:
    """``de heer A. Gerritsen``; without a form of address the name alone."""
    return f"{persoon['aanhef']} {persoon['naam']}" if persoon["aanhef"] else str(persoon["naam"])


def functie(hoedanigheid: str, laag: Bestuurslaag, portefeuille: str, own: str) -> str:
    """The office of the signer: ``commissaris van de Koning``, ``gedeputeerde voor Wonen``, or the function given."""
    if hoedanigheid == "hoofd":
        return laag.hoofd
    return f"{laag.bestuurder} voor {portefeuille}" if hoedanigheid == "portefeuillehouder" else own


def vertegenwoordigd_door(
    hoedanigheid: str,
    laag: Bestuurslaag,
    signer: Mapping[str, Any],
    hoofd: Mapping[str, Any],
    machtiging: Mapping[str, Any],
) -> str:
    """Who represents the body and by what right; follows "vertegenwoordigd door" and bears no final punctuation."""
    if isinstance(hoedanigheid, Open):
        deputy = f"{signer['voluit']}, {Open('hoedanigheid')}"
        known = hoofd["naam"] and not isinstance(hoofd["naam"], Open)
        return f"{laag.bezittelijk} {laag.hoofd}, {voluit(hoofd)}, of namens deze door {deputy}" if known else deputy
    if hoedanigheid == "hoofd":
        return f"{laag.bezittelijk} {laag.hoofd}, {signer['voluit']}"
    head = f"{voluit(hoofd)}, {laag.hoofd}," if hoofd["naam"] else f"de {laag.hoofd}"
    return (
        f"{signer['voluit']}, {signer['functie']}, daartoe krachtens {laag.vertegenwoordiging_grondslag}"
        f" gemachtigd door {head} bij besluit van {dag(machtiging['datum'])}, kenmerk {machtiging['kenmerk']}"
    )


def ondertekent_als(hoedanigheid: str, laag: Bestuurslaag, office: str, korte_naam: str, namens_college: bool) -> str:
    """The words under the signature line."""
    if namens_college:
        return f"{office}, namens {laag.dagelijks_bestuur} van {korte_naam}"
    if isinstance(hoedanigheid, Open) or hoedanigheid == "hoofd":
        return office
    return f"{office}, gemachtigd door de {laag.hoofd}"
