"""A part of the corpus of returned paper; all of it: ``PYTHONPATH=tests python -m bench.scans``."""

import pytest
from paper_corpus import FORGERIES, HONEST, OFFICE, Place, grey, packs_of, some_pages
from scanner import RECEIVED_AT

from signatures.evidence.paper import check_scan
from signatures.evidence.verdict import Line, Outcome
from signatures.facts import Verdict

CHOSEN = (
    "thick marker across the lines",
    "faint pencil, 100 dpi, JPEG 40",
    "round blue stamp over text",
    "coffee",
    "punched holes, lid light",
    "margins cropped by 8 mm",
    "A4 on Letter",
    "fax of 200 dpi, dark",
    "fax of 204 by 98 dpi",
)


def lines_page(pack: int = 0) -> Place:
    """The page with most lines of the own partij."""
    return max(some_pages(packs_of()[pack]), key=lambda place: len(place.lines))


def text_page(pack: int = 0) -> Place:
    return next(place for place in some_pages(packs_of()[pack]) if not place.lines)


def check(way: str, *places: Place) -> Outcome:
    treatment = HONEST[way]
    sheets = [treatment.lay(place.signed(**treatment.pen)) for place in places]
    return check_scan(treatment.make(sheets), "scan", packs_of(), RECEIVED_AT)


@pytest.mark.parametrize("way", CHOSEN)
def test_honest_paper_claims_its_lines_and_is_nowhere_called_another_text(way: str) -> None:
    outcome = check(way, lines_page(), text_page())

    assert len(outcome.claims) == len(lines_page().lines) == 3, outcome.reasons
    assert not any("wijkt af" in reason or "Zonder leesbare" in reason for reason in outcome.reasons), outcome.reasons


@pytest.mark.parametrize("way", ["round blue stamp over text", "a paraaf on every page"])
def test_what_was_added_is_shown_to_a_person(way: str) -> None:
    outcome = check(way, text_page())

    assert any("niet is uitgegeven" in reason for reason in outcome.reasons)
    assert outcome.pictures


def test_letters_beyond_the_edge_of_the_scan_are_said_to_be_unseen() -> None:
    outcome = check("left 25 mm cropped, letters gone", lines_page())

    assert dict(outcome.lines)[Line.INTEGRITY] is Verdict.INDETERMINATE
    assert any("staat niet geheel op de scan" in reason for reason in outcome.reasons)
    assert not any("wijkt af" in reason for reason in outcome.reasons)


def test_grey_print_that_a_thin_fax_loses_is_said_to_be_unseen() -> None:
    outcome = check("fax of 200 dpi, thin, askew", lines_page())

    assert any("grijze druk weggevallen" in reason for reason in outcome.reasons), outcome.reasons
    assert dict(outcome.lines)[Line.INTEGRITY] is Verdict.INDETERMINATE


@pytest.mark.parametrize("forgery", [name for name in FORGERIES if name != "a page left out"])
def test_what_is_not_as_issued_is_named(forgery: str) -> None:
    made = FORGERIES[forgery]
    outcome = check_scan(grey(OFFICE)(made.sheets(packs_of()[0])), "scan", packs_of(), RECEIVED_AT)

    assert any(word in reason for reason in outcome.reasons for word in made.names), outcome.reasons
    assert not (made.is_refused and outcome.claims)
    assert dict(outcome.lines)[Line.INTEGRITY] is not Verdict.PASS
