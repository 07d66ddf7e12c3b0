"""A small dossier to keep: one agreement of three partijen, two volmachten, a pack each. Fictitious."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Inzending,
    Kind,
    Oordeel,
    SigningDate,
    SlotFact,
    SlotId,
    Source,
    Tier,
    Uitgifte,
    Verdict,
)
from signatures.packs import DocumentInPack, FieldInPack, PackFacts
from signatures.store.aanbieding import Aanbieding

ISSUED = datetime(2024, 1, 10, 9, 0, tzinfo=UTC)
RECEIVED = datetime(2024, 2, 1, 10, 30, tzinfo=UTC)
DECIDED = datetime(2024, 2, 2, 11, 0, tzinfo=UTC)
PARTIJEN = ("flevoland", "noord-holland", "utrecht")
BESLUIT = Besluitfeit("gedeputeerde staten", date(2023, 12, 12), "FICTIEF-1")
MACHTIGING = Besluitfeit("commissaris van de Koning", date(2023, 12, 5), "FICTIEF-2")


def sha(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def uitgifte(dossier: str, document: str, partijen: tuple[str, ...], version: str = "1.0", **extra: object) -> Uitgifte:
    sha256 = sha(f"{dossier} {document} {version}")
    slots = tuple(
        SlotFact(
            SlotId(sha256[:16], partij, 1),
            f"A. Voorbeeld van {partij}",
            "gedeputeerde",
            f"{document}.{partij}.1",
            Bevoegdheid(partij == "utrecht", (BESLUIT,), None if partij == "utrecht" else MACHTIGING),
        )
        for partij in partijen
    )
    kind = Kind.VOLMACHT if document.startswith("volmacht") else Kind.SAMENWERKINGSOVEREENKOMST
    return Uitgifte(
        sha256[:16],
        dossier,
        kind,
        document,
        f"Titel van {document}",
        version,
        sha256,
        sha256[:8].upper(),
        3,
        extra.pop("issued_at", ISSUED),  # type: ignore[arg-type]
        slots,
        date(2024, 1, 1),
        date(2024, 12, 31),
        grantor=partijen[0] if kind is Kind.VOLMACHT else None,
        **extra,  # type: ignore[arg-type]
    )


def pack(dossier: str, partij: str, documents: list[Uitgifte], at: datetime) -> tuple[PackFacts, bytes]:
    data = f"%PDF-1.7 {dossier} {partij} {' '.join(d.id for d in documents)}".encode()
    inside = [DocumentInPack(d.id, d.code, d.version, d.sha256[:12].upper(), 3 * n, 3) for n, d in enumerate(documents)]
    fields = [
        FieldInPack(s.field, s.id, 2, (100.0, 200.5, 250.25, 260.0))
        for d in documents
        for s in d.slots
        if s.id.partij == partij
    ]
    return PackFacts(dossier, partij, sha(data), tuple(inside), tuple(fields), at), data


def aanbieding(
    dossier: str = "ptb", version: str = "1.0", at: datetime = ISSUED, supersedes: str | None = None
) -> Aanbieding:
    agreement = uitgifte(dossier, "samenwerkingsovereenkomst", PARTIJEN, version, issued_at=at, supersedes=supersedes)
    volmachten = [uitgifte(dossier, f"volmacht-{p}", (p,), version, issued_at=at) for p in ("flevoland", "utrecht")]
    packs = tuple(
        pack(dossier, partij, [agreement, *(v for v in volmachten if v.grantor == partij)], at) for partij in PARTIJEN
    )
    return Aanbieding(
        dossier,
        PARTIJEN,
        "noord-holland",
        tuple((p, f"provincie {p.title()}") for p in PARTIJEN),
        (agreement, *volmachten),
        packs,
        at,
        "J. Jurist",
        (("sjabloon", "ab12"), ("tekenklaar", "0.3")),
        (("dossier.yaml", f"dossier: 1 # {dossier} {version}\n".encode()),),
    )


def returned(partij: str, offer: Aanbieding, key: str = "", at: datetime = RECEIVED) -> tuple[Inzending, bytes]:
    """A pack sent back, signed on 25 January 2024 in all fields of this partij."""
    data = next(data for p, data in offer.packs if p.partij == partij) + f" getekend {key}".encode()
    signing = SigningDate.at(datetime(2024, 1, 25, 12, 0, tzinfo=UTC), Source.TIMESTAMP)
    claims = tuple(
        Claim(s.id, signing, f"CN={partij}") for u in offer.uitgiften for s in u.slots if s.id.partij == partij
    )
    return (
        Inzending(
            key or f"i-{partij}",
            sha(data),
            f"{partij}.pdf",
            at,
            Tier.T1,
            Verdict.PASS,
            claims,
            ("Alles klopt.",),
            (("lineage", "pass"), ("integrity", "pass"), ("trust", "pass"), ("revocation", "pass"), ("time", "pass")),
        ),
        data,
    )


def accepted(inzending: str, by: str = "P. Penvoerder", at: datetime = DECIDED) -> Oordeel:
    return Oordeel(inzending, True, by, at)


def later(moment: datetime, minutes: int) -> datetime:
    return moment + timedelta(minutes=minutes)


def signed_by_all(store: Any, offer: Aanbieding) -> None:
    """Every partij sends its pack back signed, and every one is accepted."""
    inzendingen = [returned(partij, offer) for partij in PARTIJEN]
    for inzending, data in inzendingen:
        store.record_submission(inzending, data, by="loket", dossier=offer.dossier)
    for inzending, _ in inzendingen:
        store.record_decision(accepted(inzending.id))
