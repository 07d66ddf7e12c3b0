"""The kinds of public body that can be partij, with the words and statute articles that go with each.

Sources: Provinciewet 59a, 158 and 176; Gemeentewet 59a, 160 and 171; Waterschapswet 84 and 95 (as cited in mandate
regulations of waterschappen). "College" is what the daily board is called when it acts as a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Soort(StrEnum):
    """Kind of public body."""

    PROVINCIE = "provincie"
    GEMEENTE = "gemeente"
    WATERSCHAP = "waterschap"


@dataclass(frozen=True)
class Bestuurslaag:
    """The vocabulary of one kind of public body; the keys are those that templates use as ``soort.<key>``."""

    enkelvoud: str
    meervoud: str
    gemengd: bool
    wet: str
    dagelijks_bestuur: str
    college: str
    hoofd: str
    bestuurder: str
    bestuurder_meervoud: str
    secretaris: str
    artikel_besluiten: str
    """Article by which the daily board decides on acts under private law, without the name of the statute."""
    artikel_vertegenwoordiging: str
    """Article by which the head represents the body in law."""
    besluiten_grondslag: str
    """The first article with its statute: ``artikel 158, eerste lid, onder d, van de Provinciewet``."""
    vertegenwoordiging_grondslag: str
    """The article and paragraph by which the head has another represent the body, with its statute."""
    bezittelijk: str
    """``haar`` or ``zijn``."""
    lidwoord: str
    """``de`` or ``het``."""

    def as_dict(self) -> dict[str, str | bool]:
        """Plain values for the view."""
        return asdict(self)


def _laag(enkelvoud: str, meervoud: str, wet: str, artikelen: tuple[str, str], **words: str) -> Bestuurslaag:
    besluiten, vertegenwoordiging = artikelen
    return Bestuurslaag(
        enkelvoud=enkelvoud, meervoud=meervoud, gemengd=False, wet=wet,
        artikel_besluiten=besluiten, artikel_vertegenwoordiging=vertegenwoordiging,
        besluiten_grondslag=f"artikel {besluiten}, van de {wet}",
        vertegenwoordiging_grondslag=f"artikel {vertegenwoordiging}, tweede lid, van de {wet}",
        college=f"het college van {words['dagelijks_bestuur']}", **words,
    )  # fmt: skip


BESTUURSLAGEN: dict[Soort, Bestuurslaag] = {
    Soort.PROVINCIE: _laag(
        "provincie", "provincies", "Provinciewet", ("158, eerste lid, onder d", "176"),
        dagelijks_bestuur="gedeputeerde staten", hoofd="commissaris van de Koning",
        bestuurder="gedeputeerde", bestuurder_meervoud="gedeputeerden", secretaris="provinciesecretaris",
        bezittelijk="haar", lidwoord="de",
    ),
    Soort.GEMEENTE: _laag(
        "gemeente", "gemeenten", "Gemeentewet", ("160, eerste lid, onder d", "171"),
        dagelijks_bestuur="burgemeester en wethouders", hoofd="burgemeester",
        bestuurder="wethouder", bestuurder_meervoud="wethouders", secretaris="gemeentesecretaris",
        bezittelijk="haar", lidwoord="de",
    ),
    Soort.WATERSCHAP: _laag(
        "waterschap", "waterschappen", "Waterschapswet", ("84, eerste lid", "95"),
        dagelijks_bestuur="dijkgraaf en heemraden", hoofd="dijkgraaf",
        bestuurder="heemraad", bestuurder_meervoud="heemraden", secretaris="secretaris-directeur",
        bezittelijk="zijn", lidwoord="het",
    ),
}  # fmt: skip

_DAILY_BOARD = {
    Soort.PROVINCIE: re.compile(r"\bgedeputeerde\s+staten\b|\bGS\b", re.IGNORECASE),
    Soort.GEMEENTE: re.compile(r"\bburgemeester\s+en\s+wethouders\b|\bb\s*(&|en)\s*w\b", re.IGNORECASE),
    Soort.WATERSCHAP: re.compile(r"\bdijkgraaf\s+en\s+(hoog)?heemraden\b|\bd\s*&\s*h\b", re.IGNORECASE),
}
_ANY_BOARD = re.compile(r"\bdagelijks\s+bestuur\b|\bcollege\b", re.IGNORECASE)
_NAMED_KIND = re.compile(r"(provincie|gemeente|waterschap|hoogheemraadschap|wetterskip)\b", re.IGNORECASE)
_KIND_WORD = re.compile(
    r"(provincie|gemeente|(waterschap|hoogheemraadschap|wetterskip)(\s+van)?)\s+(?=\S)", re.IGNORECASE
)


def is_dagelijks_bestuur(soort: Soort, orgaan: str) -> bool:
    """Whether ``orgaan`` names the daily board, which decides on acts under private law."""
    return bool(_DAILY_BOARD[soort].search(orgaan) or _ANY_BOARD.search(orgaan))


def volledige_naam(soort: Soort, naam: str) -> str:
    """``provincie Flevoland``; a name that says its own kind stays (``Hoogheemraadschap van Delfland``)."""
    return naam if _NAMED_KIND.match(naam) else f"{soort.value} {naam}"


def korte_naam(naam: str) -> str:
    """The name without its kind: ``Delfland``."""
    return _KIND_WORD.sub("", naam, count=1) if _KIND_WORD.match(naam) else naam


_GEMENGD = {
    "enkelvoud": "publiekrechtelijke rechtspersoon",
    "meervoud": "publiekrechtelijke rechtspersonen",
    "dagelijks_bestuur": "het dagelijks bestuur",
    "college": "het dagelijks bestuur",
    "hoofd": "wettelijke vertegenwoordiger",
    "bestuurder": "bestuurder",
    "bestuurder_meervoud": "bestuurders",
    "secretaris": "secretaris",
    "bezittelijk": "haar",
    "lidwoord": "de",
}


def bestuurslaag_van(soorten: Iterable[Soort]) -> Bestuurslaag:
    """The vocabulary for all partijen together; of mixed kinds, general words and the articles side by side."""
    lagen = [BESTUURSLAGEN[soort] for soort in dict.fromkeys(soorten)]
    if len(lagen) == 1:
        return lagen[0]
    return Bestuurslaag(
        **_GEMENGD,
        gemengd=True,
        wet=" respectievelijk de ".join(laag.wet for laag in lagen),
        artikel_besluiten=" respectievelijk artikel ".join(laag.artikel_besluiten for laag in lagen),
        artikel_vertegenwoordiging=" respectievelijk ".join(laag.artikel_vertegenwoordiging for laag in lagen),
        besluiten_grondslag=" respectievelijk ".join(laag.besluiten_grondslag for laag in lagen),
        vertegenwoordiging_grondslag=" respectievelijk ".join(laag.vertegenwoordiging_grondslag for laag in lagen),
    )
