"""The board of signatures on a terminal: partij × document, with age and next step."""

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


def console() -> Console:
    """Full width and colours on a terminal, plain lines elsewhere."""
    return Console(width=None if sys.stdout.isatty() else 160, highlight=False)


def print_status(standing: Facts) -> None:
    """Partijen as rows, kinds of document as columns; below it what the law makes of it."""
    instruments = [each for each in standing["instruments"] if each["state"] != "void"]
    kinds = list(dict.fromkeys(each["kind"] for each in instruments))
    partijen = list(dict.fromkeys(slot["partij"] for each in instruments for slot in each["slots"]))
    table = Table(title=f"Dossier {standing['dossier']}, stand op {standing['as_of']}", title_justify="left")
    for column in ("Partij", *kinds, "Volgende stap"):
        table.add_column(column)
    for partij in partijen:
        own = [(each["kind"], slot) for each in instruments for slot in each["slots"] if slot["partij"] == partij]
        cells = [_cell([slot for kind, slot in own if kind == column]) for column in kinds]
        table.add_row(partij, *cells, _next([slot for _, slot in own]))
    console().print(table)
    for sentence in _sentences(standing, instruments):
        click.echo(sentence)
    click.echo(f"Nog te zetten handtekeningen: {standing['outstanding']}")


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
    """In force or not, and why; what is for counsel stands last, and once."""
    problems = [problem["message"] for problem in standing["problems"]]
    reasons = [f"{e['title']}: {reason}" for e in instruments for reason in e["reasons"] if reason not in problems]
    return reasons + [click.style(f"Voor de jurist: {problem}", fg="red") for problem in problems]
