"""What a T1 check costs, beside pyHanko's own validation with its difference analysis from the issued revision.

    python -m bench.digital [PACK.pdf]

The check is the whole of it: frames to the child, a process of its own for the file, structure, differences, trust,
revocation and time. Without a file it measures a pack of thirty pages that it makes itself. Target: at most 1.5.
"""

# mypy: disable-error-code="no-untyped-call"
import asyncio
import hashlib
import io
import logging
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from signatures.evidence import TrustList, check
from signatures.evidence.fields import prepare_fields
from signatures.evidence.testpki import LEVELS, TestPki
from signatures.facts import SlotId
from signatures.packs import FieldInPack, PackFacts

ROUNDS = 9
TARGET = 1.5
_MOMENT = datetime(2024, 2, 14, 9, 0, tzinfo=UTC)
_LATER = _MOMENT + timedelta(hours=5)
_FIELD = FieldInPack("overeenkomst.partij.1", SlotId("u", "partij", 1), 14, (60.0, 60.0, 260.0, 120.0))


def made_pack(pages: int = 30) -> bytes:
    """A pack with as many objects as a real one: pages of text, an outline, object streams."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for number in range(pages):
        lines = b" ".join(b"(Artikel %d.%d van de overeenkomst) Tj 0 -14 Td" % (number, line) for line in range(50))
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(b"BT /F1 11 Tf 60 780 Td " + lines + b" ET")
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Artikel {number}", number) for number in range(pages))
    pdf.docinfo["/Title"] = "Meting"
    sink = io.BytesIO()
    pdf.save(sink, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return sink.getvalue()


def run(pack: bytes | None = None) -> Iterator[str]:
    """One line per level of PAdES."""
    logging.disable(logging.WARNING)
    issued = prepare_fields(pack or made_pack(), [_FIELD])
    facts = PackFacts("d", "partij", hashlib.sha256(issued).hexdigest(), (), (_FIELD,), _MOMENT, lambda: issued)
    pki = TestPki(_MOMENT)
    trust = TrustList("meting", (pki.root.der,), (pki.root.der,), (pki.issuer.der,), pki.lists())
    who = pki.signer("Meting (proef)")
    for level in LEVELS:
        signed = pki.sign(issued, _FIELD.name, who, _MOMENT + timedelta(hours=1), level)
        ours = _best(lambda data=signed: check(data, "m.pdf", [facts], _LATER, trust))  # type: ignore[misc]
        theirs = _best(lambda data=signed: _pyhanko(data, issued, trust))  # type: ignore[misc]
        yield f"{level}: check {ours:.3f} s, pyHanko {theirs:.3f} s, ratio {ours / theirs:.2f} (target {TARGET})"


def _best(action: Callable[[], object]) -> float:
    """The shortest of some rounds, in seconds; the first one warms up."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def _pyhanko(data: bytes, issued: bytes, trust: TrustList) -> None:
    """Every signature and timestamp validated, and the difference analysis from the issued revision on."""
    reader = PdfFileReader(io.BytesIO(data))
    base = PdfFileReader(io.BytesIO(issued)).total_revisions - 1
    asyncio.run(_validate(reader, trust))
    DEFAULT_DIFF_POLICY.review_file(reader, base)


async def _validate(reader: PdfFileReader, trust: TrustList) -> None:
    for signature in reader.embedded_regular_signatures:
        await async_validate_pdf_signature(signature, _context(trust))
    for stamp in reader.embedded_timestamp_signatures:
        await async_validate_pdf_timestamp(stamp, _context(trust))


def _context(trust: TrustList) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(item) for item in trust.roots],
        other_certs=[x509.Certificate.load(item) for item in trust.between],
        crls=list(trust.lists),
        moment=_LATER,
        revocation_mode="require",
        retroactive_revinfo=True,
    )


if __name__ == "__main__":
    for line in run(Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else None):
        print(line, flush=True)
