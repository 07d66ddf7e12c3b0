"""T2: a digital return that was saved anew by the signer's platform, so that it does not begin with the issued bytes.

Never a pass: what the file says is compared page by page with what was issued, and a person looks at both.
"""

# mypy: disable-error-code="no-untyped-call"
import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signatures.evidence.digital import embedded_in, pools_of
from signatures.evidence.objects import Field, fields_of
from signatures.evidence.sameness import entry
from signatures.evidence.second_opinion import objects_to
from signatures.evidence.sides import Returned, Sides
from signatures.evidence.signers import ASK_AGAIN, Signature, Window, judge_signature
from signatures.evidence.trust import TrustList
from signatures.evidence.verdict import Judgement, Line, Outcome, Pages, Picture
from signatures.facts import Claim, SlotId, Tier, Verdict
from signatures.packs import FieldInPack, PackFacts

_LOOK = "Vergelijk de bladzijden naast elkaar en neem de handtekening alleen aan als de tekst dezelfde is."
_MOST_PICTURES = 12


@dataclass(frozen=True)
class _Signed:
    """A filled signature field of the returned file, and the line of the pack that it stands for."""

    field: Field
    line: FieldInPack | None


def is_signed(reader: PdfFileReader) -> bool:
    """Whether any signature field is filled with something else than a document timestamp."""
    return any(_is_signature(field) for field in fields_of(reader.root).values())


def check_resaved(
    data: bytes, reader: PdfFileReader, name: str, packs: Sequence[PackFacts], received_at: datetime, trust: TrustList
) -> Outcome:
    """Judge a signed file that does not begin with issued bytes; errors of the parser pass through."""
    judgement = Judgement()
    fields = tuple(field for field in fields_of(reader.root).values() if _is_signature(field))
    pack, sides = _recognised(judgement, data, fields, packs)
    signed = tuple(_Signed(field, _line_of(field, pack)) for field in fields)
    window = Window(pack.issued_at if pack else received_at, received_at)
    signatures = asyncio.run(_judge_all(judgement, reader, data, signed, trust, window, bool(pack)))
    outcome = Outcome(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        received_at=received_at,
        tier=Tier.T2,
        lines=(),
        trust_version=trust.version,
    )
    if pack is None or sides is None:
        return replace(outcome, lines=judgement.lines, remarks=judgement.remarks)
    pictures = _compare(judgement, sides, pack)
    whole = judgement.verdict(Line.INTEGRITY) is not Verdict.FAIL
    claims = _claims(judgement, signed, signatures) if whole else ()
    return replace(
        outcome,
        lines=judgement.lines,
        remarks=judgement.remarks,
        claims=claims,
        packs=(pack.sha256,),
        partijen=(pack.partij,),
        pages=_pages(sides),
        pictures=pictures,
    )


def _recognised(
    judgement: Judgement, data: bytes, fields: Sequence[Field], packs: Sequence[PackFacts]
) -> tuple[PackFacts | None, Sides | None]:
    """The pack that it most looks like, by the text of its pages; it has to have half of them."""
    names = {field.name for field in fields}
    ranked = sorted(packs, key=lambda pack: len(names & {field.name for field in pack.fields}), reverse=True)
    returned = Returned(data)
    best: tuple[int, PackFacts, Sides] | None = None
    for pack in ranked:
        sides = Sides(pack.load(), returned)
        if best is None or sides.alike > best[0]:
            best = (sides.alike, pack, sides)
        if sides.alike == sides.count:
            break
    if best is None or 2 * best[0] < best[2].count:
        sentence = "Het bestand is wel ondertekend, maar het is geen stuk dat wij hebben uitgegeven."
        judgement.fail(Line.LINEAGE, sentence, ASK_AGAIN)
        return None, None
    sentence = "Het bestand is door het ondertekenprogramma opnieuw opgeslagen en is niet meer het uitgegeven bestand."
    judgement.doubt(Line.LINEAGE, sentence, _LOOK)
    _tell_pages(judgement, best[2])
    return best[1], best[2]


def _tell_pages(judgement: Judgement, sides: Sides) -> None:
    """Pages that are missing, and pages that were not issued."""
    if sides.missing:
        judgement.fail(Line.INTEGRITY, f"In het bestand {_lacks(sides.missing)} van het uitgegeven stuk.", ASK_AGAIN)
    if foreign := sides.foreign:
        hoort = "horen" if len(foreign) > 1 else "hoort"
        sentence = f"{_named(foreign).capitalize()} van het bestand {hoort} niet bij het uitgegeven stuk."
        judgement.doubt(
            Line.INTEGRITY, sentence, "Bekijk of het een voorblad of verslag van het ondertekenprogramma is."
        )


