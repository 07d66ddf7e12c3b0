"""T1: a digital return whose bytes begin with the issued bytes."""

# mypy: disable-error-code="no-untyped-call"
import asyncio
import hashlib
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signatures.evidence.certificates import Material
from signatures.evidence.coverage import STAMPS, coverage_objection, signed_bytes
from signatures.evidence.difference import Change, changes
from signatures.evidence.layout import LayoutError, Region, regions
from signatures.evidence.legible import legible_certificates, legible_lists, legible_responses
from signatures.evidence.objects import Field, fields_of
from signatures.evidence.sameness import entry
from signatures.evidence.second_opinion import objects_to
from signatures.evidence.signers import (
    ASK_AGAIN,
    SLACK,
    Pools,
    Signature,
    Window,
    check_moment,
    judge_signature,
    tell_stamp,
)
from signatures.evidence.stamps import MALFORMED, check_token, digest
from signatures.evidence.trust import TrustList
from signatures.evidence.verdict import Judgement, Line, Outcome, Pages
from signatures.facts import Claim, Tier, Verdict
from signatures.packs import PackFacts


def check_digital(
    data: bytes, name: str, pack: PackFacts, issued: bytes, received_at: datetime, trust: TrustList
) -> Outcome:
    """Judge a file that begins with the ``issued`` bytes of ``pack``; errors of the parser pass through."""
    judgement = Judgement()
    judgement.passes(Line.LINEAGE)
    signatures = _examine(judgement, data, pack, issued, received_at, trust)
    return _outcome(judgement, data, name, pack, signatures, received_at, trust)


def _examine(
    judgement: Judgement, data: bytes, pack: PackFacts, issued: bytes, received_at: datetime, trust: TrustList
) -> Sequence[Signature]:
    if not data[len(issued) :].strip(b"\r\n"):
        judgement.fail(Line.INTEGRITY, "Het pakket is teruggestuurd zonder handtekening.", ASK_AGAIN)
        return ()
    reader = PdfFileReader(io.BytesIO(data), strict=True)
    try:
        found = regions(reader, data, PdfFileReader(io.BytesIO(issued), strict=True), len(issued))
    except LayoutError as problem:
        judgement.fail(Line.INTEGRITY, f"Achter de uitgegeven tekst klopt het bestand niet: {problem}.", ASK_AGAIN)
        return ()
    own = frozenset(field.name for field in pack.fields)
    history = tuple(changes(reader, data, found, own))
    _tell_changes(judgement, reader, history)
    window = Window(pack.issued_at, received_at)
    signatures = asyncio.run(_judge_all(judgement, reader, data, found, history, trust, window))
    _tell_missing(judgement, own, signatures)
    return signatures


def _tell_changes(judgement: Judgement, reader: PdfFileReader, history: Sequence[Change]) -> None:
    for change in history:
        for objection in change.objections:
            judgement.fail(Line.INTEGRITY, f"Het bestand is behalve ondertekend ook gewijzigd: {objection}.", ASK_AGAIN)
        if change.signed and not change.objections and objects_to(reader, change.revision, signs=True):
            sentence = "Het bestand is behalve ondertekend ook gewijzigd, op een manier die niet is thuis te brengen."
            judgement.fail(Line.INTEGRITY, sentence, ASK_AGAIN)
    last = max((change.revision for change in history if change.signed), default=None)
    if last is None and not judgement.remarks:
        judgement.fail(Line.INTEGRITY, "In geen veld van het pakket staat een handtekening.", ASK_AGAIN)


async def _judge_all(
    judgement: Judgement,
    reader: PdfFileReader,
    data: bytes,
    found: Sequence[Region],
    history: Sequence[Change],
    trust: TrustList,
    window: Window,
) -> Sequence[Signature]:
    """From the last revision back, because a stamp proves the moment of all that it covers."""
    pools = pools_of(judgement, trust, reader)
    fields = fields_of(reader.root)
    proven = window.received_at
    signatures: list[Signature] = []
    for region, change in zip(reversed(found), reversed(history), strict=True):
        for field in (*change.stamps, *change.signed):
            embedded = embedded_in(reader, fields.get(field))
            if embedded is None:
                judgement.fail(Line.INTEGRITY, f"De handtekening in veld {field} is beschadigd of weg.", ASK_AGAIN)
            elif objection := coverage_objection(data, embedded, region):
                judgement.fail(
                    Line.INTEGRITY, f"Van veld {field} is de handtekening niet geldig: {objection}.", ASK_AGAIN
                )
            elif field in change.stamps:
                proven = await _stamped(judgement, data, embedded, pools, window, proven)
            elif signature := await judge_signature(judgement, data, embedded, pools, window, proven):
                signatures.append(signature)
    return tuple(reversed(signatures))


