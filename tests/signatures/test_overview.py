"""The lines of the ondertekeningsoverzicht: who signed, when, and how that is proven."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Decline,
    Facts,
    Inzending,
    Kind,
    Oordeel,
    SigningDate,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
    Withdrawal,
)
from signatures.overview import overview

ISSUED = datetime(2024, 2, 1, 9, tzinfo=UTC)
SIGNED, RECEIVED, DECIDED, NOW = (ISSUED + timedelta(days=n) for n in (8, 11, 12, 28))
FLEVOLAND, UTRECHT = SlotId("u1", "flevoland", 1), SlotId("u1", "utrecht", 1)
POWER = Bevoegdheid(True, (Besluitfeit("gedeputeerde staten", ISSUED.date(), "GS-1"),))
AGREEMENT = Uitgifte(
    id="u1",
    dossier="PTB",
    kind=Kind.SAMENWERKINGSOVEREENKOMST,
    document="samenwerkingsovereenkomst",
    title="Overeenkomst Bouwen",
    version="1.0",
    sha256="a" * 64,
    code="PTB-SOK",
    pages=10,
    issued_at=ISSUED,
    slots=(
        SlotFact(FLEVOLAND, "de heer A. Gerritsen", "commissaris van de Koning", "f", POWER),
        SlotFact(UTRECHT, "mevrouw L. de Bruin", "commissaris van de Koning", "u", POWER),
    ),
)
NAMES = (("flevoland", "provincie Flevoland"), ("utrecht", "provincie Utrecht"))


def facts(tier: Tier = Tier.T1, signing: SigningDate | None = None, signer: str = "A. Gerritsen") -> Facts:
    """Flevoland signed and was accepted; Utrecht has not answered."""
    stated = signing or SigningDate.at(SIGNED, Source.TIMESTAMP)
    claim = Claim(FLEVOLAND, None if stated.source is Source.TRANSCRIBED else stated, signer)
    verdict = Verdict.INDETERMINATE if tier is not Tier.T1 else Verdict.PASS
    came = Inzending("i1", "b" * 64, "pakket.pdf", RECEIVED, tier, verdict, (claim,))
    said = Oordeel("i1", True, "M. de Vries", DECIDED, stated if claim.signing is None else None, "bekeken")
    return Facts("PTB", ("flevoland", "utrecht"), "utrecht", (AGREEMENT,), (), (came,), (said,), names=NAMES)


def lines(known: Facts, at: datetime = NOW) -> list[dict[str, Any]]:
    return list(overview(known, at, "7:abc")["regels"])


def test_it_says_when_it_was_made_and_what_the_head_of_the_log_is() -> None:
    made = overview(facts(), datetime(2024, 3, 31, 22, 30, tzinfo=UTC), "7:abc")
    assert (made["opgesteld_op"], made["logboek_hoofd"]) == (date(2024, 4, 1), "7:abc")


def test_a_signed_line_says_who_when_how_and_in_which_file() -> None:
    assert lines(facts())[0] == {
        "document": "Overeenkomst Bouwen",
        "versie": "1.0",
        "partij": "provincie Flevoland",
        "ondertekenaar": "de heer A. Gerritsen",
        "hoedanigheid": "commissaris van de Koning",
        "status": "getekend",
        "getekend_op": SIGNED.date(),
        "bewijs": "digitaal door A. Gerritsen; tijdstip bewezen door een tijdstempel; aanvaard door M. de Vries",
        "hash": "b" * 64,
    }


def test_a_line_without_signature_is_outstanding_and_has_no_hash() -> None:
    line = lines(facts())[1]
    assert (line["status"], line["getekend_op"], line["bewijs"], line["hash"]) == ("uitstaand", None, None, None)


def test_a_date_copied_from_paper_names_who_copied_it() -> None:
    on_paper = facts(Tier.T3, SigningDate(SIGNED.date(), Source.TRANSCRIBED), signer="")
    assert "op papier; datum overgenomen door M. de Vries" in lines(on_paper)[0]["bewijs"]


@pytest.mark.parametrize("source", [Source.TIMESTAMP, Source.CLAIMED])
def test_a_proven_moment_and_a_claimed_one_are_told_apart(source: Source) -> None:
    proof = lines(facts(signing=SigningDate.at(SIGNED, source)))[0]["bewijs"]
    assert ("bewezen" in proof) is (source is Source.TIMESTAMP)


def test_a_refusal_to_sign_gives_its_reason() -> None:
    refused = replace(facts(), declines=(Decline(UTRECHT, DECIDED, "geen besluit", "L. de Bruin"),))
    assert (lines(refused)[1]["status"], lines(refused)[1]["bewijs"]) == ("geweigerd", "geen besluit")


def test_what_was_not_known_yet_is_not_in_it() -> None:
    assert lines(facts(), at=RECEIVED)[0]["status"] == "uitstaand"


def test_a_withdrawn_issue_stands_in_it_only_when_asked_for() -> None:
    taken_back = replace(facts(), withdrawals=(Withdrawal("u1", DECIDED, "fout in artikel 6", "M. de Vries"),))
    assert lines(taken_back) == []
    asked = overview(taken_back, NOW, None, ["u1"])["regels"]
    assert {line["status"] for line in asked} == {"vervallen"}
