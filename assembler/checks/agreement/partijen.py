"""The partijen as the preamble introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assembler.checks.agreement.regions import CONSIDERANS, PREAMBLE
from assembler.checks.agreement.structure import Agreement, Block, Kind, Partij, PartKind

QUOTES = "\"'“”‘’„«»‟‛`´"
BETWEEN = re.compile(r"(?i)(?:en|alsmede|tussen|and|en tussen|en anderzijds|enerzijds|anderzijds|hierbij|;)\s*[,:;]?$")
TOGETHER = re.compile(
    r"(?i)(?:hierna|verder|beiden?|allen|samen|tezamen"
    r"|(?:de )?partijen(?:\s+genoemd\b.{0,30}?)?)?\s*,?\s*(?:hierna\s+|ook\s+)*(?:gezamenlijk|tezamen"
    r"|samen|beiden"
    r"|ieder afzonderlijk|afzonderlijk|individueel|elk)\b"
)
INTRODUCES = re.compile(
    r"(?i)\b(?:gevestigd|zetelend|kantoorhoudend|rechtspersoon|vertegenwoordigd|hierna|handelend|wonende|vennootschap)\b"
)
KINDS = (
    ("provincie", re.compile(r"(?i)\bprovincies?\b|gedeputeerde staten")),
    ("waterschap", re.compile(r"(?i)waterschap|heemraadschap|wetterskip")),
    ("gemeente", re.compile(r"(?i)\bgemeenten?\b|burgemeester en wethouders")),
    ("Staat", re.compile(r"(?i)staat der nederlanden|\bminister(?:ie)?\b|\bstaatssecretaris\b")),
    (
        "rechtspersoon",
        re.compile(
            r"(?i)\bb\.?\s?v\.?(?!\w)|\bn\.?\s?v\.?(?!\w)|vennootschap|stichting|vereniging"
            r"|co[öo]peratie|openbaar lichaam"
            r"|rechtspersoon|maatschap|universiteit|omgevingsdienst|veiligheidsregio|regio\b|\bv\.?o\.?f\.?(?!\w)"
        ),
    ),
    ("persoon", re.compile(r"(?i)\bde heer\b|\bmevrouw\b|\bgeboren\b|\bwonende\b")),
)
LEGAL_FORM = re.compile(
    r"(?i)(?:(?:de|het|een)\s+)?(?:publiekrechtelijke? rechtspersoon|rechtspersoon(?:\s+naar publiek\s?recht)?"
    r"|openbaar lichaam|besloten vennootschap(?:\s+met beperkte aansprakelijkheid)?|naamloze vennootschap"
    r"|rechtspersoonlijkheid bezitten(?:de (?:stichting|vereniging)|d lichaam)"
    r"|gemeenschappelijke regeling|zelfstandig bestuursorgaan)"
    r"\s*[,:]?\s*(?:naar\s+\w+\s+recht\s*,?\s*)?(?:genaamd\s+)?"
)
ENDS_NAME = re.compile(
    r"(?i)\s*[,;(:]|\s+(?:gevestigd|statutair|kantoorhoudend|te dezen|ten deze|in dezen?|deze"
    r"|rechtsgeldig|vertegenwoordigd|hierna|alsmede"
    r"|ingeschreven|handelend|zetelend|waarvan|met zetel|wonende|geboren|verder)\b"
)
NAMED = re.compile(
    rf"(?i)(?:hierna|verder|nader|hierbij)\b[^;.{QUOTES}]{{0,60}}?(?:noemen|genoemd|aangeduid(?:\s+als)?|duiden\s+als|:)\s*:?\s*"
    rf"(?:als\s+)?(?:(?:de|het)\s+(?=[{QUOTES}]))?[{QUOTES}]*\s*(?P<name>[^;{QUOTES}()]{{2,80}}?)\s*(?=[{QUOTES};).]|,|$)"
)
QUOTED_END = re.compile(rf"[(,]\s*[“‘\"'„](?P<name>[^{QUOTES}]{{2,60}})[”’\"'“]\s*\)?\s*[;,.]?\s*$")
PLACE_NAME = (
    r"(?:'s-|’s-)?[A-Z][\w’'-]*(?:\s+(?:aan\s+den?\s+(?=Rijn|IJssel|Lek|Zaan|Maas|Amstel)|(?:op|den|de|bij"
    r"|en|a/d)\s+)?[A-Z][\w’'-]+)*"
)
SEAT = re.compile(
    rf"(?:gevestigd|zetelend|gezeteld|kantoor\s?houdende?|zetel(?:\s+heeft)?|wonende)[^,;]{{0,60}}?\b(?:te|in)\s*:?\s*"
    rf"(?:\(?(?P<code>\d{{4}}\s?[A-Z]{{2}})\)?,?\s+)?(?P<seat>{PLACE_NAME})"
)
ADDRESS = re.compile(
    r"(?:\baan\s+(?:de\s+|het\s+)?|\badres:?\s*|\(|,\s*(?:\d{4}\s?[A-Z]{2}\s+)?)(?P<street>[A-Z][^,;()]{2,60}?\s\d+(?:\s?[a-zA-Z]\b)?(?:\s?-\s?\d+)?)"
)
POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
SIGNER = re.compile(r"(?i)vertegenwoordigd\s+door\s*:?\s*(?P<who>(?:(?:de|het|haar|zijn|diens)\s+)?[^,;()]+)")
CAPACITY = re.compile(
    r"(?i)\b(?:(?:in\s+)?(?:zijn|haar|diens|de)?\s*(?:hoedanigheid|functie)\s+van|zijnde|als)\s+(?P<as>[^,;()]{3,80})"
    r"|,\s*(?P<after>(?:de\s+)?(?:burgemeester|wethouder|gedeputeerde|commissaris|dijkgraaf|directeur|voorzitter|secretaris"
    r"|bestuurder|heemraad|hoofd|manager|algemeen|lid|minister|staatssecretaris|provinciesecretaris|gemeentesecretaris)[^,;()]{0,80})"
)

PERSON = re.compile(
    r"(?i)\s*,\s*(?P<who>(?:de heer|mevrouw|dhr\.?|mw\.?|mr\.|drs\.|ir\.|ing\.|prof\.|dr\.)\s[^,;()]{2,60})"
)
FUNCTION = re.compile(
    r"(?i)(?:de|het|haar|zijn|diens)\s+(?:loco-|plv\.?\s|plaatsvervangend\s)?(?:burgemeester|wethouder|gedeputeerde|commissaris|dijkgraaf"
    r"|directeur|voorzitter|secretaris|bestuurder|heemraad|minister|staatssecretaris|algemeen\s|college|dagelijks\s)"
)


def partijen_of(agreement: Agreement) -> tuple[Partij, ...]:
    """Every partij of the preamble, in its order; () when the preamble introduces none."""
    blocks = _introductions(agreement)
    groups = [piece for group in _groups(blocks) for piece in _split(group)]
    return tuple(_partij(text, members) for text, members in groups if _is_partij(text))


def _introductions(agreement: Agreement) -> list[Block]:
    """The blocks between "De ondergetekenden" and the overwegingen."""
    part = next((one for one in agreement.parts if one.kind is PartKind.PREAMBLE), None)
    if part is None:
        return []
    found: list[Block] = []
    for block in agreement.in_range(part.blocks):
        if found and (block.kind is Kind.OVERWEGING or _opens_considerans(block)):
            break
        if _opens_considerans(block):
            break
        text = (
            PREAMBLE.sub("", block.text, count=1).strip(" :,")
            if not found and PREAMBLE.match(block.text)
            else block.text
        )
        if text and block.kind in {
            Kind.PARAGRAPH,
            Kind.ONDERDEEL,
            Kind.ITEM,
            Kind.CELL,
            Kind.OVERWEGING,
            Kind.HEADING,
            Kind.TITLE,
        }:
            found.append(block)
    return found


def _opens_considerans(block: Block) -> bool:
    return bool(CONSIDERANS.match(block.text)) and len(block.text) < 200


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Blocks that introduce one partij together."""
    current: list[Block] = []
    for block in blocks:
        text = block.text.strip()
        is_marker = bool(BETWEEN.match(text)) or (bool(PREAMBLE.match(text)) and len(text) < 60)
        starts = is_marker or _starts(block, current)
        if starts and current:
            yield _joined(current), current
            current = []
        if not is_marker:
            current.append(block)
    if current:
        yield _joined(current), current


