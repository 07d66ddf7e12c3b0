"""Which issue or signature line a person means: named by dossier, document, partij and line, as `status` shows them."""

from collections.abc import Sequence

from assembler.workflows.errors import UnclearLineError, UnknownDocumentError, UnknownPartijError, UnknownVersionError
from assembler.workflows.standing import key_of
from signatures import store
from signatures.facts import Claim, Facts, Inzending, SlotFact, SlotId, Uitgifte


def issue_of(dossier: str, document: str, version: str | None = None, partij: str | None = None) -> Uitgifte:
    """The issue of a document in a dossier: the last one, or that of a version.

    ``document`` is its key (``volmacht-utrecht``) or, with the partij beside it, its kind (``volmacht``).
    Raises NotFoundError, UnknownDocumentError, UnknownVersionError.
    """
    facts = store.facts_of(key_of(dossier))
    keys = (document, f"{document}-{partij}")
    found = [uitgifte for uitgifte in facts.uitgiften if uitgifte.document in keys]
    if not found:
        raise UnknownDocumentError(document, list(dict.fromkeys(u.document for u in facts.uitgiften)))
    named = [uitgifte for uitgifte in found if version in (None, uitgifte.version)]
    if not named:
        raise UnknownVersionError(document, str(version), [uitgifte.version for uitgifte in found])
    return max(named, key=lambda uitgifte: uitgifte.issued_at)


def line_of(dossier: str, document: str, partij: str, which: str | None, version: str | None = None) -> SlotId:
    """The signature line of a partij; ``which`` is its number, or words of its signatory or capacity.

    Raises what `issue_of` raises, UnknownPartijError, and UnclearLineError where more than one line, or none, fits.
    """
    uitgifte = issue_of(dossier, document, version, partij)
    own = [slot for slot in uitgifte.slots if slot.id.partij == partij]
    if not own:
        raise UnknownPartijError(partij, list(dict.fromkeys(slot.id.partij for slot in uitgifte.slots)))
    fitting = [slot for slot in own if which is None or _fits(slot, which)]
    if len(fitting) != 1:
        raise UnclearLineError(which, [f"{slot.id.line} ({slot.signatory}, {slot.capacity})" for slot in own])
    return fitting[0].id


def _fits(slot: SlotFact, which: str) -> bool:
    if which.strip().isdigit():
        return int(which) == slot.id.line
    return which.strip().casefold() in f"{slot.signatory} {slot.capacity}".casefold()


def label_of(facts: Facts | None, slot: SlotId) -> str:
    """How a line is called: document, partij and number."""
    issues = facts.uitgiften if facts else ()
    document = next((u.document for u in issues if u.id == slot.uitgifte), slot.uitgifte)
    return f"{document}/{slot.partij}/{slot.line}"


def claim_of(inzending: Inzending, facts: Facts | None, which: str) -> Claim:
    """The line of a submission that a person means: its number in the list of `submission`, or (the end of) its label.

    Raises UnclearLineError where more than one line, or none, fits.
    """
    labels = [label_of(facts, claim.slot) for claim in inzending.claims]
    fitting = _numbered(inzending.claims, which) or [
        claim
        for claim, label in zip(inzending.claims, labels, strict=True)
        if f"/{label}".endswith(f"/{which.strip()}")
    ]
    if len(fitting) != 1:
        raise UnclearLineError(which, [f"{number} ({label})" for number, label in enumerate(labels, 1)])
    return fitting[0]


def _numbered(claims: Sequence[Claim], which: str) -> list[Claim]:
    number = int(which) if which.strip().isdigit() else 0
    return [claims[number - 1]] if 1 <= number <= len(claims) else []
