"""Cross references land on the article they mean, whatever was left out; nothing refers by a typed number."""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from examples import changed
from lxml import etree

from assembler.documents.text import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Paperwork = Mapping[str, bytes]
Lid = Callable[[list[str], str], str]
NumberOf = Callable[[list[str], str], str]
OTHER_TEXTS = re.compile(
    r"Burgerlijk Wetboek|Aanbestedingswet|Omgevingswet|Algemene wet|Samenwerkingsovereenkomst|overeenkomst|soort\.wet"
)
"""Named in the same paragraph, they are what a typed article number belongs to."""


@pytest.mark.parametrize(
    ("phrase", "where"),
    [
        ("opzegtermijn", "zijn dit de Bijdragen"),
        ("geldt ook voor de jaarlijkse kosten", "een Bijdrage in natura levert"),
        ("Verwacht de Penvoerder", "schriftelijk hebben ingestemd"),
        ("een Bijdrage in natura levert", "zijn dit de Bijdragen"),
    ],
    ids=[
        "early termination → contributions",
        "administration → in natura",
        "overspend → amendment",
        "in natura → table",
    ],
)
def test_a_lid_of_the_agreement_refers_to_the_lid_it_means(
    agreement: list[str], lid: Lid, number_of: NumberOf, phrase: str, where: str
) -> None:
    text = lid(agreement, number_of(agreement, phrase))
    assert re.search(rf"[Aa]rtikel\s{re.escape(number_of(agreement, where))}\b", text)


def test_early_termination_leaves_the_contributions_of_article_6_due(agreement: list[str], lid: Lid) -> None:
    assert "verandert niets aan de Bijdrage" in lid(agreement, "7.2")
    assert "artikel\u00a06.1" in lid(agreement, "7.2")


def test_the_parts_of_the_agreement_stand_where_the_statutes_of_the_product_cite_them(
    agreement: list[str], lid: Lid
) -> None:
    assert "een factuur" in "\n".join(agreement)
    assert "uiterlijk 1\u00a0maart 2025 een verantwoording" in lid(agreement, "6.5")
    assert "naar rato" in lid(agreement, "6.6")
    assert "30\u00a0september 2024" in lid(agreement, "7.1")
    assert "schriftelijk" in lid(agreement, "9.1")


def test_definitions_refer_to_the_lid_that_founds_the_body(agreement: list[str], number_of: NumberOf) -> None:
    text = "\n".join(agreement)
    for term, founded in (
        ("Processtuurgroep", "Er is een Processtuurgroep"),
        ("Ambtelijke Werkgroep", "Er is een Ambtelijke"),
    ):
        number = number_of(agreement, founded)
        assert re.search(rf"\n{term}\n[^\n]*artikel\s{re.escape(number)}\b", text), term


def test_references_follow_when_a_lid_drops_out(fill: Callable[..., Paperwork], lid: Lid) -> None:
    whole = text_of(fill(changed())["volmacht-flevoland"]).splitlines()
    without = text_of(fill(changed(("overeenkomst.werkt_terug_tot", None)))["volmacht-flevoland"]).splitlines()
    assert "bekrachtigt" in lid(whole, "5.2")
    assert "artikel\u00a03" in lid(whole, "5.2")
    assert "intrekking" in lid(without, "5.2")


def test_silence_counts_as_consent_after_the_term_of_the_lid_before_it(
    volmacht: list[str], lid: Lid, number_of: NumberOf
) -> None:
    term = number_of(volmacht, "ten minste vier en ten hoogste vijf werkdagen")
    assert f"artikel\u00a0{term} uit" in lid(volmacht, number_of(volmacht, "Blijft een reactie"))


def test_the_volmacht_and_the_agreement_list_the_same_acts(agreement: list[str], volmacht: list[str]) -> None:
    def acts(lines: list[str], after: str) -> list[str]:
        start = next(n for n, line in enumerate(lines) if after in line)
        return [line for line in lines[start + 1 : start + 10] if re.match(r"[a-i]\.\t", line)]

    assert acts(agreement, "Deze taken omvatten:") == acts(volmacht, "de volgende handelingen verrichten:")
    assert len(acts(volmacht, "de volgende handelingen verrichten:")) == 9


def test_the_contents_list_every_article_once(agreement: list[str]) -> None:
    start = agreement.index("Inhoud")
    entries = [line.split("\t") for line in agreement[start + 1 : start + 14]]
    assert [entry[:2] for entry in entries if len(entry) == 3] == [
        line.split("\t") for line in agreement[start + 14 :] if re.match(r"Artikel \d+\t", line)
    ]


def test_no_template_types_the_number_of_an_article_of_its_own(template: Path) -> None:
    with zipfile.ZipFile(template) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    typed = [text for text in map(_typed, root.iter(f"{W}p")) if re.search(r"[Aa]rtikel(?:en)?[\s\u00a0]\d", text)]
    assert [text for text in typed if not OTHER_TEXTS.search(text)] == []


def _typed(paragraph: etree._Element) -> str:
    """The text of a paragraph without the results of its fields."""
    depth, text = 0, ""
    for node in paragraph.iter(f"{W}fldChar", f"{W}t"):
        if node.tag == f"{W}t":
            text += (node.text or "") if depth == 0 and not _listed(paragraph) else ""
        else:
            depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
    return text


def _listed(paragraph: etree._Element) -> bool:
    """Whether the paragraph is an entry of the table of contents."""
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Inhopg1"
