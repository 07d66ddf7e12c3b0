"""The parts of a document: cover, preamble, body, signatures, and what is attached, each with its own numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assembler.checks.agreement.passage import Passage
from assembler.checks.agreement.signs import ANNEX_LIST, Sign
from assembler.checks.agreement.structure import Part, PartKind

PREAMBLE = re.compile(
    r"(?i)(?:de\s+)?(?:ondergete?kenden?|partijen\s*:?$|contractpartijen|(?:de\s+)?volgende partijen"
    r"|tussen\s*:?$|partijen bij )"
)
CONSIDERANS = re.compile(
    r"(?i)(?:partijen\s+)?(?:overweg(?:ingen|ende)|in aanmerking nemende|nemen(?: het volgende)? in aanmerking|gelet op"
    r"|considerans|hebben (?:het volgende )?overwogen|uitgangspunten|overwegen\b|constaterende|gezien\b)"
)
SIGNING = re.compile(
    r"(?i)(?:aldus\s+(?:[\w ,-]{0,60})(?:overeengekomen|opgemaakt|getekend|ondertekend|vastgesteld|besloten|verklaard)"
    r"|(?:hand|onder)tekening(?:en)?(?:\s+(?:partijen|door|namens)\b.{0,60})?\s*[:.]?$|ondertekenings?(?:pagina|blad)\b.{0,80}$"
    r"|(?:voor\s+akkoord|was getekend|w\.g\.)|(?:getekend|ondertekend|opgemaakt)\s+(?:en\s+\w+\s+)?(?:te|op|in|door)\b"
    r"|in\s+\w*voud\s+(?:opgemaakt|getekend|ondertekend)|deze overeenkomst is (?:in|ondertekend|getekend)\b"
    r"|partijen\s+(?:verklaren\s+)?(?:te\s+)?onderteken|overeengekomen en (?:in|ondertekend|getekend|opgemaakt))"
)
LINE = re.compile(r"_{5,}|\.{12,}|…{4,}|-{12,}|(?i:(?:handtekening|paraaf)\s*:?$)")
OWN_TEXT = re.compile(
    r"(?i)(?:(?:algemene|artikelsgewijze|algemeen)\s+)?(?:toelichting|statuten|reglement"
    r"|algemene (?:inkoop)?voorwaarden"
    r"|huishoudelijk reglement|memorie van toelichting)\b"
)
POWERS = re.compile(
    r"(?i)(?:besluit\s+.{0,20})?(?:volmacht|machtiging|mandaat|mandaatbesluit|ondermandaat|volmachtbesluit|besluit)\b"
)
CONTENTS = re.compile(r"(?i)inhoud(?:sopgave)?\s*:?$")
ITEM_OF_LIST = re.compile(r"(?i)(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[.):–—-]|bijlage\b|[-•]\s")


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    kind: PartKind
    number: str = ""
    title: str = ""


def parts_of(passages: Sequence[Passage], signs: Sequence[Sign]) -> tuple[Part, ...]:
    """The parts, which together cover every passage of the body once."""
    end = next((index for index, one in enumerate(passages) if one.is_aside and one.role != "toc"), len(passages))
    attached = list(_attached(passages, signs, end))
    main_end = attached[0].at if attached else end
    starts = [*_main(passages, signs, main_end), *attached]
    stops = [*(start.at for start in starts[1:]), len(passages)]
    return tuple(
        Part(index, start.kind, range(start.at, stop), start.number, start.title)
        for index, (start, stop) in enumerate(zip(starts, stops, strict=True))
    )


def _main(passages: Sequence[Passage], signs: Sequence[Sign], end: int) -> Iterator[_Start]:
    """Cover, preamble, body and signatures, as far as they are there."""
    articles = [index for index in range(end) if signs[index].what == "artikel"]
    first = articles[0] if articles else end
    opening = next((i for i in range(first) if PREAMBLE.match(passages[i].text) and not _is_apart(passages[i])), None)
    if opening is None:
        opening = next(
            (i for i in range(first) if CONSIDERANS.match(passages[i].text) and not _is_apart(passages[i])), None
        )
    if not articles and opening is None:
        yield _Start(0, PartKind.BODY)
        return
    if opening is None or opening > 0:
        yield _Start(0, PartKind.COVER if opening is not None or first > 0 else PartKind.BODY)
    if opening is not None:
        yield _Start(opening, PartKind.PREAMBLE)
    first = _before_divisions(signs, first, opening or 0)
    if articles and first > 0:
        yield _Start(first, PartKind.BODY)
    signing = signing_at(passages, signs, (articles[-1] if articles else opening or 0) + 1, end)
    if signing is not None:
        yield _Start(signing, PartKind.SIGNATURES)


def _is_apart(one: Passage) -> bool:
    return one.is_aside or one.in_table


def _before_divisions(signs: Sequence[Sign], first: int, lowest: int) -> int:
    """A hoofdstuk directly above the first artikel belongs to the body."""
    while first - 1 > lowest and signs[first - 1].what == "division":
        first -= 1
    return first


def signing_at(passages: Sequence[Passage], signs: Sequence[Sign], start: int, end: int) -> int | None:
    """Where the partijen sign, between the last artikel and the end."""
    for index in range(start, end):
        one = passages[index]
        if SIGNING.match(one.text) and not one.is_aside and not one.in_table:
            return index
    lines = [index for index in range(start, end) if LINE.search(passages[index].text)]
    if not lines:
        return None
    above = lines[0]
    while above > start and not passages[above - 1].text.endswith(".") and lines[0] - above < 6:
        above -= 1
    return above


def _attached(passages: Sequence[Passage], signs: Sequence[Sign], end: int) -> Iterator[_Start]:
    """Bijlagen and other texts behind the agreement."""
    begun, inside = 0, False
    for index in range(end):
        sign, one = signs[index], passages[index]
        if sign.what == "artikel" and not inside:
            begun += 1
        if begun == 0 and not inside and not _is_past_preamble(passages, index):
            continue
        if sign.what == "bijlage" and _is_present(passages, signs, index, end, begun > 0):
            inside = True
            yield _Start(index, PartKind.BIJLAGE, sign.number, sign.rest or _title_below(passages, signs, index, end))
        elif begun and _opens_own_text(passages, signs, index, inside):
            kind = PartKind.OTHER if OWN_TEXT.match(one.text) else PartKind.VOLMACHT
            inside = True
            yield _Start(index, kind, title=one.text)
        elif begun > 2 and not inside and _restarts(signs, index):
            inside = True
            yield _Start(
                _heading_above(signs, passages, index), PartKind.OTHER, title=_restart_title(signs, passages, index)
            )


def _is_past_preamble(passages: Sequence[Passage], index: int) -> bool:
    """In a document without artikelen, a bijlage may stand anywhere but on the cover."""
    return index > 5


def _is_present(passages: Sequence[Passage], signs: Sequence[Sign], index: int, end: int, begun: bool) -> bool:
    """Whether a heading "Bijlage 1" opens a bijlage, rather than naming it in a list."""
    if not signs[index].number and any(SIGNING.match(one.text) for one in passages[index + 1 : min(index + 6, end)]):
        return False
    if signs[index].certain and not _in_list(passages, signs, index):
        return True
    following = index + 1
    if following >= end:
        return False
    neighbour = signs[following].what == "bijlage" or (signs[index - 1].what == "bijlage" and index > 0)
    return not neighbour and not _in_list(passages, signs, index)


def _in_list(passages: Sequence[Passage], signs: Sequence[Sign], index: int) -> bool:
    """Whether only items of a list stand between here and a heading "Bijlagen"."""
    for above in range(index - 1, max(-1, index - 30), -1):
        text = passages[above].text
        if ANNEX_LIST.match(text) or re.match(r"(?i).{0,80}\bbijlagen\b.{0,80}:$", text):
            return True
        if signs[above].what != "bijlage" and not ITEM_OF_LIST.match(text) and not passages[above].label:
            return False
    return False


def _title_below(passages: Sequence[Passage], signs: Sequence[Sign], index: int, end: int) -> str:
    """The first line under a bare "Bijlage 1", when it is short."""
    for below in range(index + 1, min(index + 3, end)):
        text = passages[below].text
        if text and len(text) <= 120 and not text.endswith((".", ";", ":")) and signs[below].what in {"", "heading"}:
            return text
    return ""


def _opens_own_text(passages: Sequence[Passage], signs: Sequence[Sign], index: int, inside: bool) -> bool:
    one = passages[index]
    is_heading = one.heading in {1, 2} or one.new_page or one.strong or one.role == "title" or one.text.isupper()
    is_heading = is_heading or is_own_title(one.text)
    if (
        not is_heading
        or len(one.text) > 160
        or one.label
        or one.in_table
        or signs[index].what in {"artikel", "bijlage"}
    ):
        return False
    if inside and not (one.new_page or one.heading == 1 or is_own_title(one.text)):
        return False
    is_power = POWERS.match(one.text) is not None and one.text[:1].isupper()
    if inside:
        is_power = is_power and one.new_page and all(sign.what != "bijlage" for sign in signs[index - 3 : index])
    return bool(OWN_TEXT.match(one.text)) or is_power


def is_own_title(text: str) -> bool:
    """A line of its own such as "Toelichting"."""
    return OWN_TEXT.match(text) is not None and len(text.split()) <= 4 and text[:1].isupper() and text[-1:].isalpha()


def _restarts(signs: Sequence[Sign], index: int) -> bool:
    """Whether the artikelen begin anew at 1 without a hoofdstuk that explains it, and count on from there."""
    if signs[index].what != "artikel" or signs[index].number not in {"1", "I"}:
        return False
    before = [sign.what for sign in signs[max(0, index - 2) : index]]
    near = range(index + 1, min(index + 400, len(signs)))
    following = next((signs[at].number for at in near if signs[at].what == "artikel"), "")
    return "division" not in before and following in {"2", "II"}


def _heading_above(signs: Sequence[Sign], passages: Sequence[Passage], index: int) -> int:
    """The title of a text whose artikelen begin anew: the nearest heading a little above them."""
    for above in range(index - 1, max(-1, index - 8), -1):
        if signs[above].what == "artikel":
            break
        if signs[above].what == "heading" or is_own_title(passages[above].text):
            return above
    return index


def _restart_title(signs: Sequence[Sign], passages: Sequence[Passage], index: int) -> str:
    above = _heading_above(signs, passages, index)
    return passages[above].text if above != index else ""


def contents_lines(passages: Sequence[Passage]) -> set[int]:
    """Lines of a table of contents that no style tells: after "Inhoudsopgave", and lines with a leader and a page."""
    found = {index for index, one in enumerate(passages) if re.search(r"(?:\.{4,}|…{2,}|\t)\s*\d{1,3}$", one.text)}
    for index, one in enumerate(passages):
        if CONTENTS.match(one.text) and not one.is_aside:
            found.add(index)
            below = index + 1
            while below < len(passages) and re.search(r"(?<![\d.,])\s\d{1,3}$", passages[below].text):
                found.add(below)
                below += 1
    return found


def without_contents(passages: Sequence[Passage]) -> list[Passage]:
    """The same, lines of a table of contents given that role."""
    lines = contents_lines(passages)
    return [
        replace(one, role="toc", aside="inhoudsopgave") if index in lines and one.role == "body" else one
        for index, one in enumerate(passages)
    ]
