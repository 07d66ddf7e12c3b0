"""All packs of a large cooperation: time per partij at 342 against 12, and peak memory, each in its own process."""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from assembler.workflows.pack import pack
from bench.dossiers import write

SMALL, LARGE = 12, 342
"""342 is every Dutch municipality."""


def measure(number: int) -> dict[str, float]:
    """Seconds per partij and peak memory (MiB; the largest of this process and its children) of ``number`` packs."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = write(Path(folder), number)
        start = perf_counter()
        made = pack(dossier, Path(folder) / "uit")
        seconds = perf_counter() - start
        pages = sum(path.stat().st_size for path in made) / 2**20
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"per_partij": seconds / number, "seconds": seconds, "peak": peak / 1024, "written": pages}


def _apart(number: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.municipalities", str(number)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def run() -> list[str]:
    """Lines to print."""
    few, many = _apart(SMALL), _apart(LARGE)
    ratio = many["per_partij"] / few["per_partij"]
    return [
        f"packs: {SMALL} partijen {few['per_partij'] * 1000:.0f} ms each, "
        f"{LARGE} partijen {many['per_partij'] * 1000:.0f} ms each: {ratio:.2f} times (target at most 1.2)",
        f"packs: peak memory at {LARGE}: {many['peak']:.0f} MiB (target at most 1024); "
        f"{many['written']:.0f} MiB written",
    ]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
