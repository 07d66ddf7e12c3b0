"""The partijen: complete in the preamble, and told alike in definition, tables and signature pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from assembler.checks.agreement import Agreement, Block, Ondertekening, Partij, PartKind, Table, sentence_at
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Example, Remark, Rule

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
KIND = re.compile(
    r"(?i)^(?:\W|de |het |namens |voor )*(?:provincie|gemeente|waterschap|hoogheemraadschap(?: van)?|wetterskip"
    r"|stichting|vereniging|coöperatie)\s+"
)
NAMED_BODY = re.compile(
    r"\b(?P<kind>[Pp]rovincie|[Gg]emeente|[Ww]aterschap"
    r"|[Hh]oogheemraadschap van)\s+(?P<name>[A-Z][\w’'-]+(?:[\s-][A-Z][\w’'-]+){0,2})"
)
ORGAN_ONLY = re.compile(
    r"(?i)^(?:(?:de|het|haar|zijn)\s+)?(?:college\s+van\s+)?(?:gedeputeerde staten|burgemeester en wethouders"
    r"|college|dagelijks bestuur|het bestuur|bestuur)\b"
)
PERSON = re.compile(
    r"\b(?:de heer|mevrouw|dhr\.?|mw\.?|mevr\.?|drs\.?|ir\.?|mr\.?|dr\.?|ing\.?)(?=\s)"
    r"|\b[A-Z]\.\s?(?:[A-Z]\.\s?)*(?:[a-z]+\s)*[A-Z]"
)
OFFICE = re.compile(r"(?i)(?:de\s+)?(?:minister|staatssecretaris|burgemeester|commissaris|dijkgraaf)\b")
"""A partij that is an office, held by one person, who signs."""
OPEN = re.compile(r"[\[\]_…<>]|\.{3,}|XX|(?i:\bnaam\b|n\.t\.b|nader)")
CONTRIBUTION = re.compile(r"(?i)\binleg\b|\bbijdragen?\b|verdeelsleutel|verdeling")
IN_KIND = re.compile(r"(?i)in[- ]kind|in[- ]natura")
BLANK_SEAT = re.compile(r"(?i)gevestigd\W{0,3}(?:te|in)?\W*(?:\[|…|_|\.{3}|<)")
INTRODUCES = re.compile(r"(?i)rechtspersoon|gevestigd|vertegenwoordigd|vennootschap|zetel|kantoor")


def key_of(name: str) -> str:
    """The name without its kind, lower case: "noord-holland"."""
    return " ".join(KIND.sub("", name).split()).strip(" .,:;“”\"'").lower()


def _keys(partij: Partij) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in (key_of(partij.name), key_of(partij.defined_name)) if len(key) > 2))


def _holds(text: str, partij: Partij) -> bool:
    low = " ".join(text.lower().split())
    return any(re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", low) for key in _keys(partij))


def _block(agreement: Agreement, partij: Partij) -> Block:
    return agreement.blocks[partij.blocks.start]


def seats(agreement: Agreement) -> Iterator[Remark]:
    """A partij without a place of establishment, while others have one; a question when no partij has one."""
    introduced = [
        one for one in agreement.partijen if INTRODUCES.search(one.text) and one.body not in {"persoon", "Staat"}
    ]
    without = [one for one in introduced if not one.seat and not BLANK_SEAT.search(one.text)]
    if without and len(without) == len(introduced):
        message = "Van geen van de partijen is gezegd waar zij gevestigd is; controleer."
        blocks = tuple(_block(agreement, one) for one in without)
        remedy = "Vermeld plaats en adres van elke partij."
        yield Remark("text.seat-missing", INFO, blocks[0], message, remedy, without[0].text[:300], blocks)
        return
    for one in without:
        message = f"Van {one.name} is niet gezegd waar zij gevestigd is."
        remedy = "Vermeld plaats en adres, zoals bij de andere partijen."
        yield Remark("text.seat-missing", ERROR, _block(agreement, one), message, remedy, one.text[:300])


def signers(agreement: Agreement) -> Iterator[Remark]:
    """A partij for which no natural person signs."""
    for one in agreement.partijen:
        who = re.split(r"(?i)\s+(?:op grond van|krachtens|ter uitvoering|bij besluit)\b", one.representative)[0]
        if one.body == "persoon" or OFFICE.match(one.name) or not INTRODUCES.search(one.text) or OPEN.search(who):
            continue
        at = re.search(r"(?i)vertegenwoordigd", one.text)
        if not one.representative and (at is None or not PERSON.search(one.text)):
            message, severity = f"Voor {one.name} is niet gezegd wie haar vertegenwoordigt.", WARNING
        elif ORGAN_ONLY.match(who) and not PERSON.search(one.text[at.start() if at else 0 :]):
            message, severity = f"Voor {one.name} is een orgaan genoemd, geen persoon die kan tekenen.", WARNING
        else:
            continue
        remedy = "Vermeld de naam en de functie van degene die tekent."
        yield Remark("text.signer-missing", severity, _block(agreement, one), message, remedy, one.text[:300])


def in_definition(agreement: Agreement) -> Iterator[Remark]:
    """The definition of "Partijen" that names another set, or another order."""
    for one in agreement.definitions:
        if one.term.lower() != "partijen" or not one.text or not agreement.parts[one.part].is_main:
            continue
        named = [partij for partij in agreement.partijen if _holds(one.text, partij)]
        if len(named) < 2:
            continue
        block = agreement.blocks[one.block]
        for partij in agreement.partijen:
            if partij not in named:
                message = (
                    f"{partij.name} is partij volgens de aanhef, maar ontbreekt in de omschrijving van “{one.term}”."
                )
                yield Remark(
                    "text.party-missing", ERROR, block, message, "Neem alle partijen op, of verwijs naar de aanhef."
                )
        yield from _order(agreement, named, one.text, block, "de omschrijving van “Partijen”", INFO)


def _order(
    agreement: Agreement, named: Sequence[Partij], text: str, block: Block, where: str, severity: Severity
) -> Iterator[Remark]:
    low = text.lower()
    found = sorted(named, key=lambda partij: min(low.find(key) for key in _keys(partij) if key in low))
    yield from _out_of_order(agreement, found, block, where, severity)


def _out_of_order(
    agreement: Agreement, found: Sequence[Partij], block: Block, where: str, severity: Severity
) -> Iterator[Remark]:
    expected = [partij for partij in agreement.partijen if partij in found]
    if list(found) != expected:
        told = ", ".join(_brief(partij) for partij in found)
        message = (
            f"In {where} staan de partijen in een andere volgorde dan in de aanhef:"
            f" {told}{'; controleer' if severity is INFO else ''}."
        )
        yield Remark("text.party-order", severity, block, message, "Houd overal de volgorde van de aanhef aan.")


def _brief(partij: Partij) -> str:
    return KIND.sub("", partij.name).strip() or partij.name


def in_signatures(agreement: Agreement) -> Iterator[Remark]:
    """Signature pages in the order of the preamble, and of nobody else; a missing page has a rule of its own."""
    places = [
        one for one in agreement.ondertekeningen if agreement.parts[one.part].kind is PartKind.SIGNATURES and one.partij
    ]
    pairs = [
        (place, next((partij for partij in agreement.partijen if _signs(agreement, place, partij)), None))
        for place in places
    ]
    found = list(dict.fromkeys(partij for _, partij in pairs if partij is not None))
    if len(found) < 2 or len(found) * 2 < len(agreement.partijen):
        return
    yield from _out_of_order(agreement, found, agreement.blocks[places[0].blocks.start], "de ondertekening", WARNING)
    yield from _strangers(agreement, [place for place, partij in pairs if partij is None])


def _signs(agreement: Agreement, place: Ondertekening, partij: Partij) -> bool:
    return _holds(place.partij, partij)


def _strangers(agreement: Agreement, places: Sequence[Ondertekening]) -> Iterator[Remark]:
    for place in places:
        match = NAMED_BODY.search(place.partij)
        if match is None:
            continue
        block = agreement.blocks[place.blocks.start]
        near = _nearest(agreement, key_of(match.group()))
        if near is None:
            message = f"{match.group()} tekent, maar staat niet in de aanhef."
            yield Remark(
                "text.party-missing",
                WARNING,
                block,
                message,
                "Neem de partij in de aanhef op, of haal de ondertekening weg.",
                place.partij,
            )


def _nearest(agreement: Agreement, key: str) -> Partij | None:
    for partij in agreement.partijen:
        for own in _keys(partij):
            if own != key and SequenceMatcher(None, own, key).ratio() >= 0.8:
                return partij
    return None


def names(agreement: Agreement) -> Iterator[Remark]:
    """A partij whose name is spelled in another way: "Noord Holland"."""
    own = {key for partij in agreement.partijen for key in _keys(partij)}
    seen: dict[tuple[str, str], list[Block]] = {}
    for block in agreement.running:
        for match in NAMED_BODY.finditer(block.text):
            key = key_of(match.group())
            if key in own or any(key.startswith(f"{name} ") or name.startswith((f"{key} ", f"{key}-")) for name in own):
                continue
            near = _nearest(agreement, key)
            if near is not None and _kind_fits(near, match["kind"]):
                seen.setdefault((match.group(), near.name), []).append(block)
    for (written, name), blocks in seen.items():
        message = f"“{written}” lijkt dezelfde partij als “{name}” in de aanhef, maar de naam is anders geschreven."
        sentence = sentence_at(blocks[0].text, blocks[0].text.find(written))
        yield Remark(
            "text.party-name", WARNING, blocks[0], message, "Schrijf de naam overal gelijk.", sentence, tuple(blocks)
        )


def _kind_fits(partij: Partij, kind: str) -> bool:
    """Whether both are of one kind: the gemeente Utrecht is not the provincie Utrecht."""
    return (
        partij.body not in {"provincie", "gemeente", "waterschap"}
        or kind.lower().startswith(partij.body[:6])
        or kind.lower().startswith("hoogheem")
    )


def in_tables(agreement: Agreement) -> Iterator[Remark]:
    """A table of contributions that leaves one partij out, or has another order."""
    for table in agreement.tables:
        if len(agreement.partijen) < 3 or not _is_of_contributions(table):
            continue
        found: list[Partij] = []
        for row in table.texts()[table.header_rows :]:
            partij = next((one for one in agreement.partijen if row and _holds(row[0], one)), None)
            if partij is not None and partij not in found:
                found.append(partij)
        if len(found) < max(2, len(agreement.partijen) - 1):
            continue
        block = agreement.blocks[table.rows[0][0].blocks[0]]
        for partij in agreement.partijen:
            if partij not in found:
                message = f"{partij.name} ontbreekt in de tabel met bijdragen; controleer."
                yield Remark(
                    "text.party-missing",
                    INFO,
                    block,
                    message,
                    "Neem de partij op, of zeg dat zij niet bijdraagt.",
                    table.caption,
                )
        yield from _out_of_order(agreement, found, block, "de tabel met bijdragen", INFO)


def _is_of_contributions(table: Table) -> bool:
    head = " ".join([table.caption, *(text for row in table.texts()[: max(1, table.header_rows)] for text in row)])
    return bool(CONTRIBUTION.search(head)) and not IN_KIND.search(head)


RULES: tuple[Rule, ...] = (seats, signers, in_definition, in_signatures, names, in_tables)
_ONE = (
    "de publiekrechtelijke rechtspersoon provincie Utrecht, gevestigd te Utrecht aan Archimedeslaan 6,"
    " vertegenwoordigd door mevrouw A. Jansen, hierna te noemen: “provincie Utrecht”;\nen\n"
)
_TWO = (
    "de publiekrechtelijke rechtspersoon provincie Noord-Holland, gevestigd te Haarlem aan Dreef 3,"
    " vertegenwoordigd door de heer B. de Vries, hierna te noemen: “provincie Noord-Holland”;\n"
)
_REST = "Overwegende dat samenwerking nuttig is;\nkomen overeen:\nArtikel 1 Doel\nPartijen werken samen.\n"
_SIGN = "Ondertekening\n{}\n_______________\n{}\n_______________\n"
_LIST = "Artikel 1 Definities\na. Overeenkomst: dit stuk;\nb. Partijen: {};\nArtikel 2 Doel"
_RIGHT = f"De ondergetekenden:\n{_ONE}{_TWO}{_REST}{_SIGN.format('Provincie Utrecht', 'Provincie Noord-Holland')}"
_THIRD = (
    "en\nde publiekrechtelijke rechtspersoon provincie Flevoland, gevestigd te Lelystad aan Visarenddreef 1,"
    " vertegenwoordigd door de heer C. Bos, hierna te noemen: “provincie Flevoland”;\n"
)


def _three_of(definition: str) -> str:
    body = _REST.replace("Artikel 1 Doel", _LIST.format(definition))
    return f"De ondergetekenden:\n{_ONE}{_TWO}{_THIRD}{body}"


EXAMPLES: Mapping[str, Example] = {
    "text.seat-missing": Example(_RIGHT.replace(", gevestigd te Haarlem aan Dreef 3", ""), _RIGHT),
    "text.signer-missing": Example(_RIGHT.replace("door de heer B. de Vries", "door gedeputeerde staten"), _RIGHT),
    "text.party-order": Example(
        f"De ondergetekenden:\n{_ONE}{_TWO}{_REST}{_SIGN.format('Provincie Noord-Holland', 'Provincie Utrecht')}",
        _RIGHT,
    ),
    "text.party-missing": Example(
        _three_of("de provincies Utrecht en Noord-Holland"),
        _three_of("de provincies Utrecht, Noord-Holland en Flevoland"),
    ),
    "text.party-name": Example(
        _RIGHT.replace("Partijen werken samen.", "De provincie Noord Holland is penvoerder."), _RIGHT
    ),
}