def _starts(block: Block, current: Sequence[Block]) -> bool:
    if block.number or TOGETHER.match(block.text):
        return True
    last = current[-1].text if current else ""
    if re.search(r"(?:;|\ben\b,?|;\s*en)$", last):
        return True
    return bool(INTRODUCES.search(_joined(current)) and NAMED.search(last) and INTRODUCES.search(block.text))


def _joined(blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in blocks)


def _split(group: tuple[str, list[Block]]) -> Iterator[tuple[str, list[Block]]]:
    """Several partijen in one paragraph: after "hierna te noemen …, en" a next one may begin."""
    text, members = group
    cuts = [0]
    for match in re.finditer(
        r"(?:[;,]|[”\"’'])\s*(?:en|alsmede)?\s*(?:\d[.)]\s*)?(?=(?:de|het)\s+(?:publiekrechtelijke|besloten|naamloze|provincie|gemeente|waterschap|hoogheemraadschap|stichting|Staat))",
        text,
    ):
        if NAMED.search(text[cuts[-1] : match.end()]):
            cuts.append(match.end())
    for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield text[start:stop].strip(), members


def _is_partij(text: str) -> bool:
    if TOGETHER.match(text) or len(text) < 4 or CONSIDERANS.match(text):
        return False
    named = any(pattern.search(text) for _, pattern in KINDS)
    return named and (INTRODUCES.search(text) is not None or len(text) < 120)


