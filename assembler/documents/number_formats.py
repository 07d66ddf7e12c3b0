"""How one number is shown: the number formats of lists, pages and fields (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
UNITS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
ORDINALS = {"een": "eerste", "drie": "derde", "acht": "achtste"}
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
    if not 0 <= number < 1_000_000:
        return str(number)
    if number >= 1000:
        return _joined(number, 1000, "duizend", " ")
    if number >= 100:
        return _joined(number, 100, "honderd", "")
    if number < 20:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    if not unit:
        return TENS[tens]
    link = "ën" if UNITS[unit].endswith("e") else "en"
    return f"{UNITS[unit]}{link}{TENS[tens]}"


def _joined(number: int, size: int, word: str, gap: str) -> str:
    count, rest = divmod(number, size)
    head = word if count == 1 else in_words(count) + word
    return head + (gap + in_words(rest) if rest else "")


def ordinal_in_words(number: int) -> str:
    """A Dutch ordinal in words."""
    shown = in_words(number)
    if shown.isdigit():
        return f"{shown}e"
    for cardinal, ordinal in ORDINALS.items():
        if shown.endswith(cardinal) and (number % 100 in (1, 3, 8)):
            return shown[: -len(cardinal)] + ordinal
    return shown + ("de" if 2 <= number % 100 <= 19 else "ste")


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
