"""How one number is shown: the number formats of lists, pages and fields (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

from assembler.documents.dutch_numbers import cardinal, ordinal

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
NOTE_MARKS = "*†‡§"


def decimal(number: int) -> str:
    return str(number)


def padded(width: int) -> Callable[[int], str]:
    """Decimal with leading zeros up to ``width`` digits."""
    return lambda number: str(number).zfill(width)


def roman(number: int) -> str:
    """Lower-case roman; decimal beyond what Word writes in roman (1–32767)."""
    if not 0 < number < 32768:
        return str(number) if number else ""
    shown = ""
    for worth, sign in ROMAN:
        count, number = divmod(number, worth)
        shown += sign * count
    return shown


def letter(number: int) -> str:
    """a … z, then aa, bb … zz, aaa: the letter is repeated, as Word does."""
    if number < 1:
        return ""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def in_words(number: int) -> str:
    """A Dutch cardinal below a million; digits above it."""
    return cardinal(number) if 0 <= number < 1_000_000 else str(number)


def ordinal_in_words(number: int) -> str:
    """A Dutch ordinal in words below a million; digits above it."""
    return ordinal(number) if 0 <= number < 1_000_000 else f"{number}e"


def note_mark(number: int) -> str:
    """*, †, ‡, §, **, … (the Chicago series)."""
    if number < 1:
        return ""
    times, place = divmod(number - 1, len(NOTE_MARKS))
    return NOTE_MARKS[place] * (times + 1)


def enclosed(first: int, last: int) -> Callable[[int], str]:
    """One sign out of a row of Unicode; decimal beyond the row."""
    return lambda number: chr(first + number - 1) if 1 <= number <= last else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": decimal,
    "decimalZero": padded(2),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "ordinal": lambda number: f"{number}e",
    "cardinalText": in_words,
    "ordinalText": ordinal_in_words,
    "hex": lambda number: f"{number:X}",
    "chicago": note_mark,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedParen": enclosed(0x2474, 20),
    "decimalEnclosedFullstop": enclosed(0x2488, 20),
    "decimalEnclosedCircle": enclosed(0x2460, 20),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def shown(number: int, numbering_format: str) -> str:
    """``number`` in one of Word's formats; an unknown format is shown as decimal."""
    return FORMATS.get(numbering_format, decimal)(number)
