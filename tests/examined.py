"""What the child says about a file, asked in this process: the same code and the same shell, without a fork for each.

For the many files that differ in one detail; the process around it has specifications of its own (``test_child``).
"""

from collections.abc import Sequence
from datetime import datetime

from signatures.evidence.examiner import CHECK, answer
from signatures.evidence.frames import pack_to_plain, trust_to_parts
from signatures.evidence.trust import TrustList
from signatures.evidence.verdict import Outcome, from_plain
from signatures.packs import PackFacts


def examined(data: bytes, packs: Sequence[PackFacts], received_at: datetime, trust: TrustList) -> Outcome:
    """The outcome as it crosses to the parent."""
    trusted, certificates = trust_to_parts(trust)
    question = {
        "question": CHECK,
        "name": "retour.pdf",
        "received_at": received_at.isoformat(),
        "packs": [pack_to_plain(pack) for pack in packs],
        "trust": trusted,
    }
    plain, pictures = answer(question, [data, *(pack.load() for pack in packs), *certificates])
    return from_plain(plain, pictures)
