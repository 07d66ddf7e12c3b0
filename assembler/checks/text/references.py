"""References to artikel, lid and onderdeel: to what is not there, and to what is there but speaks of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembler.checks.agreement.sentences import sentence_at
from assembler.checks.agreement.structure import Agreement, Artikel, Block, Kind, Lid, Mark, Onderdeel, PartKind
from assembler.checks.finding import Severity
from assembler.checks.text.counting import count_of
from assembler.checks.text.once import once
from assembler.checks.text.owners import Owner, is_amending, names_other_document, owner_of
from assembler.checks.text.pointers import Pointer, pointers
from assembler.checks.text.quoting import is_quoted
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.checks.text.subjects import better_artikel

DANGLING, WRONG = "text.reference-dangling", "text.reference-wrong-article"
REMEDY = "Verwijs naar de bepaling die bedoeld is, of voeg de ontbrekende bepaling toe."
SKIPPED = frozenset({Kind.TOC, Kind.COMMENT, Kind.ARTIKEL, Kind.TITLE, Kind.HEADER, Kind.FOOTER})
NO_ARTIKEL = "Er wordt verwezen naar artikel"
DOUBT = " Controleer of een ander stuk bedoeld is."
ABBREVIATED = re.compile(r"\b(?:van|uit) (?:de|het) [A-Z]{3,}\b")
RECITAL = re.compile(
    r"(?<![\w-])[Oo]verweging(?:en)?\s+(?:onder\s+)?(?P<number>\d{1,2}|[A-Za-z])(?![\w])(?P<tail>[^.;]{0,40})"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer in its block, with whose artikel it means."""

    block: Block
    pointer: Pointer
    owner: Owner

    @property
    def sentence(self) -> str:
        return sentence_at(self.block.text, self.pointer.start)

    @property
    def shown(self) -> str:
        return self.block.text[self.pointer.start : self.pointer.end].strip(" ,")


@once
def references(agreement: Agreement) -> tuple[Reference, ...]:
    """Every reference in running text and notes that is not quoted from elsewhere."""
    return tuple(_references(agreement))


def _references(agreement: Agreement) -> Iterator[Reference]:
    for block in agreement.blocks:
        if block.kind in SKIPPED and not _is_run_in(agreement, block):
            continue
        found = pointers(block.text)
        for index, pointer in enumerate(found):
            if not is_quoted(block.text, pointer.start):
                yield Reference(block, pointer, owner_of(agreement, block, found, index))


def _is_run_in(agreement: Agreement, block: Block) -> bool:
    return block.kind is Kind.ARTIKEL and len(block.text) > 130


def dangling(agreement: Agreement) -> Iterator[Remark]:
    """References to an artikel, lid or onderdeel that is not there; the same one in many places is one remark."""
    lists: dict[tuple[int, int, Severity], list[_Lack]] = {}
    for reference in references(agreement):
        lacking = _lacking(agreement, reference)
        if lacking is not None:
            key = (reference.block.index, reference.pointer.start, lacking[1])
            lists.setdefault(key, []).append(_Lack(reference, *lacking))
    groups: dict[tuple[str, Severity], list[Reference]] = {}
    for lacks in lists.values():
        groups.setdefault((_told(lacks), lacks[0].severity), []).append(lacks[0].reference)
    for (message, severity), found in groups.items():
        blocks = tuple(one.block for one in found)
        yield Remark(DANGLING, severity, found[0].block, message, REMEDY, found[0].sentence, blocks)


@dataclass(frozen=True, slots=True)
class _Lack:
    """What one target of a reference lacks."""

    reference: Reference
    message: str
    severity: Severity


def _told(lacks: Sequence[_Lack]) -> str:
    """One sentence for all targets of one reference that are not there."""
    numbers = list(dict.fromkeys(one.reference.pointer.article for one in lacks if one.message.startswith(NO_ARTIKEL)))
    if len(numbers) < 2:
        return lacks[0].message
    doubt = DOUBT if lacks[0].severity is Severity.INFO else ""
    named = f"{', '.join(numbers[:-1])} en {numbers[-1]}"
    return f"Er wordt verwezen naar de artikelen {named}, maar die artikelen zijn er niet.{doubt}"


def _lacking(agreement: Agreement, reference: Reference) -> tuple[str, Severity] | None:
    """What a reference lacks, in words, and how sure that is."""
    if reference.owner in {Owner.ELSEWHERE, Owner.UNSURE}:
        return None
    if reference.owner is Owner.HERE:
        return _lacking_here(agreement, reference)
    if not reference.pointer.article:
        return None
    candidates = _artikelen_for(agreement, reference)
    if len(candidates) < 2:
        return None
    number = reference.pointer.article
    found = [(artikel, rest) for artikel in candidates if (rest := _rest(artikel, number)) is not None]
    if not found:
        return _no_artikel(agreement, reference, candidates)
    return _no_lid(agreement, reference, [(artikel, (*rest, *reference.pointer.leden)) for artikel, rest in found])


