"""What making and reviewing left behind: tags, empty values, tracked changes, comments, notes of the drafter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembler.checks.agreement.sentences import sentence_at
from assembler.checks.agreement.structure import Agreement, Block, Kind, Mark
from assembler.checks.finding import Severity
from assembler.checks.text.quoting import is_quoted
from assembler.checks.text.rule import Example, Remark, Rule

CODE = "text.residue"


@dataclass(frozen=True, slots=True)
class _Trace:
    """What to look for in running text, and what to say about it."""

    pattern: re.Pattern[str]
    severity: Severity
    message: str
    remedy: str


TRACES = (
    _Trace(
        re.compile(r"\{\{.{0,80}?(?:\}\}|$)|\{%.{0,80}?(?:%\}|$)|\{#.{0,80}?(?:#\}|$)|(?<!\})\}\}|%\}"),
        Severity.ERROR,
        "Een sjabloonteken is niet vervangen: {shown}.",
        "Vul het sjabloon opnieuw en controleer het veld.",
    ),
    _Trace(
        re.compile(
            r"\b(?:None|NaN|NaT|nan|null|NULL|undefined|Undefined|<NA>)(?![\w-])|#(?:N/B|N/A|REF!|VERW!"
            r"|NAAM\?|NAME\?|WAARDE!|DEEL/0!)"
        ),
        Severity.ERROR,
        "Een lege waarde uit het systeem staat in de tekst: {shown}.",
        "Vul de waarde in of haal de zin weg.",
    ),
    _Trace(
        re.compile(
            r"(?i)Fout!\s*(?:Verwijzingsbron|Bladwijzer|Onbekende|Geen|Ongeldige)[^.]*\.?"
            r"|Error!\s*(?:Reference|Bookmark|No)[^.]*\.?"
        ),
        Severity.ERROR,
        "Een verwijzing in Word is gebroken: {shown}",
        "Maak de verwijzing opnieuw en werk de velden bij.",
    ),
    _Trace(
        re.compile(r"(?i)\blorem ipsum\b|\bdolor sit amet\b"),
        Severity.ERROR,
        "Er staat opvultekst in het stuk: {shown}.",
        "Vervang de opvultekst door de tekst zelf.",
    ),
    _Trace(
        re.compile(
            r"(?i)klik(?: of tik)? (?:hier )?om (?:een )?(?:tekst|datum)[^.]*\.?|kies een item\.?"
            r"|click (?:or tap )?here to enter[^.]*\.?"
        ),
        Severity.ERROR,
        "Een invulveld van Word is leeg gebleven: {shown}.",
        "Vul het veld in.",
    ),
    _Trace(
        re.compile(r"(?<![\w-])XXX(?![\w]|-[a-z])|\b(?:TODO|FIXME|TBD|TBC|tbd|tbc)\b|\?{3,}|@@+"),
        Severity.ERROR,
        "Een aantekening van de steller is blijven staan: {shown}.",
        "Werk de aantekening uit en haal haar weg.",
    ),
    _Trace(
        re.compile(r"(?<!\w)(?:n\.\s?t\.\s?b\.|N\.T\.B\.|[Nn]tb|NTB|n\.\s?n\.\s?b\.)(?!\w)"),
        Severity.ERROR,
        "Iets is nog nader te bepalen: {shown}.",
        "Bepaal het voordat partijen tekenen, of regel wie het wanneer bepaalt.",
    ),
    _Trace(
        re.compile(r"(?<![\w.&/(-])PM(?=\s*(?:$|[.,;]))|(?:€\s*|^)(?:P\.M\.|p\.m\.)(?!\w)|\bpro memorie\b"),
        Severity.WARNING,
        "Een post staat nog op PM: {shown}.",
        "Vul het bedrag in of zeg wie het wanneer vaststelt.",
    ),
    _Trace(
        re.compile(r"\(\s*\)|“\s*”|\[\s*,|,\s+,|;\s*;(?!\w)"),
        Severity.WARNING,
        "Hier is iets weggevallen: {shown}.",
        "Vul aan wat er hoort te staan of haal de tekens weg.",
    ),
)
ROMAN_YEAR = re.compile(r"(?i)(?:artikel|hoofdstuk|titel|deel|boek|afdeling|bijlage)\s*$")
DRAFT_TITLE = re.compile(
    r"(?i)\W*(?:concept|draft|ontwerp)(?:\s*[-–]?\s*(?:versie|tekst|d\.?d\.?|v?\d).*)?\W*$"
    r"|\W*(?:concept|draft)(?=\s*[-–:(]|\s+(?:tekst|versie|\w*overeenkomst|convenant|besluit|d\.?d\.?))"
)
DRAFT_NOTE = re.compile(r"(?i)\b(?:conceptversie|concept[- ]?tekst|concept d\.?d\.?|draft version|versie 0[.,]\d+)\b")
GAPS = re.compile(r"(?<=[\w,;)”’])(?<!\.)[  ]{2,}(?=[\w(“‘€])")


def traces(agreement: Agreement) -> Iterator[Remark]:
    """Tags, empty values, broken fields, filler and notes in the running text, headers, footers and notes."""
    for trace in TRACES:
        groups: dict[str, list[tuple[Block, int, str]]] = {}
        for block, match in _matches(agreement, trace.pattern):
            shown = match.group().strip()
            groups.setdefault(shown.lower(), []).append((block, match.start(), shown))
        for found in groups.values():
            yield _told(trace.severity, trace.message, trace.remedy, found)


def _matches(agreement: Agreement, pattern: re.Pattern[str]) -> Iterator[tuple[Block, re.Match[str]]]:
    for block in agreement.blocks:
        if block.kind is Kind.COMMENT:
            continue
        for match in pattern.finditer(block.text):
            if not is_quoted(block.text, match.start()) and not _is_other(block, match):
                yield block, match


def _is_other(block: Block, match: re.Match[str]) -> bool:
    """What only looks like a trace: a roman number, a signal word that is defined, brackets of a function."""
    before = block.text[: match.start()]
    if match.group() == "XXX":
        return bool(ROMAN_YEAR.search(before))
    if match.group() in {"PM", "P.M."}:
        return bool(re.search(r"\d\s*$", before)) or before.endswith(("(", "“", "‘"))
    if match.group().startswith("("):
        return bool(re.search(r"\w$", before)) or "☐" in block.text
    return match.group() in {"null", "undefined"} and "`" in block.text


def _told(severity: Severity, message: str, remedy: str, found: Sequence[tuple[Block, int, str]]) -> Remark:
    block, start, shown = found[0]
    count = f" Dit staat er {len(found)} keer." if len(found) > 1 else ""
    sentence = sentence_at(block.text, start)
    return Remark(
        CODE,
        severity,
        block,
        message.format(shown=f"“{shown}”") + count,
        remedy,
        sentence,
        tuple(one[0] for one in found),
    )


def drafts(agreement: Agreement) -> Iterator[Remark]:
    """The word "concept" where it says what the document is: title, heading, header, footer, name of a bijlage."""
    found = [(block, 0, block.text[:60]) for block in agreement.blocks if _calls_itself_draft(block)]
    for bijlage in agreement.bijlagen:
        if bijlage.listed and DRAFT_TITLE.match(bijlage.listed.text):
            found.append((agreement.blocks[bijlage.listed.block], 0, bijlage.listed.text[:60]))
    unique = list({one[0].index: one for one in sorted(found, key=lambda one: one[0].index)}.values())
    if unique:
        yield _told(
            Severity.WARNING,
            "Het stuk noemt zich nog concept: {shown}.",
            "Haal “concept” weg zodra de tekst vaststaat.",
            unique,
        )


def _calls_itself_draft(block: Block) -> bool:
    if block.kind is Kind.COMMENT:
        return False
    if block.kind in {Kind.TITLE, Kind.HEADING, Kind.HEADER, Kind.FOOTER}:
        return bool(DRAFT_TITLE.match(block.text) or DRAFT_NOTE.search(block.text))
    short = len(block.text) <= 60 and not block.number
    return short and bool(
        re.fullmatch(r"(?i)\W*(?:concept|draft)(?:\W+(?:versie|d\.?d\.?|v?\d).{0,30})?\W*", block.text)
    )


SPANS = (
    (
        Mark.INSERTED,
        Severity.ERROR,
        "Er staan bijgehouden wijzigingen in het stuk (ingevoegd): {shown}.",
        "Aanvaard of verwerp alle wijzigingen.",
    ),
    (
        Mark.DELETED,
        Severity.ERROR,
        "Er staan bijgehouden wijzigingen in het stuk (verwijderd): {shown}.",
        "Aanvaard of verwerp alle wijzigingen.",
    ),
    (
        Mark.HIGHLIGHT,
        Severity.WARNING,
        "Er is tekst gemarkeerd: {shown}.",
        "Werk het gemarkeerde af en haal de markering weg.",
    ),
    (Mark.HIDDEN, Severity.WARNING, "Er staat verborgen tekst in het stuk: {shown}.", "Verwijder de verborgen tekst."),
)


def marks(agreement: Agreement) -> Iterator[Remark]:
    """Tracked changes, highlight and hidden text: one remark for each of these."""
    for mark, severity, message, remedy in SPANS:
        found = [
            (block, span.start, (span.note or block.text[span.start : span.end])[:60].strip())
            for block in agreement.blocks
            for span in block.marks(mark)
        ]
        found = [one for one in found if one[2] and not (mark is Mark.HIGHLIGHT and one[2].startswith("["))]
        if found:
            yield _told(severity, message, remedy, found)


def comments(agreement: Agreement) -> Iterator[Remark]:
    """Comments in the margin: one remark for all."""
    found = [(block, 0, block.text[:60]) for block in agreement.blocks if block.kind is Kind.COMMENT]
    if not found:
        spans = ((block, span) for block in agreement.blocks for span in block.marks(Mark.COMMENTED))
        found = [(block, span.start, span.note[:60]) for block, span in spans]
    if found:
        yield _told(
            Severity.WARNING,
            "Er staan nog opmerkingen in de kantlijn: {shown}.",
            "Verwerk de opmerkingen en verwijder ze.",
            found,
        )


def empty_numbers(agreement: Agreement) -> Iterator[Remark]:
    """A numbered paragraph without text."""
    found = [
        (block, 0, block.label or block.number)
        for block in agreement.running
        if block.number and not block.text.strip(" .;:") and block.kind in {Kind.LID, Kind.ONDERDEEL, Kind.OVERWEGING}
        if block.automatic or (agreement.parts[block.part].is_main and not block.number.endswith(".0"))
    ]
    if found:
        yield _told(
            Severity.ERROR,
            "Een genummerde alinea is leeg: {shown}.",
            "Vul de alinea of haal haar weg, en controleer daarna de nummering.",
            found,
        )


def gaps(agreement: Agreement) -> Iterator[Remark]:
    """Double spaces in a sentence, as a left-out piece leaves them; Word only: elsewhere white space is lay-out."""
    if agreement.source != "docx":
        return
    found = [
        (block, 0, block.verbatim[max(0, match.start() - 20) : match.end() + 20].strip())
        for block in agreement.running
        if block.kind is not Kind.SIGNATURE
        for match in GAPS.finditer(block.verbatim)
    ]
    if found:
        yield _told(
            Severity.INFO,
            "Er staan dubbele spaties in een zin; controleer of daar iets is weggevallen: {shown}.",
            "Vul aan wat ontbreekt of haal de spatie weg.",
            found,
        )


DOUBLED = re.compile(
    r"(?<![\w-])(?P<word>het|een|en|of|van|te|op|met|aan|bij|door|tot|om|als|naar|uit|wordt|worden|heeft|kan|zal|der"
    r"|gepubliceerd|partijen|artikel)\s(?P=word)(?![\w-])"
)


def doubled(agreement: Agreement) -> Iterator[Remark]:
    """One word twice in a row, as changing a sentence leaves it; only words that never stand so on purpose."""
    for block in agreement.main:
        if block.kind in {Kind.SIGNATURE, Kind.CELL}:
            continue
        found = [(block, match.start(), match.group()) for match in DOUBLED.finditer(block.text)]
        if found:
            message = "Een woord staat er twee keer achter elkaar: {shown}."
            yield _told(Severity.WARNING, message, "Haal een van beide weg.", found)


RULES: tuple[Rule, ...] = (doubled, traces, drafts, marks, comments, empty_numbers, gaps)

EXAMPLES: dict[str, Example] = {
    CODE: Example(
        wrong="De bijdrage van {{ partij.naam }} bedraagt None euro.",
        right="De bijdrage van de gemeente Voorbeeld bedraagt 10.000 euro; het conceptbesluit is van 1 mei 2024.",
    )
}
