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
from assembler.cli.signing import AS_JSON, ENGINE, PATH, Day, now

if TYPE_CHECKING:
    from assembler.finance.readiness import Belemmering
    from assembler.workflows.invoice import Outcome
    from assembler.workflows.numbered import Uitgereikt


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
    again: bool,
    engine: str,
    as_json: bool,
) -> Exit:
    """Issue the invoices of a year: Word, PDF and a validated e-invoice (UBL) of each, with a number without gaps."""
    from assembler.dossier.factuurgegevens import Profiel
    from assembler.workflows import invoice as invoicing
    from assembler.workflows.errors import InvoiceRefusedError
    from assembler.workflows.workspace import open_workspace

    if corrects and (partijen or again):
        raise click.UsageError("--corrects names one invoice; leave out --partij and --again.")
    open_workspace()
    if again:
        screen.print_made(invoicing.again(dossier, out, jaar, partijen), out)
        return Exit.DONE
    request = invoicing.Request(jaar, partijen, datum, Profiel(profile) if profile else None, corrects)
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


COMMANDS: Mapping[str, click.Command] = {command.name or "": command for command in (invoice,)}