def _artikelen_for(agreement: Agreement, reference: Reference) -> tuple[Artikel, ...]:
    """The artikelen that a number may mean: in a bijlage its own, or those of the agreement."""
    block, main = reference.block, _main_artikelen(agreement)
    if agreement.parts[block.part].is_main or block.kind is Kind.FOOTNOTE or reference.owner is not Owner.OWN:
        return main
    return (*agreement.artikelen_of(block.part), *main)


@once
def _main_artikelen(agreement: Agreement) -> tuple[Artikel, ...]:
    return tuple(one for one in agreement.artikelen if agreement.parts[one.part].is_main)


def _rest(artikel: Artikel, number: str) -> tuple[str, ...] | None:
    """() when a number is that of the artikel, the lid when it is "5.2" of artikel 5, None when it is another."""
    if artikel.number.lower() == number.lower():
        return ()
    prefix = artikel.number + "."
    return tuple(number[len(prefix) :].split(".")) if artikel.number and number.startswith(prefix) else None


def _no_artikel(
    agreement: Agreement, reference: Reference, candidates: Sequence[Artikel]
) -> tuple[str, Severity] | None:
    number = reference.pointer.article
    styles = {count_of(one.number).style for one in candidates if one.number}
    if (number.isalpha() and "roman" not in styles) or (number.isdigit() and styles == {"roman"}):
        return None
    if re.match(r"\s*(?:tot en met|t/m|-|–)\s*\d", reference.block.text[reference.pointer.end :]):
        return None
    part = agreement.parts[reference.block.part]
    aside = not part.is_main or part.kind in {PartKind.COVER, PartKind.PREAMBLE} or reference.block.kind is Kind.CELL
    said_own = reference.owner is Owner.MAIN or _says_this(reference)
    named = not said_own and _speaks_of_another(agreement, reference)
    if (named or (aside and not said_own)) and _is_far(number, candidates):
        return None
    unsure = not said_own and (named or aside or is_amending(agreement) or _may_speak_of_another(agreement, reference))
    severity = Severity.INFO if unsure else Severity.ERROR
    doubt = DOUBT if severity is Severity.INFO else ""
    return f"{NO_ARTIKEL} {number}, maar dat artikel is er niet.{doubt}", severity


def _speaks_of_another(agreement: Agreement, reference: Reference) -> bool:
    """Whether the sentence, or the one that opens its list, names a statute or other document."""
    texts = (reference.sentence, _lead_in(agreement, reference.block))
    return any(names_other_document(text, agreement) for text in texts)


def _may_speak_of_another(agreement: Agreement, reference: Reference) -> bool:
    """Whether a statute is named earlier in the paragraph, or something in capitals in the sentence."""
    before = reference.block.text[: reference.pointer.end]
    return names_other_document(before, agreement) or ABBREVIATED.search(reference.sentence) is not None


def _says_this(reference: Reference) -> bool:
    """ "artikel 9 van deze overeenkomst"."""
    return (
        re.match(r"(?i)[\s,)]*(?:van|uit|in)\s+(?:deze|dit)\b", reference.block.text[reference.pointer.end :])
        is not None
    )


def _lead_in(agreement: Agreement, block: Block) -> str:
    """The text with a colon under which a block is an item of a list; "" when it is none."""
    if block.kind not in {Kind.ONDERDEEL, Kind.ITEM, Kind.OVERWEGING}:
        return ""
    above = agreement.blocks[max(0, block.index - 15) : block.index]
    return next((one.text for one in reversed(above) if one.text.endswith(":")), "")


def _is_far(number: str, candidates: Sequence[Artikel]) -> bool:
    """Whether a number is beyond anything the agreement has."""
    highest = max((count_of(one.number.split(".")[0]).value for one in candidates), default=0)
    return count_of(number.split(".")[0]).value > highest + 3


def _no_lid(
    agreement: Agreement, reference: Reference, found: Sequence[tuple[Artikel, tuple[str, ...]]]
) -> tuple[str, Severity] | None:
    missing = [_missing_below(agreement, artikel, path, reference.pointer) for artikel, path in found]
    if any(one is None for one in missing):
        return None
    message = missing[0] or ""
    attached = not agreement.parts[reference.block.part].is_main or is_amending(agreement)
    return (message, Severity.INFO if attached or "genummerde" in message else Severity.ERROR)


