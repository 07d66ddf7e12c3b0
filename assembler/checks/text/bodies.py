"""Bodies and organs under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assembler.checks.agreement import Agreement, Block, sentence_at
from assembler.checks.finding import Severity
from assembler.checks.text.rule import Example, Remark, Rule

WARNING, INFO = Severity.WARNING, Severity.INFO
HEADS = (
    "stuurgroep|werkgroep|kerngroep|regiegroep|projectgroep|klankbordgroep|adviesgroep|programmagroep|commi"
    "ssie|raad|overleg|team|bureau"
)
COMPOUND = re.compile(rf"(?i)(?<![\w-])(?P<front>[a-zà-ÿ]{{4,}}?)(?P<link>s?-?)(?P<head>{HEADS})(?![\w-])")
ORGAN = re.compile(r"\b(?:[Gg]edeputeerde\s+[Ss]taten|GEDEPUTEERDE STATEN)\b")
GROUPS = frozenset(HEADS.split("|")[:7])


def synonyms(agreement: Agreement) -> Iterator[Remark]:
    """Processtuurgroep, stuurgroep proces, Proces stuurgroep: one body, three names."""
    names = _compounds(agreement)
    if not names:
        return
    forms = {key: re.compile(_other_forms(*key), re.IGNORECASE) for key in names}
    others: dict[tuple[str, str], list[tuple[Block, str]]] = {}
    for block in agreement.running:
        low = block.text.lower()
        for key, pattern in forms.items():
            if key[1] in low and key[0] in low:
                others.setdefault(key, []).extend((block, match.group()) for match in pattern.finditer(block.text))
    for key, found in others.items():
        if found:
            yield _remark(names[key], found)


def _compounds(agreement: Agreement) -> dict[tuple[str, str], str]:
    """Front and head of each body that is one word, with the name as first written."""
    found: dict[tuple[str, str], str] = {}
    for block in agreement.running:
        for match in COMPOUND.finditer(block.text):
            if match["head"].lower() in GROUPS:
                front = match["front"].lower().rstrip("s")
                found.setdefault((front, match["head"].lower()), match.group())
    return found


def _other_forms(front: str, head: str) -> str:
    return (
        rf"(?<![\w-])(?:{head}\s+(?:(?:op|voor|van|inzake)\s+(?:het\s+|de\s+)?)?{front}s?|{front}s?(?:\s"
        rf"|-){head})(?![\w-])"
    )


def _remark(name: str, found: list[tuple[Block, str]]) -> Remark:
    block, text = found[0]
    told = ", ".join(f"“{one}”" for one in dict.fromkeys(_level(text) for _, text in found))
    message = f"Eén overleg lijkt meer namen te hebben: “{name}” en {told}."
    remedy = "Gebruik overal dezelfde naam, of leg uit dat het om verschillende overleggen gaat."
    blocks = tuple(dict.fromkeys(one for one, _ in found))
    return Remark(
        "text.body-names", WARNING, block, message, remedy, sentence_at(block.text, block.text.find(text)), blocks
    )


def _level(text: str) -> str:
    return text[:1].upper() + text[1:]


def organ_spelling(agreement: Agreement) -> Iterator[Remark]:
    """Gedeputeerde Staten in one sentence, gedeputeerde staten in another."""
    forms: dict[str, list[Block]] = {}
    for block in agreement.main:
        for match in ORGAN.finditer(block.text):
            before = block.text[: match.start()].rstrip()
            inside = bool(before) and before[-1] not in '.:;!?“"('
            if inside and not match.group().isupper():
                forms.setdefault(" ".join(match.group().split()), []).append(block)
    if len(forms) > 1:
        least = min(forms, key=lambda form: len(forms[form]))
        told = ", ".join(f"“{form}” ({len(blocks)}×)" for form, blocks in forms.items())
        message = f"Eén orgaan is verschillend geschreven: {told}."
        block = forms[least][0]
        sentence = sentence_at(block.text, block.text.find(least))
        yield Remark("text.body-names", INFO, block, message, "Kies één schrijfwijze.", sentence, tuple(forms[least]))


RULES: tuple[Rule, ...] = (synonyms, organ_spelling)
EXAMPLES: Mapping[str, Example] = {
    "text.body-names": Example(
        "Er is een Processtuurgroep.\n\nDe stuurgroep proces komt twee keer per jaar bijeen.",
        "Er is een Processtuurgroep.\n\nDe Processtuurgroep komt twee keer per jaar bijeen.",
    ),
}
