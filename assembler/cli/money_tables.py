"""Deadlines, and the overview of a year, as a person reads them on a terminal."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click
from rich.measure import Measurement
from rich.table import Table

from assembler.cli.board import console
from assembler.dossier.geld import bedrag_geschreven

if TYPE_CHECKING:
    from assembler.finance.overview import Regel
    from assembler.workflows.money_overview import Overzicht

Facts = Mapping[str, Any]
NARROW = {
    "Partij": "partij",
    "Inleg": "inleg",
    "Factuur": "factuur",
    "Met btw": "totaal",
    "Creditnota": "creditnota",
    "Terug": "totaal_credit",
    "Saldo": "saldo",
}
"""Columns that fit on a terminal; files have all of them."""
AMOUNTS = ("Inleg", "Met btw", "Terug", "Saldo")
NAME_WIDTH, AMOUNT_WIDTH, WIDEST = 16, 18, 1000
"""Columns: of a name in a table at least, of an amount where figures stand one below the other, of any screen."""


def print_deadlines(found: Facts) -> None:
    """Day, what and article; below each the sentence, and what a weekend does."""
    click.secho(f"Termijnen van dossier {found['dossier']}, gezien op {_day(found['as_of'])}", bold=True)
    for each in found["deadlines"]:
        passed = " (voorbij)" if each["passed"] else ""
        head = f"{_day(each['day'])}  {each['weekday'][:2]}  {each['what']}{passed}"
        click.secho(head, dim=each["passed"])
        click.echo(f"    {each['sentence']}")
        if each["remark"]:
            click.secho(f"    Let op: {each['remark']}", fg="yellow")
        click.echo(f"    Grondslag: {each['article']}")
    for what in found["undated"]:
        click.echo(f"Nog zonder datum: {what}")


def print_overview(found: "Overzicht") -> None:
    """One row per partij, and the totals; one below the other where a terminal is too narrow for whole amounts."""
    screen, table = console(), _table(found)
    if screen.width >= Measurement.get(screen, screen.options.update(width=WIDEST), table).minimum:
        screen.print(table)
    else:
        _print_blocks(found)
    click.echo("Het saldo volgt uit de uitgereikte stukken; of is betaald, staat niet in Tekenklaar.")


def _table(found: "Overzicht") -> Table:
    """Names fold; amounts and numbers of documents never do."""
    table = Table(title=_title(found), title_justify="left", show_footer=True)
    for heading, field in NARROW.items():
        justify: Any = "right" if heading in AMOUNTS else "left"
        footer, whole = _cell(found.total, field), field != "partij"
        widest = max(map(len, [heading, footer, *(_cell(row, field) for row in found.rows)]))
        width = widest if whole else min(widest, NAME_WIDTH)
        table.add_column(heading, justify=justify, footer=footer, no_wrap=whole, min_width=width, overflow="fold")
    for row in found.rows:
        table.add_row(*[_cell(row, field) for field in NARROW.values()])
    return table


def _print_blocks(found: "Overzicht") -> None:
    """The same figures, one a line."""
    click.secho(_title(found), bold=True)
    for row in (*found.rows, found.total):
        click.secho(_cell(row, "partij"), bold=True)
        for heading, field in NARROW.items():
            cell = _cell(row, field)
            if field != "partij" and cell:
                click.echo(f"  {heading + ':':<12}{cell:>{AMOUNT_WIDTH}}")


def _title(found: "Overzicht") -> str:
    return f"Dossier {found.dossier}, jaar {found.jaar}"


def _cell(row: "Regel", field: str) -> str:
    value = getattr(row, field)
    if isinstance(value, Decimal):
        return bedrag_geschreven(value)
    return "" if value is None else str(value)


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}"
