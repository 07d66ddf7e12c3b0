"""The whole paperwork of the example: every document as Word and as PDF, and all packs; against the plain way.

The plain way is what one would write in an afternoon: docxtpl per document, one soffice process per file, pypdf to
combine. It checks nothing, marks nothing and finalises nothing.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from pypdf import PdfWriter

from assembler.documents.dutch import DUTCH_FILTERS
from assembler.dossier import Dossier
from assembler.workflows.assemble import Assembly, pack_parts
from assembler.workflows.draft import Choice, draft
from assembler.workflows.pack import pack
from assembler.workflows.places import EXAMPLES, template_path
from assembler.workflows.stukken import Stuk, stukken

EXAMPLE = EXAMPLES / "tekenklaar"


def ours(out: Path) -> None:
    """Drafts of everything as Word and PDF, then the packs."""
    draft(EXAMPLE, out / "concepten", Choice(), pdf_engine="embedded")
    pack(EXAMPLE, out / "pakketten")


def plain(out: Path) -> None:
    """The same files, made the plain way."""
    assembly = Assembly.of(Dossier.load(EXAMPLE))
    everything = stukken(assembly.facts)
    for stuk in everything:
        _plain_document(out, stuk, dict(assembly.mapping(stuk)))
    for partij in assembly.facts["partijen"]:
        key = partij["sleutel"]
        parts = [Stuk("aanbiedingsbrief", key), *pack_parts(assembly.facts, key)]
        writer = PdfWriter()
        for part in parts:
            writer.append(out / f"{part.key}.pdf")
        writer.write(out / f"pakket-{key}.pdf")


def _plain_document(out: Path, stuk: Stuk, facts: dict[str, Any]) -> None:
    environment = Environment(autoescape=True)
    environment.filters.update(DUTCH_FILTERS)
    template = DocxTemplate(template_path(stuk.soort))
    template.render(facts, environment)
    path = out / f"{stuk.key}.docx"
    template.save(path)
    profile = f"-env:UserInstallation=file://{out}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True)


WAYS: dict[str, Callable[[Path], None]] = {"ours": ours, "plain": plain}


def seconds(way: str) -> float:
    """Wall time of one way in a process of its own, from its start to its end, into a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "bench.paperwork", way, folder], check=True)
        return perf_counter() - start


def run() -> list[str]:
    """Lines to print: both times and their ratio; of ours, run before and after, the middle of three counts."""
    if shutil.which("soffice") is None:
        return ["paperwork: soffice is not installed, so the plain way cannot be measured"]
    mine = [seconds("ours")]
    theirs = seconds("plain")
    middle = sorted([*mine, seconds("ours"), seconds("ours")])[1]
    return [f"paperwork: ours {middle:.2f} s, plain way {theirs:.2f} s: {theirs / middle:.1f} times as fast (target 5)"]


if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
