"""Time per partij and peak memory of the packs, at 12 and at 342 partijen: ``python -m bench.packs [ENGINE]``.

The shared part grows with the number of partijen (45 pages at 12, 700 at 342); per partij a letter and a volmacht are
converted, coded and bound around it. Each size runs in a process of its own, so that peak memory is its own.
"""

import io
import resource
import subprocess
import sys
import time
from datetime import date

from docx import Document
from docx.shared import Pt

from assembler.pages import (
    PackPlan,
    Part,
    Text,
    build_pack,
    build_shared,
    check_pack,
    convert_all,
    document_code,
    engine_named,
)

MOMENT = date(2024, 1, 1)
SIZES = ((12, 45), (342, 700))
_BATCH = 16
_SENTENCE = "De partijen verstrekken elkaar tijdig de gegevens die voor de uitvoering van dit artikel nodig zijn. "


def word(title: str, pages: int, lines: int = 24) -> bytes:
    """A Word file in Cambria with about this many pages."""
    document = Document()
    document.styles["Normal"].font.name = "Cambria"
    document.styles["Normal"].font.size = Pt(11)
    for number in range(pages):
        document.add_heading(f"{title}, deel {number + 1}", 1)
        for _ in range(lines // 2):
            document.add_paragraph(_SENTENCE * 2)
        if number + 1 < pages:
            document.add_page_break()
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def measure(count: int, pages: int, engine: str) -> tuple[float, float, float, int, int]:
    """Seconds for the shared part, per partij, and to bind one pack; peak bytes; bytes of a pack."""
    version = engine_named(engine).version
    started = time.perf_counter()
    base = convert_all([Text(word("Overeenkomst", pages), "Overeenkomst")], engine, moment=MOMENT, validate=False)[0]
    part = Part("Overeenkomst", base, document_code("PTB", "SOK"), "SOK-", to_sign=True, engine=version)
    shared = build_shared([part], title="Gedeeld deel", moment=MOMENT)
    made = time.perf_counter()
    binding, size = 0.0, 0
    for first in range(0, count, _BATCH):
        keys = [f"gemeente-{number}" for number in range(first, min(first + _BATCH, count))]
        texts = [Text(word(f"{kind} {key}", 1), kind) for key in keys for kind in ("Brief", "Volmacht")]
        pdfs = convert_all(texts, engine, moment=MOMENT, validate=False)
        begun = time.perf_counter()
        for index, key in enumerate(keys):
            letter = Part("Brief", pdfs[2 * index], document_code("PTB", "BR", key), "AB-", engine=version)
            mandate = Part("Volmacht", pdfs[2 * index + 1], document_code("PTB", "VM", key), "VM-", engine=version)
            pack = build_pack(PackPlan(f"Pakket {key}", shared, (letter,), MOMENT, (mandate,), key))
            size = len(pack)
        binding += time.perf_counter() - begun
    ended = time.perf_counter()
    check_pack("laatste pakket", pack)
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    return made - started, (ended - started) / count, binding / count, peak, size


def main() -> None:
    """Measure each size in a process of its own and print how they compare."""
    if len(sys.argv) > 2:
        print(*measure(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
        return
    engine = sys.argv[1] if len(sys.argv) > 1 else "embedded"
    rows = []
    for count, pages in SIZES:
        command = [sys.executable, "-m", "bench.packs", str(count), str(pages), engine]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rows.append([float(figure) for figure in said.split()])
        shared, each, bind, peak, size = rows[-1]
        print(
            f"{count} partijen, {pages} pages: shared part {shared:.2f} s, per partij {each * 1000:.0f} ms "
            f"(binding {bind * 1000:.0f} ms), peak {peak / 2**20:.0f} MiB, pack {size / 2**20:.2f} MiB"
        )
    whole, binding = (rows[1][column] / rows[0][column] for column in (1, 2))
    print(f"per partij, 342 against 12: {whole:.2f} × (target 1.2); binding alone {binding:.2f} ×")


if __name__ == "__main__":
    main()
