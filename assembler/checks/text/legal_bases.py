"""Statutes that the text rests on: still in force, and fit for who decides or signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from assembler.checks.agreement import Agreement, Block, Partij, PartKind, sentence_at
from assembler.checks.finding import Severity
from assembler.checks.regulations import LAPSED, Regulation
from assembler.checks.text.days import days_in, told
from assembler.checks.text.rule import Example, Remark, Rule

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
HISTORIC = re.compile(
    r"(?i)\b(?:voorheen|voormalige?|destijds|toenmalige|ingetrokken|vervallen|vervalt|vervangen|vervangt"
    r"|opgevolgd|opvolger|overgangsrecht"
    r"|overgang|oude|oud|\(oud\)|zoals (?:dat|die|deze) (?:gold|luidde)|gold|golden|luidde|historisch"
    r"|is opgegaan|eerder|tot 1 januari 2024|voor inwerkingtreding"
    r"|vóór (?:de )?inwerkingtreding|was van|rechtsopvolger|in de plaats van|dan wel (?:de )?(?:Omgevingswet"
    r"|Woo|AVG)|of (?:de )?Omgevingswet)\b"
)
BASIS = re.compile(
    r"(?i)\b(?:op grond van|krachtens|gelet op|ingevolge|op basis van|bedoeld in|conform|overeenkomstig"
    r"|artikel\w*|art\.|in de zin van)\b[^.;]{0,60}$"
)
PART_OF_NAME = re.compile(r"(?:Regeling|Besluit|Uitvoerings\w+|Invoeringswet|Overgangs\w+)\s(?:\S+\s){0,3}$")
OWN_LAW = {"provincie": "Provinciewet", "gemeente": "Gemeentewet", "waterschap": "Waterschapswet"}
CITED = re.compile(
    r"(?i)\bart(?:ikel(?:en)?|\.)\s+(?P<number>\d{1,3}[a-z]?)(?P<rest>(?:\s*,?\s*(?:(?:eerste|tweede|derde"
    r"|vierde)\s+lid|lid\s+\d|onder(?:deel)?\s+[a-z]\b|sub\s+[a-z]\b|aanhef|en))*)"
    r"\s*,?\s*(?:van\s+)?(?:de\s+)?(?P<law>Provinciewet|Gemeentewet|Waterschapswet)"
)
ACT = re.compile(
    r"(?i)\b(?P<decides>besluit|besloten)\b|\b(?P<represents>vertegenwoordigd|vertegenwoordiging)\b"
    r"|\b(?P<power>volmacht|machtiging|mandaat|gemachtigd|gevolmachtigd|aangewezen)\b"
)
BOARDS = re.compile(
    r"(?i)gedeputeerde staten|burgemeester en wethouders|\bB&W\b|\bGS\b|college|heemraden|dagelijks bestuur"
)
REPRESENTS = {"Provinciewet": "176", "Gemeentewet": "171", "Waterschapswet": "95"}
DECIDES = {"Provinciewet": "158", "Gemeentewet": "160"}
HEAD = {
    "Provinciewet": "de commissaris van de Koning",
    "Gemeentewet": "de burgemeester",
    "Waterschapswet": "de voorzitter (dijkgraaf)",
}
BOARD = {"Provinciewet": "gedeputeerde staten", "Gemeentewet": "het college van burgemeester en wethouders"}
IN_FORCE = re.compile(r"(?i)(?:treedt|gaat|werkt|vangt)\b[^.;]{0,90}$|met ingang van\s*$")
DECIDED = re.compile(r"(?i)(?:\bd\.d\.|\bvan|\bop|\bde dato|gedateerd)\s*$")


def lapsed(agreement: Agreement) -> Iterator[Remark]:
    """A regulation that no longer held when the agreement was made."""
    day = day_of(agreement)
    text = "\n".join(block.text for block in agreement.running)
    for regulation in (one for one in LAPSED if one.may_be_in(text) and one.cited.search(text)):
        if day is not None and day < regulation.lapsed_on:
            continue
        uses = [
            (block, match)
            for block in agreement.running
            for match in regulation.cited.finditer(block.text)
            if _is_meant_now(block, match)
        ]
        if uses:
            yield _lapsed(regulation, uses, day if agreement.partijen else None)


def _is_meant_now(block: Block, match: re.Match[str]) -> bool:
    sentence = sentence_at(block.text, match.start())
    return not HISTORIC.search(sentence) and not PART_OF_NAME.search(
        block.text[max(0, match.start() - 60) : match.start()]
    )


def _lapsed(regulation: Regulation, uses: list[tuple[Block, re.Match[str]]], day: date | None) -> Remark:
    basis = next((one for one in uses if BASIS.search(one[0].text[: one[1].start()])), None)
    block, match = basis or uses[0]
    weight = (2 if basis else 1) - (1 if regulation.transition else 0) - (1 if day is None else 0)
    severity = {2: ERROR, 1: WARNING}.get(weight, INFO)
    message = (
        f"De regeling “{regulation.name}” is vervallen op"
        f" {told(regulation.lapsed_on)}{'; controleer' if severity is INFO else ''}."
    )
    remedy = f"Noem wat nu geldt ({regulation.successor}) en controleer het artikel."
    blocks = tuple(dict.fromkeys(one for one, _ in uses))
    return Remark(
        "text.legal-basis-lapsed", severity, block, message, remedy, sentence_at(block.text, match.start()), blocks
    )


def day_of(agreement: Agreement) -> date | None:
    """The day the agreement was made, as near as the text tells: signatures, start, else the last date."""
    signed = [day.date for one in agreement.ondertekeningen for day in days_in(one.date or "") if day.date]
    if signed:
        return max(signed)
    starts, decided = [], []
    for block in agreement.main:
        for day in days_in(block.text):
            before = block.text[: day.start]
            if day.date and IN_FORCE.search(before):
                starts.append(day.date)
            elif day.date and agreement.parts[block.part].kind is PartKind.PREAMBLE and DECIDED.search(before):
                decided.append(day.date)
    years = [int(year) for block in agreement.blocks[:8] for year in re.findall(r"\b(20\d{2})\b", block.text)]
    return max([*starts, *decided], default=date(max(years), 12, 31) if years else None)


def foreign(agreement: Agreement) -> Iterator[Remark]:
    """A partij that rests on the statute of another kind of body."""
    for partij in agreement.partijen:
        own = OWN_LAW.get(partij.body)
        for match in CITED.finditer(partij.text) if own else ():
            if match["law"].lower() != (own or "").lower() and not _names_other_body(partij, match["law"]):
                message = f"{partij.name} beroept zich op de {match['law']}, die niet voor een {partij.body} geldt."
                yield _unfit(agreement, partij, ERROR, message, f"Bedoeld is waarschijnlijk de {own}.", match.start())


def _names_other_body(partij: Partij, law: str) -> bool:
    kind = next(kind for kind, name in OWN_LAW.items() if name.lower() == law.lower())
    return kind != partij.body and bool(re.search(rf"(?i)\b{kind}(?!s?wet)", partij.text))


def _unfit(agreement: Agreement, partij: Partij, severity: Severity, message: str, remedy: str, at: int) -> Remark:
    shown = partij.text[at : at + 20]
    block = next(
        (agreement.blocks[i] for i in partij.blocks if shown in agreement.blocks[i].text),
        agreement.blocks[partij.blocks.start],
    )
    return Remark(
        "text.legal-basis-unfit", severity, block, message, remedy, partij.text[max(0, at - 160) : at + 100].strip()
    )


def articles(agreement: Agreement) -> Iterator[Remark]:
    """Representation on the article for decisions, or the reverse."""
    for partij in agreement.partijen:
        if partij.body not in OWN_LAW:
            continue
        for match in CITED.finditer(partij.text):
            act = _act_before(partij.text[: match.start()])
            law = next(name for name in OWN_LAW.values() if name.lower() == match["law"].lower())
            if act == "represents" and match["number"] == DECIDES.get(law):
                message = (
                    f"Artikel {match['number']} {law} gaat over besluiten van {BOARD[law]};"
                    f" vertegenwoordigen doet {HEAD[law]} (artikel {REPRESENTS[law]})."
                )
                remedy = (
                    f"Noem wie namens {HEAD[law]} tekent, en het besluit op grond van artikel {DECIDES[law]} apart."
                )
                yield _unfit(agreement, partij, WARNING, message, remedy, match.start())
            elif act == "decides" and match["number"] == REPRESENTS[law]:
                message = f"Artikel {match['number']} {law} gaat over vertegenwoordiging, niet over het besluit."
                yield _unfit(
                    agreement,
                    partij,
                    WARNING,
                    message,
                    f"Een besluit rust op artikel {DECIDES.get(law, '84')} {law}.",
                    match.start(),
                )
            elif (
                match["number"] in DECIDES.values()
                and re.search(r"(?i)(?:sub|onder(?:deel)?)\s+e\b", match["rest"])
                and _since_2020(agreement)
            ):
                message = (
                    f"Artikel {match['number']}, eerste lid, onder e, {law} gaat sinds 2020 niet meer"
                    f" over privaatrechtelijke rechtshandelingen; controleer."
                )
                yield _unfit(agreement, partij, INFO, message, "Bedoeld is waarschijnlijk onder d.", match.start())


def _act_before(text: str) -> str:
    """The last act named before a citation, if it stands near; a decision of the head alone is none of the board."""
    near = text[-130:]
    found = list(ACT.finditer(near))
    if not found:
        return ""
    act = next(name for name, value in found[-1].groupdict().items() if value)
    return "" if act == "decides" and not BOARDS.search(near[found[-1].end() :]) else act


def _since_2020(agreement: Agreement) -> bool:
    day = day_of(agreement)
    return day is not None and day >= date(2020, 1, 1)


def powers_of_members(agreement: Agreement) -> Iterator[Remark]:
    """A volmacht to another body that rests on the article about the board's own members."""
    pattern = re.compile(
        r"(?i)(?P<all>artikel(?:en)?\s+[^.;]{0,40}\b(?P<number>166)\b[^.;]{0,40}Provinciewet"
        r"|artikel(?:en)?\s+[^.;]{0,40}\b168\b[^.;]{0,40}Gemeentewet)"
    )
    for block in agreement.running:
        part = agreement.parts[block.part]
        match = pattern.search(block.text) if not part.is_main or "volmacht" in agreement.title.lower() else None
        if match and re.search(r"(?i)volmacht", part.title + agreement.text_of(part.blocks)[:600]):
            number, law = ("166", "Provinciewet") if match["number"] else ("168", "Gemeentewet")
            message = (
                f"Artikel {number} {law} gaat over het machtigen van eigen leden, niet over volmacht aan"
                f" een ander; controleer."
            )
            remedy = (
                f"Een volmacht rust op artikel {DECIDES[law]} en {REPRESENTS[law]} {law} en op titel 3.3"
                f" van het Burgerlijk Wetboek."
            )
            yield Remark("text.legal-basis-unfit", INFO, block, message, remedy, sentence_at(block.text, match.start()))


