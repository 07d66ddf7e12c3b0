"""How fast a fill is, against docxtpl and the two JavaScript peers, on this machine in this run.

    python bench/fill.py [--rounds N]

A contract of 150 articles for 12 partijen is built with python-docx, once in docxtpl's language and once in the peers',
then filled by each in turn. Printed are medians in milliseconds and ratios to ours. The peers are fetched by npm into a
temporary folder; without node or npm they are left out, with a note.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from assembler.documents import Template, template

ARTICLES, PARTIJEN = 150, 12
PEERS = {"easy-template-x": "easy-template-x@7", "docxtemplater": "docxtemplater@3 pizzip"}
_CLAUSE = (
    "De penvoerder stelt {0} namens de partijen vast en legt haar binnen {1} dagen aan de overige partijen voor, met "
    "een toelichting op de kosten van {2} die daarmee samenhangen."
)
_PLAIN = "Een besluit als bedoeld in dit artikel wordt schriftelijk vastgelegd en aan alle partijen toegezonden."


def values() -> dict[str, Any]:
    """The data, flat, as the peers want it; all of it fictitious."""
    flat: dict[str, Any] = {"titel": "Proefovereenkomst", "betaald": True, "geheim": False}
    for number in range(ARTICLES):
        flat |= {
            f"w{number}_1": f"het plan {number}",
            f"w{number}_2": 10 + number,
            f"w{number}_3": f"€ {number}.000,00",
        }
    flat["partijen"] = [
        {
            "naam": f"Provincie {n} & Co",
            "plaats": f"Plaats {n}",
            "hoofd": f"A. Naam {n}",
            "bedrag": f"€ {n}5.000,00",
            "kenmerk": f"K-{n}",
        }
        for n in range(PARTIJEN)
    ]
    return flat


class Dialect:
    """How a template language writes its tags."""

    def __init__(self, name: str) -> None:
        self.ours = name == "docxtpl"

    def value(self, name: str) -> str:
        return f"{{{{ {name} }}}}" if self.ours else f"{{{name}}}"

    def item(self, name: str) -> str:
        return self.value(f"p.{name}") if self.ours else self.value(name)

    def block(self, kind: str, name: str) -> tuple[str, str]:
        if not self.ours:
            return f"{{#{name}}}", f"{{/{name}}}"
        start = f"{{%{kind} for p in {name} %}}" if name == "partijen" else f"{{%{kind} if {name} %}}"
        return start, f"{{%{kind} {'endfor' if name == 'partijen' else 'endif'} %}}"


def build(dialect: Dialect) -> bytes:
    """The template."""
    document = Document()
    document.add_heading(dialect.value("titel"), 0)
    start, end = dialect.block("p", "partijen")
    document.add_paragraph(start)
    document.add_paragraph(
        f"{dialect.item('naam')}, gevestigd te {dialect.item('plaats')}, vertegenwoordigd door {dialect.item('hoofd')};"
    )
    document.add_paragraph(end)
    _table(document, dialect)
    for number in range(ARTICLES):
        _article(document, dialect, number)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, dialect: Dialect) -> None:
    start, end = dialect.block("tr", "partijen")
    cells = [dialect.item("naam"), dialect.item("bedrag"), dialect.item("kenmerk")]
    rows = [["Partij", "Inleg", "Kenmerk"]]
    rows += [[start, "", ""], cells, [end, "", ""]] if dialect.ours else [[start + cells[0], cells[1], cells[2] + end]]
    table = document.add_table(len(rows), 3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _article(document: Any, dialect: Dialect, number: int) -> None:
    document.add_heading(f"Artikel {number + 1} Onderwerp {number + 1}", 1)
    words = [dialect.value(f"w{number}_{n}") for n in (1, 2, 3)]
    document.add_paragraph(_CLAUSE.format(*words))
    for _ in range(3):
        document.add_paragraph(_PLAIN, style="List Number")
    if number % 10 == 0:
        start, end = dialect.block("p", "betaald" if number % 20 else "geheim")
        for text in (start, _PLAIN, end):
            document.add_paragraph(text)


# --- the four ---------------------------------------------------------------------------------------------------------


def _plain_docxtpl(data: bytes, filling: dict[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(data))
    document.render(filling, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _cold(data: bytes, filling: dict[str, Any]) -> bytes:
    template._compiled.clear()
    return Template.load(data).fill(filling)


_SERVER = """
const fs = require('fs'), readline = require('readline');
const [which, file, dataFile, out] = process.argv.slice(2);
const template = fs.readFileSync(file), data = JSON.parse(fs.readFileSync(dataFile));
let fill;
if (which === 'easy-template-x') {
  const { TemplateHandler } = require('easy-template-x');
  const handler = new TemplateHandler();
  fill = async () => handler.process(template, data);
} else {
  const PizZip = require('pizzip'), Docxtemplater = require('docxtemplater');
  fill = async () => {
    const doc = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    doc.render(data);
    return doc.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  };
}
(async () => {
  for (let i = 0; i < 30; i++) fs.writeFileSync(out, await fill());
  console.log('ready');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const start = process.hrtime.bigint();
    await fill();
    console.log(String(Number(process.hrtime.bigint() - start) / 1e6));
  }
})();
"""


class Peer:
    """A JavaScript peer in a warm process: `once` gives the milliseconds of one fill, measured inside it."""

    def __init__(self, name: str, folder: Path) -> None:
        out = folder / f"{name}.docx"
        command = ["node", "server.js", name, "peer.docx", "data.json", out.name]
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self._read() != "ready":
            raise OSError(f"{name} does not run")

    def _read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def once(self) -> float:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._read())

    def close(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(10)


def peers(folder: Path, filling: dict[str, Any]) -> dict[str, Peer]:
    """The peers that can be run here; a note on stderr for those that cannot."""
    if not (shutil.which("node") and shutil.which("npm")):
        print("note: node or npm is missing, so the JavaScript peers are left out", file=sys.stderr)
        return {}
    (folder / "server.js").write_text(_SERVER)
    (folder / "peer.docx").write_bytes(build(Dialect("peer")))
    (folder / "data.json").write_text(json.dumps(filling))
    packages = " ".join(PEERS.values()).split()
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *packages]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        print("note: npm could not fetch the JavaScript peers, so they are left out", file=sys.stderr)
        return {}
    return {name: Peer(name, folder) for name in PEERS}


def measure(rounds: int) -> dict[str, list[float]]:
    """Milliseconds per fill of each, in turns."""
    data, filling = build(Dialect("docxtpl")), values()
    with tempfile.TemporaryDirectory() as folder:
        others = peers(Path(folder), filling)
        warm = Template.load(data)
        if _paragraphs(warm.fill(filling)) != _paragraphs(_plain_docxtpl(data, filling)):
            raise SystemExit("ours and docxtpl do not make the same text")
        runs: dict[str, Callable[[], float]] = {
            "ours": _timed(lambda: warm.fill(filling)),
            "ours, first": _timed(lambda: _cold(data, filling)),
            "docxtpl": _timed(lambda: _plain_docxtpl(data, filling)),
        }
        runs |= {name: peer.once for name, peer in others.items()}
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                times[name] += [run() for _ in range(1 if name in ("docxtpl", "ours, first") else 5)]
        for peer in others.values():
            peer.close()
    return times


def _paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def _timed(call: Callable[[], object]) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        call()
        return (time.perf_counter() - start) * 1000

    return once


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description="Ratios of filling a contract of 150 articles with 12 partijen.")
    arguments.add_argument("--rounds", type=int, default=15)
    times = measure(arguments.parse_args().rounds)
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"{'':16} {'median ms':>10} {'min ms':>8} {'ours is … times as fast':>24}")
    for name, median in medians.items():
        base = medians["ours, first"] if name == "ours, first" else medians["ours"]
        print(f"{name:16} {median:10.2f} {min(times[name]):8.2f} {median / base:24.1f}")
    print(f"first fill, docxtpl / ours: {medians['docxtpl'] / medians['ours, first']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
