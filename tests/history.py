"""A dossier as it grows: every act is checked by the rules before it is recorded, as the store does it.

Names, dates and decisions are made up.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from signatures import transitions
from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Decline,
    Dispute,
    Facts,
    Handeling,
    Herroeping,
    Invalidation,
    Inzending,
    Kind,
    Oordeel,
    Retraction,
    SigningDate,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
    Withdrawal,
)

FL, UT, NH, ZH = "flevoland", "utrecht", "noord-holland", "zuid-holland"
PARTIJEN = (FL, UT, NH, ZH)
NAMES = tuple((key, f"provincie {key.title()}") for key in PARTIJEN)
ISSUED = datetime(2024, 2, 1, 9, tzinfo=UTC)
BESLUIT = Besluitfeit("gedeputeerde staten", date(2023, 12, 12), "FICTIEF-1")
MACHTIGING = Besluitfeit("commissaris van de Koning", date(2023, 12, 5), "FICTIEF-2")
HEAD = Bevoegdheid(is_hoofd=True, besluiten=(BESLUIT,))
AUTHORISED = Bevoegdheid(is_hoofd=False, besluiten=(BESLUIT,), machtiging=MACHTIGING)
AGREEMENT = (
    (FL, "A. Gerritsen", "commissaris van de Koning", HEAD),
    (UT, "J.H. Oosters", "commissaris van de Koning", HEAD),
    (NH, "B. Voorbeeld", "gedeputeerde", AUTHORISED),
    (ZH, "A. Koning", "gedeputeerde voor Wonen, gemachtigd door de commissaris van de Koning", AUTHORISED),
    (ZH, "A. Koning", "gedeputeerde voor Wonen, namens gedeputeerde staten", AUTHORISED),
)
VOLMACHT = (
    ("A. Gerritsen", "commissaris van de Koning, namens gedeputeerde staten", HEAD),
    ("S. Secretaris", "provinciesecretaris", replace(HEAD, is_hoofd=False, medeondertekent=True)),
    ("A. Gerritsen", "commissaris van de Koning", HEAD),
)

NOTHING = Facts("ptb-2024", PARTIJEN, NH, names=NAMES)


def at(text: str) -> datetime:
    """An instant in UTC: ``2024-02-20`` is noon of that day."""
    moment = datetime.fromisoformat(text if "T" in text else f"{text}T12:00:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def written(text: str) -> SigningDate:
    """A handwritten date, copied by a person."""
    return SigningDate(day(text), Source.TRANSCRIBED)


def uitgifte(
    document: str = "samenwerkingsovereenkomst",
    version: str = "1.0",
    *,
    lines: tuple[tuple[str, str, str, Bevoegdheid], ...] = AGREEMENT,
    **other: Any,
) -> Uitgifte:
    """An issue with these lines: (partij, signatory, capacity, powers)."""
    digest = sha256(f"{document} {version}".encode()).hexdigest()
    counted: dict[str, int] = {}
    slots = []
    for partij, signatory, capacity, powers in lines:
        counted[partij] = counted.get(partij, 0) + 1
        key = SlotId(digest[:16], partij, counted[partij])
        slots.append(SlotFact(key, signatory, capacity, f"{document}.{partij}.{counted[partij]}", powers))
    made = Uitgifte(
        id=digest[:16],
        dossier="ptb-2024",
        kind=Kind.SAMENWERKINGSOVEREENKOMST,
        document=document,
        title=document.replace("-", " ").capitalize(),
        version=version,
        sha256=digest,
        code="PTB-SOK",
        pages=20,
        issued_at=ISSUED,
        slots=tuple(slots),
        works_back_to=day("2024-01-01"),
        ends_on=day("2024-12-31"),
    )
    return replace(made, **other)


def volmacht(partij: str = FL, **other: Any) -> Uitgifte:
    """A volmacht of a partij, with its three lines."""
    lines = tuple((partij, *line) for line in VOLMACHT)
    document = other.pop("document", f"volmacht-{partij}")
    return uitgifte(document, lines=lines, **({"kind": Kind.VOLMACHT, "grantor": partij} | other))


def verlenging(**other: Any) -> Uitgifte:
    """An extension by one year, without retroactive effect."""
    given = {
        "kind": Kind.VERLENGING,
        "issued_at": at("2024-10-01"),
        "works_back_to": None,
        "ends_on": day("2025-12-31"),
    }
    return uitgifte(other.pop("document", "verlenging"), **(given | other))


@dataclass
class History:
    """Facts so far; every method records one and gives its key."""

    facts: Facts = NOTHING

    @classmethod
    def of(cls, *issued: Uitgifte) -> "History":
        history = cls()
        for one in issued or (uitgifte(),):
            history.issue(one)
        return history

    def add(self, name: str, fact: Any) -> None:
        """Record without asking the rules."""
        self.facts = replace(self.facts, **{name: (*getattr(self.facts, name), fact)})

    def issue(self, one: Uitgifte) -> Uitgifte:
        transitions.check_issue(self.facts, one)
        self.add("uitgiften", one)
        return one

    def slot(self, partij: str, line: int = 1, issue: int = 0) -> SlotId:
        return SlotId(self.facts.uitgiften[issue].id, partij, line)

    def receive(self, *slots: SlotId, on: str = "2024-02-20", **other: Any) -> str:
        """A returned scan that fills these lines; the date has to be copied."""
        number = len(self.facts.inzendingen) + 1
        signing = other.pop("signing", None)
        inzending = Inzending(
            id=f"inzending-{number}",
            sha256=f"{number:064x}",
            name=f"scan-{number}.pdf",
            received_at=at(on),
            tier=Tier.T3,
            verdict=Verdict.PASS,
            claims=tuple(Claim(slot, signing) for slot in slots),
        )
        self.add("inzendingen", replace(inzending, **other))
        return inzending.id

    def decide(self, inzending: str, accepted: bool = True, on: str = "2024-02-20", **other: Any) -> None:
        oordeel = replace(Oordeel(inzending, accepted, "Behandelaar", at(on)), **other)
        transitions.check_decide(self.facts, oordeel)
        self.add("oordelen", oordeel)

    def sign(self, *slots: SlotId, signed: str = "2024-02-20", on: str | None = None) -> str:
        """Received and accepted on a day, signed on that day or an earlier one."""
        key = self.receive(*slots, on=on or signed)
        self.decide(key, on=on or signed, signed_on=written(signed))
        return key

    def sign_all(self, issue: int = 0, signed: str = "2024-02-20", but: tuple[str, ...] = ()) -> None:
        for slot in self.facts.uitgiften[issue].slots:
            if slot.id.partij not in but:
                self.sign(slot.id, signed=signed)

    def decline(self, slot: SlotId, on: str = "2024-03-01", reason: str = "geen dekking") -> None:
        fact = Decline(slot, at(on), reason, "Jurist")
        transitions.check_decline(self.facts, fact)
        self.add("declines", fact)

    def retract(self, slot: SlotId, on: str = "2024-03-01", reason: str = "nieuw besluit") -> None:
        fact = Retraction(slot, at(on), reason, "Jurist")
        transitions.check_retract(self.facts, fact)
        self.add("retractions", fact)

    def withdraw(self, issue: int = 0, on: str = "2024-03-01", reason: str = "fout in artikel 6") -> None:
        fact = Withdrawal(self.facts.uitgiften[issue].id, at(on), reason, "Jurist")
        transitions.check_withdraw(self.facts, fact)
        self.add("withdrawals", fact)

    def invalidate(self, inzending: str, on: str = "2024-04-01", ground: str = "certificaat ingetrokken") -> None:
        fact = Invalidation(inzending, at(on), ground, "Jurist")
        transitions.check_invalidate(self.facts, fact)
        self.add("invalidations", fact)

    def dispute(self, issue: int = 0, on: str = "2024-05-01", ground: str = "dwaling") -> None:
        fact = Dispute(self.facts.uitgiften[issue].id, at(on), ground, "Jurist")
        transitions.check_dispute(self.facts, fact)
        self.add("disputes", fact)

    def revoke(self, issue: int = 0, last_day: str = "2024-06-30", on: str = "2024-06-01", **other: Any) -> None:
        """The volmacht of an issue is taken back; ``kenmerk`` and ``partij`` for a machtiging."""
        volmacht = self.facts.uitgiften[issue]
        what = {"partij": volmacht.grantor or "", "uitgifte": "" if "kenmerk" in other else volmacht.id} | other
        given = {"reason": "nieuw beleid", "by": "Jurist"} | what
        fact = Herroeping(last_day=day(last_day), known_at=at(on), **given)
        transitions.check_revoke(self.facts, fact)
        self.add("herroepingen", fact)

    def act(self, on: str, description: str = "opdracht onderzoek", partijen: tuple[str, ...] = ()) -> None:
        fact = Handeling(day(on), description, at(on) + timedelta(hours=1), partijen)
        transitions.check_handeling(self.facts, fact)
        self.add("handelingen", fact)
