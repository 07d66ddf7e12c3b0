"""Options that several commands share, and the clock."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from signatures.facts import AMSTERDAM

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
    """A date, or a date with time and zone; without a zone the time in the Netherlands, as days are days there."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no moment; write 2024-03-01 or 2024-03-01T12:00+01:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


class Day(click.ParamType[date]):
    """A calendar day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write 2024-03-01", param, ctx)
        from assembler.dossier.tijd import FIRST_YEAR, LAST_YEAR

        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value} lies outside {FIRST_YEAR}-{LAST_YEAR}", param, ctx)
        return day


def now() -> datetime:
    """The only place where these commands read the clock."""
    return datetime.now(UTC)


class DateOfLine(click.ParamType[tuple[str, date]]):
    """``LINE=DATE``: the handwritten date beside one line."""

    name = "line=date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, date]:
        which, _, day = str(value).rpartition("=")
        try:
            found = date.fromisoformat(day.strip())
        except ValueError:
            found = None
        if found is None or not which.strip():
            self.fail(f"{value!r} is no line with a date; write 2=2024-03-01", param, ctx)
        return which.strip(), found
