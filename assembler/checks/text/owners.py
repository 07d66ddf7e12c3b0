"""To which document a reference belongs: the agreement itself, a statute, or another document.

"artikel 158 van de Provinciewet", "art. 2:1 BW", "artikel 10 GIBIT" and "artikel 4 van de Raamovereenkomst" belong
elsewhere; "artikel 5", "artikel 5 van deze Overeenkomst" and, in a bijlage, "artikel 11 van de Overeenkomst" belong to
the agreement.
"""

from __future__ import annotations

import re
from enum import Enum

from assembler.checks.agreement.sentences import sentence_at
from assembler.checks.agreement.structure import Agreement, Block, Definition
from assembler.checks.text.once import once
from assembler.checks.text.pointers import Pointer

OFFICIAL = (
    r"(?:[\w-]*(?:wet|wetboek|besluit|regeling|verordening|richtlijn|ordonnantie|statuut|statuten"
    r"|reglement|verdrag|voorwaarden|bepalingen"
    r"|beschikking|uitvoeringsregeling|protocol|code|beleidsregels?|instructie|handvest|rijkswet"
    r"|grondwet|convenant|akte|cao|plan"
    r"|brief|nota|handboek|gids|kader|programma))"
)
CONTRACTS = (
    r"(?:[\w-]*(?:overeenkomst(?:en)?|contract|akkoord|convenant|regeling|statuten|reglement|verordening"
    r"|besluit|voorwaarden|wet|verdrag|protocol|volmacht))"
)
STRONG = (
    r"(?:(?i:[\w-]*(?:wet|wetboek|verordening|richtlijn|ordonnantie|statuut|statuten|reglement|verdrag"
    r"|rijkswet|grondwet))|[\w-]*[Vv]oorwaarden"
    r"|[A-Z][\w-]*(?:besluit|regeling|convenant|overeenkomst))"
)
"""Words that name a statute or another document beyond doubt."""
THIS = re.compile(
    r"(?i)[\s,)]*(?:van|uit|in|bij|onder|volgens)?\s*(?:deze|dit|onderhavige?|de onderhavige"
    r"|het onderhavige)\s+(?P<what>[\w-]+(?:\s[\w-]+)?)"
    r"|[\s,)]*(?:hiervan|hierboven|hieronder|hiervoor|hierna|van het onderhavige)\b"
)
OF_NAMED = re.compile(
    r"[\s,)]*(?:e\.v\.|en volgende"
    r"|ev\.?)?(?:\s*(?:onder\s+)?\(?[a-z\d]{1,3}\)|\s[a-z]\b)?[\s,)]*(?:,?\s*(?:eerste|tweede|derde"
    r"|laatste)\s+(?:volzin|zin|alinea|gedachtestreepje)[\s,]*)?"
    r"(?:(?:en|of|,)\s+(?:hoofdstuk|paragraaf|afdeling|titel)\s+[\w.]+\s*)*"
    r"(?:van|uit|in|bij|ex|onder|volgens)\s+(?P<article>de|het|der|dier|een|die|dat|diens|haar|hun|zijn"
    r"|genoemde?|voornoemde?|vorengenoemde?|bovengenoemde?|laatstgenoemde?"
    r"|eerstgenoemde?|vermelde?|bijbehorende?|boek|titel|hoofdstuk|afdeling|bijlage)?\s*(?P<name>[^.;:]{2,90})"
)
ABBREVIATED = re.compile(
    r"[\s,)]*(?:e\.v\.|en volgende|ev\.?)?[\s,]*(?:(?:eerste|tweede|derde|laatste)\s+(?:volzin"
    r"|zin)\s*,?\s*)?(?:van\s+)?(?:Boek\s+\d+|Titel\s+[\dIVX.]+|boek\s+\d+|titel\s+\d+"
    r"|(?P<name>[A-Z][A-Za-zë]*(?:-[\dA-Z][\w]*)?(?:\s+(?:\d{4}|[a-z]{2,12}\s+[\w]+)){0,3}))"
)
ABBREVIATION = re.compile(
    rf"(?:[A-Z]{{2,}}\w*(?:-\d{{2,4}})?|Awb|Gw|Pw|Wgr|Wmo|Wet|Wetboek|Burgerlijk|Grondwet|Statuut"
    rf"|Beschikking|Besluit|Wob|Woo|Wbp|Uavg|Wnt|Wwft|Rv|Sr"
    rf"|Sv|Fw|Aw|Wabo|Wro|Bro|Arbowet|Bibob|Wkb|Wvw|Wft|Rgd|Wok"
    rf"|Gids|Boek|Titel|Verordening|Richtlijn|Regeling|Statuten|Reglement|Algemene"
    rf"|[A-Z]\w*{OFFICIAL[3:-1].replace('?:', '?:')})(?![a-z])"
)
LAW = re.compile(
    rf"\b(?:[A-Z][a-zë]*{STRONG}|{STRONG}|BW|Awb|AVG|UAVG|Gw|Pw|Wgr|Wmo|Woo|Wob|VWEU|GIBIT|ARVODI|ARIV"
    rf"|ARBIT|UAV|DNR|ROZ)\b"
)
BEFORE = re.compile(
    rf"(?:\b(?:[A-Z]\w*)?(?:{OFFICIAL}|{CONTRACTS})(?:\s+\d{{4}})?|\b(?:BW|Awb|AVG|Gw|Pw|Wgr|Wmo|GIBIT"
    rf"|ARVODI\S*))\s*[,(:]?\s*(?:in\s+|de\s+|het\s+|meer in het bijzonder\s+|met name\s+|en wel\s+"
    rf"|zie\s+)*$"
)
CARRIED = re.compile(
    r"[\s,]*(?:juncto|jo\.?|jis|en|of|alsmede|dan wel|respectievelijk|,)?\s*(?:(?:van|op|in|uit|met|de|het)\s+){0,2}"
)
LONGEST_CHAIN = 12
"""References that follow each other and may share one name."""
NAMED_BEFORE = re.compile(r"\b(?:van|uit) (?:de|het) [A-Z][^.;:]{2,90}:\s*(?:de\s+)?$")
"""A document with a colon: "van de Regeling voertuigen: de artikelen 3 en 4"."""
GELET = re.compile(r"(?i)^\W*gelet op\b")
AMENDING = re.compile(
    r"(?i)\bprotocol bij\b|\bbij (?:het|de) (?:verdrag|overeenkomst)\b|\b(?:verlenging|wijziging"
    r"|addendum|allonge|aanvulling|aanvullende|wijzigingsovereenkomst|wijzigings\w+|vaststellings\w+)"
)
GENERIC = frozenset(["artikel", "lid", "onderdeel", "bepaling", "hoofdstuk", "paragraaf", "bijlage"])


