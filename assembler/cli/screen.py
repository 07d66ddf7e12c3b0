"""What a person sees: findings, made files and progress. Results go to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assembler.checks import Finding
from assembler.workflows.progress import Progress as Report
from assembler.workflows.progress import silent

SEVERITIES = {"error": ("Fout", "red"), "warning": ("Waarschuwing", "yellow"), "info": ("Ter controle", "cyan")}


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_findings(findings: Sequence[Finding], checked: Iterable[str]) -> None:
    """Findings grouped by file and severity, worst first, each with place, text, rule and remedy."""
    for file in dict.fromkeys(f.file for f in findings):
        click.secho(file, bold=True)
        for severity in SEVERITIES:
            for finding in (f for f in findings if f.file == file and f.severity == severity):
                _print_finding(finding)
    click.echo(_summary(findings, list(checked)))


def _print_finding(finding: Finding) -> None:
    label, colour = SEVERITIES[finding.severity]
    click.echo("  " + click.style(label, fg=colour, bold=True) + f" · {finding.where} · {finding.code}")
    if finding.sentence:
        click.echo(f"    “{finding.sentence}”")
    click.echo(f"    {finding.message}")
    if finding.remedy:
        click.secho(f"    → {finding.remedy}", dim=True)


def _summary(findings: Sequence[Finding], checked: Sequence[str]) -> str:
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
        tasks: dict[str, object] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield report
