"""`tekenklaar issue`, `receive`, `decide`, `status`, `executed`, `evidence`, `log`: from issued pack to in force.

The rooms behind these commands are loaded when one of them runs, so that the others start fast.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from assembler.cli import board, screen
from assembler.cli.exit_codes import Exit
from assembler.dossier.tijd import FIRST_YEAR, LAST_YEAR

PATH = click.Path(path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
BY = click.option("--by", required=True, metavar="NAME", help="Name of the person who does this.")
ENGINE = click.option(
    "--engine",
    type=click.Choice(["embedded", "libreoffice"]),
    default="embedded",
    envvar="TEKENKLAAR_ENGINE",
    show_default=True,
    help="What turns Word into PDF; never switched silently.",
)


class Moment(click.ParamType[datetime]):
    """A date, or a date with time and zone; without a zone UTC."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no moment; write 2024-03-01 or 2024-03-01T12:00+01:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write 2024-03-01", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value} lies outside {FIRST_YEAR}-{LAST_YEAR}", param, ctx)
        return day


def now() -> datetime:
    """The only place where these commands read the clock."""
    return datetime.now(UTC)


@click.command()
@click.argument("dossier", type=PATH)
@BY
@click.option("--out", type=PATH, default=Path("uitgegeven"), show_default=True, help="Folder for the issued packs.")
@ENGINE
def issue(dossier: Path, by: str, out: Path, engine: str) -> None:
    """Freeze facts and text, build the packs, open the slots; refuses while a finding of severity error stands."""
    from assembler.workflows.issue import issue as issue_dossier
    from assembler.workflows.output import write_file
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    with screen.progress() as progress:
        made = issue_dossier(dossier, engine=engine, moment=now(), by=by, progress=progress)
    paths = [write_file(out / f"pakket-{pack.partij}.pdf", data) for pack, data in made.packs]
    screen.print_made(paths, out)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--by", default="ontvangst", show_default=True, metavar="NAME", help="Who takes the files in.")
@AS_JSON
def receive(files: tuple[Path, ...], by: str, as_json: bool) -> Exit:
    """Take returned files in, check them, say which slots they fill."""
    from assembler.workflows.receive import receive as take_in
    from assembler.workflows.workspace import open_workspace, trust_of

    folder = open_workspace()
    taken = list(take_in(files, trust_of(folder).read(), now(), by))
    if as_json:
        screen.print_json({"submissions": [received.as_dict() for received in taken]})
    else:
        board.print_received([received.as_dict() for received in taken])
    return Exit.ATTENTION if any(r.inzending.verdict.value == "fail" for r in taken) else Exit.DONE


@click.command()
@click.argument("submission")
@click.argument("decision", type=click.Choice(["accept", "refuse"]))
@BY
@click.option("--signed-on", type=Day(), help="The handwritten date, as this person reads it.")
@click.option("--reason", default="", help="Why; needed for a refusal.")
@click.option(
    "--partij", "partijen", multiple=True, metavar="KEY", help="Accept only the lines of this partij; repeatable."
)
def decide(
    submission: str, decision: str, by: str, signed_on: date | None, reason: str, partijen: tuple[str, ...]
) -> None:
    """Record a person's decision about a returned file."""
    from assembler.workflows.decide import decide as record
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    accepted = decision == "accept"
    record(submission, accepted=accepted, by=by, at=now(), signed_on=signed_on, reason=reason, partijen=partijen)
    click.echo(f"Inzending {submission} is {'aanvaard' if accepted else 'geweigerd'} door {by}.")


@click.command()
@click.argument("dossier", required=False)
@click.option("--known-as-of", type=Moment(), help="What was known at this moment; default now.")
@click.option("--require-complete", is_flag=True, help="Exit 1 while a signature is outstanding.")
@AS_JSON
def status(dossier: str | None, known_as_of: datetime | None, require_complete: bool, as_json: bool) -> Exit:
    """Who still has to sign what, since when, what next; in force or not."""
    from assembler.workflows.standing import standing
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    found = standing(dossier, known_as_of or now())
    if as_json:
        screen.print_json(found[0] if dossier else {"dossiers": found})
    else:
        for each in found:
            board.print_status(each)
    outstanding = any(each["outstanding"] for each in found)
    return Exit.ATTENTION if require_complete and outstanding else Exit.DONE


@click.command()
@click.argument("dossier")
@click.option("--out", type=PATH, required=True, help="File to write.")
@ENGINE
def executed(dossier: str, out: Path, engine: str) -> None:
    """Write the executed copy, with the signed originals inside."""
    from assembler.workflows.executed import executed_copy
    from assembler.workflows.output import write_file
    from assembler.workflows.standing import key_of
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    click.echo(str(write_file(out, executed_copy(key_of(dossier), now(), engine=engine))))


@click.command()
@click.argument("dossier")
@click.option("--out", type=PATH, required=True, help="Folder to write.")
def evidence(dossier: str, out: Path) -> None:
    """Write the bundle of each instrument, which verifies itself offline."""
    from assembler.workflows.evidence import write_evidence
    from assembler.workflows.standing import key_of
    from assembler.workflows.workspace import open_workspace, trust_of

    folder = open_workspace()
    for made in write_evidence(key_of(dossier), out, trust_of(folder).read(), now()):
        click.echo(str(made))


@click.group()
def log() -> None:
    """The log: verify its chain, export it."""


@log.command()
def verify() -> Exit:
    """Walk the whole chain and say whether it is whole."""
    from assembler.workflows.workspace import open_workspace
    from signatures import store

    open_workspace()
    report = store.verify_log()
    for problem in report.problems:
        click.echo(problem)
    click.echo(f"{report.rows} regels; hoofd {report.head}; {'gaaf' if report.whole else 'niet gaaf'}.")
    return Exit.DONE if report.whole else Exit.ATTENTION


@log.command()
@click.option("--out", type=PATH, required=True, help="File to write, one row a line.")
def export(out: Path) -> None:
    """Write every row of the log as canonical JSON lines."""
    from assembler.workflows.output import write_file
    from assembler.workflows.workspace import open_workspace
    from signatures import store
    from signatures.log import export_lines

    open_workspace()
    click.echo(str(write_file(out, b"".join(export_lines(store.log_rows())))))


COMMANDS: Mapping[str, click.Command] = {
    command.name or "": command for command in (issue, receive, decide, status, executed, evidence, log)
}
