"""What the source says and a new text could lose, and what the law asks beside it."""

import re
from collections.abc import Callable, Mapping

import pytest
from generated import as_yaml, many

from assembler.documents.text import text_of
from assembler.dossier import Dossier

Paperwork = Mapping[str, bytes]
Lid = Callable[[list[str], str], str]
Fill = Callable[..., Paperwork]


def agreement_with(fill: Fill, **facts: object) -> list[str]:
    """The lines of the agreement of two provincies with these facts."""
    whole = many(2, "provincie")
    whole["overeenkomst"] |= facts
    dossier = Dossier.from_text(as_yaml(whole))
    return text_of(fill(dossier, kinds=("samenwerkingsovereenkomst",))["samenwerkingsovereenkomst"]).splitlines()


def test_the_general_act_closes_the_list_so_that_it_covers_every_other(volmacht: list[str]) -> None:
    acts = [line for line in volmacht if re.match(r"[a-i]\.\t", line)][:9]
    assert acts[-1] == "i.\talles doen wat voor de hiervoor genoemde handelingen nodig is."


def test_the_acts_use_the_defined_terms(volmacht: list[str]) -> None:
    acts = " ".join(line for line in volmacht if re.match(r"[a-i]\.\t", line))
    assert not re.search(r"\b(volmachtgever|begroting|jaarplan|overeenkomst)", acts)


def test_a_volmacht_rests_on_the_power_to_contract_and_to_litigate(volmacht: list[str]) -> None:
    assert any("158, eerste lid, onder d, en, voor het voeren van procedures, onder e" in line for line in volmacht)


def test_a_waterschap_cites_no_letter_that_its_statute_does_not_have(fill: Fill) -> None:
    papers = fill(Dossier.from_text(as_yaml(many(2, "waterschap"))), kinds=("volmacht",))
    assert all("onder e" not in text_of(docx) for docx in papers.values())


def test_information_is_a_condition_of_the_volmacht(volmacht: list[str], lid: Lid) -> None:
    assert "op voorwaarde dat de Gevolmachtigde genoeg informatie geeft" in lid(volmacht, "4.1")


def test_the_own_contribution_is_a_limit_between_the_partijen_only(volmacht: list[str], lid: Lid) -> None:
    assert lid(volmacht, "3.2").startswith("In de onderlinge verhouding tussen Partijen")


def test_who_contributes_in_natura_must_put_it_at_the_disposal_of_all(agreement: list[str], lid: Lid) -> None:
    assert "stelt die in dat jaar aan Partijen ter beschikking" in lid(agreement, "6.3")


@pytest.mark.parametrize("kind", ["factuur", "creditnota"])
def test_an_invoice_to_a_po_box_names_the_seat_of_the_buyer_too(tekenklaar: Paperwork, kind: str) -> None:
    text = text_of(tekenklaar[f"{kind}-2024-zuid-holland"])
    assert "Postbus 90602" in text
    assert "Provincie Zuid-Holland, Zuid-Hollandplein 1, 2596 AW Den Haag" in text


def test_an_invoice_names_its_seller_with_btw_id_and_kvk_in_the_text(tekenklaar: Paperwork) -> None:
    head = text_of(tekenklaar["factuur-2024-utrecht"]).split("\nFactuur\n")[0]
    assert "Dreef 3, 2012 HR Haarlem" in head
    assert "KvK 00000027, btw-id NL999902702B01" in head


def test_a_letter_says_that_page_counts_follow_while_there_are_none(tekenklaar: Paperwork) -> None:
    assert "\nvolgt\n" in text_of(tekenklaar["aanbiedingsbrief-utrecht"])


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        (0, "Een opzegtermijn is niet bepaald."),
        (1, "een opzegtermijn van ten minste één maand."),
        (3, "een opzegtermijn van ten minste drie maanden."),
    ],
)
def test_the_notice_reads_well_at_any_number_of_months(fill: Fill, lid: Lid, months: int, sentence: str) -> None:
    assert sentence in lid(agreement_with(fill, opzegtermijn_maanden=months), "7.2")