RULES: tuple[Rule, ...] = (lapsed, foreign, articles, powers_of_members)
_HEAD = "Samenwerkingsovereenkomst 2024\nDe ondergetekenden:\n"
_OTHER = (
    "de gemeente Voorbeeld, gevestigd te Voorbeeld aan Plein 1, vertegenwoordigd door burgemeester A."
    " Jansen, hierna te noemen: “gemeente Voorbeeld”;"
)
_REST = "\nOverwegende dat samenwerking nuttig is;\nkomen overeen:\nArtikel 1 Doel\nPartijen werken samen.\n"
_BODY = (
    "de provincie Utrecht, gevestigd te Utrecht aan Archimedeslaan 6, vertegenwoordigd door mevrouw B. de"
    " Vries, handelend ter uitvoering van het besluit van gedeputeerde staten op grond van artikel {}, hierna"
    " te noemen: “provincie Utrecht”;\nen\n"
)
EXAMPLES: Mapping[str, Example] = {
    "text.legal-basis-lapsed": Example(
        _HEAD + _BODY.format("2 van het Organisatiebesluit provincie Utrecht 2004") + _OTHER + _REST,
        _HEAD + _BODY.format("158 van de Provinciewet") + _OTHER + _REST,
    ),
    "text.legal-basis-unfit": Example(
        _HEAD + _BODY.format("160, eerste lid, onder d, van de Gemeentewet") + _OTHER + _REST,
        _HEAD + _BODY.format("158, eerste lid, onder d, van de Provinciewet") + _OTHER + _REST,
    ),
}
