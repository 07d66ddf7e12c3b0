"""A returned file, sent to the check that suits it: T1 digital unbroken, T2 re-saved, T3 paper, T4 refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from signatures.evidence.contents import attachments_of, inspect, open_pdf
from signatures.evidence.digital import check_digital
from signatures.evidence.errors import GateError
from signatures.evidence.gate import admit
from signatures.evidence.refusals import issued_in, refused, unreadable
from signatures.evidence.resaved import check_resaved, is_signed
from signatures.evidence.stamps import MALFORMED
from signatures.evidence.trust import TrustList
from signatures.evidence.verdict import Outcome
from signatures.facts import Tier
from signatures.packs import PackFacts

_BEHIND = "Het bestand begint met het uitgegeven stuk, maar wat erachter staat is beschadigd of ongewoon gemaakt."


def examine(data: bytes, name: str, packs: Sequence[PackFacts], received_at: datetime, trust: TrustList) -> Outcome:
    """Judge a returned file in this process. Hostile files: use ``check``, which does this in a child."""
    try:
        return replace(_examined(data, name, packs, received_at, trust), trust_version=trust.version)
    except GateError as refusal:
        return refused(data, name, received_at, refusal)


def _examined(data: bytes, name: str, packs: Sequence[PackFacts], received_at: datetime, trust: TrustList) -> Outcome:
    kind = admit(data)
    match = issued_in(data, packs)
    if match is not None:
        return _digital(data, name, *match, received_at, trust)
    if kind == "pdf":
        reader = open_pdf(data)
        inspect(reader, lambda: frozenset().union(*(attachments_of(pack.load()) for pack in packs)))
        if is_signed(reader):
            return check_resaved(data, reader, name, packs, received_at, trust)
    return _on_paper(data, name, packs, received_at)


def _digital(
    data: bytes, name: str, pack: PackFacts, issued: bytes, received_at: datetime, trust: TrustList
) -> Outcome:
    """What stands behind the issued text may be made in any way; not to be read is not the same as unknown."""
    try:
        return check_digital(data, name, pack, issued, received_at, trust)
    except MALFORMED:
        return unreadable(data, name, received_at, _BEHIND, Tier.T1)


def _on_paper(data: bytes, name: str, packs: Sequence[PackFacts], received_at: datetime) -> Outcome:
    from signatures.evidence.paper import check_scan

    return check_scan(data, name, packs, received_at)
