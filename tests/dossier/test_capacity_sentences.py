"""Who signs, by what right and for whom: the sentence for every capacity of every kind of public body."""

import copy
from typing import Any

import pytest
from generated import BOARDS, many

from assembler.dossier import Dossier, Open, view
from assembler.dossier.bestuurslaag import Soort, bestuurslaag_van, is_dagelijks_bestuur, korte_naam, volledige_naam
from assembler.dossier.openheid import OPEN_END, OPEN_START
from assembler.dossier.wording import artikel_voluit, grondslag, grondslagen, opsomming

PERSON = {"naam": "A. Koning", "aanhef": "mevrouw"}
HEAD = {"naam": "B. Hoofd", "aanhef": "de heer"}
AUTHORISED = {"datum": "2023-12-05", "kenmerk": "M-1"}
REPRESENTATIONS: dict[str, dict[str, Any]] = {
    "hoofd": {"hoedanigheid": "hoofd"},
    "gemachtigde": {
        "hoedanigheid": "gemachtigde",
        "ondertekenaar": {**PERSON, "functie": "directeur Ruimte"},
        "machtiging": AUTHORISED,
    },
    "portefeuillehouder": {
        "hoedanigheid": "portefeuillehouder",
        "ondertekenaar": PERSON,
        "portefeuille": "Wonen",
        "machtiging": AUTHORISED,
    },
}
DECISION = "bij besluit van 5\u00a0december 2023, kenmerk M-1"
SENTENCES = {
    ("provincie", "hoofd"): "haar commissaris van de Koning, de heer B. Hoofd",
    ("gemeente", "hoofd"): "haar burgemeester, de heer B. Hoofd",
    ("waterschap", "hoofd"): "zijn dijkgraaf, de heer B. Hoofd",
    ("provincie", "gemachtigde"): (
        "mevrouw A. Koning, directeur Ruimte, daartoe krachtens artikel 176, tweede lid, van de Provinciewet gemachtigd"
        f" door de heer B. Hoofd, commissaris van de Koning, {DECISION}"
    ),
    ("gemeente", "gemachtigde"): (
        "mevrouw A. Koning, directeur Ruimte, daartoe krachtens artikel 171, tweede lid, van de Gemeentewet gemachtigd"
        f" door de heer B. Hoofd, burgemeester, {DECISION}"
    ),
    ("waterschap", "gemachtigde"): (
        "mevrouw A. Koning, directeur Ruimte, daartoe krachtens artikel 95, tweede lid, van de Waterschapswet"
        f" gemachtigd door de heer B. Hoofd, dijkgraaf, {DECISION}"
    ),
    ("provincie", "portefeuillehouder"): (
        "mevrouw A. Koning, gedeputeerde voor Wonen, daartoe krachtens artikel 176, tweede lid, van de Provinciewet"
        f" gemachtigd door de heer B. Hoofd, commissaris van de Koning, {DECISION}"
    ),
    ("gemeente", "portefeuillehouder"): (
        "mevrouw A. Koning, wethouder voor Wonen, daartoe krachtens artikel 171, tweede lid, van de Gemeentewet"
        f" gemachtigd door de heer B. Hoofd, burgemeester, {DECISION}"
    ),
    ("waterschap", "portefeuillehouder"): (
        "mevrouw A. Koning, heemraad voor Wonen, daartoe krachtens artikel 95, tweede lid, van de Waterschapswet"
        f" gemachtigd door de heer B. Hoofd, dijkgraaf, {DECISION}"
    ),
}


def partij_of(soort: str, **facts: Any) -> dict[str, Any]:
    """The view of a second partij (a grantor) with these facts."""
    whole = copy.deepcopy(many(2, soort))
    whole["partijen"][1] |= {"naam": "Voorbeeld", "hoofd": HEAD, **facts}
    partij: dict[str, Any] = view.agreement(Dossier.from_facts(whole))["partijen"][1]
    return partij


def read(text: str) -> str:
    """A sentence as a draft shows it."""
    return text.replace(OPEN_START, "[").replace(OPEN_END, "]").replace("\u00a0", " ")


@pytest.mark.parametrize(("soort", "capacity"), SENTENCES)
def test_the_sentence_follows_from_capacity_and_kind(soort: str, capacity: str) -> None:
    partij = partij_of(soort, vertegenwoordiging=REPRESENTATIONS[capacity])
    assert partij["vertegenwoordigd_door"] == SENTENCES[soort, capacity]


