"""How each signature looks in the executed copy: never nothing on a line that was signed.

A picture that was kept when the file was checked goes first, then what the returned file shows at the prepared field.
A digital signature need not show anything, and a file that could be drawn yesterday may fail today: then words say who
signed, when, and that the original holds the proof.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from assembler.pages.anchors import signature_lines
from assembler.pages.executed import Look
from assembler.pages.ink import Box
from signatures import store
from signatures.dutch import dag
from signatures.effect import InstrumentState
from signatures.evidence.checking import picture_of
from signatures.evidence.readings import zone
from signatures.facts import SlotId, Tier
from signatures.lines import Fill
from signatures.packs import FieldInPack, PackFacts

if TYPE_CHECKING:
    from signatures.store.reading import StoredInzending

_DIGITAL = (Tier.T1, Tier.T2)


def look_name(slot: SlotId) -> str:
    """Under which name the picture of the signature on a line is kept with its submission."""
    return f"handtekening-{slot.uitgifte}-{slot.partij}-{slot.line}.png"


def looks(state: InstrumentState, text: bytes) -> Iterator[Look]:
    """A look for each line of a document that was signed; ``text`` is its finished PDF."""
    packs = store.packs(state.uitgifte.dossier)
    for slot, anchor in zip(state.slots, signature_lines(text), strict=False):
        if slot.fill:
            stored = store.submission(slot.fill.inzending.id)
            picture, shows = _picture(slot.slot.id, stored, packs, anchor.rect)
            yield Look(anchor.page, anchor.rect, picture, shows, _words(slot.slot.signatory, slot.fill))


def _picture(
    slot: SlotId, stored: "StoredInzending", packs: tuple[PackFacts, ...], rect: Box
) -> tuple[bytes, Box | None]:
    """The picture, empty where there is none, and the place on the page that a scan of it shows."""
    tier = stored.inzending.tier
    if kept := stored.files.get(look_name(slot)):
        return store.kept_bytes(kept), _shown(rect) if tier is Tier.T3 else None
    placed = _field(slot, stored, packs) if tier in _DIGITAL else None
    if placed is None:
        return b"", None
    pack, field = placed
    shown = picture_of(store.kept_bytes(stored.inzending.sha256), field.page, field.rect)
    return (shown if shown != _untouched(pack, field) else b""), None


def _shown(rect: Box) -> Box:
    """The place that the picture of a handwritten signature shows (see `readings`), in points from the lower left."""
    left, upper, right, lower = zone((rect.left, -rect.top, rect.right, -rect.bottom))
    return Box(left, -lower, right, -upper)


def _field(
    slot: SlotId, stored: "StoredInzending", packs: tuple[PackFacts, ...]
) -> tuple[PackFacts, FieldInPack] | None:
    """The prepared field of a line, in the pack that came back."""
    named = stored.details.get("packs", ())
    found = [(pack, field) for pack in packs for field in pack.fields if field.slot == slot]
    of_file = [each for each in found if each[0].sha256 in named]
    return next(iter(of_file or found), None)


@cache
def _issued_look(pack_sha256: str, page: int, rect: tuple[float, float, float, float]) -> bytes:
    return picture_of(store.kept_bytes(pack_sha256), page, rect)


def _untouched(pack: PackFacts, field: FieldInPack) -> bytes:
    """What the field looked like when it was issued."""
    return _issued_look(pack.sha256, field.page, field.rect)


def _words(signatory: str, fill: Fill) -> tuple[str, ...]:
    """What stands on the line where no picture of the signature can be shown."""
    how = "Digitaal ondertekend" if fill.inzending.tier in _DIGITAL else "Ondertekend"
    return (
        f"{how} door {_common_name(fill.signer) or signatory}",
        f"op {dag(fill.signing.day)}",
        "Het bewijs staat in het bijgevoegde origineel.",
    )


def _common_name(subject: str) -> str:
    """The name of a person in the subject of a certificate."""
    found = re.search(r"(?:Common Name: |CN=)([^,]+)", subject)
    return found[1].strip() if found else subject.strip()
