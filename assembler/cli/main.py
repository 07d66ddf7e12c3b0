"""`tekenklaar`: the entry point and its commands."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from assembler import __version__
from assembler.cli import screen
from assembler.cli.exit_codes import Exit
from assembler.cli.failures import run
from assembler.cli.money import COMMANDS as MONEY
from assembler.cli.options import AS_JSON, ENGINE, PATH, now
from assembler.cli.signing import COMMANDS as SIGNING
from assembler.cli.template import template
from assembler.workflows import new as starting
from assembler.workflows.stukken import KINDS
from signatures.dutch import dag_van, opsomming

PARTIJ = click.option("--partij", "partijen", multiple=True, metavar="KEY", help="Only this partij; repeatable.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tekenklaar")
def tekenklaar() -> None:
    """Contract and mandate paperwork, from party data to signing packs."""


tekenklaar.add_command(template)
for command in (*SIGNING.values(), *MONEY.values()):
    tekenklaar.add_command(command)


@tekenklaar.command()
@click.option("--out", type=PATH, default=Path("demo-uitvoer"), show_default=True, help="Folder for the results.")
@ENGINE
def demo(out: Path, engine: str) -> None:
    """Do the whole main job on the example dossier, without questions."""
    from assembler.workflows import demo as demonstration

    with screen.progress() as progress:
        steps = demonstration.demo(out, engine=engine, progress=progress)
    screen.print_steps(steps, out)


@tekenklaar.command()
@click.argument("folder", type=PATH)
@click.option("--example", type=click.Choice(starting.EXAMPLE_NAMES), default="concept", show_default=True)
def new(folder: Path, example: str) -> None:
    """Make a dossier folder: dossier.yaml with comments, and bijlagen/."""
    made = starting.new(folder, example)
    click.echo(f"Dossier gemaakt: {made}\nVul het aan en voer uit: tekenklaar check {folder}")


@tekenklaar.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--dossier", type=PATH, help="Dossier whose facts a template or a finished text is held against.")
@click.option("--annotate", type=PATH, metavar="DIR", help="Write Word copies with the findings in the margin to DIR.")
@AS_JSON
def check(paths: tuple[Path, ...], dossier: Path | None, annotate: Path | None, as_json: bool) -> Exit:
    """Report findings over dossiers, Word templates, and finished agreements in Word, PDF or text."""
    from assembler.workflows import check as checking

    outcome = checking.check(paths, dossier)
    made = checking.annotated(outcome, annotate, now()) if annotate else []
    if as_json:
        screen.print_json(outcome.as_dict())
    else:
        screen.print_findings(outcome.findings, outcome.checked, outcome.accepted)
        if annotate:
            screen.print_made(made, annotate)
    return Exit.ATTENTION if outcome.has_errors else Exit.DONE


@tekenklaar.command()
@click.argument("dossier", type=PATH)
@click.argument("code")
@click.option("--in", "files", multiple=True, type=PATH, help="Finished file of this dossier to look in; repeatable.")
@click.option("--where", help="Place or message of the finding as check shows it, or a part of it.")
@click.option("--all", "everywhere", is_flag=True, help="Every finding with this code.")
@click.option("--reason", required=True, help="Why it is right as it is.")
@click.option("--by", required=True, metavar="NAME", help="Name of the person who accepts it.")
def accept(
    dossier: Path, code: str, files: tuple[Path, ...], where: str | None, everywhere: bool, reason: str, by: str
) -> None:
    """Leave a finding as it is, with a reason that is kept in the dossier; it stands again when its words change."""
    from assembler.workflows import accept as accepting

    acceptance = accepting.Acceptance(code, reason, by, date.today(), where, everywhere)
    for made in accepting.accept(dossier, acceptance, files):
        click.echo(f"Aanvaard: {made.code} ({made.waar}). {made.bevinding}")


@tekenklaar.command()
@click.argument("dossier", type=PATH)
@click.option("--only", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; repeatable.")
@PARTIJ
@click.option("--out", type=PATH, default=Path("concepten"), show_default=True, help="Folder for the results.")
@click.option("--pdf", is_flag=True, help="Make a PDF, stamped CONCEPT, beside each Word file.")
@ENGINE
def draft(dossier: Path, kinds: tuple[str, ...], partijen: tuple[str, ...], out: Path, pdf: bool, engine: str) -> None:
    """Write fresh Word drafts of any document; what is open is marked. Registers nothing."""
    from assembler.workflows import draft as drafting

    choice = drafting.Choice(kinds, partijen)
    with screen.progress() as progress:
        made = drafting.draft(dossier, out, choice, pdf_engine=engine if pdf else None, progress=progress)
    screen.print_made(made, out)


@tekenklaar.command()
@click.argument("dossier", type=PATH)
@PARTIJ
@click.option("--out", type=PATH, default=Path("pakketten"), show_default=True, help="Folder for the packs.")
@click.option("--preview", is_flag=True, help="Make the packs as they would be issued now, also after an issue.")
@ENGINE
def pack(dossier: Path, partijen: tuple[str, ...], out: Path, preview: bool, engine: str) -> None:
    """Write the issued signing packs again, byte for byte; before any issue, a preview of them.

    DOSSIER is a folder, or the reference of an issued dossier. A preview is refused while a point is open.
    """
    from assembler.workflows import pack as packing
    from assembler.workflows.workspace import existing_workspace

    if not preview and existing_workspace() is not None and _wrote_issued(str(dossier), partijen, out):
        return
    with screen.progress() as progress:
        made = packing.pack(dossier, out, partijen, engine=engine, progress=progress)
    screen.print_made(made, out)
    click.echo("Dit is een voorbeeld, zonder handtekeningvelden; 'tekenklaar issue' geeft de pakketten uit.")


def _wrote_issued(dossier: str, partijen: tuple[str, ...], out: Path) -> bool:
    """Whether the dossier was issued, after writing its packs."""
    from assembler.workflows.issued_packs import is_issued, write_issued

    if not is_issued(dossier):
        return False
    written = write_issued(dossier, out, partijen, now())
    screen.print_made(written.paths, out)
    days = opsomming([dag_van(moment) for moment in written.issued])
    click.echo(f"Dit zijn de pakketten zoals uitgegeven op {days}, byte voor byte.")
    for remark in written.remarks:
        click.echo(remark)
    return True


def main() -> None:
    """Run the command line and leave with its exit status."""
    screen.print_what_the_terminal_can()
    colour = False if os.environ.get("NO_COLOR") else None  # https://no-color.org
    sys.exit(run(lambda: tekenklaar(standalone_mode=False, color=colour)))