def _missing_below(agreement: Agreement, artikel: Artikel, path: tuple[str, ...], pointer: Pointer) -> str | None:
    """What is missing in an artikel for a path of leden; None when all is there."""
    if artikel.reserved or not artikel.number:
        return None
    leden = {".".join(lid.path[1:]): lid for lid in artikel.leden}
    if path and not leden:
        return _without_leden(artikel, path)
    listed = set()
    for number in path:
        if not _has_lid(leden, number, path):
            if len(path) > 1 and number != path[0] and _is_artikel(agreement, number):
                continue
            return f"Er wordt verwezen naar lid {number} van artikel {artikel.number}, maar dat lid is er niet."
        listed.add(number)
    scope = leden.get(path[-1]) if path else None
    return _missing_item(artikel, scope, pointer)


def _has_lid(leden: dict[str, Lid], number: str, path: tuple[str, ...]) -> bool:
    if number in leden or ".".join(path) in leden or any(one.startswith(f"{number}.") for one in leden):
        return True
    shown = {lid.number for lid in leden.values()}
    return number in shown or (re.fullmatch(r"\d+[a-z]", number) is not None and number[:-1] in leden)


def _is_artikel(agreement: Agreement, number: str) -> bool:
    return any(one.number == number for one in agreement.artikelen)


def _without_leden(artikel: Artikel, path: tuple[str, ...]) -> str | None:
    items = {one.number for one in artikel.onderdelen}
    if path[0] in items or (not artikel.heading and len(artikel.blocks) == 1):
        return None
    paragraphs = len(artikel.blocks) - 1
    if path[0].isdigit() and int(path[0]) <= paragraphs:
        return None
    return (
        f"Er wordt verwezen naar lid {path[0]} van artikel {artikel.number}, maar dat artikel heeft "
        f"geen genummerde leden; "
        "controleer welk deel bedoeld is."
    )


def _missing_item(artikel: Artikel, lid: Lid | None, pointer: Pointer) -> str | None:
    items = lid.onderdelen if lid else artikel.onderdelen
    if not lid and not items:
        items = tuple(one for each in artikel.leden for one in each.onderdelen)
    if not items or not pointer.onder or len(pointer.leden) > 1:
        return None
    known = {one.number.lower() for one in _all_items(items)}
    styles = {count_of(one, sorted(known)).style for one in known}
    for number in pointer.onder:
        if number.lower() not in known and count_of(number, sorted(known)).style in styles:
            where = f"lid {lid.path[-1]} van artikel {artikel.number}" if lid else f"artikel {artikel.number}"
            return f"Er wordt verwezen naar onderdeel {number} van {where}, maar dat onderdeel is er niet."
    return None


def _all_items(items: Sequence[Onderdeel]) -> Iterator[Onderdeel]:
    for one in items:
        yield one
        yield from _all_items(one.onderdelen)


def _lacking_here(agreement: Agreement, reference: Reference) -> tuple[str, Severity] | None:
    """A lid of the artikel in which the text stands."""
    artikel = agreement.artikel_at(reference.block.index)
    if artikel is None or len(artikel.leden) < 2 or not reference.pointer.leden:
        return None
    if _is_person(reference) or names_other_document(reference.sentence, agreement) or _names_artikel(reference):
        return None
    leden = {".".join(lid.path[1:]): lid for lid in artikel.leden}
    for number in reference.pointer.leden:
        if not _has_lid(leden, number.removeprefix(f"{artikel.number}."), reference.pointer.leden):
            attached = not agreement.parts[reference.block.part].is_main or is_amending(agreement)
            severity = Severity.INFO if attached else Severity.ERROR
            return (
                f"Er wordt verwezen naar lid {number} van artikel {artikel.number}, maar dat lid is er niet.",
                severity,
            )
    return None


def _is_person(reference: Reference) -> bool:
    """ "het eerste lid van de raad": somebody."""
    tail = reference.block.text[reference.pointer.end :]
    return re.match(r"\s+(?:van\s+(?:de|het)\s+(?!vorige)|namens|dat zitting)", tail) is not None


def _names_artikel(reference: Reference) -> bool:
    """Whether the sentence speaks of an artikel before the lid: "artikel 5 … het vierde lid daarvan"."""
    position = reference.block.text.find(reference.sentence)
    before = reference.block.text[max(position, 0) : reference.pointer.start]
    return re.search(r"(?i)\bart(?:ikel|\.)", before) is not None


