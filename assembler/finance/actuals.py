"""The actual spending of a year, per line of the begroting: read from CSV, Excel or YAML, every mistake told at once.

A line that does not exist, a line given twice, a line left out, an amount that can mean two things: the account over a
year rests on none of these. Nothing spent on a line is said with 0,00, never by leaving it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from assembler.dossier.geld import bedrag_geschreven, parse_geld
from assembler.dossier.mistakes import DossierError, Mistake, bedoelt_u
from assembler.finance.actuals_table import TableError, Uitgaveregel, rows_in
from assembler.finance.actuals_xlsx import sheet_of
from assembler.finance.actuals_yaml import yaml_rows

MOST_BYTES = 5 * 1024 * 1024
TOTALS = ("totaal", "eindtotaal", "som")
_RULE_POST = "de verantwoording volgt de posten van de begroting (artikel 6.5 van de overeenkomst)"


class ActualsError(DossierError):
    """The file with the actual spending cannot be used; ``mistakes`` holds everything that is wrong with it."""


@dataclass(frozen=True)
class Uitgave:
    """What was spent on one line, EUR; where it stands in the file."""

    post: str
    bedrag: Decimal
    regel: int


def read_actuals(data: bytes, name: str, posten: Sequence[str]) -> Mapping[str, Decimal]:
    """What was spent per line of the begroting, in its order. ``name`` tells the kind of file by its suffix.

    Raises ActualsError with every mistake, its row and its remedy.
    """
    try:
        rows = _rows(data, PurePath(name).suffix.lower())
    except (TableError, DossierError) as wrong:
        raise ActualsError(_at(name, wrong.mistakes)) from None
    mistakes: list[Mistake] = []
    uitgaven = list(_uitgaven(rows, mistakes))
    spent = _matched(uitgaven, posten, mistakes)
    if mistakes:
        raise ActualsError(_at(name, mistakes))
    return {post: spent[post] for post in posten}


def _at(name: str, mistakes: Iterable[Mistake]) -> list[Mistake]:
    return [Mistake(m.path, m.line, m.what, m.rule, m.remedy, PurePath(name).name) for m in mistakes]


def _rows(data: bytes, suffix: str) -> Sequence[Uitgaveregel]:
    if len(data) > MOST_BYTES:
        raise TableError(
            "het bestand is groter dan 5 MB", "zo groot wordt een begroting niet", "kies het goede bestand"
        )
    if suffix in (".csv", ".tsv", ".txt"):
        return rows_in(data)
    if suffix == ".xlsx":
        return sheet_of(data)
    if suffix in (".yaml", ".yml"):
        return yaml_rows(data)
    raise TableError(
        f'een bestand dat op "{suffix or "niets"}" eindigt, wordt niet gelezen',
        "uitgaven komen uit een CSV-, Excel- of YAML-bestand",
        "bewaar het als .xlsx, .csv of .yaml",
    )


def _uitgaven(rows: Iterable[Uitgaveregel], mistakes: list[Mistake]) -> Iterator[Uitgave]:
    for row in rows:
        try:
            yield Uitgave(row.post, parse_geld(row.bedrag), row.regel)
        except ValueError as wrong:
            shown = f'bij "{row.post}" staat geen bedrag' if not row.bedrag.strip() else f"{wrong} (post {row.post})"
            rule = "een bedrag is in euro, met hoogstens twee decimalen, en kan maar één ding betekenen"
            remedy = row.remedy or "schrijf het als 1234,56, zonder punt voor duizendtallen; niets uitgegeven is 0,00"
            mistakes.append(Mistake("", row.regel, shown, rule, remedy))
            yield Uitgave(row.post, Decimal("NaN"), row.regel)


def _matched(uitgaven: Sequence[Uitgave], posten: Sequence[str], mistakes: list[Mistake]) -> dict[str, Decimal]:
    """Amount per line of the begroting; what does not match goes to ``mistakes``."""
    known = {_same(post): post for post in posten}
    found: dict[str, Uitgave] = {}
    for uitgave in uitgaven:
        post = known.get(_same(uitgave.post))
        if post is None:
            mistakes.extend(_unknown(uitgave, uitgaven, posten))
        elif post in found:
            what = f'de post "{post}" staat er twee keer (ook op regel {found[post].regel})'
            remedy = "tel de bedragen op tot één regel, of haal de dubbele regel weg"
            mistakes.append(Mistake("", uitgave.regel, what, "iedere post komt één keer voor", remedy))
        else:
            found[post] = uitgave
    mistakes.extend(_absent(post) for post in posten if post not in found)
    return {post: uitgave.bedrag for post, uitgave in found.items()}


def _same(post: str) -> str:
    return " ".join(post.split()).casefold()


def _unknown(uitgave: Uitgave, all_of_them: Sequence[Uitgave], posten: Sequence[str]) -> Iterator[Mistake]:
    if _same(uitgave.post) not in TOTALS:
        what = f'de post "{uitgave.post[:60]}" staat niet in de begroting'
        yield Mistake("", uitgave.regel, what, _RULE_POST, bedoelt_u(uitgave.post, posten))
        return
    parts = [other.bedrag for other in all_of_them if _same(other.post) not in TOTALS]
    total = sum(parts, Decimal("0.00"))
    if total.is_nan() or uitgave.bedrag.is_nan() or total == uitgave.bedrag:
        return
    stated, real = bedrag_geschreven(uitgave.bedrag), bedrag_geschreven(total)
    what = f"het totaal is {stated}, maar de regels zijn samen {real}"
    yield Mistake(
        "", uitgave.regel, what, "een totaal is de som van wat erboven staat", "verbeter de regels of het totaal"
    )


def _absent(post: str) -> Mistake:
    what = f'de post "{post}" ontbreekt'
    return Mistake("", None, what, _RULE_POST, "voeg de post toe; is er niets op uitgegeven, schrijf dan 0,00")
