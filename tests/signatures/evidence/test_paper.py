"""Scans of signed paper: recognised however they lie, told apart when they are something else, never passed unseen."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw
from scanner import (
    POOR,
    RECEIVED_AT,
    Scanner,
    index_of,
    issued,
    pack,
    packs,
    page_of,
    printed,
    signed,
    swapped,
    whited,
    whole,
)

from signatures.evidence.paper import check_scan
from signatures.evidence.rehearsal import scan_of
from signatures.evidence.verdict import Line, Outcome
from signatures.facts import Tier, Verdict
from signatures.packs import PackFacts

OFFICE = Scanner()


def check(data: bytes, known: Sequence[PackFacts] | None = None) -> Outcome:
    return check_scan(data, "scan.pdf", packs() if known is None else known, RECEIVED_AT)


def lines(outcome: Outcome) -> dict[Line, Verdict | None]:
    return dict(outcome.lines)


def slots(outcome: Outcome) -> set[tuple[str, int]]:
    """(partij, line) of what is claimed."""
    return {(claim.slot.partij, claim.slot.line) for claim in outcome.claims}


def said(outcome: Outcome, *words: str) -> bool:
    """Whether one sentence holds all these words."""
    return any(all(word in reason for word in words) for reason in outcome.reasons)


def signature_page(partij: str = "flevoland", page: int = 11) -> Image.Image:
    return signed(page_of(partij, "SOK", page), partij, index_of(partij, "SOK", page))


# What comes back in good order


def test_a_scan_of_a_whole_signed_pack_names_its_partij_pages_and_lines() -> None:
    outcome = check(OFFICE.pdf(whole("flevoland", "FLEVOLAND") + whole("flevoland", "SOK")))
    assert outcome.tier is Tier.T3 and outcome.partijen == ("flevoland",)
    assert len(outcome.claims) == 4 and slots(outcome) == {("flevoland", 1), ("flevoland", 2), ("flevoland", 3)}
    assert outcome.pages.missing == () and outcome.pages.found == outcome.pages.expected == 20
    assert outcome.packs == (pack("flevoland").sha256,)


def test_a_scan_waits_for_a_person_to_copy_the_date_and_for_nothing_else() -> None:
    outcome = check(OFFICE.pdf([signature_page()]))
    assert lines(outcome) == {
        Line.LINEAGE: Verdict.PASS,
        Line.INTEGRITY: Verdict.PASS,
        Line.TRUST: None,
        Line.REVOCATION: None,
        Line.TIME: Verdict.INDETERMINATE,
    }
    assert outcome.verdict is Verdict.INDETERMINATE
    assert [claim.signing for claim in outcome.claims] == [None]
    assert said(outcome, "datum", "neem de datum over")


def test_the_picture_of_the_signature_shows_the_ink() -> None:
    (picture,) = check(OFFICE.pdf([signature_page()])).pictures
    shown = Image.open(io.BytesIO(picture.png))
    assert picture.slot is not None and picture.slot.partij == "flevoland" and picture.page == 0
    assert shown.getextrema()[0] < 120 and shown.width > 400


def test_only_the_signature_page_is_enough_and_is_named() -> None:
    outcome = check(OFFICE.jpeg(signature_page()))
    assert slots(outcome) == {("flevoland", 1)}
    assert said(outcome, "alleen de ondertekening", "bladzijde 11 van 14")
    assert len(outcome.pages.missing) == 13


@pytest.mark.parametrize(
    "scanner",
    [
        POOR,
        replace(POOR, angle=-3),
        replace(POOR, upside_down=True),
        replace(POOR, shift=(9, -4), scale=0.97),
        Scanner(dpi=300, angle=1),
        Scanner(dpi=200, border=18),
        Scanner(dpi=150, shadow=True, angle=-1.5),
        Scanner(dpi=100, noise=14, quality=40),
        Scanner(paper=225, ink=90),
    ],
    ids=lambda scanner: f"{scanner.dpi}dpi{scanner.angle:+}",
)
def test_it_is_recognised_however_it_was_scanned(scanner: Scanner) -> None:
    outcome = check(scanner.jpeg(signature_page()))
    assert slots(outcome) == {("flevoland", 1)}, outcome.reasons
    assert lines(outcome)[Line.INTEGRITY] is Verdict.PASS, outcome.reasons


@pytest.mark.parametrize("kind", ["jpeg", "png", "tiff", "bilevel", "pdf"])
def test_every_kind_of_file_that_a_scanner_makes_is_read(kind: str) -> None:
    paper = signature_page()
    made = {
        "jpeg": lambda: OFFICE.jpeg(paper),
        "png": lambda: OFFICE.png(paper),
        "tiff": lambda: OFFICE.tiff([paper]),
        "bilevel": lambda: bilevel(Scanner(dpi=200).scan(paper)),
        "pdf": lambda: OFFICE.pdf([paper]),
    }
    assert slots(check(made[kind]())) == {("flevoland", 1)}


def bilevel(picture: Image.Image) -> bytes:
    """As a fax does: black or white, nothing between."""
    sink = io.BytesIO()
    picture.point([255 * (value > 150) for value in range(256)]).convert("1").save(sink, "TIFF", compression="group4")
    return sink.getvalue()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_it_is_recognised_on_its_side(turn: int) -> None:
    lying = OFFICE.scan(signature_page()).rotate(turn, expand=True)
    sink = io.BytesIO()
    lying.save(sink, "PNG")
    outcome = check(sink.getvalue())
    assert slots(outcome) == {("flevoland", 1)} and lines(outcome)[Line.INTEGRITY] is Verdict.PASS


def test_a_tiff_of_many_pages_mixed_up_is_put_in_order_and_says_so() -> None:
    papers = whole("utrecht", "SOK")
    outcome = check(OFFICE.tiff([*papers[7:], *papers[:7]]))
    assert slots(outcome) == {("utrecht", 1)} and outcome.pages.missing == ()
    assert said(outcome, "SOK", "andere volgorde")


def test_two_pages_on_one_sheet_are_both_found() -> None:
    one, other = (page_of("flevoland", "SOK", page) for page in (3, 4))
    sheet = Image.new("L", (one.width * 2, one.height), 255)
    sheet.paste(one, (0, 0))
    sheet.paste(other, (one.width, 0))
    assert check(Scanner(dpi=200).png(sheet)).pages.found == 2


def test_empty_backs_of_sheets_are_passed_over() -> None:
    back = Image.new("L", page_of("flevoland", "SOK", 11).size, 255)
    outcome = check(OFFICE.pdf([signature_page(), back]))
    assert lines(outcome)[Line.LINEAGE] is Verdict.PASS


def test_several_partijen_in_one_scan_are_named_and_split() -> None:
    outcome = check(OFFICE.pdf([signature_page("flevoland", 11), signature_page("utrecht", 12)]))
    assert outcome.partijen == ("flevoland", "utrecht")
    assert slots(outcome) == {("flevoland", 1), ("utrecht", 1)}
    assert said(outcome, "flevoland en utrecht")


def test_of_two_lines_only_the_one_written_on_is_claimed() -> None:
    page = index_of("flevoland", "FLEVOLAND", 4)
    paper = signed(printed(issued()["flevoland"], page), "flevoland", page, lines=(1, 3))
    outcome = check(OFFICE.pdf([paper]))
    assert slots(outcome) == {("flevoland", 1), ("flevoland", 3)}
    assert said(outcome, "Regel 2 van flevoland", "leeg")


# What is not in order


def test_paper_on_which_nobody_wrote_claims_nothing() -> None:
    outcome = check(OFFICE.pdf([page_of("flevoland", "SOK", 11)]))
    assert outcome.claims == () and outcome.verdict is Verdict.INDETERMINATE
    assert said(outcome, "geen enkele handtekeningregel")


def test_missing_pages_are_named() -> None:
    papers = whole("flevoland", "SOK")
    outcome = check(OFFICE.pdf([*papers[:4], *papers[5:8], *papers[9:]]))
    assert lines(outcome)[Line.INTEGRITY] is Verdict.INDETERMINATE
    assert said(outcome, "ontbreken bladzijden 5 en 9 van 14")


def test_a_page_that_came_twice_is_named() -> None:
    paper = signature_page()
    assert said(check(OFFICE.pdf([paper, paper])), "bladzijde 11", "meer dan eens")


def test_another_version_is_refused_and_both_versions_named() -> None:
    issue = pack("flevoland")
    newer = replace(issue, documents=tuple(replace(doc, version="2.0", text_hash="0" * 12) for doc in issue.documents))
    outcome = check(OFFICE.pdf([signature_page()]), [newer])
    assert outcome.verdict is Verdict.FAIL and outcome.claims == ()
    assert said(outcome, "versie 1.0", "uitgegeven is versie 2.0")


def test_the_same_version_with_another_hash_is_refused() -> None:
    issue = pack("flevoland")
    other = replace(issue, documents=tuple(replace(doc, text_hash="0" * 12) for doc in issue.documents))
    outcome = check(OFFICE.pdf([signature_page()]), [other])
    assert outcome.verdict is Verdict.FAIL and said(outcome, "andere controlewaarde")


def test_an_issue_that_a_later_one_replaced_is_refused() -> None:
    issue = pack("flevoland")
    later = replace(
        issue,
        sha256="1" * 64,
        issued_at=issue.issued_at + timedelta(days=3),
        documents=tuple(
            replace(doc, uitgifte=f"{doc.uitgifte}-later", version="1.1", text_hash="1" * 12) for doc in issue.documents
        ),
    )
    outcome = check(OFFICE.pdf([signature_page()]), [issue, later])
    assert outcome.verdict is Verdict.FAIL and outcome.claims == ()
    assert said(outcome, "eerdere uitgave", "versie 1.1")


def test_a_page_of_another_pack_between_the_pages_is_named() -> None:
    outcome = check(OFFICE.pdf([signature_page(), page_of("utrecht", "UTRECHT", 1)]), packs("flevoland"))
    assert lines(outcome)[Line.LINEAGE] is Verdict.INDETERMINATE and slots(outcome) == {("flevoland", 1)}
    assert said(outcome, "Bladzijde 2 van het bestand", "ander stuk of dossier", "UTRECHT")


def test_pages_of_another_dossier_alone_are_refused() -> None:
    outcome = check(OFFICE.pdf([page_of("utrecht", "VOLMACHT-UTRECHT", 4)]), packs("flevoland"))
    assert outcome.tier is Tier.T4 and outcome.verdict is Verdict.FAIL


def test_a_page_without_a_code_is_named() -> None:
    letter = Image.new("L", page_of("flevoland", "SOK", 11).size, 255)
    ImageDraw.Draw(letter).text((200, 300), "Hierbij retour, met vriendelijke groet", fill=0, font_size=48)
    outcome = check(OFFICE.pdf([signature_page(), letter]))
    assert lines(outcome)[Line.LINEAGE] is Verdict.INDETERMINATE
    assert said(outcome, "Zonder leesbare paginacode", "bladzijde 2")


def test_a_file_with_no_code_at_all_is_refused_with_what_to_do() -> None:
    cut = page_of("flevoland", "SOK", 11).crop((0, 0, 1653, 1900))
    outcome = check(OFFICE.jpeg(cut))
    assert outcome.tier is Tier.T4 and outcome.verdict is Verdict.FAIL and outcome.claims == ()
    assert said(outcome, "paginacode", "nieuwe scan")


# Another text under a copied code


def test_a_page_with_another_text_and_a_copied_code_never_stands() -> None:
    forged = page_of("flevoland", "SOK", 8).copy()
    forged.paste(page_of("flevoland", "SOK", 5).crop((0, 0, 1653, 2100)), (0, 0))
    outcome = check(OFFICE.pdf([forged, signature_page()]))
    assert outcome.verdict is Verdict.FAIL and outcome.claims == ()
    assert outcome.pictures


@pytest.mark.parametrize("scanner", [OFFICE, POOR, Scanner(dpi=300)], ids=["150", "100", "300"])
def test_an_amount_that_was_replaced_is_pointed_out(scanner: Scanner) -> None:
    page = index_of("flevoland", "SOK", 8)
    forged = swapped(printed(issued()["flevoland"], page), "flevoland", page, "40.000,00", "75.000,00")
    outcome = check(scanner.pdf([forged]))
    assert lines(outcome)[Line.INTEGRITY] is not Verdict.PASS
    assert said(outcome, "wijkt af", "40.000")


@pytest.mark.parametrize("scanner", [OFFICE, POOR], ids=["150", "100"])
def test_a_word_that_was_removed_is_pointed_out(scanner: Scanner) -> None:
    page = index_of("flevoland", "SOK", 9)
    forged = whited(printed(issued()["flevoland"], page), "flevoland", page, "rechtswege")
    outcome = check(scanner.pdf([forged]))
    assert lines(outcome)[Line.INTEGRITY] is Verdict.FAIL and outcome.claims == ()
    assert said(outcome, "wijkt af", "rechtswege")


def test_words_struck_out_by_hand_are_shown_to_the_person_who_decides() -> None:
    paper = page_of("flevoland", "SOK", 9).copy()
    ImageDraw.Draw(paper).line((300, 900, 900, 905), fill=40, width=5)
    outcome = check(OFFICE.pdf([paper]))
    assert lines(outcome)[Line.INTEGRITY] is not Verdict.PASS
    assert said(outcome, "doorhaling") and outcome.pictures


def test_a_remark_in_the_margin_is_shown() -> None:
    paper = page_of("flevoland", "SOK", 4).copy()
    ImageDraw.Draw(paper).text((260, 2060), "niet akkoord met artikel 6", fill=60, font_size=44)
    assert said(check(OFFICE.pdf([paper])), "iets dat niet is uitgegeven")


def test_a_signature_under_a_page_that_cannot_be_compared_is_not_in_order() -> None:
    bare = replace(pack("flevoland"), loader=None)
    outcome = check(OFFICE.pdf([signature_page()]), [bare])
    assert lines(outcome)[Line.INTEGRITY] is Verdict.INDETERMINATE
    assert said(outcome, "kon niet met de uitgegeven bladzijde worden vergeleken")


# What the rehearsal prints, signs and scans


@pytest.mark.parametrize("partij", ["flevoland", "utrecht", "noord-holland", "zuid-holland"])
def test_a_clean_scan_claims_the_lines_that_bear_ink_and_no_other(partij: str) -> None:
    outcome = check(scan_of(pack(partij), issued()[partij]))
    assert {claim.slot for claim in outcome.claims} == {field.slot for field in pack(partij).fields}
    assert outcome.partijen == (partij,)
    assert lines(outcome)[Line.INTEGRITY] is Verdict.PASS, outcome.reasons
    assert lines(outcome)[Line.LINEAGE] is Verdict.PASS, outcome.reasons


def test_a_scan_on_which_nobody_wrote_claims_no_line_of_anybody() -> None:
    bare = replace(pack("zuid-holland"), fields=())
    outcome = check(scan_of(bare, issued()["zuid-holland"]))
    assert outcome.claims == () and lines(outcome)[Line.INTEGRITY] is Verdict.PASS, outcome.reasons


@pytest.mark.parametrize("scanner", [OFFICE, POOR], ids=["150", "100"])
@pytest.mark.parametrize(("printed_word", "other"), [("3", "0"), ("5", "3"), ("8", "3"), ("6", "5")])
def test_one_digit_for_another_is_pointed_out(scanner: Scanner, printed_word: str, other: str) -> None:
    page = index_of("flevoland", "SOK", 8)
    paper = printed(issued()["flevoland"], page)
    outcome = check(scanner.pdf([swapped(paper, "flevoland", page, printed_word, other)]))
    assert lines(outcome)[Line.INTEGRITY] is not Verdict.PASS
