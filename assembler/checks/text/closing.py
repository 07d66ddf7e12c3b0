"""The closing lines held against the preamble, whatever their lay-out: every partij, its name and its signer are there.

The pages to sign are read line by line elsewhere; where columns or tabs make that unsure, the words alone still tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from assembler.checks.agreement import Agreement, Block, Partij, PartKind
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Example, Remark, Rule
from assembler.checks.text.signature_pages import INCOMPLETE, MISSING, absent_partijen

WARNING = Severity.WARNING
PIECES = re.compile(r"\t|\s{3,}|\s*\|\s*|\n")
LEAD = re.compile(r"(?i)^(?:namens|voor|de|het|partij|\W)+\s+")
ALIKE = 0.86
COLLEGES = re.compile(
    r"\b(?:[Cc]olleges?\s+van\s+burgemeester\s+en\s+wethouders|[Cc]olleges|[Rr]aden|[Bb]urgemeesters)"
    r"(?:\s+en\s+(?:de\s+)?(?:raden|burgemeesters|colleges))?\s+van\s+(?:de\s+)?gemeenten\s+"
    r"(?P<names>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?(?:,\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)*\s+en\s+"
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
)
OF_GEMEENTE = re.compile(r"\b[Gg]emeente\s+(?P<name>[A-Z][\w’'-]+(?:[\s-][A-Z][\w’'-]+)*)")


def _closing(agreement: Agreement) -> list[Block]:
    return [block for block in agreement.main if agreement.parts[block.part].kind is PartKind.SIGNATURES and block.text]


def _pieces(blocks: Sequence[Block]) -> list[tuple[str, Block]]:
    """What stands side by side, apart, without "namens de"."""
    pieces = [(piece, block) for block in blocks for piece in PIECES.split(block.verbatim or block.text)]
    return [(bare, block) for piece, block in pieces if len(bare := LEAD.sub("", piece).strip(" .,:;")) > 3]


def misspelled(agreement: Agreement) -> Iterator[Remark]:
    """A partij that signs under a name that is nearly its own."""
    pieces = _pieces(_closing(agreement))
    said = "\n".join(piece for piece, _ in pieces).lower()
    for partij in agreement.partijen:
        name = LEAD.sub("", partij.name).strip(" .,:;")
        if len(name) < 8 or name.lower() in said:
            continue
        for piece, block in pieces:
            own = " ".join(piece.split()[: len(name.split())]).strip(" .,:;")
            if own.lower() != name.lower() and _is_alike(own, name) and not _is_other(agreement, own, partij):
                message = f"Bij de ondertekening staat “{own}”, in de aanhef “{name}”."
                yield Remark("text.party-name", WARNING, block, message, "Schrijf de naam overal gelijk.", piece)
                break


def _is_alike(own: str, name: str) -> bool:
    return own[:2].lower() == name[:2].lower() and SequenceMatcher(None, own.lower(), name.lower()).ratio() >= ALIKE


def _is_other(agreement: Agreement, own: str, partij: Partij) -> bool:
    low = own.lower()
    return any(low in other.name.lower() for other in agreement.partijen if other is not partij)


def absent(agreement: Agreement) -> Iterator[Remark]:
    """One partij that the closing lines leave out while they have all others; an unsure reading of the pages asks."""
    blocks = _closing(agreement)
    if len(agreement.partijen) < 2 or not blocks or absent_partijen(agreement) is not None:
        return
    lost = [one for one in agreement.partijen if not _is_named(one, blocks)]
    if len(lost) == 1:
        message = f"Voor {lost[0].name} is er geen plaats om te ondertekenen, voor de anderen wel."
        remedy = "Voeg voor deze partij een plaats om te ondertekenen toe."
        yield Remark(MISSING, WARNING, blocks[0], message, remedy, lost[0].text[:200])


def _is_named(partij: Partij, blocks: Sequence[Block]) -> bool:
    said = " ".join(f"{block.label} {block.text}" for block in blocks).lower()
    names = [name.lower() for name in (partij.name, partij.defined_name, LEAD.sub("", partij.name)) if len(name) > 3]
    last = _surname(partij)
    words = set(re.findall(r"[a-zà-ÿ’'-]{5,}", partij.name.lower())) - KINDS
    return any(name in said for name in names) or (bool(last) and last in said) or any(word in said for word in words)


KINDS = frozenset(
    {"gemeente", "provincie", "waterschap", "stichting", "vereniging", "rechtspersoon", "publiekrechtelijke",
     "minister", "hoogheemraadschap", "openbaar", "lichaam", "besloten", "vennootschap"}
)  # fmt: skip


def _surname(partij: Partij) -> str:
    """The last word of the name of the signer, lower case; "" when it is no name."""
    match = re.search(
        r"(?:[A-Z]\.\s?)+(?:(?:van|de|der|den|ten|ter|te|het|el|la)\s+)*(?P<last>[A-Z][\w’'-]{3,})",
        partij.representative,
    )
    return match["last"].lower() if match else ""


def unnamed(agreement: Agreement) -> Iterator[Remark]:
    """The signer whom the preamble names, missing from closing lines that name the signers of the others."""
    blocks = _closing(agreement)
    said = " ".join(block.text for block in blocks).lower()
    names = [(partij, last) for partij in agreement.partijen if (last := _surname(partij))]
    lost = [(partij, last) for partij, last in names if last not in said]
    if len(names) < 2 or len(lost) != 1 or not _is_named(lost[0][0], blocks):
        return
    partij, _ = lost[0]
    message = (
        f"De aanhef laat {partij.representative} tekenen voor {partij.name}, maar die naam staat niet bij de"
        " ondertekening."
    )
    remedy = "Zet bij de ondertekening dezelfde naam als in de aanhef."
    yield Remark(INCOMPLETE, WARNING, blocks[0], message, remedy)


def gemeenten(agreement: Agreement) -> Iterator[Remark]:
    """The colleges of a gemeenschappelijke regeling: each establishes it, under its own name, in one order."""
    opening = [
        block for block in agreement.main if agreement.parts[block.part].kind in {PartKind.COVER, PartKind.PREAMBLE}
    ]
    lists = [(match, block) for block in opening or agreement.main[:12] for match in COLLEGES.finditer(block.text)]
    if not lists or agreement.partijen:
        return
    named = _names(lists[0][0]["names"])
    for match, block in lists[1:]:
        other = _names(match["names"])
        if set(other) == set(named) and other != named:
            message = f"De gemeenten staan in een andere volgorde dan eerst: {', '.join(other)}."
            yield Remark("text.party-order", WARNING, block, message, "Houd overal dezelfde volgorde aan.")
    yield from _established(agreement, named, lists[0][1])


def _names(text: str) -> list[str]:
    return [name for name in re.split(r",\s+|\s+en\s+", text) if name]


def _established(agreement: Agreement, named: Sequence[str], block: Block) -> Iterator[Remark]:
    last = max((one.blocks.stop for one in agreement.artikelen if agreement.parts[one.part].is_main), default=0)
    closing = [
        one for one in agreement.main if one.index >= last or agreement.parts[one.part].kind is PartKind.SIGNATURES
    ]
    closing = closing or list(agreement.main[-20:])
    signed = [(match["name"], one) for one in closing for match in OF_GEMEENTE.finditer(one.text)]
    said = " ".join(one.text for one in closing)
    lost = [name for name in named if name not in said]
    if len(lost) * 2 >= len(named):
        return
    for name in lost:
        near = next((one for one in signed if one[0] not in named and _is_alike(one[0], name)), None)
        if near is not None:
            message = f"Bij de ondertekening staat “{near[0]}”, in de aanhef “{name}”."
            yield Remark("text.party-name", WARNING, near[1], message, "Schrijf de naam overal gelijk.", near[1].text)
        else:
            message = f"Voor de gemeente {name} is er geen vaststelling of ondertekening, voor andere gemeenten wel."
            yield Remark(MISSING, WARNING, block, message, "Voeg de ondertekening van deze gemeente toe.")


RULES: tuple[Rule, ...] = (misspelled, absent, unnamed, gemeenten)
_REGELING = (
    "De colleges van burgemeester en wethouders van de gemeenten Veenrade, Duinhorst en Lage Mark;\ngelet op de Wet"
    " gemeenschappelijke regelingen;\nbesluiten:\nArtikel 1 Doel\nDe gemeenten werken samen.\nArtikel 2 Duur\nDe"
    " regeling geldt een jaar.\nAldus vastgesteld door het college van de gemeente Veenrade op 2 juli 2024,\nAldus"
    " vastgesteld door het college van de gemeente Duinhorst op 9 juli 2024,\n{}"
)
EXAMPLES: Mapping[str, Example] = {
    MISSING: Example(
        _REGELING.format(""),
        _REGELING.format("Aldus vastgesteld door het college van de gemeente Lage Mark op 16 juli 2024,\n"),
    ),
}
