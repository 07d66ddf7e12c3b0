"""Old form fields (17.16.5): a check box becomes its sign, a list its chosen line."""

from assembler.documents.field_tree import Field, fields_of, write_result
from assembler.documents.reading import Story
from assembler.documents.wordml import VAL, toggle, value, w, whole

EMPTY_BOX, CHECKED_BOX = "\u2610", "\u2612"


def settle_form_fields(story: Story) -> bool:
    """Write what check boxes and drop-down lists show as their result; False when there was nothing to write."""
    settled = [_settle(one) for one in fields_of(story.root)]
    return any(settled)


def _settle(one: Field) -> bool:
    data = one.begin.find(w("ffData"))
    if data is None or one.instruction.kind not in {"FORMCHECKBOX", "FORMDROPDOWN"}:
        return False
    box, choice = data.find(w("checkBox")), data.find(w("ddList"))
    if box is not None:
        checked = toggle(box, "checked")
        checked = toggle(box, "default") if checked is None else checked
        return write_result(one, CHECKED_BOX if checked else EMPTY_BOX)
    if choice is None:
        return False
    entries = [entry.get(VAL, "") for entry in choice.iterfind(w("listEntry"))]
    chosen = whole(value(choice, "result") or value(choice, "default"), 0)
    return 0 <= chosen < len(entries) and write_result(one, entries[chosen])
