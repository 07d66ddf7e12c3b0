"""Invoices of generated cooperations: exact to the cent, and let through by every rule."""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from generated import dossiers
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rekeningen import CREDITNOTA, FACTUUR, KOPER, REDENEN

from assembler.dossier import Dossier, view
from assembler.finance.invoice import Rekening, Rekeningregel, Rekeningsoort
from assembler.finance.readiness import Opgave, obstacles, payers, severe
from assembler.finance.texts import invoice_texts, numbered
from assembler.finance.ubl import build
from assembler.finance.ubl_profile import Profiel

EXAMPLES = int(os.environ.get("TEKENKLAAR_EXAMPLES", "25"))
"""Short in the suite; as many as wanted by hand."""
BRIEF = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
cents = st.integers(-(10**9), 10**9).map(lambda number: Decimal(number) / 100)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Co", "Cn")), min_size=1)
positions = st.sampled_from(sorted(REDENEN))


@st.composite
def rekeningen(draw) -> tuple[Rekening, Profiel]:
    made = draw(st.sampled_from([FACTUUR, CREDITNOTA]))
    positie, profiel = draw(positions), draw(st.sampled_from(Profiel))
    lines = tuple(Rekeningregel(draw(words), draw(cents)) for _ in range(draw(st.integers(1, 8))))
    made = replace(
        made,
        regels=lines,
        btw_positie=positie,
        btw_reden=REDENEN[positie],
        referentie=draw(words),
        kostenplaats=draw(st.none() | words),
        koper=replace(KOPER, naam=draw(words), tav=draw(st.none() | words)),
    )
    if made.soort is Rekeningsoort.CREDITNOTA and made.bedragen.totaal < 0:  # money to receive is no credit note
        made = replace(made, regels=tuple(Rekeningregel(line.omschrijving, -line.bedrag) for line in lines))
    return made, profiel


@BRIEF
@given(rekeningen())
def test_whatever_the_amounts_every_rule_lets_it_through(validator, drawn):
    made, profiel = drawn
    assert validator.check(build(made, profiel), profiel) == ()


@BRIEF
@given(rekeningen())
def test_the_amounts_of_one_document_add_up(drawn):
    made, _ = drawn
    amounts = made.bedragen
    assert amounts.netto == sum(line.bedrag for line in made.regels)
    assert amounts.totaal == amounts.netto + amounts.btw_bedrag
    assert abs(amounts.btw_bedrag - amounts.netto * (amounts.btw_tarief or 0) / 100) <= Decimal("0.005")


@cache
def cooperation(number: int, positie: str, seed: int) -> Dossier:
    """That many municipalities with odd amounts, the first of them penvoerder. Fictitious."""
    keys = [f"gemeente-{n}" for n in range(number)]
    partijen = [
        {
            "sleutel": key,
            "soort": "gemeente",
            "naam": f"Voorbeeldstad-{n}",
            "zetel": {"adres": "Raadhuisplein 1", "postcode": f"{1000 + n} AB", "plaats": "Voorbeeldstad"},
            "oin": f"00000099{n:012}",
            "btw_id": "NL999902702B01",
            "iban": "NL65TEST0000002401",
            "rekeninghouder": "Gemeente Voorbeeldstad-0",
            "factuur": {"referentie": f"REF-{n}"},
        }
        for n, key in enumerate(keys)
    ]
    amounts = {key: Decimal((seed * 7919 + n * 104729) % 10_000_000 + 1) / 100 for n, key in enumerate(keys)}
    return Dossier.from_facts(
        {
            "dossier": 1,
            "overeenkomst": {
                "titel": "Samenwerking", "onderwerp": "Samenwerking", "kenmerk": "FICTIEF-01",
                "einddatum": "2026-12-31", "btw": {"positie": positie, "reden": REDENEN[positie]},
            },
            "partijen": partijen,
            "penvoerder": {2026: keys[0]},
            "jaren": {2026: {
                "begroting": [{"post": "Alles", "bedrag": sum(amounts.values())}],
                "inleg": {key: {"bedrag": amount} for key, amount in amounts.items()},
            }},
        }
    )  # fmt: skip


def invoices(dossier: Dossier) -> list[Rekening]:
    facts = view.agreement(dossier)
    texts = (invoice_texts(facts, partij, facts["dit_jaar"]) for partij in facts["andere_partijen"])
    numbers = (numbered(each, f"G-F2026-{n:04}", date(2026, 2, 2)) for n, each in enumerate(texts, 1))
    return [Rekening.of(each, facts["overeenkomst"], Rekeningsoort.FACTUUR) for each in numbers]


@pytest.mark.parametrize(
    ("number", "positie"), [(2, "tarief_21"), (3, "vrijgesteld"), (37, "buiten_reikwijdte"), (400, "tarief_21")]
)
@pytest.mark.parametrize("profiel", Profiel)
def test_across_a_cooperation_the_invoices_add_up_to_the_contributions(validator, number, positie, profiel):
    dossier = cooperation(number, positie, seed=number)
    made = invoices(dossier)
    own = dossier.jaren[2026].inleg["gemeente-0"].bedrag
    assert len(made) == number - 1
    assert sum(each.bedragen.netto for each in made) + own == dossier.jaren[2026].ingelegd
    sample = made[:: max(1, number // 12)]
    pairs = [(build(each, profiel), profiel) for each in sample]
    assert [faults for faults in validator.check_all(pairs) if faults] == []


@BRIEF
@given(st.integers(2, 60), positions, st.integers(0, 10**6))
def test_the_word_file_and_the_e_invoice_have_one_calculation(number, positie, seed):
    dossier = cooperation(number, positie, seed)
    facts = view.agreement(dossier)
    for partij, made in zip(facts["andere_partijen"], invoices(dossier), strict=True):
        texts = invoice_texts(facts, partij, facts["dit_jaar"])
        amounts = made.bedragen
        assert (texts["netto"], texts["btw_bedrag"], texts["totaal"], texts["btw_tarief"]) == (
            amounts.netto,
            amounts.btw_bedrag,
            amounts.totaal,
            amounts.btw_tarief,
        )


@BRIEF
@given(dossiers(), st.sampled_from([2024, 2025, 2026]))
def test_of_any_dossier_what_is_in_the_way_is_told_in_sentences(dossier, jaar):
    opgave = Opgave(dossier, jaar, payers(dossier, jaar))
    for found in obstacles(opgave):
        assert found.code.startswith("finance.")
        assert found.message.endswith((".", "terug."))
        assert found.remedy.endswith(".")


@BRIEF
@given(dossiers(complete=True))
def test_whatever_the_names_an_invoice_without_obstacles_passes_every_rule(validator, dossier):
    assume(not severe(obstacles(Opgave(dossier, dossier.jaar, payers(dossier, dossier.jaar)))))
    for made in invoices(dossier):
        assert validator.check(build(made, Profiel.NLCIUS), Profiel.NLCIUS) == ()
