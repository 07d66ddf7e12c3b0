"""Where the partijen sign: per partij who is named, and which of name, function, place and date are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assembler.checks.agreement.regions import SIGNING
from assembler.checks.agreement.structure import Agreement, Block, Cell, Ondertekening, Part, PartKind

BLANK = re.compile(r"[_.…\s\-–—\[\]()]*$")
LINE = re.compile(r"_{4,}|\.{8,}|…{3,}|-{10,}")
FIELDS = (
    ("name", re.compile(r"(?i)\b(?:naam|name|de heer/mevrouw|dhr\.?/mw\.?)\s*(?:\([^)]*\))?\s*:")),
    ("function", re.compile(r"(?i)\b(?:functie|hoedanigheid|titel)\s*(?:\([^)]*\))?\s*:")),
    ("place", re.compile(r"(?i)\b(?:plaats|te)\s*(?:\([^)]*\))?\s*:")),
    ("date", re.compile(r"(?i)\b(?:datum|d\.?d\.?|op|datum ondertekening)\s*(?:\([^)]*\))?\s*:")),
)
BOTH = re.compile(r"(?i)\bplaats\s*(?:en|/|,|&)\s*datum\s*:?")
SIGN_HERE = re.compile(r"(?i)\b(?:handtekening|paraaf)\b")
RUNNING_PLACE = re.compile(
    r"(?i)\b(?:getekend|ondertekend|opgemaakt)?\s*(?:te|in)\s+(?!\w*voud)(?P<place>[A-Z][\w’'-]+"
    r"|[_.…]{3,})(?:,?\s*(?:op|d\.?d\.?|de dato)\s*(?P<date>[\w ._…-]+))?"
)
ORGAN = re.compile(
    r"(?i)(?:(?:namens|voor)\b\s*)?(?:(?:de|het)\s+)?(?:publiekrechtelijke\s+rechtspersoon\s+)?(?:provincie\b|gemeente\b|waterschap"
    r"|hoogheemraadschap|wetterskip|college van|colleges van|gedeputeerde staten"
    r"|(?:het )?dagelijks bestuur|staat der|minister"
    r"|rijkswaterstaat|stichting|vereniging|openbaar lichaam|opdrachtgever|opdrachtnemer|verhuurder"
    r"|huurder|verwerk(?:er|ings)"
    r"|leverancier|afnemer|partij\s+[\w]+$|omgevingsdienst|veiligheidsregio|regio\b|raad\b|burgemeester en wethouders)"
    r"|(?:namens|voor)\s+(?!akkoord|deze)[^:]{3,80}[:,]?$|.{2,60}\b[BN]\.?V\.?,?$"
)
ROLE = re.compile(
    r"(?i)(?:de\s+|lo[ck]o-?|plv\.?\s+|plaatsvervangend\s+)?(?:burgemeester|wethouder|gedeputeerde|commissaris|dijkgraaf|directeur|voorzitter"
    r"|(?:provincie|gemeente)?secretaris|bestuurder|heemraad|minister|staatssecretaris|hoofd|manager"
    r"|algemeen directeur|ceo|griffier)"
)

Rows = Sequence[Sequence[Cell]]


@dataclass
class _Slot:
    partij: str = ""
    values: dict[str, str] = field(default_factory=dict)
    line: bool = False
    blocks: list[int] = field(default_factory=list)
    after_line: list[str] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        """Whether anything below the name of the partij was met."""
        return self.line or bool(self.values) or bool(self.after_line)


def ondertekeningen_of(agreement: Agreement) -> tuple[Ondertekening, ...]:
    """Every place to sign in the signatures part, and at the end of attached texts that are signed themselves."""
    found: list[Ondertekening] = []
    for part in agreement.parts:
        if part.kind is PartKind.SIGNATURES:
            found += _of_part(agreement, part, part.blocks)
        elif not part.is_main:
            tail = _signed_tail(agreement, part)
            found += _of_part(agreement, part, tail) if tail else []
    return tuple(found)


def _signed_tail(agreement: Agreement, part: Part) -> range | None:
    """The end of an attached text, from where it is signed."""
    lines = [
        block.index for block in agreement.in_range(part.blocks) if LINE.search(block.text) and len(block.text) < 120
    ]
    marks = [block.index for block in agreement.in_range(part.blocks) if SIGNING.match(block.text)]
    if not lines:
        return None
    start = next((mark for mark in marks if mark <= lines[0]), max(part.blocks.start, lines[0] - 4))
    return range(start, part.blocks.stop)


def _of_part(agreement: Agreement, part: Part, blocks: range) -> list[Ondertekening]:
    slots: list[_Slot] = []
    names = _names(agreement)
    beside = False
    for column, goes_on in _columns(agreement, blocks):
        open_slot = slots.pop() if slots and goes_on and not beside else _Slot()
        slots += _slots(column, names, open_slot)
        beside = not goes_on
    return [_made(slot, part) for slot in slots if slot.partij or slot.line or len(slot.values) > 1]


def _names(agreement: Agreement) -> frozenset[str]:
    names = {
        name.lower() for partij in agreement.partijen for name in (partij.name, partij.defined_name) if len(name) > 2
    }
    return frozenset(names)


def _columns(agreement: Agreement, blocks: range) -> Iterator[tuple[list[Block], bool]]:
    """Stretches that are read downwards: text as it stands, each table column by column; and whether it may go on
    with what stands above it."""
    tabled = {index: table for table in agreement.tables for row in table.rows for cell in row for index in cell.blocks}
    stretch: list[Block] = []
    done: set[int] = set()
    for block in agreement.in_range(blocks):
        table = tabled.get(block.index)
        if table is None:
            stretch.append(block)
            continue
        if table.index in done:
            continue
        done.add(table.index)
        if stretch:
            yield stretch, True
            stretch = []
        columns = list(_table_columns(agreement, table.rows))
        yield from ((column, len(columns) == 1) for column in columns)
    if stretch:
        yield stretch, True


def _table_columns(agreement: Agreement, rows: Rows) -> Iterator[list[Block]]:
    if _is_form(rows):
        yield [agreement.blocks[index] for row in rows for cell in row for index in cell.blocks]
        return
    for column in range(max(len(row) for row in rows)):
        yield [agreement.blocks[index] for row in rows if column < len(row) for index in row[column].blocks]


def _is_form(rows: Rows) -> bool:
    """Labels in the first column and room in the second: read row by row."""
    labels = sum(
        any(p.match(row[0].text + ":") for _, p in FIELDS) or bool(SIGN_HERE.match(row[0].text)) for row in rows
    )
    return labels >= 2 and not any(len(row) > 1 and any(p.match(row[1].text + ":") for _, p in FIELDS) for row in rows)


def _slots(blocks: Sequence[Block], names: frozenset[str], slot: _Slot) -> list[_Slot]:
    slots = [slot]
    label = ""
    for block in blocks:
        text = f"{block.label} {block.text}".strip()
        if not text:
            continue
        if SIGNING.match(text) and len(text) < 40 and not LINE.search(text) and not SIGN_HERE.match(text):
            if slots[-1].is_asked or slots[-1].partij:
                slots.append(_Slot())
            label = ""
            continue
        if label and _names_partij(text, names, True):
            label = ""
        if _names_partij(text, names, bool(label)) and (slots[-1].is_asked or not slots[-1].partij):
            if (slots[-1].is_asked and slots[-1].partij) or slots[-1].line:
                slots.append(_Slot())
            slots[-1].partij = slots[-1].partij or text.strip(" :,")
        label = _take(slots[-1], text, label)
        slots[-1].blocks.append(block.index)
    return slots


def _names_partij(text: str, names: frozenset[str], waits: bool) -> bool:
    """Whether a line says who signs; while a label waits for its value, only a line that cannot be one."""
    if len(text) > 140 or any(pattern.search(text) for _, pattern in FIELDS):
        return False
    low = text.lower()
    if waits:
        return bool(re.match(r"(?:Namens|Voor)\s", text)) or low.strip(" ,:") in names
    return bool(ORGAN.match(text)) or any(name in low for name in names)


def _take(slot: _Slot, text: str, label: str) -> str:
    """Take one line in; the label that waits for the next line, for a form in two columns."""
    fields = [
        (name, match) for name, pattern in FIELDS for match in pattern.finditer(text + ("" if ":" in text else ":"))
    ]
    if BOTH.search(text):
        value = BOTH.sub("", text).strip()
        slot.values.setdefault("place", _value(value))
        slot.values.setdefault("date", _value(value))
        return ""
    if fields:
        return _take_fields(slot, text, sorted(fields, key=lambda one: one[1].start()))
    if LINE.search(text) or SIGN_HERE.search(text):
        slot.line = True
        return ""
    if label and not slot.values.get(label):
        slot.values[label] = _value(text)
    elif slot.line and len(text) <= 100:
        slot.after_line.append(text)
    found = RUNNING_PLACE.search(text) if len(text) < 200 else None
    if found and re.match(r"(?i)(?:aldus|getekend|ondertekend|opgemaakt|te\b)", text):
        slot.values.setdefault("place", _value(found["place"]))
        slot.values.setdefault("date", _value(found["date"] or ""))
    return ""


def _take_fields(slot: _Slot, text: str, fields: Sequence[tuple[str, re.Match[str]]]) -> str:
    ends = [*(match.start() for _, match in fields[1:]), len(text)]
    for (name, match), end in zip(fields, ends, strict=True):
        value = _value(text[match.end() : end])
        if not slot.values.get(name):
            slot.values[name] = value
    return fields[-1][0] if not slot.values[fields[-1][0]] else ""


def _value(text: str) -> str:
    return "" if BLANK.match(text) else text.strip(" :_.…")


def _made(slot: _Slot, part: Part) -> Ondertekening:
    values = dict(slot.values)
    for text in slot.after_line:
        if ROLE.match(text):
            values.setdefault("function", text)
        else:
            values.setdefault("name", text.strip("() "))
    blocks = range(min(slot.blocks), max(slot.blocks) + 1) if slot.blocks else range(0)
    return Ondertekening(
        slot.partij, values.get("name"), values.get("function"), values.get("place"), values.get("date"),
        slot.line, blocks, part.index,
    )  # fmt: skip
