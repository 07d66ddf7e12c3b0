"""What checking a returned file gives: five lines, three verdicts, reasons in Dutch, claims about slots. Frozen values.

A line that nobody judged is indeterminate: a pass is only ever said, never the lack of an objection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from signatures.facts import Claim, Inzending, SigningDate, SlotId, Source, Tier, Verdict


class Line(StrEnum):
    """The five separate checks, in the order in which they are told."""

    LINEAGE = "lineage"
    """Is it a text that we issued, and which?"""
    INTEGRITY = "integrity"
    """Is that text whole, with nothing added but this partij's own signatures?"""
    TRUST = "trust"
    """Does the signer's certificate come from an issuer that we chose to trust?"""
    REVOCATION = "revocation"
    """Was the certificate still in force when it signed?"""
    TIME = "time"
    """When was it signed, and how well is that known?"""


NOT_APPLICABLE = "not-applicable"
_RANK = {Verdict.FAIL: 0, Verdict.INDETERMINATE: 1, Verdict.PASS: 2}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; indeterminate of none."""
    return min(verdicts, key=_RANK.__getitem__, default=Verdict.INDETERMINATE)


@dataclass(frozen=True)
class Remark:
    """One thing found, on one line."""

    line: Line
    verdict: Verdict
    sentence: str
    """Dutch, one sentence: what was found."""
    next_step: str = ""
    """Dutch, one sentence: what to do now; empty where nothing is to be done."""

    @property
    def text(self) -> str:
        """The sentence with what to do next."""
        return f"{self.sentence} {self.next_step}".strip()


@dataclass(frozen=True)
class Pages:
    """Which pages of the issued documents came back; numbers are those of the pack, from 1."""

    expected: int = 0
    found: int = 0
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """Something that the person who decides has to see: a signature, or two pages side by side."""

    caption: str
    """Dutch."""
    page: int
    """Page of the returned file, from 0."""
    png: bytes = field(repr=False)
    slot: SlotId | None = None


@dataclass(frozen=True)
class Outcome:
    """One returned file, checked. Becomes an Inzending once it is recorded."""

    name: str
    sha256: str
    received_at: datetime
    tier: Tier
    lines: tuple[tuple[Line, Verdict | None], ...]
    """Verdict per line; None where the line does not apply (a paper signature has no certificate)."""
    remarks: tuple[Remark, ...] = ()
    claims: tuple[Claim, ...] = ()
    packs: tuple[str, ...] = ()
    """SHA-256 of the packs that it was recognised as, or as parts of."""
    partijen: tuple[str, ...] = ()
    pages: Pages = Pages()
    pictures: tuple[Picture, ...] = field(default=(), repr=False)
    trust_version: str = ""
    """Version of the trust folder that was used; empty where none was."""

    @property
    def verdict(self) -> Verdict:
        """The worst line; a pass needs all of them."""
        return worst(verdict for _, verdict in self.lines if verdict is not None)

    @property
    def checks(self) -> tuple[tuple[str, str], ...]:
        """(line, verdict) for records and for ``receive --json``."""
        return tuple((str(line), str(verdict) if verdict else NOT_APPLICABLE) for line, verdict in self.lines)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Dutch sentences, worst first, each with what to do next; every sentence once."""
        ordered = sorted(self.remarks, key=lambda remark: (_RANK[remark.verdict], list(Line).index(remark.line)))
        return tuple(dict.fromkeys(remark.text for remark in ordered))

    def inzending(self, id: str, checked_at: datetime | None = None) -> Inzending:
        """The fact to record under this id; ``checked_at`` where the check came later than the receipt."""
        return Inzending(
            id=id,
            sha256=self.sha256,
            name=self.name,
            received_at=self.received_at,
            tier=self.tier,
            verdict=self.verdict,
            claims=self.claims,
            reasons=self.reasons,
            checks=self.checks,
            partijen=self.partijen,
            checked_at=checked_at,
        )


