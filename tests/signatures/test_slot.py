"""Slots: one signature line each."""

from signatures import slots_of


def test_a_volmacht_opens_three_slots_with_names_of_their_own() -> None:
    slots = slots_of("volmacht-flevoland", "flevoland", [("A", "GS"), ("B", "GS"), ("A", "CvdK")])
    assert [slot.line for slot in slots] == [1, 2, 3]
    assert len({slot.field_name for slot in slots}) == 3


def test_the_same_line_always_gets_the_same_field_name() -> None:
    (slot,) = slots_of("samenwerkingsovereenkomst", "utrecht", [("B", "CvdK")])
    assert slot.field_name == "samenwerkingsovereenkomst_utrecht_1"
