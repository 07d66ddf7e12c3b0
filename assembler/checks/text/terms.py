"""Defined terms: defined, used, defined once, in order, and written alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assembler.checks.agreement import Agreement, Block, Definition, How, Kind, PartKind, sentence_at
from assembler.checks.finding import Severity
from assembler.checks.text.known_words import ABBREVIATIONS, DRIFT_AFTER, NO_TERMS, ROLES, TERM_ENDINGS, TERM_WORDS
from assembler.checks.text.rule import Example, Remark, Rule

WARNING, INFO = Severity.WARNING, Severity.INFO
WORD = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-Za-zà-ÿ]+)*"
CAPITAL = re.compile(rf"(?<![\w’'&/.-])(?P<word>{WORD})(?![\w&/-])")
DETERMINER = re.compile(
    r"(?i)(?:^|[\s(“\"'‘])(?:de|het|een|deze|dit|die|elke?|iedere?|geen|alle|beide|der|per|van|door|aan|namens"
    r"|haar|zijn|hun|ieder|welke?)\s$"
)
CAPITALS = re.compile(r"(?<![\w.@/&-])(?P<word>[A-Z]{2,7})(?![\w@/&-]|\.[A-Z\w])")
NAME_GOES_ON = re.compile(
    r",?\s+(?:en\s+|(?:(?:van|der|des|voor|omtrent|inzake|op|het|de|den|in|te)\s+){0,3})[A-ZÀ-Þ0-9&]"
)
OF_MINISTER = re.compile(r"(?:[Mm]inister(?:ie)?|[Ss]taatssecretaris)\s+(?:van|voor)\s$")
NO_START = ("in ", "voor ", "bij ", "met ", "op ", "van ", "indien ", "als ")
ENDINGS = ("en", "s", "'s", "’s", "n", "e", "ën")


# What is defined ------------------------------------------------------------------------------------------------------


def forms_of(term: str) -> frozenset[str]:
    """The term in the singular and plural, lower case: "Partijen" also is "partij"; "Partij, Partijen" is both."""
    names = names_of(term)
    if len(names) > 1:
        return frozenset(form for name in names for form in forms_of(name))
    low = " ".join(names[0].lower().split())
    found = {low, *(low + ending for ending in ENDINGS)}
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            stem = low[: -len(ending)]
            found |= {stem, _single(stem), stem + "en", stem + "s"}
    if len(low) > 4 and low[-1] not in "aeiou" and low[-2:-1] in {"a", "e", "o", "u"} and low[-3:-2] == low[-2:-1]:
        found.add(low[:-2] + low[-1] + "en")
    if low[-1:] not in "aeiou":
        found.add(low + low[-1:] + "en")
    return frozenset(found)


def names_of(term: str) -> tuple[str, ...]:
    """The names that one definition gives: "Partij, Partijen", "Opdrachtgever of Gemeente", "Partij(en)"."""
    bare = re.sub(r"\((?:en|s|n)\)", "", term)
    pieces = re.split(r"\s*(?:,|/|;|\s(?:of|dan wel|respectievelijk|c\.q\.)\s)\s*", bare)
    return tuple(piece.strip(" “”\"'‘’()") for piece in pieces if len(piece.strip()) > 1) or (term,)


def _single(stem: str) -> str:
    """ "jaarplann" → "jaarplan"; "bijdrag" stays (its singular ends in e, and is found by that ending)."""
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


def _listed(agreement: Agreement) -> tuple[Definition, ...]:
    """Definitions in the agreement itself, in a list or table."""
    return tuple(one for one in _main(agreement) if one.how in {How.LIST, How.TABLE})


def _main(agreement: Agreement) -> tuple[Definition, ...]:
    return tuple(one for one in agreement.definitions if agreement.parts[one.part].is_main)


def _all_forms(definitions: Sequence[Definition]) -> frozenset[str]:
    return frozenset(form for one in definitions for form in forms_of(one.term))


# Undefined ------------------------------------------------------------------------------------------------------------


def undefined_terms(agreement: Agreement) -> Iterator[Remark]:
    """A word with a capital that reads as a defined term, in an agreement that defines its terms."""
    listed = _listed(agreement)
    if len(listed) < 2:
        return
    known = _all_forms(agreement.definitions) | {
        word for one in agreement.definitions for word in one.term.lower().split()
    }
    names = " ".join(f"{partij.text}" for partij in agreement.partijen)
    lower = _lower_words(agreement)
    uses = _capital_uses(agreement)
    for word, found in uses.items():
        low = word.lower()
        if low in known or low in NO_TERMS or f" {word}" in names or len(found) < 2 or _is_title_word(agreement, word):
            continue
        if forms_of(low) & known or not _is_common(low, lower):
            continue
        block, at = found[0]
        message = f"“{word}” staat met een hoofdletter als een gedefinieerd begrip, maar is nergens omschreven."
        remedy = "Neem een omschrijving op, of schrijf het woord met een kleine letter."
        severity = WARNING if len(found) >= 3 and agreement.partijen else INFO
        blocks = tuple(dict.fromkeys(one for one, _ in found))
        yield Remark("text.term-undefined", severity, block, message, remedy, sentence_at(block.text, at), blocks)


def _capital_uses(agreement: Agreement) -> dict[str, list[tuple[Block, int]]]:
    """Words with a capital behind an article or preposition, not part of a name of several words."""
    found: dict[str, list[tuple[Block, int]]] = {}
    for block in agreement.main:
        if block.kind in {Kind.TITLE, Kind.HEADING, Kind.ARTIKEL, Kind.SIGNATURE, Kind.CELL} or block.text.isupper():
            continue
        for match in CAPITAL.finditer(block.text):
            before, after = block.text[max(0, match.start() - 14) : match.start()], block.text[match.end() :]
            if (
                DETERMINER.search(before)
                and not NAME_GOES_ON.match(after)
                and not OF_MINISTER.search(block.text[max(0, match.start() - 24) : match.start()])
            ):
                found.setdefault(match["word"], []).append((block, match.start()))
    return found


def _lower_words(agreement: Agreement) -> Counter[str]:
    return Counter(
        word for block in agreement.running for word in re.findall(r"(?<![\w-])[a-zà-ÿ]{4,}(?![\w-])", block.text)
    )


def _is_common(low: str, lower: Counter[str]) -> bool:
    """A common noun: a usual word of agreements, or one that this text also writes in lower case."""
    return low in TERM_WORDS or (lower[low] > 0 and low.endswith(TERM_ENDINGS))


def _is_title_word(agreement: Agreement, word: str) -> bool:
    low, title = word.lower(), agreement.title.lower()
    return low in title and (low not in TERM_WORDS or low.endswith(("overeenkomst", "convenant", "regeling")))


def bare_roles(agreement: Agreement) -> Iterator[Remark]:
    """ "medewerkers van volmachtgever": a role without an article is used as a term, so somebody must be it."""
    known = _all_forms(_main(agreement)) | {partij.defined_name.lower() for partij in agreement.partijen}
    pattern = re.compile(
        rf"\b(?:van|door|aan|met|namens|voor|dat|heeft|zal|is"
        rf"|stelt)\s+(?P<role>{'|'.join(ROLES)})\b(?!\s+en\s+\w+nemer)(?<!is opdrachtgever)(?<!is opdrachtnemer)"
    )
    found: dict[str, list[tuple[Block, int]]] = {}
    for block in agreement.main:
        for match in pattern.finditer(block.text):
            if match["role"] not in known:
                found.setdefault(match["role"], []).append((block, match.start("role")))
    for role, uses in found.items():
        block, at = uses[0]
        message = f"“{role}” staat er zonder lidwoord als een begrip, maar de overeenkomst zegt niet wie dat is."
        remedy = "Noem de partij, of omschrijf het begrip."
        blocks = tuple(dict.fromkeys(one for one, _ in uses))
        yield Remark(
            "text.term-undefined",
            WARNING if listed_or_many(agreement, uses) else INFO,
            block,
            message,
            remedy,
            sentence_at(block.text, at),
            blocks,
        )


def listed_or_many(agreement: Agreement, uses: Sequence[object]) -> bool:
    """Whether it is an agreement that defines its terms, or uses this one often."""
    return bool(agreement.partijen) and (len(_listed(agreement)) >= 2 or len(uses) >= 3)


TRACES = frozenset({"NTB", "TODO", "REF", "CHECK", "TBD", "TBC", "PM", "FIXME", "XXX", "NB", "LET", "OP"})
"""Notes of the drafter, which are residue."""


def abbreviations(agreement: Agreement) -> Iterator[Remark]:
    """CCC, CTB, SOK: never explained, and not usual among Dutch public bodies."""
    found: dict[str, list[tuple[Block, int]]] = {}
    explained = _explained(agreement)
    for block in agreement.running:
        if block.text.isupper() or block.kind is Kind.TITLE:
            continue
        for match in CAPITALS.finditer(block.text):
            word = match["word"]
            if (
                word not in ABBREVIATIONS
                and word not in TRACES
                and word.lower() not in explained
                and not _is_name(block.text, match)
            ):
                found.setdefault(word, []).append((block, match.start()))
    for word, uses in found.items():
        block, at = uses[0]
        in_main = any(agreement.parts[one.part].is_main and one.kind is not Kind.CELL for one, _ in uses) and bool(
            agreement.partijen
        )
        message = f"De afkorting “{word}” is nergens voluit geschreven{'' if in_main else '; controleer'}."
        remedy = "Schrijf de naam bij het eerste gebruik voluit, met de afkorting tussen haakjes."
        blocks = tuple(dict.fromkeys(one for one, _ in uses))
        yield Remark(
            "text.term-undefined",
            WARNING if in_main else INFO,
            block,
            message,
            remedy,
            sentence_at(block.text, at),
            blocks,
        )


def _explained(agreement: Agreement) -> set[str]:
    """Abbreviations that stand in brackets or behind brackets, or are defined."""
    found = {form for one in agreement.definitions for form in (one.term.lower(), *one.term.lower().split())}
    for block in agreement.blocks:
        found |= {
            word.lower()
            for inside in re.findall(r"\(([^()]{2,60})\)", block.text)
            for word in re.findall(r"[A-Z][A-Za-z]*[A-Z]", inside)
        }
        found |= {
            word.lower()
            for word in re.findall(r"\b([A-Z]{2,7})(?:[’']s)?\s*(?:\(|:|;|=|verstaan|staat voor|,? ofwel)", block.text)
        }
        found |= {
            word.lower()
            for word in re.findall(
                r"(?:afgekort|hierna|verder|ook wel)\W{0,3}(?:de |het |als |tot )?\W?([A-Z]{2,7})\b", block.text
            )
        }
    return found


def _is_name(text: str, match: re.Match[str]) -> bool:
    """The name of an organisation or place: behind "de" or "het", in a row of names, a roman number, a postcode."""
    word, before = match["word"], text[: match.start()]
    if (
        re.fullmatch(r"[IVX]+|XL|[LM]", word)
        or re.search(r"\b\d{4}\s?$", before)
        or re.search(r"(?:kenmerk|nummer|nr\.?|code)\W{0,3}(?:\S*\W)?$", before[-30:], re.IGNORECASE)
    ):
        return True
    if len(word) >= 5 and sum(sign in "AEIOU" for sign in word) >= 2:
        return True
    article = re.search(r"(?:\b[Dd]e|\b[Hh]et)\s$", before)
    neighbour = re.search(r"\b[A-Z][\w-]+(?:,| en)\s$", before) or re.match(
        r"(?:,| en)\s(?:de\s|het\s)?[A-Z]", text[match.end() :]
    )
    shouting = re.search(r"[A-Z]{4,}\s$", before) or re.match(r"\s[A-Z]{4,}", text[match.end() :])
    shouting = shouting or re.search(r"\b[A-Z]{2,}\s$", before)
    company = re.match(r"\s+(?:B\.?V|N\.?V)\b", text[match.end() :])
    return bool(article or neighbour or shouting or company)


# Unused, twice, out of order --------------------------------------------------------------------------------


def unused(agreement: Agreement) -> Iterator[Remark]:
    """A term of the list of definitions that the artikelen do not use."""
    low = tuple((block, block.text.lower()) for block in agreement.running)
    for one in _listed(agreement):
        if len(one.term) < 3 or one.term.endswith((" van", " de", " het")) or not _may_be_unused(one):
            continue
        elsewhere = _used_elsewhere(agreement, one, low)
        in_body = [
            block for block in elsewhere if agreement.parts[block.part].kind in {PartKind.BODY, PartKind.SIGNATURES}
        ]
        if in_body:
            continue
        where = "nergens" if not elsewhere else "in geen artikel"
        unsure = bool(elsewhere) or not agreement.partijen or len(one.term.split()) > 3 or "(" in one.term
        severity = INFO if unsure else WARNING
        doubt = "; controleer" if unsure else ""
        message = f"Het begrip “{one.term}” is omschreven, maar wordt {where} gebruikt{doubt}."
        block = agreement.blocks[one.block]
        yield Remark("text.term-unused", severity, block, message, "Schrap de omschrijving, of gebruik het begrip.")


def _used_elsewhere(agreement: Agreement, one: Definition, low: Sequence[tuple[Block, str]]) -> list[Block]:
    """The blocks, other than those of the definition, that use the term; ``low`` are all with their small letters."""
    own, pattern = _own_blocks(agreement, one), _use_of(one.term)
    starts = tuple({name.lower()[:4] for name in names_of(one.term)})
    return [
        block
        for block, text in low
        if any(start in text for start in starts) and block.index not in own and pattern.search(block.text)
    ]


def _may_be_unused(one: Definition) -> bool:
    """Not a cell of a table in which other things than terms stand first."""
    return (
        one.term[:1].isalpha()
        and not one.term.lower().startswith(NO_START)
        and (one.term[:1].isupper() or one.how is not How.TABLE)
    )


def _use_of(term: str) -> re.Pattern[str]:
    """The term in any number and capitals, not as the last words of a longer name."""
    parts = "|".join(sorted((re.escape(form).replace(r"\ ", r"\s+") for form in forms_of(term)), key=len, reverse=True))
    guard = r"(?<![A-Z]\w)(?<!\w)" if " " not in term else r"(?<!\w)"
    name = (
        r"(?<!Convenant\s)(?<!Platform\s)(?<!Programma\s)(?<!Project\s)(?<!platform\s)(?<!convenant\s)(?<!pr"
        r"ogramma\s)(?<!project\s)"
    )
    return re.compile(rf"{guard}{name if ' ' in term else ''}(?:{parts})(?!\w)", re.IGNORECASE)


def _own_blocks(agreement: Agreement, one: Definition) -> range:
    """The blocks of this definition itself: up to the next one."""
    later = [
        other.block for other in agreement.definitions if other.block > one.block and other.how in {How.LIST, How.TABLE}
    ]
    artikel = agreement.artikel_at(one.block)
    stop = min([*later, artikel.blocks.stop if artikel else one.block + 1], default=one.block + 1)
    return range(one.block, max(stop, one.block + 1))


def duplicates(agreement: Agreement) -> Iterator[Remark]:
    """A term that is defined twice."""
    seen: dict[str, Definition] = {}
    reported: set[str] = set()
    partijen = {partij.defined_name.lower() for partij in agreement.partijen}
    for one in _main(agreement):
        key = " ".join(one.term.lower().split())
        if len(key) < 3 or not key[0].isalpha() or key.startswith(NO_START):
            continue
        first = seen.setdefault(key, one)
        if first is one or first.block == one.block or key in reported or key in partijen or _only_repeats(first, one):
            continue
        reported.add(key)
        both = (
            first.how in {How.LIST, How.TABLE}
            and one.how in {How.LIST, How.TABLE}
            and _same_artikel(agreement, first, one)
        )
        block = agreement.blocks[one.block]
        place = agreement.blocks[first.block].place
        message = f"Het begrip “{one.term}” is twee keer omschreven, ook in: {place}{'' if both else '; controleer'}."
        remedy = "Houd één omschrijving over."
        yield Remark("text.term-duplicate", WARNING if both else INFO, block, message, remedy)


def _same_artikel(agreement: Agreement, first: Definition, other: Definition) -> bool:
    """A later chapter may define its terms anew."""
    return agreement.artikel_at(first.block) is agreement.artikel_at(other.block)


def _only_repeats(first: Definition, other: Definition) -> bool:
    """An abbreviation in brackets that is given again."""
    return first.how is How.BRACKETS and other.how is How.BRACKETS and first.term.isupper()


def order(agreement: Agreement) -> Iterator[Remark]:
    """A list of definitions that is alphabetical but for one or two terms."""
    by_artikel: dict[int, list[Definition]] = {}
    for one in _listed(agreement):
        artikel = agreement.artikel_at(one.block)
        by_artikel.setdefault(artikel.blocks.start if artikel else -1, []).append(one)
    for definitions in by_artikel.values():
        keys = [_key(one.term) for one in definitions]
        kept = _longest_rising(keys)
        if len(keys) < 4 or len(keys) - kept > max(1, len(keys) // 6) or keys == sorted(keys):
            continue
        index = next(i for i in range(1, len(keys)) if keys[i] < keys[i - 1])
        block = agreement.blocks[definitions[index].block]
        message = (
            f"De begrippen staan op alfabet, maar “{definitions[index].term}” staat na “{definitions[index - 1].term}”."
        )
        yield Remark("text.term-order", INFO, block, message, "Zet de begrippen in de volgorde van het alfabet.")


def _key(term: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", term.lower().translate(str.maketrans("éëèïöüá", "eeeioua")))


def _longest_rising(keys: Sequence[str]) -> int:
    best = [1] * len(keys)
    for index, key in enumerate(keys):
        best[index] = max([best[other] + 1 for other in range(index) if keys[other] <= key], default=1)
    return max(best, default=0)


# Drift --------------------------------------------------------------------------------


def drift(agreement: Agreement) -> Iterator[Remark]:
    """A defined term without its capital where the defined thing is meant."""
    handled: set[str] = set()
    for one in _main(agreement):
        term = " ".join(names_of(one.term)[-1].split())
        low = term.lower()
        if not _can_drift(one, term) or low in handled:
            continue
        handled.add(low)
        uses = [(block, at) for block, at in _lower_uses(agreement, low) if not _defines(agreement, block, low)]
        upper = sum(block.text.count(term) for block in agreement.main)
        if not uses or upper < 2 or len(uses) > upper:
            continue
        block, at = uses[0]
        meant = any(one.text.startswith(low, where) for one, where in uses) and len(_listed(agreement)) >= 2
        slips = [block for block, _ in uses if agreement.parts[block.part].kind is PartKind.BODY]
        meant = (low in DRIFT_AFTER and meant) or (
            low not in DRIFT_AFTER and upper >= 3 and 0 < 4 * len(slips) <= upper
        )
        severity = WARNING if meant else INFO
        message = (
            f"Het begrip “{term}” staat {_times(len(uses))} zonder"
            f" hoofdletter{'; controleer' if severity is INFO else ''}."
        )
        remedy = "Schrijf het begrip overal met dezelfde hoofdletter."
        blocks = tuple(dict.fromkeys(block for block, _ in uses))
        yield Remark("text.term-drift", severity, block, message, remedy, sentence_at(block.text, at), blocks)


def _can_drift(one: Definition, term: str) -> bool:
    return (
        term[:1].isupper()
        and not term.isupper()
        and 1 <= len(term.split()) <= 3
        and len(term) > 3
        and term[1:] != term[1:].upper()
    )


def _defines(agreement: Agreement, block: Block, low: str) -> bool:
    """The definition itself ("Overeenkomst: deze overeenkomst"), or the line that opens the list of definitions."""
    own = [one for one in agreement.definitions if low in {name.lower() for name in names_of(one.term)}]
    if any(one.block == block.index or (one.text and block.text and block.text in one.text) for one in own):
        return True
    return bool(
        re.match(r"(?i)in (?:deze|dit|de|het)\b.{0,80}\b(?:verstaan|bedoeld|begrip|begrippen|betekenis)", block.text)
    )


def _times(count: int) -> str:
    return "eenmaal" if count == 1 else f"{count} keer"


def _lower_uses(agreement: Agreement, low: str) -> list[tuple[Block, int]]:
    """Uses that mean the defined thing: behind de, deze, elke; "partijen" also bare."""
    singular = low in {"partijen", "partij"}
    body = r"partij(?:en)?" if singular else re.escape(low).replace(r"\ ", r"\s+")
    front = (
        r"(?:de|het|deze|dit|elke?|iedere?|beide|alle|der|één van de|andere)\s+"
        if not singular
        else (
            r"(?:(?:^|(?<=[\s(]))(?:de|deze|elke|iedere|beide|alle|der|andere|tussen|van|door|aan|stellen"
            r"|treden|hebben|dat|zullen|indien|waarop|en)\s+)"
        )
    )
    pattern = re.compile(
        rf"(?<!\w)(?P<front>(?i:{front}))(?P<term>{body})(?![\w-])(?!\s+(?:tot|inzake|van opdracht|met derden"
        rf"|bij de|genoemd in))"
    )
    found = []
    for block in agreement.main:
        if agreement.parts[block.part].kind is PartKind.COVER:  # a letter or title page in front defines nothing
            continue
        if block.kind in {Kind.SIGNATURE, Kind.TITLE, Kind.HEADING, Kind.ARTIKEL} or low[:5] not in block.text:
            continue
        for match in pattern.finditer(block.text):
            if not _means_other(block.text, match):
                found.append((block, match.start("term")))
    return found


def _means_other(text: str, match: re.Match[str]) -> bool:
    """ "het sluiten van een overeenkomst", "derde partijen", "politieke partijen"."""
    after = text[match.end() : match.end() + 25]
    return bool(
        re.match(
            r"\s*(?:als bedoeld in artikel|zoals bedoeld in artikel|,? bedoeld in|die met derden"
            r"|tussen de opdrachtnemer)|\s[A-ZÀ-Þ]",
            after,
        )
    )


RULES: tuple[Rule, ...] = (undefined_terms, bare_roles, abbreviations, unused, duplicates, order, drift)
_LIST = "Artikel 1 Definities\nIn deze overeenkomst wordt verstaan onder:\n"
_AGENDA = (
    "a. Bijdrage: het bedrag dat een gemeente betaalt;\nb. Jaarplan: het plan voor een jaar;\nc."
    " Overeenkomst: deze overeenkomst;\n"
)
_BODY = (
    "Artikel 2 Uitvoering\n1. De Overeenkomst geldt een jaar. Het Jaarplan noemt de Bijdrage.\n2. De"
    " Overeenkomst volgt het Jaarplan.\n"
)
EXAMPLES: Mapping[str, Example] = {
    "text.term-undefined": Example(
        f"{_LIST}{_AGENDA}{_BODY}3. De Stuurgroep stelt het Jaarplan vast. Leden van de Stuurgroep lezen het"
        f" besluit van CCC.",
        f"{_LIST}{_AGENDA}{_BODY}3. De stuurgroep stelt het Jaarplan vast.",
    ),
    "text.term-unused": Example(
        f"{_LIST}{_AGENDA}d. Plangebied: het gebied rond het water;\n{_BODY}",
        f"{_LIST}{_AGENDA}d. Plangebied: het gebied rond het water;\n{_BODY}3. Het Plangebied staat op een kaart.",
    ),
    "text.term-duplicate": Example(
        f"{_LIST}{_AGENDA}d. Jaarplan: het plan van de penvoerder;\n{_BODY}", f"{_LIST}{_AGENDA}{_BODY}"
    ),
    "text.term-order": Example(
        f"{_LIST}{_AGENDA}d. Haven: het havenbekken;\ne. Plangebied: het gebied rond het water;\nf. Werf: het"
        f" terrein van de bouwer;\n{_BODY}3. De Haven en de Werf liggen in het Plangebied.",
        f"{_LIST}{_AGENDA}d. Plangebied: het gebied rond het water;\n{_BODY}3. Het Plangebied staat op een kaart.",
    ),
    "text.term-drift": Example(
        f"{_LIST}{_AGENDA}{_BODY}3. Op deze overeenkomst is Nederlands recht van toepassing.",
        f"{_LIST}{_AGENDA}{_BODY}3. Op deze Overeenkomst is Nederlands recht van toepassing.",
    ),
}