def embedded_in(reader: PdfFileReader, field: Field | None) -> EmbeddedPdfSignature | None:
    """The signature in a field, or None when there is none that can be read."""
    if field is None or not field.is_filled:
        return None
    try:
        return EmbeddedPdfSignature(reader, field.dictionary, field.name)
    except (misc.PdfError, ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return None


async def _stamped(
    judgement: Judgement, data: bytes, embedded: EmbeddedPdfSignature, pools: Pools, window: Window, proven: datetime
) -> datetime:
    """The moment that a document timestamp proves, or the one proven so far."""
    if embedded.sig_object.get("/SubFilter") not in STAMPS:
        judgement.fail(Line.INTEGRITY, "Een tijdstempel achter de handtekening is van een onbekende soort.", ASK_AGAIN)
        return proven
    covered = signed_bytes(data, embedded)
    try:
        stamp = await check_token(embedded.signed_data, lambda name: digest(name, covered), pools.stamping, proven)
    except MALFORMED:
        judgement.doubt(Line.INTEGRITY, "Een tijdstempel achter de handtekening is beschadigd.", ASK_AGAIN)
        return proven
    if stamp.proves:
        check_moment(judgement, stamp.instant, "Een tijdstempel achter de handtekening", window)
        if proven < min(stamp.instant, window.received_at) - SLACK:
            sentence = "Een tijdstempel achter de handtekening ligt na een volgend tijdstempel, dat het al dekt."
            judgement.fail(Line.TIME, sentence, ASK_AGAIN)
        return min(proven, stamp.instant)
    if not stamp.covers:
        judgement.fail(Line.INTEGRITY, "Een tijdstempel achter de handtekening klopt niet met het bestand.", ASK_AGAIN)
    elif stamp.standing.trust is Verdict.FAIL:
        tell_stamp(judgement, stamp)
    return proven


def pools_of(judgement: Judgement, trust: TrustList, reader: PdfFileReader) -> Pools:
    """The trust list, with the certificates and revocation data that the file carries; what is neither is told."""
    store = entry(reader.root, "/DSS", generic.DictionaryObject())
    carried = _streams(store, "/Certs", DecodePurpose.CERTIFICATE)
    listed = _streams(store, "/CRLs", DecodePurpose.CRL)
    answered = _streams(store, "/OCSPs", DecodePurpose.OCSP_RESPONSE)
    own, crls, ocsps = legible_certificates(carried), legible_lists(listed), legible_responses(answered)
    if (own, crls, ocsps) != (carried, listed, answered):
        sentence = "In het archief met controlegegevens zit iets dat geen certificaat en geen intrekkingsgegeven is."
        judgement.doubt(Line.INTEGRITY, sentence, ASK_AGAIN)
    certificates, crls = trust.between + own, trust.lists + crls
    return Pools(
        Material(trust.roots, certificates, crls, ocsps, trust.online),
        Material(trust.stamp_roots, certificates, crls, ocsps, trust.online),
    )


def _streams(store: Any, key: str, purpose: DecodePurpose) -> tuple[bytes, ...]:
    items = entry(store, key, ()) if isinstance(store, generic.DictionaryObject) else ()
    found = (items[index] for index in range(len(items)))
    return tuple(item.read_data(purpose) for item in found if isinstance(item, generic.StreamObject))


def _tell_missing(judgement: Judgement, own: frozenset[str], signatures: Sequence[Signature]) -> None:
    missing = sorted(own - {signature.field for signature in signatures})
    if missing and signatures:
        judgement.inform(Line.LINEAGE, f"Nog niet ondertekend: {', '.join(missing)}.")


def _outcome(
    judgement: Judgement,
    data: bytes,
    name: str,
    pack: PackFacts,
    signatures: Sequence[Signature],
    received_at: datetime,
    trust: TrustList,
) -> Outcome:
    slots = {field.name: field.slot for field in pack.fields}
    whole = judgement.verdict(Line.INTEGRITY) is not Verdict.FAIL
    claims = tuple(Claim(slots[s.field], s.signing, s.signer) for s in signatures) if whole else ()
    pages = sum(document.pages for document in pack.documents)
    return Outcome(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        received_at=received_at,
        tier=Tier.T1,
        lines=judgement.lines,
        remarks=judgement.remarks,
        claims=claims,
        packs=(pack.sha256,),
        partijen=(pack.partij,),
        pages=Pages(pages, pages),
        trust_version=trust.version,
    )
