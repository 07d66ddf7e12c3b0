"""How long the agreement lasts, and what must lie before, within or after that."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from assembler.checks.agreement import Agreement, Block, Kind, PartKind, sentence_at, sentences
from assembler.checks.finding import Severity
from assembler.checks.text.dates import ENDS, told_days
from assembler.checks.text.days import Day, days_in, told
from assembler.checks.text.number_words import number_in_words
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.dossier.tijd import add_months

CODE = "text.date-conflict"
LASTS = re.compile(
    r"(?i)\b(?:voor|met)\s+(?P<count>\d{1,3}|\w+)\s*(?:\(\w+\)\s*)?(?P<unit>kalenderjaren|jaren|jaar|maanden|maand)"
    r"(?:\s+(?:verlengd|aangegaan|voortgezet|vast))?\s*[,:]?\s*"
    r"(?:(?:en|te weten|derhalve|dus|gerekend|dat wil zeggen)\s+)?"
    r"(?:van|vanaf|ingaande?|lopende?|met ingang)\b"
)
BETWEEN = re.compile(
    r"(?i)^\s*,?\s*(?:en\s+)?(?:(?:lopende?|eindigende?|eindigt|loopt|geldt|duurt|geldende?)\s+)?(?:van rechtswege\s+)?"
    r"(?:tot(?: en met)?|t/m|op)\s*$"
)
BEGINS = re.compile(
    r"(?i)\b(?:begint|beginnen|start|starten|aanvang\w*|vangt|ingaande?|gaat in|loopt|geldt)\b[^.;]{0,40}$"
)
READY = re.compile(
    r"(?i)^[^.;:]{0,40}\b(?:gereed|afgerond|klaar|voltooid|rondt|ronden|voltooit|eindigt|eindigend\w*|uiterlijk)\b"
)
PAST = re.compile(
    r"(?i)(?:\b(?:\w*besluit(?:en)?|\w*beschikking|instemming|toestemming|machtiging|volmacht|brief|advies|zienswijze"
    r"|\w*vergadering|collegebesluit)\s+(?:van\b[^.;:,()\d]{0,60}\s)?(?:van|d\.d\.|gedateerd)\s+"
    r"|\b(?:hebben|heeft|is|zijn|was|werd)\s+(?:bij besluit\s+)?(?:van|op|d\.d\.)\s+"
    r"|\b(?:gemachtigd|besloten|gesloten|vastgesteld|verleend)\s+(?:bij besluit van|op|d\.d\.)\s+)$"
)
COMING = re.compile(r"(?i)\b(?:zal|zullen|uiterlijk|vóór|eindig\w+|vervalt|verlopen|in werking|wordt|worden)\b")
REVIEW = re.compile(r"(?i)\b(?:evalu\w+|voortzett\w+|voort te zetten|verleng\w+)\b")
LONGER = re.compile(r"(?i)wordt verlengd|verlengd (?:tot|met|van)|opnieuw")
AFTER = re.compile(r"(?i)verantwoord|afreken|jaarrekening|vaststell|na afloop|na het einde|verslag")
FIRST_TIME = re.compile(
    r"(?i)\bvoor het eerst\s+(?:in|op|over|per|met ingang van|vanaf|uiterlijk|vóór|op uiterlijk)\b[^.;,]{0,25}$"
)
FIRST_YEAR = re.compile(r"(?i)\bvoor het eerst\s+(?:in|over)\s+(?:het\s+(?:kalender|boek)?jaar\s+)?(?P<year>20\d{2})\b")
TITLE_YEARS = re.compile(r"\b(?P<one>20\d{2})\s*[-–—/]\s*(?P<two>20\d{2})\b")
DATED = re.compile(r"(?P<name>(?:[A-Za-zà-ÿ-]+\s)?[A-Za-zà-ÿ-]{4,})\s+(?:van|d\.d\.)\s+$")
MANY_OF = re.compile(
    r"(?i)staten$|college$|wethouders$|raad$|bestuur$|directie$|besluit|beschikking|overeenkomst|brief"
    r"|vergadering|overleg|instemming|toestemming|machtiging|volmacht|wet$"
    r"|regeling|verordening|factuur|advies|offerte|vanaf|ingang|termijn|periode|kamerstuk|arrest|uitspraak|besloten"
)
REMEDY = "Ga na welke datum klopt en verbeter de andere."


def _remark(block: Block, message: str, start: int, severity: Severity = Severity.WARNING) -> Remark:
    return Remark(CODE, severity, block, message, REMEDY, sentence_at(block.text, start))


def lasting(agreement: Agreement) -> Iterator[Remark]:
    """ "aangegaan voor vier jaar, van 1 januari 2025 tot en met 31 december 2027"."""
    for block in agreement.main:
        for sentence in sentences(block.text):
            said = LASTS.search(sentence.text)
            days = [day for day in days_in(sentence.text) if day.date and said and day.start > said.start()]
            if said is None or len(days) != 2 or not BETWEEN.match(sentence.text[days[0].end : days[1].start]):
                continue
            count = int(said["count"]) if said["count"].isdigit() else number_in_words(said["count"]) or 0
            months = count * (1 if said["unit"].lower().startswith("maand") else 12)
            begin, end = days[0].date, days[1].date
            if not months or begin is None or end is None or end <= begin:
                continue
            expected = add_months(begin, months)
            if end not in {expected, expected - timedelta(days=1)}:
                message = (
                    f"{said['count']} {said['unit']} vanaf {told(begin)} duurt tot en met"
                    f" {told(expected - timedelta(days=1))}, niet tot {told(end)}."
                )
                yield _remark(block, message, sentence.start)


def backwards(agreement: Agreement) -> Iterator[Remark]:
    """ "ingaande op 1 april 2025 en lopende tot en met 31 maart 2020"; ready before it begins."""
    for block in agreement.main:
        for one, other in itertools.pairwise(days_in(block.text)):
            if one.date is None or other.date is None or other.date >= one.date:
                continue
            before, between = block.text[max(0, one.start - 60) : one.start], block.text[one.end : other.start]
            behind = block.text[one.end : other.end + 40]
            spans = BETWEEN.match(between) and re.search(r"(?i)\b(?:lop|eind|geld|duur)", between)
            if BEGINS.search(before) and (spans or ("en" in between.split()[:1] and READY.match(behind))):
                message = f"Het einde, {told(other.date)}, ligt vóór het begin, {told(one.date)}."
                yield _remark(block, message, one.start, Severity.ERROR)


def past(agreement: Agreement) -> Iterator[Remark]:
    """A decision that the text tells as taken, on a day after the last signature."""
    signed = _signed_on(agreement)
    if not signed:
        return
    last = max(signed)
    for block in agreement.main:
        if agreement.parts[block.part].kind is PartKind.SIGNATURES or block.kind is Kind.CELL:
            continue
        for day in days_in(block.text):
            before = block.text[max(0, day.start - 110) : day.start]
            clause = re.split(r"[.;:]\s", before)[-1]
            if day.date and day.date > last and PAST.search(clause) and not COMING.search(clause):
                message = f"{told(day.date)} is genoemd als geweest, maar ligt na de ondertekening op {told(last)}."
                yield _remark(block, message, day.start)


def _signed_on(agreement: Agreement) -> list[date]:
    """Days in the signatures; none when there are blanks left for a day."""
    blocks = [block for block in agreement.main if agreement.parts[block.part].kind is PartKind.SIGNATURES]
    return [day.date for block in blocks for day in days_in(block.text) if day.date]


def _end(agreement: Agreement) -> date | None:
    ends = {day for day, _, _ in told_days(agreement, ENDS)}
    return ends.pop() if len(ends) == 1 else None


def reviews(agreement: Agreement) -> Iterator[Remark]:
    """An evaluation, or a decision to go on, after the end; and "voor het eerst" before the beginning."""
    end = _end(agreement)
    if end is None:
        return
    for block in agreement.main:
        for day in days_in(block.text):
            sentence = sentence_at(block.text, day.start)
            is_late = day.date is not None and day.date > end
            if is_late and REVIEW.search(sentence) and not AFTER.search(sentence) and not LONGER.search(sentence):
                message = f"{day.text} ligt na het einde van de overeenkomst op {told(end)}."
                yield _remark(block, message, day.start)


def first_times(agreement: Agreement) -> Iterator[Remark]:
    """ "voor het eerst op 1 april 2024" in an agreement of 2025."""
    signed = _signed_on(agreement)
    if not signed:
        return
    year = min(signed).year
    for block in agreement.main:
        for match in FIRST_YEAR.finditer(block.text):
            if int(match["year"]) < year - 1:
                yield _remark(block, f"“Voor het eerst” in {match['year']}, maar getekend is in {year}.", match.start())
        for day in days_in(block.text):
            if day.date and day.date.year < year and FIRST_TIME.search(block.text[max(0, day.start - 60) : day.start]):
                yield _remark(block, f"“Voor het eerst” op {told(day.date)}, maar getekend is in {year}.", day.start)


def title_years(agreement: Agreement) -> Iterator[Remark]:
    """ "… 2024–2026" above an agreement from 2025 to 2027."""
    said = TITLE_YEARS.search(agreement.title)
    if said is None:
        return
    for block in agreement.main:
        days = days_in(block.text)
        for one, other in itertools.pairwise(days):
            if one.date is None or other.date is None or not _is_term(block, one, other):
                continue
            years = (one.date.year, other.date.year)
            if years[0] != int(said["one"]) and years[1] != int(said["two"]):
                yield _remark(
                    block, f"De titel noemt {said.group()}, maar de looptijd is {years[0]}–{years[1]}.", one.start
                )
                return


def _is_term(block: Block, one: Day, other: Day) -> bool:
    between = block.text[one.end : other.start]
    return bool(
        BETWEEN.match(between)
        and re.search(
            r"(?i)(?:overeenkomst|convenant|regeling)\b[^.;]{0,60}\b(?:van|vanaf|op|van:)\s*$", block.text[: one.start]
        )
    )


def two_days(agreement: Agreement) -> Iterator[Remark]:
    """One document that is dated in two ways: "projectplan van 12 april", "projectplan van 21 april"."""
    found: dict[str, list[tuple[date, Block, int]]] = {}
    for block in agreement.running:
        for day in days_in(block.text):
            match = DATED.search(block.text[max(0, day.start - 60) : day.start])
            if match is None or day.date is None or MANY_OF.search(match["name"]):
                continue
            words = match["name"].lower().split()
            name = words[-1] if len(words[-1]) >= 10 else " ".join(words) if len(words) == 2 else ""
            if len(name) >= 10:
                found.setdefault(name, []).append((day.date, block, day.start))
    for name, uses in found.items():
        yield from _two_days(name, uses)


def _two_days(name: str, uses: Sequence[tuple[date, Block, int]]) -> Iterator[Remark]:
    days = list(dict.fromkeys(day for day, _, _ in uses))
    alike = len(days) == 2 and (days[0].year == days[1].year)
    if alike:
        _, block, at = next(one for one in reversed(uses) if one[0] == days[1])
        message = f"“{name}” heeft twee data: {told(days[0])} en {told(days[1])}; controleer of het één stuk is."
        yield Remark(CODE, Severity.WARNING, block, message, REMEDY, sentence_at(block.text, at))


RULES: tuple[Rule, ...] = (lasting, backwards, past, reviews, first_times, title_years, two_days)
EXAMPLES: Mapping[str, Example] = {
    CODE: Example(
        "Artikel 9 Duur\nDe overeenkomst is aangegaan voor drie jaar, van 1 januari 2025 tot en met 31 december 2028.",
        "Artikel 9 Duur\nDe overeenkomst is aangegaan voor vier jaar, van 1 januari 2025 tot en met 31 december 2028.",
    ),
}
