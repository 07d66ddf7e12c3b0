"""A finished document beside the one that the dossier would make: values that went missing, and values of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assembler.checks.agreement import Block, Place
from assembler.checks.finding import Severity
from assembler.checks.sets.member import Member, key_of
from assembler.checks.sets.remark import SetRemark
from assembler.checks.text.days import days_in, told
from assembler.checks.text.money import amounts_in, in_euro

_ALIKE = 0.6
"""Share of the values of the dossier's own document that a document must have to be taken for another edition of it."""
_MANY = 3
"""Values that a document must have at least before anything is concluded from them."""
REMEDY = "Neem de waarde van het dossier over, of wijzig het dossier als iets anders is afgesproken."
_REFERENCE = re.compile(r"\b[A-Z]{2,6}-(?:\d{4}-)?\d{2,6}\b")


@dataclass(frozen=True)
class Value:
    """An amount, a day or a reference number where it stands first."""

    shown: str
    block: Block
    sentence: str


def counterparts(members: Sequence[Member]) -> Iterator[SetRemark]:
    """Per document what differs in values from the same document as the dossier makes it."""
    references = [(one, values_of(one)) for one in members if one.reference]
    known = {value for _, values in references for value in values}
    for member in members:
        own = {} if member.reference else values_of(member)
        models = [values for one, values in references if _same(one, member)]
        model = max(models, key=partial(_shared, own), default={})
        if len(model) >= _MANY and _shared(own, model) >= _ALIKE * len(model):
            yield from _differences(member, own, model, known)


def values_of(member: Member) -> Mapping[str, Value]:
    """Every amount, whole day and reference number of a document by what it stands for."""
    found: dict[str, Value] = {}
    for block, sentence in member.sentences():
        for amount in amounts_in(sentence):
            if amount.cents is not None:
                found.setdefault(f"€{amount.cents}", Value(in_euro(amount.cents), block, sentence))
        for day in days_in(sentence):
            if day.date is not None:
                found.setdefault(day.date.isoformat(), Value(told(day.date), block, sentence))
        for match in _REFERENCE.finditer(sentence):
            found.setdefault(match[0], Value(match[0], block, sentence))
    return found


def _same(reference: Member, member: Member) -> bool:
    return reference.sort is member.sort and key_of(reference.partij) == key_of(member.partij)


def _shared(own: Collection[str], model: Collection[str]) -> int:
    """How many values of one document another has too."""
    return len(set(own) & set(model))


def _differences(
    member: Member, own: Mapping[str, Value], model: Mapping[str, Value], known: Collection[str]
) -> Iterator[SetRemark]:
    """A value that is missing where another stands instead is one difference."""
    missing = {key: value for key, value in model.items() if key not in own}
    unknown = {key: value for key, value in own.items() if key not in known}
    for key, value in missing.items():
        instead = next((other for other in unknown if _takes_the_place(other, unknown[other], key, value)), None)
        if instead is None:
            yield _missing(member, value)
        else:
            yield _changed(member, unknown.pop(instead), value)
    for value in unknown.values():
        yield _unknown(member, value)


def _takes_the_place(key: str, value: Value, other_key: str, other: Value) -> bool:
    """Whether a value stands where the dossier has another of its kind."""
    return _kind(key) == _kind(other_key) and spot(value.block) == spot(other.block)


def _kind(key: str) -> str:
    return "amount" if key.startswith("€") else "day" if key[:1].isdigit() else "reference"


def spot(block: Block) -> Place:
    """The place of a block, whatever stands before it."""
    return replace(block.place, paragraph=0, page=0)


def _changed(member: Member, value: Value, model: Value) -> SetRemark:
    message = f"Hier staat {value.shown}, maar het dossier zegt {model.shown}."
    return SetRemark("set.value-changed", Severity.ERROR, member, value.block, value.sentence, message, REMEDY)


def _missing(member: Member, value: Value) -> SetRemark:
    place = str(value.block.place)
    message = f"{value.shown} staat in het dossier ({place}), maar nergens in dit stuk: “{value.sentence}”"
    return SetRemark("set.value-missing", Severity.ERROR, member, None, None, message, REMEDY)


def _unknown(member: Member, value: Value) -> SetRemark:
    message = f"{value.shown} komt in het dossier niet voor; controleer waar het vandaan komt."
    return SetRemark("set.value-unknown", Severity.WARNING, member, value.block, value.sentence, message, REMEDY)