_MADE_BEFORE = re.compile(
    r"(?i)\b(?:hebben|heeft|is|zijn|was|waren)\b.{0,120}\b(?:gesloten|aangegaan|overeengekomen"
    r"|ondertekend|verleend)\b|\bd\.d\."
    r"|\b(?:van|op)\s+\d{1,2}\s+\w+\s+\d{4}"
)
GENERAL_KINDS = ("overeenkomst", "contract", "convenant", "regeling")
_OTHER_PAPER = re.compile(r"jaarplan|jaarverslag|brief|factuur|creditnota|verantwoording|overzicht|bijlage|besluit")
_CONTRACT = re.compile(rf"(?i){CONTRACTS}")
_DOCUMENT = re.compile(rf"(?i){OFFICIAL}|{CONTRACTS}")
_NAME = re.compile(r"[A-Z]{2,}\w*(?:-\d+)?|Awb|Wgr|Wmo|Gw|Pw|Rv|Sr|Sv|Woo|Wob|Burgerlijk|Verenigde")
_GOES_ON_WORDS = """
    is zijn geldt gelden wordt worden blijft blijven heeft hebben kan kunnen zal zullen en of dat die niet ook van
    voor in met te bedoelde genoemde door bepaalt regelt staat vindt dient mag moet alsmede dan wel naar bij tot
    is, geven gaat
"""
_GOES_ON = frozenset(_GOES_ON_WORDS.split())
_BETWEEN_WORDS = """
    algemene op de het gemeenschappelijke nadere van voor oorspronkelijke geldende eigen model uitvoerings
"""
_BETWEEN = frozenset(_BETWEEN_WORDS.split())


