"""What must be known before issue depends on the other facts."""

from typing import Any

import pytest
from examples import changed, example, values

from assembler.dossier import Dossier, open_points


def open_paths(dossier: Dossier) -> set[str]:
    return {point.path for point in open_points(dossier)}


def test_the_finished_example_has_none() -> None:
    assert open_points(example("tekenklaar")) == ()


@pytest.mark.parametrize(
    "path",
    [
        "overeenkomst.kenmerk", "overeenkomst.verdeelsleutel", "partijen[0].vertegenwoordiging.ondertekenaar.naam",
        "partijen[0].besluiten[0].datum", "partijen[0].besluiten[1].orgaan",
        "partijen[1].vertegenwoordiging.hoedanigheid",
        "partijen[2].iban", "partijen[2].rekeninghouder", "partijen[3].zetel.plaats",
        "partijen[3].besluiten[0].kenmerk",
        "partijen[3].vertegenwoordiging.machtiging.datum", "partijen[0].secretaris.naam",
        "partijen[0].volmacht.besluit.kenmerk", "aanbieding.retour_uiterlijk",
    ],
)  # fmt: skip
def test_the_unfinished_example_names_what_its_source_leaves_blank(path: str) -> None:
    assert path in open_paths(example("concept"))


def test_a_point_knows_its_line_and_says_what_is_missing() -> None:
    point = next(point for point in open_points(example("concept")) if point.path == "overeenkomst.kenmerk")
    assert point.what == "kenmerk van de overeenkomst"
    assert point.line is not None


CASES: dict[str, tuple[tuple[str, Any], str]] = {
    "the secretaris countersigns a volmacht": (("partijen.0.secretaris", None), "partijen[0].secretaris.naam"),
    "the head of a grantor signs the volmacht": (("partijen.1.hoofd", None), "partijen[1].hoofd.naam"),
    "a gemachtigde has a function": (
        ("partijen.1.vertegenwoordiging.ondertekenaar.functie", None),
        "partijen[1].vertegenwoordiging.ondertekenaar.functie",
    ),
    "a portefeuillehouder has a portfolio": (
        ("partijen.3.vertegenwoordiging.portefeuille", None),
        "partijen[3].vertegenwoordiging.portefeuille",
    ),
    "a gemachtigde has a dated authorisation": (
        ("partijen.1.vertegenwoordiging.machtiging", None),
        "partijen[1].vertegenwoordiging.machtiging.datum",
    ),
    "the penvoerder has an account": (("partijen.2.iban", None), "partijen[2].iban"),
    "each partij has a decision": (("partijen.2.besluiten", []), "partijen[2].besluiten"),
    "a decision of another organ is not enough": (
        ("partijen.2.besluiten", [{"orgaan": "provinciale staten", "datum": "2024-01-01", "kenmerk": "X"}]),
        "partijen[2].besluiten",
    ),
    "each partij contributes": (("jaren.2024.inleg.utrecht", None), "jaren.2024.inleg.utrecht.bedrag"),
    "the year has a budget": (("jaren.2024.begroting", []), "jaren.2024.begroting"),
    "the year has a penvoerder": (("penvoerder.2024", None), "penvoerder.2024"),
    "the extension has a penvoerder": (("penvoerder.2025", None), "penvoerder.2025"),
    "the extension tells of its consult": (("verlenging.overleg", None), "verlenging.overleg"),
    "no btw has a reason": (("overeenkomst.btw", {"positie": "vrijgesteld"}), "overeenkomst.btw.reden"),
    "an annex is made from a plan": (("jaren.2023.jaarplan", None), "jaren.2023.jaarplan"),
    "a row of the planning says what is done": (
        ("jaren.2024.jaarplan.planning.0.activiteit", None),
        "jaren.2024.jaarplan.planning[0].activiteit",
    ),
    "the acts are known": (("volmacht.handelingen", []), "volmacht.handelingen"),
    "the end is known": (("overeenkomst.einddatum", None), "overeenkomst.einddatum"),
}


@pytest.mark.parametrize(("change", "path"), CASES.values(), ids=CASES.keys())
def test_a_value_is_needed_when(change: tuple[str, Any], path: str) -> None:
    assert path in open_paths(changed(change))


FREE: dict[str, tuple[str, Any]] = {
    "the penvoerder needs no secretaris": ("partijen.2.secretaris", None),
    "a head needs no signer": ("partijen.0.vertegenwoordiging.ondertekenaar", None),
    "the head of the penvoerder need not be named": ("partijen.2.hoofd", None),
    "identifiers are optional": ("partijen.0.kvk_nummer", None),
    "forms of address are optional": ("partijen.0.hoofd.aanhef", None),
    "retroactive force is optional": ("overeenkomst.werkt_terug_tot", None),
    "an extension is optional": ("verlenging", None),
    "a covenant is optional": ("overeenkomst.convenant", None),
    "a telephone is optional": ("aanbieding.contactpersoon.telefoon", None),
    "a value in natura is optional": ("jaren.2024.inleg.flevoland.in_natura.0.waarde", None),
}


@pytest.mark.parametrize("change", FREE.values(), ids=FREE.keys())
def test_a_value_may_be_left_out(change: tuple[str, Any]) -> None:
    assert open_points(changed(change)) == ()


def test_an_optional_value_that_says_open_is_an_open_point() -> None:
    dossier = Dossier.from_text(
        "dossier: 1\npartijen:\n  - {sleutel: a, soort: provincie, naam: A, kvk_nummer: open}\n"
        "  - {sleutel: b, soort: provincie, naam: B}\n"
    )
    assert ("partijen[0].kvk_nummer", 3, "kvk nummer van provincie A") in {
        (point.path, point.line, point.what) for point in open_points(dossier)
    }


def test_a_group_that_says_open_adds_nothing_to_the_values_in_it() -> None:
    paths = [point.path for point in open_points(example("concept"))]
    assert "partijen[3].zetel" not in paths
    assert len(paths) == len(set(paths))


def test_a_dossier_with_nothing_but_names_lists_everything_else() -> None:
    facts = {"dossier": 1, "partijen": [{k: p[k] for k in ("sleutel", "soort", "naam")} for p in values()["partijen"]]}
    paths = open_paths(Dossier.from_facts(facts))
    assert {"penvoerder", "overeenkomst.titel", "partijen[3].zetel.plaats", "volmacht.handelingen"} <= paths
