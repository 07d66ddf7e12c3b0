"""Check a returned file: at the gate here, all the rest in a child process with limits."""

import atexit
import functools
from collections.abc import Sequence
from datetime import datetime

from signatures.evidence.child import Child, ChildGoneError, ChildLateError, ChildLimits
from signatures.evidence.errors import GateError
from signatures.evidence.frames import pack_to_plain, trust_to_parts
from signatures.evidence.gate import admit
from signatures.evidence.refusals import issued_in, refused, unreadable
from signatures.evidence.trust import TrustFolder, TrustList
from signatures.evidence.verdict import Outcome, from_plain
from signatures.packs import PackFacts, Rect

_DIED = "Het nazien van het bestand is afgebroken: het vroeg te veel geheugen of rekentijd, of het is beschadigd."
_LATE = "Het nazien van het bestand duurde te lang en is afgebroken."


@functools.cache
def _child() -> Child:
    child = Child()
    atexit.register(child.close)
    return child


def check(
    data: bytes,
    name: str,
    packs: Sequence[PackFacts],
    received_at: datetime,
    trust: TrustFolder | TrustList,
    limits: ChildLimits | None = None,
) -> Outcome:
    """Judge a returned file against all packs that it may be; ``received_at`` is aware.

    Never raises for what is in the file: a refusal at the gate is tier T4 and a fail, a parser or a child that gives up
    is indeterminate. Raises TrustFolderError for an unusable folder.
    """
    listed = trust.read() if isinstance(trust, TrustFolder) else trust
    try:
        admit(data)
    except GateError as refusal:
        return refused(data, name, received_at, refusal)
    match = issued_in(data, packs)
    child = _child() if limits is None else Child(limits)
    try:
        return _asked(child, data, name, [match[0]] if match else list(packs), received_at, listed)
    except ChildLateError:
        return unreadable(data, name, received_at, _LATE)
    except ChildGoneError:
        return unreadable(data, name, received_at, _DIED)
    finally:
        if limits is not None:
            child.close()


def _asked(
    child: Child, data: bytes, name: str, packs: Sequence[PackFacts], received_at: datetime, trust: TrustList
) -> Outcome:
    trusted, certificates = trust_to_parts(trust)
    question = {
        "question": "check",
        "name": name,
        "received_at": received_at.isoformat(),
        "packs": [pack_to_plain(pack) for pack in packs],
        "trust": trusted,
    }
    plain, pictures = child.ask(question, [data, *(pack.load() for pack in packs), *certificates])
    try:
        return from_plain(plain, pictures)
    except (KeyError, ValueError, TypeError):
        raise ChildGoneError from None


def picture_of(data: bytes, page: int, rect: Rect) -> bytes:
    """What stands at a place of a returned PDF, as PNG, drawn in the child; empty when it cannot be drawn."""
    try:
        _, pictures = _child().ask({"question": "picture", "page": page, "rect": list(rect)}, [data])
    except (ChildGoneError, ChildLateError):
        return b""
    return pictures[0] if pictures else b""
