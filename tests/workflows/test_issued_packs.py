"""Issued packs are written again as they were issued, also when the program was stopped before it wrote them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from paper_trail import ISSUED, aanbieding, later, returned

from assembler.workflows import acts, issued_packs
from assembler.workflows.decide import decide
from assembler.workflows.errors import (
    NothingLiveError,
    PacksNotWrittenError,
    SeveralPartijenError,
    TwoChoicesError,
    UnknownPartijError,
)
from signatures import store
from signatures.facts import Claim, Oordeel, SlotId, Tier

NOW = later(ISSUED, 60 * 24 * 30)
NAMES = [f"pakket-{partij}.pdf" for partij in ("flevoland", "noord-holland", "utrecht")]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path) -> Iterator[Path]:
    store.setup(tmp_path / "werkmap")
    yield tmp_path
    store.close()


def written(out: Path, *partijen: str) -> dict[str, bytes]:
    made = issued_packs.write_issued("ptb", out, partijen, NOW)
    return {path.name: path.read_bytes() for path in made.paths}


def reissued(version: str, minutes: int) -> dict[str, bytes]:
    """Another text of everything; gives its packs by file name."""
    last = {u.document: u.id for u in store.facts_of("ptb").uitgiften}
    made = aanbieding(version=version, at=later(ISSUED, minutes))
    made = replace(made, uitgiften=tuple(replace(u, supersedes=last.get(u.document)) for u in made.uitgiften))
    store.record_issue(made)
    return {f"pakket-{pack.partij}.pdf": data for pack, data in made.packs}


def test_packs_lost_after_the_issue_was_recorded_are_written_from_the_store(tmp_path: Path) -> None:
    made = aanbieding()
    store.record_issue(made)
    found = written(tmp_path / "uit")
    assert list(found) == NAMES
    assert list(found.values()) == [data for _, data in made.packs]
    assert list(written(tmp_path / "een", "utrecht")) == ["pakket-utrecht.pdf"]


def test_of_a_text_that_was_replaced_only_the_last_packs_are_written(tmp_path: Path) -> None:
    store.record_issue(aanbieding())
    later_packs = reissued("1.1", 60)
    assert written(tmp_path / "uit") == later_packs


def test_a_pack_with_a_withdrawn_volmacht_is_written_with_a_remark(tmp_path: Path) -> None:
    store.record_issue(aanbieding())
    acts.withdraw("ptb", "volmacht-utrecht", by="J. Jurist", reason="verkeerde bijlage", at=NOW)
    made = issued_packs.write_issued("ptb", tmp_path / "uit", ["utrecht"], NOW)
    assert made.remarks == ("Let op: Titel van volmacht-utrecht, versie 1.0, in dit pakket geldt niet meer.",)


def test_packs_of_a_withdrawn_agreement_are_not_written(tmp_path: Path) -> None:
    store.record_issue(aanbieding())
    acts.withdraw("ptb", "samenwerkingsovereenkomst", by="J. Jurist", reason="fout in artikel 6", at=NOW)
    with pytest.raises(NothingLiveError, match="ingetrokken"):
        written(tmp_path / "uit")


def test_an_unknown_partij_is_named(tmp_path: Path) -> None:
    store.record_issue(aanbieding())
    with pytest.raises(UnknownPartijError, match="drenthe"):
        written(tmp_path / "uit", "drenthe")


def test_an_issue_of_which_the_packs_cannot_be_written_says_that_it_stands(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("een bestand, geen map")
    made = aanbieding()
    store.record_issue(made)
    with pytest.raises(PacksNotWrittenError, match=r"vastgelegd.*tekenklaar pack ptb"):
        issued_packs.write_made(made, tmp_path / "uit")


# --- a scan that claims lines of several partijen --------------------------------------------------------------------


def scan_of_two() -> tuple[str, list[SlotId]]:
    """A scan on which the lines of two partijen seem signed."""
    made = aanbieding()
    store.record_issue(made)
    inzending, data = returned("utrecht", made)
    slots = [slot.id for slot in made.uitgiften[0].slots if slot.id.partij != "flevoland"]
    scan = replace(inzending, tier=Tier.T3, claims=tuple(Claim(slot, inzending.claims[0].signing) for slot in slots))
    store.record_submission(scan, data, by="loket", dossier="ptb")
    return scan.id, slots


def decided(key: str, *partijen: str, all_lines: bool = False) -> Oordeel:
    return decide(key, accepted=True, by="P. Penvoerder", at=NOW, partijen=partijen, all_lines=all_lines)


def test_a_scan_of_several_partijen_is_not_accepted_by_accident() -> None:
    key, _ = scan_of_two()
    with pytest.raises(SeveralPartijenError, match=r"noord-holland, utrecht.*--all-lines"):
        decided(key)
    assert store.decision_on(key) is None


def test_it_is_accepted_for_who_is_named() -> None:
    key, slots = scan_of_two()
    assert decided(key, "utrecht").slots == tuple(slot for slot in slots if slot.partij == "utrecht")


def test_or_for_all_when_somebody_says_so() -> None:
    key, _ = scan_of_two()
    assert decided(key, all_lines=True).slots == ()


def test_choosing_in_two_ways_is_refused() -> None:
    key, _ = scan_of_two()
    with pytest.raises(TwoChoicesError):
        decided(key, "utrecht", all_lines=True)


def test_refusing_needs_no_choice() -> None:
    key, _ = scan_of_two()
    assert not decide(key, accepted=False, by="P. Penvoerder", at=NOW, reason="onleesbaar").accepted
