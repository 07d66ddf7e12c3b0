"""Hypothesis strategies for dossiers, for every test folder: ``from generated import dossiers, facts, many``.

``facts`` gives a dossier as plain values (what a YAML reader would give), ``as_yaml`` writes them as a file,
``dossiers`` loads them. Names are hostile on purpose; with ``complete=True`` nothing is open, else anything may be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st
from stdnum.nl import bsn

from assembler.dossier import Dossier

HOSTILE_NAMES = (
    "R & D <Groep>", "{{ overeenkomst.titel }}", "{% raw %}", "Het 'Loo' \"Oost\"", "Súdwest-Fryslân",
    "’s-Hertogenbosch", "</w:t>", "&amp;", "مقاطعة الشمال", "ירושלים", "Dorp 🏡🚲", "A" * 300, "Øresund–Straße",
    "a\u0301 samengesteld", "100% {#}", "C:\\map\\naam", "[nog in te vullen]", "=1+1", "\u00a0tussen\u00a0",
    "_x000D_", "]]>", "Zoë; DROP", "null", "-", "2024",
)  # fmt: skip
_FORBIDDEN = {*"\ufffe\uffff\ue000\ue001\ufeff", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
BOARDS = {
    "provincie": "gedeputeerde staten",
    "gemeente": "burgemeester en wethouders",
    "waterschap": "dijkgraaf en heemraden",
}
HOEDANIGHEDEN = ("hoofd", "gemachtigde", "portefeuillehouder")
Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")

names = st.one_of(
    st.sampled_from(HOSTILE_NAMES),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="".join(_FORBIDDEN)),
        min_size=1,
        max_size=40,
    ).filter(lambda text: bool(text.strip()) and text.strip() != "open" and "None" not in text),
)
amounts = st.integers(0, 99_999_999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")


class Choice(Protocol):
    """Where the facts come from: chance, or always the same."""

    def name(self) -> str: ...
    def amount(self) -> str: ...
    def number(self, least: int, most: int) -> int: ...
    def one_of(self, options: Sequence[T]) -> T: ...


class Chance:
    """Hypothesis chooses."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def name(self) -> str:
        return self.draw(names)

    def amount(self) -> str:
        return self.draw(amounts)

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def one_of(self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))


class Fixed:
    """The first of everything, and names that count."""

    def __init__(self) -> None:
        self.turn = 0

    def name(self) -> str:
        self.turn += 1
        return f"Voorbeeld {self.turn}"

    def amount(self) -> str:
        return "1000.00"

    def number(self, least: int, most: int) -> int:
        return least

    def one_of(self, options: Sequence[T]) -> T:
        return options[0]


def rsin(number: int) -> str:
    """A fictitious RSIN that passes the elfproef."""
    candidate = 999_000_000 + number * 37
    while not bsn.is_valid(f"{candidate:09d}"):
        candidate += 1
    return f"{candidate:09d}"


def _person(choose: Choice) -> dict[str, Any]:
    return {"naam": choose.name(), "aanhef": choose.one_of(["de heer", "mevrouw", None])}


def _contact(choose: Choice, number: int) -> dict[str, Any]:
    return {
        "naam": choose.name(),
        "functie": choose.name(),
        "email": f"contact{number}@voorbeeld.example",
        "telefoon": "088 000 00 00",
    }


def _decision(choose: Choice) -> dict[str, Any]:
    day = date(2023, 11, 10) + timedelta(days=choose.number(0, 80))
    return {"datum": day.isoformat(), "kenmerk": choose.name()}


def _representation(choose: Choice) -> dict[str, Any]:
    capacity = choose.one_of(HOEDANIGHEDEN)
    facts: dict[str, Any] = {"hoedanigheid": capacity, "mede_namens_college": choose.one_of([False, True])}
    if capacity != "hoofd":
        facts["ondertekenaar"] = _person(choose)
        facts["machtiging"] = _decision(choose)
    if capacity == "gemachtigde":
        facts["ondertekenaar"]["functie"] = choose.name()
    if capacity == "portefeuillehouder":
        facts["portefeuille"] = choose.name()
    return facts


