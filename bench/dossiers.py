"""Dossiers of any size to measure with: fictitious municipalities, complete, ready to be signed."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from assembler.dossier.identificatie import OIN_TEST_PREFIX

JAAR = 2026


def municipalities(number: int) -> dict[str, Any]:
    """A complete dossier of ``number`` municipalities that all pay 10.000 euro; the first is the penvoerder."""
    keys = [f"gemeente-{n}" for n in range(1, number + 1)]
    return {
        "dossier": 1,
        "overeenkomst": _agreement(),
        "partijen": [_partij(n, key) for n, key in enumerate(keys)],
        "penvoerder": {JAAR: keys[0]},
        "jaren": {JAAR: _year(keys)},
        "bijlagen": [
            {"nummer": 1, "soort": "jaarplan", "jaar": JAAR, "titel": f"Jaarplan {JAAR}"},
            {"nummer": 2, "soort": "volmachten", "titel": "Volmachten"},
        ],
        "volmacht": {
            "handelingen": [f"handeling {n} verrichten die bij de inkoop hoort" for n in range(1, 10)],
            "reactietermijn": {"minimaal": 4, "maximaal": 5},
        },
        "aanbieding": {
            "datum": f"{JAAR}-01-05",
            "kenmerk": "FICTIEF-BRIEF",
            "retour_uiterlijk": f"{JAAR}-01-30",
            "retour_email": "retour@voorbeeld.example",
            "contactpersoon": _official("Contact"),
        },
    }


def write(folder: Path, number: int) -> Path:
    """Write such a dossier; returns the path of its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "dossier.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(municipalities(number), file)
    return path


def _agreement() -> dict[str, Any]:
    return {
        "titel": f"Samenwerkingsovereenkomst Fictieve Gemeenten {JAAR}",
        "onderwerp": "Fictieve Gemeenten",
        "kenmerk": "FICTIEF-01",
        "versie": "1.0",
        "werkt_terug_tot": f"{JAAR}-01-01",
        "einddatum": f"{JAAR}-12-31",
        "opzegtermijn_maanden": 3,
        "overlegtermijn_maanden": 3,
        "bestuurlijk_overleg": f"{JAAR - 1}-11-10",
        "samenwerking_sinds": JAAR - 2,
        "initiatief_sinds": JAAR - 1,
        "verantwoording_uiterlijk": "03-01",
        "overleggen_per_jaar": 2,
        "verdeelsleutel": "A",
        "btw": {"positie": "tarief_21"},
        "convenant": {"naam": "Convenant Fictieve Gemeenten", "gesloten": f"september {JAAR - 2}"},
    }


def _partij(number: int, key: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "sleutel": key,
        "soort": "gemeente",
        "naam": f"Voorbeeldstad-{number + 1}",
        "zetel": {
            "postcode": f"{1000 + number} AB",
            "plaats": f"Voorbeeldstad-{number + 1}",
            "adres": "Raadhuisplein 1",
        },
        "oin": f"{OIN_TEST_PREFIX}{number + 1:012}",
        "hoofd": {"naam": f"B. Voorbeeld-{number + 1}", "aanhef": "mevrouw"},
        "secretaris": {"naam": f"S. Voorbeeld-{number + 1}", "aanhef": "de heer"},
        "vertegenwoordiging": {"hoedanigheid": "hoofd"},
        "besluiten": [
            {"orgaan": "burgemeester en wethouders", "datum": f"{JAAR - 1}-12-01", "kenmerk": f"FICTIEF-{number + 1}"}
        ],
        "factuur": {"referentie": f"REF-{number + 1}"},
    }
    if number == 0:
        return facts | {
            "iban": "NL91ABNA0417164300",
            "rekeninghouder": "gemeente Voorbeeldstad-1",
            "kvk_nummer": "12345678",
            "btw_id": "NL999902702B01",
        }
    return facts | {
        "volmacht": {
            "besluit": {"datum": f"{JAAR - 1}-12-01", "kenmerk": f"FICTIEF-V-{number + 1}"},
            "contactpersoon": _official(f"Ambtenaar-{number + 1}"),
            "plaatsvervanger": _official(f"Vervanger-{number + 1}"),
        }
    }


def _official(name: str) -> dict[str, str]:
    return {
        "naam": name,
        "functie": "beleidsmedewerker",
        "email": "ambtenaar@voorbeeld.example",
        "telefoon": "010-0000000",
    }


def _year(keys: list[str]) -> dict[str, Any]:
    total = 10000 * len(keys)
    return {
        "begroting": [
            {"post": "Uitvoering", "bedrag": f"{total - 5000}.00"},
            {"post": "Onvoorzien", "bedrag": "5000.00"},
        ],
        "inleg": {key: {"bedrag": "10000.00"} for key in keys},
        "jaarplan": {
            "datum": f"{JAAR}-01-02",
            "inleiding": "Dit plan is verzonnen om mee te meten.",
            "doelen": ["Meten hoe lang het duurt."],
            "activiteiten": [{"titel": f"Activiteit {n}", "tekst": "Een verzonnen activiteit."} for n in range(1, 6)],
            "planning": [{"periode": f"Q{n}", "kwartaal": n, "activiteit": "Uitvoeren"} for n in range(1, 5)],
            "bestuurlijke_momenten": [{"periode": "maart", "kwartaal": 1, "moment": "Overleg"}],
        },
    }