@pytest.mark.parametrize(
    ("capacity", "sentence"),
    [
        ("hoofd", "haar commissaris van de Koning, [naam van de commissaris van de Koning van provincie Voorbeeld]"),
        (
            "gemachtigde",
            "[naam van de ondertekenaar van provincie Voorbeeld],"
            " [functie van de ondertekenaar van provincie Voorbeeld],"
            " daartoe krachtens artikel 176, tweede lid, van de Provinciewet gemachtigd"
            " door [naam van de commissaris van de Koning], commissaris van de Koning,"
            " bij besluit van [datum], kenmerk [kenmerk]",
        ),
        (
            "portefeuillehouder",
            "[naam van de ondertekenaar van provincie Voorbeeld],"
            " gedeputeerde voor [portefeuille van de ondertekenaar van"
            " provincie Voorbeeld], daartoe krachtens artikel 176, tweede lid, van de Provinciewet gemachtigd door"
            " [naam van de commissaris van de Koning], commissaris van de Koning, bij besluit van [datum], kenmerk"
            " [kenmerk]",
        ),
        (None, "[naam van de ondertekenaar van provincie Voorbeeld], [hoedanigheid]"),
    ],
)
def test_what_is_open_keeps_its_place_in_the_sentence(capacity: str | None, sentence: str) -> None:
    partij = partij_of("provincie", vertegenwoordiging={"hoedanigheid": capacity}, hoofd=None)
    assert read(partij["vertegenwoordigd_door"]) == sentence


def test_an_open_capacity_still_names_the_head() -> None:
    partij = partij_of("provincie", vertegenwoordiging=None)
    assert read(partij["vertegenwoordigd_door"]).startswith(
        "haar commissaris van de Koning, de heer B. Hoofd, of namens"
    )


def test_a_person_without_form_of_address_is_named_alone() -> None:
    partij = partij_of("gemeente", hoofd={"naam": "B. Hoofd"}, vertegenwoordiging={"hoedanigheid": "hoofd"})
    assert partij["vertegenwoordigd_door"] == "haar burgemeester, B. Hoofd"


@pytest.mark.parametrize(
    ("soort", "college"),
    [
        ("provincie", "het college van gedeputeerde staten van Voorbeeld, binnen de grenzen van zijn bevoegdheden"),
        (
            "gemeente",
            "het college van burgemeester en wethouders van Voorbeeld, binnen de grenzen van zijn bevoegdheden",
        ),
        (
            "waterschap",
            "het college van dijkgraaf en heemraden van Voorbeeld, binnen de grenzen van zijn bevoegdheden",
        ),
    ],
)
def test_the_college_signs_beside_the_legal_person(soort: str, college: str) -> None:
    facts = {**REPRESENTATIONS["portefeuillehouder"], "mede_namens_college": True}
    lines = partij_of(soort, vertegenwoordiging=facts)["hoedanigheden"]
    assert [line["code"] for line in lines] == ["rechtspersoon", "college"]
    assert lines[1]["omschrijving"] == college
    assert lines[1]["ondertekent_als"].endswith(f"namens {BOARDS[soort]} van Voorbeeld")


def test_a_legal_person_alone_has_one_signature_line() -> None:
    lines = partij_of("waterschap", vertegenwoordiging=REPRESENTATIONS["hoofd"])["hoedanigheden"]
    assert lines == [
        {"code": "rechtspersoon", "omschrijving": "het waterschap Voorbeeld", "ondertekent_als": "dijkgraaf"}
    ]


def test_a_decision_names_organ_date_reference_and_basis() -> None:
    partij = partij_of(
        "provincie",
        besluiten=[{"orgaan": "gedeputeerde staten", "datum": "2023-12-12", "kenmerk": "K-1"}],
        grondslagen=[{"regeling": "Provinciewet", "artikel": "158 lid 1 onder d"}],
    )
    assert read(partij["ter_uitvoering_van"]) == (
        "het besluit van gedeputeerde staten van Voorbeeld van 12 december 2023, kenmerk K-1, op grond van"
        " artikel 158, eerste lid, onder d, van de Provinciewet"
    )


def test_several_decisions_are_enumerated() -> None:
    besluiten = [
        {"orgaan": "college van burgemeester en wethouders", "datum": "2023-12-12", "kenmerk": "K-1"},
        {"orgaan": "raad van Voorbeeld", "datum": "2023-12-14", "kenmerk": "K-2"},
    ]
    partij = partij_of("gemeente", besluiten=besluiten, grondslagen=[])
    assert read(partij["ter_uitvoering_van"]) == (
        "het besluit van het college van burgemeester en wethouders van Voorbeeld van 12 december 2023, kenmerk K-1"
        " en het besluit van raad van Voorbeeld van 14 december 2023, kenmerk K-2"
    )


