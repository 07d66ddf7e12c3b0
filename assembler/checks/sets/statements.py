"""What a document states that another document may state too: a subject, its value, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assembler.checks.agreement import Block, Table
from assembler.checks.sets.member import BODY, PARTIJ, YEAR, Member, Sort, key_of
from assembler.checks.text.days import days_in, told
from assembler.checks.text.money import amounts_in, in_euro


@dataclass(frozen=True)
class Statement:
    """One thing that a document says."""

    subject: tuple[str, ...]
    """What it is about; equal in every document that says the same."""
    told: str
    """The subject in Dutch, to begin a sentence with."""
    value: str
    """Equal where two documents agree."""
    shown: str
    """The value as a reader knows it."""
    member: Member
    block: Block
    sentence: str


def statements(member: Member) -> Iterator[Statement]:
    """Everything that can be compared."""
    for table in member.agreement.tables:
        read = _invoiced if member.sort is Sort.FACTUUR else _amounts_in_table
        yield from read(member, table)
    yield from _signers(member)
    for block, sentence in member.sentences():
        yield from _amount_in_sentence(member, block, sentence)
        yield from _dates(member, block, sentence)
        yield from _people(member, block, sentence)
        yield from _seats(member, block, sentence)


# --- amounts ----------------------------------------------------------------------------------------------------------

_COLUMNS = (
    ("in natura", re.compile(r"natura|in kind|\bwaarde\b", re.IGNORECASE)),
    ("", re.compile(r"besteed|uitgegeven|verschil|restant|realisatie|werkelijk|terug|btw|incl", re.IGNORECASE)),
    ("begroting", re.compile(r"begro|budget|raming", re.IGNORECASE)),
    ("bijdrage", re.compile(r"geld|inleg|bijdrage|liquide", re.IGNORECASE)),
)
_TOTAL = re.compile(r"^(?:sub)?totaal\b", re.IGNORECASE)


def _amounts_in_table(member: Member, table: Table) -> Iterator[Statement]:
    rows = table.texts()
    heads = [" ".join(row[at] for row in rows[: table.header_rows] if at < len(row)) for at in range(_width(rows))]
    year = _year_of(member, table, heads)
    of_partijen = sum(bool(PARTIJ.match(row[0])) for row in rows if row) > 1
    for row, texts in zip(table.rows[table.header_rows :], rows[table.header_rows :], strict=True):
        label = " ".join(texts[0].split()) if texts else ""
        for at in range(1, len(texts)):
            kind = _kind(heads[at], label, of_partijen)
            amounts = amounts_in(texts[at])
            if label and kind and len(amounts) == 1 and amounts[0].cents is not None and not table.recovered:
                block = member.agreement.blocks[(row[0].blocks or (table.rows[0][0].blocks or (0,)))[0]]
                yield _amount(member, year, kind, label, amounts[0].cents, block, f"{label}: {texts[at]}")


def _invoiced(member: Member, table: Table) -> Iterator[Statement]:
    """The line of an invoice that charges a contribution: that of the partij to which it is addressed."""
    for row, texts in zip(table.rows, table.texts(), strict=True):
        charged = re.match(r"[Bb]ijdrage\b.*?\b(20\d\d)\b", texts[0]) if texts else None
        amounts = [one for text in texts[1:] for one in amounts_in(text) if one.cents is not None]
        if charged and len(amounts) == 1 and amounts[0].cents is not None and member.addressee:
            block = member.agreement.blocks[row[0].blocks[0] if row[0].blocks else 0]
            told = f"{texts[0]}: {amounts[0].text}"
            yield _amount(member, int(charged[1]), "bijdrage", member.addressee, amounts[0].cents, block, told)


def _width(rows: tuple[tuple[str, ...], ...]) -> int:
    return max(map(len, rows), default=0)


def _kind(head: str, label: str, of_partijen: bool) -> str:
    """What an amount is: by the head of its column, or else by what stands in the rows."""
    named = next((kind for kind, words in _COLUMNS if words.search(head)), None)
    if named is not None:
        return named
    if PARTIJ.match(label):
        return "bijdrage"
    return "" if of_partijen and not _TOTAL.match(label) else "bijdrage" if of_partijen else "begroting"


def _year_of(member: Member, table: Table, heads: list[str]) -> int | None:
    part = member.agreement.parts[table.part]
    first = next((cell.blocks[0] for row in table.rows for cell in row if cell.blocks), 0)
    before = [block.text for block in member.agreement.blocks[max(0, first - 2) : first]]
    for text in (*heads, table.caption, *reversed(before), part.title):
        if found := YEAR.findall(text):
            return int(found[-1])
    return member.year


def _amount(
    member: Member, year: int | None, kind: str, label: str, cents: int, block: Block, sentence: str
) -> Statement:
    total = bool(_TOTAL.match(label))
    who = "totaal" if total else key_of(label)
    of = "" if total else f" van {label}" if kind != "begroting" else f" voor {label}"
    noun = {"in natura": "bijdrage in natura", "bijdrage": "bijdrage in geld", "begroting": "begroting"}[kind]
    what = f"Het totaal van de {noun}" if total else f"De {noun}{of}"
    year_told = f" in {year}" if year else ""
    return Statement(
        ("bedrag", kind, str(year), who), what + year_told, str(cents), in_euro(cents), member, block, sentence
    )


def _amount_in_sentence(member: Member, block: Block, sentence: str) -> Iterator[Statement]:
    amounts = [one for one in amounts_in(sentence) if one.cents is not None]
    if len(amounts) != 1 or amounts[0].cents is None:
        return
    years = YEAR.findall(sentence)
    if re.search(r"\b[Bb]egroting\b", sentence) and re.search(r"\btotaal\b", sentence) and len(set(years)) == 1:
        yield _amount(member, int(years[0]), "begroting", "totaal", amounts[0].cents, block, sentence)
    elif member.partij and re.search(r"\b[Bb]ijdrage\b", sentence) and member.sort is Sort.VOLMACHT:
        yield _amount(member, _only_year(member), "bijdrage", member.partij, amounts[0].cents, block, sentence)


def _only_year(member: Member) -> int | None:
    """The year of a volmacht: of the agreement that it names, else that of its end."""
    years = [year for _, sentence in member.sentences() if "vereenkomst" in sentence for year in YEAR.findall(sentence)]
    return max(set(map(int, years)), key=list(map(int, years)).count) if years else member.year


# --- dates ------------------------------------------------------------------------------------------------------------

_ROLES = (
    ("terugwerking", "De dag tot waar wordt teruggewerkt", re.compile(r"werkt\s+terug|terug\s*werk", re.IGNORECASE)),
    ("einde", "De einddatum", re.compile(r"\beindig(?:t|en)\b|\beinddatum\b|\bloopt\s+af\b", re.IGNORECASE)),
)
_OF_AGREEMENT = re.compile(r"overeenkomst eindigt|eindigt de (?:samenwerkings)?overeenkomst", re.IGNORECASE)
_INSTEAD = re.compile(r"in plaats van(?: op)?\s*$", re.IGNORECASE)


def _dates(member: Member, block: Block, sentence: str) -> Iterator[Statement]:
    """Days with a role. An end belongs to what ends: the agreement, or the volmacht that says so of itself."""
    days = [one for one in days_in(sentence) if one.date is not None]
    for role, what, words in _ROLES:
        mention = words.search(sentence)
        near = [one for one in days if mention and one.date]
        if len(near) > 1 and mention:
            old = [one for one in near if _INSTEAD.search(sentence[: one.start])]
            near = old if role == "einde" and old else near[:0]
        for one in near:
            if one.date is not None and (subject := _subject_of(member, role, sentence)):
                told_as = f"{what} van {subject}" if role == "einde" else what
                yield Statement((role, subject), told_as, one.date.isoformat(), told(one.date), member, block, sentence)


def _subject_of(member: Member, role: str, sentence: str) -> str:
    if role == "terugwerking" or member.sort is Sort.AGREEMENT or "in plaats van" in sentence:
        return "de overeenkomst"
    about_agreement = re.search(
        r"overeenkomst eindigt|eindigt de (?:samenwerkings)?overeenkomst", sentence, re.IGNORECASE
    )
    if member.sort is Sort.EXTENSION:
        return "de overeenkomst" if about_agreement and "van rechtswege" in sentence else ""
    return "de volmacht" if member.sort is Sort.VOLMACHT else ""


# --- people and seats -------------------------------------------------------------------------------------------------

_TITLE = r"(?:de heer|mevrouw|dhr\.?|mw\.?|mevr\.?)"
_NAME = r"((?:[A-Z]\.\s?)+(?:(?:van|de|den|der|ten|ter|te|’t|'t|in)\s+)*[A-Z][\w’'-]+)"
_HEADS = r"(commissaris van de Koning|burgemeester|dijkgraaf|provinciesecretaris|gemeentesecretaris)"
_PERSON = re.compile(rf"{_HEADS},\s+{_TITLE}\s+{_NAME}|{_TITLE}\s+{_NAME},\s+{_HEADS}(?!\s+van\s+(?!{BODY}))")
_SEAT = re.compile(
    r"gevestigd te \((\d{4})\s?([A-Z]{2})\)\s+([A-Z][\w’' -]+?),?\s+aan\s+(?:de |het )?([A-Z][\w’' -]*?\d+\w?)\b"
)


def _people(member: Member, block: Block, sentence: str) -> Iterator[Statement]:
    for match in _PERSON.finditer(sentence):
        function, name = (match[1], match[2]) if match[1] else (match[4], match[3])
        partij = _last_partij(sentence[: match.start()]) or member.partij
        if partij:
            what = f"De {function} van {_bare(partij)}"
            yield Statement((function, key_of(partij)), what, name.replace(" ", ""), name, member, block, sentence)


def _signers(member: Member) -> Iterator[Statement]:
    """Who signs as head or secretary of a partij, as its signature lines say."""
    for line in member.agreement.ondertekeningen:
        function = re.match(_HEADS, line.function or "")
        name = re.search(_NAME, line.name or "")
        partij = _last_partij(line.partij) or _organ_of(line.partij) or member.partij
        if function and name and partij:
            block = member.agreement.blocks[line.blocks.start]
            what = f"De {function[1]} van {_bare(partij)}"
            key, value = (function[1], key_of(partij)), name[1].replace(" ", "")
            yield Statement(key, what, value, name[1], member, block, f"{line.name}, {line.function}")


def _organ_of(line: str) -> str:
    """The partij whose organ a signature line names: "Het college van gedeputeerde staten van Flevoland"."""
    found = re.search(
        r"\b(?:staten|Koning|wethouders|bestuur)\s+van\s+((?:de\s+)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)", line
    )
    return found[1] if found else ""


def _seats(member: Member, block: Block, sentence: str) -> Iterator[Statement]:
    for match in _SEAT.finditer(sentence):
        partij = _last_partij(sentence[: match.start()])
        shown = f"({match[1]} {match[2]}) {match[3]}, {match[4]}"
        if partij:
            what = f"Het adres van {partij}"
            yield Statement(
                ("adres", key_of(partij)), what, shown.lower().replace(" ", ""), shown, member, block, sentence
            )


def _last_partij(text: str) -> str:
    """The partij that was named last, as written."""
    found = [match[0] for match in PARTIJ.finditer(text)]
    return found[-1] if found else ""


def _bare(partij: str) -> str:
    return re.sub(rf"^{BODY}\s+", "", partij)
