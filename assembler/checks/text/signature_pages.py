"""Where the partijen sign: a place for each, with a name, a function, a place and a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.checks.agreement.structure import Agreement, Block, Ondertekening, Partij, PartKind
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.checks.text.words import stem

MISSING, INCOMPLETE = "text.signature-page-missing", "text.signature-page-incomplete"
WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]+")
KIND_WORDS = frozenset(
    stem(word)
    for word in [
        "de",
        "het",
        "provincie",
        "provincies",
        "gemeente",
        "waterschap",
        "hoogheemraadschap",
        "college",
        "colleges",
        "van",
        "burgemeester",
        "wethouders",
        "en",
        "gedeputeerde",
        "staten",
        "staat",
        "der",
        "nederlanden",
        "publiekrechtelijke",
        "rechtspersoon",
        "stichting",
        "vereniging",
        "besloten",
        "vennootschap",
        "naamloze",
        "beperkte",
        "aansprakelijkheid",
        "bestuur",
        "dagelijks",
        "algemeen",
        "namens",
        "voor",
        "partij",
        "openbaar",
        "lichaam",
        "raad",
        "koning",
        "commissaris",
        "met",
        "ministerie",
        "minister",
    ]
)
WHERE_AND_WHEN = re.compile(
    r"(?i)(?:opgemaakt|getekend|ondertekend|overeengekomen|vastgesteld|besloten"
    r"|gedaan)\b.{0,60}\b(?:te|in|op|d\.d\.)\s+[\w_.…\[]|\bd\.d\.\s*[\d_.…\[]"
)
PLACE = re.compile(r"(?i)\bplaats\b|\b(?:te|in)\s+(?:[A-Z]|[_.…]{3})")
DATE = re.compile(
    r"(?i)\bdatum\b|\bd\.?d\.?\s*:?|\bop\s+(?:\d|[_.…]{3})|\d{1,2}[-/]\d{1,2}[-/]\d{4}"
    r"|\b\d{1,2} (?:jan|feb|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
)
FIELDS = {"name": "naam", "function": "functie", "place": "plaats", "date": "datum"}


def missing(agreement: Agreement) -> Iterator[Remark]:
    """A partij of the preamble that signs nowhere."""
    signs = _own(agreement)
    if len(agreement.partijen) < 2:
        return
    if not signs:
        yield from _nowhere(agreement)
        return
    absent = absent_partijen(agreement)
    if absent is None:
        yield from _counted(agreement, signs)
        return
    for partij in absent:
        yield _missing(agreement, partij, signs)


def absent_partijen(agreement: Agreement) -> list[Partij] | None:
    """The partijen that sign nowhere; None when the places to sign do not all say whose they are."""
    signs = _own(agreement)
    named = [one for one in signs if one.partij]
    absent = [partij for partij in agreement.partijen if not any(is_same(partij, agreement, one) for one in named)]
    return None if len(named) < len(signs) or len(absent) == len(agreement.partijen) else absent


def _own(agreement: Agreement) -> list[Ondertekening]:
    return [one for one in agreement.ondertekeningen if agreement.parts[one.part].is_main]


def _nowhere(agreement: Agreement) -> Iterator[Remark]:
    last = [block for block in agreement.main if block.text]
    signed = any(part.kind is PartKind.SIGNATURES for part in agreement.parts)
    if last and not signed and agreement.artikelen:
        yield Remark(
            MISSING,
            Severity.ERROR,
            last[-1],
            "De overeenkomst heeft geen plaats waar partijen ondertekenen.",
            "Voeg voor elke partij een ondertekeningspagina toe.",
        )


def _counted(agreement: Agreement, signs: Sequence[Ondertekening]) -> Iterator[Remark]:
    """When the signature pages name nobody, only their number can be held against that of the partijen."""
    few, many = len(signs), len(agreement.partijen)
    if few < many and any(one.line for one in signs):
        yield Remark(
            MISSING,
            Severity.INFO,
            _block(agreement, signs[-1]),
            f"Er zijn {many} partijen en {few} plaatsen om te tekenen; controleer of iedere partij kan tekenen.",
            "Voeg voor elke partij een plaats om te ondertekenen toe.",
        )


def _missing(agreement: Agreement, partij: Partij, signs: Sequence[Ondertekening]) -> Remark:
    return Remark(
        MISSING,
        Severity.ERROR,
        agreement.blocks[partij.blocks.start],
        f"Voor {partij.name} is er geen plaats om te ondertekenen.",
        "Voeg voor deze partij een ondertekeningspagina toe.",
        partij.text[:200],
        (_block(agreement, signs[0]),),
    )


def _block(agreement: Agreement, sign: Ondertekening) -> Block:
    return agreement.blocks[sign.blocks.start]


def is_same(partij: Partij, agreement: Agreement, sign: Ondertekening) -> bool:
    """Whether a signature page is that of a partij: its name, or what tells it from other partijen, stands there."""
    lines = [block.text for block in agreement.in_range(sign.blocks) if not WHERE_AND_WHEN.search(block.text)]
    said = "\n".join([*lines, "" if WHERE_AND_WHEN.search(sign.partij) else sign.partij]).lower()
    for name in (partij.name, partij.defined_name):
        if name and name.lower() in said:
            return True
    words = {stem(word) for word in WORD.findall(said)}
    own = _telling(partij)
    return (bool(own) and len(own & words) * 2 >= len(own)) or _by_name(partij, said)


def _telling(partij: Partij) -> set[str]:
    return {stem(word) for word in WORD.findall(partij.name) if len(word) > 2} - KIND_WORDS


def _by_name(partij: Partij, said: str) -> bool:
    surname = partij.representative.split()[-1].lower() if partij.representative.split() else ""
    return len(surname) > 3 and surname.isalpha() and surname in said


def incomplete(agreement: Agreement) -> Iterator[Remark]:
    """Places to sign that do not say who signs, as what, where and when; alike ones are one remark."""
    shared = _shared(agreement)
    groups: dict[tuple[str, ...], list[Ondertekening]] = {}
    for sign in _own(agreement):
        lacking = tuple(field for field in FIELDS if _lacks(agreement, sign, field) and field not in shared)
        if sign.line and lacking and len(sign.blocks):
            groups.setdefault(lacking, []).append(sign)
    for lacking, signs in groups.items():
        yield _incomplete(agreement, lacking, signs)


def _shared(agreement: Agreement) -> set[str]:
    """What one line says for all: "Aldus opgemaakt te Utrecht op …"."""
    found: set[str] = set()
    for block in agreement.main:
        if agreement.parts[block.part].kind is PartKind.SIGNATURES and WHERE_AND_WHEN.search(block.text):
            found |= {"place"} if PLACE.search(block.text) else set()
            found |= {"date"} if DATE.search(block.text) else set()
    return found


def _lacks(agreement: Agreement, sign: Ondertekening, field: str) -> bool:
    value = getattr(sign, field)
    if value is not None:
        return field == "name" and not value and not _says_name(agreement, sign)
    text = agreement.text_of(sign.blocks)
    if field == "place":
        return not PLACE.search(text)
    if field == "date":
        return not DATE.search(text)
    return not (_says_name(agreement, sign) if field == "name" else FUNCTION.search(text))


FUNCTION = re.compile(
    r"(?i)\b(?:burgemeester|wethouder|gedeputeerde|commissaris|dijkgraaf|\w*directeur|\w*voorzitter"
    r"|\w*secretaris|bestuurder|heemraad|minister|manager"
    r"|hoofd|functie|ceo|cfo|griffier|penningmeester|gevolmachtigde|eigenaar|lid|vennoot|\w*leider"
    r"|procuratiehouder)\b"
)
PERSON = re.compile(
    r"\b(?:[A-Z]\.\s?){1,5}(?:\(\w+\)\s*)?(?:(?:van|de|der|den|ten|ter|te|het|’t|'t|el"
    r"|la)\s+){0,3}[A-Z][\w’'-]+|(?i:de heer|mevrouw|dhr\.?|mw\.?|mevr\.?|mr\.|drs\."
    r"|ir\.)\s+(?!/)[A-Z]"
)


def _says_name(agreement: Agreement, sign: Ondertekening) -> bool:
    text = agreement.text_of(sign.blocks)
    if PERSON.search(text):
        return True
    return (
        bool(sign.name)
        and not re.search(r"(?i)\bnaam\b|\[|_{3}", sign.name or "")
        and not FUNCTION.match(sign.name or "")
    )


def _incomplete(agreement: Agreement, lacking: Sequence[str], signs: Sequence[Ondertekening]) -> Remark:
    words = [FIELDS[one] for one in lacking]
    named = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"
    blocks = tuple(_block(agreement, one) for one in signs)
    who = f" van {signs[0].partij}" if len(signs) == 1 and signs[0].partij else ""
    place = f"Op de plaats om te tekenen{who}" if len(signs) == 1 else f"Op {len(signs)} plaatsen om te tekenen"
    verb = "ontbreekt" if len(words) == 1 else "ontbreken"
    severity = Severity.WARNING if "name" in lacking else Severity.INFO
    return Remark(
        INCOMPLETE,
        severity,
        blocks[0],
        f"{place} {verb} {named}.",
        "Zet bij elke ondertekening de naam en functie van wie tekent, met ruimte voor plaats en datum.",
        blocks=blocks,
    )


RULES: tuple[Rule, ...] = (missing, incomplete)

_TEXT = """De ondergetekenden:
de gemeente Veenrade, gevestigd te Veenrade, vertegenwoordigd door de heer J. de Boer, hierna te noemen: "Veenrade";
en
de gemeente Duinhorst, gevestigd te Duinhorst, vertegenwoordigd door mevrouw A. Smit, hierna te noemen: "Duinhorst";
komen overeen:
Artikel 1 Doel
Partijen werken samen.
Artikel 2 Duur
De overeenkomst geldt een jaar.
Aldus overeengekomen en ondertekend te Veenrade op 12 maart 2024,
Gemeente Veenrade
____________________
{}
burgemeester
"""
_SECOND = """Gemeente Duinhorst
____________________
A. Smit
burgemeester
"""
EXAMPLES: dict[str, Example] = {
    MISSING: Example(wrong=_TEXT.format("J. de Boer"), right=_TEXT.format("J. de Boer") + _SECOND),
    INCOMPLETE: Example(wrong=_TEXT.format("") + _SECOND, right=_TEXT.format("J. de Boer") + _SECOND),
}
