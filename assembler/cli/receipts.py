"""What a person reads about returned files, and the receipts of what was recorded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import click

from assembler.cli.board import WORDS
from assembler.cli.screen import print_json
from signatures.dutch import dag, dag_van
from signatures.facts import Uitgifte

Facts = Mapping[str, Any]
VERDICTS = {"pass": ("in orde", "green"), "indeterminate": ("niet vast te stellen", "yellow"), "fail": ("fout", "red")}
LINES = {
    "lineage": "herkomst",
    "integrity": "ongewijzigd",
    "trust": "vertrouwd certificaat",
    "revocation": "niet ingetrokken",
    "time": "tijdstip",
}


def print_head() -> None:
    """The head of the log, as a receipt: who keeps it can tell later whether the log was replaced."""
    from signatures import store

    head = store.log_head()
    click.secho(f"Logboek: regel {head.seq}, hoofd {head}", dim=True)


def print_ended(uitgiften: Sequence[Uitgifte], today: date) -> None:
    """Texts that were issued after their own end: signing them is a question for counsel."""
    for ends_on in sorted({u.ends_on for u in uitgiften if u.ends_on and u.ends_on < today}):
        click.secho(
            f"Let op: wat is uitgegeven, is op {dag(ends_on)} al geëindigd; of ondertekenen nog zin heeft, moet een "
            "jurist beoordelen. Trek het zo nodig in met 'tekenklaar withdraw'.",
            fg="yellow",
        )


def print_anchored(anchored: Any) -> None:
    """What asking for a timestamp over the head of the log gave."""
    fact = anchored.fact
    if anchored.succeeded:
        click.echo(
            f"Logboek verankerd: regel {fact.seq}, tijdstempel van {fact.server}, {fact.stamped_at.isoformat()}."
        )
    else:
        click.echo(f"Logboek niet verankerd: {fact.failure}", err=True)


def print_taken(submissions: Sequence[Facts], as_json: bool) -> None:
    """Returned files that were taken in, with the head of the log as a receipt."""
    if as_json:
        print_json({"submissions": list(submissions)})
        return
    print_received(submissions)
    if submissions:
        print_head()


def print_undecided(submissions: Sequence[Facts]) -> None:
    """The returned files on which nobody has decided yet."""
    for each in submissions:
        word, colour = VERDICTS[each["verdict"]]
        lines = ", ".join(line["line"] for line in each["lines"]) or "vult geen ondertekenregel"
        click.echo(f"{each['id']}  {each['file']}: {click.style(word, fg=colour)}; {lines}")
    click.echo(
        f"Nog te beslissen: {len(submissions)}" + ("; bekijk met: tekenklaar submission ID" if submissions else "")
    )


def print_submission(each: Facts) -> None:
    """Everything about one returned file, for who decides."""
    _print_verdict(each)
    click.echo(f"  SHA-256 {each['sha256']}, ontvangen op {_day(each['received_at'])}")
    for line in each["lines"]:
        click.echo(f"  Regel {line['number']}: {line['line']}, {line['signatory']}, {line['capacity']}")
        click.echo(f"    {_how(line)}")
    for picture in each["pictures"]:
        click.echo(f"  {picture['file']}: {picture['shows']}")
    if each["lines"]:
        click.secho(f"  {CAUTION}", bold=True)
    click.echo(f"  {_decided(each)}")


CAUTION = (
    "Bekijk elk beeld vóór u aanvaardt: een voorbehoud in of bij een handtekening (“niet akkoord”, “onder protest”) "
    "ziet de controle niet altijd."
)


def _day(moment: str) -> str:
    return dag_van(datetime.fromisoformat(moment))


def _how(line: Facts) -> str:
    by = f"certificaat op naam van {line['certificate']}" if line["certificate"] else "op papier"
    when = f"getekend op {line['signed_on']} ({line['proof']})" if line["signed_on"] else "neem de datum over"
    return f"{by}; {when}; nu: {WORDS[line['status']][0] if line['status'] else 'onbekend'}"


def _decided(each: Facts) -> str:
    decision = each["decision"]
    if decision is None:
        if each["verdict"] == "fail":
            return f"Weiger met: tekenklaar decide {each['id']} refuse --by NAAM --reason REDEN"
        return f"Beslis met: tekenklaar decide {each['id']} accept --by NAAM (of refuse, met --reason)"
    outcome = "Aanvaard" if decision["accepted"] else "Geweigerd"
    reason = f": {decision['reason']}" if decision["reason"] else ""
    return f"{outcome} door {decision['by']} op {_day(decision['at'])}{reason}."


def print_received(submissions: Sequence[Facts]) -> None:
    """Per file: verdict, five lines, reasons, and how to decide."""
    for each in submissions:
        _print_verdict(each)
        if each["verdict"] == "fail":
            click.echo(f"  Weiger met: tekenklaar decide {each['id']} refuse --by NAAM --reason REDEN")
        else:
            click.echo(f"  Bekijk eerst: tekenklaar submission {each['id']}")
            click.echo(f"  Beslis met: tekenklaar decide {each['id']} accept --by NAAM")


def _print_verdict(each: Facts) -> None:
    word, colour = VERDICTS[each["verdict"]]
    click.echo(f"{each['file']}: {click.style(word, fg=colour, bold=True)} ({each['tier']}, inzending {each['id']})")
    click.echo(f"  {'; '.join(_told(each['checks']))}")
    for reason in each["reasons"]:
        click.echo(f"  - {reason}")


def _told(checks: Mapping[str, str]) -> list[str]:
    return [f"{LINES[line]}: {VERDICTS[verdict][0]}" for line, verdict in checks.items() if verdict in VERDICTS]
