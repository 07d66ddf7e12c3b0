"""The instruction of a field: its kind, arguments and switches (ECMA-376 part 1, 17.16)."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r'"(?P<quoted>(?:\\.|[^"\\])*)"|[“”](?P<curly>[^“”]*)[“”]|\\(?P<switch>\S)|(?P<bare>[^\s"\\]+)')
FORMATTING = "*#@"
TAKES_ONE = {
    "TOC": FORMATTING + "otbcnpsdlaf",
    "SEQ": FORMATTING + "rs",
    "REF": FORMATTING + "d",
    "?": FORMATTING + "d",
    "STYLEREF": FORMATTING,
}
KINDS = frozenset(
    [
        "REF",
        "PAGEREF",
        "NOTEREF",
        "SEQ",
        "STYLEREF",
        "TOC",
        "TITLE",
        "AUTHOR",
        "SUBJECT",
        "KEYWORDS",
        "COMMENTS",
        "DOCPROPERTY",
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "HYPERLINK",
        "IF",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "EDITTIME",
        "FILENAME",
        "FILESIZE",
        "USERNAME",
        "USERINITIALS",
        "USERADDRESS",
        "MERGEFIELD",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "LINK",
        "DDE",
        "DDEAUTO",
        "EMBED",
        "SHAPE",
        "SYMBOL",
        "QUOTE",
        "TC",
        "XE",
        "RD",
        "TA",
        "TOA",
        "INDEX",
        "ADVANCE",
        "EQ",
        "FORMULA",
        "SET",
        "ASK",
        "FILLIN",
        "COMPARE",
        "DOCVARIABLE",
        "AUTOTEXT",
        "AUTOTEXTLIST",
        "GOTOBUTTON",
        "MACROBUTTON",
        "LISTNUM",
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "REVNUM",
        "LASTSAVEDBY",
        "NUMCHARS",
        "NUMWORDS",
        "TEMPLATE",
        "INFO",
        "PRINT",
        "PRIVATE",
        "ADDIN",
        "BARCODE",
        "DISPLAYBARCODE",
        "MERGEBARCODE",
        "BIBLIOGRAPHY",
        "CITATION",
        "CONTROL",
        "DATABASE",
        "HTMLCONTROL",
        "NEXT",
        "NEXTIF",
        "SKIPIF",
        "MERGEREC",
        "MERGESEQ",
        "ADDRESSBLOCK",
        "GREETINGLINE",
        "BIDIOUTLINE",
    ]
)

BARE = "?"
"""The kind of a field whose instruction is just a name: a REF when there is such a bookmark (17.16.5.51)."""


@dataclass(frozen=True)
class Instruction:
    """A field's instruction, read."""

    kind: str
    """Upper case; empty when there is none."""
    arguments: tuple[str, ...]
    switches: dict[str, str]
    """Switch letter in lower case → its argument, empty when it has none; the last ``\\*`` that is no MERGEFORMAT."""
    text: str

    def __contains__(self, switch: str) -> bool:
        return switch in self.switches

    @property
    def target(self) -> str:
        """The first argument: the bookmark, identifier or style."""
        return self.arguments[0] if self.arguments else ""


def read_instruction(text: str) -> Instruction:
    """Read an instruction; where the first word is no known kind, it may be the bookmark of a REF (kind BARE)."""
    tokens = [_token(match) for match in TOKEN.finditer(text)]
    if not tokens:
        return Instruction("", (), {}, text)
    kind = "FORMULA" if tokens[0][0].startswith("=") else tokens[0][0].upper()
    if kind not in KINDS:
        return _sorted_out(BARE, tokens, text)
    return _sorted_out(kind, tokens[1:], text)


def _token(match: re.Match[str]) -> tuple[str, bool]:
    """The word, and whether it is a switch."""
    if match["switch"] is not None:
        return match["switch"].lower(), True
    for group in ("quoted", "curly"):
        if match[group] is not None:
            return re.sub(r"\\(.)", r"\1", match[group]), False
    return match["bare"], False


def _sorted_out(kind: str, tokens: list[tuple[str, bool]], text: str) -> Instruction:
    takes_one = TAKES_ONE.get(kind, FORMATTING)
    arguments: list[str] = []
    switches: dict[str, str] = {}
    waiting = ""
    for word, is_switch in tokens:
        if is_switch:
            waiting = word if word in takes_one else ""
            switches.setdefault(word, "")
        elif waiting:
            if not (waiting == "*" and word.upper() in {"MERGEFORMAT", "CHARFORMAT"}):
                switches[waiting] = word
            waiting = ""
        else:
            arguments.append(word)
    return Instruction(kind, tuple(arguments), switches, text)