class Judgement:
    """Collects remarks line by line; what nobody judged stays indeterminate."""

    def __init__(self, *not_applicable: Line) -> None:
        self._lines: dict[Line, list[Verdict]] = {line: [] for line in Line if line not in not_applicable}
        self._remarks: list[Remark] = []

    def passes(self, line: Line) -> None:
        """Say that a line is in order; any other word on it weighs more."""
        self._lines[line].append(Verdict.PASS)

    def note(self, line: Line, verdict: Verdict, sentence: str, next_step: str = "") -> None:
        """Say what was found; a remark with verdict pass informs and does not weigh on the line."""
        remark = Remark(line, verdict, sentence, next_step)
        if remark not in self._remarks:
            self._remarks.append(remark)
        if verdict is not Verdict.PASS:
            self._lines.setdefault(line, []).append(verdict)

    def fail(self, line: Line, sentence: str, next_step: str = "") -> None:
        self.note(line, Verdict.FAIL, sentence, next_step)

    def doubt(self, line: Line, sentence: str, next_step: str = "") -> None:
        self.note(line, Verdict.INDETERMINATE, sentence, next_step)

    def inform(self, line: Line, sentence: str) -> None:
        self.note(line, Verdict.PASS, sentence)

    def verdict(self, line: Line) -> Verdict | None:
        """The verdict so far; None where the line does not apply."""
        return worst(self._lines[line]) if line in self._lines else None

    @property
    def lines(self) -> tuple[tuple[Line, Verdict | None], ...]:
        return tuple((line, self.verdict(line)) for line in Line)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return tuple(self._remarks)


def to_plain(outcome: Outcome) -> dict[str, Any]:
    """As plain values for JSON; pictures are left out, they travel as bytes of their own."""
    return {
        "name": outcome.name,
        "sha256": outcome.sha256,
        "received_at": outcome.received_at.isoformat(),
        "tier": str(outcome.tier),
        "lines": [[str(line), str(verdict) if verdict else None] for line, verdict in outcome.lines],
        "remarks": [[str(r.line), str(r.verdict), r.sentence, r.next_step] for r in outcome.remarks],
        "claims": [_claim_to_plain(claim) for claim in outcome.claims],
        "packs": list(outcome.packs),
        "partijen": list(outcome.partijen),
        "pages": [outcome.pages.expected, outcome.pages.found, list(outcome.pages.missing)],
        "pictures": [[p.caption, p.page, _slot_to_plain(p.slot) if p.slot else None] for p in outcome.pictures],
        "trust_version": outcome.trust_version,
    }


def from_plain(plain: Mapping[str, Any], pictures: Iterable[bytes] = ()) -> Outcome:
    """The outcome again; raises KeyError, ValueError or TypeError for anything that ``to_plain`` did not write."""
    expected, found, missing = plain["pages"]
    return Outcome(
        name=str(plain["name"]),
        sha256=str(plain["sha256"]),
        received_at=datetime.fromisoformat(plain["received_at"]),
        tier=Tier(plain["tier"]),
        lines=tuple((Line(line), Verdict(verdict) if verdict else None) for line, verdict in plain["lines"]),
        remarks=tuple(Remark(Line(a), Verdict(b), str(c), str(d)) for a, b, c, d in plain["remarks"]),
        claims=tuple(_claim(claim) for claim in plain["claims"]),
        packs=tuple(map(str, plain["packs"])),
        partijen=tuple(map(str, plain["partijen"])),
        pages=Pages(int(expected), int(found), tuple(map(int, missing))),
        pictures=tuple(
            Picture(str(caption), int(page), png, _slot(slot) if slot else None)
            for (caption, page, slot), png in zip(plain["pictures"], pictures, strict=True)
        ),
        trust_version=str(plain["trust_version"]),
    )


def _slot_to_plain(slot: SlotId) -> list[Any]:
    return [slot.uitgifte, slot.partij, slot.line]


def _slot(plain: list[Any]) -> SlotId:
    uitgifte, partij, line = plain
    return SlotId(str(uitgifte), str(partij), int(line))


def _claim_to_plain(claim: Claim) -> dict[str, Any]:
    signing = claim.signing
    return {
        "slot": _slot_to_plain(claim.slot),
        "signer": claim.signer,
        "signing": signing
        and [signing.day.isoformat(), str(signing.source), signing.instant and signing.instant.isoformat()],
    }


def _claim(plain: Mapping[str, Any]) -> Claim:
    signing = None
    if plain["signing"]:
        day, source, instant = plain["signing"]
        signing = SigningDate(
            date.fromisoformat(day), Source(source), datetime.fromisoformat(instant) if instant else None
        )
    return Claim(_slot(plain["slot"]), signing, str(plain["signer"]))
