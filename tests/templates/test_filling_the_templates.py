"""Every template fills, for every kind of public body and capacity, and leaves nothing of the template behind."""

import re
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import pytest
from generated import HOEDANIGHEDEN, as_yaml, dossiers, many
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from assembler.documents.text import text_of
from assembler.dossier import Dossier

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Paperwork = Mapping[str, bytes]
REPRESENTATION: dict[str, dict[str, Any]] = {
    "hoofd": {},
    "gemachtigde": {"ondertekenaar": {"naam": "A. Persoon", "aanhef": "mevrouw", "functie": "directeur"}},
    "portefeuillehouder": {"ondertekenaar": {"naam": "A. Persoon", "aanhef": "de heer"}, "portefeuille": "Wonen"},
}
RESIDUE = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bNone\b|\bTrue\b|\bFalse\b|Undefined|[\ue000\ue001]|\S  +\S| [,;.](?:\s|$)|\.\.|;;|\(\)"
)


def dossier_with(soort: str, capacity: str, **agreement: Any) -> Dossier:
    facts = many(3, soort)
    for member in facts["partijen"]:
        representation = {"hoedanigheid": capacity, **REPRESENTATION[capacity]}
        if capacity != "hoofd":
            representation["machtiging"] = {"datum": "2023-12-05", "kenmerk": "M-1"}
        member["vertegenwoordiging"] = representation | {"mede_namens_college": True}
    facts["overeenkomst"] |= agreement
    return Dossier.from_text(as_yaml(facts))


def residue(docx: bytes) -> list[str]:
    return [line for line in text_of(docx).splitlines() if RESIDUE.search(line)]


def empty_numbers(docx: bytes) -> list[str]:
    """Lines that hold a number or bullet and nothing behind it."""
    return [
        line
        for line in text_of(docx).splitlines()
        if re.fullmatch(r"(?:Artikel \d+|\d+\.(?:\d+)?|[A-Za-z]\.|–)\t\s*", line)
    ]


@pytest.mark.parametrize(("soort", "capacity"), list(product(("provincie", "gemeente", "waterschap"), HOEDANIGHEDEN)))
def test_every_document_fills_without_residue_for_every_kind_and_capacity(
    fill: Callable[..., Paperwork], soort: str, capacity: str
) -> None:
    for key, docx in fill(dossier_with(soort, capacity)).items():
        assert residue(docx) == [], key
        assert empty_numbers(docx) == [], key


@pytest.mark.parametrize(
    "agreement",
    [
        {"werkt_terug_tot": None},
        {
            "convenant": {"naam": "Convenant Voorbeeld", "gesloten": "mei 2023"},
            "website": "voorbeeld.example",
            "merk": "Voorbeeld",
        },
        {"convenant": None, "website": None, "merk": None},
        {"verdeelsleutel": "B", "btw": {"positie": "buiten_reikwijdte", "reden": "geen prestatie"}},
        {"verdeelsleutel": "C", "btw": {"positie": "vrijgesteld", "reden": "koepelvrijstelling"}},
        {"opzegtermijn_maanden": 1, "overlegtermijn_maanden": 1, "overleggen_per_jaar": 1},
    ],
    ids=["no retroactive force", "website and covenant", "neither", "outside btw", "exempt", "singular"],
)
def test_every_choice_in_the_agreement_reads_as_a_sentence(
    fill: Callable[..., Paperwork], agreement: dict[str, Any]
) -> None:
    for key, docx in fill(dossier_with("gemeente", "hoofd", **agreement)).items():
        assert residue(docx) == [], key
        assert empty_numbers(docx) == [], key


def test_a_singular_term_is_a_singular_word(fill: Callable[..., Paperwork]) -> None:
    terms = {"opzegtermijn_maanden": 1, "overlegtermijn_maanden": 1, "overleggen_per_jaar": 1}
    text = text_of(fill(dossier_with("provincie", "hoofd", **terms))["samenwerkingsovereenkomst"])
    assert "ten minste één maand" in text
    assert "ten minste één keer per jaar" in text


def test_no_template_speaks_of_provincies_to_gemeenten(fill: Callable[..., Paperwork]) -> None:
    words = re.compile(r"gedeputeerde|commissaris van de Koning|Provinciewet|Noord-Holland", re.IGNORECASE)
    for key, docx in fill(dossier_with("gemeente", "portefeuillehouder")).items():
        assert [line for line in text_of(docx).splitlines() if words.search(line)] == [], key


FEW = settings(
    max_examples=6, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@FEW
@given(dossiers(most=4, complete=True))
def test_hostile_names_fill_every_document(fill: Callable[..., Paperwork], dossier: Dossier) -> None:
    for docx in fill(dossier).values():
        assert not re.search("[\ue000\ue001]", text_of(docx))


@FEW
@given(dossiers(most=4))
def test_open_points_fill_every_document(fill: Callable[..., Paperwork], dossier: Dossier) -> None:
    for docx in fill(dossier).values():
        assert not re.search("[\ue000\ue001]", text_of(docx))


def test_open_points_of_the_concept_are_marked_and_highlighted(
    concept: Paperwork, body: Callable[[bytes], etree._Element]
) -> None:
    for key in ("samenwerkingsovereenkomst", "volmacht-utrecht", "aanbiedingsbrief-flevoland"):
        marked = [
            "".join(run.itertext())
            for run in body(concept[key]).iter(f"{W}r")
            if run.find(f"{W}rPr/{W}highlight") is not None
        ]
        assert marked, key
        assert all(mark.startswith("[nog in te vullen: ") for mark in marked), key


def test_the_finished_example_can_be_issued(fill: Callable[..., Paperwork], tekenklaar: Paperwork) -> None:
    signed = [
        key
        for key in tekenklaar
        if key.startswith(("samenwerkingsovereenkomst", "verlenging", "volmacht", "jaarplan", "aanbieding"))
    ]
    for key in signed:
        assert "[nog in te vullen" not in text_of(tekenklaar[key]), key
