"""`tekenklaar template`: for authors of templates."""

from pathlib import Path

import click

from assembler.cli import screen
from assembler.cli.exit_codes import Exit

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def template() -> None:
    """Check a Word template, list its fields, show its text."""


@template.command()
@FILE
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def check(file: Path, as_json: bool) -> Exit:
    """Report what would go wrong when this template is filled."""
    from assembler.workflows import template as authoring

    outcome = authoring.check(file)
    if as_json:
        screen.print_json(outcome.as_dict())
    else:
        screen.print_findings(outcome.findings, outcome.checked)
    return Exit.ATTENTION if outcome.has_errors else Exit.DONE


@template.command()
@FILE
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def fields(file: Path, as_json: bool) -> None:
    """List the fields that this template asks for."""
    from assembler.workflows import template as authoring

    found = authoring.fields(file)
    if as_json:
        screen.print_json({"fields": [{"path": f.path, "optional": f.optional, "places": f.places} for f in found]})
        return
    for field in found:
        click.echo(f"{field.path}{'  (mag ontbreken)' if field.optional else ''}")


@template.command()
@FILE
def text(file: Path) -> None:
    """Print the text of a Word file, template tags included, paragraph by paragraph."""
    from assembler.workflows import template as authoring

    click.echo(authoring.text(file))
