"""One signature, judged: is it right, whose is it, did its certificate hold, and when was it set."""

# mypy: disable-error-code="no-untyped-call"
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from asn1crypto import cms, core
from pyhanko.sign.general import find_cms_attribute_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signatures.evidence.certificates import SIGNING, Material, Standing, standing
from signatures.evidence.coverage import PADES, SIGNATURES, signed_bytes
from signatures.evidence.stamps import (
    MALFORMED,
    Stamp,
    check_token,
    common_name,
    digest,
    is_whole,
    names_its_certificate,
    one_signer,
    tokens_in,
    with_certificates,
)
from signatures.evidence.verdict import Judgement, Line
from signatures.facts import AMSTERDAM, SigningDate, Source, Verdict

SLACK = timedelta(minutes=5)
"""How far a signer's clock may be off before a time counts as before the issue or in the future."""
ASK_AGAIN = "Vraag de partij het uitgegeven pakket opnieuw te ondertekenen."
ADD_ISSUER = (
    "Laat een beheerder nagaan of deze uitgever te vertrouwen is, of vraag een handtekening met een ander certificaat."
)
ADD_LISTS = (
    "Zet de intrekkingslijsten van de uitgever in de map met vertrouwde uitgevers en laat het bestand opnieuw nazien."
)


_DOUBTFUL = (
    r"(?:niet|geen|mits|behalve|alleen|slechts|zonder|oneens|gezien|deels|concept|not|only|draft|except)\b",
    r"(?:voorbehoud|protest|tenzij|behoudens|voorwaardelijk|uitgezonderd|uitzondering|uitsluitend|gedeelte|m\.?u\.?v\b)",
    r"(?:dwang|bezwa|weiger|afgewezen|afkeur|afgekeurd|ontvangst|kennis|onverplicht|vooralsnog|voorlopig|ten dele)",
    r"(?:onder (?:\w+ ){0,4}voorwaarde|reserv|subject to|without|portion|conditional|unless|provided that)",
    r"(?:refus|reject|declin|disagree|object|received)",
)
RESERVATION = re.compile(rf"\b(?:{'|'.join(_DOUBTFUL)})", re.IGNORECASE)
"""Words that make it likely that the signer does not simply agree."""
MOST_WORDS = 300
"""Letters of what the signer wrote that are shown."""


@dataclass(frozen=True)
class Window:
    """Between which moments a signature can have been set."""

    issued_at: datetime
    received_at: datetime


@dataclass(frozen=True)
class Pools:
    """What certificates are checked against: one set of roots for signers, one for timestamp servers."""

    signing: Material
    stamping: Material


@dataclass(frozen=True)
class Signature:
    """A right signature in a field."""

    field: str
    signer: str
    """Name in the certificate."""
    signing: SigningDate | None


async def judge_signature(
    judgement: Judgement, data: bytes, embedded: EmbeddedPdfSignature, pools: Pools, window: Window, proven: datetime
) -> Signature | None:
    """Judge one signature; ``proven`` is the latest moment at which it can have been set, as later stamps prove.

    None when there is no right signature in the field; every line gets its remark.
    """
    try:
        return await _judged(judgement, data, embedded, pools, window, proven)
    except MALFORMED:
        sentence = f"De handtekening in veld {embedded.field_name} is zo gemaakt dat zij niet is na te zien."
        judgement.doubt(Line.INTEGRITY, sentence, ASK_AGAIN)
        return None


async def _judged(
    judgement: Judgement, data: bytes, embedded: EmbeddedPdfSignature, pools: Pools, window: Window, proven: datetime
) -> Signature | None:
    field = embedded.field_name
    if embedded.sig_object_type == "/DocTimeStamp":
        judgement.fail(Line.INTEGRITY, f"In veld {field} staat alleen een tijdstempel en geen handtekening.", ASK_AGAIN)
        return None
    name = _checked_name(data, embedded)
    if name is None:
        judgement.fail(Line.INTEGRITY, f"De handtekening in veld {field} klopt niet met het stuk.", ASK_AGAIN)
        return None
    judgement.passes(Line.INTEGRITY)
    _tell_words(judgement, embedded)
    stamp = await _earliest_stamp(judgement, embedded, pools, proven)
    moment = min(proven, stamp.instant) if stamp else proven
    signing = _signing_date(judgement, embedded, stamp, window, proven)
    material = _with_carried(with_certificates(pools.signing, embedded.signed_data), embedded.signer_info)
    found = await standing(embedded.signer_cert, material, moment, SIGNING)
    _tell_standing(judgement, name, found, signing)
    return Signature(field, name, signing)


