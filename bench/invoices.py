"""All invoices of a large cooperation: Word, PDF and validated e-invoice of each, numbered and recorded; and settling.

Target: 342 in 60 seconds on two cores. Also per partij against a small one, so that the machine does not matter.
"""

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from assembler.workflows import settle as settling
from assembler.workflows.invoice import Request, invoice
from bench.dossiers import JAAR, write
from signatures import store
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
from signatures.store.aanbieding import Aanbieding

SMALL, LARGE = 12, 342
"""342 is every Dutch municipality."""
ISSUED = datetime(JAAR, 1, 5, 9, 0, tzinfo=UTC)
SIGNED = datetime(JAAR, 1, 20, 9, 0, tzinfo=UTC)
INVOICED = datetime(JAAR, 2, 2, 9, 0, tzinfo=UTC)
SETTLED = datetime(JAAR + 1, 2, 1, 9, 0, tzinfo=UTC)
LEFT = 20_000
"""Euro of the begroting that is not spent."""
DOSSIER = "FICTIEF-01"
DECISION = Besluitfeit("burgemeester en wethouders", date(JAAR - 1, 12, 1), "FICTIEF-1")


def put_in_force(number: int) -> None:
    """Record, in the workspace that is set up, that the agreement of such a dossier was signed by all."""
    keys = tuple(f"gemeente-{n}" for n in range(1, number + 1))
    sha256 = hashlib.sha256(DOSSIER.encode()).hexdigest()
    slots = tuple(
        SlotFact(
            SlotId(sha256[:16], key, 1), "B. Voorbeeld", "burgemeester", f"sok.{key}.1", Bevoegdheid(True, (DECISION,))
        )
        for key in keys
    )
    agreement = Uitgifte(
        id=sha256[:16], dossier=DOSSIER, kind=Kind.SAMENWERKINGSOVEREENKOMST, document="samenwerkingsovereenkomst",
        title="Fictief", version="1.0", sha256=sha256, code=sha256[:8].upper(), pages=3, issued_at=ISSUED, slots=slots,
        works_back_to=date(JAAR, 1, 1), ends_on=date(JAAR, 12, 31), grantor=None,
    )  # fmt: skip
    names = tuple((key, key) for key in keys)
    store.record_issue(Aanbieding(DOSSIER, keys, keys[0], names, (agreement,), (), ISSUED, "meting"))
    signing = SigningDate.at(SIGNED, Source.TIMESTAMP)
    claims = tuple(Claim(slot.id, signing, "CN=fictief") for slot in slots)
    data = b"%PDF-1.7 fictief"
    returned = Inzending(
        "i-meting", hashlib.sha256(data).hexdigest(), "pakket.pdf", SIGNED, Tier.T1, Verdict.PASS, claims, (), (), ()
    )
    store.record_submission(returned, data, by="meting", dossier=DOSSIER)
    store.record_decision(Oordeel("i-meting", True, "meting", SIGNED))


def measure(number: int) -> dict[str, float]:
    """Seconds for the invoices of ``number`` municipalities, and peak memory (MiB)."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = write(Path(folder), number)
        store.setup(Path(folder) / "werkmap")
        put_in_force(number)
        start = perf_counter()
        made = invoice(dossier, Path(folder) / "uit", Request(JAAR), moment=INVOICED, by="meting")
        seconds = perf_counter() - start
        start = perf_counter()
        _settle(dossier, Path(folder) / "af", number)
        settled = perf_counter() - start
        store.close()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    issued = len(made.issued)
    return {"seconds": seconds, "each": seconds / issued, "made": issued, "settled": settled, "peak": peak / 1024}


def _settle(dossier: Path, out: Path, number: int) -> None:
    """Account and credit note for every partij."""
    spent = f"post;bedrag\nUitvoering;{10_000 * number - 5_000 - LEFT},00\nOnvoorzien;5000,00\n".encode()
    settling.settle(dossier, out, settling.Request(JAAR, spent, "realisatie.csv"), moment=SETTLED, by="meting")


def _apart(number: int) -> dict[str, float]:
    """The same in a process of its own, with its processor time: that of all its processes, loading included."""
    command = [sys.executable, "-m", "bench.invoices", str(number)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures | {"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def run() -> list[str]:
    """Lines to print."""
    few, many = _apart(SMALL), _apart(LARGE)
    return [
        f"invoices: {many['made']:.0f} with PDF and validated e-invoice in {many['seconds']:.1f} s (target 60), "
        f"{many['each'] * 1000:.0f} ms each, against {few['each'] * 1000:.0f} ms each of {few['made']:.0f}; "
        f"settling, an account and a credit note each, {many['settled']:.1f} s, "
        f"{many['settled'] / many['seconds']:.1f} times as long; "
        f"processor time {many['cpu']:.0f} s in all; peak memory {many['peak']:.0f} MiB",
    ]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
