"""Dutch regulations as dated data: under which names they are cited, until when they held, and what came instead.

Only what certainly lapsed stands here; a regulation that is not in the table is not judged. Dates are those on which
the regulation no longer held (Staatsblad, Staatscourant or Provinciaal blad of the repeal).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Regulation:
    """One regulation that lapsed."""

    name: str
    pattern: str
    """How texts cite it, the abbreviation included."""
    lapsed_on: date
    """The first day on which it no longer held."""
    successor: str
    """What to look at instead, with "de" or "het"."""
    transition: bool = False
    """Transitional law lets it work on for older cases."""

    @cached_property
    def cited(self) -> re.Pattern[str]:
        """The pattern between other words."""
        return re.compile(rf"(?<![\w-])(?:{self.pattern})(?![\w-])")

    @cached_property
    def _probes(self) -> tuple[str, ...]:
        return tuple(max(re.findall(r"[A-Za-z0-9/]{3,}", one), key=len) for one in self.pattern.split("|"))

    def may_be_in(self, text: str) -> bool:
        """Whether a long text may cite it; quicker than to look for it."""
        return any(probe in text for probe in self._probes)


_OW = date(2024, 1, 1)
_OMGEVINGSWET = "de Omgevingswet"
LAPSED: tuple[Regulation, ...] = (
    Regulation(
        "Organisatiebesluit Provincie Utrecht 2004",
        r"Organisatiebesluit [Pp]rovincie Utrecht 2004",
        date(2022, 3, 24),
        "het organisatiebesluit dat nu geldt",
    ),
    Regulation(
        "Wet bescherming persoonsgegevens",
        r"Wet bescherming persoonsgegevens|Wbp|WBP",
        date(2018, 5, 25),
        "de AVG en de Uitvoeringswet AVG",
    ),
    Regulation("Richtlijn 95/46/EG", r"(?:[Rr]ichtlijn )?95/46/EG", date(2018, 5, 25), "de AVG"),
    Regulation(
        "Wet openbaarheid van bestuur",
        r"Wet openbaarheid (?:van )?bestuur|Wob|WOB",
        date(2022, 5, 1),
        "de Wet open overheid (Woo)",
    ),
    Regulation(
        "Wet ruimtelijke ordening", r"Wet (?:op de )?[Rr]uimtelijke [Oo]rdening|Wro|WRO", _OW, _OMGEVINGSWET, True
    ),
    Regulation(
        "Besluit ruimtelijke ordening", r"Besluit ruimtelijke ordening", _OW, "het Besluit kwaliteit leefomgeving", True
    ),
    Regulation(
        "Wet algemene bepalingen omgevingsrecht",
        r"Wet algemene bepalingen omgevingsrecht|Wabo|WABO",
        _OW,
        _OMGEVINGSWET,
        True,
    ),
    Regulation("Besluit omgevingsrecht", r"Besluit omgevingsrecht", _OW, "het Omgevingsbesluit", True),
    Regulation("Crisis- en herstelwet", r"Crisis- en [Hh]erstelwet", _OW, _OMGEVINGSWET, True),
    Regulation("Wet natuurbescherming", r"Wet natuurbescherming", _OW, _OMGEVINGSWET, True),
    Regulation("Tracéwet", r"Trac[ée]wet", _OW, _OMGEVINGSWET, True),
    Regulation("Ontgrondingenwet", r"Ontgrondingenwet", _OW, _OMGEVINGSWET, True),
    Regulation("Wet bodembescherming", r"Wet bodembescherming", _OW, _OMGEVINGSWET, True),
    Regulation("Wet inrichting landelijk gebied", r"Wet inrichting landelijk gebied|WILG", _OW, _OMGEVINGSWET, True),
    Regulation("Wet voorkeursrecht gemeenten", r"Wet voorkeursrecht gemeenten|Wvg", _OW, _OMGEVINGSWET, True),
    Regulation("Bouwbesluit 2012", r"Bouwbesluit(?: 2012)?", _OW, "het Besluit bouwwerken leefomgeving", True),
    Regulation(
        "Activiteitenbesluit milieubeheer",
        r"Activiteitenbesluit(?: milieubeheer)?",
        _OW,
        "het Besluit activiteiten leefomgeving",
        True,
    ),
    Regulation("Natuurbeschermingswet 1998", r"Natuurbeschermingswet(?: 1998)?", date(2017, 1, 1), _OMGEVINGSWET),
    Regulation("Flora- en faunawet", r"Flora- en [Ff]aunawet", date(2017, 1, 1), _OMGEVINGSWET),
    Regulation("Boswet", r"Boswet", date(2017, 1, 1), _OMGEVINGSWET),
    Regulation(
        "Besluit aanbestedingsregels voor overheidsopdrachten",
        r"Besluit aanbestedingsregels voor overheidsopdrachten|Bao",
        date(2013, 4, 1),
        "de Aanbestedingswet 2012",
    ),
    Regulation(
        "Besluit aanbestedingen speciale sectoren",
        r"Besluit aanbestedingen speciale sectoren|Bass",
        date(2013, 4, 1),
        "de Aanbestedingswet 2012",
    ),
    Regulation("Richtlijn 2004/18/EG", r"(?:[Rr]ichtlijn )?2004/18/EG", date(2016, 4, 18), "Richtlijn 2014/24/EU"),
    Regulation("Wet werk en bijstand", r"Wet werk en bijstand|WWB|Wwb", date(2015, 1, 1), "de Participatiewet"),
    Regulation("Wet op de jeugdzorg", r"Wet op de jeugdzorg", date(2015, 1, 1), "de Jeugdwet"),
    Regulation(
        "Algemene Wet Bijzondere Ziektekosten",
        r"Algemene [Ww]et [Bb]ijzondere [Zz]iektekosten|AWBZ",
        date(2015, 1, 1),
        "de Wet langdurige zorg",
    ),
    Regulation(
        "Wet gemeentelijke basisadministratie",
        r"Wet gemeentelijke basisadministratie(?: persoonsgegevens)?",
        date(2014, 1, 6),
        "de Wet basisregistratie personen",
    ),
)


def lapsed_regulation(name: str) -> Regulation | None:
    """The entry of a regulation by its name or abbreviation; None when it is not known to have lapsed."""
    return next((one for one in LAPSED if one.cited.fullmatch(name.strip())), None)
