"""How amounts are written, and one thing told twice with different values."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from assembler.checks.agreement import Agreement, Block, sentence_at
from assembler.checks.finding import Severity
from assembler.checks.text.money import Amount, Wrong, amounts_in, in_euro, read_number
from assembler.checks.text.number_words import WORDS, number_in_words
from assembler.checks.text.rule import Example, Remark, Rule

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
WORDING = {
    Wrong.GROUPS: (ERROR, "heeft punten of komma's op een plaats waar zij geen duizendtallen of centen scheiden"),
    Wrong.POINT: (WARNING, "heeft een punt voor de centen"),
    Wrong.ENGLISH: (INFO, "heeft een komma tussen de duizendtallen, of drie cijfers achter de komma; controleer"),
    Wrong.DECIMALS: (INFO, "heeft maar één cijfer achter de komma; controleer"),
    Wrong.ENDING: (INFO, "heeft zowel centen als een streepje; controleer"),
}
WRITE_IT = "Schrijf het bedrag met een punt tussen de duizendtallen en een komma voor de centen, zoals € 1.250,50."
UNITS = (
    r"maanden|maand|jaren|jaar|weken|week|dagen|dag|werkdagen|werkdag|kalenderdagen|kalenderjaren"
    r"|kalendermaanden|uren|uur|leden"
    r"|exemplaren|partijen|personen|keer|maal|procent|%|kwartalen|vertegenwoordigers|termijnen"
)
WORDS_FIRST = re.compile(
    rf"(?i)(?<!\w)(?P<words>{WORDS})\s?(?:\((?P<digits>\d[\d.,]*)\))(?!\s*(?:lid|van dit artikel))"
)
DIGITS_FIRST = re.compile(rf"(?i)(?<![\w.,])(?P<digits>\d[\d.]*)\s?\((?:zegge:?\s*)?(?P<words>{WORDS})\)")
EURO_WORDS = re.compile(rf"(?i)(?<!\w)(?P<words>{WORDS})\s?euro(?!\w)(?P<cents>\s+en\s+{WORDS}\s?cent)?")
EITHER = re.compile(r"\s*(?:,-)?\s*/\s*(?:±\s*)?$")
ABOUT = re.compile(r"(?i)\b(?:tarief|tarieven|schijf|klasse|staffel|categorie|laag|hoog|respectievelijk|resp\.)")
RANGE = re.compile(r"(?i)\btussen\b|\btot\b|\bvan\b")


def malformed(agreement: Agreement) -> Iterator[Remark]:
    """An amount whose separators cannot be right."""
    seen: dict[str, list[Block]] = {}
    first: dict[str, Amount] = {}
    for block in agreement.running:
        for amount in amounts_in(block.text):
            if amount.wrong is not None:
                seen.setdefault(amount.text, []).append(block)
                first.setdefault(amount.text, amount)
    for text, blocks in seen.items():
        severity, what = WORDING[first[text].wrong or Wrong.GROUPS]
        sentence = sentence_at(blocks[0].text, first[text].start)
        yield Remark(
            "text.amount-malformed",
            severity,
            blocks[0],
            f"Het bedrag “{text}” {what}.",
            WRITE_IT,
            sentence,
            tuple(blocks),
        )


def words_against_figures(agreement: Agreement) -> Iterator[Remark]:
    """ "drie (4) maanden", "€ 20.000 (zegge: vijfentwintigduizend euro)"."""
    for block in agreement.running:
        if "(" not in block.text and "zegge" not in block.text.lower():
            continue
        for start, shown, words, figures in (*_counts(block.text), *_sums(block.text)):
            unit = re.compile(rf"(?i).*euro|[^)]*\)\s*(?:{UNITS})\b").match(block.text, start)
            message = f"In “{shown}” zeggen de woorden {words} en de cijfers {figures}."
            remedy = "Maak woorden en cijfers gelijk."
            severity = ERROR if unit else WARNING
            yield Remark("text.amount-conflict", severity, block, message, remedy, sentence_at(block.text, start))


def _counts(text: str) -> Iterator[tuple[int, str, str, str]]:
    for pattern in (WORDS_FIRST, DIGITS_FIRST):
        for match in pattern.finditer(text):
            told = number_in_words(match["words"])
            cents, wrong = read_number(match["digits"])
            if told is None or cents is None or wrong or cents == told * 100:
                continue
            yield match.start(), match.group(), str(told), match["digits"]


def _sums(text: str) -> Iterator[tuple[int, str, str, str]]:
    """An amount in words directly beside one in figures."""
    amounts = amounts_in(text)
    for match in EURO_WORDS.finditer(text):
        told = number_in_words(match["words"])
        if told is None or told < 2:
            continue
        beside = next((one for one in amounts if _are_beside(text, one, match)), None)
        if beside is None or beside.cents is None or beside.cents // 100 == told:
            continue
        start, end = min(beside.start, match.start()), max(beside.end, match.end())
        shown = text[start:end] + (")" if text[start:end].count("(") > text[start:end].count(")") else "")
        yield start, shown, in_euro(told * 100), in_euro(beside.cents)


def _are_beside(text: str, amount: Amount, match: re.Match[str]) -> bool:
    between = text[amount.end : match.start()] if amount.end <= match.start() else text[match.end() : amount.start]
    apart = amount.end <= match.start() or match.end() <= amount.start
    return apart and bool(
        re.fullmatch(
            r"\s*(?:per (?:jaar|maand|kwartaal|uur)\s*)?"
            r"[,(]?\s*(?:\(|zegge:?|zegge en schrijve:?|ofwel:?|en\s)?\s*\(?\s*",
            between,
        )
    )


def two_values(agreement: Agreement) -> Iterator[Remark]:
    """ "€ 20.000,- / € 25.000,-": a choice that was not made."""
    for block in agreement.running:
        amounts = amounts_in(block.text)
        for one, other in itertools.pairwise(amounts):
            if one.cents == other.cents or not EITHER.match(block.text[one.end : other.start]):
                continue
            severity = INFO if ABOUT.search(block.text) else WARNING
            message = f"Er staan twee bedragen naast elkaar voor één post: “{block.text[one.start : other.end]}”."
            yield Remark("text.amount-conflict", severity, block, message, "Kies het juiste bedrag.", block.text[:300])


CONTRIBUTION = re.compile(
    r"(?i)\b(?:bijdrage|inleg|draagt .{0,40}bij|legt .{0,40}in|stelt .{0,60}(?:beschikbaar|ter beschikking)|betaalt)"
)


def told_in_table(agreement: Agreement) -> Iterator[Remark]:
    """The contribution of a partij in a sentence that no table of contributions confirms."""
    names = [(_short(partij.name), partij.name) for partij in agreement.partijen]
    rows = list(_contributions(agreement, [short for short, _ in names]))
    if not rows:
        return
    for block in agreement.main:
        found = [one for one in amounts_in(block.text) if one.cents is not None and one.wrong is None]
        for amount in found:
            sentence = sentence_at(block.text, amount.start)
            named = [short for short, _ in names if short and short in sentence.lower()]
            stated = {
                cents
                for short, year, cents in rows
                if named == [short] and (not year or year in sentence or not _years(sentence))
            }
            alone = len(amounts_in(sentence)) == 1 and CONTRIBUTION.search(sentence)
            if (
                not alone
                or not stated
                or amount.cents in stated
                or "in natura" in sentence.lower()
                or "kosten" in sentence.lower()
            ):
                continue
            told = " of ".join(map(in_euro, sorted(stated)))
            message = f"De zin noemt {in_euro(amount.cents or 0)}, de tabel met bijdragen {told}; controleer."
            yield Remark("text.amount-conflict", INFO, block, message, "Maak zin en tabel gelijk.", sentence)


def _short(name: str) -> str:
    return (
        re.sub(
            r"(?i)^(?:de |het )?(?:provincie|gemeente|waterschap|hoogheemraadschap van|hoogheemraadschap)\s+", "", name
        )
        .strip()
        .lower()
    )


def _years(text: str) -> list[str]:
    return re.findall(r"\b20\d{2}\b", text)


def _contributions(agreement: Agreement, shorts: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Partij, year (or "") and cents of each row of each table of contributions."""
    for table in agreement.tables:
        texts = table.texts()
        head = " ".join([table.caption, *(" ".join(row) for row in texts[: table.header_rows])])
        if not re.search(r"(?i)bijdrage|inleg", head) or re.search(r"(?i)in kind|in natura", head):
            continue
        years = _years(head)
        for row in texts[table.header_rows :]:
            short = next((one for one in shorts if one and row and one in row[0].lower()), "")
            for text in row[1:]:
                for amount in amounts_in(text):
                    if short and amount.cents is not None:
                        yield short, years[0] if len(set(years)) == 1 else "", amount.cents


RULES: tuple[Rule, ...] = (malformed, words_against_figures, two_values, told_in_table)
EXAMPLES: Mapping[str, Example] = {
    "text.amount-malformed": Example(
        "De bijdrage van de gemeente bedraagt €300.00,- per jaar.",
        "De bijdrage van de gemeente bedraagt € 300.000,- per jaar.",
    ),
    "text.amount-conflict": Example(
        "De huurprijs bedraagt vijfentwintigduizend euro (€ 20.000,00). De opzegtermijn is drie (4) maanden.",
        "De huurprijs bedraagt vijfentwintigduizend euro (€ 25.000,00). De opzegtermijn is drie (3) maanden.",
    ),
}