class Owner(Enum):
    """Whose artikel a reference means."""

    OWN = "own"
    """The agreement itself (or the attached part in which the text stands)."""
    MAIN = "main"
    """The agreement itself, said in an attached part."""
    HERE = "here"
    """The artikel in which the text stands."""
    ELSEWHERE = "elsewhere"
    UNSURE = "unsure"


def owner_of(agreement: Agreement, block: Block, pointers: tuple[Pointer, ...], index: int) -> Owner:
    """The document that one of the pointers of a block belongs to."""
    pointer, text = pointers[index], block.text
    if ":" in pointer.article:
        return Owner.ELSEWHERE
    behind = _behind(agreement, block, text[pointer.end : pointer.end + 200])
    if behind is not None:
        return behind
    if pointer.article and (carried := _carried(agreement, block, pointers, index)):
        return carried
    if BEFORE.search(text[max(0, pointer.start - 90) : pointer.start]):
        return Owner.ELSEWHERE if pointer.article else Owner.UNSURE
    if NAMED_BEFORE.search(text[max(0, pointer.start - 120) : pointer.start]):
        return Owner.ELSEWHERE
    if GELET.match(text) or _in_gelet_list(agreement, block):
        return Owner.UNSURE
    return Owner.OWN if pointer.article else Owner.HERE


def _behind(agreement: Agreement, block: Block, tail: str) -> Owner | None:
    if re.match(r"[\s,)]*(?:daarvan|daarin)\b", tail):
        return Owner.UNSURE
    this = THIS.match(tail)
    if this:
        return _this(this)
    named = OF_NAMED.match(tail)
    if named:
        return _named(agreement, block, named)
    short = ABBREVIATED.match(tail)
    if short is None:
        return None
    if short["name"] is None:
        return Owner.ELSEWHERE
    words = short["name"].split()
    return Owner.ELSEWHERE if ABBREVIATION.match(short["name"]) and not is_own_name(agreement, words[0]) else None


def _this(this: re.Match[str]) -> Owner:
    what = (this["what"] or "").lower()
    if what.startswith(("artikel", "lid", "onderdeel", "bepaling")):
        return Owner.HERE
    if what.startswith(("wet", "richtlijn")):
        return Owner.UNSURE
    return Owner.OWN


def _named(agreement: Agreement, block: Block, named: re.Match[str]) -> Owner | None:
    article, name = (named["article"] or "").lower(), named["name"].strip()
    first = name.split()[0] if name.split() else ""
    if article in {"boek", "titel"} or first.lower() in {"boek", "titel"}:
        return Owner.ELSEWHERE
    if article == "bijlage" or first.lower() in {"bijlage", "annex"}:
        return Owner.UNSURE
    head = _document_word(name)
    if not head:
        return None
    if article in {"die", "dat", "diens", "haar", "hun", "zijn", "een"} or article.endswith(
        ("genoemde", "genoemd", "melde")
    ):
        return Owner.ELSEWHERE
    if is_own_name(agreement, head) and not _is_another(agreement, head, name):
        return Owner.MAIN
    return Owner.ELSEWHERE


def _is_another(agreement: Agreement, head: str, name: str) -> bool:
    """ "de Regeling taken VROM" in a document that is a regeling as well: another one, by what stands behind it."""
    behind = re.match(r"\s+((?:[\w-]+\s*){1,4})", name[name.find(head) + len(head) :])
    words = behind[1].split() if behind else []
    if not words or words[0].lower() in _GOES_ON:
        return False
    said_by_title = all(word.lower() in agreement.title.lower() for word in words[:2])
    formal = re.fullmatch(r"Wet|Besluit|Regeling|Verordening|Reglement|Beschikking|Statuut", head) is not None
    return not said_by_title and (
        formal or words[0][0].isupper() or words[0][0].isdigit() or words[0] in {"op", "inzake"}
    )


