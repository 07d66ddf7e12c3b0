"""What a person sees: findings, made files and progress. Results go to stdout, everything else to stderr."""

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from assembler.workflows.progress import Progress as Report
from assembler.workflows.progress import silent

if TYPE_CHECKING:
    from assembler.checks import Finding
    from assembler.dossier.aanvaarding import Aanvaarding
    from assembler.workflows.demo import Step

SEVERITIES = {"error": ("Fout", "red"), "warning": ("Waarschuwing", "yellow"), "info": ("Ter controle", "cyan")}


def print_what_the_terminal_can() -> None:
    """Print a question mark for a sign that the encoding of the output lacks, instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_json(value: object) -> None:
    """One JSON document on stdout; outside UTF-8, other letters than ASCII as escapes, so that none is lost."""
    narrow = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"
    click.echo(json.dumps(value, ensure_ascii=narrow, indent=2, default=str))


def print_findings(
    findings: Sequence["Finding"], checked: Iterable[str], accepted: Sequence[tuple["Finding", "Aanvaarding"]] = ()
) -> None:
    """Findings grouped by file, severity (worst first) and artikel, each with place, text, rule and remedy.

    Findings of one artikel that ask for the same remedy stand together above it.
    """
    for file in dict.fromkeys(finding.file for finding in findings):
        click.secho(file, bold=True)
        for severity in SEVERITIES:
            _print_severity(severity, [f for f in findings if f.file == file and f.severity == severity])
    _print_accepted(accepted)
    click.echo(_summary(findings, list(checked)))


def _print_accepted(accepted: Sequence[tuple["Finding", "Aanvaarding"]]) -> None:
    if accepted:
        click.secho("Aanvaard", bold=True)
    for finding, one in accepted:
        click.echo(f"    {finding.code} · {finding.where}: {finding.message}")
        click.secho(f"      aanvaard door {one.door} op {one.datum.isoformat()}: {one.reden}", dim=True)


def _print_severity(severity: str, group: Sequence["Finding"]) -> None:
    label, colour = SEVERITIES[severity]
    if group:
        click.echo(f"  {click.style(label, fg=colour, bold=True)} ({len(group)})")
    for section, found in groupby(group, key=lambda finding: _placed(finding.where)[0]):
        click.secho(f"    {section}", underline=True)
        for (code, remedy), alike in groupby(found, key=lambda finding: (finding.code, finding.remedy)):
            _print_alike(code, remedy, list(alike))


def _placed(where: str) -> tuple[str, str]:
    """The artikel or other part of a document (of a dossier its section), and the place within."""
    section, _, within = where.partition(", ") if ", " in where else where.partition(".")
    return section, within


def _print_alike(code: str, remedy: str, group: Sequence["Finding"]) -> None:
    for finding in group:
        within = _placed(finding.where)[1]
        click.echo(f"      {f'{within}: ' if within else ''}{finding.message}")
        if finding.sentence and finding.sentence not in finding.where:
            click.secho(f"        “{shorten(finding.sentence, 300, placeholder=' …')}”", italic=True)
    click.secho(f"      → {remedy} [{code}]" if remedy else f"      [{code}]", dim=True)


def _summary(findings: Sequence["Finding"], checked: Sequence[str]) -> str:
    if not findings:
        return f"Gecontroleerd: {', '.join(checked)}. Geen bevindingen."
    counts = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITIES}
    words = [
        _counted(counts["error"], "fout", "fouten"),
        _counted(counts["warning"], "waarschuwing", "waarschuwingen"),
        f"{counts['info']} ter controle",
    ]
    return f"Gecontroleerd: {', '.join(checked)}. {', '.join(words)}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def print_made(paths: Sequence[Path], root: Path) -> None:
    """The files that a command made."""
    for path in paths:
        click.echo(f"  {path.relative_to(root) if path.is_relative_to(root) else path}")
    click.echo(f"{_counted(len(paths), 'bestand', 'bestanden')} in {root}")


@contextmanager
def progress() -> Iterator[Report]:
    """A bar per step on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report


def print_steps(steps: Sequence["Step"], root: Path) -> None:
    """What the demonstration did, step by step, and where the results are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Stap")
    table.add_column("Resultaat")
    table.add_column("Map")
    table.add_column("Seconden", justify="right")
    for step in steps:
        table.add_row(step.what, step.outcome, str(step.place), f"{step.seconds:.1f}")
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    click.echo(
        f"\nDe tekenpakketten: {root / 'pakketten'}\nDe open punten: tekenklaar check {root / 'dossier-concept'}"
    )
