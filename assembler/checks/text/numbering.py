"""Numbers of artikelen, leden, onderdelen and overwegingen: gaps, doubles, wrong order, orphans.

Siblings are held against each other, never against a count: numbers that are missing between the first and the last
are a gap; letters behind a number (5a, 5b) are insertions; a row that begins anew at its first number is a new row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assembler.checks.agreement.structure import Agreement, Artikel, Block, Kind, Lid, Onderdeel, PartKind
from assembler.checks.finding import Severity
from assembler.checks.text.counting import Count, count_of, written
from assembler.checks.text.once import once
from assembler.checks.text.rule import Example, Remark, Rule

GAP, DUPLICATE, ORDER, ORPHAN = (
    "text.numbering-gap",
    "text.numbering-duplicate",
    "text.numbering-order",
    "text.numbering-orphan",
)
LEFT_OPEN = re.compile(
    r"(?i)artikel(?:en)?\s+(?P<from>\d+)\s*(?:t/m|tot en met|en|-"
    r"|–)\s*(?P<to>\d+)\b.{0,40}(?:vervallen|gereserveerd|niet van toepassing|geschrapt)"
)
QUOTES_TEXT = re.compile(
    r"(?i)(?:komt|komen)(?: als volgt)? te luiden|luidt als volgt|wordt ingevoegd|worden ingevoegd"
    r"|wordt toegevoegd|luidende|wordt vervangen|als volgt gewijzigd"
)
PERSON = re.compile(
    r"(?:[A-Z]\.\s?)*(?:(?:van|de|der|den|ten|ter)\s+)*[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?\s*(?:\.?$|[\d(,])"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """One of a row of siblings."""

    count: Count
    shown: str
    block: Block


def artikelen(agreement: Agreement) -> Iterator[Remark]:
    """Each row of artikelen that share one numbering."""
    for row in _rows_of_artikelen(agreement):
        missing = _reserved(agreement)
        is_main = agreement.parts[row[0].part].is_main
        if agreement.parts[row[0].part].title.lower().startswith("toelichting"):
            continue
        yield from _row("artikel", [_numbered(agreement, one) for one in row], missing, from_first=is_main)


def _numbered(agreement: Agreement, one: Artikel) -> _Numbered:
    return _Numbered(count_of(one.number), f"artikel {one.number}", agreement.blocks[one.blocks.start])


def _rows_of_artikelen(agreement: Agreement) -> Iterator[list[Artikel]]:
    rows: dict[tuple[int, str, str, bool], list[Artikel]] = {}
    main = next((part.index for part in agreement.parts if part.is_main), 0)
    for one in agreement.artikelen:
        block = agreement.blocks[one.blocks.start]
        if not one.number or _is_quotation(agreement, block):
            continue
        part = main if agreement.parts[one.part].is_main else one.part
        prefix = one.number.rpartition(".")[0]
        rows.setdefault((part, prefix, one.shown_as, one.number[:1].isdigit()), []).append(one)
    for row in rows.values():
        yield from _by_hoofdstuk(row)


def _by_hoofdstuk(row: list[Artikel]) -> Iterator[list[Artikel]]:
    """A row that begins anew in a hoofdstuk is a row for each hoofdstuk; one of paragraphs begins anew anywhere."""
    pieces: list[list[Artikel]] = []
    for index, one in enumerate(row):
        anew = index > 0 and count_of(one.number).value == 1
        anew = anew and (one.hoofdstuk != row[index - 1].hoofdstuk or one.shown_as == "paragraaf")
        if not pieces or anew:
            pieces.append([])
        pieces[-1].append(one)
    yield from pieces


def _is_quotation(agreement: Agreement, block: Block) -> bool:
    """Whether an artikel is quoted as the new text of another document."""
    if block.text[:1] in '“"„‘' and block.label[:1] in '“"„‘':
        return True
    before = [
        agreement.blocks[index].text
        for index in range(max(0, block.index - 2), block.index)
        if agreement.blocks[index].kind is not Kind.HEADING
    ]
    return any(QUOTES_TEXT.search(text) and (text.endswith(":") or "luid" in text) for text in before)


@once
def _reserved(agreement: Agreement) -> frozenset[int]:
    """Numbers that the text says are left open."""
    text = "\n".join(f"{block.label} {block.text}" for block in agreement.running if len(block.text) < 200)
    open_numbers = [range(int(one["from"]), int(one["to"]) + 1) for one in LEFT_OPEN.finditer(text)]
    return frozenset(number for numbers in open_numbers for number in numbers if len(numbers) < 200)


def leden(agreement: Agreement) -> Iterator[Remark]:
    """The leden of each artikel, as a tree of dotted numbers."""
    for artikel in agreement.artikelen:
        if not _is_quotation(agreement, agreement.blocks[artikel.blocks.start]):
            yield from _strangers(agreement, artikel)
            yield from _lid_rows(agreement, artikel)


def _strangers(agreement: Agreement, artikel: Artikel) -> Iterator[Remark]:
    """A lid "6.1" in artikel 5, unless the artikel holds a text with a numbering of its own."""
    prefixes = {lid.number.split(".")[0] for lid in artikel.leden if "." in lid.number}
    if len(prefixes) > 2 or any(not agreement.blocks[lid.blocks.start].text for lid in artikel.leden):
        return
    found = [lid for lid in artikel.leden if "." in lid.number and not lid.number.startswith(f"{artikel.number}.")]
    if not found or not artikel.number or (len(found) == len(artikel.leden) > 1 and _is_one_row(found)):
        if found and artikel.number.isdigit():
            yield from _other_prefix(agreement, artikel, found)
        return
    for lid in found:
        yield _orphan(agreement.blocks[lid.blocks.start], f"Lid {lid.number} staat in artikel {artikel.number}.")


def _is_one_row(found: Sequence[Lid]) -> bool:
    return len({lid.number.split(".")[0] for lid in found}) == 1


def _other_prefix(agreement: Agreement, artikel: Artikel, found: Sequence[Lid]) -> Iterator[Remark]:
    """All leden carry the number of another artikel: told once."""
    prefix = found[0].number.split(".")[0]
    if artikel.shown_as == "artikel" or prefix.isdigit():
        yield _orphan(
            agreement.blocks[found[0].blocks.start],
            f"De leden van artikel {artikel.number} zijn genummerd als die van artikel {prefix}.",
        )


def _orphan(block: Block, message: str) -> Remark:
    return Remark(ORPHAN, Severity.ERROR, block, message, "Zet het lid onder het juiste artikel of herstel het nummer.")


def _lid_rows(agreement: Agreement, artikel: Artikel) -> Iterator[Remark]:
    own = [lid for lid in artikel.leden if _is_own(artikel, lid)]
    strange = frozenset(count_of(lid.number).value for lid in artikel.leden if lid not in own)
    rows: dict[tuple[str, ...], list[Lid]] = {}
    for lid in own:
        rows.setdefault(lid.path[:-1], []).append(lid)
    known = {lid.path for lid in own}
    jumped = {parent for parent in rows if len(parent) > 1 and parent not in known}
    for parent, row in rows.items():
        if parent in jumped:
            yield _jump(agreement, own, row[0])
            continue
        implied = frozenset(count_of(one[-1]).value for one in jumped if one[:-1] == parent)
        yield from _row("lid", [_numbered_lid(agreement, lid) for lid in row], implied | strange, from_first=True)


def _is_own(artikel: Artikel, lid: Lid) -> bool:
    """Whether a lid is numbered as one of its artikel: "2", or "5.2" in artikel 5."""
    return "." not in lid.number or lid.number.startswith(f"{artikel.number}.")


def _numbered_lid(agreement: Agreement, lid: Lid) -> _Numbered:
    return _Numbered(count_of(lid.path[-1]), f"lid {lid.number}", agreement.blocks[lid.blocks.start])


def _jump(agreement: Agreement, own: Sequence[Lid], lid: Lid) -> Remark:
    """5.1 → 5.2.3: the number has no parent."""
    before = own[own.index(lid) - 1].number if own.index(lid) else ""
    block = agreement.blocks[lid.blocks.start]
    parent = lid.number.rpartition(".")[0] or lid.path[-2]
    follows = f"Op {before} volgt {lid.number}" if before else f"De nummering begint met {lid.number}"
    return Remark(
        GAP,
        Severity.ERROR,
        block,
        f"{follows}, maar {parent} is er niet.",
        "Herstel de nummering en de verwijzingen daarnaar.",
    )


def onderdelen(agreement: Agreement) -> Iterator[Remark]:
    """Lettered and numbered items, on each level."""
    for artikel in agreement.artikelen:
        rows = [artikel.onderdelen, *(lid.onderdelen for lid in artikel.leden)]
        while rows:
            row = rows.pop(0)
            rows += [one.onderdelen for one in row if one.onderdelen]
            yield from _items(agreement, row)


def _items(agreement: Agreement, row: Sequence[Onderdeel]) -> Iterator[Remark]:
    numbers = [one.number for one in row if one.number]
    if len(numbers) < 2:
        return
    styled = [
        _Numbered(count_of(one.number, numbers), f"onderdeel {one.number}", agreement.blocks[one.block])
        for one in row
        if one.number and not _is_no_item(agreement.blocks[one.block])
    ]
    values = [one.count.value for one in styled]
    if any(after - before == 1 for before, after in pairwise(values)) or len(values) == 2:
        yield from _row("onderdeel", styled, frozenset(), from_first=False)


def _is_no_item(block: Block) -> bool:
    """A cell, or a person: "J. van Aartsen"."""
    return block.kind is Kind.CELL or (block.number.isupper() and bool(PERSON.match(block.text)))


def overwegingen(agreement: Agreement) -> Iterator[Remark]:
    """Recitals."""
    row = [one for one in agreement.overwegingen if one.number]
    numbers = [one.number for one in row]
    numbered = [
        _Numbered(count_of(one.number, numbers), f"overweging {one.number}", agreement.blocks[one.blocks.start])
        for one in row
    ]
    if len(numbered) > 1 and len({one.count.style for one in numbered}) == 1:
        yield from _row("overweging", numbered, frozenset(), from_first=True)


def hoofdstukken(agreement: Agreement) -> Iterator[Remark]:
    """Hoofdstukken of the agreement itself."""
    found = [
        block
        for block in agreement.main
        if block.kind is Kind.HEADING and block.number and block.label.lower().startswith("hoofdstuk")
    ]
    found = found or [
        block for block in agreement.main if block.kind is Kind.HEADING and re.fullmatch(r"[IVX]{1,5}\.?", block.label)
    ]
    numbers = [block.number for block in found]
    row = [_Numbered(count_of(block.number, numbers), f"hoofdstuk {block.number}", block) for block in found]
    if len({one.count.style for one in row}) == 1:
        yield from _row("hoofdstuk", row, frozenset(), from_first=True)


def _row(word: str, row: Sequence[_Numbered], left_open: frozenset[int], *, from_first: bool) -> Iterator[Remark]:
    """Doubles, order and gaps of one row of siblings."""
    for piece in _pieces(row):
        if len({one.count.style for one in piece}) > 1 or any(one.count.value == 0 for one in piece):
            continue
        yield from _doubles(word, piece)
        late = _late(piece)
        for one in late:
            yield Remark(
                ORDER,
                Severity.ERROR,
                one.block,
                f"{one.shown.capitalize()} staat niet op de plaats die bij het nummer hoort.",
                "Zet de tekst op zijn plaats of herstel het nummer en de verwijzingen ernaar.",
            )
        yield from _gaps(word, piece, left_open, from_first)


def _pieces(row: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """A row that begins anew at 1 or a, and counts on from there, is two rows."""
    piece: list[_Numbered] = []
    for index, one in enumerate(row):
        following = row[index + 1].count.value if index + 1 < len(row) else 0
        if (
            piece
            and one.count.value == 1
            and not one.count.suffix
            and piece[-1].count.value > 1
            and following in {0, 2}
        ):
            yield piece
            piece = []
        piece.append(one)
    if piece:
        yield piece


def _doubles(word: str, piece: Sequence[_Numbered]) -> Iterator[Remark]:
    seen: dict[tuple[int, str], _Numbered] = {}
    for one in piece:
        key = (one.count.value, one.count.suffix)
        if key in seen and seen[key].block.index != one.block.index:
            yield Remark(
                DUPLICATE,
                Severity.ERROR,
                one.block,
                f"{one.shown.capitalize()} komt twee keer voor.",
                "Geef elk een eigen nummer en herstel de verwijzingen.",
                blocks=(one.block, seen[key].block),
            )
        seen.setdefault(key, one)


def _late(piece: Sequence[_Numbered]) -> list[_Numbered]:
    """The fewest that must move to bring the row in order (what is outside the longest rising row)."""
    best: list[list[_Numbered]] = []
    for one in piece:
        key = (one.count.value, one.count.suffix)
        shorter = [row for row in best if (row[-1].count.value, row[-1].count.suffix) <= key]
        best.append([*max(shorter, key=len, default=[]), one])
        best = best[-60:]
    kept = {one.block.index for one in max(best, key=len, default=[])}
    return [one for one in piece if one.block.index not in kept]


def _gaps(word: str, piece: Sequence[_Numbered], left_open: frozenset[int], from_first: bool) -> Iterator[Remark]:
    values = {one.count.value for one in piece} | left_open
    ordered = sorted(piece, key=lambda one: one.count.value)
    doubles = len(piece) - len({(one.count.value, one.count.suffix) for one in piece})
    previous: _Numbered | None = None
    for one in ordered:
        lowest = previous.count.value + 1 if previous else 1
        missing = [number for number in range(lowest, one.count.value) if number not in values]
        if (
            missing
            and previous is not None
            and len(missing) <= doubles
            and _is_double(piece, one.count.value - len(missing) - 1)
        ):
            missing = []
        if missing and (previous is not None or (from_first and len(piece) > 1)):
            yield _gap(word, previous, one, missing)
        previous = one


def _is_double(piece: Sequence[_Numbered], value: int) -> bool:
    """Whether the number before a gap is used twice: then the double is the mistake, and told already."""
    return sum(one.count.value == value for one in piece) > 1


def _gap(word: str, previous: _Numbered | None, one: _Numbered, missing: Sequence[int]) -> Remark:
    named = _named(word, one, missing)
    message = (
        f"Na {previous.shown} volgt {one.shown}: {named}."
        if previous
        else f"De nummering begint met {one.shown}: {named}."
    )
    severity = Severity.ERROR if previous else Severity.WARNING
    if missing == [10] and one.count.style == "letter":
        severity, message = Severity.INFO, message + " Controleer of de j met opzet is overgeslagen."
    return Remark(
        GAP, severity, one.block, message, "Herstel de nummering, of zeg dat het nummer is vervallen of gereserveerd."
    )


def _named(word: str, one: _Numbered, missing: Sequence[int]) -> str:
    prefix = one.shown.split(" ")[1].rpartition(".")[0]
    names = [(f"{prefix}." if prefix else "") + written(number, one.count.style) for number in missing]
    if len(names) == 1:
        return f"{names[0]} ontbreekt"
    shown = f"{', '.join(names[:-1])} en {names[-1]}" if len(names) <= 4 else f"{names[0]} tot en met {names[-1]}"
    return f"{shown} ontbreken"


def loners(agreement: Agreement) -> Iterator[Remark]:
    """One lid with a number and no second."""
    for artikel in agreement.artikelen:
        if len(artikel.leden) != 1 or not agreement.parts[artikel.part].is_main or "." in artikel.leden[0].number:
            continue
        lid = artikel.leden[0]
        block = agreement.blocks[lid.blocks.start]
        if count_of(lid.path[-1]).value == 1 and agreement.parts[artikel.part].kind is PartKind.BODY:
            yield Remark(
                ORPHAN,
                Severity.INFO,
                block,
                f"Artikel {artikel.number} heeft één genummerd lid; controleer of er een lid ontbreekt.",
                "Laat het nummer weg als het artikel één lid heeft.",
            )


RULES: tuple[Rule, ...] = (artikelen, leden, onderdelen, overwegingen, hoofdstukken, loners)


def _example(*numbers: str) -> str:
    return "\n".join(
        f"Artikel {number} {name}\nPartijen houden zich aan deze afspraak."
        for number, name in zip(numbers, ("Doel", "Taken", "Duur", "Slot"), strict=False)
    )


EXAMPLES: dict[str, Example] = {
    GAP: Example(wrong=_example("1", "2", "4"), right=_example("1", "2", "3")),
    DUPLICATE: Example(wrong=_example("1", "2", "2", "3"), right=_example("1", "2", "2a", "3")),
    ORDER: Example(wrong=_example("1", "3", "2", "4"), right=_example("1", "2", "3", "4")),
    ORPHAN: Example(
        wrong=(
            "Artikel 1 Doel\n1.1 Partijen werken samen.\n2.2 Zij overleggen elke maand.\nArtikel 2 "
            "Duur\n2.1 De afspraak geldt een jaar.\n2.2 Verlengen kan."
        ),
        right=(
            "Artikel 1 Doel\n1.1 Partijen werken samen.\n1.2 Zij overleggen elke maand.\nArtikel 2 "
            "Duur\n2.1 De afspraak geldt een jaar.\n2.2 Verlengen kan."
        ),
    ),
}
