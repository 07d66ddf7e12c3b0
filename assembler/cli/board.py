"""The board of signatures on a terminal: partij × document, with age and next step; and what came of returned files."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

Facts = Mapping[str, Any]
WORDS = {
    "outstanding": ("uitstaand", "yellow"),
    "satisfied": ("getekend", "green"),
    "declined": ("geweigerd", "red"),
    "invalidated": ("ongeldig gebleken", "red"),
    "void": ("vervallen", "dim"),
}
VERDICTS = {"pass": ("in orde", "green"), "indeterminate": ("niet vast te stellen", "yellow"), "fail": ("fout", "red")}
LINES = {
    "lineage": "herkomst",
    "integrity": "ongewijzigd",
    "trust": "vertrouwd certificaat",
    "revocation": "niet ingetrokken",
    "time": "tijdstip",
}


def console() -> Console:
    """Full width and colours on a terminal, plain lines elsewhere."""
    return Console(width=None if sys.stdout.isatty() else 160, highlight=False)


def print_status(standing: Facts) -> None:
    """Partijen as rows, kinds of document as columns; below it what the law makes of it."""
    instruments = [each for each in standing["instruments"] if each["state"] != "void"]
    lines = [(_column(each, slot["partij"]), slot) for each in instruments for slot in each["slots"]]
    kinds = list(dict.fromkeys(column for column, _ in lines))
    partijen = list(dict.fromkeys(slot["partij"] for _, slot in lines))
    table = Table(title=f"Dossier {standing['dossier']}, stand op {standing['as_of']}", title_justify="left")
    for column in ("Partij", *kinds, "Volgende stap"):
        table.add_column(column)
    for partij in partijen:
        own = [(column, slot) for column, slot in lines if slot["partij"] == partij]
        cells = [_cell([slot for kind, slot in own if kind == column]) for column in kinds]
        table.add_row(partij, *cells, _next([slot for _, slot in own]))
    console().print(table)
    for sentence in _sentences(standing, instruments):
        click.echo(sentence)
    click.echo(f"Nog te zetten handtekeningen: {standing['outstanding']}")


def _column(instrument: Facts, partij: str) -> str:
    """The document, whichever partij it is of: ``volmacht``, ``volmacht 2025``."""
    return str(instrument["document"]).removesuffix(f"-{partij}").replace("-", " ")


def _cell(slots: Sequence[Facts]) -> Text:
    text = Text()
    for number, slot in enumerate(slots):
        word, colour = WORDS[slot["status"]]
        when = slot["signed_on"] or (f"{slot['days']} dagen" if slot["days"] is not None else "")
        text.append(("\n" if number else "") + f"{word} {when}".strip(), style=colour)
    return text


def _next(slots: Sequence[Facts]) -> str:
    return "\n".join(dict.fromkeys(slot["next"] for slot in slots if slot["next"]))


def _sentences(standing: Facts, instruments: Sequence[Facts]) -> list[str]:
    """In force or not, and why; then what needs bekrachtiging; what is for counsel stands last, and once."""
    problems = [problem["message"] for problem in standing["problems"]]
    reasons = [f"{e['title']}: {reason}" for e in instruments for reason in e["reasons"] if reason not in problems]
    reasons += [
        f"Volmacht van {v['partij']}: nog niet uitgegeven; wat de penvoerder in haar naam doet, is niet gedekt."
        for v in standing["volmachten"]
        if v["state"] is None
    ]
    reasons += [click.style(each["message"], fg="yellow") for each in standing["bekrachtiging"]]
    return reasons + [click.style(f"Voor de jurist: {problem}", fg="red") for problem in problems]


def print_received(submissions: Sequence[Facts]) -> None:
    """Per file: verdict, five lines, reasons, and how to decide."""
    for each in submissions:
        word, colour = VERDICTS[each["verdict"]]
        verdict = click.style(word, fg=colour, bold=True)
        click.echo(f"{each['file']}: {verdict} ({each['tier']}, inzending {each['id']})")
        click.echo(f"  {'; '.join(_told(each['checks']))}")
        for reason in each["reasons"]:
            click.echo(f"  - {reason}")
        click.echo(f"  Beslis met: tekenklaar decide {each['id']} accept --by NAAM")


def _told(checks: Mapping[str, str]) -> list[str]:
    return [f"{LINES[line]}: {VERDICTS[verdict][0]}" for line, verdict in checks.items() if verdict in VERDICTS]
