"""Defined terms: defined, used, defined once, in order, written alike."""

import pytest

from assembler.checks.agreement import from_text
from assembler.checks.text import terms
from assembler.checks.text.rule import findings
from assembler.checks.text.terms import forms_of

PARTIJEN = """De ondergetekenden:
1. de gemeente Voorbeeld, gevestigd te Voorbeeld, vertegenwoordigd door A. Jansen, hierna te noemen: “gemeente \
Voorbeeld”;
2. de provincie Test, gevestigd te Test, vertegenwoordigd door B. Vos, hierna te noemen: “provincie Test”;
Overwegende dat samenwerking nuttig is;
komen overeen:
"""
LIST = """Artikel 1 Definities
In deze overeenkomst wordt verstaan onder:
a. Bijdrage: het bedrag dat een gemeente betaalt;
b. Jaarplan: het plan voor een jaar;
c. Overeenkomst: dit stuk;
d. Partijen: de ondergetekenden;
e. Stuurgroep: het overleg van bestuurders;
"""
BODY = """Artikel 2 Uitvoering
1. Partijen voeren het Jaarplan uit. Een Partij betaalt haar Bijdrage volgens het Jaarplan.
2. De Stuurgroep stelt de Jaarplannen vast. De Overeenkomst geldt een jaar.
3. Partijen overleggen over de Overeenkomst in de Stuurgroep.
"""
SOUND = PARTIJEN + LIST + BODY
CHANGED = {
    "a term that is nowhere defined": (
        "3. Partijen",
        "3. De Regiegroep meldt dit. Leden van de Regiegroep lezen het. De Regiegroep besluit. Partijen",
        "text.term-undefined",
        "warning",
    ),
    "an abbreviation that is nowhere explained": (
        "3. Partijen",
        "3. Volgens besluit van CCC. Partijen",
        "text.term-undefined",
        "warning",
    ),
    "a role without an article": (
        "3. Partijen",
        "3. In overleg met medewerkers van volmachtgever. Partijen",
        "text.term-undefined",
        "warning",
    ),
    "a term that is not used": (
        "e. Stuurgroep",
        "e. Plangebied: het gebied;\nf. Stuurgroep",
        "text.term-unused",
        "warning",
    ),
    "a term defined twice": (
        "e. Stuurgroep",
        "e. Partijen: de gemeenten;\nf. Stuurgroep",
        "text.term-duplicate",
        "warning",
    ),
    "a term out of order": (
        "a. Bijdrage: het bedrag dat een gemeente betaalt;\nb. Jaarplan: het plan voor een jaar;",
        "a. Jaarplan: het plan voor een jaar;\nb. Bijdrage: het bedrag dat een gemeente betaalt;",
        "text.term-order",
        "info",
    ),
    "partijen without a capital": ("3. Partijen", "3. De partijen", "text.term-drift", "warning"),
    "another term without its capital": ("in de Stuurgroep", "in de stuurgroep", "text.term-drift", "info"),
}
NAMES = [
    "3. De leden van de VNG en van het IPO",
    "3. De nationale koepels NEPROM, Bouwend Nederland, de BNA en AEDES",
    "3. De Regionale Energiestrategie (RES)",
    "3. De minister van Binnenlandse Zaken en Koninkrijksrelaties, het ministerie van Volkshuisvesting",
    "3. De Omgevingswet en de Provinciewet, zoals gedeputeerde staten van Utrecht",
    "3. De heer De Vries, de rechtbank Midden-Nederland en de Europese Commissie",
    "3. Artikel 4 AVG, de WOZ en het KvK-nummer",
    "3. Een overeenkomst met derde partijen, marktpartijen en politieke partijen",
]
FORMS = {
    "Partijen": "partij",
    "Partij": "partijen",
    "Jaarplan": "jaarplannen",
    "Bijdrage": "bijdragen",
    "Bijdragen": "bijdrage",
    "Woondeals": "woondeal",
    "Partij, Partijen": "partijen",
    "Opdrachtnemer": "opdrachtnemers",
    "Perceel": "percelen",
}


def told(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in findings(from_text(text), terms.RULES)]


def test_a_sound_agreement_is_left_alone() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize("case", list(CHANGED))
def test_what_goes_wrong_with_terms(case: str) -> None:
    before, after, code, severity = CHANGED[case]
    assert before in SOUND
    assert told(SOUND.replace(before, after, 1)) == [(code, severity)]


@pytest.mark.parametrize("names", NAMES)
def test_names_and_usual_abbreviations_are_no_terms(names: str) -> None:
    assert told(SOUND.replace("3. Partijen", f"{names} werken mee. Partijen")) == []


@pytest.mark.parametrize(("term", "form"), FORMS.items())
def test_singular_and_plural_are_one_term(term: str, form: str) -> None:
    assert form in forms_of(term)


def test_outside_an_agreement_an_abbreviation_is_a_question() -> None:
    assert told("Het besluit van CCC is genomen.") == [("text.term-undefined", "info")]


def test_an_agreement_without_definitions_may_use_capitals_freely() -> None:
    assert told(PARTIJEN + "Artikel 1 Doel\n1. De Stuurgroep besluit.\n2. De Stuurgroep meldt de Stuurgroep dit.") == []