def _document_word(name: str) -> str:
    """The word for a document at the start of a name: "bovengenoemde Provinciewet 1992" → "Provinciewet"."""
    words: list[str] = re.findall(r"[\w-]+", name)[:6]
    for index, word in enumerate(words):
        if _DOCUMENT.fullmatch(word) or _NAME.fullmatch(word):
            return word
        if index == 0 and re.fullmatch(r"[A-Z][a-z]{1,3}p?|[A-Z]-[a-z]+", word):
            return word
        if index >= 4 or not (word[0].isupper() or word.lower() in _BETWEEN):
            return ""
    return ""
    return ""


def is_own_name(agreement: Agreement, word: str) -> bool:
    """Whether a word for a document names this one: it stands in its title, or a definition says so."""
    return word.lower() in _own_names(agreement)


@once
def _own_names(agreement: Agreement) -> frozenset[str]:
    names: set[str] = set()
    others: set[str] = set()
    for one in agreement.definitions:
        if re.fullmatch(rf"(?i){CONTRACTS}", one.term.split()[-1]):
            (names if _is_this(agreement, one) else others).add(one.term.lower())
    title = agreement.title.lower()
    amending = bool(AMENDING.search(title))
    if not amending:
        kind = _kind_in(title)
        names |= {kind, *(one for one in GENERAL_KINDS if kind.endswith(one))}
        if not kind and not _OTHER_PAPER.search(title):
            names |= {"overeenkomst", "samenwerkingsovereenkomst", "convenant", "contract"}
    return frozenset(names - others)


def _kind_in(title: str) -> str:
    """The word in a title that says what the document is; "" when the title does not begin with it."""
    words: list[str] = re.findall(r"[\w-]+", title)[:5]
    for index, word in enumerate(words):
        if word in {"op", "bij", "inzake", "tot", "houdende"} and index:
            break
        if _CONTRACT.fullmatch(word) and (index == 0 or not word.endswith("wet")):
            return word
    return ""


def _is_this(agreement: Agreement, definition: Definition) -> bool:
    """Whether a defined word for a document means the document itself, rather than one that was made before."""
    if re.search(r"(?i)\b(?:deze|dit|onderhavige?)\b", definition.text):
        return True
    if definition.text:
        return False
    block = agreement.blocks[definition.block].text
    before = sentence_at(block, block.find(definition.term))
    return _MADE_BEFORE.search(before) is None


def is_amending(agreement: Agreement) -> bool:
    """Whether the document changes another, so that bare numbers may be those of the other."""
    return bool(AMENDING.search(agreement.title))


def _carried(agreement: Agreement, block: Block, pointers: tuple[Pointer, ...], index: int) -> Owner | None:
    """ "artikel 158 juncto artikel 176 Provinciewet": the name behind the last of a chain is that of the others too."""
    for _ in range(LONGEST_CHAIN):
        end = pointers[index].end
        following = next(
            (at for at in range(index + 1, min(index + 40, len(pointers))) if pointers[at].start >= end), None
        )
        if following is None or not pointers[following].article:
            return None
        if not CARRIED.fullmatch(block.text[end : pointers[following].start][:60]):
            return None
        index = following
        owner = _behind(agreement, block, block.text[pointers[index].end :][:200])
        if owner is not None or ":" in pointers[index].article:
            owner = owner or Owner.ELSEWHERE
            return owner if owner in {Owner.ELSEWHERE, Owner.MAIN, Owner.UNSURE} else None
    return None


def _in_gelet_list(agreement: Agreement, block: Block) -> bool:
    """Whether a block is an item under "Gelet op:"."""
    for index in range(block.index - 1, max(-1, block.index - 8), -1):
        text = agreement.blocks[index].text
        if re.match(r"(?i)\W*gelet op\b.{0,40}:?$", text):
            return True
        if not text.endswith((";", ",", " en")):
            return False
    return False


def names_other_document(sentence: str, agreement: Agreement) -> bool:
    """Whether a statute or another document is named in a sentence."""
    return any(
        not is_own_name(agreement, match.group()) or _is_another(agreement, match.group(), sentence[match.start() :])
        for match in LAW.finditer(sentence)
    )
