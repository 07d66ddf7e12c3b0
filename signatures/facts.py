"""What happened: issues, slots, submissions, decisions and what undid them. Frozen; status is derived from these.

Two clocks. World time: when something was so (signed, in force). Record time: when we came to know it (``known_at``
and the like, aware datetimes in UTC). A fact whose record time is after ``known_as_of`` does not exist yet.
Days are days in Europe/Amsterdam.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Kind(StrEnum):
    """Kinds of instrument that are signed."""

    SAMENWERKINGSOVEREENKOMST = "samenwerkingsovereenkomst"
    VERLENGING = "verlenging"
    VOLMACHT = "volmacht"


class Source(StrEnum):
    """Where a signing date comes from, strongest first."""

    TIMESTAMP = "tijdstempel"
    """A qualified or trusted timestamp token: an instant, proven."""
    CLAIMED = "handtekening"
    """The signature's own time: an instant, claimed by the signer's machine."""
    TRANSCRIBED = "overgenomen"
    """A handwritten date, copied by a named person: a day."""
    STATED = "opgegeven"
    """Stated by the partij: a day."""


class Verdict(StrEnum):
    """Outcome of checking a returned file: three, never two."""

    PASS = "pass"
    INDETERMINATE = "indeterminate"
    FAIL = "fail"


class Tier(StrEnum):
    """How a returned file can be tied to the issued text (design: T1 digital unbroken … T4 anything else)."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"


@dataclass(frozen=True)
class SigningDate:
    """When a line was signed, and how we know."""

    day: date
    source: Source
    instant: datetime | None = None
    """Aware; None where only the day is known."""

    @classmethod
    def at(cls, instant: datetime, source: Source) -> "SigningDate":
        """The day in the Netherlands on which the instant falls."""
        return cls(instant.astimezone(AMSTERDAM).date(), source, instant)

    @property
    def precision(self) -> str:
        return "instant" if self.instant else "day"


@dataclass(frozen=True)
class Besluitfeit:
    """A decision by which a partij enters into the instrument, or by which a person may sign."""

    orgaan: str
    datum: date
    kenmerk: str


@dataclass(frozen=True)
class Bevoegdheid:
    """Why a signatory may sign (Provinciewet 176, Gemeentewet 171, Waterschapswet 95)."""

    is_hoofd: bool
    """The head of the body represents it by law; anybody else needs ``machtiging``."""
    besluiten: tuple[Besluitfeit, ...] = ()
    """Decisions to enter into the instrument; at least one is needed, dated on or before the signing date."""
    machtiging: Besluitfeit | None = None
    """Dated authorisation by the head."""
    geldig_tot: date | None = None
    """Last day on which the authorisation holds; None where it has no end."""
    medeondertekent: bool = False
    """The secretary, who by law countersigns what goes out from the college and needs no authorisation for it
    (Provinciewet 59a, Gemeentewet 59a)."""


@dataclass(frozen=True, order=True)
class SlotId:
    """One signature line: issue × partij × line."""

    uitgifte: str
    partij: str
    line: int


@dataclass(frozen=True)
class SlotFact:
    """A slot as it was opened at issue."""

    id: SlotId
    signatory: str
    capacity: str
    field: str
    """Name of the prepared signature field in the pack."""
    bevoegdheid: Bevoegdheid


@dataclass(frozen=True)
class Uitgifte:
    """One document in one text version. Its identity is the SHA-256 of the text; a change of text is another issue."""

    id: str
    """Short unique key: first 16 hexadecimal digits of ``sha256``."""
    dossier: str
    kind: Kind
    document: str
    """Key of the document within the dossier: ``samenwerkingsovereenkomst``, ``volmacht-flevoland``."""
    title: str
    version: str
    sha256: str
    """Of the finished PDF of the text, before page codes."""
    code: str
    """Document code in the page codes."""
    pages: int
    issued_at: datetime
    slots: tuple[SlotFact, ...]
    works_back_to: date | None = None
    ends_on: date | None = None
    grantor: str | None = None
    """Partij key of the volmachtgever; None for the other kinds."""
    supersedes: str | None = None
    """Id of the earlier issue of the same document that this one replaces; all signatures under that one are void."""
    vorige_einddatum: date | None = None
    """For a verlenging: last day of the term that it extends. Not needed where the agreement is in the same facts."""
    volmachten_voortgezet: bool = False
    """For a verlenging: it says that the volmachten go on for as long as the extended term."""


