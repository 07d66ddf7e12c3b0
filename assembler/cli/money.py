"""`tekenklaar invoice`, `settle`, `deadlines`, `overview`: the money of a cooperation, and when things fall due.

The rooms behind these commands are loaded when one of them runs, so that the others start fast.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assembler.cli import screen
from assembler.cli.exit_codes import Exit
from assembler.cli.options import AS_JSON, ENGINE, PATH, Day, now

if TYPE_CHECKING:
    from assembler.finance.readiness import Belemmering
    from assembler.workflows.invoice import Outcome
    from assembler.workflows.numbered import Uitgereikt
    from assembler.workflows.settle import Outcome as Settled

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class Sending(click.ParamType[tuple[str | None, date]]):
    """A day, with the key of a partij before it or not."""

    name = "sending"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str | None, date]:
        key, _, day = str(value).rpartition("=")
        return key or None, Day().convert(day, param, ctx)


@click.command()
@click.argument("dossier", type=PATH)
@click.option("--year", "jaar", type=click.IntRange(1900, 2999), required=True, help="Year that is invoiced.")
@click.option("--partij", "partijen", multiple=True, metavar="KEY", help="Only this partij; repeatable.")
@click.option("--out", type=PATH, default=Path("facturen"), show_default=True, help="Folder for the invoices.")
@click.option("--date", "datum", type=Day(), help="Date of the invoices; default today.")
@click.option("--by", default="financiële administratie", show_default=True, metavar="NAME", help="Who issues them.")
@click.option(
    "--profile",
    type=click.Choice(["nlcius", "peppol"]),
    help="Specification of the e-invoice; default as the dossier says for each partij, else nlcius.",
)
@click.option("--corrects", default="", metavar="NUMBER", help="Replace this invoice by a corrected one (type 384).")
@click.option("--cancels", default="", metavar="NUMBER", help="Take this invoice back by a credit note over all of it.")
@click.option("--again", is_flag=True, help="Write invoices that were issued before once more, byte for byte.")
@ENGINE
@AS_JSON
def invoice(
    dossier: Path,
    jaar: int,
    partijen: tuple[str, ...],
    out: Path,
    datum: date | None,
    by: str,
    profile: str | None,
    corrects: str,
    cancels: str,
    again: bool,
    engine: str,
    as_json: bool,
) -> Exit:
    """Issue the invoices of a year: Word, PDF and a validated e-invoice (UBL) of each, with a number without gaps."""
    from assembler.dossier.factuurgegevens import Profiel
    from assembler.workflows import invoice as invoicing
    from assembler.workflows.errors import InvoiceRefusedError
    from assembler.workflows.workspace import open_workspace

    if (corrects or cancels) and (partijen or again or (corrects and cancels)):
        raise click.UsageError(
            "--corrects and --cancels name one invoice each; use one of them, without other choices."
        )
    open_workspace()
    if again:
        screen.print_made(invoicing.again(dossier, out, jaar, partijen), out)
        return Exit.DONE
    request = invoicing.Request(jaar, partijen, datum, Profiel(profile) if profile else None, corrects, cancels)
    try:
        with screen.progress() as progress:
            made = invoicing.invoice(dossier, out, request, moment=now(), by=by, engine=engine, progress=progress)
    except InvoiceRefusedError as refusal:
        if not as_json:
            raise
        screen.print_json({"invoices": [], "findings": [_finding(each) for each in refusal.found]})
        return Exit.REFUSED
    _print_invoices(made, out, as_json)
    return Exit.DONE


def _print_invoices(made: "Outcome", out: Path, as_json: bool) -> None:
    if as_json:
        remarks = [_finding(each) for each in made.remarks]
        screen.print_json({"invoices": [_invoice(each) for each in made.issued], "findings": remarks})
        return
    screen.print_made(made.files, out)
    for remark in made.remarks:
        click.echo(f"  Let op: {remark}")


def _invoice(issued: "Uitgereikt") -> dict[str, Any]:
    fact = issued.fact
    return {"number": fact.number, "partij": fact.partij, "jaar": fact.jaar, **fact.facts, "files": dict(fact.files)}


def _finding(found: "Belemmering") -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": "error" if found.severe else "info",
        "where": found.where,
        "message": found.message,
        "remedy": found.remedy,
    }


YEAR = click.option("--year", "jaar", type=click.IntRange(1900, 2999), required=True, help="Year that it is about.")


@click.command()
@click.argument("dossier", type=PATH)
@YEAR
@click.option("--actuals", type=FILE, help="What was spent per budget line: .csv, .xlsx or .yaml.")
@click.option("--key", type=click.Choice(["A", "B", "C"]), help="Key of division; default as the agreement says.")
@click.option("--out", type=PATH, default=Path("afrekening"), show_default=True, help="Folder for the results.")
@click.option("--date", "datum", type=Day(), help="Date of account and credit notes; default today.")
@click.option("--by", default="financiële administratie", show_default=True, metavar="NAME", help="Who settles.")
@click.option("--again", is_flag=True, help="Write what was settled before once more, byte for byte.")
@ENGINE
@AS_JSON
def settle(
    dossier: Path,
    jaar: int,
    actuals: Path | None,
    key: str | None,
    out: Path,
    datum: date | None,
    by: str,
    again: bool,
    engine: str,
    as_json: bool,
) -> Exit:
    """Settle a year: an account for each partij and, where something is left, a credit note on its invoice."""
    from assembler.workflows import settle as settling
    from assembler.workflows.errors import InvoiceRefusedError
    from assembler.workflows.workspace import open_workspace

    if again == (actuals is not None):
        raise click.UsageError("Give --actuals FILE to settle a year, or --again to write it once more.")
    open_workspace()
    if actuals is None:
        screen.print_made(settling.again(dossier, out, jaar), out)
        return Exit.DONE
    request = settling.Request(jaar, actuals.read_bytes(), actuals.name, key, datum)
    try:
        with screen.progress() as progress:
            made = settling.settle(dossier, out, request, moment=now(), by=by, engine=engine, progress=progress)
    except InvoiceRefusedError as refusal:
        if not as_json:
            raise
        screen.print_json({"settlement": None, "findings": [_finding(each) for each in refusal.found]})
        return Exit.REFUSED
    _print_settlement(made, out, as_json)
    return Exit.DONE


def _print_settlement(made: "Settled", out: Path, as_json: bool) -> None:
    from assembler.workflows.settlement_papers import as_dict

    if as_json:
        notes = [{"number": n.number, "partij": n.partij, "kind": n.kind, **n.facts} for n in made.issued]
        found = [_finding(each) for each in made.remarks]
        files = [path.name for path in made.files]
        shown = as_dict(made.afrekening) | {"issued": notes, "files": files}
        screen.print_json({"settlement": shown, "findings": found})
        return
    screen.print_made(made.files, out)
    for remark in made.remarks:
        click.echo(f"  Let op: {remark}")


@click.command()
@click.argument("dossier", type=PATH)
@click.option("--ics", "calendar", type=PATH, metavar="FILE", help="Write them as iCalendar too.")
@click.option(
    "--sent",
    multiple=True,
    type=Sending(),
    metavar="[KEY=]DATE",
    help="Papers put before a volmachtgever (without KEY: before all) on this day; repeatable.",
)
@click.option(
    "--may-5",
    "bevrijdingsdag",
    type=click.Choice(["elk-jaar", "lustrum"]),
    default="elk-jaar",
    show_default=True,
    help="In which years 5 May is no working day.",
)
@AS_JSON
def deadlines(
    dossier: Path, calendar: Path | None, sent: tuple[tuple[str | None, date], ...], bevrijdingsdag: str, as_json: bool
) -> None:
    """What falls due, with the article that says so."""
    from assembler.cli import money_tables
    from assembler.finance.calendar import Bevrijdingsdag
    from assembler.finance.deadlines import Verzending
    from assembler.workflows.deadlines import agenda
    from assembler.workflows.output import write_file
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    moment = now()
    sendings = [Verzending(day, key) for key, day in sent]
    found = agenda(dossier, known_as_of=moment, sent=sendings, bevrijdingsdag=Bevrijdingsdag(bevrijdingsdag))
    if calendar:
        write_file(calendar, found.ics())
    if as_json:
        screen.print_json(found.as_dict(moment.date()))
        return
    money_tables.print_deadlines(found.as_dict(moment.date()))
    if calendar:
        click.echo(str(calendar))


@click.command()
@click.argument("dossier", type=PATH)
@YEAR
@click.option("--csv", "csv_file", type=PATH, metavar="FILE", help="Write it as CSV for a Dutch spreadsheet too.")
@click.option("--xlsx", "xlsx_file", type=PATH, metavar="FILE", help="Write it as an Excel workbook too.")
@AS_JSON
def overview(dossier: Path, jaar: int, csv_file: Path | None, xlsx_file: Path | None, as_json: bool) -> None:
    """Who was invoiced and credited over a year, and what is owed by these documents."""
    from assembler.cli import money_tables
    from assembler.workflows import money_overview
    from assembler.workflows.output import write_file
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    found = money_overview.overview(dossier, jaar)
    files = [(csv_file, found.csv), (xlsx_file, found.xlsx)]
    made = [write_file(path, make()) for path, make in files if path]
    if as_json:
        screen.print_json(found.as_dict())
        return
    money_tables.print_overview(found)
    for path in made:
        click.echo(str(path))


COMMANDS: Mapping[str, click.Command] = {
    command.name or "": command for command in (invoice, settle, deadlines, overview)
}
