"""What a REF, NOTEREF or STYLEREF shows (17.16.5): a paragraph's number, a bookmark's text, or above and below."""

import re

from assembler.documents.instruction import Instruction
from assembler.documents.number_formats import in_words, letter, ordinal_in_words, roman
from assembler.documents.numbering import ListNumber

NUMBER_SWITCHES = "nrw"
WORDS_IN_LEVEL_TEXT = re.compile(r"\s*[^\W\d_]+\.?\s*")
NUMERIC_FORMATS = {
    "roman": roman,
    "ROMAN": lambda number: roman(number).upper(),
    "Roman": lambda number: roman(number).upper(),
    "alphabetic": letter,
    "ALPHABETIC": lambda number: letter(number).upper(),
    "Alphabetic": lambda number: letter(number).upper(),
}
WORDY_FORMATS = {"ordinal": lambda n: f"{n}e", "cardtext": in_words, "ordtext": ordinal_in_words}


def number_text(target: ListNumber, instruction: Instruction, own: ListNumber | None) -> str:
    """The number of ``target`` as the switches of a REF ask it, without periods at its end.

    ``\\n``: the label of its own level. ``\\w``: with the labels of the levels above it that its own does not show.
    ``\\r``: the same, without those levels that the paragraph of the field (``own``) shares with the target; where they
    share none, the full number. ``\\t``: words in the level text are left out ("Artikel 6" → "6").
    """
    bare = "t" in instruction
    if "n" in instruction:
        parts = [target]
    else:
        shared = _shared_levels(target, own) if "r" in instruction and "w" not in instruction else 0
        parts = _with_context(target, shared)
    text = "".join(_label(part, bare) for part in parts)
    return text.strip().rstrip(".").rstrip()


def _label(number: ListNumber, bare: bool) -> str:
    if not bare:
        return number.label.strip()
    pieces = [text if is_number else WORDS_IN_LEVEL_TEXT.sub("", text) for text, is_number in number.pieces()]
    return "".join(pieces).strip()


def _with_context(target: ListNumber, above: int) -> list[ListNumber]:
    """The target preceded by those ancestors from level ``above`` on that no label behind them shows already."""
    parts = [target]
    level = target.level - _levels_shown(target)
    while level >= above:
        part = target.at(level)
        parts.insert(0, part)
        level -= max(_levels_shown(part), 1)
    return parts


def _levels_shown(number: ListNumber) -> int:
    """How many levels a label covers, its own included ("%1.%2" covers two); one when it shows none."""
    shown = [int(found) - 1 for found in re.findall(r"%([1-9])", number.levels[number.level].text)]
    lowest = min((level for level in shown if level <= number.level), default=number.level)
    return number.level - lowest + 1


def _shared_levels(target: ListNumber, own: ListNumber | None) -> int:
    """How many levels the two share from the first on, the target's own level never counted."""
    if own is None or own.list_id != target.list_id:
        return 0
    shared = 0
    for ours, theirs in zip(own.values, target.values[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return shared


def formatted_number(number: int, instruction: Instruction) -> str:
    """A number as the ``\\*`` switch asks it; decimal without one."""
    wanted = instruction.switches.get("*", "")
    shown = NUMERIC_FORMATS.get(wanted) or WORDY_FORMATS.get(wanted.lower())
    return shown(number) if shown else str(number)


def in_case(text: str, instruction: Instruction) -> str:
    """A text as the ``\\*`` switch asks it: Upper, Lower, FirstCap or Caps."""
    wanted = instruction.switches.get("*", "").lower()
    if wanted == "upper":
        return text.upper()
    if wanted == "lower":
        return text.lower()
    if wanted == "firstcap":
        return text[:1].upper() + text[1:]
    if wanted == "caps":
        return re.sub(r"\b\w", lambda match: match[0].upper(), text)
    return text
