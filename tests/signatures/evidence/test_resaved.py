"""T2: a return that the signer's platform saved anew is never a pass; what it says is compared with what was issued."""

import functools
import io

import pikepdf
import pytest
from attacks import ATTACKS
from examined import examined
from pki import RECEIVED, SIGNED, authority, signer, trusted
from small_packs import OWN, TEXTS, bare_pack, issued, pack_of

from signatures.evidence import Outcome
from signatures.evidence.fields import prepare_fields
from signatures.evidence.testpki import LEVELS
from signatures.facts import Tier, Verdict


@functools.cache
def pack_bytes() -> bytes:
    return issued()


@functools.cache
def resaved(data: bytes) -> bytes:
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(sink, deterministic_id=True)
    return sink.getvalue()


@functools.cache
def _flevoland() -> bytes:
    return prepare_fields(bare_pack(("Brief", "Flevoland draagt bij", "Volmacht")), ())


def checked(data: bytes) -> Outcome:
    other = pack_of(_flevoland(), (), "flevoland")
    return examined(data, [other, pack_of(pack_bytes())], RECEIVED, trusted())


def signed(data: bytes, level: str = "B-LTA") -> bytes:
    return authority().sign(data, OWN, signer(), SIGNED, level)


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_text_saved_anew_waits_for_a_person(level: str) -> None:
    outcome = checked(signed(resaved(pack_bytes()), level))

    assert (outcome.tier, outcome.verdict) == (Tier.T2, Verdict.INDETERMINATE)
    assert outcome.partijen == ("utrecht",)
    assert len(outcome.claims) == 1


def test_the_pages_that_bear_lines_are_shown_side_by_side() -> None:
    outcome = checked(signed(resaved(pack_bytes())))

    assert [picture.page for picture in outcome.pictures] == [1, 2]
    assert all(picture.png.startswith(b"\x89PNG") for picture in outcome.pictures)


def test_another_amount_is_found_and_fails() -> None:
    evil = prepare_fields(bare_pack((TEXTS[0], "Utrecht draagt 5 euro bij", TEXTS[2])), pack_of(b"").fields)

    outcome = checked(signed(evil))

    assert outcome.verdict is Verdict.FAIL
    assert any("bladzijde 2" in reason for reason in outcome.reasons)


def test_text_that_was_added_is_named_and_waits_for_a_person() -> None:
    stamped = prepare_fields(bare_pack((TEXTS[0], f"{TEXTS[1]} (platform 123)", TEXTS[2])), pack_of(b"").fields)

    outcome = checked(signed(stamped))

    assert outcome.verdict is Verdict.INDETERMINATE
    assert any("meer tekst" in reason for reason in outcome.reasons)


def test_a_mark_without_letters_is_seen_in_the_picture() -> None:
    drawn = resaved(pack_bytes())
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        pdf.pages[1].contents_add(b"0 g 40 180 300 30 re f")
        sink = io.BytesIO()
        pdf.save(sink)

    outcome = checked(signed(sink.getvalue()))

    assert outcome.verdict is not Verdict.PASS
    assert any("beeld wijkt af op" in reason or "beeld wijkt af van" in reason for reason in outcome.reasons)


def test_a_signed_file_that_is_none_of_ours_fails() -> None:
    assert (
        dict(checked(ATTACKS["a document made from nothing bears a good signature"](pack_bytes())).checks)["lineage"]
        == "fail"
    )


def test_saving_anew_after_signing_breaks_the_signature() -> None:
    assert checked(resaved(signed(pack_bytes()))).verdict is Verdict.FAIL


@pytest.mark.parametrize("sentence", [name for name in ATTACKS if name.endswith("after a plain signature")])
def test_what_is_changed_after_signing_a_file_saved_anew_never_passes(sentence: str) -> None:
    assert checked(ATTACKS[sentence](resaved(pack_bytes()))).verdict is not Verdict.PASS
