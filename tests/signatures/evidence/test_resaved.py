"""T2: a return that the signer's platform saved anew is never a pass; what it says is compared with what was issued."""

import functools
import io

import pikepdf
import pytest
from attacks import ATTACKS
from examined import examined
from pki import RECEIVED, SIGNED, authority, signer, trusted
from platforms import FORGERS, MORE, PLATFORMS, with_own_field
from small_packs import OWN, TEXTS, bare_pack, issued, pack_of

from signatures.evidence import Outcome
from signatures.evidence.fields import prepare_fields
from signatures.evidence.pairing import paired
from signatures.evidence.returned import examine
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


# What platforms do before they sign, and what forgers have done there


def through(platform: str, data: bytes | None = None) -> Outcome:
    """The file as a platform made and signed it, judged; in the field of the line, or in its own where that is gone."""
    made = with_own_field(PLATFORMS[platform](data or pack_bytes()))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    returned = authority().sign(made, OWN if "Signature1" not in names else "Signature1", signer(), SIGNED, "B-T")
    return examine(returned, "retour.pdf", [pack_of(pack_bytes())], RECEIVED, trusted())


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_honest_platform_makes_a_person_look_and_nothing_worse(platform: str) -> None:
    outcome = through(platform)

    assert (outcome.tier, outcome.verdict) == (Tier.T2, Verdict.INDETERMINATE), outcome.reasons
    assert {1, 2} <= {picture.page for picture in outcome.pictures}
    assert outcome.pages.missing == () and outcome.pages.found == 3
    same = any("gelijk gebleven" in reason for reason in outcome.reasons)
    assert same is (platform != "a number on every page")


@pytest.mark.parametrize("platform", ["fields flattened", "printed to PDF"])
def test_where_the_fields_are_gone_no_line_is_claimed(platform: str) -> None:
    outcome = through(platform)

    assert outcome.claims == () and any("Bij welke regel" in reason for reason in outcome.reasons)


@pytest.mark.parametrize(("platform", "place"), [("a cover page before it", 1), ("an audit page behind it", 4)])
def test_a_page_of_the_platform_is_named(platform: str, place: int) -> None:
    assert platform in MORE
    assert any(f"Bladzijde {place} van het bestand hoort niet" in reason for reason in through(platform).reasons)


@pytest.mark.parametrize(("forger", "platform"), [(f, list(PLATFORMS)[(4 * n) % 11]) for n, f in enumerate(FORGERS)])
def test_what_a_forger_did_before_the_platform_is_named_with_its_page(forger: str, platform: str) -> None:
    outcome = through(platform, FORGERS[forger](pack_bytes()))

    assert outcome.verdict is not Verdict.PASS
    assert any("bladzijde 2" in reason for reason in outcome.reasons), outcome.reasons
    assert outcome.verdict is Verdict.FAIL or 1 in {picture.page for picture in outcome.pictures}


@pytest.mark.parametrize(
    ("issued_pages", "returned_pages", "pairs"),
    [
        ("abc", "abc", (0, 1, 2)),
        ("abc", "xabc", (1, 2, 3)),
        ("abc", "abcx", (0, 1, 2)),
        ("abc", "ac", (0, None, 1)),
        ("abc", "axc", (0, 1, 2)),
        ("abc", "xac", (1, None, 2)),
        ("ab", "ba", (1, None)),
        ("abc", "", (None, None, None)),
        ("", "x", ()),
    ],
)
def test_pages_are_laid_beside_each_other_by_what_they_say(
    issued_pages: str, returned_pages: str, pairs: tuple[int | None, ...]
) -> None:
    texts = {letter: f"bladzijde {letter * 30} met tekst {letter * 9}" for letter in "abcx"}
    texts["x"] = "heel iets anders dan op de andere"

    assert paired([texts[n] for n in issued_pages], [texts[n] for n in returned_pages]) == pairs


def test_the_whole_text_of_a_page_with_a_number_beside_it_is_that_page() -> None:
    assert paired(["een lange tekst", "nog een tekst"], ["voorblad", "een lange tekst 77", "nog een tekst 77"]) == (
        1,
        2,
    )
