"""Dates that cannot be, that conflict, and last days on which nobody works."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from assembler.checks.agreement import Agreement, Block, Kind, PartKind, sentence_at, sentences
from assembler.checks.finding import Severity
from assembler.checks.text.days import Day, days_in, no_workday, told
from assembler.checks.text.number_words import number_in_words
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.dossier.tijd import DAGEN, add_months

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
DEADLINE = re.compile(
    r"(?i)(?:\buiterlijk\b|\bten laatste\b|\bniet later dan\b|\bsluitingsdatum\b|\bdeadline\b"
    r"|\buiterste (?:datum|dag)\b)"
    r"[^.;,]{0,40}$"
)
SPAN = re.compile(r"(?i)^\s*(?:tot(?: en met)?|t/m|–|-|—)\s*$")
FROM = re.compile(r"(?i)\b(?:van|vanaf|met ingang van|periode|per|tussen)\b[^.;,]{0,30}$")
AGREEMENT = (
    r"(?:deze|de|het|dit)\s+(?:\w+\s)?(?:\w*overeenkomst|convenant|samenwerking|volmacht|contract|huur|regeling)"
)
ENDS = re.compile(
    rf"(?i)(?:{AGREEMENT}\s+(?:eindigt|loopt af|(?:loopt|geldt|duurt)\b[^.;]{{0,50}}\btot(?: en met)?"
    rf"|expireert)|\b(?:en|en zij)\s+(?:eindigt|loopt tot|geldt tot)"
    r"|^\s*(?:zij|deze|hij)\s+eindigt|eindigt\s+(?:van rechtswege\s+)?op|einddatum(?:\s+(?:van"
    r"|is)\b[^.;]{0,40})?)[^.;]{0,60}$"
)
STARTS = re.compile(
    rf"(?i)(?:{AGREEMENT}\s+(?:\w+\s)?(?:treedt|gaat|vangt|begint|heeft"
    rf"|werkt)[^.;]{{0,80}}|\bwerkt\s+terug\s+tot[^.;]{{0,30}}|ingangsdatum[^.;]{{0,40}}"
    rf"|{AGREEMENT}\s+(?:loopt|geldt|duurt|wordt aangegaan)\b[^.;]{{0,40}}\b(?:van|vanaf|per|met ingang van)\s+)$"
)
LASTS = re.compile(rf"(?i){AGREEMENT}\s+(?:loopt|geldt|duurt|wordt aangegaan)\b[^.;]{{0,60}}$")
BACK = re.compile(r"(?i)terug(?:werkend\w*|gaande)?\b[^.;]{0,40}$")
EXTENDED = re.compile(r"(?i)verleng|\boptie|opgezegd|opzegg|tussentijds|uiterlijk|ontbind|oorspronkelijk|eerdere")
LENGTH = re.compile(
    r"(?i)\b(?:duur|periode|looptijd|tijdvak|termijn|tijd)\s+van\s+(?:maximaal\s+)?(?P<count>\d{1,3}"
    r"|\w+)\s*(?:\(\w+\)\s*)?(?P<unit>kalenderjaren|jaren|jaar|maanden|maand)\b"
)
AHEAD = re.compile(
    r"(?i)\b(?P<count>\d{1,2}|\w+)\s+(?:\(\w+\)\s+)?maand(?:en)?\s+(?:vóór|voor|voorafgaand aan"
    r"|voordat)\s+(?:het\s+|de\s+)?(?P<what>einde|einddatum|afloop|\d)"
)
ACCOUNT = re.compile(r"(?i)verantwoording|jaarrekening|jaarverslag|afrekening|eindafrekening|eindverantwoording")
OVER = re.compile(r"(?i)\bover\s+(?:het\s+)?(?:(?:kalender|boek|begrotings|uitvoerings)?jaar\s+)?(?P<year>20\d{2})\b")
TOGETHER = re.compile(
    r"(?i)\bpartijen\b.{0,80}\bsamen(?:ge)?werk|samenwerk.{0,60}\bpartijen\b"
    r"|\bpartijen\b.{0,200}\bsamen\s?te\s?werken|\bpartijen\b.{0,160}samenwerking"
)
SINCE = re.compile(
    r"(?i)\b(?:sinds|vanaf|met ingang van)\s+(?:(?:het jaar|begin|medio"
    r"|eind)\s+)?(?P<year>20\d{2})\b(?!\s*(?:tot|en met|-))"
)
NOTICE = re.compile(
    r"(?i)opzegtermijn\s+van\s+(?:ten\s?minste\s+|minimaal\s+|minstens\s+)?(?P<count>\d{1,2}"
    r"|\w+)\s*(?:\(\w+\)\s*)?(?P<unit>maand|jaar|jaren)"
)


def impossible(agreement: Agreement) -> Iterator[Remark]:
    """31 juni; zaterdag 3 maart when that is a Monday."""
    for block in agreement.running:
        for day in days_in(block.text):
            sentence = sentence_at(block.text, day.start)
            if not day.exists and (day.named or _reads_as_day(block.text, day)):
                message = f"De datum “{day.text}” bestaat niet."
                yield Remark("text.date-impossible", ERROR, block, message, "Kies een bestaande datum.", sentence)
            elif day.date and day.weekday is not None and day.date.weekday() != day.weekday:
                message = f"{told(day.date)} is een {DAGEN[day.date.weekday()]}, geen {DAGEN[day.weekday]}."
                yield Remark(
                    "text.date-impossible", WARNING, block, message, "Verbeter de weekdag of de datum.", sentence
                )


def _reads_as_day(text: str, day: Day) -> bool:
    """A row of figures may be a number of a file; a small word in front makes it a day."""
    before = text[max(0, day.start - 25) : day.start]
    return day.month <= 31 and bool(
        re.search(r"(?i)(?:\b(?:op|per|tot|met|van|vanaf|datum|dagtekening|uiterlijk|en|d\.d\.)|d\.d\.|:)\s*$", before)
    )


def weekend(agreement: Agreement) -> Iterator[Remark]:
    """A last day on a Saturday, Sunday or public holiday."""
    seen: dict[date, list[Block]] = {}
    sentence: dict[date, str] = {}
    for block in agreement.running:
        for day in days_in(block.text):
            free = no_workday(day.date) if day.date else ""
            if day.date and free and DEADLINE.search(block.text[max(0, day.start - 80) : day.start]):
                seen.setdefault(day.date, []).append(block)
                sentence.setdefault(day.date, sentence_at(block.text, day.start))
    for day_, blocks in seen.items():
        message = f"De uiterste datum {told(day_)} is {no_workday(day_)}; controleer of dat de bedoeling is."
        remedy = "Kies een werkdag, of zeg wat geldt als de dag geen werkdag is."
        yield Remark("text.date-weekend", INFO, blocks[0], message, remedy, sentence[day_], tuple(blocks))


def reversed_spans(agreement: Agreement) -> Iterator[Remark]:
    """ "van 1 januari 2025 tot en met 31 december 2024"."""
    for block in agreement.running:
        days = days_in(block.text)
        for one, other in itertools.pairwise(days):
            between = block.text[one.end : other.start]
            if (
                one.date
                and other.date
                and SPAN.match(between)
                and other.date < one.date
                and FROM.search(block.text[max(0, one.start - 60) : one.start])
            ):
                yield _conflict(
                    block,
                    ERROR,
                    f"De periode eindigt op {told(other.date)}, vóór het begin op {told(one.date)}.",
                    one.start,
                )
        for match in re.finditer(
            r"(?i)\b(?:periode|jaren)\s+(?:van\s+)?(20\d{2})\s*(?:-|–|tot en met|t/m|tot)\s*(20\d{2})\b", block.text
        ):
            if match[2] < match[1]:
                yield _conflict(
                    block, ERROR, f"De periode {match[1]}–{match[2]} eindigt voor zij begint.", match.start()
                )


def _conflict(block: Block, severity: Severity, message: str, start: int, remedy: str = "") -> Remark:
    remedy = remedy or "Ga na welke datum klopt en verbeter de andere."
    return Remark("text.date-conflict", severity, block, message, remedy, sentence_at(block.text, start))


def told_days(agreement: Agreement, pattern: re.Pattern[str]) -> list[tuple[date, Block, int]]:
    """Days of start or end of the agreement itself, as its artikelen tell them."""
    found = []
    for block in agreement.main:
        if agreement.parts[block.part].kind is not PartKind.BODY or block.kind is Kind.CELL:
            continue
        previous: Day | None = None
        for day in days_in(block.text):
            sentence = next((one for one in sentences(block.text) if one.start <= day.start < one.end), None)
            if day.date and sentence and _tells(block.text, sentence.start, previous, day, pattern):
                found.append((day.date, block, day.start))
            previous = day
    return found


def _tells(text: str, start: int, previous: Day | None, day: Day, pattern: re.Pattern[str]) -> bool:
    """Whether a day is told as start or end: by the words since the day before it, or as the end of a span."""
    since = max(start, previous.end) if previous else start
    before = text[since : day.start]
    if pattern is ENDS and previous and SPAN.match(before):
        return bool(LASTS.search(text[start : previous.start]))
    of_all = "rtikel" not in before and "nderdeel" not in before
    return of_all and bool(pattern.search(before)) and not EXTENDED.search(before)


def start_and_end(agreement: Agreement) -> Iterator[Remark]:
    """One end, one start, and the end behind the start."""
    ends, starts = told_days(agreement, ENDS), told_days(agreement, STARTS)
    yield from _twice(ends, "einde")
    yield from _twice(
        [one for one in starts if BACK.search(one[1].text[: one[2]])], "begin van de terugwerkende kracht"
    )
    yield from _twice([one for one in starts if not BACK.search(one[1].text[: one[2]])], "begin")
    for end, block, at in ends[:1]:
        for start, _, _ in starts[:1]:
            if end < start:
                yield _conflict(block, ERROR, f"Het einde, {told(end)}, ligt vóór het begin, {told(start)}.", at)


def _twice(found: Sequence[tuple[date, Block, int]], what: str) -> Iterator[Remark]:
    days = sorted({day for day, _, _ in found})
    if len(days) > 1:
        _, block, at = next(one for one in found if one[0] != found[0][0])
        named = " en ".join(map(told, days))
        remedy = "Kies één datum, of verwijs naar het artikel dat hem noemt."
        yield _conflict(block, WARNING, f"Het {what} van de overeenkomst staat er verschillend: {named}.", at, remedy)


def lengths(agreement: Agreement) -> Iterator[Remark]:
    """ "voor de duur van vier jaar, van 1 januari 2024 tot en met 31 december 2026"."""
    for block in agreement.main:
        for sentence in sentences(block.text):
            length = LENGTH.search(sentence.text)
            days = [day.date for day in days_in(sentence.text) if day.date]
            if length is None or len(days) != 2 or EXTENDED.search(sentence.text) or days[1] <= days[0]:
                continue
            count = _count(length["count"])
            months = (
                count * (12 if length["unit"].lower().startswith(("jaar", "jaren", "kalenderjaren")) else 1)
                if count
                else 0
            )
            expected = add_months(days[0], months)
            if months and days[1] not in {expected, expected - timedelta(days=1)}:
                message = (
                    f"{length['count']} {length['unit']} vanaf {told(days[0])} duurt tot en met"
                    f" {told(expected - timedelta(days=1))}, niet tot {told(days[1])}."
                )
                yield _conflict(block, WARNING, message, sentence.start)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else number_in_words(text) or 0


def months_ahead(agreement: Agreement) -> Iterator[Remark]:
    """A day that is said to lie so many months before the end, and does not."""
    ends = {day for day, _, _ in told_days(agreement, ENDS)}
    if len(ends) != 1:
        return
    end = ends.pop()
    for block in agreement.main:
        for sentence in sentences(block.text):
            ahead = AHEAD.search(sentence.text)
            days = [day.date for day in days_in(sentence.text) if day.date and day.date != end]
            count = _count(ahead["count"]) if ahead else 0
            if not count or len(days) != 1:
                continue
            expected = add_months(end, -count)
            if (
                abs((expected - days[0]).days) > 1
                and abs((add_months(end + timedelta(days=1), -count) - days[0]).days) > 1
            ):
                message = f"{count} maanden voor {told(end)} is {told(expected)}, niet {told(days[0])}."
                yield _conflict(block, WARNING, message, sentence.start)


def accounts(agreement: Agreement) -> Iterator[Remark]:
    """An account over a year that is due before that year is over, or at another distance than the others."""
    found: list[tuple[int, int, Block, int]] = []
    for block in agreement.main:
        for sentence in sentences(block.text):
            if not ACCOUNT.search(sentence.text) or "voorlopig" in sentence.text.lower():
                continue
            days = [day for day in days_in(sentence.text) if day.year and DEADLINE.search(sentence.text[: day.start])]
            years = [int(match["year"]) for match in OVER.finditer(sentence.text)]
            if len(days) == 1 and len(set(years)) == 1:
                found.append((days[0].year or 0, years[0], block, sentence.start))
    for due, year, block, at in found:
        if due <= year and not re.search(r"(?i)begroting|tussentijd|voortgang", block.text):
            yield _conflict(block, WARNING, f"De verantwoording over {year} zou al in {due} af moeten zijn.", at)
    distances = {due - year for due, year, _, _ in found if due > year}
    if len(distances) > 1:
        block, at = found[-1][2], found[-1][3]
        yield _conflict(block, INFO, "De verantwoordingen komen niet steeds even lang na hun jaar; controleer.", at)


def start_years(agreement: Agreement) -> Iterator[Remark]:
    """The year in which the partijen began to work together, told in several ways."""
    found: list[tuple[str, Block, int]] = []
    for block in agreement.main:
        if agreement.parts[block.part].kind is not PartKind.PREAMBLE and block.kind is not Kind.OVERWEGING:
            continue
        for sentence in sentences(block.text):
            if (match := SINCE.search(sentence.text)) and TOGETHER.search(sentence.text):
                found.append((match["year"], block, sentence.start))
    years = sorted({year for year, _, _ in found})
    if len(years) > 1:
        _, block, at = next(one for one in found if one[0] != found[0][0])
        blocks = tuple(one[1] for one in found)
        message = f"Sinds wanneer partijen samenwerken staat er verschillend: {' en '.join(years)}; controleer."
        remedy = "Noem één beginjaar, of leg uit wat in welk jaar begon."
        yield Remark("text.date-conflict", INFO, block, message, remedy, sentence_at(block.text, at), blocks)


def notice(agreement: Agreement) -> Iterator[Remark]:
    """A term of notice as long as the agreement itself."""
    ends, starts = told_days(agreement, ENDS), told_days(agreement, STARTS)
    if not ends or not starts:
        return
    for block in agreement.main:
        for match in NOTICE.finditer(block.text):
            months = _count(match["count"]) * (1 if match["unit"].lower() == "maand" else 12)
            if months and add_months(starts[0][0], months) > ends[0][0] > starts[0][0]:
                message = (
                    f"De opzegtermijn van {match['count']} {match['unit']}en is langer dan de looptijd"
                    f" tot {told(ends[0][0])}."
                )
                yield _conflict(
                    block, WARNING, message.replace("jaaren", "jaar").replace("jarenen", "jaren"), match.start()
                )


def signed_after(agreement: Agreement) -> Iterator[Remark]:
    """Signed after the end; or "retroactive" to a day behind the signatures."""
    signed = [day.date for one in agreement.ondertekeningen if one.date for day in days_in(one.date) if day.date]
    if not signed:
        return
    for end, block, at in told_days(agreement, ENDS)[:1]:
        if max(signed) > end:
            yield _conflict(
                block, ERROR, f"De laatste handtekening is van {told(max(signed))}, na het einde op {told(end)}.", at
            )
    for start, block, at in told_days(agreement, STARTS):
        if BACK.search(block.text[:at]) and min(signed) < start:
            message = f"De overeenkomst werkt terug tot {told(start)}, maar er is al getekend op {told(min(signed))}."
            yield _conflict(block, WARNING, message, at)


RULES: tuple[Rule, ...] = (
    impossible, weekend, reversed_spans, start_and_end, lengths, months_ahead, accounts, start_years, notice,
    signed_after,
)  # fmt: skip
EXAMPLES: Mapping[str, Example] = {
    "text.date-impossible": Example(
        "De penvoerder stuurt de stukken uiterlijk 31 juni 2024.",
        "De penvoerder stuurt de stukken uiterlijk 28 juni 2024.",
    ),
    "text.date-weekend": Example(
        "De penvoerder legt uiterlijk op 1 maart 2025 verantwoording af.",
        "De penvoerder legt uiterlijk op 3 maart 2025 verantwoording af.",
    ),
    "text.date-conflict": Example(
        "De subsidie geldt voor de periode van 1 januari 2025 tot en met 31 december 2024.",
        "De subsidie geldt voor de periode van 1 januari 2024 tot en met 31 december 2024.",
    ),
}