def _tell_words(judgement: Judgement, embedded: EmbeddedPdfSignature) -> None:
    """What the signer wrote in the signature itself (ISO 32000-1, table 252): there may be a reservation in it."""
    for key, what in (
        ("/Reason", "als reden"),
        ("/Location", "als plaats"),
        ("/ContactInfo", "bij de contactgegevens"),
    ):
        said = _readable(str(embedded.sig_object.get(key) or ""))
        if said and RESERVATION.search(said):
            sentence = f"In de handtekening in veld {embedded.field_name} staat {what}: “{said}”."
            judgement.doubt(Line.INTEGRITY, sentence, "Ga na of de partij een voorbehoud maakt, voordat u aanvaardt.")
        elif said:
            sentence = f"In de handtekening in veld {embedded.field_name} staat {what}: “{said}”."
            judgement.inform(Line.INTEGRITY, sentence)


def _readable(text: str) -> str:
    """As it is shown: without signs that are not seen, that turn the direction of writing or that break a line."""
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(letter for letter in plain if letter.isspace() or not unicodedata.category(letter).startswith("C"))
    return " ".join(shown.split())[:MOST_WORDS]


def _checked_name(data: bytes, embedded: EmbeddedPdfSignature) -> str | None:
    """Name of the signer when the signature is right for the bytes it covers."""
    signed = embedded.signed_data
    content = signed["encap_content_info"]
    if embedded.sig_object.get("/SubFilter") not in SIGNATURES or content["content_type"].native != "data":
        return None
    if content["content"] is not core.VOID and content["content"].native is not None:
        return None
    try:
        signer, certificate = one_signer(signed)
        if signer["signed_attrs"] is core.VOID or len(signer["signed_attrs"]) == 0:
            return None
        if embedded.sig_object.get("/SubFilter") == PADES and not names_its_certificate(signer):
            return None
        right = is_whole(signer, certificate, "data", digest(embedded.md_algorithm, signed_bytes(data, embedded)))
    except MALFORMED:
        return None
    return common_name(certificate) if right else None


async def _earliest_stamp(
    judgement: Judgement, embedded: EmbeddedPdfSignature, pools: Pools, proven: datetime
) -> Stamp | None:
    """The earliest token on the signature that proves its moment; others are named."""
    signer = embedded.signer_info
    value = signer["signature"].native
    good: list[Stamp] = []
    for token in tokens_in(signer):
        try:
            stamp = await check_token(token, lambda name: digest(name, value), pools.stamping, proven)
        except MALFORMED:
            judgement.doubt(Line.TIME, "Een tijdstempel op de handtekening is beschadigd.", ASK_AGAIN)
            continue
        if stamp.proves:
            good.append(stamp)
        else:
            tell_stamp(judgement, stamp)
    return min(good, key=lambda stamp: stamp.instant, default=None)


def tell_stamp(judgement: Judgement, stamp: Stamp) -> None:
    """Say why a timestamp does not prove its moment."""
    if not stamp.covers:
        judgement.fail(Line.TIME, f"Een tijdstempel van {stamp.server} hoort niet bij deze handtekening.", ASK_AGAIN)
    elif stamp.standing.trust is Verdict.FAIL or stamp.standing.revocation is Verdict.FAIL:
        problem = stamp.standing.trust_problem or "was ingetrokken"
        judgement.doubt(Line.TIME, f"Het certificaat van de tijdstempeldienst {stamp.server} {problem}.", ADD_LISTS)
    elif stamp.standing.trust is Verdict.INDETERMINATE:
        judgement.doubt(Line.TIME, f"De tijdstempeldienst {stamp.server} staat niet in de lijst.", ADD_ISSUER)
    else:
        sentence = f"Of het certificaat van de tijdstempeldienst {stamp.server} is ingetrokken, is niet bekend."
        judgement.doubt(Line.TIME, sentence, ADD_LISTS)


