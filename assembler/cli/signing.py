"""`tekenklaar issue`, `receive`, `decide`, `status`, `executed`, `evidence`, `log`: from issued pack to in force.

The rooms behind these commands are loaded when one of them runs, so that the others start fast.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from assembler.cli import board, receipts, screen
from assembler.cli.acts import COMMANDS as ACTS
from assembler.cli.exit_codes import Exit
from assembler.cli.options import AS_JSON, BY, ENGINE, PATH, DateOfLine, Day, Moment, now
from signatures.dutch import day_of


@click.command()
@click.argument("dossier", type=PATH)
@BY
@click.option("--out", type=PATH, default=Path("uitgegeven"), show_default=True, help="Folder for the issued packs.")
@click.option(
    "--text",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.docx",
    help="Issue this text, finished in Word, instead of the generated one.",
)
@click.option(
    "--only",
    type=click.Choice(["samenwerkingsovereenkomst", "verlenging"]),
    help="Issue this one; by default the agreement, and its extension once everybody has signed it.",
)
@ENGINE
def issue(dossier: Path, by: str, out: Path, text: Path | None, only: str | None, engine: str) -> None:
    """Freeze facts and text, build the packs, open the slots; refuses while a finding of severity error stands."""
    from assembler.workflows.issue import issue as issue_dossier
    from assembler.workflows.issued_packs import write_made
    from assembler.workflows.workspace import open_workspace

    folder = open_workspace()
    with screen.progress() as progress:
        made = issue_dossier(dossier, engine=engine, moment=now(), by=by, progress=progress, text=text, only=only)
    screen.print_made(write_made(made, out), out)
    receipts.print_ended(made.uitgiften, day_of(made.issued_at))
    receipts.print_head()
    _anchor_where_set(folder, by)


def _anchor_where_set(folder: Path, by: str) -> None:
    """After an issue the head of the log is stamped, where a timestamp server is set; a failure stops nothing."""
    from assembler.workflows.logbook import anchor, timestamp_server

    if timestamp_server(folder):
        receipts.print_anchored(anchor(folder, by, now()))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--by", default="ontvangst", show_default=True, metavar="NAME", help="Who takes the files in.")
@AS_JSON
def receive(files: tuple[Path, ...], by: str, as_json: bool) -> Exit:
    """Take returned files in, check them, say which slots they fill.

    What was kept earlier and never checked, because the program was stopped, is checked first; also without FILES.
    """
    from assembler.workflows.receive import Received
    from assembler.workflows.receive import receive as take_in
    from assembler.workflows.workspace import open_workspace, trust_of
    from signatures import store

    folder = open_workspace()
    if not files and not store.unchecked():
        raise click.UsageError("Er wacht geen bestand op controle; noem de bestanden die u terugkreeg.")
    taken: list[Received] = []
    try:
        for received in take_in(files, trust_of(folder).read(), now(), by):
            taken.append(received)
    finally:  # what came before a failure is recorded, so it is shown
        receipts.print_taken([received.as_dict() for received in taken], as_json)
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
@click.option("--line", "lines", multiple=True, metavar="LINE", help="Accept only this line; repeatable.")
@click.option("--all-lines", is_flag=True, help="Accept every line, also where a scan bears lines of several partijen.")
@click.option(
    "--date-of", "dates", multiple=True, type=DateOfLine(), help="The handwritten date beside one line; repeatable."
)
def decide(
    submission: str,
    decision: str,
    by: str,
    signed_on: date | None,
    reason: str,
    partijen: tuple[str, ...],
    lines: tuple[str, ...],
    dates: tuple[tuple[str, date], ...],
    all_lines: bool,
) -> None:
    """Record a person's decision about a returned file.

    LINE is the number of a line as `tekenklaar submission` shows it, or document/partij/number.
    """
    from assembler.workflows.decide import accepted_lines
    from assembler.workflows.decide import decide as record
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    accepted = decision == "accept"
    oordeel = record(
        submission,
        accepted=accepted,
        by=by,
        at=now(),
        signed_on=signed_on,
        reason=reason,
        partijen=partijen,
        lines=lines,
        dates=dict(dates),
        all_lines=all_lines,
    )
    click.echo(f"Inzending {submission} is {'aanvaard' if accepted else 'geweigerd'} door {by}.")
    for line in accepted_lines(oordeel):
        click.echo(f"  aanvaard voor {line}")
    receipts.print_head()


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
    elif not found:
        click.echo("In deze werkruimte is nog niets uitgegeven; begin met: tekenklaar issue DOSSIER --by NAAM")
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
    """The log: verify, anchor and export it."""


@log.command()
@click.option("--head", "heads", multiple=True, metavar="N:HASH", help="Head printed elsewhere; repeatable.")
def verify(heads: tuple[str, ...]) -> Exit:
    """Hold the chain, the facts, the files and the anchors against one another."""
    from assembler.workflows.logbook import verify as verify_log
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    report = verify_log(heads)
    for sentence in (*report.problems, *report.notes):
        click.echo(sentence)
    click.echo(f"{report.rows} regels; hoofd {report.head}; {'gaaf' if report.whole else 'niet gaaf'}.")
    return Exit.DONE if report.whole else Exit.ATTENTION


@log.command()
@click.option("--by", default="beheer", show_default=True, metavar="NAME", help="Who has it anchored.")
def anchor(by: str) -> Exit:
    """Have the head of the log stamped by the timestamp server that is set (RFC 3161)."""
    from assembler.workflows.logbook import anchor as anchor_head
    from assembler.workflows.workspace import open_workspace

    anchored = anchor_head(open_workspace(), by, now())
    receipts.print_anchored(anchored)
    return Exit.DONE if anchored.succeeded else Exit.COMPONENT


@log.command()
@BY
@click.option("--reason", required=True, metavar="TEXT", help="Why the clock was wrong.")
def clock(by: str, reason: str) -> None:
    """Say that the clock is right now, after it had run ahead and the log refuses earlier moments."""
    from assembler.workflows.workspace import open_workspace
    from signatures import store

    open_workspace()
    store.acknowledge_clock(by, reason, now())
    click.echo(f"Vastgelegd door {by}: de klok staat nu goed.")
    receipts.print_head()


@log.command()
@click.option("--out", type=PATH, required=True, help="File to write, one row a line.")
def export(out: Path) -> None:
    """Write every row of the log as canonical JSON lines."""
    from assembler.workflows.logbook import exported
    from assembler.workflows.output import write_file
    from assembler.workflows.workspace import open_workspace

    open_workspace()
    click.echo(str(write_file(out, exported())))


COMMANDS: Mapping[str, click.Command] = {
    command.name or "": command for command in (issue, receive, decide, status, executed, evidence, log)
} | dict(ACTS)
