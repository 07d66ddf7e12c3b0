"""Paper that comes back as a scan (tier T3): which pages of which text, on whose lines something is written, and what
differs from what was issued.

A scan never passes by itself: a person looks at the signatures, copies the date that stands beside them and confirms.
What can be known without a person is told here: the page codes say which document, version and page each sheet is, and
every sheet is laid over the page as it was issued, because a code can be copied onto another text.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from signatures.evidence.paper_report import Report
from signatures.evidence.readings import read
from signatures.evidence.scans import BrokenScanError, ScanError
from signatures.evidence.verdict import Judgement, Line, Outcome
from signatures.facts import Tier
from signatures.packs import PackFacts

_MOST_PICTURES = 40


def check_scan(data: bytes, name: str, packs: Sequence[PackFacts], received_at: datetime) -> Outcome:
    """Check a returned scan against all packs that it may belong to; never raises for what is in the file.

    Tier T3 when a sheet bears the code of a page of one of the packs, T4 otherwise. A claim says that something is
    written on that signature line; it bears no date, since a person still has to copy that.
    """
    judgement = Judgement(Line.TRUST, Line.REVOCATION)
    try:
        readings = read(data, packs)
    except BrokenScanError as error:
        judgement.doubt(Line.LINEAGE, str(error), "Vraag om een nieuwe scan, als PDF of TIFF.")
        return _outcome(data, name, received_at, Tier.T4, judgement)
    except ScanError as error:
        judgement.fail(Line.LINEAGE, str(error))
        return _outcome(data, name, received_at, Tier.T4, judgement)
    report = Report(readings, packs, judgement)
    report.tell()
    tier = Tier.T3 if report.is_ours else Tier.T4
    return _outcome(data, name, received_at, tier, judgement, report)


def _outcome(
    data: bytes, name: str, received_at: datetime, tier: Tier, judgement: Judgement, report: Report | None = None
) -> Outcome:
    bare = Outcome(name, hashlib.sha256(data).hexdigest(), received_at, tier, judgement.lines, judgement.remarks)
    if report is None:
        return bare
    return Outcome(
        name=bare.name,
        sha256=bare.sha256,
        received_at=received_at,
        tier=tier,
        lines=judgement.lines,
        remarks=judgement.remarks,
        claims=report.claims,
        packs=report.pack_hashes,
        partijen=report.partijen,
        pages=report.pages,
        pictures=report.pictures[:_MOST_PICTURES],
    )
