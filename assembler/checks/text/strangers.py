"""Bodies and roles with a capital that nobody introduced: a name of their own, or a slip for one that is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from assembler.checks.agreement import Agreement, Block, Kind, PartKind, sentence_at
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.checks.text.terms import forms_of

WARNING = Severity.WARNING
HEADS = (
    r"(?:team|groep|raad|commissie|overleg|beraad|bureau|comité|platform|manager|deskundige|functionaris|penvoerder"
    r"|coördinator|leider|nemer|gever|exploitant|regisseur|secretariaat|opvolger)"
)
NAMED = re.compile(
    rf"(?<![\w’'&/.-])(?P<name>(?:(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+)\s)?(?P<last>[A-ZÀ-Þ][a-zà-ÿ-]*?{HEADS}|{HEADS.title()}))(?![\w&/-])"
)
BEHIND = re.compile(r"(?:^|[\s(])(?:[Dd]e|[Hh]et|[Dd]eze|[Dd]it|der|elke)\s$")
GOES_ON = re.compile(
    r"\s+(?:en\s+)?[A-ZÀ-Þ0-9&]|\s+(?:van|voor|der|des|inzake|uit)\s+(?:de\s+|het\s+)?(?:[A-ZÀ-Þ]|Europese|gemeente|provincie)"
)
INTRODUCES = re.compile(r"(?i)\b(?:een|hierna|verder|genoemd|heet|genaamd|verstaan)\b[^.;]{0,30}$")
OFFICIAL = frozenset(
    {"commissie", "raad", "ondernemingsraad", "gemeenteraad", "gezondheidsraad", "europese commissie", "hoge raad",
     "ministerraad", "waterschapsraad", "cultuurraad", "eilandsraad", "raadscommissie", "gedeputeerde",
     "auditcommissie", "rekenkamercommissie"}
)  # fmt: skip
RIVALS = 3
"""Uses that make a body known, when no heading or definition does."""


def strangers(agreement: Agreement) -> Iterator[Remark]:
    """ "voorgelegd aan het Escalatieteam", while the text knows a Programmaraad only."""
    if not _capitals_mean(agreement):
        return
    uses = _uses(agreement)
    known = _known(agreement)
    counted = Counter({name: len(found) for name, found in uses.items()})
    for name, found in uses.items():
        low = name.lower()
        if (
            low in OFFICIAL
            or len(found) > 2
            or _times(agreement, name) > 2
            or low in known
            or _is_said(agreement, name, known)
        ):
            continue
        block, at = found[0]
        rival = _rival(name, counted, agreement)
        if rival:
            message = f"Eén overleg of functie lijkt twee namen te hebben: “{rival}” en “{name}”."
            code, remedy = "text.body-names", "Gebruik overal dezelfde naam, of omschrijf wie er nog meer is."
        else:
            message = (
                f"“{name}” staat met een hoofdletter als een bekend begrip, maar is nergens omschreven of ingesteld."
            )
            code, remedy = (
                "text.term-undefined",
                "Zeg wie of wat dit is, of gebruik de naam die elders in de tekst staat.",
            )
        blocks = tuple(dict.fromkeys(one for one, _ in found))
        yield Remark(code, WARNING, block, message, remedy, sentence_at(block.text, at), blocks)


def _times(agreement: Agreement, name: str) -> int:
    return sum(block.text.count(name) for block in agreement.main)


def _capitals_mean(agreement: Agreement) -> bool:
    """Whether the text writes its own terms with a capital."""
    terms = {one.term for one in agreement.definitions if agreement.parts[one.part].is_main}
    return bool(agreement.partijen) and sum(term[:1].isupper() and not term.isupper() for term in terms) >= 2


def _uses(agreement: Agreement) -> dict[str, list[tuple[Block, int]]]:
    found: dict[str, list[tuple[Block, int]]] = {}
    for block in agreement.main:
        if agreement.parts[block.part].kind is not PartKind.BODY or block.kind in {Kind.TITLE, Kind.HEADING, Kind.CELL}:
            continue
        if block.kind is Kind.ARTIKEL or block.text.isupper():
            continue
        for match in NAMED.finditer(block.text):
            start = match.start("last") if match["first"] and not match.start() else match.start()
            name = block.text[start : match.end()]
            before = block.text[max(0, start - 14) : start]
            if BEHIND.search(before) and not GOES_ON.match(block.text, match.end()):
                found.setdefault(" ".join(name.split()), []).append((block, start))
    return found


def _known(agreement: Agreement) -> frozenset[str]:
    """What is defined, or stands in a heading or the title, or is introduced by "een"."""
    known = {form for one in agreement.definitions for form in forms_of(one.term)}
    known |= {partij.defined_name.lower() for partij in agreement.partijen}
    return frozenset(known)


def _is_said(agreement: Agreement, name: str, known: frozenset[str]) -> bool:
    """Whether a heading, the title, a partij or a recital speaks of it, or a sentence introduces it."""
    low = name.lower()
    if forms_of(low) & known:
        return True
    stem = low.split()[-1][:-1]
    for block in agreement.blocks:
        text = block.text.lower()
        if stem not in text:
            continue
        heading = block.kind in {Kind.ARTIKEL, Kind.HEADING, Kind.TITLE}
        outside = agreement.parts[block.part].kind in {PartKind.PREAMBLE, PartKind.COVER}
        if low in text and (heading or outside or INTRODUCES.search(text[: text.find(low)])):
            return True
    return False


def _rival(name: str, counted: Counter[str], agreement: Agreement) -> str:
    """A body that is well known here and shares the first word, or the front of the word, with this one."""
    defined = [one.term for one in agreement.definitions if agreement.parts[one.part].is_main]
    known = [other for other, count in counted.items() if count >= RIVALS] + defined
    first = _front(name)
    for other in known:
        if other != name and len(first) >= 5 and other[:1].isupper() and _front(other) == first:
            return other
    return ""


def _front(name: str) -> str:
    """The first word without its ending, or the front of a compound: "programma", "bestuurlijk"."""
    words = name.lower().split()
    if len(words) > 1:
        return re.sub(r"e?e?le?$|e$", "", words[0])
    match = re.match(rf"(.+?)s?(?:stuur|werk|project|kern)?{HEADS}$", words[0])
    return match[1] if match else ""


def small_letters(agreement: Agreement) -> Iterator[Remark]:
    """ "het bestuurlijk overleg" once, "het Bestuurlijk Overleg" everywhere else."""
    uses = _uses(agreement)
    for name, found in uses.items():
        if " " not in name or len(found) < RIVALS:
            continue
        pattern = re.compile(
            rf"(?<![\w-])(?:het|de|deze|dit)\s(?P<name>{re.escape(name.lower())})(?![\w-])(?!\s[A-ZÀ-Þ])"
        )
        lower = [
            (block, match.start("name"))
            for block in agreement.main
            if agreement.parts[block.part].kind is PartKind.BODY
            for match in pattern.finditer(block.text)
        ]
        if lower and len(lower) * 3 <= len(found):
            block, at = lower[0]
            message = f"“{name}” staat hier zonder hoofdletters."
            blocks = tuple(dict.fromkeys(one for one, _ in lower))
            remedy = "Schrijf de naam overal gelijk."
            yield Remark("text.term-drift", WARNING, block, message, remedy, sentence_at(block.text, at), blocks)


RULES: tuple[Rule, ...] = (strangers, small_letters)
_TEXT = (
    "De ondergetekenden:\nde gemeente Veenrade, gevestigd te Veenrade, vertegenwoordigd door de heer J. de Boer,"
    " hierna te noemen: “Veenrade”;\nen\nde gemeente Duinhorst, gevestigd te Duinhorst, vertegenwoordigd door mevrouw"
    " A. Smit, hierna te noemen: “Duinhorst”;\nkomen overeen:\nArtikel 1 Begrippen\nIn deze overeenkomst wordt verstaan"
    " onder:\na. Jaarplan: het plan voor een jaar;\nb. Programmaraad: het overleg van de wethouders;\nArtikel 2"
    " Geschillen\n1. De Programmaraad stelt het Jaarplan vast.\n2. Een geschil wordt eerst besproken in {}.\n"
)
EXAMPLES: Mapping[str, Example] = {
    "text.term-undefined": Example(_TEXT.format("het Escalatieteam"), _TEXT.format("de Programmaraad")),
    "text.body-names": Example(_TEXT.format("de Programmastuurgroep"), _TEXT.format("de Programmaraad")),
}
