"""The child process: bounded, replaced, never believed on its word."""

import sys

import pytest
from attacks import honest
from pki import RECEIVED, trusted
from small_packs import FIELDS, OWN, issued, pack_of, stream, written

from signatures.evidence import check, picture_of
from signatures.evidence.child import Child, ChildGoneError, ChildLateError, ChildLimits
from signatures.facts import Verdict

PICTURE = {"question": "picture", "page": 0, "rect": [0, 0, 10, 10]}
needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="the platform has no resource limits")


def test_a_child_that_is_too_slow_is_ended() -> None:
    child = Child(ChildLimits(seconds=0.01))

    with pytest.raises(ChildLateError):
        child.ask(PICTURE, [issued()])


def test_a_child_that_dies_is_replaced() -> None:
    child = Child()
    with pytest.raises(ChildGoneError):
        child.ask({"question": "picture"}, [])

    _, pictures = child.ask(PICTURE, [issued()])
    child.close()

    assert pictures[0].startswith(b"\x89PNG")


def test_a_check_that_takes_too_long_is_not_decided() -> None:
    outcome = check(honest(issued()), "x.pdf", [pack_of(issued())], RECEIVED, trusted(), ChildLimits(seconds=0.01))

    assert outcome.verdict is Verdict.INDETERMINATE
    assert "duurde te lang" in outcome.reasons[0]


@needs_limits
def test_a_check_that_takes_too_much_memory_is_not_decided() -> None:
    bomb = b"<< /Type /XObject >>" * 3_000_000
    outcome = check(
        b"%PDF-1.7\n" + bomb, "x.pdf", [pack_of(issued())], RECEIVED, trusted(), ChildLimits(memory=64 << 20)
    )

    assert outcome.verdict is Verdict.INDETERMINATE


def test_a_tree_of_pages_that_bites_its_tail_is_not_decided() -> None:
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    outcome = check(
        written([b"<< /Type /Catalog /Pages 3 0 R >>", b"<< >>", pages]), "x", [pack_of(issued())], RECEIVED, trusted()
    )

    assert outcome.verdict is not Verdict.PASS


def test_nesting_without_end_is_not_decided() -> None:
    deep = b"[" * 50_000 + b"]" * 50_000
    outcome = check(
        written([b"<< /Type /Catalog /Pages 3 0 R /X 4 0 R >>", b"<< >>", b"<< >>", deep]),
        "x",
        [pack_of(issued())],
        RECEIVED,
        trusted(),
    )

    assert outcome.verdict is not Verdict.PASS


def test_a_stream_that_grows_without_bound_is_not_decided() -> None:
    import zlib

    grown = zlib.compress(zlib.compress(bytes(200 << 20), 9), 9)
    objects = stream(grown, b"/Type /ObjStm /N 1 /First 5 /Filter [/FlateDecode /FlateDecode]")
    outcome = check(
        written([b"<< /Type /Catalog /Pages 3 0 R >>", b"<< >>", objects]),
        "x",
        [pack_of(issued())],
        RECEIVED,
        trusted(),
    )

    assert outcome.verdict is not Verdict.PASS


def test_the_picture_of_a_signature_can_be_shown() -> None:
    field = next(field for field in FIELDS if field.name == OWN)

    assert picture_of(honest(issued()), field.page, field.rect).startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_drawn_is_empty() -> None:
    assert picture_of(b"%PDF-kapot", 0, (0, 0, 10, 10)) == b""