def _partij(choose: Choice, number: int, soort: str, is_penvoerder: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "sleutel": f"partij-{number}",
        "soort": soort,
        "naam": choose.name(),
        "zetel": {"adres": choose.name(), "postcode": f"{1000 + number} AB", "plaats": choose.name()},
        "kvk_nummer": f"{number:08d}",
        "rsin": rsin(number),
        "btw_id": f"NL{rsin(number)}B01",
        "oin": f"00000099{rsin(number)}000",
        "hoofd": _person(choose),
        "secretaris": _person(choose),
        "vertegenwoordiging": _representation(choose),
        "besluiten": [{"orgaan": BOARDS[soort], **_decision(choose)}],
        "grondslagen": [{"regeling": choose.name(), "artikel": choose.name()}],
        "factuur": {"referentie": choose.name(), "tav": choose.name()},
    }
    if is_penvoerder:
        facts |= {"iban": "NL65TEST0000002401", "rekeninghouder": choose.name()}
    else:
        contacts = {"contactpersoon": _contact(choose, number), "plaatsvervanger": _contact(choose, number)}
        facts["volmacht"] = {"besluit": _decision(choose), **contacts}
    return facts


def _agreement(choose: Choice) -> dict[str, Any]:
    return {
        "titel": choose.name(), "onderwerp": choose.name(), "kenmerk": choose.name(), "versie": "1.0",
        "werkt_terug_tot": choose.one_of(["2024-01-01", None]), "einddatum": "2024-12-31",
        "opzegtermijn_maanden": choose.number(0, 12), "overlegtermijn_maanden": choose.number(0, 12),
        "bestuurlijk_overleg": "2023-11-09", "samenwerking_sinds": 2022, "initiatief_sinds": 2023,
        "verantwoording_uiterlijk": "03-01", "overleggen_per_jaar": choose.number(1, 6),
        "verdeelsleutel": choose.one_of("ABC"), "btw": _btw(choose),
        "website": choose.one_of(["voorbeeld.example", None]), "merk": choose.one_of([choose.name(), None]),
        "convenant": choose.one_of([None, {"naam": "Convenant", "gesloten": "september 2022"}]),
    }  # fmt: skip


def _btw(choose: Choice) -> dict[str, Any]:
    position = choose.one_of(["tarief_21", "buiten_reikwijdte", "vrijgesteld"])
    return {"positie": position, "reden": None if position == "tarief_21" else choose.name()}


def _plan(choose: Choice) -> dict[str, Any]:
    row = {"periode": choose.name(), "kwartaal": choose.number(1, 4)}
    return {
        "datum": "2024-01-24", "ondertitel": choose.name(), "inleiding": choose.name(), "doelen": [choose.name()],
        "activiteiten": [{"titel": choose.name(), "tekst": choose.name(), "punten": [choose.name(), choose.name()]}],
        "governance": choose.one_of([[], [{"titel": "Overleg", "tekst": "Samen"}]]),
        "bemensing": choose.one_of([None, {"fte_per_partij": "0.2", "toelichting": "Samen"}]),
        "planning": [{**row, "activiteit": choose.name()}],
        "bestuurlijke_momenten": [{**row, "moment": choose.name()}],
    }  # fmt: skip


def _year(choose: Choice, keys: list[str]) -> dict[str, Any]:
    natura = [{"omschrijving": choose.name(), "waarde": choose.one_of([choose.amount(), None])}]
    budget = [{"post": f"Post {n}", "bedrag": choose.amount()} for n in range(choose.number(1, 4))]
    inleg = {key: {"bedrag": choose.amount(), "in_natura": choose.one_of([[], natura])} for key in keys}
    return {"begroting": budget, "inleg": inleg, "jaarplan": _plan(choose)}