def _signing_date(
    judgement: Judgement, embedded: EmbeddedPdfSignature, stamp: Stamp | None, window: Window, proven: datetime
) -> SigningDate | None:
    """When it was set: by a stamp that proves it, else as the signer's machine claims."""
    claimed = embedded.self_reported_timestamp
    if claimed is not None and claimed.tzinfo is None:
        claimed = None
    for moment, kind in (
        (stamp.instant if stamp else None, "Het tijdstempel"),
        (claimed, "De tijd in de handtekening"),
    ):
        if moment is not None:
            check_moment(judgement, moment, kind, window)
    if stamp is not None:
        _check_order(judgement, stamp.instant, claimed, proven)
        judgement.passes(Line.TIME)
        return SigningDate.at(stamp.instant, Source.TIMESTAMP)
    if claimed is None:
        judgement.doubt(Line.TIME, "De handtekening noemt geen tijd.", "Vraag de partij wanneer er is getekend.")
        return None
    judgement.passes(Line.TIME)
    if proven < claimed - SLACK:
        judgement.fail(Line.TIME, "De tijd in de handtekening ligt na een tijdstempel dat haar al dekt.", ASK_AGAIN)
    return SigningDate.at(claimed, Source.CLAIMED)


def _check_order(judgement: Judgement, instant: datetime, claimed: datetime | None, proven: datetime) -> None:
    """A signature is set before it is stamped, and stamped before a later stamp covers both."""
    if proven < instant - SLACK:
        judgement.fail(Line.TIME, "Het tijdstempel ligt na een volgend tijdstempel, dat het al dekt.", ASK_AGAIN)
    if claimed is not None and instant < claimed - SLACK:
        sentence = "De tijd in de handtekening ligt na het tijdstempel dat erop is gezet."
        judgement.doubt(Line.TIME, sentence, "Vraag de partij wanneer er is getekend en of haar klok goed stond.")


def check_moment(judgement: Judgement, moment: datetime, kind: str, window: Window) -> None:
    """Say so when a moment cannot be that of this signature."""
    shown = moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
    if moment < window.issued_at - SLACK:
        judgement.fail(Line.TIME, f"{kind} ({shown}) ligt voor de uitgifte van het pakket.", ASK_AGAIN)
    if moment > window.received_at + SLACK:
        judgement.fail(Line.TIME, f"{kind} ({shown}) ligt na de ontvangst van het bestand.", ASK_AGAIN)


def _tell_standing(judgement: Judgement, name: str, found: Standing, signing: SigningDate | None) -> None:
    if found.trust is Verdict.PASS:
        judgement.passes(Line.TRUST)
    else:
        step = ASK_AGAIN if found.trust is Verdict.FAIL else ADD_ISSUER
        judgement.note(Line.TRUST, found.trust, f"Het certificaat van {name} {found.trust_problem}.", step)
    if found.revocation is Verdict.PASS:
        judgement.passes(Line.REVOCATION)
    elif found.revocation is Verdict.INDETERMINATE:
        judgement.doubt(Line.REVOCATION, f"Of het certificaat van {name} is ingetrokken, is niet bekend.", ADD_LISTS)
    else:
        _tell_revoked(judgement, name, found.revoked_at, signing)


def _tell_revoked(judgement: Judgement, name: str, revoked_at: datetime | None, signing: SigningDate | None) -> None:
    """Revoked: a fail, unless it may have been signed before and only the proof of that is missing."""
    shown = revoked_at.astimezone(AMSTERDAM).strftime("%d-%m-%Y") if revoked_at else "onbekend"
    claimed = signing.instant if signing else None
    sentence = f"Het certificaat van {name} is ingetrokken (sinds {shown})"
    if revoked_at and claimed and claimed < revoked_at:
        judgement.doubt(Line.REVOCATION, f"{sentence} en niets bewijst dat er eerder is getekend.", ASK_AGAIN)
    else:
        judgement.fail(Line.REVOCATION, f"{sentence}.", ASK_AGAIN)


def _with_carried(material: Material, signer: cms.SignerInfo) -> Material:
    """The material with revocation data that the signature itself carries (adbe-revocationInfoArchival)."""
    crls, ocsps = list(material.crls), list(material.ocsps)
    for carried in find_cms_attribute_iter(signer["signed_attrs"], "adobe_revocation_info_archival"):
        crls += _dumped(carried["crl"])
        ocsps += _dumped(carried["ocsp"])
    return replace(material, crls=tuple(crls), ocsps=tuple(ocsps))


def _dumped(items: core.SequenceOf) -> Iterator[bytes]:
    if items is not core.VOID and items.native is not None:
        yield from (item.dump() for item in items)
