"""Whether a checked file can fill a signature line, on its own merits. Pure.

The same rules stand guard when a person accepts and are applied again whenever status is derived, so that a fact that
slipped in by another way still counts for nothing. What changes with time (a replaced issue, a refusal afterwards)
is not here: see `lines` and `transitions`.
"""

from collections.abc import Callable
from datetime import timedelta

from signatures.dutch import day_of
from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Inzending,
    Oordeel,
    SigningDate,
    SlotFact,
    Source,
    Tier,
    Uitgifte,
    Verdict,
)
from signatures.illegal import (
    AnotherPartijError,
    AuthorisationLapsedError,
    AuthorisedAfterSigningError,
    DecidedAfterSigningError,
    FailedCheckError,
    IllegalTransition,
    NoDecisionError,
    NotAuthorisedError,
    SignedAfterReceiptError,
    SignedBeforeIssueError,
    SigningDateMissingError,
)

_SECOND = timedelta(seconds=1)
"""A signature writes its own time in whole seconds (ISO 32000-1, 7.9.4), an issue in microseconds."""


def signing_date(oordeel: Oordeel, claim: Claim) -> SigningDate | None:
    """When a line was signed: what a timestamp proves, else what the person recorded, else what the file claims."""
    claimed = claim.signing
    if claimed is not None and claimed.source is Source.TIMESTAMP:
        return claimed
    for slot, signing in oordeel.dates:
        if slot == claim.slot:
            return signing
    return oordeel.signed_on or claimed


def obstacle(
    uitgifte: Uitgifte, slot: SlotFact, inzending: Inzending, signing: SigningDate | None, name: Callable[[str], str]
) -> IllegalTransition | None:
    """Why this file cannot fill this line; None when it can. ``name`` gives the full name of a partij."""
    partij = slot.id.partij
    if inzending.verdict is Verdict.FAIL or inzending.tier is Tier.T4:
        return FailedCheckError(inzending)
    if inzending.partijen and partij not in inzending.partijen:
        return AnotherPartijError(inzending, [name(own) for own in inzending.partijen], name(partij))
    if signing is None:
        return SigningDateMissingError(slot, name(partij))
    return _date_obstacle(uitgifte, inzending, signing) or mandate_obstacle(slot, signing, name(partij))


def _date_obstacle(uitgifte: Uitgifte, inzending: Inzending, signing: SigningDate) -> IllegalTransition | None:
    """Signed not before the issue and not after the receipt."""
    instant, issued_at, received_at = signing.instant, uitgifte.issued_at, inzending.received_at
    if signing.day < day_of(issued_at) or (instant and instant + _SECOND <= issued_at):
        return SignedBeforeIssueError(uitgifte, signing)
    if signing.day > day_of(received_at) or (instant and instant > received_at):
        return SignedAfterReceiptError(inzending, signing)
    return None


def mandate_obstacle(slot: SlotFact, signing: SigningDate, partij: str) -> IllegalTransition | None:
    """Why the signatory could not bind the partij on the signing date; None when it could.

    Valid iff head, or a person with a dated authorisation by the head (Provinciewet 176 lid 2), and a decision with
    organ, date and reference exists, dated on or before the signing date. The countersigning secretary needs no
    authorisation (Provinciewet 59a).
    """
    return _decision_obstacle(slot, signing, partij) or _authority_obstacle(slot, signing, partij)


def _decision_obstacle(slot: SlotFact, signing: SigningDate, partij: str) -> IllegalTransition | None:
    besluiten = [besluit for besluit in slot.bevoegdheid.besluiten if _complete(besluit)]
    if not besluiten:
        return NoDecisionError(slot, partij)
    first = min(besluiten, key=lambda besluit: besluit.datum)
    return None if first.datum <= signing.day else DecidedAfterSigningError(slot, partij, signing, first)


def _authority_obstacle(slot: SlotFact, signing: SigningDate, partij: str) -> IllegalTransition | None:
    powers: Bevoegdheid = slot.bevoegdheid
    if powers.is_hoofd or powers.medeondertekent:
        return None
    if powers.machtiging is None or not _complete(powers.machtiging):
        return NotAuthorisedError(slot, partij)
    if powers.machtiging.datum > signing.day:
        return AuthorisedAfterSigningError(slot, partij, signing, powers.machtiging)
    if powers.geldig_tot is not None and powers.geldig_tot < signing.day:
        return AuthorisationLapsedError(slot, partij, signing, powers.geldig_tot)
    return None


def _complete(besluit: Besluitfeit) -> bool:
    """A decision is an organ, a date and a reference together."""
    return bool(besluit.orgaan.strip() and besluit.kenmerk.strip())
