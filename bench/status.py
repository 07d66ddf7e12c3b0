"""Time for the status of 1,000 dossiers of 12 partijen: ``python -m bench.status``.

Each dossier has an agreement (12 lines) and 11 volmachten (3 lines each), 45 lines in all, about two thirds of them
signed. Measured apart: the rules over facts in memory, and reading the facts from a fresh SQLite store, by a program
that just started and by one that has read them before.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from signatures import status, store
from signatures.facts import (
    Besluitfeit,
    Bevoegdheid,
    Claim,
    Facts,
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

DOSSIERS, PARTIJEN, ROUNDS = 1_000, 12, 5
_ISSUED = datetime(2024, 2, 1, 9, tzinfo=UTC)
_ASKED = _ISSUED + timedelta(days=60)
_BESLUIT = Besluitfeit("gedeputeerde staten", date(2023, 12, 12), "FICTIEF-1")
_POWERS = (Bevoegdheid(True, (_BESLUIT,)), Bevoegdheid(False, (_BESLUIT,), _BESLUIT))


def uitgifte(dossier: str, document: str, lines: list[str], grantor: str | None) -> Uitgifte:
    """One issue with a line for each key in ``lines``."""
    key = f"{dossier}-{document}"
    slots = tuple(
        SlotFact(SlotId(key, partij, n), f"Tekenaar {n}", "functie", f"{document}.{partij}.{n}", _POWERS[n % 2])
        for n, partij in enumerate(lines, 1)
    )
    kind = Kind.VOLMACHT if grantor else Kind.SAMENWERKINGSOVEREENKOMST
    given = (key, dossier, kind, document, document.capitalize(), "1.0", key, "BENCH", 9, _ISSUED, slots)
    return Uitgifte(*given, date(2024, 1, 1), date(2024, 12, 31), grantor)


def dossier(number: int) -> Facts:
    """A dossier in which two of every three packs came back and were accepted."""
    name = f"dossier-{number}"
    partijen = [f"partij-{n}" for n in range(PARTIJEN)]
    issues = [uitgifte(name, "overeenkomst", partijen, None)]
    issues += [uitgifte(name, f"volmacht-{partij}", [partij] * 3, partij) for partij in partijen[1:]]
    sent, decided = [], []
    for n, partij in enumerate(partijen):
        if n % 3 == number % 3:
            continue
        at = _ISSUED + timedelta(days=n + 1)
        signing = SigningDate.at(at, Source.CLAIMED)
        claims = tuple(Claim(s.id, signing) for issue in issues for s in issue.slots if s.id.partij == partij)
        key = f"{name}-{n}"
        sent.append(Inzending(key, key, "pakket.pdf", at, Tier.T1, Verdict.PASS, claims))
        decided.append(Oordeel(key, True, "Behandelaar", at + timedelta(hours=1)))
    facts = (name, tuple(partijen), partijen[0], tuple(issues), (), tuple(sent), tuple(decided))
    return Facts(*facts, names=tuple((partij, f"provincie {partij}") for partij in partijen))


def run() -> list[str]:
    """The best of some rounds, a line for the rules and one for the reading."""
    dossiers = [dossier(number) for number in range(DOSSIERS)]
    lines = sum(len(issue.slots) for issue in dossiers[0].uitgiften)
    judged, outstanding = _best(lambda: sum(status(facts, _ASKED)["outstanding"] for facts in dossiers))
    size = f"{DOSSIERS:,} dossiers × {PARTIJEN} partijen ({lines} lines each, {outstanding:,} outstanding)"
    return [f"status of {size}: {judged:.2f} s, {sys.version.split()[0]}", _reading(dossiers, judged)]


def _reading(dossiers: list[Facts], judged: float) -> str:
    with tempfile.TemporaryDirectory() as folder:
        store.setup(Path(folder))
        from bench.stored import fill

        fill(dossiers)
        read, _ = _best(lambda: len(store.facts_of_many()))
        store.facts_remembered()
        again, _ = _best(lambda: len(store.facts_remembered()))
        store.close()
    whole, later = judged + read, judged + again
    return f"read from the store: {read:.2f} s, again {again:.3f} s; with the rules {whole:.2f} s and {later:.2f} s"


def _best(work: Callable[[], int]) -> tuple[float, int]:
    """Least processor time of some rounds, and what the work gave."""
    times, given = [], 0
    for _ in range(ROUNDS):
        started = time.process_time()
        given = work()
        times.append(time.process_time() - started)
    return min(times), given


if __name__ == "__main__":
    for line in run():
        print(line)