@dataclass(frozen=True)
class Withdrawal:
    """An issue taken back as a whole."""

    uitgifte: str
    known_at: datetime
    reason: str
    by: str


@dataclass(frozen=True)
class Claim:
    """What a checked submission says about one slot."""

    slot: SlotId
    signing: SigningDate | None
    """None where the date still has to be transcribed by a person."""
    signer: str = ""
    """Subject of the certificate; empty for paper."""


@dataclass(frozen=True)
class Inzending:
    """One returned file, and what checking it gave."""

    id: str
    sha256: str
    name: str
    received_at: datetime
    tier: Tier
    verdict: Verdict
    claims: tuple[Claim, ...] = ()
    """Slots that it fills if accepted; empty where it fills none."""
    reasons: tuple[str, ...] = ()
    """Dutch sentences, worst first."""
    checks: tuple[tuple[str, str], ...] = ()
    """(lineage|integrity|trust|revocation|time, pass|indeterminate|fail|not-applicable)."""
    partijen: tuple[str, ...] = ()
    """Keys of the partijen that the file itself names (page codes, pack); empty where only the claims say so."""
    checked_at: datetime | None = None
    """Record time of the check where it came later than the receipt; None for at receipt."""


@dataclass(frozen=True)
class Oordeel:
    """A named person's decision about a submission. At most one per submission."""

    inzending: str
    accepted: bool
    by: str
    decided_at: datetime
    signed_on: SigningDate | None = None
    """The date transcribed or confirmed by the person; overrides nothing that a timestamp proves."""
    reason: str = ""
    slots: tuple[SlotId, ...] = ()
    """Lines that the person accepts; empty for every line that the submission claims."""
    dates: tuple[tuple[SlotId, SigningDate], ...] = ()
    """Dates of single lines, where the lines of one file bear different ones; they go before ``signed_on``."""


@dataclass(frozen=True)
class Decline:
    """A partij says that it will not sign this line."""

    slot: SlotId
    known_at: datetime
    reason: str
    by: str


@dataclass(frozen=True)
class Retraction:
    """A partij takes back a signature that was accepted, before the instrument was executed."""

    slot: SlotId
    known_at: datetime
    reason: str
    by: str


@dataclass(frozen=True)
class Invalidation:
    """An accepted submission was found invalid afterwards (a certificate revoked before signing, say)."""

    inzending: str
    found_at: datetime
    ground: str
    by: str


@dataclass(frozen=True)
class Dispute:
    """After execution somebody contests the instrument: for counsel, never resolved by the program."""

    uitgifte: str
    known_at: datetime
    ground: str
    by: str


@dataclass(frozen=True)
class Handeling:
    """An act of the penvoerder under a volmacht, for the bekrachtiging report (BW 3:69)."""

    day: date
    description: str
    known_at: datetime
    partijen: tuple[str, ...] = ()
    """Keys of the partijen in whose name it was done; empty for all volmachtgevers."""


@dataclass(frozen=True)
class Herroeping:
    """A volmacht, or the machtiging of a person, that who gave it takes back (BW 3:72 onder c; Provinciewet 176).

    It says nothing of what was done before: that stands.
    """

    partij: str
    """Key of the partij that gave it."""
    last_day: date
    """Last day on which it holds; what is done or signed later is not covered."""
    known_at: datetime
    reason: str
    by: str
    uitgifte: str = ""
    """Id of the volmacht; empty for a machtiging."""
    kenmerk: str = ""
    """Reference of the machtiging; empty for a volmacht."""


@dataclass(frozen=True)
class Facts:
    """Everything recorded about one dossier, in no particular order."""

    dossier: str
    partijen: tuple[str, ...]
    """Keys in preamble order."""
    penvoerder: str
    uitgiften: tuple[Uitgifte, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    inzendingen: tuple[Inzending, ...] = ()
    oordelen: tuple[Oordeel, ...] = ()
    declines: tuple[Decline, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    invalidations: tuple[Invalidation, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    handelingen: tuple[Handeling, ...] = ()
    herroepingen: tuple[Herroeping, ...] = ()
    names: tuple[tuple[str, str], ...] = field(default=())
    """(partij key, full name), for sentences."""