def test_a_missing_decision_is_open() -> None:
    partij = partij_of("provincie", besluiten=[], grondslagen=[])
    assert read(partij["ter_uitvoering_van"]) == (
        "het [besluit van gedeputeerde staten van provincie Voorbeeld (datum en kenmerk)]"
    )


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("158 lid 1 onder d", "artikel 158, eerste lid, onder d,"),
        ("art. 158 lid 1 sub d", "artikel 158, eerste lid, onder d,"),
        ("176", "artikel 176"),
        ("59a", "artikel 59a"),
        ("2 lid 3 onder f", "artikel 2, derde lid, onder f,"),
        ("176, tweede lid", "artikel 176, tweede lid"),
        ("10 lid 25", "artikel 10, 25e lid,"),
    ],
)
def test_an_article_is_written_out(short: str, long: str) -> None:
    assert artikel_voluit(short) == long


@pytest.mark.parametrize(
    ("regulation", "text"),
    [
        ("Provinciewet", "de Provinciewet"),
        ("Organisatiebesluit Provincie Utrecht 2004", "het Organisatiebesluit Provincie Utrecht 2004"),
        ("Burgerlijk Wetboek", "het Burgerlijk Wetboek"),
        ("Mandaatregeling Flevoland", "de Mandaatregeling Flevoland"),
    ],
)
def test_a_regulation_bears_its_article(regulation: str, text: str) -> None:
    assert grondslag({"regeling": regulation, "artikel": None, "lidwoord": None}) == text


def test_articles_of_one_regulation_stand_together() -> None:
    bases = [
        {"regeling": "Provinciewet", "artikel": "158 lid 1 onder d", "lidwoord": None},
        {"regeling": "Provinciewet", "artikel": "59a", "lidwoord": None},
        {"regeling": "Mandaatbesluit", "artikel": "2", "lidwoord": None},
    ]
    assert grondslagen(bases) == (
        "artikel 158, eerste lid, onder d, artikel 59a van de Provinciewet en artikel 2 van het Mandaatbesluit"
    )


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")]
)
def test_an_enumeration_ends_with_en(parts: list[str], text: str) -> None:
    assert opsomming(parts) == text


@pytest.mark.parametrize(
    ("soort", "naam", "full", "short"),
    [
        (Soort.PROVINCIE, "Flevoland", "provincie Flevoland", "Flevoland"),
        (Soort.GEMEENTE, "Almere", "gemeente Almere", "Almere"),
        (Soort.WATERSCHAP, "Rivierenland", "waterschap Rivierenland", "Rivierenland"),
        (Soort.WATERSCHAP, "Hoogheemraadschap van Delfland", "Hoogheemraadschap van Delfland", "Delfland"),
        (Soort.WATERSCHAP, "Wetterskip Fryslân", "Wetterskip Fryslân", "Fryslân"),
        (Soort.PROVINCIE, "provincie Utrecht", "provincie Utrecht", "Utrecht"),
    ],
)
def test_a_name_says_its_kind_once(soort: Soort, naam: str, full: str, short: str) -> None:
    assert (volledige_naam(soort, naam), korte_naam(naam)) == (full, short)


@pytest.mark.parametrize(
    ("soort", "organ", "is_board"),
    [
        (Soort.PROVINCIE, "Gedeputeerde Staten", True), (Soort.PROVINCIE, "GS", True),
        (Soort.PROVINCIE, "college van gedeputeerde staten van Utrecht", True), (Soort.PROVINCIE, "CCC", False),
        (Soort.PROVINCIE, "provinciale staten", False), (Soort.GEMEENTE, "B&W", True), (Soort.GEMEENTE, "raad", False),
        (Soort.GEMEENTE, "gedeputeerde staten", False), (Soort.WATERSCHAP, "dijkgraaf en hoogheemraden", True),
        (Soort.WATERSCHAP, "dagelijks bestuur", True), (Soort.WATERSCHAP, "algemeen bestuur", False),
    ],
)  # fmt: skip
def test_the_daily_board_is_recognised(soort: Soort, organ: str, is_board: bool) -> None:
    assert is_dagelijks_bestuur(soort, organ) is is_board


def test_partijen_of_one_kind_share_its_words() -> None:
    laag = bestuurslaag_van([Soort.GEMEENTE, Soort.GEMEENTE])
    assert (laag.meervoud, laag.wet, laag.gemengd) == ("gemeenten", "Gemeentewet", False)


def test_partijen_of_several_kinds_share_general_words_and_both_statutes() -> None:
    laag = bestuurslaag_van([Soort.PROVINCIE, Soort.GEMEENTE])
    assert laag.gemengd
    assert laag.besluiten_grondslag == (
        "artikel 158, eerste lid, onder d, van de Provinciewet respectievelijk"
        " artikel 160, eerste lid, onder d, van de Gemeentewet"
    )


def test_an_open_value_is_text_that_keeps_its_mark() -> None:
    sentence = f"gevestigd te {Open('plaats')}"
    assert sentence == f"gevestigd te {OPEN_START}plaats{OPEN_END}"
    assert Open("plaats").description == "plaats"
    assert copy.deepcopy(Open("plaats")) == Open("plaats")
    assert isinstance(copy.deepcopy(Open("plaats")), Open)
