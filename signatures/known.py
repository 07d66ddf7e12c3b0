"""The facts as they were known at a moment, looked up by what they are about. Pure.

Everything that the rules read goes through here, so that a fact recorded after ``known_as_of`` can play no part: an
earlier report can always be made again.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from signatures.facts import (
    Claim,
    Decline,
    Dispute,
    Facts,
    Herroeping,
    Invalidation,
    Inzending,
    Oordeel,
    Retraction,
    SlotFact,
    SlotId,
    Uitgifte,
)

_Word = TypeVar("_Word", Decline, Retraction)

EVERYTHING = datetime.max.replace(tzinfo=UTC)
"""The moment at which every recorded fact is known."""


class NaiveMomentError(ValueError):
    """A moment without a time zone could mean two days."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"the moment {moment.isoformat()} has no time zone; give an aware datetime in UTC")


class Ending(NamedTuple):
    """Why an issue no longer counts."""

    at: datetime
    reason: str
    """Why it was withdrawn; empty where a later issue took its place."""
    successor: Uitgifte | None


class Known:
    """What was known at a moment."""

    def __init__(self, facts: Facts, known_as_of: datetime) -> None:
        if known_as_of.tzinfo is None:
            raise NaiveMomentError(known_as_of)
        self.facts = facts
        self.moment = known_as_of
        self.names = dict(facts.names)
        self.place = {partij: place for place, partij in enumerate(facts.partijen)}
        self.uitgiften = [u for u in facts.uitgiften if u.issued_at <= known_as_of]
        self.endings = self._endings()
        self.claims = self._claims()
        self.oordelen: dict[str, Oordeel] = {o.inzending: o for o in facts.oordelen if o.decided_at <= known_as_of}
        self.invalidations: dict[str, Invalidation] = {
            i.inzending: i for i in facts.invalidations if i.found_at <= known_as_of
        }
        self.declines = self._latest(facts.declines)
        self.retractions = self._latest(facts.retractions)
        self.refusing = {slot.partij for slot in (*self.declines, *self.retractions)}
        """Partijen that said anything against signing."""
        self.disputes = self._disputes()
        self.herroepingen = self._herroepingen()

    def name(self, partij: str) -> str:
        """Full name of a partij, as in ``provincie Utrecht``; its key where no name was recorded."""
        return self.names.get(partij, partij)

    def uitgifte(self, key: str) -> Uitgifte | None:
        return next((u for u in self.uitgiften if u.id == key), None)

    def _endings(self) -> dict[str, Ending]:
        found: dict[str, Ending] = {}
        latest: dict[str, Uitgifte] = {}
        for uitgifte in sorted(self.uitgiften, key=lambda u: u.issued_at):
            for replaced in {uitgifte.supersedes, *_before(latest.get(uitgifte.document), uitgifte)} - {None}:
                found.setdefault(str(replaced), Ending(uitgifte.issued_at, "", uitgifte))
            latest[uitgifte.document] = uitgifte
        for withdrawal in self.facts.withdrawals:
            earlier = found.get(withdrawal.uitgifte)
            if withdrawal.known_at <= self.moment and (earlier is None or withdrawal.known_at <= earlier.at):
                found[withdrawal.uitgifte] = Ending(withdrawal.known_at, withdrawal.reason, None)
        return found

    def _claims(self) -> dict[SlotId, list[tuple[Inzending, Claim]]]:
        found: dict[SlotId, list[tuple[Inzending, Claim]]] = {}
        for inzending in self.facts.inzendingen:
            if (inzending.checked_at or inzending.received_at) <= self.moment:
                for claim in inzending.claims:
                    found.setdefault(claim.slot, []).append((inzending, claim))
        return found

    def _disputes(self) -> dict[str, Dispute]:
        """The first dispute of each issue."""
        known = [dispute for dispute in self.facts.disputes if dispute.known_at <= self.moment]
        return {d.uitgifte: d for d in sorted(known, key=lambda dispute: dispute.known_at, reverse=True)}

    def _herroepingen(self) -> dict[tuple[str, str], Herroeping]:
        """By partij and by id of the volmacht or reference of the machtiging; of several the one that ends it first."""
        said = [one for one in self.facts.herroepingen if one.known_at <= self.moment]
        ordered = sorted(said, key=lambda one: (one.last_day, one.known_at), reverse=True)
        return {(one.partij, one.uitgifte or one.kenmerk): one for one in ordered}

    def herroeping_of(self, what: Uitgifte | SlotFact) -> Herroeping | None:
        """Of a volmacht, or of the machtiging under which a line is signed."""
        if not self.herroepingen:
            return None
        if isinstance(what, Uitgifte):
            return self.herroepingen.get((what.grantor or "", what.id))
        machtiging = what.bevoegdheid.machtiging
        return self.herroepingen.get((what.id.partij, machtiging.kenmerk)) if machtiging else None

    def as_authorised(self, slot: SlotFact) -> SlotFact:
        """The line, with the machtiging ending where it was taken back."""
        herroeping = self.herroeping_of(slot)
        if herroeping is None:
            return slot
        until = min(filter(None, (slot.bevoegdheid.geldig_tot, herroeping.last_day)))
        return replace(slot, bevoegdheid=replace(slot.bevoegdheid, geldig_tot=until))

    def _latest(self, words: tuple[_Word, ...]) -> dict[SlotId, _Word]:
        found: dict[SlotId, _Word] = {}
        for word in words:
            if word.known_at <= self.moment and (word.slot not in found or found[word.slot].known_at <= word.known_at):
                found[word.slot] = word
        return found


def _before(earlier: Uitgifte | None, later: Uitgifte) -> tuple[str, ...]:
    """An issue of the same document that came strictly earlier is replaced, even where nobody said so."""
    return (earlier.id,) if earlier and earlier.issued_at < later.issued_at else ()