def _lacks(pages: Sequence[int]) -> str:
    return f"{'ontbreken' if len(pages) > 1 else 'ontbreekt'} {_named(pages)}"


def _named(pages: Sequence[int]) -> str:
    numbers = [str(page + 1) for page in pages]
    if len(numbers) == 1:
        return f"bladzijde {numbers[0]}"
    return f"bladzijden {', '.join(numbers[:-1])} en {numbers[-1]}"


async def _judge_all(
    judgement: Judgement,
    reader: PdfFileReader,
    data: bytes,
    signed: Sequence[_Signed],
    trust: TrustList,
    window: Window,
    known: bool,
) -> Sequence[Signature]:
    pools = pools_of(judgement, trust, reader)
    found: list[Signature] = []
    for one in signed if known else ():
        embedded = embedded_in(reader, one.field)
        if embedded is None or not _covers(embedded, reader):
            sentence = f"De handtekening in veld {one.field.name} dekt niet alles wat er nu in het bestand staat."
            judgement.fail(Line.INTEGRITY, sentence, ASK_AGAIN)
        elif signature := await judge_signature(judgement, data, embedded, pools, window, window.received_at):
            found.append(signature)
    return tuple(found)


def _covers(embedded: EmbeddedPdfSignature, reader: PdfFileReader) -> bool:
    """It covers its revision, and what comes after is signatures and long-term data."""
    if embedded.evaluate_signature_coverage() < SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    later = range(embedded.signed_revision + 1, reader.total_revisions)
    return not any(all(objects_to(reader, revision, signs=signs) for signs in (True, False)) for revision in later)


def _compare(judgement: Judgement, sides: Sides, pack: PackFacts) -> tuple[Picture, ...]:
    """Say which pages differ, and show them, with the pages that bear signatures."""
    pages = range(sides.count)
    differences = [sides.compare(page, [f.rect for f in pack.fields if f.page == page]) for page in pages]
    other = [d.page for d in differences if d.text and d.page not in sides.missing]
    for sentence, numbers in (
        ("De tekst wijkt af van de uitgegeven tekst", other),
        ("Er staat meer tekst dan is uitgegeven", [d.page for d in differences if d.added and not d.text]),
        ("Het beeld wijkt af van het uitgegeven stuk", [d.page for d in differences if d.picture and not d.added]),
    ):
        if numbers:
            verdict = Verdict.FAIL if sentence.startswith("De tekst") else Verdict.INDETERMINATE
            step = ASK_AGAIN if verdict is Verdict.FAIL else _LOOK
            judgement.note(Line.INTEGRITY, verdict, f"{sentence} op {_named(numbers)}.", step)
    if not any(difference.matters for difference in differences):
        judgement.doubt(Line.INTEGRITY, "Tekst en beeld van alle uitgegeven bladzijden zijn gelijk gebleven.", _LOOK)
    lines = sorted({field.page for field in pack.fields})
    shown = [*(d.page for d in differences if d.text), *lines, *(d.page for d in differences if d.matters)]
    chosen = list(dict.fromkeys(page for page in shown if page in pages))[:_MOST_PICTURES]
    return tuple(Picture(f"Bladzijde {n + 1}: links uitgegeven, rechts terug", n, sides.together(n)) for n in chosen)


def _claims(judgement: Judgement, signed: Sequence[_Signed], signatures: Sequence[Signature]) -> tuple[Claim, ...]:
    lines = {one.field.name: one.line for one in signed}
    claims: dict[SlotId, Claim] = {}
    for signature in signatures:
        line = lines[signature.field]
        if line is None:
            sentence = f"Bij welke regel de handtekening van {signature.signer} hoort, is niet vast te stellen."
            judgement.doubt(Line.LINEAGE, sentence, _LOOK)
        else:
            claims[line.slot] = Claim(line.slot, signature.signing, signature.signer)
    return tuple(claims.values())


def _line_of(field: Field, pack: PackFacts | None) -> FieldInPack | None:
    """The prepared field of that name; a field of another name stands for no line."""
    return next((line for line in pack.fields if line.name == field.name), None) if pack else None


def _pages(sides: Sides) -> Pages:
    return Pages(sides.count, sides.count - len(sides.missing), tuple(page + 1 for page in sides.missing))


def _is_signature(field: Field) -> bool:
    value: Any = entry(field.dictionary, "/V") if field.is_signature and field.is_filled else None
    return isinstance(value, generic.DictionaryObject) and entry(value, "/Type") != "/DocTimeStamp"
