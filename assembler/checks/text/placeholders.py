"""What is still to be filled in: blanks of every kind, unmade choices, and lines to sign without a name.

A blank that stands in many places is one finding. Left out words in quotations, tick boxes, citations in brackets,
leaders of dots and blanks that are filled in by hand at the signing (place, date) are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assembler.checks.agreement.sentences import sentence_at
from assembler.checks.agreement.structure import Agreement, Block, Kind, Part, PartKind
from assembler.checks.finding import Severity
from assembler.checks.text.once import once
from assembler.checks.text.quoting import is_quoted
from assembler.checks.text.rule import Example, Remark, Rule

CODE = "text.placeholder"
FILLABLE = (
    r"(?:naam|namen|voornaam|achternaam|voorletters?|datum|data|dag|maand|jaar|bedrag|adres|straat"
    r"|huisnummer|postcode|plaats|"
    r"woonplaats|vestigingsplaats|nummer|nr|kenmerk|functie|titel|aantal|percentage|termijn|kvk|iban"
    r"|bic|bank|rekening|e-?mail"
    r"|telefoon|tel|omschrijving|beschrijving|onderwerp|project|invullen|in\s+te\s+vullen|aanvullen"
    r"|aan\s+te\s+vullen|nader"
    r"|kiezen|keuze|gemeente|provincie|waterschap|organisatie|bedrijf|onderneming|opdrachtgever"
    r"|opdrachtnemer|partij|leverancier"
    r"|verwerker|contactpersoon|vertegenwoordiger|bevoegd|zaaknummer|contractnummer|dossier|perceel"
    r"|locatie|x+|n\.?t\.?b\.?)"
)
FILLABLE_WORD = re.compile(rf"(?i)(?<![A-Za-z]){FILLABLE}(?![a-z])|(?:naam|datum|nummer|adres|bedrag)\b")
BRACKETS = re.compile(
    r"\[(?P<inside>[^\[\]]{0,200})\]|«(?P<merge>[^«»]{1,60})»|<{1,2}(?P<angle>[A-Za-zÀ-ÿ][^<>@/=\d]{1,60})>{1,2}"
    r"|(?<![{\w])\{(?P<brace>[a-z][a-z_. ]{1,40})\}(?!\})|(?<!\w)#(?P<hash>[A-Za-z_]{3,30})#(?!\w)"
)
CITATION = re.compile(
    r"(?i)\s*(?:\d[\d\s,.–-]*|sic!?|x|v|√|✓|noot\b.*|zie\b.*|vgl\b.*|ecli:.*|https?:.*|www\..*|red\b.*|nl|en|de)\s*$"
)
RESERVED = re.compile(
    r"(?i)\s*(?:gereserveerd|vervallen|geschrapt|vertrouwelijk|niet van toepassing|n\.?v\.?t\.?|ingetrokken|leeg)\b"
)
OPTION = re.compile(
    r"(?i)\s*(?:optie|optioneel|keuze|kies|indien|variant|facultatief|alternatief|alleen (?:indien"
    r"|opnemen)|desgewenst"
    r"|toelichting|let op|nb\b|n\.b\.|opmerking|noot voor)"
)
OPENS_BLANK = re.compile(r"(?i)\s*(?:nog\s+)?(?:in te vullen|invullen|vul in|aan te vullen|naam|datum|bedrag)\b")
LEFT_OUT = re.compile(r"\s*(?:\.{2,}|…+)\s*$")
DATE_OF_X = re.compile(
    r"(?<![\w-])(?:[Xx]{1,4}|[Dd]{2}|\d{1,2})[-/.]\s*(?:[Xx]{2,4}|[Mm]{2}|\d{1,2})[-/.]\s*(?:[Xx]{2,4}"
    r"|[Jj]{2,4}|[Yy]{2,4}|20[Xx]{2})(?![\w])|(?<![\w.])(?:\.{2,9}|…|__{1,9})\s?[-/]\s?(?:\.{2,}|…"
    r"|__+)\s?[-/]\s?(?:20\d\d|\.{2,}|…|__+)"
)
X_RUN = re.compile(
    r"(?<![\w.,-])(?:[Xx]{2,}(?:[.,-][Xx]{2,})*|20[Xx]{2}|202[Xx_]|[Xx]{2,}\d*)(?![\w]|-[a-z\d])"
    r"|(?<![\d.,])0{7,}(?!\d)"
)
ROMAN_BEFORE = re.compile(
    r"(?i)(?:artikel(?:en)?|articles?|annex|chapter|hoofdstuk|titel|deel|boek|afdeling|bijlagen?"
    r"|paragraaf|maat|lodewijk|eeuw|editie)\s*$"
    r"|\b[IVXLC]+\s*(?:,|en|and|of|tot en met|-)\s*$"
)
DOTS = re.compile(r"(?:\. ){4,}\.?|(?:…|\.{3})[….]*(?:\s+(?:…|\.{4,})[….]*)*")
INVITES = re.compile(
    r"(?i)(?:\b(?:van|te|door|op|d\.?d\.?|de dato|heer|mevrouw|dhr\.?|mw\.?|datum|nummer|nr\.?|kenmerk"
    r"|bedrag|tot|tot en met|voor|namens"
    r"|met|artikel|per|is|in|aan|bij|naam|gemeente|provincie|functie|plaats|ad|hierna|tussen|maximaal"
    r"|minimaal|minstens)|€|:)\s*[\"“‘']?$"
)
UNIT_BEHIND = re.compile(r"(?i)\s*(?:%|procent|euro|dagen|weken|maanden|jaar|werkdagen|uur|m2|m²|\(|,-)")
HALF_FILLED = re.compile(r"(?<!\w)NL\s?\.\.[\s.]{4,}|€\s*-{3,}")
CHOICE = re.compile(r"\((?P<options>[A-Za-zÀ-ÿ.’' -]{2,40}(?:\s*/\s*[A-Za-zÀ-ÿ.’' -]{1,40})+)\)")
FUNCTION = re.compile(
    r"(?i)\b(?:cvdk|commissaris|gedeputeerde|directeur|burgemeester|wethouder|secretaris|voorzitter"
    r"|bestuurder|dijkgraaf|heemraad"
    r"|minister|manager|hoofd|heer|mevrouw|hij|zij|provincie|gemeente|waterschap|opdrachtgever"
    r"|opdrachtnemer|wel|ja|nee|naam|titel)\b"
)
TITLE_CHOICE = re.compile(
    r"(?i)(?<!\w)(?:de\s+)?(?P<one>dhr\.?|heer|mw\.?|mevr\.?"
    r"|mevrouw)\s*/\s*(?P<two>(?:de\s+)?(?:dhr\.?|heer|mw\.?|mevr\.?|mevrouw))"
    r"(?:\s*/\s*titel)?(?:\s+(?:\(?(?:titel|voorletters?|naam|achternaam)\)?\s*)+)?"
)
BARE_NAME = re.compile(
    r"(?i)(?:n\.\s?n\.|naam\s+(?:en\s+)?(?:functie|functionaris|ondertekenaar|bestuurder"
    r"|vertegenwoordiger|tekenbevoegde?)|voornaam achternaam)[,;.]?$"
)
INVITES_UNIT = re.compile(r"(?:\bx|\bin|\()\s*$")
NOBODY = re.compile(r"(?:[Hh]eer|[Mm]evrouw|door|[Dd]hr\.?|[Mm]w\.?)\s+(?P<name>N\.\s?N\.)")
IN_ROUND = re.compile(
    r"(?i)\((?:(?:naam|datum|bedrag|kenmerk|functie|adres)(?:\s+[a-z]+)?|(?:nader |nog )?(?:invullen|in te vullen))\)"
)
STRIKE = re.compile(
    r"(?i)\b[a-z]{2,14}(?: niet)?/[a-z ]{2,20}\*|doorhalen (?:wat|hetgeen|indien) niet|\*\s*(?:keuze maken"
    r"|s\.?v\.?p\.? (?:invullen|kiezen))"
)
NOTHING = re.compile(
    r"(?:\b(?:vertegenwoordigd door|gevestigd te|kantoorhoudende te|hierna te noemen|de heer|mevrouw"
    r"|d\.d\.|nummer|kenmerk|ten bedrage van|"
    r"ter hoogte van)|€)(?:\s+(?P<stop>[,;:)])|\s*(?P<end>$))|€(?P<unit>\s+(?:per|voor|exclusief"
    r"|inclusief|excl\.|incl\.)\s)"
)
UNDERSCORES = re.compile(r"_{3,}(?:\s*_{3,})*")
BY_HAND = re.compile(
    r"(?i)(?:\b(?:plaats|datum|te|op|d\.?d\.?|handtekening|paraaf|getekend|ondertekend|opgemaakt|en|,)"
    r"|:)\s*[_.…]*\s*$"
)
LABEL = re.compile(r"(?i)\b(?:naam|functie|plaats|datum|handtekening|paraaf|te|op|d\.?d\.?)\s*:?\s*$")
PERSON = re.compile(
    r"(?:(?:de heer|mevrouw|dhr\.?|mw\.?|mevr\.?|drs?\.|mr\.|ir\.|ing\.|prof\.|[Dd]e heer|[Mm]evrouw"
    r"|Dhr\.?|Mw\.?|Mevr\.?|Drs?\.|Mr\.|Ir\.|Ing\.|Prof\.)\s+)+"
    r"(?:[A-Z]\.?[A-Za-z.]*\s*)|\b(?:[A-Z]\.\s?){1,5}(?:\(\w+\)\s*)?(?:(?:van|de|der|den|ten|ter|te"
    r"|het|’t|'t|la|el|di)\s+){0,3}[A-Z][\w’'-]+"
    r"|^\(?[A-Z][a-zà-ÿ]+\s+(?:(?:van|de|der|den|ten|ter|te|el"
    r"|la)\s+){0,3}[A-Z][a-zà-ÿ’'-]+(?:[ -][A-Z][a-zà-ÿ’'-]+)?\)?,?$"
)
NO_PERSON = re.compile(
    r"(?i)\b(?:naam|provincie|gemeente|waterschap|commissaris|gedeputeerde|college|staten|namens"
    r"|secretaris|bijlage|plaats|datum|functie|stichting|handtekening)\b"
)
WINDOW = 80
"""Characters around a blank that are looked at, so that time stays linear in the length of a paragraph."""
MANY = 8
"""Dotted blanks in one attached text that make it a form."""
SIGNED = re.compile(r"(?i)\b(?:getekend|ondertekend|opgemaakt|overeengekomen|vastgesteld|besloten|akkoord)\b")
BLANK_NAME = re.compile(r"(?i)\[[^\]]*naam|\bnaam\]|/\s*titel\s+naam|^n\.\s?n\.")
SHOWS_MODEL = re.compile(r"(?i)\b(?:als volgt|volgende wijze|volgende tekst|luidt|luiden)\b")
FORM = re.compile(r"(?i)formulier|\bmodel|format|sjabloon|template|invul|voorbeeld")


@dataclass(frozen=True, slots=True)
class _Blank:
    block: Block
    start: int
    shown: str
    kind: str
    sure: bool


KINDS = {
    "brackets": ("Tussen haken staat nog een invulplek: {shown}.", "Vul de waarde in en haal de haken weg."),
    "option": (
        "Een keuze of aanwijzing voor de steller staat nog in de tekst: {shown}.",
        "Maak de keuze en verwijder de aanwijzing.",
    ),
    "x": ("In plaats van een waarde staat er {shown}.", "Vul de waarde in."),
    "dots": ("Op een plek met puntjes is nog niets ingevuld: {shown}.", "Vul in wat hier hoort te staan."),
    "choice": ("Een keuze is nog niet gemaakt: {shown}.", "Laat alleen staan wat van toepassing is."),
    "name": (
        "Waar een naam hoort, staat nog de invulplek {shown}.",
        "Vul aanhef, titel en naam van de ondertekenaar in.",
    ),
    "underscores": ("Een lijn wacht nog op invulling: {shown}.", "Vul in wat op de lijn hoort te staan."),
    "unsigned": (
        "Bij de lijn om te ondertekenen staat geen naam.",
        "Zet onder de lijn de naam en de functie van wie tekent.",
    ),
    "nothing": ("Achter {shown} ontbreekt een waarde.", "Vul de ontbrekende waarde in."),
}


def placeholders(agreement: Agreement) -> Iterator[Remark]:
    """One remark per blank; the same blank in many places is one."""
    groups: dict[tuple[str, str], list[_Blank]] = {}
    for blank in _blanks(agreement):
        key = (blank.kind, _key(blank))
        groups.setdefault(key, []).append(blank)
    for (kind, _), found in groups.items():
        yield _remark(agreement, kind, found)


def _key(blank: _Blank) -> str:
    """What makes two blanks the same: all long rows of dots are, and all lines to sign on."""
    bare = re.sub(r"\s+", "", blank.shown).lower()
    return "" if blank.kind == "unsigned" else bare[:14] if blank.kind == "dots" else bare


def _remark(agreement: Agreement, kind: str, found: list[_Blank]) -> Remark:
    first = next((one for one in found if one.sure and not _in_form(agreement, one.block)), found[0])
    message, remedy = KINDS[kind]
    sure = any(one.sure and not _in_form(agreement, one.block) for one in found)
    count = f" Dit staat er {len(found)} keer." if len(found) > 1 else ""
    doubt = "" if sure else " Controleer of dit zo bedoeld is."
    return Remark(
        CODE,
        _severity(kind, sure),
        first.block,
        message.format(shown=f"“{first.shown}”") + count + doubt,
        remedy,
        sentence_at(first.block.text, first.start),
        tuple(one.block for one in found),
    )


def _severity(kind: str, sure: bool) -> Severity:
    if not sure:
        return Severity.INFO
    return Severity.WARNING if kind in {"option", "unsigned", "nothing"} else Severity.ERROR


def _in_form(agreement: Agreement, block: Block) -> bool:
    """Whether a block stands in a form or model that is attached with its blanks on purpose."""
    part: Part = agreement.parts[block.part]
    return not part.is_main and (bool(FORM.search(part.title)) or part.index in _full_of_dots(agreement))


@once
def _full_of_dots(agreement: Agreement) -> frozenset[int]:
    """Parts with so many dotted blanks that they are forms."""
    counted = Counter(block.part for block in agreement.running for _ in DOTS.finditer(block.text))
    return frozenset(part for part, count in counted.items() if count >= MANY)


def _blanks(agreement: Agreement) -> Iterator[_Blank]:
    for block in agreement.blocks:
        if block.kind in {Kind.TOC, Kind.COMMENT} or not block.text:
            continue
        signing = is_signing(agreement, block)
        yield from _brackets(block)
        yield from _letters(block)
        yield from _choices(block, signing)
        if not signing:
            yield from _dots(block)
            yield from _nothing(block)
            yield from _half_filled(block)
        yield from _underscores(agreement, block, signing)


def is_signing(agreement: Agreement, block: Block) -> bool:
    """Whether a block stands where the partijen sign, so that blanks for place and date are meant."""
    if block.text.endswith(".") and len(block.text.split()) > 5 and not SIGNED.search(block.text):
        return False
    if agreement.parts[block.part].kind is PartKind.SIGNATURES or block.kind is Kind.SIGNATURE:
        return True
    return any(block.index in one.blocks for one in agreement.ondertekeningen)


def _brackets(block: Block) -> Iterator[_Blank]:
    for match in BRACKETS.finditer(block.text):
        inside = next((one for one in match.groups() if one is not None), "")
        kind = _bracket_kind(block, match, inside)
        if kind:
            yield _Blank(block, match.start(), match.group(), kind, kind == "option" or _is_surely_blank(inside))


def _is_surely_blank(inside: str) -> bool:
    """Whether words in brackets can only be a blank: they name what to fill in, stand in capitals, or are very few."""
    words = len(inside.split())
    if OPENS_BLANK.match(inside) or (FILLABLE_WORD.search(inside) and words <= 12) or inside.isupper():
        return True
    return words <= 3 and not re.match(r"(?i)\s*(?:de|het|een|en|of|dan wel)\b", inside)


def _bracket_kind(block: Block, match: re.Match[str], inside: str) -> str:
    if match["inside"] is None and not re.search(r"_", inside) and not FILLABLE_WORD.search(inside):
        return ""
    if inside == "X" and re.search(r"[a-z]\s$", block.text[: match.start()]) and "[ ]" not in block.text:
        return "brackets"
    if not inside.strip() or CITATION.match(inside) or RESERVED.match(inside) or is_quoted(block.text, match.start()):
        return ""
    if LEFT_OUT.match(inside):
        before, behind = (
            block.text[max(0, match.start() - WINDOW) : match.start()],
            block.text[match.end() : match.end() + WINDOW],
        )
        return "brackets" if INVITES.search(before) or UNIT_BEHIND.match(behind) else ""
    if (match.start() and block.text[match.start() - 1].isalpha()) or block.text[match.end() : match.end() + 1] in {
        "("
    }:
        return ""
    if OPTION.match(inside):
        return "option"
    if not FILLABLE_WORD.search(inside) and (
        re.search(r"[\d(=×%]", inside) or "(...)" in block.text or "(…)" in block.text
    ):
        return ""
    if re.fullmatch(r"[\s•●_*?–-]+", inside):
        return "brackets" if re.search(r"[•●_*?]", inside) else ""
    return "brackets" if re.search(r"[A-Za-zÀ-ÿ]{2}", inside) else ""


def _letters(block: Block) -> Iterator[_Blank]:
    dates = list(DATE_OF_X.finditer(block.text))
    for match in dates:
        if re.search(r"[A-Za-z._…]{2}|…", match.group()):
            yield _Blank(block, match.start(), re.sub(r"\s+", "", match.group()), "x", True)
    for match in X_RUN.finditer(block.text):
        inside_date = any(one.start() <= match.start() < one.end() for one in dates)
        if (
            inside_date
            or match.group() == "XXX"
            or ROMAN_BEFORE.search(block.text[max(0, match.start() - WINDOW) : match.start()])
        ):
            continue
        yield _Blank(block, match.start(), match.group(), "x", True)


def _dots(block: Block) -> Iterator[_Blank]:
    dates = [one.span() for one in DATE_OF_X.finditer(block.text)]
    for match in DOTS.finditer(block.text):
        if any(start <= match.start() < end for start, end in dates):
            continue
        before, behind = (
            block.text[max(0, match.start() - WINDOW) : match.start()],
            block.text[match.end() : match.end() + WINDOW],
        )
        if is_quoted(block.text, match.start()) or _is_leader(before, behind) or _is_left_out(before, behind):
            continue
        long = len(match.group()) >= 2 + 2 * match.group().startswith(".")
        invited = bool(INVITES.search(before) or (UNIT_BEHIND.match(behind) and before.endswith((" ", "("))))
        if not long and not invited and not before.endswith(" "):
            continue
        sure = long or invited
        if sure or behind:
            sure = sure and not (len(match.group()) > 14 and SHOWS_MODEL.search(before))
            yield _Blank(block, match.start(), match.group()[:20], "dots", sure)


def _half_filled(block: Block) -> Iterator[_Blank]:
    """The fixed part of a number or amount with blanks behind it."""
    for match in HALF_FILLED.finditer(block.text):
        yield _Blank(block, match.start(), match.group().strip(), "dots", True)


def _is_leader(before: str, behind: str) -> bool:
    """Dots that lead the eye to a page number or amount."""
    return (
        bool(before.strip())
        and bool(re.fullmatch(r"\s*(?:€\s*)?[\d.,]+(?:,-)?\s*", behind))
        and not INVITES.search(before)
    )


def _is_left_out(before: str, behind: str) -> bool:
    """(…) and […]."""
    return before.endswith(("(", "[")) and behind[:1] in {")", "]"}


def _choices(block: Block, signing: bool) -> Iterator[_Blank]:
    for match in TITLE_CHOICE.finditer(block.text):
        filled = (
            re.match(r"\s*(?:[A-Z]\.|[A-Z][a-z]+\s[A-Z])", block.text[match.end() : match.end() + WINDOW]) is not None
        )
        named = re.search(r"(?i)naam|titel", match.group()) is not None
        kind = "name" if named and not filled else "choice"
        yield _Blank(block, match.start(), match.group().strip(), kind, True)
    for match in CHOICE.finditer(block.text):
        if not is_quoted(block.text, match.start()) and not TITLE_CHOICE.search(match.group()):
            yield from _choice(block, match)
    for match in STRIKE.finditer(block.text):
        yield _Blank(block, match.start(), match.group(), "choice", block.place.part == "")
    for match in NOBODY.finditer(block.text):
        yield _Blank(block, match.start(), match["name"], "name", True)
    for match in () if signing else IN_ROUND.finditer(block.text):
        yield _Blank(
            block,
            match.start(),
            match.group(),
            "brackets",
            "vullen" in match.group().lower()
            or bool(INVITES.search(block.text[max(0, match.start() - WINDOW) : match.start()].rstrip())),
        )
    if signing and block.kind is not Kind.CELL and BARE_NAME.match(block.text):
        yield _Blank(block, 0, block.text, "name", True)


def _choice(block: Block, match: re.Match[str]) -> Iterator[_Blank]:
    options = [one.strip() for one in match["options"].split("/")]
    if any(not one or len(one.split()) > 4 for one in options) or match["options"].lower() in {"m/v", "en/of", "m/v/x"}:
        return
    near = block.text[max(0, match.start() - 12) : match.start()] + block.text[match.end() : match.end() + 12]
    blank = bool(DOTS.search(near) or "__" in near or "[" in near)
    if blank or (len(options) >= 3 and sum(bool(FUNCTION.search(one)) for one in options) >= 2):
        yield _Blank(block, match.start(), match.group(), "choice", True)
    elif len(options) == 2 and all(FUNCTION.search(one) for one in options):
        yield _Blank(block, match.start(), match.group(), "choice", False)


def _nothing(block: Block) -> Iterator[_Blank]:
    """A value that came out empty: "vertegenwoordigd door , gedeputeerde"."""
    for match in NOTHING.finditer(block.text):
        opened = match.group().split()[0] in {"vertegenwoordigd", "gevestigd"} and block.kind in {
            Kind.PARAGRAPH,
            Kind.LID,
        }
        stopped = match["stop"] not in {None, ":"} or (
            match["unit"] is not None
            and not INVITES_UNIT.search(block.text[max(0, match.start() - WINDOW) : match.start()])
        )
        if stopped or (opened and match["end"] is not None):
            yield _Blank(block, match.start(), match.group().rstrip(" ,;:)"), "nothing", True)


def _underscores(agreement: Agreement, block: Block, signing: bool) -> Iterator[_Blank]:
    for match in UNDERSCORES.finditer(block.text):
        before = block.text[max(0, match.start() - WINDOW) : match.start()]
        alone = not re.sub(r"[_\s]", "", block.text)
        by_hand = bool(LABEL.search(before)) or (signing and bool(BY_HAND.search(before)))
        if alone or (signing and not by_hand):
            if not _has_person(agreement, block):
                yield _Blank(block, match.start(), match.group()[:12], "unsigned", True)
            return
        if not by_hand and not is_quoted(block.text, match.start()):
            yield _Blank(block, match.start(), match.group()[:12], "underscores", True)


def _has_person(agreement: Agreement, block: Block) -> bool:
    """Whether the name of a person, or a blank for it that is reported by itself, stands at or near the line."""
    blocks = agreement.blocks
    if PERSON.search(re.sub(r"_+", " ", block.text).strip()) and not NO_PERSON.search(block.text):
        return True
    return any(_name_near(blocks, block, step) for step in (1, -1))


def _name_near(blocks: tuple[Block, ...], block: Block, step: int) -> bool:
    index, seen = block.index + step, 0
    while 0 <= index < len(blocks) and seen < 4 and blocks[index].part == block.part:
        one = blocks[index]
        if UNDERSCORES.search(one.text):
            if step < 0 or block.kind is not Kind.CELL:
                return False
        elif one.text:
            seen += 1
            named = re.sub(r"(?i)^(?:naam|door|vertegenwoordigd door)\s*:?\s*", "", one.text)
            if BLANK_NAME.search(named):
                return True
            if PERSON.search(named) and not re.search(r"(?i)\bnaam\b|\[", named) and not _only_body(named):
                return True
        index += step
    return False


def _only_body(text: str) -> bool:
    """A line such as "Provincie Noord-Holland", which looks like a name."""
    return bool(NO_PERSON.match(text)) and not re.search(r"\b[A-Z]\.", text)


RULES: tuple[Rule, ...] = (placeholders,)

EXAMPLES: dict[str, Example] = {
    CODE: Example(
        wrong="De gemeente, vertegenwoordigd door [naam wethouder], sluit deze overeenkomst op XX-XX-XXXX.",
        right="De gemeente, vertegenwoordigd door de heer P. de Vries, sluit deze overeenkomst op 31-12-2024.",
    )
}
