"""The acts around signing: `submission`, `decline`, `retract`, `withdraw`, `dispute`, `invalidate`, `act`, `revoke`.

Each is a thin shell over one workflow. A line is named as `status` shows it: dossier, document, partij, and where there
are more lines the number of the line, or words of its signatory or capacity.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from assembler.cli import receipts, screen
from assembler.cli.options import AS_JSON, BY, PATH, Day, now
from signatures.dutch import dag

REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; goes into the log.")
VERSION = click.option("--version", metavar="VERSION", help="Of this version of the text; default the last issued.")
LINE = click.option(
    "--line", metavar="LINE", help="Number of the line, or words of its signatory or capacity, where there are more."
)


def _done(sentence: str) -> None:
    """What was recorded, with the head of the log as a receipt."""
    click.echo(sentence)
    receipts.print_head()


def _on_line(command: Callable[..., None]) -> Callable[..., None]:
    """Arguments and options that name one line."""
    for option in (VERSION, LINE, REASON, BY):
        command = option(command)
    for argument in ("partij", "document", "dossier"):
        command = click.argument(argument)(command)
    return command


def _on_issue(command: Callable[..., None]) -> Callable[..., None]:
    """Arguments and options that name one issue."""
    for option in (VERSION, REASON, BY):
        command = option(command)
    for argument in ("document", "dossier"):
        command = click.argument(argument)(command)
    return command


@click.command()
@click.argument("submission_id", metavar="[SUBMISSION]", required=False)
@click.option("--out", type=PATH, help="Folder for the file and its pictures; default inzending-<SUBMISSION>.")
@click.option("--no-pictures", is_flag=True, help="Write no files.")
@AS_JSON
def submission(submission_id: str | None, out: Path | None, no_pictures: bool, as_json: bool) -> None:
    """Show a returned file to who decides.

    Checks, reasons and lines, and pictures of the signatures as files.

    Without SUBMISSION: the returned files on which nobody has decided yet.
    """
    from assembler.workflows.submission import show_submission, undecided
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    if submission_id is None:
        found = undecided(now())
        screen.print_json({"submissions": found}) if as_json else receipts.print_undecided(found)
        return
    folder = None if no_pictures else out or Path(f"inzending-{submission_id}")
    shown = show_submission(submission_id, folder, now())
    screen.print_json(shown.facts) if as_json else receipts.print_submission(shown.facts)


@click.command()
@_on_line
def decline(
    dossier: str, document: str, partij: str, line: str | None, by: str, reason: str, version: str | None
) -> None:
    """Record that a partij will not sign a line."""
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    where = acts.decline(dossier, document, partij, line=line, by=by, reason=reason, at=now(), version=version)
    _done(f"Vastgelegd door {by}: op regel {where} wordt niet getekend.")


@click.command()
@_on_line
def retract(
    dossier: str, document: str, partij: str, line: str | None, by: str, reason: str, version: str | None
) -> None:
    """Record that a signature is taken back.

    An accepted signature, as long as not everybody has signed.
    """
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    where = acts.retract(dossier, document, partij, line=line, by=by, reason=reason, at=now(), version=version)
    _done(f"Vastgelegd door {by}: de handtekening op regel {where} is teruggenomen.")


@click.command()
@_on_issue
def withdraw(dossier: str, document: str, by: str, reason: str, version: str | None) -> None:
    """Take an issue back before all have signed.

    Signatures under it then count for nothing.
    """
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    what = acts.withdraw(dossier, document, by=by, reason=reason, at=now(), version=version)
    _done(f"Vastgelegd door {by}: {what}, is ingetrokken; handtekeningen eronder tellen niet meer.")


@click.command()
@_on_issue
def dispute(dossier: str, document: str, by: str, reason: str, version: str | None) -> None:
    """Record that somebody contests what all signed.

    What follows is for counsel.
    """
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    what = acts.dispute(dossier, document, by=by, ground=reason, at=now(), version=version)
    _done(f"Vastgelegd door {by}: {what}, wordt betwist; leg dit voor aan de jurist.")


@click.command()
@click.argument("submission_id", metavar="SUBMISSION")
@BY
@REASON
@click.option("--found-on", type=Day(), help="Day on which this was found, where it was before today.")
def invalidate(submission_id: str, by: str, reason: str, found_on: date | None) -> None:
    """Record that an accepted file proved invalid.

    Its lines then never were signed; earlier reports stay reproducible.
    """
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    acts.invalidate(submission_id, by=by, ground=reason, at=now(), found_on=found_on)
    _done(f"Vastgelegd door {by}: inzending {submission_id} is achteraf ongeldig bevonden en telt niet mee.")


@click.command()
@click.argument("dossier")
@click.argument("what")
@click.option("--on", "day", type=Day(), required=True, help="Day on which the penvoerder did it.")
@click.option(
    "--partij", "partijen", multiple=True, metavar="KEY", help="In whose name; repeatable; default all volmachtgevers."
)
@BY
def act(dossier: str, what: str, day: date, partijen: tuple[str, ...], by: str) -> None:
    """Record an act of the penvoerder under volmacht.

    WHAT is what was done. Says who has to ratify it (bekrachtiging), and why.
    """
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    needed = acts.record_act(dossier, what, day, partijen=partijen, by=by, at=now())
    for sentence in needed or ("De handeling valt onder de verleende volmachten; bekrachtiging is niet nodig.",):
        click.echo(sentence)
    _done(f"Vastgelegd door {by}: {what}.")


@click.command()
@click.argument("dossier")
@click.argument("what", metavar="volmacht|machtiging")
@click.argument("partij")
@click.option("--last-day", type=Day(), required=True, help="Last day on which it holds.")
@click.option("--kenmerk", metavar="REFERENCE", help="Which machtiging, where the partij gave more than one.")
@BY
@REASON
def revoke(dossier: str, what: str, partij: str, last_day: date, kenmerk: str | None, by: str, reason: str) -> None:
    """Record that a volmacht or machtiging is taken back.

    What was done or signed until then stands; later acts and signatures are not covered. A volmacht may also be named
    by its document, such as volmacht-2025-utrecht.
    """
    from assembler.workflows import acts
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    ended = acts.revoke(dossier, what, partij, last_day, by=by, reason=reason, at=now(), kenmerk=kenmerk)
    _done(f"Vastgelegd door {by}: {ended} is herroepen en geldt tot en met {dag(last_day)}.")


COMMANDS: Mapping[str, click.Command] = {
    command.name or "": command
    for command in (submission, decline, retract, withdraw, dispute, invalidate, act, revoke)
}