def _partij(text: str, members: Sequence[Block]) -> Partij:
    text = re.sub(r"^(?:en|alsmede)\s+", "", text)
    name = _name(text)
    seat, code, street = SEAT.search(text), POSTCODE.search(text), ADDRESS.search(text)
    representative, capacity = _signer(text)
    address = ", ".join(filter(None, [street["street"].strip() if street else "", code.group() if code else ""]))
    return Partij(
        name=name,
        defined_name=_defined(text),
        body=next((kind for kind, pattern in KINDS if pattern.search(name)), "") or _body(text),
        seat=seat["seat"].strip() if seat else "",
        address=address,
        representative=representative,
        capacity=capacity,
        blocks=range(members[0].index, members[-1].index + 1),
        text=text,
    )


def _body(text: str) -> str:
    return next((kind for kind, pattern in KINDS if pattern.search(text)), "")


def _name(text: str) -> str:
    text = re.sub(r"^\W+", "", text)
    form = LEGAL_FORM.match(text)
    rest = text[form.end() :] if form else text
    rest = re.sub(r"^(?:de|het)\s+", "", rest, flags=re.IGNORECASE)
    end = ENDS_NAME.search(rest)
    name = rest[: end.start()].strip(f" .{QUOTES}") if end and end.start() else rest[:80].strip(f" .{QUOTES}")
    return f"{name}." if name.endswith((" B.V", " N.V", "V.O.F")) else name


def _defined(text: str) -> str:
    found = NAMED.search(text) or QUOTED_END.search(text)
    return re.sub(r"^(?:de|het)\s+(?=[A-Z])", "", found["name"].strip(f" .,:{QUOTES}")) if found else ""


def _capacity(text: str) -> str:
    found = CAPACITY.search(text)
    return (found["as"] or found["after"] or "").strip() if found else ""


def _signer(text: str) -> tuple[str, str]:
    """Who represents the partij, and as what: "de heer X, directeur" or "haar directeur, de heer X"."""
    found = SIGNER.search(text)
    if found is None:
        return "", _capacity(text)
    who, rest = found["who"].strip(), text[found.end() :]
    person = PERSON.match(rest) if FUNCTION.match(who) else None
    if person is not None:
        return person["who"].strip(), re.sub(r"^(?:de|het|haar|zijn|diens)\s+", "", who)
    return who, _capacity(rest)
