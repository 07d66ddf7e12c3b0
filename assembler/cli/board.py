"""The board of signatures on a terminal: partij × document, with age and next step."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from signatures.dutch import opsomming

Facts = Mapping[str, Any]
WORDS = {
    "outstanding": ("uitstaand", "yellow"),
    "satisfied": ("getekend", "green"),
    "declined": ("geweigerd", "red"),
    "invalidated": ("ongeldig gebleken", "red"),
    "void": ("vervallen", "dim"),
}
PLAIN_WIDTH = 160
"""Columns where the output goes to a file and COLUMNS says nothing."""


NARROW = 80
"""Below so many columns the long name of the agreement is broken where Dutch breaks it."""


def console() -> Console:
    """Full width and colours on a terminal, plain lines elsewhere; COLUMNS and NO_COLOR are honoured."""
    known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    width = None if known else PLAIN_WIDTH
    if os.environ.get("NO_COLOR"):  # no bold either
        return Console(width=width, highlight=False, color_system=None)
    return Console(width=width, highlight=False)


def print_status(standing: Facts) -> None:
    """Partijen as rows, kinds of document as columns; below it what to do next and what the law makes of it."""
    screen = console()
    screen.print(Text(f"Dossier {standing['dossier']}, stand op {standing['as_of']}", style="bold"))
    if not standing["instruments"]:
        screen.print("Op dat moment was in dit dossier nog niets uitgegeven.")
        return
    live = [each for each in standing["instruments"] if each["state"] != "void"]
    if live:
        screen.print(_matrix(live, screen.width < NARROW))
    _print_part(screen, "Volgende stappen", list(dict.fromkeys(_steps(live))))
    _print_part(screen, "Stand", _standing(standing, live))
    _print_part(screen, "Bekrachtiging", [each["message"] for each in standing["bekrachtiging"]], "yellow")
    _print_part(screen, "Voor de jurist", list(dict.fromkeys(p["message"] for p in standing["problems"])), "red")
    screen.print(f"Nog te zetten handtekeningen: {standing['outstanding']}")


def _matrix(instruments: Sequence[Facts], narrow: bool = False) -> Table:
    lines = [(_column(each, slot["partij"]), slot) for each in instruments for slot in each["slots"]]
    kinds = list(dict.fromkeys(column for column, _ in lines))
    partijen = list(dict.fromkeys(slot["partij"] for _, slot in lines))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("partij", *kinds):
        table.add_column(column.replace("gsover", "gs-\nover") if narrow else column, overflow="fold")
    for partij in partijen:
        own = [(column, slot) for column, slot in lines if slot["partij"] == partij]
        table.add_row(partij, *(_cell([slot for column, slot in own if column == kind]) for kind in kinds))
    return table


def _column(instrument: Facts, partij: str) -> str:
    """The document, whichever partij it is of: ``volmacht``, ``volmacht 2025``."""
    return str(instrument["document"]).removesuffix(f"-{partij}").replace("-", " ")


def _cell(slots: Sequence[Facts]) -> Text:
    """How far the lines of one partij are: those that are equally far stand together, with their numbers."""
    if not slots:
        return Text("–", style="dim")
    told: dict[tuple[str, str], list[int]] = {}
    for slot in slots:
        told.setdefault(_slot(slot), []).append(slot["line"])
    shown = [(f"{_range(lines)} " if len(slots) > 1 else "", word, style) for (word, style), lines in told.items()]
    return Text("\n").join(Text(number + word, style=style) for number, word, style in shown)


def _range(lines: Sequence[int]) -> str:
    """``1–3`` of lines that follow one another, else ``1, 3``."""
    joined = len(lines) > 1 and list(lines) == list(range(lines[0], lines[-1] + 1))
    return f"{lines[0]}–{lines[-1]}:" if joined else f"{', '.join(map(str, lines))}:"


def _slot(slot: Facts) -> tuple[str, str]:
    """Words and colour for one line."""
    word, colour = WORDS[slot["status"]]
    when = slot["signed_on"] or _age(slot["days"])
    if slot["pending"]:
        word, colour, when = "te beslissen", "cyan", slot["pending"]
    return f"{word} {when}".rstrip(), colour


def _age(days: int | None) -> str:
    if days is None:
        return ""
    return {0: "vandaag", 1: "1 dag"}.get(days, f"{days} dagen")


def _steps(instruments: Sequence[Facts]) -> Iterator[str]:
    """What has to be done, partij by partij; each step once, and everybody who just has to sign in one sentence."""
    slots = [slot for each in instruments for slot in each["slots"] if slot["next"]]
    for partij in dict.fromkeys(slot["partij"] for slot in slots):
        own = [slot for slot in slots if slot["partij"] == partij]
        if signing := list(dict.fromkeys(slot["signatory"] for slot in own if _just_sign(slot))):
            yield f"{partij}: nog te tekenen en terug te sturen door {opsomming(signing)}."
        yield from (f"{partij}: {slot['next']}" for slot in own if not _just_sign(slot))


def _just_sign(slot: Facts) -> bool:
    """Nothing came in for the line yet, and nothing was said against it."""
    starts = str(slot["next"]).casefold().startswith(str(slot["signatory"]).casefold())
    return slot["status"] == "outstanding" and not slot["pending"] and starts


def _standing(standing: Facts, live: Sequence[Facts]) -> list[str]:
    """Why each instrument stands as it stands; of a replaced text the current one says it."""
    current = {each["document"] for each in live}
    shown = [e for e in standing["instruments"] if e["state"] != "void" or e["document"] not in current]
    problems = {problem["message"] for problem in standing["problems"]}
    told = [f"{e['title']}: {_small(why)}" for e in shown for why in e["reasons"] if why not in problems]
    missing = [each["partij"] for each in standing["volmachten"] if each["state"] is None]
    return told + [
        f"Volmacht van {one}: nog niet uitgegeven; wat de penvoerder in haar naam doet, is niet gedekt."
        for one in missing
    ]


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _print_part(screen: Console, title: str, sentences: Sequence[str], style: str = "") -> None:
    if not sentences:
        return
    screen.print(Text(title, style="bold"))
    for sentence in sentences:
        if screen.is_terminal:
            screen.print(Padding(Text(sentence, style=style), (0, 0, 0, 2)))
        else:  # one sentence a line, for who searches in it
            screen.print(Text(f"  {sentence}"), soft_wrap=True)
