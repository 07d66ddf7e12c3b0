"""Everything about one returned file, for the person who has to decide on it: checks, reasons, lines, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assembler.workflows.lines import label_of
from assembler.workflows.looks import look_name
from assembler.workflows.output import write_file
from assembler.workflows.receive import submission_dict
from signatures import store
from signatures.evidence.checking import picture_of
from signatures.facts import Claim, Facts, Inzending, SlotFact, Tier
from signatures.packs import FieldInPack
from signatures.status import slot_status

_ENDINGS = {b"%PDF": ".pdf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"II*\0": ".tif", b"MM\0*": ".tif"}


@dataclass(frozen=True)
class Shown:
    """One returned file, and the files that were written for who decides."""

    facts: dict[str, Any]
    """Plain values, for ``--json``."""
    made: tuple[tuple[Path, str], ...]
    """(file, what is to be seen on it)."""


def show_submission(key: str, out: Path | None, at: datetime) -> Shown:
    """What is known of a returned file at ``at``; its pictures and the file itself are written to ``out``.

    Raises NotFoundError, FileLostError, FileDamagedError.
    """
    stored = store.submission(key)
    facts = store.facts_of(stored.dossier) if stored.dossier else None
    made = tuple(_written(stored, facts, out)) if out else ()
    pages = stored.details.get("pages") or [0, 0, []]
    inzending = stored.inzending
    plain = submission_dict(inzending, stored.dossier, (pages[0], pages[1], pages[2]))
    plain |= {
        "dossier": stored.dossier or None,
        "received_at": inzending.received_at.isoformat(),
        "decision": _decision(inzending),
        "lines": [_line(facts, n, claim, at) for n, claim in enumerate(inzending.claims, 1)],
        "pictures": [{"file": str(path), "shows": caption} for path, caption in made],
    }
    return Shown(plain, made)


def undecided(at: datetime) -> list[dict[str, Any]]:
    """The returned files on which nobody has decided yet, oldest first."""
    return [show_submission(stored.inzending.id, None, at).facts for stored in store.undecided()]


def _decision(inzending: Inzending) -> dict[str, Any] | None:
    oordeel = store.decision_on(inzending.id)
    if oordeel is None:
        return None
    moment = oordeel.decided_at.isoformat()
    return {"accepted": oordeel.accepted, "by": oordeel.by, "at": moment, "reason": oordeel.reason}


def _line(facts: Facts | None, number: int, claim: Claim, at: datetime) -> dict[str, Any]:
    state = slot_status(facts, claim.slot, at) if facts else None
    slot: SlotFact | None = state.slot if state else None
    return {
        "number": number,
        "line": label_of(facts, claim.slot),
        "signatory": slot.signatory if slot else None,
        "capacity": slot.capacity if slot else None,
        "status": str(state.status) if state else None,
        "certificate": claim.signer or None,
        "signed_on": claim.signing.day.isoformat() if claim.signing else None,
        "proof": str(claim.signing.source) if claim.signing else None,
    }


def _written(stored: "store.reading.StoredInzending", facts: Facts | None, out: Path) -> Iterator[tuple[Path, str]]:
    """The file as it came, a picture of each signature, and the pages that the check wants looked at."""
    inzending = stored.inzending
    data = store.submission_bytes(inzending.id)
    ending = next((ending for start, ending in _ENDINGS.items() if data.startswith(start)), ".bin")
    yield write_file(out / f"ontvangen{ending}", data), f"het bestand zoals het kwam ({inzending.name})"
    shown = set()
    for number, claim in enumerate(inzending.claims, 1):
        name = look_name(claim.slot)
        kept = stored.files.get(name)
        png = store.kept_bytes(kept) if kept else _drawn(stored, claim, data)
        shown.add(name)
        if png:
            caption = f"de handtekening op regel {number}, {label_of(facts, claim.slot)}"
            yield write_file(out / f"handtekening-{number}.png", png), caption
    for name, caption in stored.details.get("pictures", ()):
        if name not in shown and name in stored.files:
            yield write_file(out / name, store.kept_bytes(stored.files[name])), caption


def _drawn(stored: "store.reading.StoredInzending", claim: Claim, data: bytes) -> bytes:
    """A digital signature as the file shows it, at the place of its prepared field."""
    if stored.inzending.tier not in (Tier.T1, Tier.T2):
        return b""
    packs = (pack for sha256 in stored.details.get("packs", ()) for pack in store.packs_by_sha(sha256))
    fields = [field for pack in packs for field in pack.fields if field.slot == claim.slot]
    return _picture(data, fields[0]) if fields else b""


def _picture(data: bytes, field: FieldInPack) -> bytes:
    return picture_of(data, field.page, field.rect)