_ANNEXES = (
    {"nummer": 1, "soort": "jaarplan", "jaar": 2024, "titel": "Jaarplan 2024"},
    {"nummer": 2, "soort": "volmachten", "titel": "Volmachten"},
)


def _extension(choose: Choice, lead: str, keys: list[str]) -> dict[str, Any]:
    """What an extension by one year adds to each section."""
    return {
        "penvoerder": {"2025": lead},
        "jaren": {"2025": _year(choose, keys)},
        "verlenging": {
            "kenmerk": choose.name(), "einddatum": "2025-12-31", "overleg": "2024-09-17",
            "overeenkomst_getekend_op": "2024-02-20", "volmachten": choose.one_of(["vernieuwd", "voortgezet"]),
        },
    }  # fmt: skip


def _complete(choose: Choice, partijen: int) -> dict[str, Any]:
    soorten = choose.one_of([["provincie"], ["gemeente"], ["waterschap"], list(BOARDS)])
    lead = choose.number(0, partijen - 1)
    members = [_partij(choose, n, choose.one_of(soorten), n == lead) for n in range(partijen)]
    keys = [member["sleutel"] for member in members]
    extension = _extension(choose, f"partij-{lead}", keys) if choose.one_of([False, True]) else {}
    whole: dict[str, Any] = {
        "dossier": 1,
        "overeenkomst": _agreement(choose),
        "partijen": members,
        "penvoerder": {"2024": f"partij-{lead}"},
        "jaren": {"2024": _year(choose, keys)},
        "bijlagen": list(_ANNEXES),
        "volmacht": {"handelingen": [choose.name(), choose.name()], "reactietermijn": {"minimaal": 4, "maximaal": 5}},
        "aanbieding": {
            "datum": "2024-02-08", "kenmerk": choose.name(), "retour_uiterlijk": "2024-02-23",
            "retour_email": "retour@voorbeeld.example", "contactpersoon": _contact(choose, 0),
        },
    }  # fmt: skip
    for section, more in extension.items():
        whole[section] = {**whole.get(section, {}), **more}
    return whole


_MUST_STAY = frozenset(
    {"dossier", "sleutel", "soort", "naam", "partijen", "regeling", "post", "omschrijving", "titel", "nummer", "jaar"}
)


def _opened(draw: Draw, value: Any) -> Any:
    """The same facts with some values left open."""
    if isinstance(value, list):
        return [_opened(draw, item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _perhaps_open(draw, key, item) for key, item in value.items()}


def _perhaps_open(draw: Draw, key: str, item: Any) -> Any:
    if key not in _MUST_STAY and not isinstance(item, list) and draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from([None, "open"]))
    return _opened(draw, item)


@st.composite
def facts(draw: Draw, least: int = 2, most: int = 5, complete: bool = False) -> dict[str, Any]:
    """A valid dossier as plain values, with ``least`` to ``most`` partijen."""
    whole = _complete(Chance(draw), draw(st.integers(least, most)))
    return whole if complete else _opened(draw, whole)


def as_yaml(values: dict[str, Any]) -> str:
    """The facts as the text of a ``dossier.yaml`` (JSON is YAML)."""
    return json.dumps(values, ensure_ascii=False, indent=1)


def dossiers(least: int = 2, most: int = 5, complete: bool = False) -> st.SearchStrategy[Dossier]:
    """Valid dossiers, read from their YAML."""
    return facts(least, most, complete).map(as_yaml).map(Dossier.from_text)


def many(partijen: int, soort: str = "gemeente") -> dict[str, Any]:
    """A complete dossier with this many partijen, always the same: for speed and size."""
    whole = _complete(Fixed(), partijen)
    for number, member in enumerate(whole["partijen"]):
        member |= {"soort": soort, "naam": f"Voorbeeldstad {number + 1}"}
        member["besluiten"][0]["orgaan"] = BOARDS[soort]
    return whole