def recitals(agreement: Agreement) -> Iterator[Remark]:
    """References to an overweging that is not there."""
    known = {one.number.lower() for one in agreement.overwegingen if one.number}
    if len(known) < 2:
        return
    for block in agreement.main:
        for match in RECITAL.finditer(block.text):
            foreign = names_other_document(match["tail"], agreement) or is_quoted(block.text, match.start())
            if match["number"].lower() not in known and not foreign:
                yield Remark(
                    DANGLING,
                    Severity.ERROR,
                    block,
                    f"Er wordt verwezen naar overweging {match['number']}, maar die is er niet.",
                    REMEDY,
                    sentence_at(block.text, match.start()),
                )


def broken_fields(agreement: Agreement) -> Iterator[Remark]:
    """REF fields of Word whose bookmark is gone, while the old number still shows."""
    for block in agreement.blocks:
        for span in block.marks(Mark.BROKEN_REFERENCE):
            shown = block.text[span.start : span.end]
            if not shown.startswith(("Fout!", "Error!")):
                yield Remark(
                    DANGLING,
                    Severity.ERROR,
                    block,
                    f"De kruisverwijzing “{shown}” wijst naar een plek die niet meer bestaat.",
                    "Maak de kruisverwijzing in Word opnieuw.",
                    sentence_at(block.text, span.start),
                )


def first_lid(agreement: Agreement) -> Iterator[Remark]:
    """ "het vorige lid" in the first lid of an artikel."""
    firsts = {one.leden[0].blocks.start for one in agreement.artikelen if len(one.leden) > 1}
    for block in agreement.main:
        match = re.search(r"\b(?:het vorige|het voorgaande|het voorafgaande) lid\b", block.text)
        if match and block.index in firsts and not is_quoted(block.text, match.start()):
            yield Remark(
                DANGLING,
                Severity.WARNING,
                block,
                "Het eerste lid verwijst naar het vorige lid, maar dat is er niet.",
                REMEDY,
                sentence_at(block.text, match.start()),
            )


def wrong_article(agreement: Agreement) -> Iterator[Remark]:
    """References that exist, while the words around them are those of another artikel."""
    if is_amending(agreement):
        return
    for reference in references(agreement):
        if reference.owner not in {Owner.OWN, Owner.MAIN} or not agreement.parts[reference.block.part].is_main:
            continue
        target = _target(agreement, reference)
        if target is None or agreement.parts[reference.block.part].kind is PartKind.COVER:
            continue
        better = better_artikel(agreement, reference.block, reference.pointer, target)
        if better is not None:
            yield _wrong(reference, target, better.artikel, better.sure)


def _target(agreement: Agreement, reference: Reference) -> Artikel | None:
    found = [one for one in _artikelen_for(agreement, reference) if _rest(one, reference.pointer.article) is not None]
    return found[0] if len(found) == 1 else None


def _wrong(reference: Reference, target: Artikel, better: Artikel, sure: bool) -> Remark:
    about = f" ({target.heading})" if target.heading else ""
    other = f"artikel {better.number}" + (f" ({better.heading})" if better.heading else "")
    message = f"Verwezen wordt naar artikel {target.number}{about}, maar de zin lijkt te gaan over {other}."
    doubt = "" if sure else "Controleer dit. "
    return Remark(
        WRONG,
        Severity.WARNING if sure else Severity.INFO,
        reference.block,
        message,
        f"{doubt}Verwijs naar artikel {better.number} als dat bedoeld is.",
        reference.sentence,
    )


RULES: tuple[Rule, ...] = (dangling, recitals, broken_fields, first_lid, wrong_article)

_AGREEMENT = """Artikel 1 Doel
Partijen werken samen aan het beheer van de vaarweg.
Artikel 2 Financiële bijdragen
1. Elke partij betaalt een bijdrage in de kosten.
2. De bijdragen worden per jaar betaald.
Artikel 3 Overleg
Partijen overleggen elk kwartaal over de voortgang.
Artikel 4 Opzegging
Opzeggen kan met een termijn van een jaar. {}
"""
EXAMPLES: dict[str, Example] = {
    DANGLING: Example(
        wrong=_AGREEMENT.format("Partijen komen daarna bijeen volgens artikel 8."),
        right=_AGREEMENT.format(
            "Partijen komen daarna bijeen volgens artikel 3. Artikel 258 van Boek 6 BW blijft gelden."
        ),
    ),
    WRONG: Example(
        wrong=_AGREEMENT.format("Opzegging raakt de financiële bijdrage, bedoeld in artikel 3, niet."),
        right=_AGREEMENT.format("Opzegging raakt de financiële bijdrage, bedoeld in artikel 2, niet."),
    ),
}
